"""Days as they are typed at a command."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date

import pytest

from standup.cli import typed

TODAY = date(2026, 11, 19)  # a Thursday
DAYS = {
    typed.first_day: {"2026-11-03": "2026-11-03", "october": "2026-10-01", "2026-10": "2026-10-01"},
    typed.last_day: {
        "october": "2026-10-31",
        "last week": "2026-11-15",
        "2027-01-01": "2027-01-01",
    },
    typed.past_day: {"yesterday": "2026-11-18", "last monday": "2026-11-16"},
    typed.coming_day: {
        "tomorrow": "2026-11-20",
        "friday": "2026-11-20",
        "2020-01-01": "2020-01-01",
    },
}
NONE = {
    typed.first_day: ["octobr", "3/4", "next week", ""],
    typed.last_day: ["until october"],
    typed.past_day: ["october", "tomorrow"],
    typed.coming_day: ["next week", "yesterday", "soon", ""],
    typed.month: ["2026-13", "last week", "3-7 nov", "2026-11-03", "2026"],
}


@pytest.fixture(autouse=True)
def _on_a_thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed, "_today", lambda: TODAY)


@pytest.mark.parametrize(
    ("read", "text", "day"),
    [(read, text, day) for read, days in DAYS.items() for text, day in days.items()],
)
def test_a_day_may_be_typed_in_words(read: Callable[[str], date], text: str, day: str) -> None:
    assert read(text) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["2026-10", "october", "last month", "oct 2026"])
def test_a_month_may_be_typed_in_words(text: str) -> None:
    assert typed.month(text) == "2026-10"


def test_a_month_to_come_is_one_in_digits() -> None:
    assert typed.month("2027-01") == "2027-01"


@pytest.mark.parametrize(
    ("read", "text"), [(read, text) for read, texts in NONE.items() for text in texts]
)
def test_what_is_no_such_day_is_said_back(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"is not a|is more than one day") as told:
        read(text)
    assert repr(text) in str(told.value)
