"""Which days a cron line chooses, beside a second reading that shares nothing with the first.

The rules are those of Vixie's cron: a field that begins with `*` restricts nothing, of two day
fields that restrict either is enough; `thu#2` and `L4` are weekdays, and ranges may wrap.
"""

import calendar
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.cron import CronError, read
from standup.core.model import Rhythm
from standup.core.schedule import next_day
from tests.core.clocks import DAY, a_round

FIRST = date(2027, 1, 1)
EVERY_DAY = [FIRST + number * DAY for number in range(430)]
WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
YEAR = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


# ── the second reading: it walks round a ring of names ───────────────────────────────────────────


def walked(item: str, ring: list[str]) -> set[str]:
    """The names of a ring that `*`, `a`, `a-b`, `a/n` or `a-b/n` touch, stepping from the first."""
    span, _, step = item.partition("/")
    if span == "*":
        span = f"{ring[0]}-{ring[-1]}"
    begin, _, end = span.partition("-")
    if not end:
        end = ring[-1] if step else begin
    at, found, count = ring.index(begin), set(), 0
    while True:
        if count % int(step or 1) == 0:
            found.add(ring[at])
        if ring[at] == end:
            return found
        at, count = (at + 1) % len(ring), count + 1


def is_in_month(field: str, day: date) -> bool:
    return any(YEAR[day.month - 1] in walked(named(item, YEAR, 1), YEAR) for item in split(field))


def is_on_date(field: str, day: date) -> bool:
    ring = [str(number) for number in range(1, 32)]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    items = split(field)
    return ("l" in items and is_last) or any(
        str(day.day) in walked(item, ring) for item in items if item != "l"
    )


def is_on_weekday(field: str, day: date) -> bool:
    same = [d for week in calendar.monthcalendar(day.year, day.month) if (d := week[day.weekday()])]
    today = calendar.day_abbr[day.weekday()].lower()
    for item in split(field):
        if item.startswith("l"):
            if today == WEEK[int(item[1:]) % 7] and day.day == same[-1]:
                return True
        else:
            days, _, nth = item.partition("#")
            if today in walked(named(days, WEEK, 0), WEEK) and nth in {
                "", str(same.index(day.day) + 1),
            }:  # fmt: skip
                return True
    return False


def split(field: str) -> list[str]:
    return field.replace("?", "*").split(",")


def named(item: str, ring: list[str], lowest: int) -> str:
    """The item with names where numbers stand, so that 7 is sun."""
    span, slash, step = item.partition("/")
    ends = [
        ring[(int(end) - lowest) % len(ring)] if end.isdecimal() else end for end in span.split("-")
    ]
    return "-".join(ends) + slash + step


def fires(days: str, day: date) -> bool:
    of_month, month, of_week = days.split()
    on_date, on_weekday = is_on_date(of_month, day), is_on_weekday(of_week, day)
    if of_month[0] in "*?" or of_week[0] in "*?":
        return is_in_month(month, day) and on_date and on_weekday
    return is_in_month(month, day) and (on_date or on_weekday)


# ── both readings ────────────────────────────────────────────────────────────────────────────────


def days_of(days: str) -> list[date]:
    found, day = [], next_day(a_round(f"30 9 {days}"), Rhythm(), FIRST - DAY, "UTC")
    while day is not None and day <= EVERY_DAY[-1]:
        found.append(day)
        day = next_day(a_round(f"30 9 {days}"), Rhythm(), day, "UTC")
    return found


