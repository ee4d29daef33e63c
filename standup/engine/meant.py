"""Which of several standups is meant by whoever names none: the one that alone fits now."""

from collections.abc import Sequence

from standup.core.commands.said import AwayFor, Steer, Whom
from standup.core.model import Person, Standup
from standup.core.polls import home, is_poll
from standup.core.settings.setting import NAMES, Archived, Paused, TellsMissing, Value
from standup.engine.occasion import Occasion
from standup.engine.whom import called_so
from standup.store import absences, runs, settings


async def meant(at: Occasion, said: Steer, standups: Sequence[Standup]) -> Sequence[Standup]:
    """The one of these to which what was said can be done now; all of them where that is none, or
    several."""
    match said.name:
        case "who" | "remind missing" | "extend":
            there = {run.standup.id for run in await runs.still_open(at.tx)}
        case "cancel poll":
            ids = [run.standup.id for run in await runs.still_open(at.tx)]
            there = {home(one) for one in ids if is_poll(one)}
        case "resume":
            there = await _holding(at, standups, NAMES[Paused], NAMES[Archived])
        case "do not tell me who is missing":
            there = await _holding(at, standups, NAMES[TellsMissing])
        case "away somebody" | "remove" | "start now":
            there = {one.id for one in standups if _have_part(at, said, one)}
        case "back somebody":
            there = {one.id for one in standups if await _are_away(at, said, one)}
        case "add":
            there = {one.id for one in standups if not _have_part(at, said, one)}
        case _:
            return standups
    fitting = [standup for standup in standups if standup.id in there]
    return fitting if len(fitting) == 1 else standups


def _named(at: Occasion, said: Steer, standup: Standup) -> list[Person]:
    """The participants who alone are called so, of those who are named."""
    names = said.given.names if isinstance(said.given, Whom | AwayFor) else ()
    called = (called_so(one, standup.participants, at.source.via) for one in names)
    return [found[0] for found in called if len(found) == 1]


def _have_part(at: Occasion, said: Steer, standup: Standup) -> bool:
    """Whether anybody who is named takes part in it; everybody does where nobody is."""
    is_of_some = isinstance(said.given, Whom | AwayFor) and said.given.names
    return not is_of_some or bool(_named(at, said, standup))


async def _are_away(at: Occasion, said: Steer, standup: Standup) -> bool:
    """Whether anybody who is named was noted as away from it."""
    away = [await absences.of(at.tx, one.id, at.today) for one in _named(at, said, standup)]
    return any(dates.standup == standup.id for theirs in away for dates in theirs)


async def _holding(at: Occasion, standups: Sequence[Standup], *names: str) -> set[str]:
    """Those of which a setting of these names holds, and which is nobody else's."""
    return {
        standup.id
        for standup in standups
        for held in await settings.of_standup(at.tx, standup.id)
        if held.name in names and _is_theirs(at, held.value)
    }


def _is_theirs(at: Occasion, value: Value) -> bool:
    return not isinstance(value, TellsMissing) or value.person == at.person.id
