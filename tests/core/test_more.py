"""More of an answer, in messages of its own: one thing after another, the rest of what was cut."""

from dataclasses import replace
from datetime import timedelta

import pytest

from standup.core.asking import cut
from standup.core.asking.check_in import State
from standup.core.asking.offers import Use
from standup.core.conversation.effects import Add, Effect, Hold, Keep, LetGo, Post, Say
from standup.core.conversation.events import Tapped
from standup.core.kinds.items import Items
from standup.core.messages.capabilities import Capabilities
from standup.core.model import Question, Round, Standup
from standup.core.reading import more
from tests.core.test_conversation import DAILY, LEARNING, Person, kinds, spoken
from tests.team import at

CUTTING = Capabilities(text_limit=4000, edits=True, choices=True, sees_edits=True, cuts_text=True)
MIXED = Standup(
    "mixed",
    "Mixed",
    (
        Round(
            "day",
            "Daily",
            "30 9 * * *",
            (
                Question("plan", "items", "What is the plan?"),
                Question("why", "text", "Why?"),
                Question("mood", "mood", "How is it?"),
            ),
            timedelta(hours=12),
        ),
    ),
    (),
    (),
)
LONG = "words that go on " * 241  # a little more than what fits


def asked(standup: Standup = LEARNING) -> Person:
    ana = Person()
    ana.talk = replace(ana.talk, can=CUTTING)
    ana.opens(standup, standup.rounds[0].id)
    return ana


def taps(person: Person, use: Use, offer: int = -1) -> tuple[Effect, ...]:
    token = person.talk.offers[offer].token
    return person.after(Tapped(f"tap/{token}", token, use))


def later(person: Person, **time: int) -> None:
    person.now += timedelta(**time)


def items(person: Person, question: int = 0) -> tuple[str, ...]:
    check_in = person.talk.check_ins[0]
    value = check_in.reading(check_in.round.questions[question]).value
    assert isinstance(value, Items)
    return value.items


# ── one thing a message ────────────────────────────────────────────────────────────────────────


def test_another_thing_right_after_a_plan_is_offered_to_it_and_not_posted() -> None:
    ana = asked()
    ana.says("the chain rule")
    later(ana, seconds=20)
    effects = ana.says("a proof of it")
    assert kinds(effects) == {Hold, Say}
    assert "Does this belong to your plan?" in spoken(effects)


def test_a_tap_adds_it_to_the_plan_and_the_evening_asks_about_both() -> None:
    ana = asked()
    ana.says("the chain rule")
    ana.says("a proof of it")
    effects = taps(ana, Use.ADD)
    assert {Keep, LetGo, Post} <= kinds(effects)
    assert items(ana) == ("the chain rule", "a proof of it")
    ana.now = at("17:00")
    assert "a proof of it" in spoken(ana.opens(LEARNING, "learned"))


def test_one_tap_adds_all_that_was_sent_one_by_one() -> None:
    ana = asked()
    for line in ("the chain rule", "a proof of it", "vmap", "pmap"):
        ana.says(line)
        later(ana, seconds=5)
    assert "All 3 added" in spoken(taps(ana, Use.ADD))
    assert items(ana) == ("the chain rule", "a proof of it", "vmap", "pmap")
    assert not ana.talk.offers


def test_a_tap_posts_it_as_an_update_instead() -> None:
    ana = asked()
    ana.says("the chain rule")
    ana.says("a proof of it")
    assert Add(1, "m2", "a proof of it") in taps(ana, Use.UPDATE)
    assert items(ana) == ("the chain rule",)


def test_an_edit_of_what_was_added_reaches_the_plan() -> None:
    ana = asked()
    ana.says("the chain rule")
    ana.says("a prof of it")
    taps(ana, Use.ADD)
    ana.edits(2, "a proof of it")
    assert items(ana) == ("the chain rule", "a proof of it")


