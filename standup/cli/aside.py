"""`standup inbox`: what came in and could not be handled, and what becomes of it."""

import asyncio
from argparse import Namespace
from collections.abc import Sequence

from standup.app import create_adapters
from standup.cli.letting import let_them
from standup.config import Loaded, load
from standup.engine.again import let_go, take_up
from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.engine.inbox import Inbox
from standup.errors import NotFoundError, StandupError
from standup.store import stumbles
from standup.store.database import Store
from standup.store.stumbles import Aside
from standup.wiring.opening import holders, look, open_store

ALL = "all"
_WORDS = {
    "Said": "a message",
    "Chose": "a choice",
    "Filled": "a form",
    "Edited": "an edit",
    "Deleted": "a message taken back",
    "Reachable": "coming back",
    "Went": "going",
}


def inbox(arguments: Namespace) -> int:
    """List what was put aside, or have it handled again or let go."""
    loaded = load(arguments.folder)
    found = asyncio.run(look(loaded.database, stumbles.aside))
    wanted = arguments.retry or arguments.drop
    if wanted is None:
        print("\n".join(map(_line, found)) or "Nothing has been put aside.")
        return 0
    chosen = [one for one in found if wanted in {ALL, one.handle}]
    if not chosen and wanted != ALL:
        raise NotFoundError(f"nothing put aside is called {wanted}: see `standup inbox`")
    again = arguments.retry is not None
    left = asyncio.run(_decided(loaded, chosen, again=again))
    if left:
        raise StandupError(f"{', '.join(left)} still cannot be handled; the log says why")
    print(f"{len(chosen)} handled." if again else f"{len(chosen)} dropped.")
    return 0


def _line(one: Aside) -> str:
    """One event, without a word of what was said."""
    kind = _WORDS.get(one.content["type"], one.content["type"])
    said = sum(len(text) for text in _texts(one))
    length = f", {said} characters" if said else ""
    account = f"{one.content['account']} on {one.adapter}"
    why = f": {one.content['why']}" if one.content.get("why") else ""
    return f"{one.handle}  {one.at:%Y-%m-%d %H:%M} UTC  {kind} of {account}{length}{why}"


def _texts(one: Aside) -> list[str]:
    answers = one.content.get("answers")  # of a form; of a message, the id of what it replies to
    return [one.content.get("text", ""), *(answers.values() if isinstance(answers, dict) else ())]


async def _decided(loaded: Loaded, chosen: Sequence[Aside], *, again: bool) -> list[str]:
    """Do it, or let the running bot do it; what is still aside then that was to be handled."""
    found = await holders(loaded.database)
    if found:
        for one in chosen:
            await let_them(loaded, "retry" if again else "drop", one.handle, found)
        aside = {one.handle for one in await look(loaded.database, stumbles.aside)}
        return [one.handle for one in chosen if again and one.handle in aside]
    store = await open_store(loaded.database)
    try:
        return await _decided_here(loaded, store, chosen, again=again)
    finally:
        await store.close()


async def _decided_here(
    loaded: Loaded, store: Store, chosen: Sequence[Aside], *, again: bool
) -> list[str]:
    clock = SystemClock()
    adapters = create_adapters(loaded, clock)
    able = {name: adapter.capabilities for name, adapter in adapters.items()}
    directory = Directory(loaded.instance, able)

    def of(home: Store, adapter: str) -> Inbox:
        return Inbox(adapter, home, lambda: directory, clock, lambda: None)

    if again:
        return [one.handle for one in chosen if not await take_up(store, of, one.handle)]
    for one in chosen:
        await let_go(store, one.handle)
    return []
