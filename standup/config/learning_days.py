"""Whether every team looks back on the same day: that all do is the point of a Learning Day."""

from collections.abc import Iterator, Sequence
from datetime import date

from standup.config.problems import Finding, shown
from standup.config.year import days, every_week
from standup.core.model import Round, Standup
from standup.core.schedule import monday

_SAME = "the same days for both: a Learning Day is one day for every team"


def other_days(standups: Sequence[Standup]) -> Iterator[tuple[int, Finding]]:
    """Each standup, by its index, whose outcomes are asked for on other days than an earlier
    one's; of those only that ask for some once a week or more rarely."""
    weekly = [
        (index, found, _days(standup, found))
        for index, standup in enumerate(standups)
        if (found := _looking_back(standup)) is not None
    ]
    weekly = [one for one in weekly if one[2]]
    for index, found, asked in weekly[1:]:
        first, earlier, taken = weekly[0]
        if not asked <= taken and not taken <= asked:
            place = standups[index].rounds.index(found)
            yield index, Finding(("rounds", place, "cron"), _what(standups[first], earlier), _SAME)


def _what(other: Standup, round_: Round) -> str:
    return f"these are other days than those of `{shown(other.id)}`, `{shown(round_.cron or '')}`"


def _looking_back(standup: Standup) -> Round | None:
    """The first round that asks for the outcome of a plan."""
    asking = (r for r in standup.rounds if any(q.of for q in r.questions))
    return next(asking, None)


def _days(standup: Standup, round_: Round) -> frozenset[date]:
    """Its days of about a year; none when two may be in one week."""
    found: list[date] = []
    for day in days(every_week(standup), round_):
        if found and monday(found[-1]) == monday(day):
            return frozenset()
        found.append(day)
    return frozenset(found)
