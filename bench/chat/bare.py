"""The libraries alone, answering and sending: what our bot is measured against.

As a program, `python -m bench.chat.bare NAME URL TOKEN`, it connects, says so and stays.
"""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Protocol

_WORDS = "What of your day is number {}?"


class Client(Protocol):
    """A library that is connected, and answers every message."""

    async def send(self, place: str, text: str) -> None:
        """Write into a conversation."""


def connected(
    platform: str, url: str, token: str, at_once: int
) -> AbstractAsyncContextManager[Client]:
    """The library of a platform, connected for as long as the block lasts."""
    made: AbstractAsyncContextManager[Client] = import_module(
        f"bench.chat.bare_{platform}"
    ).connected(url, token, at_once)
    return made


async def send_all(client: Client, places: Sequence[str], at_once: int) -> None:
    """A message into each conversation, so many at once."""
    waiting = iter(enumerate(places))

    async def send() -> None:
        for number, place in waiting:
            await client.send(place, _WORDS.format(number))

    await asyncio.gather(*(send() for _ in range(at_once)))


async def _stay(platform: str, url: str, token: str) -> None:
    async with connected(platform, url, token, 8):
        print("Connected", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_stay(*sys.argv[1:4]))
