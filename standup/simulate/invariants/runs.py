"""Rounds and runs: opened, ended and closed when their local time has come."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from standup.simulate import almanac
from standup.simulate.facts import Facts
from standup.simulate.sheets import Sheet
from standup.simulate.steered import Steered

_SOON = timedelta(seconds=30)
_WHILE = timedelta(minutes=20)


def untimely(facts: Facts) -> Iterator[str]:
    """Where this does not hold: every round opens and ends at its local time."""
    story = facts.story
    begin = facts.scheduled_at
    if begin is None:
        return
    end = story.clock.now() - _WHILE
    opened = {
        (s.run.standup.id, s.run.day, s.round.id, s.person): s
        for s in facts.truth.sheets
        if s.opened_at < end and s.run.poll is None
    }
    missed = set(story.kept.missed)
    for standup in story.town.instance.standups:
        steered = facts.truth.steered[standup.id]
        if steered.is_unsure:
            opened = {key: s for key, s in opened.items() if key[0] != standup.id}
            continue
        try:
            for person in story.town.instance.people:
                if not steered.ever(person.id):
                    continue
                if facts.truth.talks[person.id].is_unsure_of(standup.id):
                    his = standup.id, person.id
                    opened = {key: s for key, s in opened.items() if (key[0], key[3]) != his}
                    continue
                periods = (
                    [(begin, standup.zone)] if standup.zone else facts.truth.talks[person.id].lived
                )
                for wanted in _due(steered, periods, begin, end):
                    one = wanted[0]
                    sheet = opened.pop((standup.id, one.day, one.round, person.id), None)
                    yield from _timely_somewhere(
                        facts=facts,
                        wanted=wanted,
                        periods=periods,
                        person=person.id,
                        sheet=sheet,
                        missed=missed,
                    )
        except almanac.UnknownError:
            opened = {key: s for key, s in opened.items() if key[0] != standup.id}
    for key, sheet in opened.items():
        if sheet.run.standup.has_schedule and not (sheet.is_begun or _was_before(facts, sheet)):
            yield f"{key} opened {sheet.opened_at}, and ought not to"
    yield from _unbegun(facts)


def _unbegun(facts: Facts) -> Iterator[str]:
    """Without a schedule whoever says that they report begins that day, and nobody else does."""
    yield from facts.truth.in_vain
    for sheet in facts.truth.sheets:
        standup, what = sheet.run.standup, f"check-in {sheet.id} of {sheet.person}"
        if standup.has_schedule or standup.zone is None:
            continue
        if not sheet.is_begun:
            yield f"{what} opened {sheet.opened_at}, and nobody began it"
        first = almanac.instant(sheet.run.day, timedelta(0), standup.zone)
        ends = almanac.instant(sheet.run.day, sheet.round.closes, standup.zone)
        if sheet.deadlines[0][1] != ends or not first <= sheet.opened_at < ends:
            yield f"{what} of {sheet.run.day} lasts {sheet.opened_at} to {sheet.deadlines[0][1]}"


def _due(
    steered: Steered, periods: list[tuple[datetime, str]], begin: datetime, end: datetime
) -> list[list[almanac.Opening]]:
    """The openings that may be somebody's, those of a round and day together."""
    zones = dict.fromkeys(zone for _, zone in periods)
    found: dict[tuple[str, date], list[almanac.Opening]] = {}
    ends = [since for since, _ in steered.plans[1:]]
    for (since, plan), until in zip(steered.plans, [*ends, end], strict=True):
        for one in almanac.planned(plan, max(begin, since), min(end, until), zones):
            found.setdefault((one.round, one.day), []).append(one)
    return [*found.values()]


def _timely_somewhere(
    facts: Facts,
    wanted: list[almanac.Opening],
    periods: list[tuple[datetime, str]],
    person: str,
    sheet: Sheet | None,
    missed: set[tuple[object, ...]],
) -> Iterator[str]:
    """Whether a round of a day opened where somebody was then, if it was to open there at all:
    what falls into the trouble in which they moved may open or not."""
    if len(periods) > 1 and sheet is None:
        for one in wanted:
            until = up_again(facts, one.at) + _SOON
            known = [period for period in periods if period[0] <= one.at]
            still = [period for period in periods if period[0] <= until]
            is_there = known and known[-1] == still[-1] and known[-1][1] == one.zone
            if _was_elsewhere(facts, one, person, {o.zone for o in wanted}, missed):
                continue
            if is_there and _died_moving(facts, known[-1][0], one.at):
                continue
            if is_there and not _was_over(facts, one, known[-1][0]):
                yield from _timely(facts, one, person, None, missed, one.at)
        return
    there = [one for one in wanted if sheet is None or one.zone == sheet.zone]
    is_theirs = sheet is not None and (sheet.is_begun or _was_before(facts, sheet))
    if not there and sheet is not None and not is_theirs:
        yield f"{wanted[0].round} of {sheet.run.standup.id} opened for {person} in {sheet.zone}"
    for one in there:
        came = [since for since, zone in periods if zone == one.zone and since > one.at]
        yield from _timely(facts, one, person, sheet, missed, came[0] if came else one.at)


def _was_before(facts: Facts, sheet: Sheet) -> bool:
    """Whether somebody who moved is asked what goes on where they are since before there was a
    bot."""
    has_moved = len(facts.truth.talks[sheet.person].lived) > 1
    return has_moved and facts.scheduled_at is not None and sheet.usual < facts.scheduled_at


