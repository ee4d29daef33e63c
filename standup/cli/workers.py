"""`standup workers`: which process carries what."""

import asyncio
from argparse import Namespace
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from standup.chat.interface import TROUBLE
from standup.config import Url, load
from standup.store import adapter_values, lanes
from standup.store.database import Transaction
from standup.store.lanes import Taken
from standup.store.lock import Holder
from standup.wiring.opening import holders, look


def workers(arguments: Namespace) -> int:
    """Print every process that runs on the database, what each carries, and what is wrong."""
    loaded = load(arguments.folder)
    print("\n".join(asyncio.run(told(loaded.database, loaded.adapters))))
    return 0


async def told(database: Path | Url, adapters: Iterable[str] = ()) -> list[str]:
    """Who runs on the database and what each carries, in lines."""
    found = [str(one) for one in await holders(database)]
    if not found:
        return [f"No bot is running on {database}: `standup run` starts one."]
    taken, troubles = await look(database, partial(_look, adapters=adapters))
    wrong = [f"Trouble on {adapter}: {words}" for adapter, words in troubles]
    if not taken:
        return [f"{found[0]} carries everything", *wrong]
    lines = [
        f"{_who(one, found):<32} {one.lane:<16} since {one.at:%Y-%m-%d %H:%M} UTC" for one in taken
    ]
    idle = set(found) - {_name(one) for one in taken}
    return [*sorted(lines), *(f"{one:<32} carries nothing yet" for one in sorted(idle)), *wrong]


async def _look(
    tx: Transaction, adapters: Iterable[str]
) -> tuple[list[Taken], list[tuple[str, str]]]:
    found = {one: await adapter_values.beginning(tx, one, TROUBLE) for one in adapters}
    troubles = [(one, words[TROUBLE]) for one, words in found.items() if TROUBLE in words]
    return await lanes.taken(tx), troubles


def _who(taken: Taken, alive: list[str]) -> str:
    name = _name(taken)
    return name if name in alive else f"nobody (it was {name})"


def _name(taken: Taken) -> str:
    return str(Holder(taken.pid, taken.host))
