"""Items as they are laid out on a map: by theme, each after what it followed from.

All that followed from one another is of one theme: the tag that most of them have, if others have
it as well. Those without a tag are a theme where one led to another, and else stand together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standup.core.learning_log.entries import tags
from standup.core.lives.item import Item
from standup.core.zones import zone_info

Tags = Callable[[str], Sequence[str]]
"""The tags in words."""
Days = Callable[[Item], tuple[date, date]]
"""The first and the last day of an item."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An item on a map: from its first day to its last, or today while it lives; `above`: the
    number of the item above it that it followed from."""

    item: Item
    first: date
    last: date
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Items that belong together: by their `tag`, or as they followed from the item `root`."""

    spots: tuple[Spot, ...]
    tag: str = ""
    root: Item | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A map: its themes, that in which something happened last first, and how many were left out
    for want of room."""

    themes: tuple[Theme, ...]
    left_out: int = 0

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All items on it, from above."""
        return tuple(spot for theme in self.themes for spot in theme.spots)


def days_in(zone: str, today: date) -> Days:
    """Those of an item in a zone, until today while it lives."""
    here = zone_info(zone)

    def days(item: Item) -> tuple[date, date]:
        first, since = item.begun_at.astimezone(here).date(), item.since.astimezone(here).date()
        return first, max(first, since if item.has_ended else today)

    return days


def lay_out(items: Iterable[Item], days: Days, most: int | None = None, of: Tags = tags) -> Laid:
    """The map of these items; of more than so many, those that are open and the newest."""
    by_newest = sorted(items, key=lambda item: (item.has_ended, -item.number))
    shown = {item.number: item for item in by_newest[:most]}
    trees = list(_trees(shown))
    common = Counter(tag for tree in trees for item in tree for tag in set(of(item.words)))
    by_tag, apart = dict[str, list[list[Item]]](), list[list[Item]]()
    for tree in trees:
        tag = _tag(tree, common, of)
        (by_tag.setdefault(tag, []) if tag else apart).append(tree)
    alone = [tree for tree in apart if len(tree) == 1]
    for tag in [tag for tag, those in by_tag.items() if sum(map(len, those)) == 1]:
        alone += by_tag.pop(tag)  # what shares it is part of another theme
    themes = [Theme(tuple(_spots(those, days)), tag) for tag, those in by_tag.items()]
    led = (tree for tree in apart if len(tree) > 1)
    themes += [Theme(tuple(_spots([tree], days)), root=tree[0]) for tree in led]
    themes.sort(key=_latest, reverse=True)
    alone.sort(key=lambda tree: tree[0].number)
    themes += [Theme(tuple(_spots(alone, days)))] if alone else []
    return Laid(tuple(themes), len(by_newest) - len(shown))


def _trees(shown: Mapping[int, Item]) -> Iterator[list[Item]]:
    """Each item above which no other stands, the oldest first, with all that followed from it. Of
    a circle one is taken as the first."""
    followers, seen = dict[int, list[Item]](), set[int]()
    for item in sorted(shown.values(), key=lambda item: -item.number):
        if item.origin is not None:
            followers.setdefault(item.origin, []).append(item)
    for is_certain in (True, False):
        for number in sorted(shown):
            item = shown[number]
            if number not in seen and (item.origin not in shown or not is_certain):
                tree = _tree(item, followers)
                yield tree
                seen |= {one.number for one in tree}


def _tree(root: Item, followers: Mapping[int, Sequence[Item]]) -> list[Item]:
    """An item and all that followed from it, each branch to its end before the next."""
    found, waiting = dict[int, Item](), [root]
    while waiting:
        item = waiting.pop()
        if item.number not in found:
            found[item.number] = item
            waiting += followers.get(item.number, ())
    return list(found.values())


def _tag(tree: Sequence[Item], common: Counter[str], of: Tags) -> str:
    """The tag of a tree: the one of most items in it, then of most on the map; none that only one
    item has."""
    counts = Counter(tag for item in tree for tag in set(of(item.words)))
    shared = [tag for tag in counts if common[tag] > 1]
    return min(shared, key=lambda tag: (-counts[tag], -common[tag], tag), default="")


def _spots(trees: Iterable[Sequence[Item]], days: Days) -> Iterator[Spot]:
    for tree in trees:
        seen = set[int]()
        for item in tree:
            yield Spot(item, *days(item), item.origin if item.origin in seen else None)
            seen.add(item.number)


def _latest(theme: Theme) -> tuple[date, int]:
    """When something happened in it last."""
    happened = max(max(spot.item.since, spot.item.begun_at).date() for spot in theme.spots)
    return happened, max(spot.item.number for spot in theme.spots)
