"""What can be pressed says what one would write; what a form gives back is read like words."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.chat import interface
from standup.core.asking import choices
from standup.core.asking.answers import answer
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.asking.choices import Field, Pressed, adding, filled_in, form, offered, parse
from standup.core.asking.questions import read
from standup.core.kinds.kind import AskItem, AskStatuses, AskWords, Value
from standup.core.kinds.mood import Mood
from standup.core.kinds.outcome import Outcome
from standup.core.messages.markup import MOST_IN_A_ROW, MOST_ROWS, Choice, Message, offering, plain
from standup.core.model import Question
from standup.core.reading.status import Status
from tests.core.asked import CHOICE, MOOD, NUMBER, OUTCOME, SCALE, SHORT, YES_NO, asked
from tests.team import at

TEXT = Question("words", "text", "What else?")
ITEMS = Question("next", "items", "What comes next?")


def labels(check_in: CheckIn) -> list[list[str]]:
    return [[choice.label for choice in row] for row in offered(check_in).choices]


def pressed(check_in: CheckIn, choice: Choice) -> CheckIn:
    """The check-in after this choice was pressed."""
    press = parse(choice.value)
    assert press is not None
    assert (press.check_in, press.question) == (check_in.id, check_in.position)
    text = "" if press.text == "-" else press.text
    answer = Answer(check_in.question.id, "pressed", text, at("9:10"))
    return replace(check_in, answers=(*check_in.answers, answer))


def fields_of(check_in: CheckIn) -> tuple[Field, ...]:
    return form(check_in).fields


def value(check_in: CheckIn) -> Value:
    return check_in.reading(check_in.question).value


def test_each_kind_offers_what_answers_it() -> None:
    assert labels(asked(CHOICE)) == [["Office", "Café", "On leave"]]
    assert labels(asked(SCALE)) == [["0", "1", "2", "3"], ["4", "5", "6", "7"], ["8", "9", "10"]]
    assert labels(asked(replace(SCALE, low=1, high=5))) == [["1", "2", "3", "4", "5"]]
    assert labels(asked(YES_NO)) == [["Yes", "No"]]
    assert labels(asked(MOOD)) == [["😞", "🙁", "😐", "🙂", "😀"]]


@pytest.mark.parametrize("question", [TEXT, ITEMS, NUMBER])
def test_what_is_written_in_words_offers_nothing_but_to_leave_it_out(question: Question) -> None:
    assert offered(asked(question)) == Message(())
    check_in = asked(TEXT, replace(question, optional=True), position=1)
    assert offered(check_in) == offering((Choice("Leave it out", "17.1.-"),))


def test_a_plan_offers_a_row_an_item_and_four_words_for_a_single_one() -> None:
    assert labels(asked(OUTCOME, shown=("a",))) == [["✓ done", "◐ partly", "↻ changed", "○ not"]]
    assert labels(asked(OUTCOME, shown=("a", "b"))) == [
        ["1 ✓", "1 ◐", "1 ↻", "1 ○"],
        ["2 ✓", "2 ◐", "2 ↻", "2 ○"],
    ]
    assert labels(asked(OUTCOME, shown=tuple("abcdef"))) == [["✓ all done"]]
    assert labels(asked(OUTCOME)) == []


def test_a_press_settles_the_item_of_its_row() -> None:
    check_in = asked(OUTCOME, shown=("a", "b", "c"))
    check_in = pressed(check_in, offered(check_in).choices[1][1])
    found = value(check_in)
    assert isinstance(found, Outcome)
    assert [item.status for item in found.items] == [None, Status.PARTLY, None]


def test_what_is_asked_about_one_item_offers_the_four_words_for_it() -> None:
    check_in = asked(OUTCOME, shown=("a", "b"), said=("1 done",))
    assert labels(check_in) == [["✓ done", "◐ partly", "↻ changed", "○ not"]]
    assert offered(check_in).choices[0][3].value == "17.0.2 not"


def test_ticks_without_words_may_be_left_so() -> None:
    check_in = asked(OUTCOME, shown=("a",), said=("done",))
    assert labels(check_in) == [["Nothing to add"]]
    after = pressed(check_in, offered(check_in).choices[0][0])
    assert after.reading(OUTCOME).follow_up is None


def test_what_could_not_be_read_offers_the_options_again_or_to_leave_it_at_the_words() -> None:
    check_in = asked(MOOD, said=("purple",))
    assert labels(check_in) == [["😞", "🙁", "😐", "🙂", "😀"], ["Leave it at that"]]
    row, (leave,) = offered(check_in).choices
    assert value(pressed(check_in, row[3])) == Mood(4, "purple")
    assert pressed(check_in, leave).reading(MOOD).follow_up is None


def test_an_answered_question_that_is_asked_again_offers_all_of_it() -> None:
    assert labels(asked(YES_NO, said=("yes",))) == [["Yes", "No"]]


QUESTIONS = st.one_of(
    st.integers(2, 20).flatmap(
        lambda count: st.lists(
            st.text("abcdefghij ", min_size=1, max_size=38).map(str.strip).filter(bool),
            min_size=count,
            max_size=count,
            unique=True,
        ).map(lambda options: replace(CHOICE, options=tuple(options)))
    ),
    st.tuples(st.integers(0, 90), st.integers(1, 10)).map(
        lambda ends: replace(SCALE, low=ends[0], high=sum(ends), labels=())
    ),
    st.sampled_from([NUMBER, YES_NO, MOOD, TEXT, ITEMS, OUTCOME]),
)
CHECK_INS = st.builds(
    lambda question, optional, said, items: asked(
        replace(question, optional=optional), said=said, shown=tuple(f"item {n}" for n in items)
    ),
    QUESTIONS,
    st.booleans(),
    st.lists(st.sampled_from(["", "purple", "1 done", "done", "all done", "2"]), max_size=2).map(
        tuple
    ),
    st.integers(0, 8).map(range),
)


@given(CHECK_INS)
def test_everything_offered_fits_and_reads_to_what_its_label_shows(check_in: CheckIn) -> None:
    rows = offered(check_in).choices  # a Message refuses what no platform can show
    values = [choice.value for row in rows for choice in row]
    assert len(set(values)) == len(values)
    for choice in (choice for row in rows for choice in row):
        after = pressed(check_in, choice)
        assert says(after, choice.label), (choice, value(after))


def says(check_in: CheckIn, label: str) -> bool:
    """Whether the check-in's value is what the label shows."""
    if label in {"Leave it out", "Nothing to add", "Leave it at that"}:
        return check_in.reading(check_in.question).follow_up is None
    shown = plain(answer(value(check_in)))
    if isinstance(value(check_in), Outcome):
        return any(sign in shown for sign in label if sign in "✓◐↻○")
    return shown.casefold().startswith(label.casefold())


