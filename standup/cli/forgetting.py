"""`standup forget`: everything of a person who is no longer in the configuration."""

import asyncio
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from typing import Any

from standup.app import create_adapters
from standup.cli.letting import let_them
from standup.config import Loaded, load
from standup.config.load import INSTANCE
from standup.core.reports.report import SOMEBODY
from standup.engine.clearing import clear
from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.engine.forgetting import forget_absent
from standup.engine.publisher import Publisher
from standup.errors import NotFoundError, StandupError
from standup.store import facts, personal_data
from standup.store.database import Transaction
from standup.wiring.opening import holders, look, open_store, rewrite

_CLEARING = 60.0  # seconds
_FOLLOWS = "What was posted in the channels changes too"
_GONE = (
    "No file of the database holds it any more. Backups, replicas that lag, archived logs, the"
    " chats themselves and what a disk keeps of deleted blocks are beyond any program's reach."
)


def forget(arguments: Namespace) -> int:
    """Say what will be deleted, ask, and delete it, or let the running bot do so."""
    loaded, person = load(arguments.folder), arguments.person
    if person is None and not arguments.now:
        raise StandupError("who should be forgotten? `standup export` lists everybody")
    if person is not None:
        _forget_person(loaded, person, is_sure=arguments.yes)
    if arguments.now:
        print("Rewriting what the database keeps ...", file=sys.stderr)
        asyncio.run(_clear(loaded))
        print(_GONE)
    return 0


def _forget_person(loaded: Loaded, person: str, *, is_sure: bool) -> None:
    if person in {known.id for known in loaded.instance.people}:
        raise StandupError(
            f"{person} is in {loaded.folder / INSTANCE} and would be asked again: take them out"
            " first, or let them say `forget me` to the bot"
        )
    kept = asyncio.run(_kept(loaded, person))
    print("\n".join(_what_goes(kept)))
    if not is_sure and not _is_sure(person):
        raise StandupError("nothing was deleted")
    print(asyncio.run(_forget(loaded, person)))


async def _kept(loaded: Loaded, person: str) -> dict[str, Any]:
    """All that is kept of a person. Raises NotFoundError where that is nothing."""

    async def find(tx: Transaction) -> dict[str, Any] | None:
        known = person in await personal_data.people(tx)
        return await personal_data.export(tx, person) if known else None

    found = await look(loaded.database, find)
    if found is None:
        raise NotFoundError(f"nothing is kept about {person}: `standup export` lists everybody")
    return found


def _what_goes(kept: dict[str, Any]) -> Iterator[str]:
    """What is deleted, in lines."""
    runs = kept["runs"]
    answers = sum(len(check_in["answers"]) for run in runs for check_in in run["check_ins"])
    updates = sum(len(run["updates"]) for run in runs)
    yield f"This permanently deletes what is kept about {kept['person']}:"
    if runs:
        names = ", ".join(sorted({run["name"] for run in runs}))
        days = sorted(run["day"] for run in runs)
        yield f"  {answers} answers and {updates} updates, earlier versions included"
        yield (
            f"  the name {names} in {len(runs)} runs, {days[0]} to {days[-1]}, where"
            f" “{SOMEBODY}” will stand instead"
        )
    yield f"  {len(kept['away'])} stretches of days away"
    if kept["publishing"]:
        yield "  what they said about publishing; the site changes the next time it is made"
    for account in kept["joined_accounts"]:
        yield f"  the joined account {account['account']} on {account['platform']}"
    yield "  what the bot wrote to them, as far as it is kept"
    yield f"{_FOLLOWS}. Backups and the chats themselves are out of reach."


def _is_sure(person: str) -> bool:
    print(f"Write {person} to go on: ", end="", flush=True)
    return sys.stdin.readline().strip() == person


async def _forget(loaded: Loaded, person: str) -> str:
    """Do it; what to say then."""
    found = await holders(loaded.database)
    if found:
        await let_them(loaded, "forget", person, found)
        return f"{person} is forgotten. {_FOLLOWS} in a moment."
    directory, now = _directory(loaded), SystemClock().now()
    store = await open_store(loaded.database)
    try:
        await store.write(partial(forget_absent, directory=directory, person=person, now=now))
        await store.clear()
    finally:
        await store.close()
    return f"{person} is forgotten. {_FOLLOWS} when the bot runs again."


def _directory(loaded: Loaded) -> Directory:
    adapters = create_adapters(loaded, SystemClock())
    capabilities = {name: adapter.capabilities for name, adapter in adapters.items()}
    return Directory(loaded.instance, capabilities)


async def _clear(loaded: Loaded) -> None:
    """Clear what was deleted from all files, after posts were composed without it."""
    if await holders(loaded.database):
        await _let_them_clear(loaded)
    else:
        await _clear_here(loaded)
    await rewrite(loaded.database)


async def _clear_here(loaded: Loaded) -> None:
    directory = _directory(loaded)
    store = await open_store(loaded.database)
    try:
        await Publisher(store, lambda: directory, SystemClock(), lambda: None).publish()
        await clear(store)
    finally:
        await store.close()


async def _let_them_clear(loaded: Loaded) -> None:
    """Wait until the bot that runs has let go of what was deleted."""
    give_up = time.monotonic() + _CLEARING
    while await look(loaded.database, lambda tx: facts.get(tx, facts.CLEAR)):
        if time.monotonic() > give_up:
            raise StandupError(
                "the running bot has not let go of it yet; its log says why. Try again later"
            )
        await asyncio.sleep(0.05)
