"""The two homes of the store: what is promised of it is promised of both."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standup.store.database import Store
from tests.postgres import Postgres, schema_of
from tests.store.homes import Home, PostgresHome, SqliteHome


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty place for a database."""
    if request.param == "sqlite":
        return SqliteHome(tmp_path / "standup.db")
    server: Postgres = request.getfixturevalue("postgres")
    return PostgresHome(server.url(schema_of(tmp_path)))


@pytest.fixture
async def store(home: Home) -> AsyncIterator[Store]:
    """A store that is open while the test runs."""
    opened = await home.open()
    yield opened
    await opened.close()
