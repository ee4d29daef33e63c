"""The benches that the faults are tried on: the example of adapters/README.md, and our own."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from standup_discord import catch_up, shards
from tests.discord_adapter.bench import discord_bench
from tests.matrix.offering import offering_bench
from tests.matrix.synapse import Synapse
from tests.telegram.bench import telegram_bench

EXAMPLE = Path(__file__).parents[1] / "thirdparty"
MakeBench = Callable[[], AbstractAsyncContextManager[Any]]


@contextmanager
def folder(home: Path) -> Iterator[MakeBench]:
    """The example, found by its entry point as if it were installed."""
    told = home / "standup_folder-1.0.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: standup-folder\nVersion: 1.0.0\n")
    (told / "entry_points.txt").write_text("[standup.adapters]\nfolder = standup_folder:plugin\n")
    paths = [str(home), str(EXAMPLE)]
    sys.path[:0] = paths
    try:
        example, numbers = import_module("contract"), count()
        yield lambda: example.folder_bench(_made(home, numbers))
    finally:
        for path in paths:
            sys.path.remove(path)


@contextmanager
def discord(home: Path) -> Iterator[MakeBench]:
    """Discord's stand-in."""
    before = shards.AGAIN_SECONDS, catch_up.LONGEST_PAUSE
    shards.AGAIN_SECONDS, catch_up.LONGEST_PAUSE = 0.0, 0.3
    numbers = count()
    try:
        yield lambda: discord_bench(_made(home, numbers))
    finally:
        shards.AGAIN_SECONDS, catch_up.LONGEST_PAUSE = before


@contextmanager
def telegram(home: Path) -> Iterator[MakeBench]:
    """Telegram's stand-in."""
    numbers = count()
    yield lambda: telegram_bench(_made(home, numbers))


@contextmanager
def matrix(home: Path) -> Iterator[MakeBench]:
    """A real Synapse."""
    synapse, numbers = Synapse(home / "synapse"), count()
    synapse.start()
    try:
        yield lambda: offering_bench(synapse, _made(home, numbers), encryption=False, element=False)
    finally:
        synapse.stop()


PLATFORMS = {"folder": folder, "discord": discord, "telegram": telegram, "matrix": matrix}


def _made(home: Path, numbers: "count[int]") -> Path:
    made = home / str(next(numbers))
    made.mkdir()
    return made
