"""`standup report`, `accountability`, `export` and `backup`: from the store, while the bot runs."""

import asyncio
import json
import sqlite3
import sys
from argparse import Namespace
from contextlib import closing
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from standup.cli import picturing
from standup.config import Loaded, Url, load
from standup.core.dates.spans import Stretch, last_full
from standup.core.documents import metrics_csv, report_json
from standup.core.messages import render
from standup.core.messages.markup import Message, Picture
from standup.core.model import Standup
from standup.core.wording.channel import digest
from standup.core.wording.period import accountability as period_message
from standup.core.wording.pictures import pictures, with_pictures
from standup.core.zones import date_in
from standup.engine.clock import SystemClock
from standup.errors import NotFoundError, StandupError
from standup.pictures import drawing
from standup.store import personal_data, records, runs
from standup.store.database import Operation, Transaction
from standup.store.sqlite.store import SqliteReader
from standup.whole import whole
from standup.wiring.opening import look

T = TypeVar("T")
_DUMP = "pg_dump --format=custom --file=FILE URL (and --schema=NAME for one bot of several)"


def report(arguments: Namespace) -> int:
    """Print one run as Markdown, HTML or JSON."""
    loaded, now = load(arguments.folder), SystemClock().now()

    async def find(tx: Transaction) -> int:
        standup = await find_standup(tx, loaded, arguments.standup)
        day = arguments.date or await runs.latest_day(tx, standup.id)
        run = await runs.of_day(tx, standup.id, day) if day else None
        if run is None:
            raise NotFoundError(await no_run(tx, standup, day))
        found = await records.run_report(tx, run, now)
        write(
            arguments.format,
            report_json.versioned("report", report_json.run_data(found.counted)),
            digest(found, await records.courses(tx, run), await records.numbers(tx, found)),
            standup.title,
        )
        return 0

    return read(loaded.database, find)


def accountability(arguments: Namespace) -> int:
    """Print the accountability report of a period as Markdown, HTML or JSON."""
    loaded, now = load(arguments.folder), SystemClock().now()
    first, last = _days(arguments, date_in(loaded.instance.zone, now))

    async def find(tx: Transaction) -> int:
        standup = await find_standup(tx, loaded, arguments.standup)
        period = await records.period(tx, standup, first, last, now)
        if arguments.format == "csv":
            sys.stdout.write(metrics_csv.table(period))
            return 0
        shown = period_message(period)
        if arguments.pictures:
            picturing.draw(pictures(period), arguments.pictures)
        if arguments.format == "html":
            shown = with_pictures(shown, period)
        write(
            arguments.format,
            report_json.versioned("accountability", report_json.period_data(period)),
            shown,
            standup.title,
        )
        return 0

    return read(loaded.database, find)


def _days(arguments: Namespace, today: date) -> tuple[date, date]:
    """The first and the last day of the period that was asked for."""
    first, last, named = arguments.first, arguments.last, arguments.period
    if named and (first or last):
        raise StandupError("give either --period, or --from and --to")
    if last and not first:
        raise StandupError("--to needs --from: the day on which the period begins")
    if not first:
        return last_full(Stretch(named or Stretch.MONTH), today)
    if (last or today) < first:
        raise StandupError("--to lies before --from" if last else "--from lies after today")
    return first, last or today


def export(arguments: Namespace) -> int:
    """Print everything stored of one person, or of all, as JSON: one object a line for all."""
    loaded = load(arguments.folder)

    async def find(tx: Transaction) -> int:
        known = await personal_data.people(tx)
        if arguments.person is None:
            for person in known:
                found = report_json.versioned("export", await personal_data.export(tx, person))
                print(json.dumps(found, ensure_ascii=False))
            return 0
        configured = {person.id for person in loaded.instance.people}
        if arguments.person not in configured | set(known):
            raise NotFoundError(unknown("person", arguments.person, sorted(configured)))
        found = report_json.versioned("export", await personal_data.export(tx, arguments.person))
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0

    return read(loaded.database, find)


def backup(arguments: Namespace) -> int:
    """Copy the database as of one moment, and check the copy."""
    target: Path = arguments.target
    if target.exists():
        raise StandupError(f"{target} already exists: name a new file")
    database = load(arguments.folder).database
    if isinstance(database, Url):
        raise StandupError(f"{database} is backed up by PostgreSQL's own program: {_DUMP}")

    with whole(target) as beside:
        asyncio.run(_copy(database, beside))
        verdict = _verdict(beside)
        if verdict != "ok":
            raise StandupError(
                f"{database} is damaged, and so is its copy, which was not kept ({verdict}): put an"
                " earlier backup in its place"
            )
    print(f"wrote {target}, {target.stat().st_size // 1024} KiB, checked")
    return 0


def _verdict(database: Path) -> str:
    try:
        with closing(sqlite3.connect(database)) as connection:
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


async def _copy(database: Path, target: Path) -> None:
    reader = await SqliteReader.open(database)
    try:
        await reader.backup(target)
    finally:
        await reader.close()


def _draw_for(message: Message) -> render.DrawForPages | None:
    """What draws the pictures of a page, if it has any."""
    has_pictures = any(isinstance(block, Picture) for block in message.blocks)
    return drawing.for_pages() if has_pictures else None


def read(database: Path | Url, find: Operation[T]) -> T:
    """What one look at the database finds."""
    return asyncio.run(look(database, find))


async def find_standup(tx: Transaction, loaded: Loaded, standup_id: str) -> Standup:
    """The standup as configured, or as its latest run held it."""
    for standup in loaded.instance.standups:
        if standup.id == standup_id:
            return standup
    held = await records.standup_as_held(tx, standup_id)
    if held is None:
        known = [standup.id for standup in loaded.instance.standups]
        raise NotFoundError(unknown("standup", standup_id, known))
    return held


async def no_run(tx: Transaction, standup: Standup, day: Any) -> str:
    """Why there is nothing of that day."""
    latest = await runs.latest_day(tx, standup.id)
    if latest is None:
        return f"{standup.id} hasn't taken place yet: `standup preview` shows when it will"
    return f"{standup.id} didn't take place on {day}; its latest run was on {latest}"


def unknown(what: str, name: str, known: list[str]) -> str:
    """That there is none of this name, and which may have been meant."""
    close = get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"there is no {what} {name!r}{hint} Known: {', '.join(known) or 'none'}"


def write(form: str, facts: dict[str, Any], message: Message, title: str) -> None:
    """Print what was asked for in the form that was asked for."""
    if form == "json":
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    elif form == "html":
        sys.stdout.write(render.page(message, title, _draw_for(message)))
    else:
        sys.stdout.write(render.markdown(message))
