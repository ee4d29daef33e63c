"""Items with all that is told of them, some read at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date

from standup.core.asking.measurement import Measurement, metrics
from standup.core.lives.item import Item
from standup.core.lives.record import Around, Record
from standup.core.model import Standup
from standup.store import items, logbook
from standup.store.database import Transaction
from standup.store.metrics import until as measured_until

_AT_ONCE = 200


async def in_standup(tx: Transaction, standup: str) -> list[Item]:
    """Every item of a standup, the newest first."""
    found = list[Item]()
    before: int | None = None
    while some := await items.in_standup(tx, standup, before):
        found += some
        before = some[-1].number
    return found


async def records(
    tx: Transaction, found: Sequence[Item], standups: Mapping[str, Standup], zone: str
) -> AsyncIterator[Record]:
    """Each of these items with what is told of it, by their standups as they are configured; `zone`
    is that of a standup that has none of its own."""
    here = {item.standup for item in found}.intersection(standups)
    measured = {one: await _measured(tx, standups[one]) for one in here}
    for begin in range(0, len(found), _AT_ONCE):
        some = found[begin : begin + _AT_ONCE]
        numbers = [item.number for item in some]
        news, led_to = await logbook.of_each(tx, numbers), await items.led_to(tx, numbers)
        for item in some:
            standup = standups.get(item.standup)
            days_of = (standup.zone if standup else None) or zone
            yield Record(
                item,
                tuple(news[item.number]),
                tuple(led_to[item.number]),
                standup.life(item.life) if standup else None,
                Around.of(item, days_of, measured.get(item.standup, ())),
            )


async def _measured(tx: Transaction, standup: Standup) -> Sequence[Measurement]:
    """What was measured of a standup's metric; nothing where it has several, of which none is the
    one that an item is about."""
    if len(metrics([standup])) != 1:
        return ()
    return await measured_until(tx, standup.id, [standup], date.max)
