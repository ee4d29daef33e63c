"""The logbook of an item: what was said of it, a line each, and what the item is by that."""

from collections.abc import Collection, Sequence

from standup.core.lives.item import Item, News, NewsKind
from standup.store import facts, items
from standup.store.database import Row, Transaction
from standup.store.instants import Moment, from_ms, to_ms

_NEWS = "n.kind, n.source, n.said_at, n.value, n.text, n.person, n.part, n.ends, n.run_id"
_POSTED = (
    "UPDATE post SET wanted = wanted + 1 WHERE kind = 'item' AND subject IN ("
    " SELECT CAST(n.id AS TEXT) FROM item_news n JOIN item i ON i.id = n.item_id WHERE {of} = ?)"
)
# Reports of their own that people shared, and that end no earlier than an item began.
_TOLD_OF = """
    UPDATE post SET wanted = wanted + 1 WHERE kind = 'own'
      AND subject >= (SELECT i.standup || '/' || r.day FROM item i JOIN run r ON r.id = i.run_id
        WHERE i.id = ?)
      AND subject < (SELECT i.standup || '0' FROM item i WHERE i.id = ?)
"""


def _news(row: Row) -> News:
    kind, source, at, value, text, person, part, ends, run = row
    return News(
        NewsKind(kind),
        source,
        from_ms(at),
        value=value,
        text=text,
        person=person,
        part=part,
        ends=bool(ends),
        run=run,
    )


async def of(tx: Transaction, number: int) -> list[News]:
    """What was said of an item, the oldest first."""
    rows = await tx.all(
        f"SELECT {_NEWS} FROM item_news n WHERE n.item_id = ? ORDER BY n.said_at, n.id", number
    )
    return [_news(row) for row in rows]


async def of_each(tx: Transaction, numbers: Sequence[int]) -> dict[int, list[News]]:
    """What was said of each of some items, the oldest first."""
    found: dict[int, list[News]] = {number: [] for number in numbers}
    marks = ", ".join("?" * len(found)) or "NULL"
    rows = await tx.all(
        f"SELECT n.item_id, {_NEWS} FROM item_news n WHERE n.item_id IN ({marks})"
        " ORDER BY n.said_at, n.id",
        *found,
    )
    for number, *news in rows:
        found[number].append(_news(tuple(news)))
    return found


async def line(tx: Transaction, number: int) -> tuple[int, News] | None:
    """The item that a line of a logbook is of, and the line; by the line's own number."""
    row = await tx.one(f"SELECT n.item_id, {_NEWS} FROM item_news n WHERE n.id = ?", number)
    return (row[0], _news(row[1:])) if row else None


async def author_of(tx: Transaction, source: str, kept: str) -> str | None:
    """Who said what some news stand in, or what was kept of a message."""
    row = await tx.one("SELECT person FROM item_news WHERE source = ? LIMIT 1", source)
    row = row or await tx.one("SELECT author FROM item WHERE source = ? LIMIT 1", kept)
    return row[0] if row else None


async def said_in(tx: Transaction, source: str) -> list[tuple[int, News]]:
    """What was said in a source, each with the number of the item that it is of."""
    rows = await tx.all(
        f"SELECT n.item_id, {_NEWS} FROM item_news n WHERE n.source = ? ORDER BY n.item_id, n.id",
        source,
    )
    return [(row[0], _news(row[1:])) for row in rows]


async def said_by(tx: Transaction, person: str) -> list[tuple[int, News]]:
    """What somebody said, each with the number of the item that it is of."""
    rows = await tx.all(
        f"SELECT n.item_id, {_NEWS} FROM item_news n WHERE n.person = ? ORDER BY n.id", person
    )
    return [(row[0], _news(row[1:])) for row in rows]


async def are_sources(tx: Transaction, sources: Collection[str]) -> set[str]:
    """Those of these in which something stands that was said of an item."""
    marks = ", ".join("?" * len(sources)) or "NULL"
    rows = await tx.all(f"SELECT source FROM item_news WHERE source IN ({marks})", *sources)
    return {row[0] for row in rows}


