"""What a run or a month amounts to: the sentences of people's own that say most.

A sentence weighs what it shares with all the others (the cosine to the centre of all, words weighed
by how rare they are), more where it tells what was learned than what was planned. The heaviest is
taken, then the one that is heavy and unlike those taken, as maximal marginal relevance has it; and
nobody has a second before everybody who has something to say has one.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from standup.core.asking.check_in import CheckIn
from standup.core.kinds.kind import Telling
from standup.core.kinds.table import rules
from standup.core.learning_log.entries import Entry
from standup.core.model import Question
from standup.core.text.sentences import sentences, stems

OF_A_RUN, OF_A_MONTH = 5, 12
"""How many statements there are at most."""

ALIKE = 0.6
"""From this cosine on, two sentences say the same."""

_LEARNED, _CHANGED, _PLANNED = 1.0, 0.7, 0.3
_RELEVANCE = 0.7  # against being unlike what was taken
_USUAL_LENGTH = 12  # words; shorter ones weigh less

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that was said or found, and the reports it came from, of which there is one.

    `about` is the item of a plan that it was said of, where it was.
    """

    text: str
    sources: tuple[Entry, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run or a month amounts to. `model` wrote it; None: it is in people's own words."""

    statements: tuple[Statement, ...]
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody wrote, how much it tells of what was learned, and of which item, if of one."""

    text: str
    weight: float
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    about: str
    entry: Entry
    weight: float
    vector: Vector  # its words weighed by how rare they are
    bare: Vector  # every word weighing the same


def extract(entries: Iterable[Entry], most: int) -> Summary:
    """The sentences that say most, at most so many, in the order in which they were said."""
    found = list(_weighed(sorted(entries, key=lambda entry: entry.id)))
    places = {id(sentence): place for place, sentence in enumerate(found)}
    taken = sorted(_taken(found, most), key=lambda sentence: places[id(sentence)])
    return Summary(tuple(Statement(one.text, (one.entry,), one.about) for one in taken))


def passages(entry: Entry) -> Iterator[Passage]:
    """What a person wrote in a report, as they wrote it.

    None of it is the bot's: no question, no mark, no option that was chosen. Nor is it about how
    somebody felt, or how many hours they had, whatever they said of that.
    """
    if entry.check_in is None:
        yield Passage(entry.update, _CHANGED)
        return
    last = entry.check_in.round.id == entry.check_in.standup.rounds[-1].id
    for question in told_in(entry.check_in):
        for told in entry.check_in.reading(question).value.told():
            yield Passage(told.text, _weight(told.of, is_last=last), told.about)


def told_in(check_in: CheckIn) -> list[Question]:
    """The questions that are answered in words of one's own, not by a step, a face or a number."""
    asked = (q for q in check_in.round.questions if rules(q.kind).telling is not None)
    return [question for question in asked if check_in.texts(question)]


def _weight(of: Telling, *, is_last: bool) -> float:
    """How much words tell of what was learned: plans are made in any round but the last."""
    match of:
        case "learned":
            return _LEARNED
        case "planned":
            return _PLANNED
        case "told":
            return _LEARNED if is_last else _CHANGED
    assert_never(of)


def _weighed(entries: Sequence[Entry]) -> Iterator[_Sentence]:
    said = [
        (sentence, passage, entry, Counter(stems(sentence)))
        for entry in entries
        for passage in passages(entry)
        for sentence in sentences(passage.text)
    ]
    holding = Counter(stem for *_, counts in said for stem in counts)
    vectors = [_vector(counts, holding, len(said)) for *_, counts in said]
    centre = _centre(vectors)
    for (text, passage, entry, counts), vector in zip(said, vectors, strict=True):
        if vector:
            length = min(1.0, counts.total() / _USUAL_LENGTH)
            weight = passage.weight * (0.4 + 0.6 * length) * (0.5 + cosine(vector, centre))
            yield _Sentence(
                text=text,
                about=passage.about,
                entry=entry,
                weight=weight,
                vector=vector,
                bare=_unit(counts),
            )


def _centre(vectors: Iterable[Vector]) -> Vector:
    """What all of them are about."""
    centre: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            centre[stem] += weight
    return _unit(centre)


def _vector(counts: Counter[str], holding: Mapping[str, int], of: int) -> Vector:
    return _unit({stem: n * math.log(1 + of / holding[stem]) for stem, n in counts.items()})


def _unit(vector: Mapping[str, float]) -> Vector:
    size = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / size for stem, weight in vector.items()} if size else {}


def cosine(one: Vector, other: Vector) -> float:
    """How much two share, from 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same, every word weighing the same."""
    vectors = [_unit(Counter(stems(text))) for text in (one, other)]
    return cosine(*vectors) >= ALIKE


def _taken(found: Sequence[_Sentence], most: int) -> list[_Sentence]:
    """The heaviest that are unlike each other, by turns: first one of each person, then another."""
    left, taken, had = list(found), list[_Sentence](), Counter[str]()
    nearest = {id(sentence): 0.0 for sentence in left}
    while left and len(taken) < most:
        turn = min(had[sentence.entry.person] for sentence in left)
        best = max(
            (sentence for sentence in left if had[sentence.entry.person] == turn),
            key=lambda s: _RELEVANCE * s.weight - (1 - _RELEVANCE) * nearest[id(s)],
        )
        taken.append(best)
        had[best.entry.person] += 1
        for sentence in left:
            near = cosine(sentence.vector, best.vector)
            nearest[id(sentence)] = max(nearest[id(sentence)], near)
        left = [s for s in left if nearest[id(s)] < ALIKE and cosine(s.bare, best.bare) < ALIKE]
    return taken
