"""The homeserver of the tests, and no pauses but the platforms' own."""

import pytest

from standup_discord import catch_up, shards
from tests.matrix.conftest import synapse

__all__ = ["synapse"]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(catch_up, "LONGEST_PAUSE", 0.3)
