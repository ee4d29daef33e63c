"""Items that live, by their numbers, and the logbook of each."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from standup.core.life import Life
from standup.core.lives.item import Item, Line, News, NewsKind, Planned, Sheet
from standup.store import facts, messages
from standup.store.database import Row, Transaction
from standup.store.instants import Moment, from_ms, to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.text import encode

_COLUMNS = (
    "i.id, i.standup, i.life, i.words, i.state, i.since, i.begun_at, i.source, i.question, i.place,"
    " i.author, i.owner,"
    " i.ended, i.belief, i.due, i.origin, i.news_at, i.asked, i.asked_at, i.run_id"
)
_NEWS = "n.kind, n.source, n.said_at, n.value, n.text, n.person, n.part, n.ends, n.run_id"


_COMPARED, _ALIKE = 200, 0.6  # characters of a line, and how much of them


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
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.source = ? AND i.words <> ''"
        " ORDER BY i.question, i.place",
        source,
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


async def followers(tx: Transaction, number: int) -> list[Item]:
    """The items that followed from one."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.origin = ? AND i.words <> '' ORDER BY i.id", number
    )
    return [_item(row) for row in rows]


async def logbook(tx: Transaction, number: int) -> list[News]:
    """What was said of an item, the oldest first."""
    rows = await tx.all(
        f"SELECT {_NEWS} FROM item_news n WHERE n.item_id = ? ORDER BY n.said_at, n.id", number
    )
    return [_news(row) for row in rows]


async def logbooks(tx: Transaction, numbers: Sequence[int]) -> dict[int, list[News]]:
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


async def standups(tx: Transaction) -> list[str]:
    """The ids of the standups that have items, whether they are configured or not."""
    found, last = list[str](), ""
    while (row := await tx.one("SELECT min(standup) FROM item WHERE standup > ?", last)) and row[0]:
        last = row[0]
        found.append(last)
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


async def are_sources(tx: Transaction, sources: Collection[str]) -> set[str]:
    """Those of these in which something stands that was said of an item."""
    marks = ", ".join("?" * len(sources)) or "NULL"
    rows = await tx.all(f"SELECT source FROM item_news WHERE source IN ({marks})", *sources)
    return {row[0] for row in rows}


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


async def latest_said(tx: Transaction, person: str) -> tuple[str, Item, Moment] | None:
    """What somebody said last of an item in a message of its own: its source, the item and when."""
    row = await tx.one(
        "SELECT source, item_id, said_at, settings FROM item_news WHERE person = ?"
        " AND (source LIKE 'said/%' OR source LIKE 'reply/%') AND (value <> '' OR text <> '')"
        " ORDER BY said_at DESC, id DESC LIMIT 1",
        person,
    )
    item = await get(tx, row[1]) if row else None
    return (row[0], item, Moment.of(*row[2:])) if row and item else None


async def told_in(tx: Transaction, source: str) -> list[int]:
    """The items of which something was said in a source."""
    rows = await tx.all(
        "SELECT DISTINCT item_id FROM item_news WHERE source = ? ORDER BY item_id", source
    )
    return [row[0] for row in rows]


async def take(tx: Transaction, sheet: Sheet, lives: dict[str, Life]) -> None:
    """Have items and logbooks say what a check-in or an update says by now."""
    touched = {item.number for item in await of_source(tx, sheet.source)}
    for line, number in await _lined_up(tx, sheet):
        if line is None:
            await tx.run("UPDATE item SET words = '' WHERE id = ?", number)
        elif number is None:
            touched.add(await _begin(tx, sheet, line, lives[line.life]))
        else:
            await _say_anew(tx, sheet, line, number)
    touched |= await _retell(tx, sheet)
    for number in touched:
        await renew(tx, number)


