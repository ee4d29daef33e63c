"""Items with all that is told of them, some read at a time."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from standup.core.life import Life
from standup.core.lives.item import Item
from standup.core.lives.record import Around, Record
from standup.core.model import Standup
from standup.store import items
from standup.store.database import Transaction

_AT_ONCE = 200

Lives = Mapping[tuple[str, str], Life]
"""Each life by its standup and its name."""


def lives_of(standups: Iterable[Standup]) -> Lives:
    """The lives of standups as they are configured."""
    return {(standup.id, life.name): life for standup in standups for life in standup.lives}


async def in_standup(tx: Transaction, standup: str) -> list[Item]:
    """Every item of a standup, the newest first."""
    found = list[Item]()
    before: int | None = None
    while some := await items.in_standup(tx, standup, before):
        found += some
        before = some[-1].number
    return found


async def records(tx: Transaction, found: Sequence[Item], lives: Lives) -> AsyncIterator[Record]:
    """Each of these items with what is told of it."""
    for begin in range(0, len(found), _AT_ONCE):
        some = found[begin : begin + _AT_ONCE]
        numbers = [item.number for item in some]
        news, led_to = await items.logbooks(tx, numbers), await items.led_to(tx, numbers)
        for item in some:
            yield Record(
                item,
                tuple(news[item.number]),
                tuple(led_to[item.number]),
                lives.get((item.standup, item.life)),
                await metric_around(tx, item),
            )


async def metric_around(tx: Transaction, item: Item) -> Around:  # noqa: ARG001 - until there is one
    """What the metric of an item's standup was when it began, and when it ended or by now."""
    return Around()
