"""Slots: a standup as those see it who are asked where and when somebody is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from standup.core import schedule
from standup.core.cron import DAY, at_time
from standup.core.model import Chosen, Former, Person, Round, Slot, Standup, Times
from standup.core.zones import date_in


def is_in_order(rounds: Sequence[Round]) -> bool:
    """Whether each round is asked after the one before it, and closes after it opens."""
    closing_after = (schedule.wall_time(one.cron) < one.closes for one in rounds)
    asked = [schedule.wall_time(one.cron) for one in rounds if one.cron is not None]
    return all(closing_after) and all(first < then for first, then in pairwise(asked))


def as_chosen(standup: Standup, times: Times) -> Standup:
    """The standup as whoever chose these times is asked.

    On a day on which one is outside its round's window, or does not fit the other times, it is as
    the team has it.
    """
    if not times:
        return standup
    own = dict(times)
    ends = sorted({one.until for round_ in standup.rounds for one in round_.former})
    then = [(day, _at_own([one.on(day) for one in standup.rounds], own)) for day in ends]
    now = _at_own([replace(one, former=()) for one in standup.rounds], own)
    rounds = (
        replace(one, former=tuple(_former(day, rounds[n]) for day, rounds in then))
        for n, one in enumerate(now)
    )
    return replace(standup, rounds=tuple(rounds))


def _at_own(usual: Sequence[Round], own: Mapping[str, timedelta]) -> Sequence[Round]:
    """The rounds of a day, each at its own time."""
    moved = [
        replace(one, cron=at_time(one.cron, own[one.id]))
        if one.cron and one.id in own and one.opens and one.opens.has(own[one.id])
        else one
        for one in usual
    ]
    return moved if is_in_order(moved) else usual


def _former(until: date, round_: Round) -> Former:
    assert round_.cron is not None  # without a schedule there are no times to change
    return Former(until, round_.cron, round_.closes, round_.reminder)


def of_day(standup: Standup, slot: Slot, day: date) -> Standup:
    """The standup with the rounds that open in a slot on this day, as they are there on it."""
    return schedule.of_day(as_chosen(standup, slot.times), slot.zone, day)


def asks(standup: Standup, round_id: str, slot: Slot, day: date) -> bool:
    """Whether a round opens in a slot on this day, which may have changed since it was planned."""
    return any(one.id == round_id for one in of_day(standup, slot, day).rounds)


def opening(standup: Standup, round_id: str, slot: Slot, day: date) -> datetime:
    """The instant (UTC) at which the day's round opens in a slot."""
    return schedule.opening(as_chosen(standup, slot.times).round(round_id), slot.zone, day)


def chosen(standup: Standup, person: Person, round_id: str) -> Chosen:
    """At which time somebody wants to be asked a round."""
    held = person.in_standup(standup.id).times
    return next((one for one in held if one.round == round_id), Chosen(round_id, None))


def choosing(standup: Standup, person: Person, new: Chosen, now: datetime) -> Chosen:
    """What somebody chose anew, from the next asking on: up to a day as it was before, where the
    asking of that day is to come, and would be over by the new time."""
    today = date_in(standup.zone_of(person), now)
    held = chosen(standup, person, new.round)
    left = [
        day
        for day in (today - DAY, today, today + DAY)
        if _opens(standup, person, new, day) <= now < _opens(standup, person, held, day)
    ]
    if not left:
        return replace(new, before=())
    until = max(left)
    earlier = (one for one in held.before if one[0] < until and one[0] >= today - DAY)
    return replace(new, before=(*earlier, (until, held.on(until))))


def _opens(standup: Standup, person: Person, said: Chosen, day: date) -> datetime:
    """When the day's round opens for somebody who chose this."""
    others = dict(standup.times_of(person, day))
    others.pop(said.round, None)
    time = said.on(day)
    times = (*others.items(), *([(said.round, time)] if time is not None else ()))
    return opening(standup, said.round, Slot(standup.zone_of(person, day), times), day)
