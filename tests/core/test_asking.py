"""How questions are put, with choices to press and without."""

from dataclasses import replace

import pytest

from standup.core.asking.check_in import CheckIn
from standup.core.asking.choices import form, offered
from standup.core.asking.questions import read
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Code, Paragraph, plain
from standup.core.model import Question
from standup.core.wording.asking import follow_up, question
from tests.core.asked import CHOICE, MOOD, NUMBER, OUTCOME, SCALE, SHORT, YES_NO, asked

PRESSING = Capabilities(choices=True)


def again(check_in: CheckIn, can: Capabilities = Capabilities()) -> str:  # noqa: B008
    return plain(follow_up(check_in, can), code="")


@pytest.mark.parametrize(
    ("asks", "listed"),
    [
        (CHOICE, "1. Office\n2. Café\n3. On leave"),
        (SCALE, "From 0 (lost) to 10 (certain)"),
        (YES_NO, "yes or no"),
        (MOOD, "1. 😞 terrible\n2. 🙁 bad\n3. 😐 so so\n4. 🙂 good\n5. 😀 great"),
        (NUMBER, "A number, in hours."),
    ],
)
def test_where_nothing_can_be_pressed_the_words_say_what_may_be_answered(
    asks: Question, listed: str
) -> None:
    text = plain(question(asked(asks)), code="")
    assert asks.ask in text
    assert listed in text
    assert question(asked(asks)).choices == ()


@pytest.mark.parametrize("asks", [CHOICE, YES_NO, MOOD], ids=lambda asks: asks.kind)
def test_what_can_be_pressed_is_not_listed(asks: Question) -> None:
    message = question(asked(asks), PRESSING)
    assert message.choices == offered(asked(asks)).choices
    # the question, an example with words, and `help`; of a mood also that others see it
    assert len(message.blocks) == 2 + (asks is MOOD)


def test_a_mood_and_a_scale_say_before_the_answer_that_others_see_it() -> None:
    for asks in (MOOD, SCALE):
        assert "This is posted with your name." in plain(question(asked(asks)), code="")
        [field] = form(asked(asks)).fields
        assert field.ask.endswith("This is shown with your name.")
    for asks in (CHOICE, YES_NO):
        assert "with your name" not in plain(question(asked(asks)), code="")
        assert "with your name" not in form(asked(asks)).fields[0].ask


def test_however_long_a_question_is_its_field_says_that_others_see_the_answer() -> None:
    [field] = form(asked(replace(MOOD, ask="How was it? " * 20))).fields
    assert field.ask.startswith("How was it? ")
    assert field.ask.endswith("This is shown with your name.")
    assert len(field.ask) <= 100


def test_the_ends_of_a_scale_are_told_in_words_either_way() -> None:
    assert "0 = lost, 10 = certain" in plain(question(asked(SCALE), PRESSING), code="")
    bare = asked(replace(SCALE, labels=()))
    assert "=" not in plain(question(bare, PRESSING), code="")
    assert "From 0 to 10\n" in plain(question(bare), code="")


@pytest.mark.parametrize("asks", [CHOICE, SCALE, YES_NO, MOOD], ids=lambda asks: asks.kind)
@pytest.mark.parametrize("can", [Capabilities(), PRESSING], ids=["words", "choices"])
def test_the_example_of_an_answer_is_one(asks: Question, can: Capabilities) -> None:
    example = next(
        span.text
        for block in question(asked(asks), can).blocks
        if isinstance(block, Paragraph)
        for span in block.spans
        if isinstance(span, Code) and (" – " in span.text or ", " in span.text)
    )
    found = read(asks, (example,))
    assert found.follow_up is None
    assert getattr(found.value, "note", "")


def test_a_plan_tells_what_its_signs_mean_where_they_can_be_pressed() -> None:
    legend = "✓ done · ◐ partly · ↻ changed · ○ not"
    check_in = asked(OUTCOME, shown=("a", "b"))
    assert legend in plain(question(check_in, PRESSING), code="")
    assert legend not in plain(question(check_in), code="")
    assert "1 done 2 partly" in plain(question(check_in, PRESSING), code="")


def test_a_plan_that_was_not_shared_needs_nothing_pressed() -> None:
    assert question(asked(OUTCOME), PRESSING).choices == ()


@pytest.mark.parametrize("asks", SHORT, ids=lambda asks: asks.kind)
@pytest.mark.parametrize("can", [Capabilities(), PRESSING], ids=["words", "choices"])
def test_an_unreadable_reply_is_told_what_is_expected(asks: Question, can: Capabilities) -> None:
    text = again(asked(asks, said=("purple",)), can)
    assert "I’ve kept your words." in text
    assert "- leaves it at that." in text
    listed = {"choice": "2. Café", "scale": "0 (lost)", "yes_no": "yes or no", "mood": "4. 🙂 good"}
    assert asks.kind not in listed or listed[asks.kind] in text or can.choices


def test_what_is_asked_about_an_answer_can_be_pressed_too() -> None:
    for check_in in (
        asked(MOOD, said=("purple",)),
        asked(OUTCOME, shown=("a", "b"), said=("1 done",)),
        asked(OUTCOME, shown=("a", "b"), said=("a good day",)),
        asked(OUTCOME, shown=("a", "b"), said=("all done",)),
    ):
        assert follow_up(check_in, PRESSING).choices == offered(check_in).choices != ()
        assert follow_up(check_in).choices == ()
