"""Whatever somebody sends, another person's reply costs little more than without them."""

import asyncio
from pathlib import Path
from statistics import median

import pytest

from bench.attack import ATTACKS, waits
from standup.store.database import Store
from standup.wiring.opening import LEASE
from tests import team

REPLIES = 12
MOST = 300.0
"""Times the processor time of an undisturbed reply, which is less than a millisecond: some dozen
texts of 100 KB may be read, kept and promised meanwhile. Comparing words in a transaction took some
ten thousand times."""


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_costs_others_no_more_than_reading_what_was_sent(
    tmp_path: Path, name: str
) -> None:
    asyncio.run(_attacked(tmp_path, name))  # what is measured is real work, on the usual loop


async def _attacked(tmp_path: Path, name: str) -> None:
    homes = (tmp_path / "calm", tmp_path / "stormy")

    async def opened(folder: Path) -> Store:
        folder.mkdir(exist_ok=True)
        return await team.open_store(folder)

    calm = await waits(None, REPLIES, lambda _: opened(homes[0]))
    stormy = await waits(ATTACKS[name], REPLIES, lambda _: opened(homes[1]))
    assert median(stormy.work) < MOST * median(calm.work)
    assert sum(stormy.work) < MOST * sum(calm.work)
    assert stormy.longest < LEASE / 2  # far from losing a lane by it
