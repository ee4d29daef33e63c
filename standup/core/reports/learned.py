"""What was learned in a period: of each person's day the words that say it, and its links."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from standup.core.asking.check_in import CheckIn
from standup.core.kinds.table import rules
from standup.core.learning_log.entries import kind_of, links
from standup.core.model import Question, Round
from standup.core.reports.report import Period, Presence

_LONGEST = 160  # characters


@dataclass(frozen=True, slots=True)
class Learned:
    """What one person learned on one day, on one line, of which kind, and where it leads."""

    day: date
    person: str
    name: str
    gist: str
    kind: str | None = None
    links: tuple[str, ...] = ()


def learned(period: Period, planned: str = "") -> tuple[Learned, ...]:
    """What was learned, day by day, as far as its words are there.

    Where `planned` says how to put it, a day of which only the plan was told is told by its plan.
    """
    return tuple(
        found
        for run in period.runs
        for person in run.people
        if person.has_words and (found := _learned(run.day, person, planned))
    )


def _learned(day: date, person: Presence, planned: str) -> Learned | None:
    gist = next((text for c in reversed(person.shared) if (text := _gist(c))), "")
    if not gist and planned:
        plan = next((text for c in person.shared if (text := _first_words(c))), "")
        gist = planned.format(plan=plan) if plan else ""
    if not gist:
        return None
    kind = kind_of(person.shared)
    return Learned(
        day=day, person=person.person, name=person.name, gist=gist, kind=kind, links=_links(person)
    )


def _links(person: Presence) -> tuple[str, ...]:
    words = [answer.text for check_in in person.shared for answer in check_in.answers]
    return links("\n".join([*words, *(addition.text for addition in person.additions)]))


def _gist(check_in: CheckIn) -> str:
    """What a check-in says was learned; in a standup that asks what came of a plan, only that."""
    closing = [r for r in check_in.standup.rounds if any(q.of for q in r.questions)]
    if closing and check_in.round not in closing:
        return ""
    return _first_words(check_in)


def _first_words(check_in: CheckIn) -> str:
    told = (check_in.reading(q).value for q in _telling(check_in.round) if check_in.texts(q))
    return next((_cut(text) for value in told if (text := " ".join(value.gist.split()))), "")


def _telling(round_: Round) -> list[Question]:
    """The questions that are answered in words, those first that ask what came of a plan."""
    found = [(telling, q) for q in round_.questions if (telling := _order(q)) is not None]
    return [question for _, question in sorted(found, key=lambda one: one[0])]


def _order(question: Question) -> tuple[bool, int] | None:
    telling = rules(question.kind).telling
    return None if telling is None else (question.optional, telling)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    head, _, _ = text[:_LONGEST].rpartition(" ")
    return f"{head or text[:_LONGEST]}…"


def by_kind(found: Iterable[Learned], order: Iterable[str]) -> Iterator[tuple[str, list[Learned]]]:
    """What was learned, kind by kind in this order; at last, as of no kind (""), all else."""
    everything = list(found)
    for kind in order:
        if of_it := [one for one in everything if one.kind == kind]:
            yield kind, of_it
    if rest := [one for one in everything if one.kind not in set(order)]:
        yield "", rest


def some(found: Iterable[Learned], most: int, turn: str) -> list[Learned]:
    """A few of it, the latest first: of each person one before a second of anybody, and among
    those of each day one before a second of any.

    Whose turn it is changes with `turn`, so that no name comes first by what it is.
    """
    rows = sorted(found, key=lambda one: _lot(turn, one))
    people: Counter[str] = Counter()
    days: Counter[tuple[int, date]] = Counter()
    ranked = []
    for one in rows:
        nth = people[one.person]
        people[one.person] += 1
        ranked.append((nth, days[nth, one.day], _lot(turn, one), one))
        days[nth, one.day] += 1
    chosen = sorted(ranked, key=lambda row: row[:3])[:most]
    return latest_first(row[3] for row in chosen)


def latest_first(found: Iterable[Learned]) -> list[Learned]:
    """The same, from the latest day on, by name."""
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.name, one.person))


def _lot(turn: str, one: Learned) -> tuple[int, str, date]:
    return crc32(f"{turn}/{one.person}/{one.day}".encode()), one.person, one.day
