"""Letting no file hold what was deleted."""

from standup.store import facts
from standup.store.database import Store


async def clear(store: Store) -> None:
    """Let go for good of what was deleted, some at a time; others write in between."""
    if await store.read(lambda tx: facts.get(tx, facts.CLEAR)):
        while not await store.write(lambda tx: tx.words.purge(tx)):
            pass
        await store.write(lambda tx: facts.drop(tx, facts.CLEAR))
        await store.clear()
