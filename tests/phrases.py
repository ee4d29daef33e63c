"""What the program can say, found in its code: every text there, with `…` for what is filled in."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.documents import ROOT

_FILLED_IN = re.compile(r"%[sd]|%[\d.]+f|\{\w+\}")
_APART = re.compile(r"…|[,:()`]|\d+|[A-Z]+_[A-Z_]+")  # what else may be filled in, or stand between
_WORDS = 6  # for each further piece of which a sentence may be put together


@cache
def said() -> str:
    """All texts of the program, one a line."""
    files = (path for room in ("standup", "adapters") for path in (ROOT / room).rglob("*.py"))
    return "\n".join(" ".join(text.split()) for path in files for text in _texts(path))


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield _FILLED_IN.sub("…", node.value)


def can_be_said(phrase: str) -> bool:
    """Whether each part of a phrase is in the code; a long one may be put together of pieces."""
    parts = (part.split() for part in _APART.split(phrase))
    return all(_pieces(words) <= 1 + len(words) // _WORDS for words in parts if words)


def _pieces(words: list[str]) -> int:
    count = 0
    while words:
        fits = (n for n in range(len(words), 0, -1) if " ".join(words[:n]) in said())
        words = words[next(fits, 1) :]
        count += 1
    return count
