"""Whether a plan is near to what was settled before, measured on lines labelled by hand."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.hints.nearness import MOST_WORDS, line, near
from tests.core.phrasings import rows

TABLES = ("near.txt", "near-more.txt", "near-held-out.txt")


def cases(table: str) -> list[tuple[str, str, bool]]:
    told = {"near": True, "not": False}
    return [(plan, other, told[label]) for plan, other, label in rows(table)]


def holding(table: str) -> Counter[str]:
    """How many lines of a table have a word, as if they were a log."""
    lines = (line(text) for plan, other, _ in cases(table) for text in (plan, other))
    return Counter(stem for one in lines for stem in one.words)


def test_no_case_was_taken_out_of_the_tables_and_half_of_them_are_near_misses() -> None:
    counts = {table: Counter(is_near for *_, is_near in cases(table)) for table in TABLES}
    assert counts["near.txt"] == {True: 50, False: 50}
    assert all(count[False] >= count[True] >= 29 for count in counts.values())


@pytest.mark.parametrize("table", TABLES)
def test_of_the_hints_nine_in_ten_are_right_and_a_third_of_the_near_pairs_get_one(
    table: str,
) -> None:
    log = holding(table)
    given_ = [
        is_near for plan, other, is_near in cases(table) if near(line(plan), line(other), log)
    ]
    assert sum(given_) >= 0.9 * len(given_)
    assert 3 * sum(given_) >= sum(is_near for *_, is_near in cases(table))


@pytest.mark.parametrize("table", TABLES)
def test_it_does_not_matter_which_of_two_came_first(table: str) -> None:
    log = holding(table)
    for plan, other, _ in cases(table):
        one, two = line(plan), line(other)
        assert near(one, two, log) == near(two, one, log)


def test_what_everybody_writes_about_says_less() -> None:
    one, two = line("diffusion policies in JAX"), line("diffusion policies")
    assert near(one, two, {"diffusion": 40, "polic": 1, "jax": 40})
    assert not near(one, two, {"diffusion": 40, "polic": 40, "jax": 1})


@pytest.mark.parametrize("text", ["", "   ", "read a book", "learn", "1.5h reading", "(?)", "👍"])
def test_a_line_that_is_about_nothing_in_particular_is_near_to_nothing(text: str) -> None:
    assert not near(line(text), line(text), {})


def test_a_link_to_the_same_page_is_near_whatever_is_said_of_it() -> None:
    one = line("https://arxiv.org/abs/2106.09685")
    assert near(one, line("the paper of Hu et al. https://arxiv.org/abs/2106.09685"), {})
    assert not near(one, line("https://arxiv.org/abs/2205.14135"), {})


@given(st.text(max_size=400))
def test_any_line_is_read_and_costs_little(text: str) -> None:
    found = line(text)
    assert len(found.words) <= MOST_WORDS >= len(found.sought)
