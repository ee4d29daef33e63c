"""What a run of the tests shares, and what it says of itself."""

import asyncio
import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import length, scratch, sharing
from tests.cage import Cage, caged
from tests.postgres import Postgres
from tests.sharing import WORKER, folder_of_the_run, share
from tests.standins import specs

pytest_plugins = ["tests.progress"]


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Postgres:
    """One PostgreSQL for all tests, with a database for each process; those that stop it start
    their own."""

    def start() -> tuple[Postgres, str]:
        server = Postgres()
        server.start()
        return server, server.how_to_join

    mark = folder_of_the_run() / "postgres-runs"
    server = share(pytestconfig, mark, start, Postgres.joined, Postgres.remove)
    asyncio.run(server.make_database(f"tests{WORKER}"))
    return server


@pytest.fixture
def cage() -> Iterator[Cage]:
    """All that is logged, at every level, by whoever."""
    with caged() as found:
        yield found


# How long an example takes says how busy the machine is, and nothing about what is tested.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="run what is long at its whole length")


def pytest_configure(config: pytest.Config) -> None:
    """Before any test, or any process that a test starts, goes elsewhere."""
    gc.disable()  # until all tests are found: they are there for good
    _ask_directly()
    specs.settle()
    scratch.settle()
    sharing.settle(config)
    length.whole[0] = config.getoption("whole")
    sharing.without_servers[0] = "not server" in config.getoption("markexpr")


_MANY = 20_000  # things made, and not yet given up, until somebody looks for garbage
LONG = ("bench", "chaos", "fuzz", "quarters", "simulate", "together", "workers")
"""Whose tests live many days, or measure."""


def _ask_directly() -> None:
    """What is asked here is on this machine, whatever proxies its owner has."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server, and what takes long."""
    for item in items:
        if _needs_a_server(item):
            item.add_marker("server")
        if _room(item.path) in LONG:
            item.add_marker("long")


def pytest_collection_finish() -> None:
    """Leave what is there for good, all tests among it, out of each look for what is garbage, and
    look less often: each event loop makes so much that a fifteenth of the time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MANY, 20, 20)
    gc.enable()


@cache
def _room(path: Path) -> str:
    """The folder of a file of tests, or what the file is about where it is in none."""
    room, *_ = path.relative_to(Path(__file__).parent).parts
    return room.removeprefix("test_").removesuffix(".py")


def _needs_a_server(item: pytest.Item) -> bool:
    assert isinstance(item, pytest.Function)
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return not {"postgres", "synapse"}.isdisjoint([*item.fixturenames, *map(str, parameters)])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, where it was."""
    if specs.folder() is None:
        terminalreporter.write_line(
            "The platforms' specifications are not here, so what Discord's and Telegram's stand-ins"
            f" were sent was held to their own code alone; {specs.VARIABLE} names the folder.",
            yellow=True,
        )
