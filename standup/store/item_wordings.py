"""What was said of items before an edit, so that it holds again where the edit is taken back."""

from collections.abc import Collection
from dataclasses import dataclass

from standup.core.lives.item import News, NewsKind
from standup.store import items, logbook
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms

_LINE = "item_id, source, part, kind, value, ends, person, text, said_at"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of something that was said of items: in which source, and by whom."""

    id: str
    source: str
    author: str


async def keep(tx: Transaction, source: str, edit: str) -> None:
    """Keep what is said in a source, or lives on of it, which an edit of this id is about to
    change."""
    await tx.run(
        f"INSERT INTO item_wording (edit, {_LINE})"
        " SELECT ?, id, source, '', 'words', '', 0, author, words, begun_at FROM item"
        " WHERE source = ? AND author IS NOT NULL",
        edit,
        source,
    )
    await tx.run(
        f"INSERT INTO item_wording (edit, {_LINE}) SELECT ?, {_LINE} FROM item_news"
        " WHERE source = ? AND person IS NOT NULL ORDER BY id",
        edit,
        source,
    )


async def edited_by(tx: Transaction, edit: str) -> Edit | None:
    """The edit of this id, if it changed anything that is still kept."""
    row = await tx.one("SELECT source, person FROM item_wording WHERE edit = ? LIMIT 1", edit)
    return Edit(edit, *row) if row else None


async def are_edits(tx: Transaction, ids: Collection[str]) -> set[str]:
    """Those of these that are edits of something that was said of items."""
    marks = ", ".join("?" * len(ids)) or "NULL"
    rows = await tx.all(f"SELECT edit FROM item_wording WHERE edit IN ({marks})", *ids)
    return {row[0] for row in rows}


async def undo(tx: Transaction, edit: Edit) -> None:
    """Have what was said before an edit hold again; where a later edit holds, before that one."""
    rows = await tx.all(
        f"SELECT id, edit, {_LINE} FROM item_wording WHERE source = ? ORDER BY id", edit.source
    )
    last = max(row[0] for row in rows if row[1] == edit.id)
    later = next((row[1] for row in rows if row[0] > last), None)
    if later is None:
        await _say_again(tx, [_line(row[2:]) for row in rows if row[1] == edit.id])
        await tx.run("DELETE FROM item_wording WHERE edit = ?", edit.id)
    else:
        await tx.run("DELETE FROM item_wording WHERE edit = ?", later)
        await tx.run("UPDATE item_wording SET edit = ? WHERE edit = ?", later, edit.id)


async def _say_again(tx: Transaction, said: Collection[tuple[int, News]]) -> None:
    """Have what lives on, or logbooks, say nothing of a source but this."""
    source = next(iter(said))[1].source
    if await items.of_source(tx, source):
        for number, news in said:
            await items.reword(tx, number, news.text)
        return
    await logbook.drop(tx, source)
    for number, news in said:
        await logbook.note(tx, number, news, news.part)
    for number in await logbook.told_in(tx, source):
        await logbook.renew(tx, number)
    await logbook.renew_posts(tx, source)


async def drop(tx: Transaction, source: str) -> None:
    """Let go of what was said before in a source that is taken back."""
    await tx.run("DELETE FROM item_wording WHERE source = ?", source)


async def said_by(tx: Transaction, person: str) -> list[tuple[int, News]]:
    """What somebody said before they edited it, each with the number of the item that it is of."""
    rows = await tx.all(f"SELECT {_LINE} FROM item_wording WHERE person = ? ORDER BY id", person)
    return [_line(row) for row in rows]


def _line(row: Row) -> tuple[int, News]:
    number, source, part, kind, value, ends, person, text, at = row
    told = (NewsKind(kind), source, from_ms(at), value, text, person, part, bool(ends))
    return number, News(*told)
