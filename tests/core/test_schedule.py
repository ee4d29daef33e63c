import calendar
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.cron import CronError
from standup.core.model import Accountability, Rhythm, Round
from standup.core.schedule import (
    deadline,
    ends,
    exists,
    first_opening,
    first_post,
    instant,
    next_day,
    next_post,
    of_day,
    opening,
    openings,
    post_at,
    reminder_at,
    wall_time,
)
from tests.core.clocks import (
    DAY,
    HOUR,
    MINUTE,
    ZONES,
    a_round,
    a_standup,
    at,
    clocks,
    hold_daily,
    kinds,
    walk,
)

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
EVERY_DATE = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]


def days(cron: str, rhythm: Rhythm, start: date, end: date, zone: str = "UTC") -> list[date]:
    """The dates from `start` to `end` (both included), as the scheduler walks them."""
    found, day = [], next_day(a_round(cron), rhythm, start - DAY, zone)
    while day is not None and day <= end:
        found.append(day)
        day = next_day(a_round(cron), rhythm, day, zone)
    return found


# ── no run is skipped or doubled ─────────────────────────────────────────────────────────────────


def test_three_years_of_daily_runs_open_once_a_date_in_every_kind_of_zone() -> None:
    assert sum(len(zones) for zones in kinds().values()) == len(ZONES)
    for running, zones in kinds().items():
        hold_daily(running, zones[0], FIRST, LAST)


@pytest.mark.parametrize("cron", ["30 2 * * thu", "0 0 * * sun"])
def test_three_years_of_weekly_runs_open_once_a_week_in_every_zone(cron: str) -> None:
    weekday = {"thu": calendar.THURSDAY, "sun": calendar.SUNDAY}[cron[-3:]]
    dates = [day for day in EVERY_DATE if day.weekday() == weekday]
    for zone in ZONES:
        expected = [
            (day, clocks(zone).first_shown(datetime.combine(day, time()) + wall_time(cron)))
            for day in dates
        ]
        assert list(walk(a_round(cron), zone, FIRST, LAST)) == expected, zone


def test_times_jumped_over_or_shown_twice_open_once_in_every_zone() -> None:
    for zone in ZONES:
        for day, wall in clocks(zone).hard_times():
            around = [day + number * DAY for number in range(-2, 3)]
            expected = [
                (one, clocks(zone).first_shown(datetime.combine(one, time()) + wall))
                for one in around
            ]
            found = list(walk(a_round(at(wall)), zone, around[0], around[-1]))
            assert found == expected, (zone, day, wall)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Nuuk", "Africa/Cairo", "Asia/Beirut"])
def test_asking_again_at_each_opening_walks_the_same_days(zone: str) -> None:
    for wall in (timedelta(0), 2.5 * HOUR, 22.5 * HOUR, 23.5 * HOUR):
        round_ = a_round(at(wall))
        now, found = instant(FIRST, timedelta(0), zone) - MINUTE, []
        while (found_next := first_opening(a_standup(round_), round_, zone, now)) is not None:
            if found_next.day > LAST:
                break
            found.append(found_next.day)
            now = found_next.at
        assert found == EVERY_DATE


# ── placing a wall time ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:30+02:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30+02:00"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00+01:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:45+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-05T02:00+10:30"),
        ("Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T03:30+02:00"),
        ("Antarctica/Troll", "2026-10-25", "01:30", "2026-10-25T01:30+02:00"),
        ("America/Havana", "2026-03-08", "00:00", "2026-03-08T01:00-04:00"),
        ("America/Havana", "2026-11-01", "00:30", "2026-11-01T00:30-04:00"),
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-24T01:00+03:00"),
        ("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T23:30+03:00"),
        ("Asia/Beirut", "2026-03-29", "00:00", "2026-03-29T01:00+03:00"),
        ("America/Santiago", "2026-09-06", "00:30", "2026-09-06T01:30-03:00"),
        ("America/Santiago", "2026-04-04", "23:30", "2026-04-04T23:30-03:00"),
        ("America/Nuuk", "2026-03-28", "23:00", "2026-03-29T00:00-01:00"),
        ("Pacific/Apia", "2011-12-29", "23:30", "2011-12-29T23:30-10:00"),
        ("Pacific/Apia", "2011-12-31", "00:00", "2011-12-31T00:00+14:00"),
        ("Asia/Kathmandu", "2026-06-01", "09:30", "2026-06-01T09:30+05:45"),
    ],
)
def test_a_wall_time_is_placed_where_clocks_show_it_first(
    zone: str, day: str, wall: str, expected: str
) -> None:
    since_midnight = datetime.fromisoformat(f"{day}T{wall}") - datetime.fromisoformat(day)
    placed = instant(date.fromisoformat(day), since_midnight, zone)
    assert placed == datetime.fromisoformat(expected)
    assert placed.tzinfo is UTC


