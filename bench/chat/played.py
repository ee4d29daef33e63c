"""A platform and its people in a process of their own: `python -m bench.chat.played NAME`.

Each line in is a JSON object whose `do` names a method; each line out is what it returned.
"""

import argparse
import asyncio
import json
import sys
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Any, Protocol

from bench.chat.crowd import Crowd


class Platform(Protocol):
    """A stand-in as the bench needs it."""

    token: str
    channel: str

    @property
    def server(self) -> AbstractAsyncContextManager[Any]:
        """What is to be entered."""

    @property
    def url(self) -> str:
        """Where it listens."""

    def crowd(self, people: int) -> Crowd:
        """So many people whom the bot may write to."""

    def slow(self, seconds: float) -> None:
        """Let each answer come so much later."""


class Stage:
    """What the other process may ask for."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._crowd = Crowd([])

    async def people(self, count: int) -> dict[str, Any]:
        """Let so many people be there."""
        self._crowd = self._platform.crowd(count)
        return {
            "url": self._platform.url,
            "token": self._platform.token,
            "channel": self._platform.channel,
            "people": [[person.account, person.place] for person in self._crowd.people],
        }

    async def slow(self, seconds: float) -> None:
        """See Platform."""
        self._platform.slow(seconds)

    async def expect(self) -> None:
        """See Crowd."""
        self._crowd.expect()

    async def heard(self) -> None:
        """See Crowd."""
        await self._crowd.heard()

    async def counted(self, seconds: float) -> tuple[int, int]:
        """See Crowd."""
        return await self._crowd.counted(seconds)

    async def talk(self, first: int, last: int, at_once: int, turns: int) -> list[float]:
        """See Crowd."""
        return await self._crowd.talk(first, last, at_once, turns)


async def _serve(name: str, *, limited: bool) -> None:
    module = import_module(f"bench.chat.played_{name}")
    platform: Platform = module.create(limited=limited)
    async with platform.server:
        stage = Stage(platform)
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            print(json.dumps(await getattr(stage, asked.pop("do"))(**asked)), flush=True)


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(description=__doc__)
    _parser.add_argument("name", choices=("telegram", "discord"))
    _parser.add_argument("--limited", action="store_true")
    _chosen = _parser.parse_args()
    asyncio.run(_serve(_chosen.name, limited=_chosen.limited))
