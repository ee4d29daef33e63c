"""Three platforms at once, their libraries told to log all they can: no word and no token in it."""

from pathlib import Path

import pytest

from tests.cage import Cage
from tests.matrix.synapse import Synapse
from tests.together.clients import hears
from tests.together.town import PASSWORD, running, town

CANARY = "canary-vermilion"
SERVERS = ("aiohttp.access", "aiohttp.server")  # the platforms' own logs, where they know tokens


async def test_no_library_logs_an_answer_or_a_token(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cage: Cage
) -> None:
    folder = tmp_path / "config"
    async with town(synapse, folder, monkeypatch) as made:
        async with running(made):
            await made.until("9:30")
            for client in (made.ana, made.bo, made.dee_on_discord, made.eve):
                await hears(client, "What will you learn today?")
                message = await client.says(CANARY)
                await hears(client, "posted in the thread")
                await client.edits(message, f"{CANARY}, corrected")
            await made.ana.says("export me")
            await hears(made.ana, "What others wrote")
            await made.settled()
        secrets = {PASSWORD, *((folder / name).read_text() for name in ("discord", "telegram"))}
    records = [record for record in cage.records if not record.startswith(SERVERS)]
    assert records
    for secret in (CANARY, *secrets):
        assert not [r.replace(secret, "(secret)")[:500] for r in records if secret in r]
