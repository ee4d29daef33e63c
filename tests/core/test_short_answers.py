"""What people write to a question that wants a word or a sign, and how it is read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standup.core.asking.answers import answer
from standup.core.asking.questions import read
from standup.core.kinds.choice import Picked
from standup.core.kinds.kind import AskAgain, Reading, Value
from standup.core.kinds.mood import MOODS, Mood
from standup.core.kinds.number import Number
from standup.core.kinds.scale import Rated
from standup.core.kinds.words import Words
from standup.core.kinds.yes_no import YesNo
from standup.core.messages.markup import plain
from standup.core.model import Question
from standup.core.text.name_matching import fold
from tests.core.asked import CHOICE, MOOD, NUMBER, SCALE, SHORT, YES_NO
from tests.core.phrasings import rows, written
from tests.rows import each


def value(question: Question, *texts: str) -> Value:
    return read(question, texts).value


@pytest.mark.parametrize(
    ("text", "option", "note"),
    [
        ("2", "Café", ""),
        ("2.", "Café", ""),
        ("#2", "Café", ""),
        ("2️⃣", "Café", ""),
        ("2 – until noon", "Café", "until noon"),
        ("2 Café", "Café", ""),
        ("CAFE", "Café", ""),
        ("cafe\u0301!", "Café", ""),
        ("café (until noon)", "Café", "until noon"),
        ("office, then home", "Office", "then home"),
        ("Office :)", "Office", ":)"),
        ("on  leave", "On leave", ""),
        ("on", "On leave", ""),
        ("offi – feeling ill", "Office", "feeling ill"),
    ],
)
def test_an_option_is_said_by_its_number_its_words_or_their_beginning(
    text: str, option: str, note: str
) -> None:
    assert value(CHOICE, text) == Picked(option, note)


@pytest.mark.parametrize(
    "text", ["o", "4", "0", "2 weeks", "2 or 3", "1, 3", "1-2", "2.5", "off-site", "home", "?", "–"]
)
def test_what_may_mean_several_options_or_none_is_not_read(text: str) -> None:
    assert read(CHOICE, (text,)).follow_up == AskAgain(CHOICE)


def test_the_longest_option_counts_where_one_begins_like_another() -> None:
    question = replace(CHOICE, options=("Yes", "Yes, but late"))
    assert value(question, "yes, but late") == Picked("Yes, but late")
    assert value(question, "yes, but early") == Picked("Yes", "but early")


def test_an_option_that_begins_with_a_number_is_said_by_its_words() -> None:
    question = replace(CHOICE, options=("2 people", "1 person"))
    assert value(question, "2 people") == Picked("2 people")
    assert value(question, "2") == Words("2")  # the second one, or two people?


@pytest.mark.parametrize(
    ("text", "step", "note"),
    [
        ("4", 4, ""),
        ("10", 10, ""),
        ("4/10", 4, ""),
        ("4 of 10 – a guess", 4, "a guess"),
        ("4 – slept badly", 4, "slept badly"),
        ("4, slept 3 hours", 4, "slept 3 hours"),
        ("Certain, by now", 10, "by now"),
        ("0 – lost", 0, ""),
        ("lost", 0, ""),
    ],
)
def test_a_step_is_said_by_its_number_or_the_label_of_its_end(
    text: str, step: int, note: str
) -> None:
    assert value(SCALE, text) == Rated(step, 0, 10, note)


@pytest.mark.parametrize(
    "text",
    [
        "11",
        "-1",
        "4/5",
        "4.5",
        "4,5",
        "3-4",
        "3 or 4",
        "10:30",
        "4th",
        "40%",
        "quite",
        "4 meetings",
    ],
)
def test_what_is_no_step_of_the_scale_is_not_read(text: str) -> None:
    assert read(SCALE, (text,)).follow_up == AskAgain(SCALE)


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("2.5", "2.5", ""),
        ("2,5", "2.5", ""),
        ("2,5 hours – long ones", "2.5", "long ones"),
        ("2h", "2", ""),
        ("2 hrs, slow", "2", "slow"),
        ("1 hour", "1", ""),
        ("two hours", "2", ""),
        ("none", "0", ""),
        ("0.125", "0.125", ""),
        ("1 200", "1200", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234,5", "1234.5", ""),
        ("1,000,000", "1000000", ""),
        ("about 40", "40", "about 40"),
        ("3, two of them alone", "3", "two of them alone"),
        ("30 min", "0.5", "30 min"),
        ("2h30", "2.5", "2h30"),
        ("2½", "2.5", ""),
        ("2 and a half", "2.5", "2 and a half"),
    ],
)
def test_a_number_may_have_a_comma_a_unit_and_words(text: str, number: str, note: str) -> None:
    assert value(NUMBER, text) == Number(Decimal(number), "hours", note)


@pytest.mark.parametrize(
    "text",
    [
        "1,200",
        "1.200",
        "3 or 4",
        "3-4",
        "10:30",
        "1st",
        "5k",
        "1e5",
        "many",
        "9" * 16,
        "one of us",
        "-3",
        "3 of us",
        "2 days",
    ],
)
def test_what_may_be_another_number_or_none_is_not_read(text: str) -> None:
    assert read(NUMBER, (text,)).follow_up == AskAgain(NUMBER)


def test_a_number_is_shown_without_zeros_that_say_nothing() -> None:
    shown = [value(NUMBER, text) for text in ("40", "2.50", "-0", "1200")]
    assert [number.label for number in shown if isinstance(number, Number)] == [
        *("40 hours", "2.5 hours", "0 hours", "1200 hours")
    ]


@pytest.mark.parametrize(
    ("text", "yes", "note"),
    [
        ("yes", True, ""),
        ("Yes!", True, ""),
        ("y", True, ""),
        ("👍🏽", True, ""),
        ("✅ since noon", True, "since noon"),
        ("yes, but late", True, "but late"),
        ("yes we are", True, "we are"),
        ("sí", True, ""),
        ("1", True, ""),
        ("no", False, ""),
        ("no, not today", False, "not today"),
        ("no because of Bo", False, "because of Bo"),
        ("Nope", False, ""),
        ("not yet", False, "not yet"),
        ("❌", False, ""),
        ("2", False, ""),
    ],
)
def test_yes_and_no_are_said_in_many_ways(text: str, yes: bool, note: str) -> None:
    assert value(YES_NO, text) == YesNo(yes, note)


@pytest.mark.parametrize(
    "text", ["no idea", "no one came", "yes and no", "not sure", "maybe", "2 things", "nothing"]
)
def test_what_is_neither_yes_nor_no_is_not_read(text: str) -> None:
    assert read(YES_NO, (text,)).follow_up == AskAgain(YES_NO)


@pytest.mark.parametrize(
    ("text", "step", "note"),
    [
        ("5", 5, ""),
        ("1 – slept badly", 1, "slept badly"),
        ("😀", 5, ""),
        ("😀 great", 5, ""),
        ("5 😀 great – slept well", 5, "slept well"),
        ("Great", 5, ""),
        ("so-so", 3, ""),
        ("☹️ rain", 2, "rain"),
        ("not good", 2, ""),
        ("good good day", 4, "good day"),
    ],
)
def test_a_mood_is_said_by_its_number_a_word_or_a_face(text: str, step: int, note: str) -> None:
    assert value(MOOD, text) == Mood(step, note)


def question_of(kind: str) -> Question:
    name, _, more = kind.partition(" ")
    match name:
        case "number":
            return replace(NUMBER, unit=more)
        case "scale":
            low, high = map(int, more.split("-"))
            return replace(SCALE, low=low, high=high, labels=())
        case "choice":
            return replace(CHOICE, options=tuple(more.split(" / ")))
        case "yes_no":
            return YES_NO
        case "mood":
            return MOOD
    raise ValueError(kind)


def said(answer_: Value) -> str:
    """The value as the table writes it."""
    match answer_:
        case Number(number):
            return f"{number.normalize():f}"
        case YesNo(yes):
            return "yes" if yes else "no"
        case Mood(step) | Rated(step):
            return str(step)
        case Picked(option):
            return option
    return "ask"


TABLE = [
    (question_of(kind), written(text), right) for kind, text, right in rows("short-answers.txt")
]


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(TABLE) >= 2170


@each(TABLE)
def test_no_short_answer_is_read_falsely(question: Question, text: str, right: str) -> None:
    assert said(value(question, text)) in {right, "ask"}


def test_few_short_answers_are_asked_about_needlessly() -> None:
    clear = [case for case in TABLE if case[2] != "ask"]
    needless = [text for question, text, _ in clear if said(value(question, text)) == "ask"]
    print(f"{len(TABLE)} cases, {len(needless)} of {len(clear)} asked about needlessly")  # noqa: T201
    assert len(needless) <= 0.1 * len(clear), needless


@pytest.mark.parametrize("question", SHORT, ids=lambda question: question.kind)
def test_an_unreadable_reply_is_asked_about_once_and_its_words_are_kept(
    question: Question,
) -> None:
    assert read(question, ("purple",)) == Reading(Words("purple"), AskAgain(question))
    assert read(question, ("purple", "as I said")) == Reading(Words("purple\nas I said"))
    assert read(question, ("purple", "")) == Reading(Words("purple"))


def test_words_that_could_not_be_read_become_the_note_of_what_could() -> None:
    assert value(MOOD, "purple", "4") == Mood(4, "purple")
    assert value(MOOD, "purple", "4 – in a way") == Mood(4, "purple\nin a way")


def test_the_last_text_that_can_be_read_gives_the_value() -> None:
    assert value(MOOD, "4 – slept well", "2") == Mood(2, "slept well")
    assert value(MOOD, "4", "hm") == Mood(4, "hm")


@pytest.mark.parametrize("question", SHORT, ids=lambda question: question.kind)
def test_an_empty_answer_says_nothing_and_is_not_asked_about(question: Question) -> None:
    for texts in ((), ("",), ("", "")):
        reading = read(question, texts)
        assert reading == Reading(Words(""))
        assert reading.value.is_empty


SAYINGS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                *"0123456789.,:;/-–()#😀🙁👍🏽️⃣\n ",
                "yes",
                "no",
                " hours",
                "Caf",
                "é",
                "office",
                "and",
                "or",
            ]
        ),
        max_size=12,
    ).map("".join),
)


@given(st.sampled_from(SHORT), st.lists(SAYINGS, max_size=4).map(tuple))
def test_any_replies_are_read_and_the_same_each_time(
    question: Question, texts: tuple[str, ...]
) -> None:
    reading = read(question, texts)
    assert reading == read(question, texts)
    said = [text for text in texts if text.strip()]
    assert reading.value.is_empty == (not said)
    assert reading.follow_up in {None, AskAgain(question)}
    if reading.follow_up:
        assert len(texts) == 1
        assert reading.value == Words(texts[0].strip())


@given(st.sampled_from(SHORT), SAYINGS, SAYINGS)
def test_what_could_not_be_read_is_never_lost(question: Question, first: str, second: str) -> None:
    assume(read(question, (first,)).follow_up is not None)
    found = read(question, (first, second)).value
    kept = found.text if isinstance(found, Words) else getattr(found, "note", "")
    assert first.strip() in kept


READABLE = st.one_of(
    st.tuples(st.just(CHOICE), st.sampled_from(["1", "café", "on", "3 – ill"])),
    st.tuples(st.just(SCALE), st.sampled_from(["0", "10 – sure", "lost", "7/10"])),
    st.tuples(st.just(NUMBER), st.sampled_from(["2.5", "none", "about 3", "4 h"])),
    st.tuples(st.just(YES_NO), st.sampled_from(["yes", "no, late", "👍", "not yet"])),
    st.tuples(st.just(MOOD), st.sampled_from(["1", "🙂 really", "great", "so so"])),
)


@given(READABLE, SAYINGS)
def test_whatever_was_said_before_a_later_reply_replaces_its_value(
    latest: tuple[Question, str], before: str
) -> None:
    question, text = latest
    alone, after = (read(question, texts) for texts in ((text,), (before, text)))
    assert after.follow_up is None
    assert type(after.value) is type(alone.value)
    assert plain(answer(after.value)).startswith(plain(answer(alone.value)).split(" – ")[0])


OPTIONS = st.lists(
    st.text(min_size=1, max_size=20).map(str.strip).filter(lambda text: fold(text) != ""),
    min_size=2,
    max_size=20,
    unique_by=fold,
)


@given(OPTIONS, st.data())
def test_every_option_is_understood_by_number_and_by_its_words(
    options: list[str], data: st.DataObject
) -> None:
    question = replace(CHOICE, options=tuple(options))
    number = data.draw(st.integers(1, len(options)))
    option = options[number - 1]
    if not any(character.isdigit() for other in options for character in other):
        assert value(question, str(number)) == Picked(option)
    by_words = value(question, option)
    if not option[0].isdigit() and option[0] not in "#(":  # which `standup check` looks into
        assert by_words == Picked(option)
        assert value(question, option.upper()) == Picked(option) or fold(option.upper()) != fold(
            option
        )
        assert value(question, f"{option} – as usual") in {
            Picked(option, "as usual"),
            *(Picked(other) for other in options),
        }


@given(st.integers(0, 95), st.integers(1, 5), st.data())
def test_every_step_is_understood(low: int, steps: int, data: st.DataObject) -> None:
    question = replace(SCALE, low=low, high=low + steps, labels=())
    step = data.draw(st.integers(low, low + steps))
    for text in (f"{step}", f"{step}/{low + steps}", f"{step} – words"):
        found = value(question, text)
        assert isinstance(found, Rated)
        assert found.step == step


def test_every_mood_is_understood_in_every_way_it_may_be_said() -> None:
    for step, feeling in enumerate(MOODS, 1):
        for text in (feeling.emoji, feeling.word, feeling.label, *feeling.also, str(step)):
            assert value(MOOD, text) == Mood(step), text
            assert value(MOOD, f"{text} – since noon") == Mood(step, "since noon"), text


@given(st.decimals(-100_000, 100_000, places=2))
def test_every_number_is_understood_with_a_point_and_with_a_comma(number: Decimal) -> None:
    for text in (f"{number:f}", f"{number:f}".replace(".", ",")):
        assert value(replace(NUMBER, unit=""), text) == Number(number)
        if number >= 0:
            assert value(NUMBER, text) == Number(number, "hours")


@pytest.mark.parametrize("question", SHORT, ids=lambda question: question.kind)
@pytest.mark.parametrize(
    "text", ["1," * 50_000, "yes" + " " * 100_000 + "x", "1 " * 50_000, "a" * 10**5]
)
def test_no_text_takes_for_ever_to_read(question: Question, text: str) -> None:
    assert not value(question, text).is_empty


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the error is 24.8 %", "24.8"),
        ("the error is 24.8% now", "24.8"),
        ("error: 24,8", "24.8"),
        ("error = 24.8%", "24.8"),
        ("the error was 26.1", None),
        ("the loss is 0.3", None),
        ("the error is between 24 and 25", None),
        ("up to 24.8", None),
    ],
)
def test_a_figure_may_be_named_in_the_words_of_the_question(text: str, number: str | None) -> None:
    asked = Question("error", "number", "What is the error, in %?", unit="%")
    found = value(asked, text)
    assert (found.value if isinstance(found, Number) else None) == (number and Decimal(number))
