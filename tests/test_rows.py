"""Tests of many rows as one."""

import pytest

from tests.rows import each


def test_every_row_that_fails_is_named_with_its_own_words() -> None:
    tried = []

    @each([(1, 1), (2, 3), (4, 5), (6, 6)])
    def test_both_are_the_same(one: int, other: int) -> None:
        tried.append(one)
        assert one == other

    with pytest.raises(ExceptionGroup, match="2 of 4 rows") as told:
        test_both_are_the_same()
    assert tried == [1, 2, 4, 6]
    first, second = told.value.exceptions
    assert "2 == 3" in str(first)
    assert "(4, 5)" in "".join(second.__notes__)


def test_a_table_whose_rows_all_hold_says_nothing() -> None:
    @each(["a", "b"])
    def test_it_is_a_letter(one: str) -> None:
        assert one.isalpha()

    test_it_is_a_letter()
    assert test_it_is_a_letter.__name__ == "test_it_is_a_letter"
