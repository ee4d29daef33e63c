"""Amounts of money in what people write; the table of phrases only grows."""

from pathlib import Path

import pytest

from standup.core.lives.money import amount

_TABLE = Path(__file__).parent / "tables" / "amounts.txt"
_ROWS = [
    line.rsplit(" => ", 1)
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("words", "meant"), _ROWS)
def test_an_amount_is_found_or_none_where_it_may_be_another(words: str, meant: str) -> None:
    found = amount(words)
    assert (f"{found.number} {found.currency}" if found else "none") == meant


def test_words_without_end_take_no_time() -> None:
    assert amount("1 000 " * 100_000 + "EUR") is None
    assert amount("€1.1" * 100_000) is None
    assert amount("9" * 100_000 + " EUR") is None
