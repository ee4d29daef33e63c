"""The learning log: its entries found, newest or oldest first, some at a time."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from functools import partial

from standup.core.learning_log.entries import Entry, Merged, Wanted
from standup.core.text import phrases
from standup.store.database import Asked, Reader, Transaction
from standup.store.learning_log import tagging
from standup.store.learning_log.entry import NOT_MERGED, first_of, load
from standup.store.learning_log.words import DAY_BITS, kind_mark, mark

_AT_ONCE = 200


async def entries(
    tx: Transaction,
    wanted: Wanted,
    most: int,
    *,
    beyond: int | None = None,
    oldest_first: bool = False,
    merged: Merged = NOT_MERGED,
) -> list[Entry]:
    """The newest entries that are wanted, or the oldest; those `beyond` the id of the last one
    seen, to go on from there. `merged` says which tags are one."""
    sought = phrases.phrases(wanted.words)
    if not wanted.standups or (wanted.words.strip() and not sought):
        return []
    marks, found = _marks(wanted, merged), list[Entry]()
    by_words = bool(sought or len(marks) > 1)
    if by_words and set(await tagging.standups(tx)) <= set(wanted.standups):
        marks = marks[1:]  # all that there are: asking for each of them takes its time
    while len(found) < most:
        asked = Asked(sought, marks, *_span(wanted, beyond, oldest_first))
        some = most - len(found)
        if by_words:
            numbers = await tx.words.find(tx, asked, some, oldest_first=oldest_first)
        else:
            numbers = await _of_standups(tx, wanted.standups, asked, some, oldest_first)
        known = {entry.id: entry for entry in await load(tx, numbers, merged)}
        found += [known[number] for number in numbers if number in known]
        if len(numbers) < some:
            break
        beyond = numbers[-1]  # what was taken back a moment ago is no end of the log
    return found


async def having(
    tx: Transaction, word: str, standups: Sequence[str], days: tuple[date, date], most: int
) -> list[int]:
    """The numbers of the newest entries of some days that have a word."""
    sought = phrases.phrases(word)[:1]
    if not sought or not standups:
        return []
    wanted = Wanted(tuple(standups), first=days[0], last=days[1])
    asked = Asked(sought, _marks(wanted, NOT_MERGED), *_span(wanted, None, oldest_first=False))
    return await tx.words.find(tx, asked, most, oldest_first=False)


async def every(
    reader: Reader, wanted: Wanted, *, oldest_first: bool = True, merged: Merged = NOT_MERGED
) -> AsyncIterator[Entry]:
    """All entries that are wanted, however many: some are read at a time."""
    beyond: int | None = None
    while True:
        look = partial(
            entries,
            wanted=wanted,
            most=_AT_ONCE,
            beyond=beyond,
            oldest_first=oldest_first,
            merged=merged,
        )
        found = await reader.read(look)
        for entry in found:
            yield entry
        if len(found) < _AT_ONCE:
            return
        beyond = found[-1].id


def _marks(wanted: Wanted, merged: Merged) -> tuple[tuple[str, ...], ...]:
    groups = [tuple(mark("standup", standup) for standup in wanted.standups)]
    if wanted.people:
        groups.append(tuple(mark("person", person) for person in wanted.people))
    if wanted.kind is not None:
        groups.append((kind_mark(wanted.kind),))
    if wanted.tag is not None:
        groups.append(tuple(mark("tag", tag) for tag in merged.all_of(wanted.tag)))
    return tuple(groups)


def _span(wanted: Wanted, beyond: int | None, oldest_first: bool) -> tuple[int, int]:
    first = first_of(wanted.first) if wanted.first else 0
    last = (first_of(wanted.last) + (1 << DAY_BITS) if wanted.last else 1 << 62) - 1
    if beyond is not None and oldest_first:
        first = max(first, beyond + 1)
    elif beyond is not None:
        last = min(last, beyond - 1)
    return first, last


async def _of_standups(
    tx: Transaction,
    standups: Sequence[str],
    asked: Asked,
    most: int,
    oldest_first: bool,
) -> list[int]:
    marks = ", ".join("?" * len(standups))
    order = "ASC" if oldest_first else "DESC"
    rows = await tx.all(
        f"SELECT id FROM entry WHERE standup IN ({marks}) AND id BETWEEN ? AND ?"
        f" ORDER BY id {order} LIMIT ?",
        *standups,
        asked.first,
        asked.last,
        most,
    )
    return [row[0] for row in rows]
