"""What an adapter keeps is found again, by it alone."""

from standup.store import kept
from standup.store.database import Store
from tests.store.homes import Home


async def test_what_is_kept_is_found_again_by_how_its_name_begins(home: Home) -> None:
    store = await home.open()
    await store.write(lambda tx: kept.keep(tx, "matrix", {"key/a%": "1", "key/b": "2", "own": "3"}))
    await store.close()
    store = await home.open()
    assert await store.read(lambda tx: kept.beginning(tx, "matrix", "key/")) == {
        "key/a%": "1",
        "key/b": "2",
    }
    assert len(await store.read(lambda tx: kept.beginning(tx, "matrix", ""))) == 3
    await store.close()


async def test_a_name_keeps_its_last_value_and_may_be_let_go(store: Store) -> None:
    await store.write(lambda tx: kept.keep(tx, "matrix", {"a": "1", "b": "1"}))
    await store.write(lambda tx: kept.keep(tx, "matrix", {"a": "2", "b": None, "c": None}))
    assert await store.read(lambda tx: kept.beginning(tx, "matrix", "")) == {"a": "2"}


async def test_one_adapter_does_not_see_what_another_keeps(store: Store) -> None:
    await store.write(lambda tx: kept.keep(tx, "matrix", {"a": "1"}))
    assert await store.read(lambda tx: kept.beginning(tx, "discord", "")) == {}
