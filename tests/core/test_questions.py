"""Whether what somebody writes about an item asks something."""

from pathlib import Path

import pytest

from standup.core.lives.questions import asks

TABLE = Path(__file__).parent / "tables" / "questions.txt"
ROWS = [
    line.split(maxsplit=1)
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "words"), ROWS)
def test_what_asks_is_told_from_what_tells(kind: str, words: str) -> None:
    assert asks(words.replace("\\n", "\n")) == (kind == "asks")
