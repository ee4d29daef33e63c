"""What is said to a standup at the machine: in the words of its owners, by whoever may run it."""

from datetime import datetime

from standup.core.commands import Around, Steer, understand
from standup.core.commands.steering import HOW
from standup.core.commands.table import action_of, entry_of
from standup.core.messages.markup import Message, plain
from standup.core.model import Standup
from standup.core.rights import Role, may
from standup.core.settings.setting import AT_THE_MACHINE, Setting
from standup.core.settings.standups import says_nothing_new
from standup.core.text.name_matching import fold
from standup.core.wording import settings as settings_wording
from standup.core.wording import steering as wording
from standup.core.wording import trail
from standup.core.zones import date_in
from standup.engine import steering
from standup.engine.commands import settings as own
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, note
from standup.store import accounts, changes, settings
from standup.store.database import Transaction

UNDO = "undo "
AS_WRITTEN = "as written"
"""What `standup settings --into-yaml` says once the files say it themselves."""


async def said(
    tx: Transaction, directory: Directory, words: str, now: datetime, mark: str = ""
) -> str:
    """Do what was said, and tell what came of it; empty where something else would than what was
    shown, by its mark, and so nothing was done."""
    if words.startswith(UNDO):
        return plain(await _undo(tx, directory, words.removeprefix(UNDO), now))
    if words == AS_WRITTEN:
        return await _as_written(tx, directory, now)
    found = await _steer(tx, directory, words, now)
    if isinstance(found, Proposal):
        return plain(await found.do()) if mark in {"", found.mark} else ""
    return plain(found)


async def shown(
    tx: Transaction, directory: Directory, words: str, now: datetime
) -> Proposal | None:
    """What would come of words that are to be shown first; None of others, or where nothing
    would."""
    known = read(directory, words, now)
    if not isinstance(known, Steer) or not entry_of(known).shown_first:
        return None
    found = await _steer(tx, directory, words, now)
    return found if isinstance(found, Proposal) else None


async def _steer(tx: Transaction, directory: Directory, words: str, now: datetime) -> Outcome:
    known = read(directory, words, now)
    if isinstance(known, Message):
        return known
    found = standup_of(directory, known)
    if isinstance(found, Message):
        return found
    wheel = Wheel(tx, directory, found, AT_THE_MACHINE, known.words, now)
    return await steering.steer(wheel, known)


def read(directory: Directory, words: str, now: datetime) -> Steer | Message:
    """What was said, or that it is not understood."""
    known = understand(words, around(directory, now))
    if isinstance(known, Steer) and may(Role.OPERATOR, action_of(known)) and not known.unclear:
        return known
    named = (name for name in HOW if words.split()[:1] == name.split()[:1])
    return wording.not_read(max(named, key=len, default="pause"))


def around(directory: Directory, now: datetime) -> Around:
    """What decides how words are read that are said at the machine: every standup may be named."""
    standups = directory.standups.values()
    names = {fold(name): one.id for one in standups for name in (one.title, one.id)}
    today = date_in(directory.instance.zone, now)
    return Around(today, directory.platforms, is_signed=True, standups=names, steers=True)


def standup_of(directory: Directory, known: Steer) -> Standup | Message:
    """The standup that is meant, or what is said instead."""
    fitting = [one for one in directory.standups.values() if known.standup in {None, one.id}]
    if len(fitting) == 1:
        return fitting[0]
    return wording.which(known.words or known.name, [one.id for one in fitting])


async def _undo(tx: Transaction, directory: Directory, number: str, now: datetime) -> Message:
    held = await settings.holding(tx, int(number)) if number.isdecimal() else None
    if held is None:
        return wording.no_setting(number)
    standup = directory.standups.get(held.scope.standup or "")
    if held.scope.person is None and standup is not None:
        wheel = Wheel(tx, directory, standup, AT_THE_MACHINE, f"undo {number}", now)
        await steering.undo(wheel, held)
    else:
        await _undo_own(tx, directory, held, now)
    return settings_wording.undone(held)


async def _undo_own(tx: Transaction, directory: Directory, held: Setting, now: datetime) -> None:
    """Take back what somebody set for themselves, as they would, and note it without their name."""
    person = directory.people.get(held.scope.person or "")
    if person is None:
        await settings.undo(tx, held.id, now)
        return
    await own.undo(Occasion(tx, directory, person, now, None), held)
    effect = trail.taken_back(held.name)
    for standup in directory.standups_of(person):
        if held.scope.standup in {None, standup.id}:
            words = f"{UNDO}{held.id}"
            await changes.note(tx, standup.id, "undo", words, effect, AT_THE_MACHINE, now)


async def _as_written(tx: Transaction, directory: Directory, now: datetime) -> str:
    """Drop what the files say themselves by now: of standups, and whose account is whose."""
    written = {one.id: one for one in directory.written.standups}
    people = {one.id: one for one in directory.written.people}
    dropped = 0
    for held in await settings.everything(tx):
        standup = written.get(held.scope.standup or "")
        if standup is None or not says_nothing_new(standup, held, people):
            continue
        wheel = Wheel(tx, directory, standup, AT_THE_MACHINE, "settings --into-yaml", now)
        await settings.end(tx, held.id, now)
        await note(wheel, "settings", trail.written(held.name))
        dropped += 1
    accounts_ = 0
    for person, tied in (await accounts.all_tied(tx)).items():
        for account in tied:
            if account in (people[person].accounts if person in people else ()):
                await accounts.drop_tie(tx, account)
                accounts_ += 1
    return f"In the files by now, and no more in the database: {_many(dropped, accounts_)}."


def _many(settings_: int, accounts_: int) -> str:
    told = f"{settings_} setting{'s' * (settings_ != 1)}"
    return f"{told}, {accounts_} account{'s' * (accounts_ != 1)}"