async def _lined_up(tx: Transaction, sheet: Sheet) -> list[tuple[Line | None, int | None]]:
    """Each line with the item that it began before, and each item that has no line any more.

    A line is known by its words, else by words like them, else by its place: so one that is put in
    between moves no other.
    """
    rows = await tx.all(
        "SELECT id, question, place, words FROM item WHERE source = ? ORDER BY id", sheet.source
    )
    free, found = {row[0]: row[1:] for row in rows}, dict[Line, int]()
    for alike in (_is_the_same, _is_reworded, _is_in_its_place):
        for line in (one for one in sheet.lines if one not in found):
            for number, (question, place, words) in free.items():
                if question == line.question and alike(line, place, words):
                    found[line] = number
                    del free[number]
                    break
    return [*((line, found.get(line)) for line in sheet.lines), *((None, one) for one in free)]


def _is_the_same(line: Line, _: int, words: str) -> bool:
    return line.words == words


def _is_reworded(line: Line, _: int, words: str) -> bool:
    said = (line.words[:_COMPARED], words[:_COMPARED])
    return bool(words) and SequenceMatcher(None, *said).ratio() > _ALIKE


def _is_in_its_place(line: Line, place: int, words: str) -> bool:
    return line.place == place or not words


async def _begin(tx: Transaction, sheet: Sheet, line: Line, life: Life) -> int:
    """Give a line its number."""
    at = to_ms(sheet.at)
    row = await tx.one(
        "INSERT INTO item (standup, life, source, question, place, run_id, author, owner,"
        " is_authors, begun, begun_at, words, state, since, news_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        sheet.standup,
        life.name,
        sheet.source,
        line.question,
        line.place,
        sheet.run,
        sheet.person,
        sheet.person if life.has_owner else None,
        int(life.has_owner),
        life.first.name,
        at,
        line.words,
        life.first.name,
        at,
        at,
    )
    assert row is not None
    await _set_of_line(tx, sheet, line, row[0])
    return int(row[0])


async def _say_anew(tx: Transaction, sheet: Sheet, line: Line, number: int) -> None:
    await tx.run(
        "UPDATE item SET words = ?, place = ? WHERE id = ?", line.words, line.place, number
    )
    await _set_of_line(tx, sheet, line, number)


async def _set_of_line(tx: Transaction, sheet: Sheet, line: Line, number: int) -> None:
    """What a line says of its own item besides its words."""
    said = {NewsKind.ORIGIN: line.origin, NewsKind.BELIEF: line.belief}
    for kind, value in said.items():
        if value is not None and value != number:
            news = News(
                kind, sheet.source, sheet.at, str(value), person=sheet.person, run=sheet.run
            )
            await note(tx, number, news, line.question)


async def _retell(tx: Transaction, sheet: Sheet) -> set[int]:
    """Put into the logbooks what is said now, and take out what is said no more."""
    rows = await tx.all(
        "SELECT id, item_id FROM item_news WHERE source = ? AND kind IN ('words', 'state')",
        sheet.source,
    )
    stale, touched = {row[0] for row in rows}, {row[1] for row in rows}
    for told in sheet.told:
        number = await _number(tx, told.of, sheet.standup)
        if number is not None:
            stale.discard(await note(tx, number, told.news, told.news.part))
            touched.add(number)
    for one in stale:
        await tx.run("DELETE FROM item_news WHERE id = ?", one)
    return touched


async def _number(tx: Transaction, of: int | Planned, standup: str) -> int | None:
    """The number of an item of a standup; None where it has none."""
    if isinstance(of, int):
        row = await tx.one("SELECT id FROM item WHERE id = ? AND standup = ?", of, standup)
    else:
        row = await tx.one(
            "SELECT id FROM item WHERE source = ? AND question = ? AND words = ? ORDER BY id",
            of.source,
            of.question,
            of.words,
        )
    return row[0] if row else None


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


async def fade(tx: Transaction, run: int, person: str) -> None:
    """Delete what somebody said in a run, where it is kept no longer; numbers and states stay."""
    await tx.run("UPDATE item SET words = '' WHERE run_id = ? AND author = ?", run, person)
    await tx.run("UPDATE item_news SET text = '' WHERE run_id = ? AND person = ?", run, person)


