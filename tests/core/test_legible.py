"""What reaches an adapter holds no character that no chat can show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.legible import legible, words
from standup.core.messages.markup import (
    Bold,
    Choice,
    Code,
    Italic,
    Message,
    bullets,
    offering,
    plain,
    quote,
    say,
)
from tests import typed
from tests.rows import each

CONTROLS = [chr(n) for n in (*range(9), 11, 12, *range(14, 32), *range(127, 160))]
NO_CHARACTERS = [
    *(chr(n) for n in range(0xFDD0, 0xFDF0)),
    *(chr(plane << 16 | n) for plane in range(17) for n in (0xFFFE, 0xFFFF)),
]


@each([*CONTROLS, *NO_CHARACTERS, "\u202e", "\u2066"])
def test_what_no_chat_can_show_is_in_no_part_of_a_message(odd: str) -> None:
    text = f"a{odd}b"
    message = say(text, Bold(text), Italic(text), Code(text)) + bullets([text]) + quote(text)
    message += offering((Choice(text, "17.0.1"),))
    shown = legible(message)
    assert plain(shown) == "ababab`ab`\n• ab\n> ab"
    assert shown.choices == ((Choice("ab", "17.0.1"),),)


@pytest.mark.parametrize("kept", ["one\ttwo\nthree", "👩🏽\u200d🚀 \u200f ﷽", "\xa0\xad\u2028"])
def test_what_people_type_stays(kept: str) -> None:
    assert words(kept) == kept


def test_there_is_one_kind_of_line_end_and_no_half_of_a_character() -> None:
    assert words("a\r\nb\rc\ud83d") == "a\nb\nc?"


@given(st.text(st.characters()))
def test_what_is_legible_stays_so(text: str) -> None:
    assert words(words(text)) == words(text)
    words(text).encode()


@given(typed.MESSAGES)
def test_a_message_that_is_legible_is_the_same_one(message: Message) -> None:
    shown = legible(message)
    assert legible(shown) is shown