@pytest.mark.parametrize(
    "days",
    [
        *("* * thu-thu", "* * 4-4", "* * 7-7", "1-1 * *", "* jan-jan *", "1 feb-feb thu-thu"),
        *("* * sat-tue/2", "* * fri-mon/3", "* * 5-7", "* * sun-sat", "* * mon-sun/2"),
        *("1 nov-feb/3 *", "1 11-2/3 *", "1 oct-jan *", "25-5 * *", "1,l * *"),
        *("31 * thu#5", "31 * l4", "15 * thu#2", "1 * l4", "l * l4", "1 2 thu#1,l5,mon"),
        *("*/10 * thu", "13 * */2", "? * thu", "13 * ?", "*/2 * thu#2", "13 * *", "*,3 * thu"),
        *("1-7 * thu", "24-31 * thu", "1-31 * thu", "13 * 0-6", "5/10 * *", "* */5 mon-fri#1"),
    ],
)
def test_a_line_chooses_the_days_that_cron_says(days: str) -> None:
    assert days_of(days) == [day for day in EVERY_DAY if fires(days, day)]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ("* * thu-thu", ["2027-01-07", "2027-01-14", "2027-01-21"]),
        ("1-1 * *", ["2027-01-01", "2027-02-01", "2027-03-01"]),
        ("1 jan-jan *", ["2027-01-01", "2028-01-01"]),
        ("* * sat-tue/2", ["2027-01-02", "2027-01-04", "2027-01-09"]),
        ("1 nov-feb/3 *", ["2027-02-01", "2027-11-01", "2028-02-01"]),
        ("31 * thu#5", ["2027-01-31", "2027-03-31", "2027-04-29"]),
        ("31 * l4", ["2027-01-28", "2027-01-31", "2027-02-25"]),
        ("15 * thu#2", ["2027-01-14", "2027-01-15", "2027-02-11"]),
        ("1 * l4", ["2027-01-01", "2027-01-28", "2027-02-01"]),
    ],
)
def test_these_lines_begin_with_these_days(days: str, first: list[str]) -> None:
    assert [day.isoformat() for day in days_of(days)[: len(first)]] == first


ENDS = st.one_of(st.integers(0, 6).map(str), st.sampled_from(WEEK))
STEPS = st.sampled_from(["", "", "", "/1", "/2", "/3", "/5"])
MONTH_ENDS = st.one_of(st.integers(1, 12).map(str), st.sampled_from(YEAR))


def spans(ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}-{}{}".format, ends, ends, STEPS)


def lists(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=3).map(",".join)


STARS = st.sampled_from(["*", "*", "*", "?", "*/2", "*/3", "*/10"])
A_DATE = st.integers(1, 31)
DATE_SPANS = st.builds(
    lambda ends, step: f"{min(ends)}-{max(ends)}{step}", st.tuples(A_DATE, A_DATE), STEPS
)
WRAPPED = st.builds("{}-{}".format, st.integers(20, 31), st.integers(1, 12))
DATES = STARS | lists(st.one_of(A_DATE.map(str), DATE_SPANS, WRAPPED, st.just("l")))
MONTHS = st.sampled_from(["*", "*", "*", "*/2", "*/5"]) | lists(MONTH_ENDS | spans(MONTH_ENDS))
NTH = st.builds("{}#{}".format, ENDS | st.builds("{}-{}".format, ENDS, ENDS), st.integers(1, 5))
WEEKDAYS = STARS | lists(
    st.one_of(ENDS, spans(ENDS), NTH, st.integers(0, 7).map("l{}".format), st.just("7"))
)


@given(st.tuples(DATES, MONTHS, WEEKDAYS).map(" ".join))
@settings(deadline=None, max_examples=100)
def test_any_line_chooses_the_days_of_a_second_reading(days: str) -> None:
    expected = [day for day in EVERY_DAY if fires(days, day)]
    if expected:
        assert days_of(days) == expected
    else:  # such as 31 February
        with suppress(CronError):
            assert not days_of(days)


def test_a_day_that_comes_once_in_ten_years_or_never_is_refused_for_what_it_is() -> None:
    for days, why in [("31 2,4 *", "no month has such a day"), ("*/28 2 thu#5", "ten years")]:
        with pytest.raises(CronError, match=why):
            read(f"30 9 {days}")


def test_a_stretch_of_dates_that_steps_over_the_end_of_a_month_is_refused() -> None:
    with pytest.raises(CronError, match="months differ in length"):
        read("30 9 25-5/2 * *")


def test_a_line_has_one_time_of_day() -> None:
    assert read("05 09 * * thu").wall == timedelta(hours=9, minutes=5)
