"""What a run of the tests shares, and what it says of itself."""

from collections.abc import Iterator

import pytest

from tests.cage import Cage, caged
from tests.postgres import Postgres
from tests.standins import specs


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for all tests; those that stop it start their own."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def cage() -> Iterator[Cage]:
    """All that is logged, at every level, by whoever."""
    with caged() as found:
        yield found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, where it was."""
    if specs.folder() is None:
        terminalreporter.write_line(
            "The platforms' specifications are not here, so what Discord's and Telegram's stand-ins"
            f" were sent was held to their own code alone; {specs.VARIABLE} names the folder.",
            yellow=True,
        )
