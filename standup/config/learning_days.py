"""Whether every team looks back on the same day: that all do is the point of a Learning Day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from standup.config.problems import Finding, shown
from standup.core import schedule
from standup.core.model import Rhythm, Round, Standup

_BEGIN, _END = date(2026, 12, 27), date(2028, 1, 9)  # whole weeks of a year and some more
_WEEK = timedelta(weeks=1)


def other_days(standups: Sequence[Standup]) -> Iterator[tuple[int, Finding]]:
    """Each standup, by its index, whose outcomes are asked for on other days than an earlier
    one's; of those only that ask for some once a week or more rarely."""
    weekly = [
        (index, found, _days(standup, found))
        for index, standup in enumerate(standups)
        if (found := _looking_back(standup)) is not None
    ]
    weekly = [one for one in weekly if one[2]]
    for index, found, days in weekly[1:]:
        first, earlier, taken = weekly[0]
        if not days <= taken and not taken <= days:
            place = standups[index].rounds.index(found)
            yield index, Finding(("rounds", place, "cron"), _what(standups[first], earlier), _SAME)


_SAME = "the same days for both: a Learning Day is one day for every team"


def _what(other: Standup, round_: Round) -> str:
    return f"these are other days than those of `{shown(other.id)}`, `{shown(round_.cron)}`"


def _looking_back(standup: Standup) -> Round | None:
    """The first round that asks for an outcome."""
    asking = (r for r in standup.rounds if any(q.kind == "outcome" for q in r.questions))
    return next(asking, None)


def _days(standup: Standup, round_: Round) -> frozenset[date]:
    """Its days of about a year, days off or not; none when two may be in one week."""
    rhythm = Rhythm(standup.rhythm.weeks, _start(standup.rhythm))
    days: list[date] = []
    day = schedule.next_day(round_, rhythm, _BEGIN, "UTC")
    while day is not None and day < _END:
        if days and _monday(days[-1]) == _monday(day):
            return frozenset()
        days.append(day)
        day = schedule.next_day(round_, rhythm, day, "UTC")
    return frozenset(days)


def _start(rhythm: Rhythm) -> date | None:
    """The same beat of weeks from before the year that is looked at."""
    if rhythm.starting is None:
        return None
    beat = rhythm.weeks * _WEEK
    return (
        _monday(rhythm.starting) - -(-(_monday(rhythm.starting) - _monday(_BEGIN)) // beat) * beat
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
