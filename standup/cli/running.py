"""`standup run` and `standup reload`."""

import asyncio
import logging
import os
import signal
import sys
import time
from argparse import Namespace
from pathlib import Path

from standup import __version__
from standup.app import Service
from standup.cli.coming import coming
from standup.config import Url, load
from standup.engine.clock import SystemClock
from standup.errors import StandupError
from standup.opening import holder, open_reader
from standup.store import facts

_NEXT = 3
_RELOAD_PATIENCE = 5.0  # seconds


def run(arguments: Namespace) -> int:
    """Run the bot until SIGTERM or Ctrl-C."""
    _log_to_stderr(verbose=arguments.verbose)
    loaded = load(arguments.folder)
    _say(f"open-standup {__version__}, folder {loaded.folder}, database {loaded.database}")
    for line in coming(loaded.instance, SystemClock().now(), days=366, most=_NEXT):
        _say(f"Next: {line}")
    asyncio.run(Service(loaded, _say).run())
    return 0


def _say(words: str) -> None:
    print(words, flush=True)


def _log_to_stderr(*, verbose: bool) -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("standup").setLevel(logging.INFO)


def reload(arguments: Namespace) -> int:
    """Check the folder, then let the running bot take it; a broken one never reaches it."""
    loaded = load(arguments.folder)
    found = asyncio.run(holder(loaded.database))
    if found is None:
        raise StandupError(f"no bot is running on {loaded.database}: start one with `standup run`")
    if not found.is_here:
        raise StandupError(f"the bot on {loaded.database} is {found}: reload it there")
    pid = found.pid
    os.kill(pid, signal.SIGHUP)
    if not asyncio.run(_taken(loaded.database, loaded.digest)):
        raise StandupError(f"process {pid} did not take the change; its log says why")
    _say(f"Process {pid} took the change; open conversations go on as they began.")
    return 0


async def _taken(database: Path | Url, digest: str) -> bool:
    reader = await open_reader(database)
    try:
        give_up = time.monotonic() + _RELOAD_PATIENCE
        while time.monotonic() < give_up:
            if await reader.read(lambda tx: facts.get(tx, facts.CONFIG)) == digest:
                return True
            await asyncio.sleep(0.05)
        return False
    finally:
        await reader.close()
