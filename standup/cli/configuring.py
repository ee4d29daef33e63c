"""`standup init`, `check`, `preview` and `adapters`."""

import asyncio
import sys
from argparse import Namespace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from standup import config
from standup.chat import certificates, proxy, registry
from standup.cli import moved
from standup.cli.coming import coming, whenever
from standup.cli.holding import names_of, said_of, with_what_was_said
from standup.config import check_secrets
from standup.config.advice import advice
from standup.core import schedule
from standup.core.dates.away import Away
from standup.core.model import Person, Standup
from standup.core.slots import as_chosen
from standup.core.wording.times import full_day_text
from standup.engine.clock import SystemClock
from standup.errors import DatabaseError
from standup.store import absences
from standup.wiring.opening import open_reader

_NEXT_PER_STANDUP = 2


def init(arguments: Namespace) -> int:
    """Copy the example and say what to do with it."""
    for path in config.init(arguments.folder):
        print(f"wrote {path}")
    print(
        f"\nNow change {arguments.folder}/instance.yaml to your people and your platform, then:\n"
        f"  standup check -f {arguments.folder}\n  standup run -f {arguments.folder}"
    )
    return 0


def check(arguments: Namespace) -> int:
    """Print every mistake (exit code 3), or that there is none and what comes next."""
    loaded = config.load(arguments.folder)
    instance = loaded.instance
    now = SystemClock().now()
    standups, people = len(instance.standups), len(instance.people)
    print(
        f"{arguments.folder}: no mistakes. {standups} standup{'' if standups == 1 else 's'}, "
        f"{people} {'person' if people == 1 else 'people'}, "
        f"adapter{'' if len(loaded.adapters) == 1 else 's'}: {', '.join(loaded.adapters)}."
    )
    for note in (*loaded.advice, *advice(arguments.folder, instance)):
        print(f"Note: {note.told('write')}")
    laid, held, idle = with_what_was_said(loaded)
    told = (*check_secrets.notes(loaded), *moved.as_far_as_known(loaded), *idle)
    for other in (*told, *proxy.told(), *certificates.told()):
        print(f"Note: {other}")
    for standup in laid.instance.standups:
        print(f"\n{standup.title} ({standup.id})")
        one = type(instance)((standup,), instance.people, instance.organiser, instance.zone)
        most = _NEXT_PER_STANDUP * len(standup.rounds) * len(standup.slots)
        never = whenever(standup) or ["it doesn't open in the next ten years"]
        for line in coming(one, now, most=most) or never:
            print(f"  {line}")
        for line in said_of(standup, held, names_of(laid)):
            print(f"  {line}")
    return 0


def preview(arguments: Namespace) -> int:
    """Print who will be asked what and when in the next days."""
    loaded = config.load(arguments.folder)
    now = SystemClock().now()
    end = now + timedelta(days=arguments.days)
    away, (laid, held, idle) = asyncio.run(_away(loaded)), with_what_was_said(loaded)
    moments = [
        (opening.at, standup, slot, opening)
        for standup in laid.instance.standups
        for slot in standup.slots
        for opening in schedule.openings(as_chosen(standup, slot.times), slot.zone, now, end)
    ]
    for at, standup, slot, opening in sorted(moments, key=lambda moment: moment[0]):
        print(_heading(at, slot.zone, standup, opening.round_id))
        for question in standup.round(opening.round_id).questions:
            print(f"    {question.ask}")
        for person in standup.participants:
            day = opening.day
            if standup.slot_of(person, day) == slot and person.is_theirs(standup.id, day):
                print(f"    → {person.name}{_absence(person, standup, opening.day, away)}")
    without = [one for one in laid.instance.standups if not one.has_schedule]
    for standup in without:
        for line in whenever(standup):
            print(f"{standup.title}: {line}")
    if not moments and not without:
        print(f"Nobody is asked anything in the next {arguments.days} days.")
    for standup in laid.instance.standups:
        for line in said_of(standup, held, names_of(laid)):
            print(f"{standup.title}: {line}")
    for note in idle:
        print(f"Note: {note}", file=sys.stderr)
    return 0


def _heading(at: datetime, zone: str, standup: Standup, round_id: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    title = standup.round(round_id).title.lower()
    return f"{full_day_text(local.date())}, {local:%H:%M} {zone}: {standup.title}, {title}"


def _absence(person: Person, standup: Standup, day: date, away: dict[str, tuple[Away, ...]]) -> str:
    if any(dates.keeps_from(standup.id, day) for dates in away.get(person.id, ())):
        return " (away, will not be asked)"
    if not person.accounts and person.invited:
        return " (invited: cannot be asked until they begin, `standup invite` prints their link)"
    return "" if person.accounts else " (has no account, cannot be asked)"


async def _away(loaded: config.Loaded) -> dict[str, tuple[Away, ...]]:
    """Who is away when, as far as the database is there to be asked."""
    if isinstance(loaded.database, Path) and not loaded.database.is_file():
        return {}
    try:
        reader = await open_reader(loaded.database)
    except DatabaseError as error:
        print(f"Note: who is away is not known: {error}\n", file=sys.stderr)
        return {}
    today = SystemClock().now().date() - timedelta(days=1)
    try:
        return {
            person.id: await reader.read(
                lambda tx, person=person: absences.of(tx, person.id, today)  # type: ignore[misc]
            )
            for person in loaded.instance.people
        }
    finally:
        await reader.close()


def adapters(_: Namespace) -> int:
    """Print every adapter that is known, and what is missing to use it."""
    for known in registry.known():
        print(known)
    return 0
