"""What a run or a month amounts to, in people's own words."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.learning_log.entries import Entry
from standup.core.messages.markup import Message, plain
from standup.core.summaries.summary import OF_A_RUN, Summary, alike, extract, passages
from standup.core.text.sentences import LONGEST, sentences
from standup.core.wording.summary import summary
from tests.team import learning_day

DAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 18, tzinfo=UTC)
STANDUP = learning_day()


def entry(number: int, person: str, text: str, round_id: str = "learned", day: date = DAY) -> Entry:
    question = STANDUP.round(round_id).questions[0]
    check_in = CheckIn(
        number,
        1,
        day,
        STANDUP,
        round_id,
        "UTC",
        State.DONE,
        opened_at=AT,
        deadline=AT + timedelta(hours=1),
        answers=(Answer(question.id, f"m{number}", text, AT),),
    )
    return Entry(number, STANDUP, day, person, person.title(), AT, 1, check_in)


def said(*texts: str) -> list[Entry]:
    return [entry(n, f"person{n}", text) for n, text in enumerate(texts)]


def words(entries: Sequence[Entry], most: int = OF_A_RUN) -> list[str]:
    return [statement.text for statement in extract(entries, most).statements]


# ── sentences ──


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I read about attention. It is a soft lookup!",
            ["I read about attention.", "It is a soft lookup!"],
        ),
        ("Use masks, e.g. causal ones, before softmax.", None),
        ("It took 3.5 hours in Node.js and was worth it.", None),
        ("- how masks work\n- why heads are split", ["how masks work", "why heads are split"]),
        ("1. how masks work\n2) why heads are split", ["how masks work", "why heads are split"]),
        ("I called `x. Then y` and it just worked.", None),
        ("See https://a.org/x?y=1. It says all of it.", ["It says all of it."]),
        ("```\nfor x in y: print it out\n```\nThe loop is slow here.", ["The loop is slow here."]),
        ("It all fits now: https://a.org/x #jax #gpu", ["It all fits now:"]),
        ("https://a.org/a-long-link/with-many-words", []),
        ("Yes. No. Done!", []),
        ("He said “it is done.” Then I went home.", ["He said “it is done.”", "Then I went home."]),
        ("今天我学习了注意力。明天继续学习!", ["今天我学习了注意力。", "明天继续学习!"]),
        ("J. S. Bach wrote it in one week.", None),
    ],
)
def test_a_text_is_taken_apart_where_its_sentences_end(text: str, found: list[str] | None) -> None:
    assert list(sentences(text)) == ([text] if found is None else found)


def test_of_a_sentence_without_an_end_its_beginning_is_taken() -> None:
    text = "and then I learned another thing, " * 40
    [found] = sentences(text)
    assert text.startswith(found)
    assert found.endswith("another thing")
    assert LONGEST // 2 < len(found) <= LONGEST


# ── what is taken ──


def test_what_was_learned_comes_before_what_was_planned() -> None:
    plan = entry(1, "ana", "read the whole book on attention in transformers", "plan")
    learned = entry(2, "ana", "Attention in transformers is a soft lookup over all tokens.")
    assert words([plan, learned], 1) == [
        "Attention in transformers is a soft lookup over all tokens."
    ]


def test_what_was_said_of_a_planned_thing_is_told_with_it() -> None:
    learned = entry(1, "bo", "partly – sixty lines are there, the tests are not")
    assert learned.check_in is not None
    shown = {"did_learn": ("a hybrid clock in Rust",)}
    learned = replace(learned, check_in=replace(learned.check_in, shown=shown))
    [statement] = extract([learned], 1).statements
    assert statement.about == "a hybrid clock in Rust"
    assert statement.text == "sixty lines are there, the tests are not"
    [line] = bullets_of(summary("Learning Day", DAY, Summary((statement,)), is_month=False))
    assert line.startswith("a hybrid clock in Rust: “sixty lines are there")


def bullets_of(message: Message) -> list[str]:
    return [line[2:] for line in plain(message).splitlines() if line.startswith("• ")]


def test_where_there_are_only_plans_they_are_what_is_told() -> None:
    assert words([entry(1, "ana", "how masks work in attention", "plan")]) == [
        "how masks work in attention"
    ]


def test_what_two_people_say_alike_is_said_once() -> None:
    found = words(said("Masks hide the future tokens.", "Masks are hiding future tokens!"))
    assert len(found) == 1


def test_nothing_the_bot_asked_is_taken_for_somebodys_words() -> None:
    assert not any("What did you learn" in text for text in words(said("Fine, thank you all.")))


def test_nobody_who_wrote_nothing_is_quoted() -> None:
    assert extract(said("", "-", "ok"), 5).statements == ()


# ── properties ──

SUBJECTS = ["attention", "masks", "proof", "kernel", "garden", "fermat", "docker", "paella"]
VERBS = ["taught", "surprised", "showed", "helped", "confused", "changed"]


@st.composite
def days(draw: st.DrawFn) -> list[Entry]:
    """Reports of a few people, who repeat themselves and each other."""
    count = draw(st.integers(0, 14))
    found = []
    for number in range(count):
        texts = draw(
            st.lists(
                st.tuples(*(st.sampled_from(w) for w in (SUBJECTS, VERBS, SUBJECTS, SUBJECTS))),
                max_size=4,
            )
        )
        text = draw(st.sampled_from([" ", "\n", "\n- "])).join(
            f"The {a} {b} me why {c} and {d} matter." for a, b, c, d in texts
        )
        person = draw(st.sampled_from(["ana", "bo", "chi", "dee"]))
        found.append(entry(number, person, text, draw(st.sampled_from(["plan", "learned"]))))
    return found


@settings(max_examples=150, deadline=None)
@given(days(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_summary_holds_what_it_promises(
    entries: list[Entry], most: int, chance: random.Random
) -> None:
    found = extract(entries, most).statements
    assert len(found) <= most
    for statement in found:
        [source] = statement.sources
        assert source in entries
        assert statement.text in source.words
        assert any(
            statement.text in one.text and statement.about == one.about for one in passages(source)
        )
    assert not any(alike(one.text, other.text) for one, other in combinations(found, 2))
    _fair(entries, [(s.sources[0].person, s.text) for s in found], most)
    shuffled = chance.sample(entries, len(entries))
    assert extract(shuffled, most).statements == found


def _fair(entries: list[Entry], taken: list[tuple[str, str]], most: int) -> None:
    """Whoever has fewer than another had nothing more to say that was not said."""
    had = Counter(person for person, _ in taken)
    most_of_one = max(had.values(), default=0)
    for one in entries:
        if had[one.person] + 1 < most_of_one or len(taken) < most:
            for passage in passages(one):
                for sentence in sentences(passage.text):
                    assert any(_is_near(sentence, told) for _, told in taken), sentence


def _is_near(sentence: str, told: str) -> bool:
    """Alike by some weighing of their words: they share most of them."""
    one, other = (set(text.lower().strip(".").split()) for text in (sentence, told))
    return sentence == told or len(one & other) >= 6