def test_a_wall_time_may_lie_on_the_next_day() -> None:
    placed = instant(date(2026, 10, 24), timedelta(hours=26, minutes=30), "Europe/Berlin")
    assert placed == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
        ("Pacific/Enderbury", date(1994, 12, 31)),
    ],
)
def test_a_date_that_never_was_has_no_run(zone: str, day: date) -> None:
    assert not exists(day, zone)
    assert exists(day - DAY, zone)
    assert exists(day + DAY, zone)
    assert days("0 9 * * *", Rhythm(), day - DAY, day + DAY, zone) == [day - DAY, day + DAY]
    last, following = (opening(a_round(), zone, one) for one in (day - DAY, day + DAY))
    assert following - last == DAY


def test_every_date_of_the_years_under_test_exists_in_every_zone() -> None:
    for running, zones in kinds().items():
        changed = {(since + gap).date() for since in running.since for gap in (-DAY, 0 * DAY, DAY)}
        for zone in zones:
            assert all(exists(day, zone) for day in changed), zone


# ── which days ───────────────────────────────────────────────────────────────────────────────────


def day_matches(day: date, fields: str) -> bool:
    """The days that these fields mean, written down a second time."""
    month_end = calendar.monthrange(day.year, day.month)[1]
    weekday_of_month = (day.day - 1) // 7 + 1
    return {
        "* * thu": day.weekday() == 3,
        "* * 4": day.weekday() == 3,
        "* * mon-fri": day.weekday() < 5,
        "* * fri-mon": day.weekday() in {4, 5, 6, 0},
        "* * 7": day.weekday() == 6,
        "* * 0": day.weekday() == 6,
        "* * thu#1": day.weekday() == 3 and weekday_of_month == 1,
        "* * thu#5": day.weekday() == 3 and weekday_of_month == 5,
        "* * L5": day.weekday() == 4 and day.day > month_end - 7,
        "13 * fri": day.day == 13 or day.weekday() == 4,
        "1,15 * *": day.day in {1, 15},
        "*/10 * *": day.day in {1, 11, 21, 31},
        "L * *": day.day == month_end,
        "31 * *": day.day == 31,
        "29 2 *": (day.month, day.day) == (2, 29),
        "L 2 *": day.month == 2 and day.day == month_end,
        "* 1-3,dec mon": day.month in {1, 2, 3, 12} and day.weekday() == 0,
        "1 */3 *": day.day == 1 and day.month in {1, 4, 7, 10},
    }[fields]


@pytest.mark.parametrize(
    "fields",
    [
        *("* * thu", "* * 4", "* * mon-fri", "* * fri-mon", "* * 7", "* * 0", "* * thu#1"),
        *("* * thu#5", "* * L5", "13 * fri", "1,15 * *", "*/10 * *", "L * *", "31 * *"),
        *("29 2 *", "L 2 *", "* 1-3,dec mon", "1 */3 *"),
    ],
)
@pytest.mark.parametrize("clock", ["0 0", "30 9", "59 23"])
def test_the_day_fields_of_cron_choose_the_dates(fields: str, clock: str) -> None:
    start, end = date(2027, 1, 1), date(2028, 12, 31)
    every = [start + number * DAY for number in range((end - start).days + 1)]
    expected = [day for day in every if day_matches(day, fields)]
    assert days(f"{clock} {fields}", Rhythm(), start, end) == expected


