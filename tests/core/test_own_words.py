"""What is said in a question's own words is read as it was meant, or asked about: a table."""

import re
from dataclasses import dataclass

from standup.core.life import SHIPPED
from standup.core.reading.own import read
from standup.core.reading.own_words import Counts, OwnWord, in_every_language, named
from standup.core.reading.status import Status
from tests.core.phrasings import rows, written
from tests.rows import each

RELEASE = (
    OwnWord("shipped", Counts.KEPT),
    OwnWord("slipped", Counts.PARTLY),
    OwnWord("dropped", Counts.MISSED),
)
WORDS = {"release": RELEASE, **{name: life.words for name, life in SHIPPED.items()}}
PLAN = ("Parser", "Tests", "Docs")
_READING = re.compile(r'(\d+)=([a-z ]+[a-z]|\?|-)(?: "([^"]*)")?')
_MOST_NEEDLESS = 0.1  # of the cases in which something is clear


@dataclass(frozen=True)
class Case:
    words: tuple[OwnWord, ...]
    items: tuple[str, ...]
    said: str
    right: dict[int, str]
    notes: dict[int, str]


def cases() -> list[Case]:
    found = []
    for words, items, said, right in rows("own-words.txt"):
        parts = _READING.findall(right)
        given = tuple(written(item.strip()) for item in items.split(" ; "))
        assert len(parts) == len(given), said
        told = {int(n) - 1: word for n, word, _ in parts}
        notes = {int(n) - 1: note for n, _, note in parts if note}
        found.append(Case(in_every_language(WORDS[words]), given, written(said), told, notes))
    return found


CASES = cases()


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(CASES) >= 189


@each(CASES)
def test_nothing_is_read_falsely(case: Case) -> None:
    found = read(case.said, case.items, case.words)
    assert {n: word for n, word in found.words.items() if case.right[n] != word} == {}
    assert found.statuses.keys() == found.words.keys()
    noted = [n for n in case.notes if n in found.words]
    assert {n: found.notes.get(n) for n in noted} == {n: case.notes[n] for n in noted}


def test_little_is_asked_about_needlessly() -> None:
    clear = [case for case in CASES if set(case.right.values()) - {"?", "-"}]
    needless = [case.said for case in clear if _is_missing(case)]
    print(f"{len(CASES)} cases, {len(needless)} of {len(clear)} asked about needlessly")  # noqa: T201
    assert len(needless) <= _MOST_NEEDLESS * len(clear), needless


def _is_missing(case: Case) -> bool:
    found = read(case.said, case.items, case.words)
    return any(word not in {"?", "-"} and n not in found.words for n, word in case.right.items())


@each(CASES)
def test_no_word_of_a_message_is_lost(case: Case) -> None:
    found = read(case.said, case.items, case.words)
    kept = " ".join((found.note, found.unclear, found.rest, *found.notes.values()))
    told = " ".join((*(n for word in case.words for n in (word.name, *word.others)), *case.items))
    known = f"{told} everything bestaetigt".casefold()
    free = re.findall(r"\w{8,}", case.said)
    assert [word for word in free if word not in kept and word.casefold() not in known] == []


def test_each_word_counts_as_it_was_told() -> None:
    found = read("1 shipped 2 slipped 3 dropped", PLAN, RELEASE)
    assert found.statuses == {0: Status.DONE, 1: Status.PARTLY, 2: Status.NOT}


def test_the_one_that_was_asked_about_is_meant_by_a_word_alone() -> None:
    assert read("shipped", PLAN, RELEASE, only=1).words == {1: "shipped"}
    assert read("3 shipped", PLAN, RELEASE, only=1).words == {2: "shipped"}


def test_an_item_that_lives_is_told_from_a_line() -> None:
    assert named("#12 the proof") == (12, "the proof")
    assert named("the proof") == (None, "the proof")
    assert named("#12") == (None, "#12")


def test_a_word_of_the_bots_own_is_known_in_every_language() -> None:
    [word] = in_every_language((OwnWord("refuted", Counts.KEPT),))
    assert {"widerlegt", "refutada", "refutado"} <= set(word.others)
    [word] = in_every_language((OwnWord("shipped", Counts.KEPT),))
    assert word.others == ()
