"""Whatever happens in a folder here happens on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from standup.store.database import Store
from standup.store.postgres import PostgresStore
from tests import team
from tests.lending import Lender
from tests.postgres import Postgres
from tests.schemas import Schemas
from tests.stillness import StillLoop


def pytest_asyncio_loop_factories() -> dict[str, type[StillLoop]]:
    """Time passes here only while nobody is at work."""
    return {"still": StillLoop}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "tmp_path" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(scope="session")
def schemas(postgres: Postgres) -> Iterator[Schemas]:
    made = Schemas(postgres)
    yield made
    made.close()


@pytest.fixture(scope="session")
def lender() -> Iterator[Lender]:
    lender = Lender()
    yield lender
    lender.close()


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The kind of database that teams of this test have, where it has any."""
    kind = str(getattr(request, "param", ""))
    if kind != "postgres":
        yield kind
        return
    server: Postgres = request.getfixturevalue("postgres")
    schemas: Schemas = request.getfixturevalue("schemas")
    lender: Lender = request.getfixturevalue("lender")
    with ExitStack() as lent, lender.lending(StillLoop):
        known = {Path(): lent.enter_context(schemas.lent())}

        async def open_store(folder: Path) -> Store:
            if folder not in known:
                another = partial(lent.enter_context, schemas.lent())
                known[folder] = known.pop(Path(), "") or await asyncio.to_thread(another)
            return await PostgresStore.open(server.nearby(known[folder]))

        monkeypatch.setattr(team, "open_store", open_store)
        yield kind
