"""The public contract on the stand-in, over real sockets."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from standup.chat.contract import AdapterContract
from tests.discord_adapter.bench import DiscordBench, discord_bench


class TestDiscord(AdapterContract):
    @pytest.fixture(autouse=True)
    def _on(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def bench(self) -> AbstractAsyncContextManager[DiscordBench]:
        return discord_bench(self.folder)
