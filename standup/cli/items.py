"""`standup items`: what lives on beyond its run, as text, JSON or a table."""

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Sequence

from standup.cli.holding import as_it_holds
from standup.cli.reading import unknown
from standup.config import load
from standup.core.documents import item_formats, report_json
from standup.core.lives import naming, sought
from standup.core.lives.item import Item
from standup.core.lives.record import Record
from standup.core.lives.sought import Known
from standup.core.messages.markup import Message, bullets, plain
from standup.core.model import Standup
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern
from standup.core.wording import items as wording
from standup.core.zones import zone_info
from standup.engine import search
from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.engine.living.known import shown
from standup.errors import NotFoundError, NotUnderstoodError
from standup.store import item_records, logbook
from standup.store import items as store
from standup.store.database import Transaction
from standup.wiring.opening import look

_NUMBER = Pattern(r"#?\d{1,15}")


def items(arguments: Namespace) -> int:
    """Print the items that are wanted, the newest first, or one with its logbook."""
    loaded = load(arguments.folder)
    laid, _ = as_it_holds(loaded)
    directory = Directory.of(laid, {})
    words = " ".join(arguments.words)

    async def find(tx: Transaction) -> int:
        if _NUMBER.fullmatch(words):
            found = [await _one(tx, int(words.removeprefix("#")), arguments.standup)]
            if arguments.format == "text":
                print(plain(await _detail(tx, directory, found[0])))
                return 0
        else:
            found = await _wanted(tx, directory, arguments.standup, words)
        told = item_records.records(tx, found, directory.standups, directory.instance.zone)
        records = [record async for record in told]
        _write(arguments.format, records, directory)
        return 0

    return asyncio.run(look(loaded.database, find))


async def _one(tx: Transaction, number: int, standup: str | None) -> Item:
    """The item of a number. Raises NotFoundError."""
    item = await store.get(tx, number)
    if item is None or standup not in {None, item.standup}:
        raise NotFoundError(f"there is no #{number}" + (f" in {standup}" if standup else ""))
    return item


async def _wanted(
    tx: Transaction, directory: Directory, standup: str | None, words: str
) -> list[Item]:
    """The items that the words ask for. Raises NotFoundError and NotUnderstoodError."""
    known = list(dict.fromkeys([*directory.standups, *await store.standups(tx)]))
    if standup not in {None, *known}:
        raise NotFoundError(unknown("standup", standup or "", known))
    zone = zone_info(directory.instance.zone)
    today = SystemClock().now().astimezone(zone).date()
    these = known if standup is None else [standup]
    wanted = sought.read(words, today, these, _known(list(directory.standups.values())))
    if wanted is None:
        raise NotUnderstoodError(
            f"{words!r} says nothing of items; for example: `standup items of bo`,"
            " `standup items refuted since march`, `standup items 12`"
        )
    found = [
        item
        for one in wanted.standups
        for item in await item_records.in_standup(tx, one)
        if wanted.has(item, item.since.astimezone(zone).date())
    ]
    return sorted(found, key=lambda item: -item.number)


def _known(standups: Sequence[Standup]) -> Known:
    """What the words may name."""
    named = search.named(standups)
    by_name = {fold(name): one for name, one in named.standups.items()}
    return Known(named.people, by_name, *naming.of_lives(standups))


async def _detail(tx: Transaction, directory: Directory, item: Item) -> Message:
    news = await logbook.of(tx, item.number)
    origin = await store.get(tx, item.origin) if item.origin is not None else None
    told = shown(directory, item, directory.instance.zone, news)
    return wording.detail(told, news, await store.followers(tx, item.number), origin, most=None)


def _write(form: str, records: Sequence[Record], directory: Directory) -> None:
    names = {one: directory.people[one].name for one in directory.people}
    if form == "json":
        data = [item_formats.item_data(record, names) for record in records]
        told = report_json.versioned("items", {"items": data})
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif form == "csv":
        rows = (item_formats.table_row(record, names) for record in records)
        print("".join((item_formats.HEADING, *rows)), end="")
    elif records:
        zone = directory.instance.zone
        lines = [shown(directory, record.item, zone) for record in records]
        several = len({record.item.standup for record in records}) > 1
        print(plain(bullets([wording.line(one, several=several) for one in lines])))
    else:
        print("Nothing lives on that is like that.", file=sys.stderr)
