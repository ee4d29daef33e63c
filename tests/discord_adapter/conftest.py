"""A bench for each test, and none of the pauses that real platforms need."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standup_discord import catch_up, shards
from tests.discord_adapter.bench import DiscordBench, discord_bench


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(catch_up, "LONGEST_PAUSE", 0.3)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[DiscordBench]:
    async with discord_bench(tmp_path) as made:
        yield made
