"""The configuration that is in force, kept for whoever compares another one with it.

It holds no name and no account: of people their ids, zones and platforms.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

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
    told = _plain(replace(instance, people=people, standups=()))
    told["standups"] = [_of_standup(standup) for standup in instance.standups]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Instance:
    """The instance that `dump` wrote. Raises KeyError, TypeError or ValueError."""
    data = json.loads(text)
    standups = data.pop("standups")
    instance: Instance = _read(Instance, data | {"standups": []})
    people = {person.id: person for person in instance.people}
    return replace(
        instance,
        standups=tuple(
            replace(
                _read(Standup, one | {_PEOPLE: []}),
                participants=tuple(people[who] for who in one[_PEOPLE]),
            )
            for one in standups
        ),
    )


def _of_standup(standup: Standup) -> dict[str, Any]:
    ids = [person.id for person in standup.participants]
    told: dict[str, Any] = _plain(replace(standup, participants=()))
    return told | {_PEOPLE: ids}


def _plain(value: Any) -> Any:  # noqa: PLR0911 - a line a shape
    """A value of the model as JSON has it, without what makes no difference to it."""
    if is_dataclass(value) and not isinstance(value, type):
        those = (one.name for one in fields(value) if one.compare)
        return {name: _plain(getattr(value, name)) for name in those}
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case frozenset():
            return sorted(map(_plain, value))
        case tuple():
            return list(map(_plain, value))
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
    return value


def _read(hint: Any, data: Any) -> Any:  # noqa: PLR0911 - a line a shape
    """A value of this type that `_plain` wrote."""
    shape, inside = get_origin(hint), get_args(hint)
    if shape in {Union, types.UnionType}:
        (kind,) = (one for one in inside if one is not type(None))
        return None if data is None else _read(kind, data)
    if shape is tuple:
        kinds = inside[:1] * len(data) if inside[1:] == (...,) else inside
        return tuple(_read(kind, one) for kind, one in zip(kinds, data, strict=True))
    if shape is frozenset:
        return frozenset(_read(inside[0], one) for one in data)
    if shape is Mapping:
        return {key: _read(inside[1], one) for key, one in data.items()}
    if shape is Literal:
        return data
    if is_dataclass(hint):
        return _made(hint, data)
    if hint is timedelta:
        return timedelta(microseconds=data)
    if hint is date:
        return date.fromisoformat(data)
    return hint(data)


def _made(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], one) for name, one in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
