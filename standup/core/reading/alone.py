"""Messages of statuses alone, of several items: one for each in order, or one for all."""

from collections.abc import Iterable, Sequence

from standup.core.reading.claims import Claim, Level, status_of
from standup.core.reading.names import Plan
from standup.core.reading.shapes import OF
from standup.core.reading.status import Status
from standup.core.reading.tags import Tag, letters
from standup.core.text.pattern import Pattern

_BETWEEN = frozenset(",.|:-AbrP")
_LINE = Pattern(r"[dpcnyz%](?:[,:\-(r]|\||$)")
_EACH_NUMBER = Pattern(r"(?:T[dpcnyzG][,.Ab|]*){2,}$")


def read(said: Sequence[Tag], plan: Plan) -> list[Claim] | None:
    """What such a message claims; None where it is no such message."""
    text = letters(said)
    return _in_a_row(said, text, plan) or _line_by_line(said, text, plan) or _bare(said, text, plan)


def may_count(said: Sequence[Tag], plan: Plan) -> bool:
    """Whether the numbers may as well be how many: `2 done, 1 not` of three."""
    words = [tag.word for tag in said if tag.letter == "T"]
    if not _EACH_NUMBER.match(letters(said)) or not all(word.isdecimal() for word in words):
        return False
    numbers = [int(word) for word in words if len(word) < 5]
    return sum(numbers) == plan.count and numbers != sorted(numbers)


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
    if not all(
        _LINE.match(text, n) and not _is_of_another(said, text, n, item)
        for item, n in enumerate(starts)
    ):
        return None
    return _each(said[n] for n in starts)


def _is_of_another(said: Sequence[Tag], text: str, start: int, item: int) -> bool:
    """Whether a line is not of the item in its place: `done: 2`, `done: docs`."""
    match = OF.match(text, start)
    tag = said[match.end() - 1] if match else None
    return tag is not None and not (tag.named and item in tag.items)


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
