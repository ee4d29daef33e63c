"""What is written of a morning, and the plan it makes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from standup.core.asking.questions import read
from standup.core.kinds.items import Items
from standup.core.kinds.kind import AskAgain
from standup.core.kinds.words import Words
from standup.core.messages.markup import plain
from standup.core.model import Question
from standup.core.reading import plans
from standup.core.wording.asking import follow_up
from tests.core.asked import asked
from tests.core.phrasings import rows, written
from tests.rows import each

ITEMS = Question("will_learn", "items", "What will you learn?")
TEXT = Question("words", "text", "What else?")


def right(column: str) -> tuple[str, ...] | None:
    if column in {"ask", "nothing"}:
        return None if column == "ask" else ()
    items = (written(item).replace("⁏", ";") for item in column.split(" ; "))
    return tuple(re.sub(r"[ \t]+(?=\n|$)", "", item) for item in items)


TABLE = [(written(said), right(plan)) for said, plan in rows("plans.txt") if said != "-"]


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(TABLE) >= 503


@each(TABLE)
def test_a_plan_keeps_its_words_and_its_shape(said: str, plan: tuple[str, ...] | None) -> None:
    assert plans.read(said) == plan


def test_what_holds_no_plan_is_asked_about_once_and_kept() -> None:
    for said in (".", "🎉", "hi!"):
        assert read(ITEMS, (said,)).follow_up == AskAgain(ITEMS)
        assert read(ITEMS, (said,)).value == Words(said)
    assert read(ITEMS, (".", "Parser")).value == Items(("Parser",))
    assert read(ITEMS, (".", "?")).follow_up is None
    assert "What’s on it?" in plain(follow_up(asked(ITEMS, said=("🎉",))))


def test_nothing_is_an_empty_plan_and_an_answer_where_one_has_to_be_given() -> None:
    for said in ("nothing", "nichts", "none", "Nothing today.", ""):
        assert read(ITEMS, (said,)).value == Items(())
        assert read(ITEMS, (said,)).follow_up is None
    optional = Question("more", "text", "What else?", optional=True)
    assert read(optional, ("nothing",)).value.is_empty
    assert read(TEXT, ("nothing",)).value == Words("nothing")


@given(st.lists(st.from_regex(r"[a-z]{3,9} [a-z]{3,9}", fullmatch=True), min_size=2, max_size=6))
def test_a_list_is_the_same_in_all_its_manners(items: list[str]) -> None:
    numbered = range(1, len(items) + 1)
    for text in (
        "\n".join(f"- {item}" for item in items),
        "\n".join(f"* [ ] {item}" for item in items),
        "\n".join(f"{n}. {item}" for n, item in zip(numbered, items, strict=True)),
        "\n".join(f"{n}) {item}" for n, item in zip(numbered, items, strict=True)),
        ", ".join(f"{n}) {item}" for n, item in zip(numbered, items, strict=True)),
        "\n\n".join(f"{n}. {item}" for n, item in zip(numbered, items, strict=True)),
        "Good morning!\n" + "\n".join(f"• {item}" for item in items),
    ):
        assert plans.read(text) == tuple(items), text


@given(st.text(max_size=300))
def test_any_text_makes_a_plan_or_is_asked_about(text: str) -> None:
    found = plans.read(text)
    for item in found or ():
        for word in item.split():
            assert word in text.expandtabs(4)
