"""How answers are shown to readers, and how they stand in JSON."""

import json
from dataclasses import replace

import pytest

from standup.core.asking.answers import answers
from standup.core.documents import report_json
from standup.core.messages.markup import Bold, Italic, Paragraph, Text, plain
from standup.core.model import Question
from tests.core.asked import CHOICE, MOOD, NUMBER, SCALE, YES_NO, asked

TEXT = Question("words", "text", "What else?")


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        (CHOICE, "2 – until noon", "Café – until noon"),
        (SCALE, "7", "7 of 10"),
        (NUMBER, "2,5", "2.5 hours"),
        (replace(NUMBER, unit=""), "1200 – a record", "1200 – a record"),
        (YES_NO, "nope", "no"),
        (YES_NO, "yes, but late", "yes – but late"),
        (MOOD, "5 – slept well", "😀 great – slept well"),
        (MOOD, "5\nslept well\nand long", "😀 great\n> slept well\n> and long"),
        (MOOD, "purple", "> purple"),
    ],
)
def test_a_short_answer_is_shown_with_its_words(question: Question, said: str, shown: str) -> None:
    assert plain(answers(asked(question, said=(said,)))) == shown


def test_a_short_answer_stands_on_the_line_of_its_question() -> None:
    shown = answers(asked(MOOD, TEXT, said=("🙂, thanks",)))
    words = (Italic("How is it going?"), Text(" "), Bold("🙂 good"), Text(" – thanks"))
    assert shown.blocks == (Paragraph(words),)


def test_words_that_could_not_be_read_stand_below_their_question() -> None:
    assert plain(answers(asked(MOOD, TEXT, said=("purple",)))) == "How is it going?\n> purple"


def test_a_required_question_left_empty_shows_a_dash_and_an_optional_one_nothing() -> None:
    assert plain(answers(asked(MOOD, TEXT, said=("",)))) == "How is it going?\n–"
    optional = replace(MOOD, optional=True)
    assert answers(asked(optional, TEXT, said=("",))).blocks == ()


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        (CHOICE, "2 – until noon", {"choice": "Café", "text": "until noon"}),
        (SCALE, "7", {"scale": 7, "from": 0, "to": 10, "text": ""}),
        (NUMBER, "2,5 – long", {"number": 2.5, "unit": "hours", "text": "long"}),
        (NUMBER, "40", {"number": 40, "unit": "hours", "text": ""}),
        (YES_NO, "no", {"yes": False, "text": ""}),
        (MOOD, "5 – slept well", {"mood": 5, "word": "great", "text": "slept well"}),
        (MOOD, "purple", {"text": "purple"}),
        (MOOD, "", {"text": ""}),
    ],
)
def test_an_answer_stands_in_json_under_the_name_of_its_kind(
    question: Question, said: str, expected: dict[str, object]
) -> None:
    (answer,) = json.loads(json.dumps(report_json._check_in(asked(question, said=(said,)))))[
        "answers"
    ]
    assert answer == {
        "question": question.id,
        "kind": question.kind,
        "ask": question.ask,
        **expected,
    }
