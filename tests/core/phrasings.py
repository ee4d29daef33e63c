"""The tables of what people type, line by line. Their headers say what the columns mean."""

import re
from collections.abc import Iterator
from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The columns of each case of a table, in its own signs."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not re.match(r"#{1,2}( |$)", line):
            yield tuple(column.strip() for column in line.split(" | "))


def written(column: str) -> str:
    """What was typed, without the table's signs."""
    text = column.replace("⏎", "\n").replace("¦", "|").removeprefix("\\")
    return re.sub(r"⟨U\+([0-9A-F]+)⟩", lambda code: chr(int(code[1], 16)), text)
