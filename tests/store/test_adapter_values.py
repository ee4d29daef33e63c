"""What an adapter keeps is found again, by it alone."""

from datetime import UTC, datetime

from standup.core.model import Account
from standup.store.adapter_values import PERSONAL, beginning, keep
from standup.store.database import Store
from standup.store.owner import Forgotten
from tests.store.homes import Home

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


async def test_what_is_kept_is_found_again_by_how_its_name_begins(home: Home) -> None:
    store = await home.open()
    await store.write(lambda tx: keep(tx, "matrix", {"key/a%": "1", "key/b": "2", "own": "3"}))
    await store.close()
    store = await home.open()
    assert await store.read(lambda tx: beginning(tx, "matrix", "key/")) == {
        "key/a%": "1",
        "key/b": "2",
    }
    assert len(await store.read(lambda tx: beginning(tx, "matrix", ""))) == 3
    await store.close()


async def test_a_name_keeps_its_last_value_and_may_be_let_go(store: Store) -> None:
    await store.write(lambda tx: keep(tx, "matrix", {"a": "1", "b": "1"}))
    await store.write(lambda tx: keep(tx, "matrix", {"a": "2", "b": None, "c": None}))
    assert await store.read(lambda tx: beginning(tx, "matrix", "")) == {"a": "2"}


async def test_one_adapter_does_not_see_what_another_keeps(store: Store) -> None:
    await store.write(lambda tx: keep(tx, "matrix", {"a": "1"}))
    assert await store.read(lambda tx: beginning(tx, "discord", "")) == {}


async def test_what_is_kept_of_an_account_goes_with_it_and_nothing_else(store: Store) -> None:
    names = ("talk/1", "talk/21", "talk/1/2", "1", "a/b/1")
    await store.write(lambda tx: keep(tx, "discord", dict.fromkeys(names, "x")))
    await store.write(lambda tx: keep(tx, "matrix", {"talk/1": "x"}))
    whom = Forgotten("ana", (Account("discord", "1"),), "somebody", "bye", NOW, is_absent=False)
    await store.write(lambda tx: PERSONAL.forget(tx, whom))
    left = await store.read(lambda tx: beginning(tx, "discord", ""))
    assert set(left) == {"talk/21", "talk/1/2", "1"}
    assert await store.read(lambda tx: beginning(tx, "matrix", "")) == {"talk/1": "x"}
