"""What plans say, what of them was settled, and who of a run plans the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from standup.core.asking.check_in import CheckIn
from standup.core.hints.nearness import line, near
from standup.core.kinds.items import Items
from standup.core.kinds.outcome import ItemOutcome, Outcome, status_word
from standup.core.language import spoken
from standup.core.learning_log.entries import Entry
from standup.core.lives.item import Item, News, NewsKind
from standup.core.model import Question, Standup
from standup.core.reading.own_words import named
from standup.core.reading.status import Status

MOST_LINES = 8
"""Lines of a plan that are looked at."""

_SETTLES = {Status.DONE, Status.PARTLY}


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...

    def __hash__(self) -> int: ...


T = TypeVar("T", bound=_Ordered)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of something that was tried: in which `words`, `by` whom and `on` which day, `what`
    came of it, in a word, and what was `said` of that."""

    words: str
    by: str
    on: date
    what: str
    said: str = ""


def has_plan(standup: Standup, round_id: str) -> bool:
    """Whether a round asks for a plan."""
    return any(question.kind == "items" for question in standup.round(round_id).questions)


def planned(check_in: CheckIn) -> tuple[str, ...]:
    """The lines of what somebody plans, as many as are looked at."""
    values = (check_in.reading(one).value for one in check_in.round.questions)
    items = (item for value in values if isinstance(value, Items) for item in value.items)
    return tuple(items)[:MOST_LINES]


def settled(entry: Entry) -> Iterator[Settled]:
    """What was settled by an entry of the learning log, in the language that is spoken.

    What came of an item that lives, said in a message of its own, is no entry: `ended` tells it.
    """
    if entry.check_in is None:
        return
    for question in entry.check_in.round.questions:
        value = entry.check_in.reading(question).value
        if not isinstance(value, Outcome):
            continue
        for item in value.items:
            if _is_settled(item, question):
                what = spoken(item.word) if item.word else status_word(item.status)
                said = item.note or (value.note if len(value.items) == 1 else "")
                yield Settled(named(item.item)[1], entry.name, entry.day, what, said)


def _is_settled(item: ItemOutcome, question: Question) -> bool:
    """Whether an item has come to something: one that lives, where it left its first state."""
    if question.life:
        return bool(item.word) and item.word != question.outcomes[0].name
    return item.status in _SETTLES


def ended(item: Item, news: Iterable[News], names: Mapping[str, str]) -> Settled | None:
    """What an item that ended came to, by whom and when; `names` are people's by their ids."""
    last = next((n for n in reversed([*news]) if n.kind is NewsKind.STATE and n.value), None)
    name = names.get(last.person or "") if last else None
    if last is None or name is None or not item.has_ended or not item.words:
        return None
    return Settled(item.words, name, last.at.date(), spoken(last.value), last.text)


def first_near(plan: str, known: Iterable[Settled], holding: Mapping[str, int]) -> Settled | None:
    """The first of what was settled that a line of a plan is near to."""
    mine = line(plan)
    return next((one for one in known if near(mine, line(one.words), holding)), None)


def in_common(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The lines that are near to one another, each group of them with its first line first."""
    groups: list[set[T]] = []
    for pair in pairs:
        joined = set(pair)
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return sorted(map(sorted, groups))
