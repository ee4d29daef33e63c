"""How items are laid out on a map, and which mark each state has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from standup.core.life import SHIPPED, Life, StateOf
from standup.core.lives import marks, themes
from standup.core.lives.item import Item
from standup.core.messages.charts import Mark
from standup.core.reading.own_words import Counts

AT = datetime(2026, 3, 2, 23, tzinfo=UTC)
TODAY = date(2026, 6, 1)
UTC_DAYS = themes.days_in("UTC", TODAY)


def item(number: int, words: str = "w", origin: int | None = None, *, ended: bool = False) -> Item:
    at = AT + timedelta(days=number)
    since = at + timedelta(days=3) if ended else at
    state = "refuted" if ended else "open"
    return Item(
        number=number,
        standup="s",
        life="hypothesis",
        words=words,
        state=state,
        since=since,
        begun_at=at,
        source="x",
        has_ended=ended,
        origin=origin,
    )


def laid(*items: Item, most: int | None = None) -> list[tuple[str, list[int]]]:
    found = themes.lay_out(items, UTC_DAYS, most).themes
    names = [one.tag or (f"from {one.root.number}" if one.root else "") for one in found]
    rows = [[spot.item.number for spot in one.spots] for one in found]
    return list(zip(names, rows, strict=True))


def test_what_followed_from_one_another_stands_together_each_after_its_origin() -> None:
    items = (item(1), item(2, origin=1), item(3), item(4, origin=1), item(5, origin=2))
    assert laid(*items) == [("from 1", [1, 2, 5, 4]), ("", [3])]


def test_a_tag_that_several_share_is_their_theme_and_draws_the_rest_of_a_tree_along() -> None:
    items = (item(1, "a #jax"), item(2, "b"), item(3, "c", 1), item(4, "d #jax"), item(5, "e #one"))
    assert laid(*items) == [("jax", [1, 3, 4]), ("", [2, 5])]


def test_the_theme_in_which_something_happened_last_stands_first() -> None:
    items = (item(1, "#a"), item(2, "#a"), item(3, "#b"), item(4, "#b", ended=True))
    assert [name for name, _ in laid(*items)] == ["b", "a"]


def test_without_room_for_all_the_open_and_the_newest_are_shown() -> None:
    items = [item(n, ended=n > 2) for n in range(1, 201)]
    found = themes.lay_out(items, UTC_DAYS, 40)
    assert found.left_out == 160
    assert [spot.item.number for spot in found.spots] == [1, 2, *range(163, 201)]


def test_no_line_leads_to_what_is_not_shown() -> None:
    items = [item(1, ended=True), item(2, origin=1), item(3, origin=2)]
    found = themes.lay_out(items, UTC_DAYS, 2).spots
    assert [(spot.item.number, spot.above) for spot in found] == [(2, None), (3, 2)]


@pytest.mark.parametrize("size", [2, 3])
def test_items_that_followed_from_each_other_in_a_circle_stand_there_once(size: int) -> None:
    items = [item(n, origin=n % size + 1) for n in range(1, size + 1)]
    found = themes.lay_out(items, UTC_DAYS).spots
    assert sorted(spot.item.number for spot in found) == list(range(1, size + 1))
    assert found[0].above is None


def test_an_item_lasts_from_its_first_day_in_its_zone_to_its_end_or_today() -> None:
    open_, ended = themes.lay_out(
        [item(1), item(2, ended=True)], themes.days_in("Asia/Tokyo", TODAY)
    ).spots
    assert (open_.first, open_.last) == (date(2026, 3, 4), TODAY)
    assert (ended.first, ended.last) == (date(2026, 3, 5), date(2026, 3, 8))


def test_each_state_of_the_lives_that_are_there_has_a_mark_that_says_what_it_is() -> None:
    told = {
        name: [mark.sign for mark in marks.of_states(life).values()]
        for name, life in SHIPPED.items()
    }
    assert told == {
        "hypothesis": ["○", "✓", "✕", "–", "»"],
        "blocker": ["○", "◐", "✓"],
        "action": ["○", "✓", "–"],
        "expense": ["○", "◐", "–", "✓"],
        "carried": ["○", "✓", "–"],
    }


def test_a_life_of_ones_own_has_marks_too() -> None:
    ends = (("held", Counts.KEPT), ("fell", Counts.MISSED), ("half", Counts.PARTLY))
    states = (StateOf("new"), *(StateOf(name, ends=True, counts=counts) for name, counts in ends))
    life = Life("bet", states)
    assert list(marks.of_states(life).values()) == [Mark.OPEN, Mark.YES, Mark.NO, Mark.PARTLY]
    assert marks.mark(replace(item(1), state="fell"), life) is Mark.NO
    assert marks.mark(item(1, ended=True), None) is Mark.NEITHER
    assert marks.mark(item(1), None) is Mark.OPEN


def test_a_thousand_in_one_chain_are_laid_out_at_once() -> None:
    items = [item(n, origin=n - 1 or None) for n in range(1, 10_001)]
    assert len(themes.lay_out(items, UTC_DAYS).spots) == 10_000
