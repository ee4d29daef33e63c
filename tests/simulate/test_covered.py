"""The days of an accountability report, reckoned by the program and by whoever checks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.dates.spans import Stretch
from standup.core.model import Accountability
from standup.simulate.figures import covered


@pytest.mark.parametrize("stretch", [None, *Stretch])
@given(posted=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_both_come_to_the_same_days(stretch: Stretch | None, posted: date) -> None:
    rule = Accountability("0 10 1 * *", "UTC", 28, stretch)
    assert covered(rule, posted) == rule.covers(posted)