async def fade_before(tx: Transaction, before: datetime) -> None:
    """The same of what was said in no run."""
    await tx.run(
        "UPDATE item_news SET text = '' WHERE run_id IS NULL AND said_at < ? AND text <> ''",
        to_ms(before),
    )


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


async def renew_posts(tx: Transaction, source: str) -> None:
    """Have what was posted of what was said in a source composed again."""
    await tx.run(_POSTED.format(of="n.source"), source)


async def reword(tx: Transaction, number: int, words: str) -> None:
    """Have an item say this, or nothing."""
    await tx.run("UPDATE item SET words = ? WHERE id = ?", words, number)


async def forget(tx: Transaction, whom: Forgotten) -> None:
    """Their words go, and their name; that there was an item, and how it ended, stays."""
    await _unshow(tx, whom.person)
    for of in ("n.person", "i.author"):
        await tx.run(_POSTED.format(of=of), whom.person)
    await tx.run("UPDATE item SET words = '', author = NULL WHERE author = ?", whom.person)
    await tx.run(
        "UPDATE item_news SET text = '', source = 'gone/' || id, person = NULL WHERE person = ?",
        whom.person,
    )
    await tx.run("UPDATE item_news SET value = '' WHERE kind = 'owner' AND value = ?", whom.person)
    for (number,) in await tx.all("SELECT id FROM item WHERE owner = ?", whom.person):
        await renew(tx, number)


_HAD = (
    "SELECT i.id, i.owner FROM item i WHERE i.author = ? AND i.owner <> ?"
    " UNION SELECT i.id, n.value FROM item i JOIN item_news n ON n.item_id = i.id"
    " WHERE i.author = ? AND n.kind = 'owner' AND n.value NOT IN ('', ?)"
)


async def _unshow(tx: Transaction, author: str) -> None:
    """Take the words of somebody's items out of what others were asked about them."""
    for number, owner in await tx.all(_HAD, *(author,) * 4):
        called = f"#{number} "
        await messages.empty_naming(tx, owner, called)
        shown = await tx.all(
            "SELECT id, shown FROM check_in WHERE person = ? AND shown LIKE ?", owner, f"%{called}%"
        )
        for check_in, text in shown:
            asked = {
                question: [f"{called}…" if one.startswith(called) else one for one in items]
                for question, items in json.loads(text).items()
            }
            await tx.run("UPDATE check_in SET shown = ? WHERE id = ?", encode(asked), check_in)
            await tx.run(
                "UPDATE post SET wanted = wanted + 1 WHERE kind = 'report' AND subject = ?",
                str(check_in),
            )


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """The items they began or have, and what they said of any."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM item i WHERE i.author = ? OR i.owner = ? ORDER BY i.id",
        person,
        person,
    )
    said = await tx.all(
        f"SELECT n.item_id, {_NEWS} FROM item_news n WHERE n.person = ? ORDER BY n.id", person
    )
    return {
        "items": [_told(_item(row), person) for row in rows],
        "said_of_items": [_said(row[0], _news(row[1:])) for row in said],
    }


def _told(item: Item, person: str) -> dict[str, Any]:
    """What is theirs of it: the words of another stay another's."""
    return {
        "number": item.number,
        "standup": item.standup,
        "life": item.life,
        "words": item.words if item.author == person else "",
        "is_author": item.author == person,
        "is_owner": item.owner == person,
        "state": item.state,
        "since": item.since.isoformat(),
        "begun_at": item.begun_at.isoformat(),
        "belief": item.belief,
        "due": item.due.isoformat() if item.due else None,
        "followed_from": item.origin,
        "asked_about": item.asked,
        "asked_at": item.asked_at.isoformat() if item.asked_at else None,
    }


def _said(number: int, news: News) -> dict[str, Any]:
    return {
        "item": number,
        "kind": news.kind.value,
        "value": news.value,
        "text": news.text,
        "at": news.at.isoformat(),
        "replied_on": news.replied_on,
    }


PERSONAL = Owner(
    {"item": ("author", "owner", "words"), "item_news": ("person", "text", "value", "source")},
    forget,
    _export,
)
