"""Messages of statuses alone, of several items: one for each in order, or one for all; or of
statuses and items in turn."""

from collections.abc import Iterable, Sequence

from standup.core.pattern import Pattern
from standup.core.reading.claims import Claim, Level, status_of
from standup.core.reading.names import Plan
from standup.core.reading.shapes import OF
from standup.core.reading.status import Status
from standup.core.reading.tags import Tag, letters

_BETWEEN = frozenset(",.|:-AbrP")
_LINE = Pattern(r"[dpcnyz%](?:[,:\-(r]|\||$)")
_SAID, _NAMED = "[dpcnyzGk%Fo]", r"T(?:[,A]*T)*"
_RUN = Pattern(f"{_NAMED}|{_SAID}")
_JOINED = Pattern(r"[:\-]")
_PAIRS = Pattern(
    rf"{_SAID}[:\-]?{_NAMED}(?:[,.|A\-]*{_SAID}[:\-]?{_NAMED})+[.|]*"
    rf"|{_NAMED}[:\-]?{_SAID}(?:[,.|A\-]*{_NAMED}[:\-]?{_SAID})+[.|]*"
)
_EACH_NUMBER = Pattern(r"(?:T[dpcnyzG][,.Ab|]*){2,}$")


def read(said: Sequence[Tag], plan: Plan) -> list[Claim] | None:
    """What such a message claims; None where it is no such message."""
    text = letters(said)
    return (
        _in_pairs(said, text)
        or _in_a_row(said, text, plan)
        or _line_by_line(said, text, plan)
        or _bare(said, text, plan)
    )


def may_count(said: Sequence[Tag], plan: Plan) -> bool:
    """Whether the numbers may as well be how many: `2 done, 1 not` of three."""
    words = [tag.word for tag in said if tag.letter == "T"]
    if not _EACH_NUMBER.match(letters(said)) or not all(word.isdecimal() for word in words):
        return False
    numbers = [int(word) for word in words if len(word) < 5]
    return sum(numbers) == plan.count and numbers != sorted(numbers)


def _in_pairs(said: Sequence[Tag], text: str) -> list[Claim] | None:
    """`done: 1 and 2, not: 3`, `done – 1, not – 2`, `1 = done, 2 = not`: which of the two comes
    first shows only in the whole."""
    if not _PAIRS.fullmatch(text) or not _JOINED.search(text):
        return None
    runs = [match.span() for match in _RUN.finditer(text)]
    pairs = list(zip(runs[::2], runs[1::2], strict=True))
    found: list[Claim] = []
    for one, other in pairs:
        named, (at, _) = (one, other) if text[one[0]] == "T" else (other, one)
        tags = [tag for tag in said[slice(*named)] if tag.letter == "T"]
        if any(tag.beyond or not tag.items for tag in tags):
            return None
        status = status_of(said[at]) if all(tag.sure or tag.named for tag in tags) else None
        items = frozenset(n for tag in tags for n in tag.items)
        first, last = said[one[0]], said[other[1] - 1]
        found.append(Claim(first.start, last.end, Level.NAMED, items, status))
    return found


def _in_a_row(said: Sequence[Tag], text: str, plan: Plan) -> list[Claim] | None:
    """`done, not, partly`: one for each item, in order."""
    places = [n for n, letter in enumerate(text) if letter not in _BETWEEN]
    if plan.count < 2 or len(places) < 2 or any(text[n] not in "dpcnyzk%G" for n in places):
        return None
    if len(places) == plan.count:
        return _each(said[n] for n in places)
    return [_of_all(said[0], said[-1], plan, None)]


def _line_by_line(said: Sequence[Tag], text: str, plan: Plan) -> list[Claim] | None:
    """A line an item, each of which begins with what came of it."""
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "|")]
    starts = [n for n in starts if n < len(text) and text[n] != "|"]
    if len(starts) != plan.count or plan.count < 2:
        return None
    if not all(_LINE.match(text, n) and not _is_of_a_number(said, text, n) for n in starts):
        return None
    return _each(said[n] for n in starts)


def _is_of_a_number(said: Sequence[Tag], text: str, start: int) -> bool:
    """Whether a line is no item's of itself: `done: 2`."""
    match = OF.match(text, start)
    return match is not None and not said[match.end() - 1].named


def _bare(said: Sequence[Tag], text: str, plan: Plan) -> list[Claim] | None:
    """A status and nothing else."""
    letter = text.strip(",.|:-bAr")
    if len(letter) != 1 or letter not in "dpcnyzk%/GLMFW":
        return None
    tag = said[text.index(letter)]
    status = {"d": Status.DONE, "n": Status.NOT}.get(letter)
    if letter == "n" and tag.word != "explicit":
        status = None
    if tag.share:
        status = _shared(tag.share, plan)
    return [_of_all(tag, tag, plan, status, tag.share)]


def _shared(share: tuple[int, int], plan: Plan) -> Status | None:
    """What a share of all the items says of each: all of them, or none."""
    part, whole = share
    if whole not in {100, plan.count}:
        return None
    return {whole: Status.DONE, 0: Status.NOT}.get(part)


def _each(tags: Iterable[Tag]) -> list[Claim]:
    return [
        Claim(tag.start, tag.end, Level.NAMED, frozenset({item}), status_of(tag))
        for item, tag in enumerate(tags)
    ]


def _of_all(
    first: Tag,
    last: Tag,
    plan: Plan,
    status: Status | None,
    share: tuple[int, int] | None = None,
) -> Claim:
    everything = frozenset(range(plan.count))
    return Claim(first.start, last.end, Level.ALL, everything, status, share=share)
