"""When a round opens, closes and reminds: rules on local dates, placed in a zone afterwards.

A cron line chooses local dates and one wall-clock time. Which dates count is settled without any
zone; only then is the wall time placed in the zone, so a change of clocks can neither skip nor
double a run. A round without a line may be begun on each date that is not left out, from midnight.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from standup.core.cron import DAY, HORIZON, read
from standup.core.model import Accountability, Nudge, Quiet, Rhythm, Round, Standup
from standup.core.zones import zone_info

WEEK = timedelta(weeks=1)


class Rule(StrEnum):
    """What leaves a day out of those on which a round is asked, in the order of being looked at."""

    DAYS = "its days"  # of the cron line
    STARTING = "starting"
    WEEKS = "every"
    PAUSE = "paused"
    DAY_OFF = "days off"
    NO_DATE = "no such date"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The rule that leaves a day out, and the last day on which it surely does."""

    rule: Rule
    last: date


SHORTEST = timedelta(hours=1)  # what a change of clocks leaves of a round, unless it is shorter

_LAST_YEAR = 9990  # so that no sum leaves the calendar
_EVERY_DAY = Rhythm()


@dataclass(frozen=True, slots=True)
class Opening:
    """A round opening: the local date of its run, and the instant (UTC)."""

    round_id: str
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """An accountability report being posted: its local date, and the instant (UTC)."""

    day: date
    at: datetime


def wall_time(cron: str | None) -> timedelta:
    """The one time of day at which the line fires, from midnight; CronError when it is not one.

    Without a schedule it is midnight, from which on a round may be begun.
    """
    return timedelta(0) if cron is None else read(cron).wall


@lru_cache(maxsize=16384)
def _cron_day_after(cron: str, after: date) -> date | None:
    """The line's next date whatever the zone, so that all zones share the search."""
    return read(cron).day_after(after)


def instant(day: date, wall: timedelta, zone: str) -> datetime:
    """The instant (UTC) of a wall time counted from the day's midnight; it may pass 24 hours.

    A time that clocks jump over moves forward by the jump; of a time shown twice it is the first.
    """
    return _placed(datetime.combine(day, time()) + wall, zone_info(zone))


def exists(day: date, zone: str) -> bool:
    """Whether the zone ever had this date: crossing the date line has cost some a whole day."""
    where = zone_info(zone)
    return _shown(datetime.combine(day, time()), where) or _shown(
        datetime.combine(day, time.max), where
    )


def _last_instant(day: date, wall: timedelta, zone: str) -> datetime:
    """As `instant`, but of a time shown twice the second."""
    local, where = datetime.combine(day, time()) + wall, zone_info(zone)
    return max(_placed(local, where), _placed(local, where, fold=1))


