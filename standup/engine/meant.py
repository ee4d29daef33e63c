"""Which of several standups is meant by whoever names none: the one that alone fits now."""

from collections.abc import Sequence

from standup.core.commands.said import Steer
from standup.core.model import Standup
from standup.core.polls import home, is_poll
from standup.core.settings.setting import NAMES, Archived, Paused, TellsMissing, Value
from standup.engine.occasion import Occasion
from standup.store import runs, settings


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
        case _:
            return standups
    fitting = [standup for standup in standups if standup.id in there]
    return fitting if len(fitting) == 1 else standups


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
