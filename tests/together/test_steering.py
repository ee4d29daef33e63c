"""What is said of a standup on one platform holds on all of them, and is taken back on all."""

from pathlib import Path

import pytest

from tests.matrix.synapse import Synapse
from tests.together.clients import hears
from tests.together.town import Town, running, town

NEXT = "Next: Learning Day, plan, Thursday 3 December, 09:30"


def _owned(made: Town) -> None:
    """Dee runs the standup."""
    file = made.folder / "standups" / "learning-day.yaml"
    file.write_text(f"owners: [dee]\n{file.read_text()}")


async def test_an_owner_pauses_on_discord_and_it_shows_on_matrix_as_does_that_it_is_undone(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(synapse, tmp_path / "config", monkeypatch) as made:
        _owned(made)
        async with running(made):
            await made.until("9:30")
            await hears(made.ana, "What will you learn")
            await made.ana.says("/status")
            await hears(made.ana, NEXT)
            await made.dee_on_discord.says("/pause")
            await hears(made.dee_on_discord, "will ask nobody")
            await made.dee_on_discord.says("/yes")
            await hears(made.dee_on_discord, "Done: Learning Day asks nobody")
            await made.ana.says("/status")
            paused = await hears(made.ana, "Learning Day asks nobody from Friday 27 November on")
            assert NEXT not in paused
            await made.dee_on_discord.says("/undo")
            await hears(made.dee_on_discord, "Taken back")
            await made.ana.says("/status")
            assert "asks nobody" not in await hears(made.ana, NEXT)
            await made.settled()