def test_a_rule_for_29_february_waits_for_leap_years_even_across_2100() -> None:
    found = days("0 9 29 2 *", Rhythm(), date(2025, 1, 1), date(2110, 1, 1))
    assert found == [date(year, 2, 29) for year in range(2028, 2110, 4) if year != 2100]


def test_a_rule_that_days_off_cancel_for_ever_has_no_next_day() -> None:
    leap_days = frozenset(date(year, 2, 29) for year in range(2028, 2060, 4))
    assert next_day(a_round("0 9 29 2 *"), Rhythm(days_off=leap_days), FIRST, "UTC") is None


def test_alternate_weeks_keep_their_beat_across_a_year_of_53_weeks() -> None:
    rhythm = Rhythm(weeks=2, starting=date(2026, 11, 26))
    assert days("30 9 * * thu", rhythm, date(2026, 11, 1), date(2027, 2, 10)) == [
        date(2026, 11, 26),
        date(2026, 12, 10),
        date(2026, 12, 24),
        date(2027, 1, 7),
        date(2027, 1, 21),
        date(2027, 2, 4),
    ]


def test_weeks_begin_on_monday_and_nothing_opens_before_starting() -> None:
    wednesday = date(2026, 11, 25)
    rhythm = Rhythm(weeks=2, starting=wednesday)
    assert days("0 9 * * mon,wed,sun", rhythm, date(2026, 11, 1), date(2026, 12, 14)) == [
        wednesday,
        date(2026, 11, 29),
        date(2026, 12, 7),
        date(2026, 12, 9),
        date(2026, 12, 13),
    ]


def test_starting_is_itself_a_day_that_counts_and_holds_without_alternate_weeks() -> None:
    rhythm = Rhythm(starting=date(2026, 11, 26))
    assert next_day(a_round("0 9 * * thu"), rhythm, FIRST, "UTC") == date(2026, 11, 26)


def test_days_off_are_left_out_and_do_not_move_the_beat() -> None:
    off = frozenset({date(2026, 12, 10), date(2026, 12, 25)})
    rhythm = Rhythm(weeks=2, starting=date(2026, 11, 26), days_off=off)
    assert days("0 9 * * thu", rhythm, date(2026, 11, 26), date(2027, 1, 7)) == [
        date(2026, 11, 26),
        date(2026, 12, 24),
        date(2027, 1, 7),
    ]


def test_alternate_weeks_without_a_start_count_from_a_fixed_week() -> None:
    found = days("0 9 * * thu", Rhythm(weeks=2), date(2026, 1, 1), date(2026, 12, 31))
    assert {later - earlier for earlier, later in pairwise(found)} == {14 * DAY}
    assert found == days("0 9 * * thu", Rhythm(weeks=2, starting=date.min), found[0], found[-1])


def test_a_start_at_either_end_of_the_calendar_is_no_error() -> None:
    daily = a_round("0 9 * * *")
    assert next_day(daily, Rhythm(starting=date.max), FIRST, "UTC") is None
    assert next_day(daily, Rhythm(starting=date.min), FIRST, "UTC") == FIRST + DAY


RHYTHMS = st.builds(
    Rhythm,
    weeks=st.integers(1, 6),
    starting=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    days_off=st.frozensets(st.dates(date(2025, 1, 1), date(2027, 1, 1)), max_size=20),
)
FIELDS = st.sampled_from(["* * thu", "* * mon-fri", "13 * fri", "L * *", "* * L5", "*/10 * *"])


