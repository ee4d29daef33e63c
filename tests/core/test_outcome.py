"""What people write of an evening, and what it is understood to mean."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standup.core.asking.questions import read
from standup.core.kinds.kind import AskBeyond, AskItem, AskStatuses, AskWords, Reading
from standup.core.kinds.outcome import Outcome
from standup.core.model import Question
from standup.core.reading.status import Status

QUESTION = Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn"))
DONE, PARTLY, CHANGED, NOT = Status
TWO = ("the chain rule", "the proof")
THREE = ("a", "b", "c")


def reading(items: tuple[str, ...], *texts: str) -> Reading:
    return read(QUESTION, texts, items)


def outcome(items: tuple[str, ...], *texts: str) -> Outcome:
    value = reading(items, *texts).value
    assert isinstance(value, Outcome)
    return value


def statuses(items: tuple[str, ...], *texts: str) -> list[Status | None]:
    return [item.status for item in outcome(items, *texts).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 done 2 partly – the proof was harder than it looked", [DONE, PARTLY]),
        ("1 done, 2 partly", [DONE, PARTLY]),
        ("1. done\n2. not", [DONE, NOT]),
        ("1) done 2) changed to something else", [DONE, CHANGED]),
        ("1: yes 2: no", [DONE, NOT]),
        ("#1 done #2 half", [DONE, PARTLY]),
        ("1 - done\n2 - partly", [DONE, PARTLY]),
        ("1 is done and 2 was not", [DONE, NOT]),
        ("1 and 2 done", [DONE, DONE]),
        ("1-2 done", [DONE, DONE]),
        ("2 done 1 not", [NOT, DONE]),
        ("all done", [DONE, DONE]),
        ("Both done, it was fun", [DONE, DONE]),
        ("ALL DONE", [DONE, DONE]),
        ("1 done, the rest not", [DONE, NOT]),
        ("done 1, not 2", [DONE, NOT]),
        ("done: 1; partly: 2", [DONE, PARTLY]),
        ("done\npartly, too hard", [DONE, PARTLY]),
        ("1 ✅ 2 ❌", [DONE, NOT]),
        ("1✅ 2🟡", [DONE, PARTLY]),
        ("1 not done 2 not yet", [NOT, NOT]),
    ],
)
def test_the_short_ways_of_saying_it_are_understood(
    text: str, expected: list[Status | None]
) -> None:
    assert statuses(TWO, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I learned that gradients vanish",
        "1 not sure what to say",
        "No luck today, but I read 2 papers",
        "7 done",
        "skip connections are done by adding",
        "2",
        "done!!1",
        "the 1st one",
    ],
)
def test_words_about_something_else_settle_no_item_of_several(text: str) -> None:
    found = outcome(TWO, text)
    assert [item.status for item in found.items] == [None, None]
    assert found.note == text


def test_words_after_an_item_belong_to_it() -> None:
    found = outcome(TWO, "1 done 2 partly – the proof was harder than it looked")
    assert found.items[0].note == ""
    assert found.items[1].note == "the proof was harder than it looked"


def test_words_before_the_items_and_on_lines_after_them_are_about_the_whole() -> None:
    found = outcome(TWO, "A good day.\n1 done 2 done\nNext time with a friend.")
    assert found.note == "A good day.\nNext time with a friend."


def test_words_about_all_items_at_once_are_about_the_whole() -> None:
    assert outcome(TWO, "both done – it is one idea").note == "it is one idea"


def test_what_stands_behind_a_dash_is_kept_however_small_its_words() -> None:
    for words in ("it is fast", "it was so", "also in it", "thanks"):
        assert outcome(("JAX",), f"done – {words}").items[0].note == words


def test_one_item_needs_no_number() -> None:
    found = outcome(("JAX",), "partly because jit is odd")
    assert found.items[0].status is PARTLY
    assert found.items[0].note == "because jit is odd"


def test_items_may_be_settled_one_by_one() -> None:
    assert reading(TWO, "1 done").follow_up == AskItem(1)
    final = reading(TWO, "1 done", "changed, gave a talk instead")
    assert final.follow_up is None
    assert statuses(TWO, "1 done", "changed, gave a talk instead") == [DONE, CHANGED]


def test_done_alone_is_said_of_all_and_yes_alone_is_asked_about_item_by_item() -> None:
    assert statuses(TWO, "done") == [DONE, DONE]
    assert reading(TWO, "yes").follow_up == AskItem(0, unsure=True)
    assert reading(TWO, "yes", "done").follow_up == AskItem(1)
    assert statuses(TWO, "yes", "done", "not") == [DONE, NOT]
    assert outcome(TWO, "yes", "done", "not").note == ""


def test_yes_to_what_is_asked_about_an_item_is_of_that_item() -> None:
    three = ("Parser", "Tests", "Docs")
    said = ("done. partly, the rest", "yes", "no", "yes")
    assert [reading(three, *said[: n + 1]).follow_up for n in range(4)] == [
        AskItem(0, unsure=True),
        AskItem(1),
        AskItem(2),
        AskWords(),
    ]
    assert statuses(three, *said) == [DONE, NOT, DONE]


@pytest.mark.parametrize("said", ["1 don", "4 done", "50%", "2/3 done", "nearly everything done"])
def test_what_is_misspelt_or_out_of_range_is_asked_about_and_never_shown_once_it_is_clear(
    said: str,
) -> None:
    three = ("Parser", "Tests", "Docs")
    assert reading(three, said).follow_up == AskItem(0, unsure=True)
    assert outcome(three, said).note == said  # nothing is lost where nobody answers
    assert outcome(three, said, "all done").note == ""
    assert statuses(three, said, "all done") == [DONE, DONE, DONE]


def test_only_what_is_in_doubt_is_asked_about_and_what_is_clear_is_kept() -> None:
    three = ("Parser", "Tests", "Docs")
    assert reading(three, "parser done, tests not, maybe docs").follow_up == AskItem(2, unsure=True)
    assert statuses(three, "parser done, tests not, maybe docs") == [DONE, NOT, None]


def test_a_mark_is_no_note_so_that_what_was_learned_is_asked() -> None:
    for said in ("all done!", "Done ✅", "all done 🎉", "both done, thanks!"):
        assert reading(TWO, said).follow_up == AskWords(), said
        assert outcome(TWO, said).note == ""


def test_what_was_learned_changes_no_status() -> None:
    said = ("all done", "nothing is done until 1 of the tests is not red")
    assert statuses(TWO, *said) == [DONE, DONE]
    assert outcome(TWO, *said).note == said[1]
    assert statuses(TWO, "all done", "2 not") == [DONE, NOT]


def test_a_press_is_of_its_item_whatever_the_items_are_called() -> None:
    items = ("Lesson 3", "Lesson 1")
    assert statuses(items, "1 done") == [None, None]
    assert statuses(items, "1) done") == [DONE, None]


def test_free_words_are_kept_and_the_plan_is_asked_about_once() -> None:
    first = reading(TWO, "I learned a lot about proofs")
    assert first.follow_up == AskStatuses()
    second = reading(TWO, "I learned a lot about proofs", "as I said")
    assert second.follow_up is None
    assert outcome(TWO, "I learned a lot", "as I said").note == "I learned a lot\nas I said"


def test_ticks_without_words_are_asked_for_words_once() -> None:
    assert reading(TWO, "all done").follow_up == AskWords()
    assert reading(TWO, "all done", "proofs need pictures").follow_up is None
    assert reading(TWO, "all done", "").follow_up is None


def test_without_a_plan_any_words_are_the_whole_answer() -> None:
    assert reading((), "something unplanned").follow_up is None
    assert outcome((), "1 done").note == "1 done"


def test_the_rest_means_what_was_not_said_before() -> None:
    assert statuses(THREE, "2 partly, the rest done") == [DONE, PARTLY, DONE]


def test_a_number_in_a_note_is_no_place_where_the_places_are_counted() -> None:
    plan = ("chapter·2·", "chapter·3·")
    assert statuses(plan, "1 not 2 partly – chapter·4·") == [NOT, PARTLY]


@given(st.lists(st.text(max_size=200), max_size=6), st.integers(0, 6))
def test_any_replies_are_read_and_every_word_of_them_is_kept(texts: list[str], count: int) -> None:
    found = outcome(tuple(f"item {n}" for n in range(count)), *texts)
    assert len(found.items) == count
    kept = found.note + "".join(item.note for item in found.items)
    statuses_said = [item.status for item in found.items if item.status]
    for text in texts:
        if not (text):  # "done" alone, of several: it is asked which one
            assert statuses_said or len(kept) >= len(text.strip()) * bool(text)


def _is_about_what_is_unclear(asked: object) -> bool:
    """Rather than about what was not said yet."""
    match asked:
        case AskStatuses() | AskBeyond():
            return True
        case AskItem():
            return asked.unsure
        case _:
            return False


@example(["0", "2"], 1)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12), st.integers(1, 5))
def test_nobody_is_asked_about_the_same_unclear_thing_twice(texts: list[str], count: int) -> None:
    items = tuple(f"item {n}" for n in range(count))
    asked = [reading(items, *texts[: n + 1]).follow_up for n in range(len(texts))]
    unsure = [a for a in asked if _is_about_what_is_unclear(a)]
    assert len(unsure) <= 1
    assert sum(isinstance(a, AskWords) for a in asked) <= 1
    assert sum(isinstance(a, AskItem) and not a.unsure for a in asked) <= count


@given(st.text(alphabet="12345 done partly not all,.-–\n&", max_size=3000))
def test_reading_takes_no_longer_than_the_text_deserves(text: str) -> None:
    outcome(THREE, text)


@pytest.mark.parametrize(
    "text", ["1," * 50_000, "done" + " " * 100_000 + "x", "no " * 33_000, "1" + " " * 100_000]
)
def test_no_text_takes_for_ever_to_read(text: str) -> None:
    outcome(TWO, text)


def test_words_about_an_item_stay_when_more_is_said_about_it() -> None:
    [first, _] = outcome(
        TWO, "1 partly – stuck", "1 done – got it after lunch", "1 done – stuck"
    ).items
    assert (first.status, first.note) == (DONE, "stuck; got it after lunch")
