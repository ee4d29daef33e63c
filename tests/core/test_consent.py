"""Which reports may be published."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from standup.core.consent import Consent, may_be_published
from standup.core.model import Publishing, Standup
from tests.team import learning_day, person

ANA = person("ana")
DAY = date(2026, 11, 26)
WEEK = timedelta(days=7)
ID = learning_day().id
YES, NO = Consent(everything=True), Consent(everything=False)


@pytest.mark.parametrize(
    ("publish", "consent", "may"),
    [
        ("agreed", Consent(), False),
        ("agreed", YES, True),
        ("agreed", NO, False),
        ("agreed", Consent(True, {DAY: False}), False),
        ("agreed", Consent(False, {DAY: True}), True),
        ("agreed", Consent(told={ID: DAY}), False),
        ("everyone", Consent(), False),
        ("everyone", Consent(told={ID: DAY}), True),
        ("everyone", Consent(told={ID: DAY + WEEK}), False),
        ("everyone", replace(NO, told={ID: DAY}), False),
        ("everyone", Consent(told={"another": DAY}), False),
        ("everyone", YES, True),
        ("nobody", YES, False),
        ("nobody", Consent(True, {DAY: True}), False),
    ],
)
def test_only_what_was_agreed_to_may_be_published(
    publish: Publishing, consent: Consent, may: bool
) -> None:
    standup: Standup = replace(learning_day(ANA), publish=publish)
    assert may_be_published(standup, learning_day(), consent, DAY) == may
    for now, then in ((True, False), (False, True)):
        internal = (replace(standup, internal=now), replace(learning_day(), internal=then))
        assert not may_be_published(*internal, consent, DAY)
