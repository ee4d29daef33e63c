"""Rounds that people begin by themselves, before they are asked or after their end: when they may,
worked out from the documented rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from standup.core.model import Round
from standup.simulate import almanac
from standup.simulate.almanac import Plan

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to answer a standup of a day now."""

    standup: str
    day: date


@dataclass(slots=True)
class Begun:
    """What came of a wish: the rounds that might be begun, and which was; `is_sure`: the first of
    them had to be, if there is but one."""

    person: str
    wish: Wish
    at: datetime
    rounds: frozenset[str]
    is_sure: bool
    round: str | None = None


def early(plan: Plan, zone: str, day: date, now: datetime) -> Iterator[str]:
    """The rounds of a day that may be begun before they are asked, from the last time before that
    which is early enough; of each the next asking alone."""
    for round_, at in _asked(plan, zone, day):
        earlier = _opens_between(plan, round_.id, zone, now, at)
        if round_.early is not None and at > now and not earlier:
            same_day = almanac.instant(day, round_.early, zone)
            eve = almanac.instant(day - _DAY, round_.early, zone)
            if (same_day if same_day < at else eve) <= now:
                yield round_.id


def late(plan: Plan, zone: str, day: date, now: datetime) -> Iterator[str]:
    """The rounds of a day that may be begun after their end."""
    for round_, _ in _asked(plan, zone, day):
        over = almanac.opening(plan, round_, zone, day).deadline
        if round_.late is not None and over <= now < over + round_.late:
            yield round_.id


def _asked(plan: Plan, zone: str, day: date) -> Iterator[tuple[Round, datetime]]:
    for round_ in plan.rounds(day):
        if plan.asks(round_.id, day) and almanac.has(zone, day):
            yield round_, almanac.opening(plan, round_, zone, day).at


def _opens_between(plan: Plan, name: str, zone: str, first: datetime, last: datetime) -> bool:
    """Whether a round is asked after one instant and before another."""
    found = almanac.planned(plan, first, last, [zone]) if first < last else iter(())
    return any(one.round == name and first < one.at for one in found)