@given(fields=FIELDS, rhythm=RHYTHMS, after=st.dates(date(2024, 6, 1), date(2026, 6, 1)))
@settings(deadline=None)
def test_the_next_day_is_the_first_that_fits_all_rules(
    fields: str, rhythm: Rhythm, after: date
) -> None:
    begins = rhythm.starting or date.min
    week = begins - begins.weekday() * DAY

    def fits(day: date) -> bool:
        in_week = ((day - week).days // 7) % rhythm.weeks == 0
        return day_matches(day, fields) and in_week and day >= begins and day not in rhythm.days_off

    expected = next(day for n in range(1, 3000) if fits(day := after + n * DAY))
    assert next_day(a_round(f"30 9 {fields}"), rhythm, after, "Europe/London") == expected


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(1990, 1, 1), date(2037, 12, 31)),
    wall=st.timedeltas(timedelta(0), timedelta(hours=47)),
)
@settings(deadline=None)
def test_a_placed_time_shows_the_wall_time_or_lies_after_a_jump(
    zone: str, day: date, wall: timedelta
) -> None:
    placed = instant(day, wall, zone)
    local = placed.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.combine(day, time()) + wall
    assert local >= wanted
    if local != wanted:
        running = clocks(zone, placed.date() - 4 * DAY, placed.date() + 4 * DAY)
        jump = max(new - old for old, new in pairwise(running.offsets))
        assert local - wanted == jump
    assert instant(day, wall + timedelta(days=2), zone) > placed


@given(
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    minute=st.integers(0, 1439),
    fields=FIELDS,
    rhythm=RHYTHMS,
)
@settings(deadline=None)
def test_the_first_opening_is_the_one_that_walking_the_days_finds(
    zone: str, now: datetime, minute: int, fields: str, rhythm: Rhythm
) -> None:
    round_ = a_round(f"{minute % 60} {minute // 60} {fields}")
    first = first_opening(a_standup(round_, rhythm=rhythm), round_, zone, now)
    day = next_day(round_, rhythm, now.date() - 5 * DAY, zone)
    while day is not None and opening(round_, zone, day) <= now:
        day = next_day(round_, rhythm, day, zone)
    assert first is not None
    assert (first.day, first.at) == (day, opening(round_, zone, first.day))
    assert first.at > now


def test_an_opening_moved_past_midnight_is_still_found_on_the_next_date() -> None:
    round_ = a_round("30 23 * * *")
    moved = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    found = first_opening(a_standup(round_), round_, "America/Nuuk", moved - MINUTE)
    assert found is not None
    assert (found.day, found.at) == (date(2026, 3, 28), moved)


def test_an_opening_at_this_very_moment_is_not_the_next() -> None:
    round_ = a_round("0 9 * * *")
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    found = first_opening(a_standup(round_), round_, "UTC", now)
    assert found is not None
    assert found.day == date(2026, 11, 27)


def test_a_naive_now_is_refused() -> None:
    round_ = a_round()
    with pytest.raises(ValueError, match="aware"):
        first_opening(a_standup(round_), round_, "UTC", datetime(2026, 11, 26))  # noqa: DTZ001


# ── previews ─────────────────────────────────────────────────────────────────────────────────────


def test_a_preview_lists_all_rounds_in_order_from_start_until_just_before_end() -> None:
    plan = Round("plan", "Plan", "30 9 * * thu", (), timedelta(hours=12))
    learned = Round("learned", "Learned", "0 17 * * thu", (), timedelta(hours=20))
    start = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    end = datetime(2026, 12, 10, 9, 30, tzinfo=UTC)
    found = list(openings(a_standup(learned, plan), "Europe/London", start, end))
    assert [(one.round_id, one.day) for one in found] == [
        ("plan", date(2026, 11, 26)),
        ("learned", date(2026, 11, 26)),
        ("plan", date(2026, 12, 3)),
        ("learned", date(2026, 12, 3)),
    ]
    assert found[0].at == start


def test_a_preview_of_no_time_or_of_no_rounds_is_empty() -> None:
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert not list(openings(a_standup(a_round()), "UTC", now, now))
    assert not list(openings(a_standup(), "UTC", now, now + 30 * DAY))


