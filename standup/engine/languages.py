"""In which language somebody is spoken to outside of a conversation that was loaded."""

from standup.core.language import ENGLISH
from standup.core.model import Account, Person, Standup
from standup.engine import addresses
from standup.engine.directory import Directory
from standup.store import check_ins, spoken
from standup.store.database import Transaction


async def of(tx: Transaction, directory: Directory, person: Person) -> str:
    """What they said, else what their chat speaks, else what the standup speaks that they are asked
    in, or were last; else the first of theirs."""
    if known := await spoken.of(tx, person.id):
        return known
    if len({one.language for one in directory.standups_of(person)}) < 2:
        return usual(directory, person)
    latest = directory.standups.get(await check_ins.latest_standup(tx, person.id) or "")
    return latest.language if latest else usual(directory, person)


async def about(tx: Transaction, standup: Standup, person: Person) -> str:
    """In which language something of a standup is said to them: theirs, else that of it."""
    return await spoken.of(tx, person.id) or standup.language


async def of_account(tx: Transaction, directory: Directory, account: Account) -> str:
    """That of whoever has an account; a stranger is spoken to as all are."""
    person = await addresses.owner(tx, directory, account)
    return await of(tx, directory, person) if person else of_all(directory)


def usual(directory: Directory, person: Person) -> str:
    """The language of the first standup that they take part in."""
    return next((one.language for one in directory.standups_of(person)), ENGLISH)


def of_all(directory: Directory) -> str:
    """The one that every standup speaks, for whoever is in none; English where they differ."""
    spoken_here = {standup.language for standup in directory.instance.standups}
    return spoken_here.pop() if len(spoken_here) == 1 else ENGLISH
