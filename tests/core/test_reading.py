"""What is typed of an evening is read whole or asked about: a table, and what holds of any text."""

import re
from dataclasses import dataclass
from types import ModuleType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standup.core.reading.lexicon import de, en, es
from standup.core.reading.outcomes import Found, read
from standup.core.reading.status import Status
from tests.core.phrasings import rows, written
from tests.rows import each

_READING = re.compile(r'(\d+)=(done|partly|changed|not|\?|-)(?: "([^"]*)")?')
_MOST_NEEDLESS = 0.1  # of the cases in which something is clear; the issue allows twice as many


@dataclass(frozen=True)
class Case:
    items: tuple[str, ...]
    said: str
    statuses: dict[int, str]
    notes: dict[int, str]


def cases() -> list[Case]:
    found = []
    for items, said, right in rows("outcomes.txt"):
        parts = _READING.findall(right)
        statuses = {int(n) - 1: status for n, status, _ in parts}
        notes = {int(n) - 1: written(note) for n, _, note in parts if note}
        named = tuple(written(item.strip()) for item in items.split(" ; "))
        found.append(Case(named, written(said), statuses, notes))
    return found


CASES = cases()


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(CASES) >= 2239


@each(CASES)
def test_nothing_is_read_falsely(case: Case) -> None:
    found = read(case.said, case.items)
    false = {n: s.value for n, s in found.statuses.items() if case.statuses[n] != s.value}
    assert false == {}
    assert {n: found.notes.get(n) for n in case.notes if n in found.statuses} == {
        n: note for n, note in case.notes.items() if n in found.statuses
    }


@pytest.mark.parametrize("joint", ["", ",", " –", " ("])
@pytest.mark.parametrize("language", [en, de, es])
def test_one_item_is_not_done_where_something_is_excepted(language: ModuleType, joint: str) -> None:
    circumstances = {"without", "besides", "ohne"}  # `done without any help`
    for excepting in {x.strip() for x in language.SAID["X"].split(",")} - circumstances:
        found = read(f"done{joint} {excepting} the animations", ("Slides",))
        assert found.statuses.get(0) is not Status.DONE, excepting


def test_little_is_asked_about_needlessly() -> None:
    clear = [case for case in CASES if set(case.statuses.values()) - {"?", "-"}]
    needless = [case for case in clear if _missing(case, read(case.said, case.items))]
    print(f"{len(CASES)} cases, {len(needless)} of {len(clear)} asked about needlessly")  # noqa: T201
    assert len(needless) <= _MOST_NEEDLESS * len(clear), [case.said for case in needless]


def _missing(case: Case, found: Found) -> bool:
    return any(s not in "?-" and n not in found.statuses for n, s in case.statuses.items())


# ── whatever is said ───────────────────────────────────────────────────────────────────────────

PLAN = ("Parser", "Tests", "Docs")
SAID = st.sampled_from(
    ["done", "partly", "not", "not done", "half done", "skipped", "✅", "finished"]
)
CLAUSES = st.tuples(st.sampled_from(PLAN), SAID).map(lambda said: f"{said[0].lower()} {said[1]}")
MESSAGES = st.lists(CLAUSES, min_size=1, max_size=3, unique_by=lambda clause: clause.split()[0])


def statuses(said: str) -> dict[int, Status]:
    return read(said, PLAN).statuses


@given(MESSAGES, st.permutations([0, 1, 2]))
def test_clauses_with_names_may_stand_in_any_order(said: list[str], order: list[int]) -> None:
    other = [said[n] for n in order if n < len(said)]
    assert statuses(", ".join(said)) == statuses(", ".join(other))
    assert statuses("\n".join(said)) == statuses(", ".join(said))


WAYS = {
    Status.DONE: ["done", "finished", "✅", "yes", "hecho", "fertig"],
    Status.NOT: ["not", "not done", "❌", "no", "skipped", "not yet", "pendiente"],
    Status.PARTLY: ["half", "partly", "started", "a medias", "halb"],
}
NAMES = ["123", PLAN, ("#1", "#2", "#3"), ("1.", "2.", "3."), ("1)", "2)", "3)")]