def test_a_day_has_only_the_rounds_that_open_on_it() -> None:
    plan = Round("plan", "Plan", "30 9 * * thu", (), timedelta(hours=12))
    review = Round("review", "Review", "0 17 L * *", (), timedelta(hours=20))
    standup = a_standup(plan, review, rhythm=Rhythm(days_off=frozenset({date(2026, 12, 3)})))
    for day, rounds in [
        (date(2026, 11, 26), (plan,)),
        (date(2026, 11, 30), (review,)),
        (date(2026, 12, 3), ()),
        (date(2026, 12, 31), (plan, review)),
    ]:
        assert of_day(standup, "Europe/London", day).rounds == rounds


# ── deadline and reminder ────────────────────────────────────────────────────────────────────────


def test_a_deadline_is_its_wall_time_also_when_the_day_is_an_hour_shorter() -> None:
    day = date(2026, 3, 29)
    assert deadline(a_round("30 1 * * *", 20), "Europe/Berlin", day) == datetime(
        2026, 3, 29, 18, tzinfo=UTC
    )


def test_a_deadline_may_lie_on_the_next_day() -> None:
    found = deadline(a_round("0 17 * * *", 30), "Europe/Berlin", date(2026, 10, 24))
    assert found == datetime(2026, 10, 25, 5, tzinfo=UTC)


def test_a_jump_of_clocks_leaves_a_round_an_hour_or_its_own_length() -> None:
    day = date(2026, 3, 29)
    for cron, closes, left in [
        ("30 2 * * *", 3, timedelta(minutes=30)),
        ("30 2 * * *", 4, HOUR),
        ("30 1 * * *", 3, HOUR),
        ("30 2 * * *", 5, 1.5 * HOUR),
    ]:
        round_ = a_round(cron, closes)
        opened = opening(round_, "Europe/Berlin", day)
        assert deadline(round_, "Europe/Berlin", day) - opened == left


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(FIRST, LAST),
    minute=st.integers(0, 1439),
    length=st.integers(1, 2000),
)
@settings(deadline=None)
def test_a_deadline_always_comes_after_the_opening(
    zone: str, day: date, minute: int, length: int
) -> None:
    round_ = a_round(f"{minute % 60} {minute // 60} * * *", (minute + length) / 60)
    left = deadline(round_, zone, day) - opening(round_, zone, day)
    assert left >= min(length * MINUTE, HOUR)


def test_around_every_change_of_clocks_a_short_round_stays_open() -> None:
    for zone in ZONES:
        for day, wall in clocks(zone).hard_times():
            for length in (1, 15, 45, 61, 121):
                round_ = a_round(at(wall), (wall + length * MINUTE) / HOUR)
                left = deadline(round_, zone, day) - opening(round_, zone, day)
                assert left >= min(length * MINUTE, HOUR), (zone, day, wall)


def remind(round_: Round, day: date) -> datetime | None:
    return reminder_at(a_standup(round_), round_, "UTC", day)


def test_a_round_ends_where_the_next_asking_begins() -> None:
    day = date(2026, 11, 26)
    daily = a_round("30 9 * * *", 34)
    plan = Round("plan", "Plan", "30 9 * * thu", (), timedelta(hours=19))
    learned = Round("learned", "Learned", "0 17 * * thu", (), timedelta(days=6, hours=24))
    both = a_standup(plan, learned)
    off = Rhythm(days_off=frozenset({day + DAY}))
    for standup, round_, hours in [
        (a_standup(daily), daily, 33.5),  # not at 10:00 on the next day, but at 09:30
        (a_standup(daily, rhythm=off), daily, 34),
        (both, plan, 17),
        (both, learned, 24 * 7),
        (a_standup(plan), plan, 19),
    ]:
        over = ends(standup, round_, "UTC", day)
        assert over - datetime(2026, 11, 26, tzinfo=UTC) == timedelta(hours=hours)


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(FIRST, LAST),
    minutes=st.lists(st.integers(0, 1439), min_size=1, max_size=3, unique=True),
    length=st.integers(1, 4000),
)
@settings(deadline=None)
def test_a_round_is_over_at_its_deadline_or_at_the_next_asking(
    zone: str, day: date, minutes: list[int], length: int
) -> None:
    rounds = [
        Round(
            f"r{m}", "R", at(m * MINUTE).replace("* * *", "* * mon-fri"), (), (m + length) * MINUTE
        )
        for m in minutes
    ]
    standup, begins = a_standup(*rounds), opening(rounds[0], zone, day)
    asked = [one.at for one in openings(standup, zone, begins, begins + 9 * DAY) if one.at > begins]
    over = ends(standup, rounds[0], zone, day)
    assert over == min(deadline(rounds[0], zone, day), *asked)
    assert over > begins


