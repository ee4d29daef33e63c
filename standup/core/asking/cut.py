"""Long texts that a client cut into pieces before it sent them, at once, one after the other."""

from collections.abc import Iterable
from datetime import datetime, timedelta

FULL = 4096  # UTF-16 units of a message: what is longer, such clients cut
_NEARLY = FULL * 7 // 8  # they like to cut at the end of a line or sentence
_AT_ONCE = timedelta(seconds=3)


def goes_on(text: str, at: datetime, then: datetime) -> bool:
    """Whether what was written `then` must be the rest of a text: nobody types so soon after so
    long a one."""
    return timedelta(0) <= then - at <= _AT_ONCE and _units(text) >= _NEARLY


def whole(said: Iterable[tuple[str, datetime]]) -> tuple[str, ...]:
    """The texts as they were written, those that were cut in one piece again."""
    texts: list[str] = []
    last: tuple[str, datetime] | None = None
    for text, at in said:
        if text and last is not None and goes_on(*last, at):
            texts[-1] += text if _units(last[0]) >= FULL else f"\n{text}"
        else:
            texts.append(text)
        last = text, at
    return tuple(texts)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
