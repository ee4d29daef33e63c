import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.text.pattern import Pattern

_WORD = r"(?P<first>[a-c])(\w*)"


@given(st.text("abC1 -\n"), st.integers(0, 4), st.integers(0, 9))
def test_a_pattern_finds_what_the_expression_finds(text: str, start: int, end: int) -> None:
    ours, bare = Pattern(_WORD, re.IGNORECASE), re.compile(_WORD, re.IGNORECASE)
    for mine, other in (
        (ours.match(text, start, end), bare.match(text, start, end)),
        (ours.fullmatch(text), bare.fullmatch(text)),
        (ours.search(text), bare.search(text)),
    ):
        assert (mine and (mine.span(), mine.groups())) == (other and (other.span(), other.groups()))
    spans = [match.span() for match in ours.finditer(text, start, end)]
    assert spans == [match.span() for match in bare.finditer(text, start, end)]
    assert ours.findall(text) == bare.findall(text)
    assert ours.split(text) == bare.split(text)
    assert ours.sub(r"<\2>", text, 1) == bare.sub(r"<\2>", text, 1)
    assert ours.sub(str, text) == bare.sub(str, text)


def test_a_pattern_is_compiled_only_when_it_is_used() -> None:
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.match("(")
