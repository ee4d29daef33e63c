"""The bot itself is killed, stopped and deprived of its database: what people said is there, once.

Its clock is three days ahead for a minute, and each of them writes something that it cannot take.
A short version of `make chaos`.
"""

from pathlib import Path

from tests.chaos.day import live
from tests.matrix.synapse import Synapse
from tests.postgres import Postgres

SECONDS = 6.0


async def test_on_sqlite_nothing_is_lost_and_nothing_said_twice(
    synapse: Synapse, tmp_path: Path
) -> None:
    verdict = await live(tmp_path / "on-sqlite", synapse, 1, SECONDS)
    assert verdict.lies == []
    assert {"killed", "file replaced", "clock ahead"} <= verdict.struck.keys()


async def test_nor_on_a_postgresql_that_crashes_too(synapse: Synapse, tmp_path: Path) -> None:
    postgres = Postgres(fsync="on")
    postgres.start()
    try:
        verdict = await live(tmp_path / "on-postgres", synapse, 4, SECONDS, postgres)
    finally:
        postgres.remove()
    assert verdict.lies == []
    assert verdict.struck["postgres crashed"]
