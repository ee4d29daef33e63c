"""Shards: the connections over which Discord spreads a bot's servers, and when each may begin."""

import asyncio
import random
from typing import NamedTuple

AGAIN_SECONDS = 5.5  # Discord lets one shard of a bucket identify every 5
_MOST_CHANCE = 0.5


class Shard(NamedTuple):
    """One of `of` connections; the first one has the direct messages."""

    number: int
    of: int


class Turns:
    """When the shards of one token identify, those that run in this process.

    Discord sorts them into buckets and takes one of each at a time. Where two processes meet it
    refuses the later one, which waits, by chance a little longer than another, and tries again.
    """

    def __init__(self) -> None:
        self._next: dict[int, float] = {}

    async def wait(self, shard: Shard, buckets: int) -> None:
        """Wait for the turn of a shard."""
        now, bucket = asyncio.get_running_loop().time(), shard.number % max(1, buckets)
        at = max(now, self._next.get(bucket, now))
        self._next[bucket] = at + AGAIN_SECONDS
        await asyncio.sleep(at - now)

    async def wait_again(self, shard: Shard, buckets: int) -> None:
        """The same after Discord did not take or keep a session."""
        chance = random.uniform(0, _MOST_CHANCE)  # noqa: S311 - to be apart, not to be secret
        await asyncio.sleep(AGAIN_SECONDS * (1 + chance))
        await self.wait(shard, buckets)
