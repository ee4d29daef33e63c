"""Whatever happens in a folder here happens on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from standup.store.database import Store
from standup.store.postgres import PostgresStore
from tests import team
from tests.postgres import Postgres, schema_of
from tests.stillness import StillLoop


def pytest_asyncio_loop_factories() -> dict[str, type[StillLoop]]:
    """Time passes here only while nobody is at work."""
    return {"still": StillLoop}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "tmp_path" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The kind of database that teams of this test have, where it has any."""
    kind = str(getattr(request, "param", ""))
    if kind == "postgres":
        server: Postgres = request.getfixturevalue("postgres")

        async def open_store(folder: Path) -> Store:
            return await PostgresStore.open(server.nearby(schema_of(folder)))

        monkeypatch.setattr(team, "open_store", open_store)
    return kind
