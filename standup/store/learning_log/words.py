"""The words of the learning log's entries, as each database's own full-text search keeps them.

What the two have in common stands here; where they differ is `standup/store/sqlite/words.py` and
`standup/store/postgres/words.py`, and nowhere else.
"""

import hashlib
from collections.abc import Iterable

from standup.core.text.phrases import bare
from standup.store.database import Mark

DAY_BITS = 34
"""An entry's number has its day, counted from 1970, in front of so many bits."""


def mark(what: str, value: str) -> Mark:
    """What stands for this fact; nobody can tell the fact from it."""
    digest = hashlib.sha256(f"{what}/{value}".encode()).digest()
    return str(int.from_bytes(digest[:8]) | 1 << 63)


def kind_mark(kind: str) -> Mark:
    """What stands for the kind of a day, however it is spelt."""
    return mark("kind", bare(kind))


def numbers(entries: Iterable[int]) -> str:
    """Numbers of our own as they stand in a list of SQL."""
    return ", ".join(map(str, entries)) or "NULL"
