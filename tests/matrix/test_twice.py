"""Two bots with one account on a real Synapse: what the other one says is told by its device."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import TROUBLE
from standup.chat.own import TWICE
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.synapse import Synapse
from tests.matrix.test_matrix import meet, sent
from tests.patience import PATIENCE

pytestmark = pytest.mark.server


@pytest.fixture
async def bench(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    async with matrix_bench(synapse, tmp_path) as made:
        yield made


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]


async def test_a_message_of_our_account_from_another_device_is_noticed_once(
    bench: MatrixBench, caplog: pytest.LogCaptureFixture
) -> None:
    mine, other = Recorder(), Recorder()
    one, another = bench.adapter(), bench.adapter()
    async with running(one, mine):
        place = await meet(bench, one)
        await sent(one, place, "Good morning", "0badcafe-1")
        assert TROUBLE not in mine.memory
        async with running(another, other):
            for number in range(3):
                await sent(another, place, "Good morning", f"feedface-{number}")
            async with asyncio.timeout(PATIENCE):
                while mine.memory.get(TROUBLE) != TWICE:
                    await bench.person.write("hello")
                    await asyncio.sleep(0.1)
    assert told(caplog) == [TWICE]


async def test_a_bot_alone_and_the_next_process_of_it_notice_nobody(
    bench: MatrixBench, caplog: pytest.LogCaptureFixture
) -> None:
    for life in range(2):
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            for number in range(3):
                await sent(adapter, place, "Good morning", f"0badcafe-{life}{number}")
            await bench.person.write("hello")
            async with asyncio.timeout(PATIENCE):
                while not inbox.said:
                    await asyncio.sleep(0.05)
        assert TROUBLE not in inbox.memory
    assert told(caplog) == []
