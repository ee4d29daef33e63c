"""The public contract on the stand-in, over real sockets."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from standup.chat.contract import AdapterContract, Bench
from tests.discord_adapter.bench import DiscordBench, discord_bench
from tests.discord_adapter.spread import Spread
from tests.standins.discord import DiscordServer


class TestDiscord(AdapterContract):
    @pytest.fixture(autouse=True)
    def _on(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def bench(self) -> AbstractAsyncContextManager[DiscordBench]:
        return discord_bench(self.folder)


class ShardedBench(DiscordBench):
    """A team on the second of two shards, and a bot that has them both."""

    def adapter(self, *_: Any, **__: Any) -> Spread:  # type: ignore[override]
        """The bot's adapter on both connections."""
        both = super().adapter(shards=2)
        return Spread(both, both)


class TestShardedDiscord(AdapterContract):
    @pytest.fixture(autouse=True)
    def _on(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    @asynccontextmanager
    async def bench(self) -> AsyncIterator[Bench]:
        async with DiscordServer() as server:
            yield ShardedBench(server, self.folder, (1, 2))
            assert server.violations == []
