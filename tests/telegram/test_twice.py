"""Two bots that ask with one token: Telegram tells one of them, and `standup workers` shows it."""

import asyncio

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import TROUBLE
from tests.patience import PATIENCE
from tests.telegram.bench import TelegramBench


async def test_that_somebody_else_takes_the_updates_is_kept_while_it_lasts(
    bench: TelegramBench, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = Recorder(), Recorder()
    async with running(bench.adapter(), one):
        async with running(bench.adapter(), other), asyncio.timeout(PATIENCE):
            while not (one.memory.get(TROUBLE) or other.memory.get(TROUBLE)):
                await asyncio.sleep(0.02)
        told = [r for r in caplog.records if getattr(r, "action", "") == "telegram_other_poller"]
        assert told
        async with asyncio.timeout(PATIENCE):
            while one.memory.get(TROUBLE):
                await asyncio.sleep(0.02)
