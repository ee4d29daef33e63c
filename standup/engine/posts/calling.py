"""Who is called in what somebody shared, where its standup says that participants are.

Only participants are, each by an account of theirs on the platform of the channel; nobody who is
away or whose day it is not, was forgotten, or wrote it.
"""

import asyncio
from collections.abc import Collection

from standup.core.messages.markup import Mention, Message
from standup.core.messages.mentioning import called, with_mentions
from standup.core.model import Account, Person, Standup
from standup.core.polls import home
from standup.core.text.calling import Names, Whom
from standup.core.zones import date_in
from standup.engine import addresses
from standup.engine.directory import Directory
from standup.engine.posts.posting import NOBODY, Calling, Desk
from standup.store import absences, runs
from standup.store.database import Transaction
from standup.store.runs import Run

_AT_ONCE = 200  # people whose names are taken apart before others go on


async def calling(tx: Transaction, desk: Desk, run: Run, author: str, message: Message) -> Calling:
    """What is said instead of a message on the platforms on which it calls somebody."""
    directory = desk.directory()
    standup = directory.standups.get(home(run.standup.id))
    if standup is None or standup.mentions == "off":
        return NOBODY
    names, people = await _names(directory, standup), dict[Account, str]()
    found: dict[str, dict[Whom, Mention]] = {}
    where = {channel.adapter for channel in run.standup.channels}
    gone = {author, *await runs.leavers(tx, run.id)}
    for whom in called(message, names):
        person = await _person(tx, directory, standup, whom)
        if person is None or person.id in gone or not await _is_there(tx, desk, standup, person):
            continue
        for adapter, mention in (await _accounts(tx, directory, whom, person, where)).items():
            found.setdefault(adapter, {})[whom] = mention
            people[Account(adapter, mention.account)] = person.id
    said = {adapter: with_mentions(message, names, those) for adapter, those in found.items()}
    return Calling(said, people)


async def _names(directory: Directory, standup: Standup) -> Names:
    """What its participants are called: found out once, and others go on meanwhile."""
    known = directory.index.called.get(standup.id)
    if known is None:
        known = Names()
        for number, person in enumerate(standup.participants, 1):
            known.add(person.id, person.name)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        directory.index.called[standup.id] = known
    return known


async def _person(
    tx: Transaction, directory: Directory, standup: Standup, whom: Whom
) -> Person | None:
    """The one participant who is meant."""
    found = {whom.person} if whom.person else await _owners(tx, directory, whom.account)
    there = found & directory.laid.roster.members(standup.id).keys()
    return directory.people[there.pop()] if len(found) == len(there) == 1 else None


async def _owners(tx: Transaction, directory: Directory, account: str) -> set[str]:
    """Whoever has an account of this id, on any platform."""
    known = [
        await addresses.owner(tx, directory, Account(adapter, account))
        for adapter in sorted(directory.platforms)
    ]
    return {person.id for person in known if person is not None}


async def _is_there(tx: Transaction, desk: Desk, standup: Standup, person: Person) -> bool:
    """Whether it is a day of theirs, on which they are not away."""
    day = date_in(standup.zone_of(person), desk.clock.now())
    if not person.is_theirs(standup.id, day):
        return False
    return not await absences.away_on(tx, [person.id], day, standup.id)


async def _accounts(
    tx: Transaction, directory: Directory, whom: Whom, person: Person, where: Collection[str]
) -> dict[str, Mention]:
    """How somebody is called on each of these platforms on which they are: as it was typed, or by
    their name where that was a platform's own way."""
    words, found = f"@{person.name}" if whom.account else "", dict[str, Mention]()
    for account in await addresses.all_of(tx, directory, person):
        if account.adapter in where and not addresses.is_expected(account):
            found.setdefault(account.adapter, Mention(words, account.id))
    return found
