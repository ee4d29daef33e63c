"""A bench for each test, and what holds for every one: no token and no answer in a log."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.telegram.bench import SECRET_WORDS, TOKEN, TelegramBench, telegram_bench


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[TelegramBench]:
    async with telegram_bench(tmp_path) as made:
        yield made


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[TelegramBench]:
    async with telegram_bench(tmp_path, forum=True, admin=True) as made:
        yield made


@pytest.fixture(autouse=True)
def _nothing_secret_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    ours = [one for one in caplog.get_records("call") if not one.name.startswith("aiohttp.access")]
    logged = "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in ours)
    assert TOKEN.partition(":")[2] not in logged
    assert SECRET_WORDS not in logged