@dataclass(frozen=True)
class Layout:
    """How somebody sets out what came of which items."""

    names: tuple[str, ...]
    words: dict[Status, str]
    sign: str
    between: str
    inner: str
    groups: bool
    heads: bool

    def text(self, told: list[Status], order: list[int]) -> str:
        said = [([n], told[n]) for n in order]
        if self.groups:
            said = [([n for n in order if told[n] is s], s) for s in dict.fromkeys(told)]
        return self.between.join(self._pair(items, self.words[s]) for items, s in said)

    def _pair(self, items: list[int], word: str) -> str:
        named = self.inner.join(self.names[n] for n in items)
        first, second = (word, named) if self.heads else (named, word)
        return f"{first}{self.sign}{second}"


LAYOUTS = st.builds(
    Layout,
    names=st.sampled_from(NAMES).map(tuple),
    words=st.fixed_dictionaries({s: st.sampled_from(words) for s, words in WAYS.items()}),
    sign=st.sampled_from([" ", ": ", ":", " - ", " = ", " is ", "→"]),
    between=st.sampled_from([" ", ", ", "; ", "\n", " and ", " / ", " - ", ". "]),
    inner=st.sampled_from([" ", ", ", " and ", "+", " & "]),
    groups=st.booleans(),
    heads=st.booleans(),
)


@settings(max_examples=400)
@given(
    LAYOUTS,
    st.lists(st.sampled_from(list(WAYS)), min_size=3, max_size=3),
    st.permutations([0, 1, 2]),
)
def test_in_whatever_layout_what_came_of_an_item_is_no_other_s(
    layout: Layout, told: list[Status], order: list[int]
) -> None:
    found = statuses(layout.text(told, order))
    assert {n: s for n, s in found.items() if told[n] is not s} == {}


@given(
    MESSAGES,
    st.sampled_from(
        [" – too hard", " because it was late", " 🎉", "!", " (no time)", ": good fun"]
    ),
)
def test_a_reason_or_an_emoji_behind_the_last_clause_changes_nothing(
    said: list[str], more: str
) -> None:
    assert statuses(", ".join(said) + more) == statuses(", ".join(said))


@given(MESSAGES, st.sampled_from(["hi! ", "Long day. ", "thanks, ", "ok so ", "🙂 "]))
def test_a_greeting_before_it_changes_nothing(said: list[str], before: str) -> None:
    assert statuses(before + ", ".join(said)) == statuses(", ".join(said))


@given(
    st.sampled_from(PLAN), st.sampled_from(["not", "never", "isn't", "wasn't", "hardly", "nicht"])
)
def test_what_is_negated_is_never_done(name: str, negation: str) -> None:
    for word in ("done", "finished", "erledigt", "hecho", "completed", "shipped"):
        for said in (f"{name} {negation} {word}", f"{name} is {negation} {word}"):
            assert Status.DONE not in statuses(said).values(), said
            assert Status.DONE not in read(said, (name,)).statuses.values(), said
    assert Status.DONE not in statuses(f"{negation} all done").values()


_VOCABULARY = """1 2 3 4 all none both rest the parser tests docs done partly not no yes except but
only of and , . : – ( ) ? ! maybe half instead nothing everything 50% 2/3 ✅ ❌ wrote why because
alles nichts bis auf todo menos nada 😀 C-- .env -5"""
WORDS = st.lists(st.sampled_from([*_VOCABULARY.split(), "\n"]), max_size=14).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=120)), st.integers(1, 4))
def test_every_word_is_kept_or_was_needed(said: str, count: int) -> None:
    items = (*PLAN, "Fix the build")[:count]
    found = read(said, items)
    kept = "\n".join([found.note, found.unclear, *found.notes.values()])
    assume(len(said) < 4000)
    for word in ("wrote", "why", "C--", ".env", "-5"):
        assert kept.count(word) <= said.count(word)
    if not found.statuses:
        assert all(word in kept for word in said.split())
    assert set(found.statuses) & found.doubtful == set()
    assert all(0 <= n < count for n in (*found.statuses, *found.doubtful))


@given(st.text(alphabet="zqxk", min_size=3, max_size=9), CLAUSES)
def test_words_unknown_to_us_are_never_lost(word: str, clause: str) -> None:
    for said in (
        f"{clause} – {word}",
        f"{word}. {clause}",
        f"{clause}, {word}",
        f"{clause}\n{word}",
    ):
        found = read(said, PLAN)
        assert "\n".join([found.note, found.unclear, *found.notes.values()]).count(word) == 1, said