def _was_elsewhere(
    facts: Facts,
    one: almanac.Opening,
    person: str,
    zones: set[str],
    missed: set[tuple[object, ...]],
) -> bool:
    """Whether the day on which somebody moved was theirs where they had been, or was missed there:
    a day that is begun or to come where they were is asked there to its end."""
    sheets = facts.truth.talks[person].sheets
    same = [s for s in sheets if (s.run.standup.id, s.run.day) == (one.standup, one.day)]
    there = {s.zone for s in same} | {
        zone for zone in zones if (one.standup, one.day.isoformat(), one.round, zone) in missed
    }
    return bool(there - {one.zone})


def _died_moving(facts: Facts, since: datetime, at: datetime) -> bool:
    """Whether the bot died as somebody moved, before it planned for where they are, and was back
    only after an instant: what was to come there in between is neither asked nor told of."""
    strikes = facts.story.strikes
    return any(since <= one.at <= since + _SOON and at <= one.back + _SOON for one in strikes)


def _was_over(facts: Facts, one: almanac.Opening, since: datetime) -> bool:
    """Whether the run was closed when somebody came to it, so that it asks them no more."""
    runs = facts.truth.runs.values()
    closed = [r.closed_at for r in runs if (r.standup.id, r.day) == (one.standup, one.day)]
    return any(at is not None and at <= up_again(facts, since) + _SOON for at in closed)


def _was_over_without(facts: Facts, one: almanac.Opening, person: str) -> bool:
    """Whether the run was closed while somebody took no part, so that it asks them no more."""
    steered, runs = facts.truth.steered[one.standup], facts.truth.runs.values()
    closed = [r.closed_at for r in runs if (r.standup.id, r.day) == (one.standup, one.day)]
    return any(person not in plan.people for at in closed if at for plan in steered.between(at, at))


def _started_early(steered: Steered, one: almanac.Opening) -> Iterator[datetime]:
    """When a round was started before its time: whoever has just moved may be asked with those of
    either zone."""
    for (round_id, day, _), at in steered.started.items():
        if (round_id, day) == (one.round, one.day):
            yield at


def _timely(
    facts: Facts,
    one: almanac.Opening,
    person: str,
    sheet: Sheet | None,
    missed: set[tuple[object, ...]],
    came: datetime,
) -> Iterator[str]:
    what = f"{one.round} of {one.standup} on {one.day} for {person}"
    back = up_again(facts, one.at)
    steered, talk = facts.truth.steered[one.standup], facts.truth.talks[person]
    until = max(back, one.latest) + _SOON
    began = min([one.at, *_started_early(steered, one)])
    may_be = talk.may_be_theirs(one.standup, one.day, began, until)
    plans = steered.between(began, until)
    takes_part = {person in plan.people and plan.is_held(one.day) for plan in plans}
    is_over = _was_over_without(facts, one, person)
    if sheet is None and (is_over or False in may_be or False in takes_part):
        return
    if len(may_be) > 1 or len(takes_part) > 1:  # it became one of their days while it went on
        came = max(came, one.latest)
    if sheet is not None:
        round_ = next(r for r in sheet.plan.rounds(one.day) if r.id == one.round)
        ends = almanac.opening(sheet.plan, round_, one.zone, one.day).deadline
        if sheet.deadlines[0][1] != ends:
            yield f"{what} ends {sheet.deadlines[0][1]}, not {ends}"
        late = max(back, up_again(facts, came))  # who comes while it goes on is asked then
        if not sheet.is_begun and not began <= sheet.opened_at <= late + _SOON:
            yield f"{what} opened {sheet.opened_at}, not {began}"
    elif back + _SOON < one.latest:
        yield f"{what} did not open at {one.at}"
    elif (
        one.standup,
        one.day.isoformat(),
        one.round,
        one.zone,
    ) not in missed and back > one.latest + _SOON:
        yield f"{what} is not told to be missed"


def up_again(facts: Facts, at: datetime) -> datetime:
    """When the bot could do what was due at an instant, at the latest."""
    while (later := _after_trouble(facts, at)) > at:
        at = later
    return at


def _after_trouble(facts: Facts, at: datetime) -> datetime:
    """The end of what is in the way at an instant, or the instant itself."""
    for full, until in facts.story.unwritable:
        if full <= at <= until + _SOON:
            at = max(at, until + timedelta(minutes=2))
    for strike in facts.story.strikes:
        if strike.at <= at + _SOON and at <= strike.back + _SOON:
            at = strike.back + _SOON
    return at


def unclosed(facts: Facts) -> Iterator[str]:
    """Where this does not hold: every run closes once, in time."""
    for number, _, _, due, closed in facts.story.kept.runs:
        held = facts.truth.runs[number]
        what = f"{held.standup.id} of {held.day}"
        sheets = (sheet for sheet in facts.truth.sheets if sheet.run is held)
        last = max((sheet.deadline for sheet in sheets), default=due)
        if due < last:
            yield f"{what} is to close {due}, before its last deadline {last}"
        times = facts.closings.get(number, [])
        if len(times) > 1:
            yield f"{what} closed {len(times)} times"
        if due < facts.story.clock.now() - _SOON and closed is None:
            yield f"{what} did not close"
        ends = held.taken_back_at or due
        if closed is not None and not ends <= closed <= up_again(facts, ends) + _SOON:
            yield f"{what} closed {closed}, not {ends}"
