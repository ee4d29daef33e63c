"""A document in which each table of ours stands between two marks, to be made anew.

<!-- bench: start -->
…
<!-- /bench -->
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from bench import aims
from bench.figure import Result, rows

_MARKED = re.compile(r"(<!-- bench: (?P<name>[a-z]+) -->\n).*?(<!-- /bench -->)", re.DOTALL)


def places(text: str) -> tuple[str, ...]:
    """The benches whose tables a document shows."""
    return tuple(match["name"] for match in _MARKED.finditer(text))


def renew(path: Path, name: str, result: Result, day: date, how: str) -> None:
    """Put what was measured in place of what was measured before."""
    text = path.read_text(encoding="utf-8")
    new = "\n".join(markdown(result, day, how))
    told = _MARKED.sub(
        lambda found: f"{found[1]}{new}\n{found[3]}" if found["name"] == name else found[0], text
    )
    path.write_text(told, encoding="utf-8")


def markdown(result: Result, day: date, how: str) -> Iterable[str]:
    """The result as a table, below it when and how it was measured."""
    head, *lines = rows(result, partial(aims.words, result.title))
    yield from (_row((result.title, *head[1:])), f"|---|{'---:|' * len(head[1:])}")
    yield from (*map(_row, lines), "")
    yield f"{' '.join(result.meaning.split())} Measured {day}, {how}."


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