@pytest.mark.parametrize(
    "text",
    [
        "I have changed my mind, I am implementing it instead",
        "Leave-one-out finally makes sense",
        "Finished the first chapter",
        "stuck on the proof for now",
        "https://example.org/a-paper",
        "by the way, the library is closed",
        "ich habe Monaden verstanden",
        "hoy he terminado el parser",
        "I read about sharding, too",
        "and I have found the mistake",
        "This turned out to be much harder than the book had made it look this morning",
    ],
)
def test_what_tells_of_something_is_an_update_at_once(text: str) -> None:
    ana = asked()
    ana.says("the chain rule")
    assert Add(1, "m2", text) in ana.says(text)


def test_what_comes_an_hour_later_is_an_update_at_once() -> None:
    ana = asked()
    ana.says("the chain rule")
    later(ana, hours=1)
    assert Add(1, "m2", "a proof of it") in ana.says("a proof of it")


def test_after_an_answer_in_words_only_what_says_that_it_goes_on_is_offered() -> None:
    ana = asked(DAILY)
    ana.says("wrote a parser")
    ana.says("on the tests")
    assert Add in kinds(ana.says("read about tokenizers"))
    assert Hold in kinds(ana.says("and on the docs"))
    taps(ana, Use.ADD)
    check_in = ana.talk.check_ins[0]
    assert check_in.texts(check_in.round.questions[1]) == ("on the tests", "and on the docs")


def test_an_empty_plan_has_nothing_to_be_added_to() -> None:
    ana = asked(DAILY)
    ana.says("wrote a parser")
    ana.says("-")
    assert Add in kinds(ana.says("and the docs"))


# ── a question is pending ──────────────────────────────────────────────────────────────────────


def test_the_next_message_answers_the_next_question() -> None:
    ana = asked(MIXED)
    ana.says("parser")
    assert Keep in kinds(ana.says("tests"))
    assert ana.talk.check_ins[0].question.id == "mood"


def test_a_message_that_says_it_goes_on_is_asked_about() -> None:
    ana = asked(MIXED)
    ana.says("parser")
    effects = ana.says("and the tests")
    assert "or does it answer “Why?”" in spoken(effects)
    taps(ana, Use.ADD)
    assert len(items(ana)) == 2
    assert ana.talk.check_ins[0].question.id == "why"


def test_after_words_of_ones_own_even_that_answers_the_next_question() -> None:
    ana = asked(DAILY)
    ana.says("how to draw maps")
    assert Keep in kinds(ana.says("and to fold them"))
    assert ana.state(1) is State.DONE


def test_a_tap_lets_it_answer_the_next_question() -> None:
    ana = asked(MIXED)
    ana.says("parser")
    ana.says("and the tests")
    taps(ana, Use.ANSWER)
    assert items(ana) == ("parser",)
    assert ana.talk.check_ins[0].question.id == "mood"


def test_what_was_written_before_the_next_question_could_be_seen_is_asked_about() -> None:
    ana = asked(MIXED)
    ana.says("parser")
    [check_in] = ana.talk.check_ins
    ana.talk = ana.talk.having(replace(check_in, unseen=True))
    assert Hold in kinds(ana.says("tests"))
    assert ana.talk.check_ins[0].question.id == "why"


def test_a_list_is_an_answer_like_any_other() -> None:
    ana = asked(MIXED)
    ana.says("parser")
    assert Keep in kinds(ana.says("- it is fun\n- it is due"))


# ── what a client cut ──────────────────────────────────────────────────────────────────────────


def cut_in_two(person: Person, text: str) -> tuple[Effect, ...]:
    person.says(text[:4096])
    later(person, seconds=1)
    return person.says(text[4096:])


def test_the_rest_of_a_long_answer_does_not_answer_the_next_question() -> None:
    ana = asked(DAILY)
    effects = cut_in_two(ana, LONG + "the end")
    assert "two messages together" in spoken(effects)
    check_in = ana.talk.check_ins[0]
    assert check_in.texts(check_in.round.questions[0]) == ((LONG + "the end"),)
    assert check_in.question.id == "stuck"


