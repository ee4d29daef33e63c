"""The configuration as it holds: what is written, with what people said since laid over it."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from standup.config import Loaded
from standup.core.model import Standup
from standup.core.reports.report import ALIAS, SOMEBODY
from standup.core.settings.overlay import Laid, bare, laid_over
from standup.core.settings.setting import LetBe, Setting
from standup.core.wording.settings import meaning
from standup.engine.clock import SystemClock
from standup.errors import StandupError
from standup.store import settings
from standup.store.database import Transaction
from standup.wiring.opening import look

_PATIENCE = 5.0  # seconds for a database that is far away


async def said(tx: Transaction) -> list[Setting]:
    """What people said, as far as the database has it."""
    return await settings.everything(tx) if await settings.are_there(tx) else []


def as_it_holds(loaded: Loaded) -> tuple[Laid, list[str]]:
    """What holds, as far as the database is there to be asked, with notes on what does nothing."""
    laid, _, notes = with_what_was_said(loaded)
    return laid, notes


def with_what_was_said(loaded: Loaded) -> tuple[Laid, list[Setting], list[str]]:
    """The same, with the settings that hold."""
    if isinstance(loaded.database, Path) and not loaded.database.is_file():
        return bare(loaded.instance), [], []

    async def found() -> list[Setting]:
        async with asyncio.timeout(_PATIENCE):
            return await look(loaded.database, said)

    try:
        settings_ = asyncio.run(found())
    except (StandupError, TimeoutError) as error:
        why = str(error) or f"the database did not answer in {_PATIENCE:g} seconds"
        return bare(loaded.instance), [], [f"What people have set is not known: {why}"]
    laid = laid_over(loaded.instance, settings_, SystemClock().now().date())
    idle = dict(laid.idle)
    names = names_of(laid)
    notes = [
        f"Setting {one.id} (“{one.words}”, by {by_whom(one, names)})"
        f" does nothing: {why}. `standup settings --undo {one.id}` takes it back"
        for one, why in laid.idle
    ]
    return laid, [one for one in settings_ if one not in idle], notes


def names_of(laid: Laid) -> dict[str, str]:
    """What people are called, by their ids; also those who came by chat."""
    return {person.id: person.name for person in laid.instance.people}


def called(person: str, names: Mapping[str, str]) -> str:
    """What whoever has this id is called, as far as that is known."""
    return SOMEBODY if person.startswith(ALIAS) else names.get(person, person)


def by_whom(setting: Setting, names: Mapping[str, str]) -> str:
    """Who said it, or where it was said where nobody knows who."""
    return called(setting.source.person or setting.source.via, names)


def said_of(standup: Standup, held: Sequence[Setting], names: Mapping[str, str]) -> list[str]:
    """What holds of a standup because it was said: what, and by whom, where and when."""
    own = [one for one in held if one.scope.person is None and one.scope.standup == standup.id]
    told = [f"{meaning(one.value)}: {_whence(one, names)}" for one in own]
    members = {person.id for person in standup.participants}
    people = {
        one.scope.person
        for one in held
        if one.scope.person in members
        and one.scope.standup in {None, standup.id}
        and not isinstance(one.value, LetBe)  # which nobody but they are told
    }
    if people:
        who = "1 person has" if len(people) == 1 else f"{len(people):,} people have"
        told.append(f"{who} set something for themselves: `standup settings` lists it")
    return told


def _whence(setting: Setting, names: Mapping[str, str]) -> str:
    by = called(setting.source.person or "somebody", names)
    return f"“{setting.words}”, said by {by} on {setting.source.via}, {setting.at:%Y-%m-%d}"
