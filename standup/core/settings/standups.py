"""What was said of standups since they were written: their times, days, words and people.

A change of times holds from the next day that has not begun anywhere, by the times before or by
those after it, so that nobody is asked twice or left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import get_args

from standup.core import schedule
from standup.core.cron import WEEKDAYS
from standup.core.model import Former, Instance, Person, Round, Standup
from standup.core.settings.setting import (
    AsBefore,
    Asks,
    AsksAt,
    AsksOn,
    ClosesAt,
    OfStandup,
    Setting,
    TakesPart,
    TellsMissing,
)
from standup.core.settings.why import Why
from standup.core.zones import zone_info

_DAY = timedelta(days=1)
_OF_STANDUPS = get_args(OfStandup)


def is_of_standup(setting: Setting) -> bool:
    """Whether a setting says of a standup what might be written."""
    return isinstance(setting.value, _OF_STANDUPS)


def laid_over(
    instance: Instance, said: Iterable[Setting], today: date | None = None
) -> tuple[Instance, list[tuple[Setting, Why]]]:
    """The instance with this said of its standups, and what of it does nothing.

    Given the day that it is anywhere, what held up to a day that is over is left out.
    """
    standups = {standup.id: standup for standup in instance.standups}
    people = {person.id: person for person in instance.people}
    idle: list[tuple[Setting, Why]] = []
    for setting in sorted(said, key=lambda one: isinstance(one.value, AsBefore)):
        standup, value = standups.get(setting.scope.standup or ""), setting.value
        assert isinstance(value, _OF_STANDUPS)
        if isinstance(value, AsBefore) and today is not None and value.is_over(today):
            continue
        if standup is None:
            found: Standup | Why = Why.NO_STANDUP
        elif setting.name in standup.fixed:
            found = Why.FIXED
        else:
            found = as_said(standup, value, people)
        if isinstance(found, Standup):
            standups[found.id] = found
        else:
            idle.append((setting, found))
    return replace(instance, standups=tuple(standups.values())), idle


def says_nothing_new(standup: Standup, said: Setting, people: Mapping[str, Person]) -> bool:
    """Whether a standup is already as somebody said that it should be."""
    is_written = is_of_standup(said) and not isinstance(said.value, AsBefore | TellsMissing)
    value = said.value
    return (
        is_written
        and isinstance(value, _OF_STANDUPS)
        and (as_said(standup, value, people) == standup)
    )


def as_said(standup: Standup, value: OfStandup, people: Mapping[str, Person]) -> Standup | Why:
    """The standup as somebody said it should be, or why it cannot be so."""
    match value:
        case TakesPart():
            return _with_people(standup, value, people)
        case Asks(round_, question, ask):
            return _asking(standup, round_, question, ask)
        case TellsMissing(person):
            return replace(standup, watched_by=(*standup.watched_by, person))
        case AsBefore(_, rounds):
            former = {id_: tuple(f for one, f in rounds if one == id_) for id_, _ in rounds}
            kept = (replace(one, former=former.get(one.id, ())) for one in standup.rounds)
            return replace(standup, rounds=tuple(kept))
        case AsksAt(round_) | ClosesAt(round_) | AsksOn(_, round_):
            if round_ is not None and round_ not in {one.id for one in standup.rounds}:
                return Why.NO_ROUND
            return _timed(standup, value)


def _with_people(standup: Standup, said: TakesPart, people: Mapping[str, Person]) -> Standup | Why:
    known = {one: people[one] for one in said.people if one in people}
    if not known:
        return Why.NOBODY
    if not said.takes:
        others = (one for one in standup.participants if one.id not in known)
        return replace(standup, participants=tuple(others))
    there = {one.id for one in standup.participants}
    new = (person for one, person in known.items() if one not in there)
    return replace(standup, participants=(*standup.participants, *new))


def _asking(standup: Standup, round_id: str, question: str, ask: str) -> Standup | Why:
    found = [
        one
        for round_ in standup.rounds
        if round_.id == round_id
        for one in round_.questions
        if one.id == question
    ]
    if not found:
        return Why.NO_QUESTION
    worded = tuple(
        replace(one, ask=ask) if one is found[0] else one
        for one in standup.round(round_id).questions
    )
    return _with_round(standup, replace(standup.round(round_id), questions=worded))


def _with_round(standup: Standup, changed: Round) -> Standup:
    rounds = tuple(changed if one.id == changed.id else one for one in standup.rounds)
    return replace(standup, rounds=rounds)


def _timed(standup: Standup, value: AsksAt | ClosesAt | AsksOn) -> Standup | Why:
    match value:
        case AsksAt(round_, time):
            timed = _at(standup, round_, time)
        case ClosesAt(round_, time):
            timed = _with_round(standup, replace(standup.round(round_), closes=time))
        case AsksOn(days, only):
            changed = (
                replace(one, cron=_on_days(one.cron, days)) if only in {None, one.id} else one
                for one in standup.rounds
            )
            timed = replace(standup, rounds=tuple(changed))
    return timed if is_in_order(timed) else Why.OUT_OF_ORDER


def _at(standup: Standup, round_id: str, time: timedelta) -> Standup:
    """The round asked at this time; one that closed when it opens still does."""
    before = schedule.wall_time(standup.round(round_id).cron)
    following = (
        replace(one, closes=time) if one.closes == before else one for one in standup.rounds
    )
    rounds = (
        replace(one, cron=_at_time(one.cron, time)) if one.id == round_id else one
        for one in following
    )
    return replace(standup, rounds=tuple(rounds))


def _at_time(cron: str, time: timedelta) -> str:
    hours, minutes = divmod(time // timedelta(minutes=1), 60)
    return " ".join([str(minutes), str(hours), *cron.split()[2:]])


def _on_days(cron: str, days: frozenset[int]) -> str:
    minute, hour, _, month, _ = cron.split()
    return " ".join([minute, hour, "*", month, ",".join(_weekdays(days))])


def _weekdays(days: Iterable[int]) -> Iterator[str]:
    """As people write them: "mon-thu", "sat", "sun"."""
    for _, row in groupby(
        enumerate(sorted(days)), key=lambda pair: (pair[1] == 6, pair[1] - pair[0])
    ):
        names = [WEEKDAYS[(day + 1) % 7] for _, day in row]
        yield from names if len(names) < 3 else [f"{names[0]}-{names[-1]}"]


def is_in_order(standup: Standup) -> bool:
    """Whether each round is asked after the one before it, and closes after it opens."""
    opens = [schedule.wall_time(one.cron) for one in standup.rounds]
    closing_after = (at < one.closes for at, one in zip(opens, standup.rounds, strict=True))
    return all(closing_after) and all(first < then for first, then in pairwise(opens))


def bridge(
    old: Standup, new: Standup, zones: Sequence[str], now: datetime, latest: date | None
) -> AsBefore | None:
    """What keeps the days that have begun as they were, given that of the latest run; None where
    there is no such day."""
    new = replace(new, rounds=tuple(replace(one, former=()) for one in new.rounds))
    here = [now.astimezone(zone_info(zone)).date() for zone in zones]
    days = [min(here) + n * _DAY for n in range((max(here) - min(here)).days + 2)]
    begun = [
        day
        for day in days
        if (latest is not None and day <= latest)
        or any(_has_begun(one, zones, day, now) for one in (old, new))
    ]
    if not begun:
        return None
    until = max(begun)
    kept = ((one.id, then) for one in old.rounds for then in _up_to(one, until, now.date()))
    return AsBefore(until, tuple(kept))


def _has_begun(standup: Standup, zones: Sequence[str], day: date, now: datetime) -> bool:
    return any(
        schedule.opening(round_, zone, day) <= now
        for zone in zones
        for round_ in schedule.of_day(standup, zone, day).rounds
    )


def _up_to(round_: Round, until: date, today: date) -> list[Former]:
    """How a round is on each day up to one, but for days that are over."""
    there = round_.on(until)
    before = [one for one in round_.former if one.until < until and not one.is_over(today)]
    return [*before, Former(until, there.cron, there.closes, there.reminder)]
