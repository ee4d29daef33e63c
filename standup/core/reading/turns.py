"""Statuses and items in turn, held together by signs: `done: 1 and 2, not: 3`, `1 = done, 2 = not`.

Which of the two comes first shows only in the whole.
"""

from collections.abc import Sequence
from dataclasses import replace

from standup.core.reading.claims import Claim, Level, status_of
from standup.core.reading.tags import Tag
from standup.core.text.pattern import Pattern

_SAID, _NAMED = "[dpcnyzGk%Fo]", r"T(?:[,A]*T)*"
_RUN = Pattern(f"{_NAMED}|{_SAID}")
_SIGN = Pattern(r"[:\-]")
_NEXT, _END = r"[,.|Ab\-]*", ",.|?()rb-"
_TURNS = Pattern(
    rf"{_SAID}[:\-]?{_NAMED}(?:{_NEXT}{_SAID}[:\-]?{_NAMED})+(?!{_SAID})"
    rf"|{_NAMED}[:\-]?{_SAID}(?:{_NEXT}{_NAMED}[:\-]?{_SAID})+"
)
_BEGINS = ",.|:(b"


def read(said: Sequence[Tag], text: str, at: int) -> tuple[list[Claim], int] | None:
    """What is claimed so from a place on, and where it ends; None where nothing is."""
    match = _TURNS.match(text, at) if at == 0 or text[at - 1] in _BEGINS else None
    if match is None or not (match[0][0] != "T" or _SIGN.search(match[0])):
        return None
    runs = [run.span() for run in _RUN.finditer(text, at, match.end())]
    found = [_claim(said, text, *pair) for pair in zip(runs[::2], runs[1::2], strict=True)]
    claims = [claim for claim in found if claim is not None]
    if len(claims) < len(found):
        return None
    if text[match.end() :][:1] not in _END and not _is_closed(said[match.end() - 1]):
        claims[-1] = replace(claims[-1], status=None)  # more is said of it
    return claims, match.end()


def _is_closed(tag: Tag) -> bool:
    """Whether a full stop behind a number belongs to it: `… not: 2. Learned a lot`."""
    return tag.word.isdecimal() and tag.end - tag.start == len(tag.word) + 1


def _claim(
    said: Sequence[Tag], text: str, one: tuple[int, int], other: tuple[int, int]
) -> Claim | None:
    named, (at, _) = (one, other) if text[one[0]] == "T" else (other, one)
    tags = [tag for tag in said[slice(*named)] if tag.letter == "T"]
    if any(tag.beyond or not tag.items for tag in tags):
        return None
    status = status_of(said[at]) if all(tag.sure or tag.named for tag in tags) else None
    items = frozenset(n for tag in tags for n in tag.items)
    return Claim(said[one[0]].start, said[other[1] - 1].end, Level.NAMED, items, status)
