"""People who choose when they are asked, on every day there may be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standup.core import slots
from standup.core.model import Chosen, Own, Person, Slot, Standup, Window
from standup.core.settings.setting import AsksAt, ClosesAt
from standup.core.settings.standups import as_said, bridge
from standup.core.slots import as_chosen, choosing
from tests.team import daily, learning_day, person

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ZONES = ("Pacific/Auckland", "Europe/London", "America/New_York", "Pacific/Kiritimati")
BEGINS = datetime(2026, 11, 25, 0, 0, 30, tzinfo=UTC)  # no round opens at half a minute

minutes = st.integers(0, 24 * 60 - 1).map(lambda many: many * MINUTE)
own_time = st.one_of(st.none(), minutes)
steps = st.lists(
    st.tuples(
        st.sampled_from(["ana", "bo", "the team"]),
        own_time,
        st.integers(0, 30 * 60).map(lambda many: many * MINUTE),
    ),
    min_size=1,
    max_size=8,
)


def with_own(someone: Person, standup: str, chosen: Chosen) -> Person:
    return replace(someone, own=((standup, Own(times=(chosen,))),))


def opened(
    standup: Standup, someone: Person, start: datetime, end: datetime, asked: list[date]
) -> list[date]:
    """The days on which somebody is asked from one instant to another; nobody is who was asked that
    day already, which a key in the database sees to."""
    first = start.date() - 2 * DAY
    days = [first + n * DAY for n in range((end - start).days + 5)]
    return [
        day
        for day in days
        if day not in asked
        and start < slots.opening(standup, "day", standup.slot_of(someone, day), day) <= end
    ]


@given(steps, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_whenever_people_and_teams_choose_times_each_is_asked_once_a_day(
    story: list[tuple[str, timedelta | None, timedelta]], one: str, other: str
) -> None:
    standup = daily(person("ana", one), person("bo", other), cron="30 9 * * *")
    whole = Window(timedelta(0), 24 * HOUR - MINUTE)
    rounds = (replace(standup.rounds[0], closes=2 * DAY, opens=whole),)
    standup, now = replace(standup, rounds=rounds), BEGINS
    asked: dict[str, list[date]] = {"ana": [], "bo": []}
    for who, time, later in story:
        then = now + later
        for someone in standup.participants:
            asked[someone.id] += opened(standup, someone, now, then, asked[someone.id])
        now = then
        if who != "the team":
            standup = replace(
                standup,
                participants=tuple(
                    with_own(p, "daily", choosing(standup, p, Chosen("day", time), now))
                    if p.id == who
                    else p
                    for p in standup.participants
                ),
            )
        elif time is not None:
            standup = changed(standup, AsksAt("day", time), asked, now)
    for someone in standup.participants:
        days = list(asked[someone.id])
        days += opened(standup, someone, now, now + 5 * DAY, days)
        assert days == [days[0] + n * DAY for n in range(len(days))]
        assert len(days) >= (now - BEGINS).days + 4


def changed(
    standup: Standup, value: AsksAt, asked: dict[str, list[date]], now: datetime
) -> Standup:
    new = as_said(standup, value, {})
    assert isinstance(new, Standup)
    latest = max((day for found in asked.values() for day in found), default=None)
    held = bridge(standup, new, standup.slots, now, latest)
    bare = replace(new, rounds=tuple(replace(one, former=()) for one in new.rounds))
    both = as_said(bare, held, {}) if held else bare
    assert isinstance(both, Standup)
    return both


def test_a_time_outside_the_window_or_out_of_order_is_passed_over() -> None:
    told = learning_day(person("ana"))
    opens = (Window(8 * HOUR, 11 * HOUR), Window(16 * HOUR, 19 * HOUR))
    rounds = zip(told.rounds, opens, strict=True)
    told = replace(told, rounds=tuple(replace(one, opens=w) for one, w in rounds))
    crons = [
        [one.cron for one in as_chosen(told, times).rounds]
        for times in (
            (("plan", 8 * HOUR),),
            (("plan", 12 * HOUR),),
            (("learned", 18 * HOUR), ("plan", 10 * HOUR)),
            (("gone", 9 * HOUR),),
        )
    ]
    assert crons == [
        ["0 8 * * thu", "0 17 * * thu"],
        ["30 9 * * thu", "0 17 * * thu"],
        ["0 10 * * thu", "0 18 * * thu"],
        ["30 9 * * thu", "0 17 * * thu"],
    ]
    early = as_said(told, ClosesAt("plan", 10 * HOUR), {})
    assert isinstance(early, Standup)
    asked = as_chosen(early, (("plan", 10 * HOUR + 30 * MINUTE),))
    assert asked.rounds[0].cron == "30 9 * * thu"


def test_the_latest_choice_counts_on_days_that_are_to_come() -> None:
    told = daily(person("ana"))
    whole = Window(8 * HOUR, 11 * HOUR)
    told = replace(told, rounds=(replace(told.rounds[0], opens=whole),))
    ana = told.participants[0]
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    chosen = choosing(told, ana, Chosen("day", 8 * HOUR), now)
    assert chosen.before == ((now.date(), None),)
    told = replace(told, participants=(with_own(ana, "daily", chosen),))
    assert told.slots == (
        Slot("Europe/London"),
        Slot("Europe/London", (("day", 8 * HOUR),)),
    )