def _placed(local: datetime, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _shown(local: datetime, zone: ZoneInfo) -> bool:
    return _placed(local, zone).astimezone(zone).replace(tzinfo=None, fold=0) == local


def _local_date(now: datetime, zone: str) -> date:
    return _local(now, zone).date()


def _local(now: datetime, zone: str) -> datetime:
    """What the zone's clocks show."""
    if now.tzinfo is None:
        raise ValueError("a time without its zone was given; this module takes aware datetimes")
    return now.astimezone(zone_info(zone)).replace(tzinfo=None)


def next_day(round_: Round, rhythm: Rhythm, after: date, zone: str) -> date | None:
    """The first date later than `after` on which the round opens by itself; None when ten years
    have none."""
    for former in round_.former:
        if after < former.until:
            day = _next_date(former.cron, rhythm, after, zone)
            if day is not None and day <= former.until:
                return day
            after = former.until
    return None if round_.cron is None else _next_date(round_.cron, rhythm, after, zone)


def ruling(round_: Round, rhythm: Rhythm, day: date, zone: str) -> Rule | None:
    """The rule by which the round does not open on a day; None where it does."""
    line = round_.on(day).cron
    if line is not None and _after(line, day - DAY) != day:
        return Rule.DAYS
    out = _left_out(rhythm, day, zone)
    return out.rule if out else None


def next_post(accountability: Accountability, after: date) -> date | None:
    """The first date later than `after` on which the accountability report is posted."""
    return _next_date(accountability.cron, _EVERY_DAY, after, accountability.zone)


def _next_date(cron: str, rhythm: Rhythm, after: date, zone: str) -> date | None:
    begins = max(after, rhythm.starting or after)
    last_year = min(begins.year + HORIZON, _LAST_YEAR)
    while (day := _after(cron, after)) is not None and day.year <= last_year:
        out = _left_out(rhythm, day, zone)
        if out is None:
            return day
        after = out.last
    return None


def _left_out(rhythm: Rhythm, day: date, zone: str) -> LeftOut | None:
    """What leaves out a day that the cron line has, if anything does."""
    if rhythm.starting is not None and day < rhythm.starting:
        return LeftOut(Rule.STARTING, rhythm.starting - DAY)
    if pause := _weeks_left_out(rhythm, day):
        return LeftOut(Rule.WEEKS, monday(day) + pause * WEEK - DAY)
    if paused := [span.last for span in rhythm.pauses if span.first <= day <= span.last]:
        return LeftOut(Rule.PAUSE, max(paused))
    if day in rhythm.days_off:
        return LeftOut(Rule.DAY_OFF, day)
    return None if exists(day, zone) else LeftOut(Rule.NO_DATE, day)


def _after(cron: str, after: date) -> date | None:
    return _cron_day_after(cron, after) if after.year <= _LAST_YEAR else None


def _weeks_left_out(rhythm: Rhythm, day: date) -> int:
    """How many weeks from the day's own until one that counts; zero when its own does.

    Without `starting` weeks are counted from Monday 1 January of the year 1.
    """
    if rhythm.weeks == 1:
        return 0
    since = monday(day) - monday(rhythm.starting or date.min)
    return -(since // WEEK) % rhythm.weeks


def monday(day: date) -> date:
    """The first day of its week."""
    return day - day.weekday() * DAY


def opening(round_: Round, zone: str, day: date) -> datetime:
    """The instant (UTC) at which the day's round opens in the zone."""
    return instant(day, wall_time(round_.on(day).cron), zone)


def deadline(round_: Round, zone: str, day: date) -> datetime:
    """The instant (UTC) of the round's deadline, always after its opening.

    It is the wall time `closes`; where a change of clocks would leave less than an hour (or than
    the round's length, if that is shorter), so much is given.
    """
    round_ = round_.on(day)
    length = round_.closes - wall_time(round_.cron)
    earliest = opening(round_, zone, day) + min(length, SHORTEST)
    return max(instant(day, round_.closes, zone), earliest)


def ends(standup: Standup, round_: Round, zone: str, day: date) -> datetime:
    """The instant (UTC) at which the day's round is over: its deadline, or the standup's next
    asking where that comes before it."""
    round_, over = round_.on(day), deadline(round_, zone, day)
    if round_.closes <= _soonest(standup, round_) and over == instant(day, round_.closes, zone):
        return over  # most rounds, which need no search
    asks = next_asking(standup, round_, zone, day)
    return over if asks is None else min(over, asks)


def next_asking(standup: Standup, round_: Round, zone: str, day: date) -> datetime | None:
    """The instant (UTC) at which the standup asks next after the day's round opened."""
    begins = opening(round_, zone, day)
    asked = (first_opening(standup, one, zone, begins) for one in standup.rounds)
    return min((found.at for found in asked if found is not None), default=None)


def asks_until(standup: Standup, round_: Round, zone: str, day: date) -> datetime:
    """Until when (UTC) an opening that was missed may still ask: its end, or within its grace."""
    over = ends(standup, round_, zone, day)
    return over if round_.grace is None else min(over, opening(round_, zone, day) + round_.grace)


def _soonest(standup: Standup, round_: Round) -> timedelta:
    """The first wall time after the round's opening at which the standup may ask again."""
    own = wall_time(round_.cron)
    lines = (line for told in standup.rounds for line in told.lines)
    walls = (wall_time(line) for line in lines)
    return min((wall if wall > own else wall + DAY for wall in walls), default=own + DAY)


APART = timedelta(minutes=5)
"""No two reminders come closer together."""


def reminder_at(
    standup: Standup,
    round_: Round,
    zone: str,
    day: date,
    nudge: Nudge | None = None,
    after: datetime | None = None,
) -> datetime | None:
    """When to remind (UTC), as the round has it or somebody wants it otherwise: first, or next
    after an instant; None when reminders are off or would not come between the opening and the
    end."""
    round_ = round_.on(day)
    begins, over = opening(round_, zone, day), ends(standup, round_, zone, day)
    nudge = nudge or Nudge(before=round_.reminder or None)
    found = (_reminds(one, zone, day, begins, over) for one in nudge.each)
    left = (at for at in found if at is not None and (after is None or at >= after + APART))
    return min(left, default=None)


def _reminds(
    nudge: Nudge, zone: str, day: date, begins: datetime, over: datetime
) -> datetime | None:
    """When one reminder comes between an opening and its end, if it does."""
    if nudge.at is not None:
        on = (day, day + DAY)
        return next((t for one in on if begins < (t := instant(one, nudge.at, zone)) < over), None)
    at = over - nudge.before if nudge.before else None
    return at if at is not None and at > begins else None


def hears_again(quiet: Quiet | None, zone: str, now: datetime) -> datetime | None:
    """When somebody's quiet hours end (UTC), if it is one of these; None when they are not on.

    Where clocks change they are never shorter than the clock shows: they begin at a time that is
    jumped over with the jump, and end at one that is shown twice with the second.
    """
    if quiet is None:
        return None
    shown = _local(now, zone)
    for day in (shown.date() - DAY, shown.date()):
        last = quiet.last + DAY if quiet.last <= quiet.first else quiet.last
        over = _last_instant(day, last, zone)
        begins = datetime.combine(day, time()) + quiet.first
        if (shown >= begins or now >= instant(day, quiet.first, zone)) and now < over:
            return over
    return None


def of_day(standup: Standup, zone: str, day: date) -> Standup:
    """The standup with the rounds that open on this day, as they are on it."""
    opening = (r for r in standup.rounds if ruling(r, standup.rhythm, day, zone) is None)
    return replace(standup, rounds=tuple(r.on(day) for r in opening))


def first_opening(standup: Standup, round_: Round, zone: str, now: datetime) -> Opening | None:
    """The round's next opening strictly after `now`."""
    return next(
        (found for found in _round_openings(standup, round_, zone, now) if found.at > now), None
    )


def first_that_goes_on(standup: Standup, round_: Round, zone: str, now: datetime) -> Opening | None:
    """The round's first opening that may still ask at `now`, so that it may lie before that."""
    closes = max((round_.closes, *(one.closes for one in round_.former)))
    since = now - closes  # counted from its midnight, so that it is longer than the round
    found = _round_openings(standup, round_, zone, since)
    return next((one for one in found if asks_until(standup, round_, zone, one.day) > now), None)


def openings(standup: Standup, zone: str, start: datetime, end: datetime) -> Iterator[Opening]:
    """The standup's openings in the zone from `start` until just before `end`, in order."""
    rounds = [_round_openings(standup, round_, zone, start) for round_ in standup.rounds]
    for found in heapq.merge(*rounds, key=lambda found: found.at):
        if found.at >= end:
            return
        if found.at >= start:
            yield found


def _round_openings(standup: Standup, round_: Round, zone: str, now: datetime) -> Iterator[Opening]:
    """The round's openings in order, beginning at or before the first that is not before `now`."""
    found = opening_after(standup, round_, zone, _just_before(now, zone))
    while found is not None:
        yield found
        found = opening_after(standup, round_, zone, found.day)


def opening_after(standup: Standup, round_: Round, zone: str, after: date) -> Opening | None:
    """The round's opening on the first date later than `after`."""
    day = next_day(round_, standup.rhythm, after, zone)
    return None if day is None else Opening(round_.id, day, opening(round_, zone, day))


def post_at(accountability: Accountability, day: date) -> datetime:
    """The instant (UTC) at which the day's accountability report is posted."""
    return instant(day, wall_time(accountability.cron), accountability.zone)


def first_post(accountability: Accountability, now: datetime) -> Post | None:
    """The next accountability report strictly after `now`."""
    day: date | None = _just_before(now, accountability.zone)
    while day is not None:
        day = next_post(accountability, day)
        if day is not None and (at := post_at(accountability, day)) > now:
            return Post(day, at)
    return None


def _just_before(now: datetime, zone: str) -> date:
    """Where the search begins: yesterday's time, moved out of a gap, may be still to come."""
    return _local_date(now, zone) - 2 * DAY
