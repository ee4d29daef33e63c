"""A number that the plan does not have is asked about before anything is posted: a table."""

from dataclasses import dataclass

import pytest

from standup.core.asking.questions import read
from standup.core.kinds.kind import EMPTY, AskBeyond, AskItem, AskWords, Reading
from standup.core.kinds.outcome import Outcome
from standup.core.kinds.outcome_rules import OutcomeRules
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import plain
from standup.core.model import Question
from standup.core.reading.status import Status
from tests.core.phrasings import rows, written
from tests.rows import each

QUESTION = Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn"))


@dataclass(frozen=True)
class Case:
    items: tuple[str, ...]
    said: str
    statuses: tuple[str, ...]
    stays: str

    @property
    def asked(self) -> tuple[int, ...]:
        """The items that are asked about."""
        return tuple(n for n, status in enumerate(self.statuses) if status == "?")


def _cases() -> list[Case]:
    found = []
    for items, said, right, *stays in rows("beyond.txt"):
        statuses = tuple(said.partition("=")[2] for said in right.removesuffix("|").split())
        named = tuple(written(item.strip()) for item in items.split(" ; "))
        found.append(Case(named, written(said), statuses, written(stays[0]) if stays else ""))
    return found


CASES = _cases()


def _reading(items: tuple[str, ...], *said: str) -> Reading:
    return read(QUESTION, said, items)


def _value(reading: Reading) -> Outcome:
    assert isinstance(reading.value, Outcome)
    return reading.value


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(CASES) >= 129


@each(CASES)
def test_what_is_clear_stands_and_what_is_not_is_asked_about(case: Case) -> None:
    found = _reading(case.items, case.said)
    told = tuple(item.status.value if item.status else "?" for item in _value(found).items)
    assert told == case.statuses
    if case.asked:
        assert found.follow_up == AskItem(case.asked[0], unsure=True)


@each(CASES)
def test_once_it_is_answered_only_the_words_stay(case: Case) -> None:
    value = _value(_reading(case.items, case.said, *("partly" for _ in case.asked)))
    assert all(value.items[n].status is not None for n in range(len(case.items)))
    words = [*(item.note for item in value.items if item.note), *filter(None, [value.note])]
    assert "\n".join(words) == case.stays


@each(case for case in CASES if case.asked)
def test_who_does_not_answer_loses_no_word(case: Case) -> None:
    value = _value(_reading(case.items, case.said))
    kept = "\n".join([value.note, *(item.note for item in value.items)])
    for word in case.stays.split():
        assert word in kept


# ── one outcome a message ──────────────────────────────────────────────────────────────────────

TWO, THREE = ("Parser", "Tests"), ("Parser", "Tests", "Docs")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (("Parser",), ("1 done", "2 not – too late")),
        (("Parser",), ("1 fertig", "2 nicht – too late")),
        (TWO, ("1 done", "2 not", "3 not – too late")),
        (TWO, ("both done", "third not – too late")),
        (TWO, ("1 done", "2 not, 3 partly – too late")),
        (TWO, ("1 hecho", "2 no", "3 a medias – too late")),
        (THREE, ("all done", "4 not – too late")),
    ],
)
def test_a_number_beyond_a_plan_that_is_told_is_asked_about_once(
    items: tuple[str, ...], said: tuple[str, ...]
) -> None:
    found = _reading(items, *said)
    assert found.follow_up == AskBeyond()
    assert "too late" in _value(found).note
    answered = _reading(items, *said, "that was the demo for Bo")
    assert answered.follow_up is None
    assert [item.status for item in _value(answered).items] == [
        item.status for item in _value(found).items
    ]
    assert "that was the demo for Bo" in _value(answered).note
    assert "too late" in _value(answered).note
    again = _reading(items, *said, "9 done")
    assert again.follow_up != AskBeyond()


def test_who_leaves_it_out_is_asked_what_was_learned_unless_that_was_asked() -> None:
    left = _reading(TWO, "1 done", "2 not, 3 partly", EMPTY)
    assert left.follow_up == AskWords()
    assert _value(left).note == ""
    left = _reading(THREE, "all done", "4 not", EMPTY)
    assert left.follow_up is None
    assert _value(left).note == ""


def test_a_slip_for_a_number_of_the_plan_is_mended_by_it() -> None:
    found = _value(_reading(THREE, "all done", "4 not", "3 not"))
    assert [item.status for item in found.items] == [Status.DONE, Status.DONE, Status.NOT]
    assert found.note == ""


def test_a_bare_status_of_something_beyond_the_plan_is_of_no_item_of_it() -> None:
    found = _value(_reading(THREE, "all done", "4 not", "not done"))
    assert {item.status for item in found.items} == {Status.DONE}


def test_what_is_asked_says_how_long_the_plan_is() -> None:
    can = Capabilities()
    one = _reading(("Parser",), "1 done 2 not")
    assert plain(OutcomeRules().follow_up(QUESTION, one, can)).startswith(
        "Your plan has one item, so I wasn’t sure what you meant. How did 1. Parser go?"
    )
    three = _reading(THREE, "all done", "4 not")
    assert plain(OutcomeRules().follow_up(QUESTION, three, can)).startswith(
        "Your plan has 3 items, and I’ve noted how it went. What did you mean?"
    )