def test_a_reminder_comes_before_the_end_that_holds() -> None:
    day = date(2026, 11, 26)
    plan = Round("plan", "Plan", "30 9 * * thu", (), timedelta(hours=19), HOUR)
    learned = Round("learned", "Learned", "0 17 * * thu", (), timedelta(hours=20))
    at = reminder_at(a_standup(plan, learned), plan, "UTC", day)
    assert at == datetime(2026, 11, 26, 16, tzinfo=UTC)


def test_the_reminder_comes_before_the_deadline_and_after_the_opening() -> None:
    day = date(2026, 11, 26)
    assert remind(a_round("0 17 * * *", 20), day) == datetime(2026, 11, 26, 19, tzinfo=UTC)
    assert remind(a_round("0 17 * * *", 20, timedelta(0)), day) is None
    assert remind(a_round("0 17 * * *", 20, 3 * HOUR), day) is None
    assert remind(a_round("0 17 * * *", 20, 3 * HOUR - MINUTE), day) is not None


# ── the accountability report ────────────────────────────────────────────────────────────────────


def test_the_accountability_report_has_a_cron_line_and_a_zone_of_its_own() -> None:
    monthly = Accountability("0 10 * * fri#1", "America/New_York", 28)
    day = next_post(monthly, date(2026, 11, 6))
    assert day == date(2026, 12, 4)
    assert post_at(monthly, day) == datetime(2026, 12, 4, 15, tzinfo=UTC)


def test_the_first_accountability_report_lies_after_now() -> None:
    monthly = Accountability("0 10 * * fri#1", "America/New_York", 28)
    moment = datetime(2026, 12, 4, 15, tzinfo=UTC)
    before, after = first_post(monthly, moment - MINUTE), first_post(monthly, moment)
    assert before is not None
    assert after is not None
    assert (before.day, before.at) == (date(2026, 12, 4), moment)
    assert after.day == date(2027, 1, 1)


# ── cron lines ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cron", "hours"),
    [
        ("30 9 * * thu", 9.5),
        ("0 0 * * *", 0),
        ("59 23 L * *", 23 + 59 / 60),
        ("  0  17 ? * FRI ", 17),
    ],
)
def test_a_cron_line_has_one_time_of_day(cron: str, hours: float) -> None:
    assert wall_time(cron) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 9 * * thu *", "6 fields"),
        ("0 9 * *", "4 fields"),
        ("", "0 fields"),
        ("0,30 9 * * *", "more than once a day"),
        ("* 9 * * *", "more than once a day"),
        ("0 * * * *", "more than once a day"),
        ("@daily", "1 fields"),
        ("0 9 31 2 *", "never fires"),
        ("R 9 * * *", "`r` is not acceptable as a minute"),
        ("0 9 * * r(1-5)", "not acceptable as a weekday"),
        ("H 9 * * *", "not acceptable as a minute"),
        ("0 24 * * *", "out of range"),
        ("0 9 * * thorsday", "not acceptable"),
        ("\0 9 * * *", "not acceptable"),
    ],
)
def test_a_cron_line_that_we_do_not_take_says_why(cron: str, said: str) -> None:
    with pytest.raises(CronError, match=said):
        wall_time(cron)


@given(st.text("0123456789*,/-#LWlwrhRH()@?thufeb ", max_size=30) | st.text(max_size=30))
@settings(deadline=None)
def test_any_text_is_a_time_of_day_or_a_cron_error(cron: str) -> None:
    try:
        wall = wall_time(cron)
    except CronError:
        return
    assert timedelta(0) <= wall < DAY
    assert next_day(a_round(cron), Rhythm(), FIRST, "UTC") is not None