def test_the_rest_of_the_last_answer_is_posted_with_it() -> None:
    ana = asked(DAILY)
    ana.says("a parser")
    effects = cut_in_two(ana, LONG + "the end")
    assert Post in kinds(effects)
    assert Add not in kinds(effects)
    assert "the end" in spoken(effects)
    assert ana.state(1) is State.DONE


def test_a_rest_that_looks_like_a_command_is_none() -> None:
    ana = asked(DAILY)
    ana.says("a" * 4096)
    ana.says("skip")
    assert ana.talk.check_ins[0].texts(DAILY.rounds[0].questions[0]) == ("a" * 4096 + "skip",)


def test_a_plan_cut_within_a_line_keeps_that_line() -> None:
    ana = asked()
    lines = [f"thing number {n}" for n in range(300)]
    text = "\n".join(lines)
    assert len(text) > 4096
    cut_in_two(ana, text)
    assert items(ana) == tuple(lines)


def test_a_text_cut_in_three_is_one_answer() -> None:
    ana = asked(DAILY)
    text = "".join(f"{n:05}" for n in range(2000))
    for start in range(0, len(text), 4096):
        ana.says(text[start : start + 4096])
    assert ana.talk.check_ins[0].texts(DAILY.rounds[0].questions[0]) == (text,)


def test_an_edit_of_either_half_reaches_the_answer() -> None:
    ana = asked(DAILY)
    cut_in_two(ana, LONG + "the end")
    ana.edits(2, "another end")
    [text] = ana.talk.check_ins[0].texts(DAILY.rounds[0].questions[0])
    assert text.endswith("another end")
    ana.edits(1, "a short beginning")
    texts = ana.talk.check_ins[0].texts(DAILY.rounds[0].questions[0])
    assert texts == ("a short beginning", "another end")


def test_what_comes_a_while_after_a_long_answer_answers_the_next_question() -> None:
    ana = asked(DAILY)
    ana.says("a" * 4096)
    later(ana, seconds=30)
    ana.says("on the tests")
    assert ana.state(1) is State.DONE


def test_where_clients_cut_nothing_nothing_is_put_together() -> None:
    ana = asked(DAILY)
    ana.talk = replace(ana.talk, can=replace(CUTTING, cuts_text=False))
    ana.says("a" * 4096)
    ana.says("on the tests")
    assert ana.state(1) is State.DONE


def test_letters_are_counted_as_the_client_counts_them() -> None:
    now = at("9:30")
    assert cut.goes_on("👍" * 2048, now, now)
    assert not cut.goes_on("👍" * 1500, now, now)
    assert cut.whole([("👍" * 2048, now), ("end", now)]) == ("👍" * 2048 + "end",)


# ── what looks like more ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "and the tests",
        "Also: docs",
        "+ docs",
        "2. docs",
        "und die Doku",
        "the docs too",
        "y el libro",
    ],
)
def test_what_goes_on(text: str) -> None:
    assert more.goes_on(text)


@pytest.mark.parametrize(
    "text", ["android", "and-gates", "2 hours", "1. docs", "y = 3x", "plush toys", "- docs", ""]
)
def test_what_does_not_say_that_it_goes_on(text: str) -> None:
    assert not more.goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "JAX",
        "read chapter 3",
        "Embed a font",
        "speed test",
        "feed parser",
        "Vektoren üben",
        "jax\nrust",
    ],
)
def test_what_could_stand_on_a_plan(text: str) -> None:
    assert more.could_be_planned(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "🎉",
        "Really?",
        "Hello!",
        "learned vmap",
        "grasped it",
        "Seguí con vmap",
        "Leí SICP",
    ],
)
def test_what_could_not(text: str) -> None:
    assert not more.could_be_planned(text)