async def latest_said(tx: Transaction, person: str) -> tuple[str, Item, Moment] | None:
    """What somebody said last of an item in a message of its own: its source, the item and when."""
    row = await tx.one(
        "SELECT source, item_id, said_at, settings FROM item_news WHERE person = ?"
        " AND (source LIKE 'said/%' OR source LIKE 'reply/%') AND (value <> '' OR text <> '')"
        " ORDER BY said_at DESC, id DESC LIMIT 1",
        person,
    )
    item = await items.get(tx, row[1]) if row else None
    return (row[0], item, Moment.of(*row[2:])) if row and item else None


async def told_in(tx: Transaction, source: str) -> list[int]:
    """The items of which something was said in a source."""
    rows = await tx.all(
        "SELECT DISTINCT item_id FROM item_news WHERE source = ? ORDER BY item_id", source
    )
    return [row[0] for row in rows]


async def note(tx: Transaction, number: int, news: News, part: str = "") -> int:
    """Write a line into the logbook of an item, or anew where it was written in the same source;
    returns the line's own number."""
    row = await tx.one(
        "INSERT INTO item_news (item_id, source, part, kind, value, ends, person, text, run_id,"
        f" said_at, settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {facts.SETTINGS_NOW})"
        " ON CONFLICT (item_id, source, part, kind) DO UPDATE SET value = excluded.value,"
        " ends = excluded.ends, text = excluded.text RETURNING id",
        number,
        news.source,
        part,
        news.kind.value,
        news.value,
        int(news.ends),
        news.person,
        news.text,
        news.run,
        to_ms(news.at),
    )
    assert row is not None
    return int(row[0])


async def drop(tx: Transaction, source: str) -> None:
    """Take out of all logbooks what was said in a source; the line stays, and says nothing."""
    await tx.run("UPDATE item_news SET value = '', text = '', ends = 0 WHERE source = ?", source)
    for number in await told_in(tx, source):
        await renew(tx, number)


async def renew(tx: Transaction, number: int) -> None:
    """Have an item be what its logbook says by now: of each kind the latest counts."""
    rows = await tx.all(
        "SELECT kind, value, ends, said_at FROM item_news WHERE item_id = ?"
        " AND (value <> '' OR text <> '') ORDER BY said_at, id",
        number,
    )
    said = {kind: (value, ends, at) for kind, value, ends, at in rows if value}
    item = await tx.one("SELECT begun, begun_at, author, is_authors FROM item WHERE id = ?", number)
    if item is None:
        return
    begun, begun_at, author, is_authors = item
    news_at = max([begun_at, *(row[3] for row in rows)])
    state, ends, since = said.get(NewsKind.STATE.value, (begun, 0, begun_at))
    owner, *_ = said.get(NewsKind.OWNER.value, (author if is_authors else None,))
    await tx.run(
        "UPDATE item SET owner = ?, state = ?, ended = ?, since = ?, belief = ?, due = ?,"
        " origin = ?, news_at = ?, asked = CASE WHEN news_at < ? THEN 0 ELSE asked END"
        " WHERE id = ?",
        owner,
        state,
        ends,
        since,
        _whole(said.get(NewsKind.BELIEF.value)),
        said[NewsKind.DUE.value][0] if NewsKind.DUE.value in said else None,
        _whole(said.get(NewsKind.ORIGIN.value)),
        news_at,
        news_at,
        number,
    )
    await tx.run(_TOLD_OF, number, number)


def _whole(said: tuple[str, int, int] | None) -> int | None:
    return int(said[0]) if said else None


async def renew_posts(tx: Transaction, source: str) -> None:
    """Have what was posted of what was said in a source composed again."""
    await tx.run(_POSTED.format(of="n.source"), source)


async def renew_posts_of(tx: Transaction, person: str) -> None:
    """The same of what somebody said, and of what was said of the items that they began."""
    for of in ("n.person", "i.author"):
        await tx.run(_POSTED.format(of=of), person)
