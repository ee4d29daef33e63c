"""Nothing that anybody sends or writes stops the bot, or costs what somebody else sent beside it.

A few cases of each; `make fuzz` takes a million.
"""

import logging

import pytest

from tests.fuzz.__main__ import fault
from tests.fuzz.subjects import subjects

CASES = {
    "config": 250,
    "telegram": 2500,
    "webhook": 1500,
    "discord": 2500,
    "matrix": 2500,
    "words": 6000,
}


@pytest.mark.parametrize("name", CASES)
async def test_whatever_is_sent_is_taken_or_skipped(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    subject = subjects()[name]
    assert [why for seed in range(CASES[name]) if (why := await fault(name, subject, seed))] == []


def test_every_subject_is_tried() -> None:
    assert CASES.keys() == subjects().keys()