@given(st.integers(0, 10**18 - 1), st.integers(0, 99), st.text(min_size=1, max_size=20))
def test_a_value_says_what_was_put_into_it(check_in: int, question: int, text: str) -> None:
    assert parse(f"{check_in}.{question}.{text}") == Pressed(check_in, question, text)


@given(st.one_of(st.text(max_size=70), st.text("0123456789.- dñ٣", max_size=30)))
def test_any_value_is_taken_apart_or_refused(value: str) -> None:
    found = parse(value)
    if found is not None:
        head, question, text = value.split(".", 2)
        assert (int(head), int(question), text) == (found.check_in, found.question, found.text)


@pytest.mark.parametrize("value", ["", "17", "17.0", "17.0.", "a.0.3", "17.-1.3", ".0.3", "1٣.0.3"])
def test_a_value_that_is_none_of_ours_is_refused(value: str) -> None:
    assert parse(value) is None


def test_one_more_choice_finds_room_wherever_there_is_some() -> None:
    more = Choice("Fill in a form", "17", form=True)
    row = tuple(Choice(str(n), str(n)) for n in range(MOST_IN_A_ROW))
    assert adding(offering(row), more).choices == (row, (more,))
    nearly = offering(*[row[:4]] * MOST_ROWS)
    assert adding(nearly, more).choices[-1] == (*row[:4], more)
    full = offering(*[row] * MOST_ROWS)
    assert adding(full, more) == full


def test_five_items_of_an_optional_outcome_leave_room_to_leave_it_out_and_for_a_form() -> None:
    check_in = asked(replace(OUTCOME, optional=True), shown=tuple("abcde"))
    rows = adding(offered(check_in), Choice("Fill in a form", "17", form=True)).choices
    assert [len(row) for row in rows] == [4, 4, 4, 5, 5]


