"""What an answer may ask of the database, counted."""

from pathlib import Path

import pytest

from bench.statements import SENT, TAKEN, costs
from standup.store.database import Store
from tests.store.homes import Home


async def test_an_answer_takes_six_statements_and_ten_with_its_reply(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def opened(_: Path) -> Store:
        return await home.open()

    monkeypatch.chdir(tmp_path)
    for cost in await costs(opened):
        assert cost.taken <= TAKEN
        assert cost.sent <= SENT
        assert cost.trips == 2
