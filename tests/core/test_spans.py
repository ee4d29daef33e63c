"""Which days a report covers, and what they are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.dates.spans import Stretch, around, last_full, stretch_of
from standup.core.model import Accountability
from standup.core.wording.times import period_text

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(DAYS, st.sampled_from(Stretch))
def test_every_day_lies_in_one_stretch_and_after_the_last_full_one(
    day: date, stretch: Stretch
) -> None:
    first, last = around(stretch, day)
    assert first <= day <= last
    assert around(stretch, first) == around(stretch, last) == (first, last)
    assert last_full(stretch, day)[1] == first - timedelta(days=1)
    assert stretch_of(first, last) is stretch


@pytest.mark.parametrize(
    ("stretch", "posted", "named"),
    [
        (Stretch.MONTH, date(2026, 12, 1), "November 2026"),
        (Stretch.MONTH, date(2027, 1, 31), "December 2026"),
        (Stretch.QUARTER, date(2026, 10, 1), "the third quarter of 2026"),
        (Stretch.QUARTER, date(2027, 2, 9), "the fourth quarter of 2026"),
        (Stretch.WEEK, date(2026, 11, 30), "the week of Monday 23 November 2026"),
    ],
)
def test_a_report_covers_the_last_full_stretch_and_names_it(
    stretch: Stretch, posted: date, named: str
) -> None:
    rule = Accountability("0 10 1 * *", "UTC", stretch=stretch)
    assert period_text(*rule.covers(posted)) == named


def test_days_are_counted_up_to_the_eve_of_the_post() -> None:
    covered = Accountability("0 10 1 * *", "UTC", 28).covers(date(2026, 11, 27))
    assert covered == (date(2026, 10, 30), date(2026, 11, 26))
    assert period_text(*covered) == "Friday 30 October 2026 to Thursday 26 November 2026"