# ── forms ──────────────────────────────────────────────────────────────────────────────────────


def test_a_form_asks_the_pending_question_and_those_after_it() -> None:
    check_in = asked(TEXT, YES_NO, ITEMS, position=1)
    assert [field.id for field in fields_of(check_in)] == ["stuck", "next"]
    assert fields_of(check_in)[0].options == ("Yes", "No")
    assert fields_of(check_in)[1].ask == "What comes next? One thing per line."


def test_a_form_is_named_after_its_check_in() -> None:
    found = form(asked(TEXT))
    assert (found.id, found.title) == ("17", "Daily · Daily")
    long = asked(TEXT)
    long = replace(long, standup=replace(long.standup, title="What we have learned " * 3))
    assert len(form(long).title) <= 45


def test_a_check_in_that_has_ended_can_be_filled_in_again_as_a_whole() -> None:
    check_in = replace(asked(TEXT, MOOD, position=1, said=("4 – well",)), state=State.DONE)
    assert [field.id for field in fields_of(check_in)] == ["words", "mood"]


def test_what_a_form_shows_as_said_before_is_known_when_it_comes_back() -> None:
    check_in = asked(MOOD, said=("4 – slept well",))
    assert filled_in(check_in, MOOD) == fields_of(check_in)[0].value == "🙂 good"
    assert filled_in(asked(TEXT, said=("one", "two")), TEXT) == "one\ntwo"


def test_a_form_has_five_fields_at_most() -> None:
    questions = [replace(TEXT, id=f"q{n}") for n in range(7)]
    assert len(fields_of(asked(*questions))) == 5


def test_a_form_tells_what_was_said_before_and_what_must_be_said() -> None:
    (field,) = fields_of(asked(TEXT, said=("one", "", "two")))
    assert (field.value, field.required, field.options) == ("one\ntwo", True, ())
    (field,) = fields_of(asked(replace(MOOD, optional=True), said=("4 – slept well",)))
    assert (field.value, field.required) == ("🙂 good", False)


def test_a_plan_stands_beside_its_question_as_far_as_it_fits() -> None:
    (field,) = fields_of(asked(OUTCOME, shown=("the chain rule", "the proof")))
    assert field.ask == "Done, partly, changed or not? 1. the chain rule 2. the proof"
    (field,) = fields_of(asked(OUTCOME, shown=tuple("abcdefghijklm" * 9)))
    assert len(field.ask) in {99, 100}
    assert field.ask.endswith("…")


def test_a_long_question_is_shortened_in_the_label_alone() -> None:
    (field,) = fields_of(asked(replace(TEXT, ask="What would you like to tell your team " * 2)))
    assert len(field.label) <= 45
    assert field.label.endswith("…")
    assert field.ask.startswith("What would you like to tell your team What")


@given(CHECK_INS)
def test_every_option_of_a_form_is_understood_by_its_label(check_in: CheckIn) -> None:
    (field,) = fields_of(check_in)
    assert len(field.label) <= 45
    assert len(field.ask) <= 100
    assert field.value in field.options or not (field.options and field.value)
    question = check_in.question
    for option in field.options:
        found = read(question, (option,))
        assert found.follow_up is None
        again = fields_of(asked(question, said=(option,)))
        assert again[0].value == option
        assert getattr(found.value, "note", None) == ""


def test_a_form_is_what_the_adapter_interface_says() -> None:
    for ours, theirs in ((choices.Field, interface.Field), (choices.Form, interface.Form)):
        assert [(f.name, f.default) for f in fields(ours)] == [
            (f.name, f.default) for f in fields(theirs)
        ]


def test_what_is_asked_about_a_plan_offers_the_plan() -> None:
    check_in = asked(OUTCOME, shown=("a", "b"), said=("a good day",))
    assert check_in.reading(OUTCOME).follow_up == AskStatuses()
    assert len(labels(check_in)) == 2
    assert isinstance(
        asked(OUTCOME, shown=("a", "b"), said=("yes",)).reading(OUTCOME).follow_up, AskItem
    )
    done = asked(OUTCOME, shown=("a", "b"), said=("all done",))
    assert done.reading(OUTCOME).follow_up == AskWords()


@pytest.mark.parametrize("question", SHORT)
def test_a_round_of_one_short_question_is_one_field(question: Question) -> None:
    assert len(fields_of(asked(question))) == 1
