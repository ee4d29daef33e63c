"""`standup workers` shows what is wrong with an account, as long as its adapter keeps it."""

from pathlib import Path

from standup.chat.interface import TROUBLE
from standup.chat.own import TWICE
from standup.cli.workers import told
from standup.store import adapter_values
from standup.store.sqlite.store import SqliteStore


async def test_a_trouble_is_shown_until_it_is_let_go(tmp_path: Path) -> None:
    database = tmp_path / "standup.db"
    store = await SqliteStore.open(database)
    try:
        await store.write(lambda tx: adapter_values.keep(tx, "discord", {TROUBLE: TWICE}))
        assert (await told(database, ["discord", "matrix"]))[1:] == [f"Trouble on discord: {TWICE}"]
        await store.write(lambda tx: adapter_values.keep(tx, "discord", {TROUBLE: None}))
        assert len(await told(database, ["discord"])) == 1
    finally:
        await store.close()
