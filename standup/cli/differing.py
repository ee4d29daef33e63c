"""`standup diff`: what a changed folder changes for people, before `reload` takes it."""

import asyncio
import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from standup.cli.difference_words import line
from standup.cli.holding import said
from standup.config import Loaded, load
from standup.core.differences import Difference, Open, differences
from standup.core.model import Instance
from standup.core.settings.overlay import laid_over
from standup.core.settings.setting import Setting
from standup.engine.clock import SystemClock
from standup.errors import StandupError
from standup.store import in_force, runs
from standup.store.database import Transaction
from standup.wiring.opening import look

_CHANGES, _TROUBLE = 1, 2


class NothingToCompareError(StandupError):
    """It cannot be told what changes, which is not that nothing does."""

    exit_code = _TROUBLE


@dataclass(frozen=True, slots=True)
class Held:
    """What the database knows: what is in force, what people said, which runs are open."""

    instance: Instance | None = None
    said: tuple[Setting, ...] = ()
    open: tuple[Open, ...] = ()


def diff(arguments: Namespace) -> int:
    """Print what changes; 0 where nothing does, 1 where something does."""
    try:
        found = _compared(arguments)
    except StandupError as error:
        if error.exit_code == _CHANGES:
            raise NothingToCompareError(str(error)) from error
        raise
    if arguments.format == "json":
        print(json.dumps([_data(one) for one in found], ensure_ascii=False))
    else:
        print("\n".join(map(line, found)) or "Nothing changes for anybody.")
    return _CHANGES if found else 0


def _compared(arguments: Namespace) -> tuple[Difference, ...]:
    new = load(arguments.changed or arguments.folder)
    if arguments.against is not None:
        held = Held(load(arguments.against).instance)
    else:
        held = asyncio.run(held_by(load(arguments.folder) if arguments.changed else new))
    if held.instance is None:
        raise NothingToCompareError(
            "what is in force is not known: no bot of this release has run on this database yet;"
            " name the folder to compare with: standup diff --against FOLDER"
        )
    return changes(held, new)


def changes(held: Held, new: Loaded) -> tuple[Difference, ...]:
    """What changes where a folder takes the place of what is in force."""
    assert held.instance is not None
    now = SystemClock().now()
    before, after = (laid_over(one, held.said, now.date()) for one in (held.instance, new.instance))
    return differences(before, after, held.open, now)


async def held_by(loaded: Loaded) -> Held:
    """What the database of a folder knows, as far as there is one."""
    if isinstance(loaded.database, Path) and not loaded.database.is_file():
        return Held()
    return await look(loaded.database, _held)


async def _held(tx: Transaction) -> Held:
    open_ = tuple((run.standup.id, run.day) for run in await runs.still_open(tx))
    return Held(await in_force.known(tx), tuple(await said(tx)), open_)


def _data(difference: Difference) -> dict[str, str]:
    standup = getattr(difference, "standup", None)
    return {
        "kind": type(difference).__name__,
        "standup": getattr(standup, "id", standup) or "",
        "says": line(difference),
    }
