"""The configuration that is in force, kept for whoever compares another one with it.

It holds no name and no account: of people their ids, zones and platforms.
"""

import json
from dataclasses import replace
from typing import Any

from standup.core.as_json import plain, read
from standup.core.model import Account, Instance, Person, Standup
from standup.store import facts
from standup.store.database import Transaction

_PEOPLE = "participants"


async def keep(tx: Transaction, told: str) -> None:
    """Keep what `dump` wrote as what is in force."""
    await facts.put(tx, facts.IN_FORCE, told)


async def known(tx: Transaction) -> Instance | None:
    """What is in force; None where no bot of this release has run yet."""
    told = await facts.get(tx, facts.IN_FORCE)
    try:
        return load(told) if told is not None else None
    except (KeyError, TypeError, ValueError):  # of another release
        return None


def nameless(person: Person) -> Person:
    """What is kept of somebody."""
    accounts = tuple(Account(account.adapter, "") for account in person.accounts)
    return Person(person.id, "", person.zone, accounts, person.invited, person.prefer)


def dump(instance: Instance) -> str:
    """An instance as JSON, without what is not kept."""
    people = tuple(map(nameless, instance.people))
    told = plain(replace(instance, people=people, standups=()))
    told["standups"] = [_of_standup(standup) for standup in instance.standups]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Instance:
    """The instance that `dump` wrote. Raises KeyError, TypeError or ValueError."""
    data = json.loads(text)
    standups = data.pop("standups")
    instance: Instance = read(Instance, data | {"standups": []})
    people = {person.id: person for person in instance.people}
    return replace(
        instance,
        standups=tuple(
            replace(
                read(Standup, one | {_PEOPLE: []}),
                participants=tuple(people[who] for who in one[_PEOPLE]),
            )
            for one in standups
        ),
    )


def _of_standup(standup: Standup) -> dict[str, Any]:
    ids = [person.id for person in standup.participants]
    told: dict[str, Any] = plain(replace(standup, participants=()))
    return told | {_PEOPLE: ids}
