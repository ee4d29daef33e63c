"""What a check-in or an update says of items, written down: each of its lines has a number, and
logbooks hold what it tells by now."""

from difflib import SequenceMatcher

from standup.core.life import Life
from standup.core.lives.item import Line, News, NewsKind, Planned, Sheet
from standup.store import items, logbook
from standup.store.database import Transaction
from standup.store.instants import to_ms

_COMPARED, _ALIKE = 200, 0.6  # characters of a line, and how much of them


async def take(tx: Transaction, sheet: Sheet, lives: dict[str, Life]) -> None:
    """Have items and logbooks say what a check-in or an update says by now."""
    touched = {item.number for item in await items.of_source(tx, sheet.source)}
    for line, number in await _lined_up(tx, sheet):
        if line is None:
            await tx.run("UPDATE item SET words = '' WHERE id = ?", number)
        elif number is None:
            touched.add(await _begin(tx, sheet, line, lives[line.life]))
        else:
            await _say_anew(tx, sheet, line, number)
    touched |= await _retell(tx, sheet)
    for number in touched:
        await logbook.renew(tx, number)


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
            await logbook.note(tx, number, news, line.question)


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
            stale.discard(await logbook.note(tx, number, told.news, told.news.part))
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
