"""Items that live, by their numbers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from standup.core.lives.item import Item
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms

_COLUMNS = (
    "i.id, i.standup, i.life, i.words, i.state, i.since, i.begun_at, i.source, i.question, i.place,"
    " i.author, i.owner,"
    " i.ended, i.belief, i.due, i.origin, i.news_at, i.asked, i.asked_at, i.run_id"
)


def _item(row: Row) -> Item:
    number, standup, life, words, state, since, begun_at, source, question, place = row[:10]
    author, owner, ended, belief, due, origin, news_at, asked, asked_at, run = row[10:]
    return Item(
        number=number,
        standup=standup,
        life=life,
        words=words,
        state=state,
        since=from_ms(since),
        begun_at=from_ms(begun_at),
        source=source,
        question=question,
        place=place,
        author=author,
        owner=owner,
        has_ended=bool(ended),
        belief=belief,
        due=None if due is None else date.fromisoformat(due),
        origin=origin,
        news_at=from_ms(news_at),
        asked=asked,
        asked_at=None if asked_at is None else from_ms(asked_at),
        run=run,
    )


async def get(tx: Transaction, number: int) -> Item | None:
    """The item of a number, also one that was taken back."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM item i WHERE i.id = ?", number)
    return _item(row) if row else None


async def some(tx: Transaction, numbers: Collection[int]) -> list[Item]:
    """The items of these numbers, in their order."""
    if not numbers:
        return []
    marks = ", ".join("?" * len(numbers))
    where = f"WHERE i.id IN ({marks}) ORDER BY i.id"
    return [_item(row) for row in await tx.all(f"SELECT {_COLUMNS} FROM item i {where}", *numbers)]


async def of_source(tx: Transaction, source: str) -> list[Item]:
    """The items that began in something, in the order of its lines."""
    return await of_sources(tx, (source,))


async def of_sources(tx: Transaction, sources: Collection[str]) -> list[Item]:
    """The items that began in any of these, in the order of their lines."""
    marks = ", ".join("?" * len(sources)) or "NULL"
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.source IN ({marks}) AND i.words <> ''"
        " ORDER BY i.question, i.place",
        *sources,
    )
    return [_item(row) for row in rows]


async def living(tx: Transaction, owner: str, standup: str) -> list[Item]:
    """The items of somebody in a standup that have not ended, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.owner = ? AND i.standup = ? AND i.ended = 0"
        " AND i.words <> '' ORDER BY i.id",
        owner,
        standup,
    )
    return [_item(row) for row in rows]


async def of_owner(
    tx: Transaction, owner: str, standup: str, since: datetime, until: datetime
) -> list[Item]:
    """The items of somebody in a standup that had begun by an instant and live, or ended after
    another; the newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.owner = ? AND i.standup = ? AND i.words <> ''"
        " AND i.begun_at < ? AND (i.ended = 0 OR i.since >= ?) ORDER BY i.id DESC",
        owner,
        standup,
        to_ms(until),
        to_ms(since),
    )
    return [_item(row) for row in rows]


async def of_person(tx: Transaction, person: str) -> list[Item]:
    """The items that somebody began or has, also those that were taken back."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.author = ? OR i.owner = ? ORDER BY i.id",
        person,
        person,
    )
    return [_item(row) for row in rows]


async def latest_kept(tx: Transaction, person: str) -> Item | None:
    """What somebody wanted to live on last, in words of their own."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM item i WHERE i.author = ? AND substr(i.source, 1, 5) = 'kept/'"
        " AND i.words <> '' ORDER BY i.id DESC LIMIT 1",
        person,
    )
    return _item(row) if row else None


async def has_living(tx: Transaction, owner: str) -> bool:
    """Whether somebody has any item that has not ended."""
    row = await tx.one("SELECT 1 FROM item WHERE owner = ? AND ended = 0 LIMIT 1", owner)
    return row is not None


async def in_standup(
    tx: Transaction, standup: str, before: int | None = None, most: int = 1000
) -> list[Item]:
    """The newest items of a standup; those with a lower number than `before`."""
    found = await _newest(tx, standup, most, before, has_ended=False)
    found += await _newest(tx, standup, most, before, has_ended=True)
    return sorted(found, key=lambda item: -item.number)[:most]


async def ended(tx: Transaction, standup: str, most: int) -> list[Item]:
    """The newest items of a standup that ended."""
    return await _newest(tx, standup, most, has_ended=True)


async def _newest(
    tx: Transaction, standup: str, most: int, before: int | None = None, *, has_ended: bool
) -> list[Item]:
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.standup = ? AND i.ended = ? AND i.id < ?"
        " AND i.words <> '' ORDER BY i.id DESC LIMIT ?",
        standup,
        int(has_ended),
        before if before is not None else 1 << 62,
        most,
    )
    return [_item(row) for row in rows]


async def unmoved(tx: Transaction, standup: str, life: str, state: str) -> list[Item]:
    """The items of a life that are in a state and have not ended, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.standup = ? AND i.ended = 0 AND i.life = ?"
        " AND i.state = ? AND i.words <> '' ORDER BY i.id LIMIT 100",
        standup,
        life,
        state,
    )
    return [_item(row) for row in rows]


async def followers(tx: Transaction, number: int) -> list[Item]:
    """The items that followed from one."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.origin = ? AND i.words <> '' ORDER BY i.id", number
    )
    return [_item(row) for row in rows]


async def led_to(tx: Transaction, numbers: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the items that followed from each of some."""
    found: dict[int, list[int]] = {number: [] for number in numbers}
    marks = ", ".join("?" * len(found)) or "NULL"
    rows = await tx.all(
        f"SELECT origin, id FROM item WHERE origin IN ({marks}) AND words <> '' ORDER BY id", *found
    )
    for origin, number in rows:
        found[origin].append(number)
    return found


async def settled(
    tx: Transaction, standup: str, since: datetime, until: datetime
) -> list[tuple[int, str, str, datetime]]:
    """The items that ended from an instant up to another, as (number, life, state, when)."""
    rows = await tx.all(
        "SELECT id, life, state, since FROM item WHERE standup = ? AND ended = 1"
        " AND since >= ? AND since < ? ORDER BY since, id",
        standup,
        to_ms(since),
        to_ms(until),
    )
    return [(number, life, state, from_ms(at)) for number, life, state, at in rows]


async def standups(tx: Transaction) -> list[str]:
    """The ids of the standups that have items, whether they are configured or not."""
    found, last = list[str](), ""
    while (row := await tx.one("SELECT min(standup) FROM item WHERE standup > ?", last)) and row[0]:
        last = row[0]
        found.append(last)
    return found


async def asked(
    tx: Transaction, numbers: Sequence[int], now: datetime, count: int | None = None
) -> None:
    """Note that the owners of these items are asked about them: once more, or so often."""
    for number in numbers:
        await tx.run(
            "UPDATE item SET asked = coalesce(?, asked + 1), asked_at = ? WHERE id = ?",
            count,
            to_ms(now),
            number,
        )


async def reword(tx: Transaction, number: int, words: str) -> None:
    """Have an item say this, or nothing."""
    await tx.run("UPDATE item SET words = ? WHERE id = ?", words, number)
