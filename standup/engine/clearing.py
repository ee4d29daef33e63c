"""Clearing what was deleted from the files of the database."""

import json
from functools import partial

from standup.store import facts, inbound
from standup.store.database import Store, Transaction


async def clear(store: Store) -> None:
    """Clear what was deleted from the files, a little at a time, so that others can write."""
    if await store.read(lambda tx: facts.get(tx, facts.CLEAR)):
        await _forget_ids(store)
        while not await store.write(lambda tx: tx.words.purge(tx)):
            pass
        await store.write(lambda tx: facts.drop(tx, facts.CLEAR))
        await store.clear()


async def _forget_ids(store: Store) -> None:
    """Delete the ids of events that name somebody who was forgotten."""
    forgotten = await store.read(lambda tx: facts.get(tx, facts.FORGOTTEN))
    for adapter, account in json.loads(forgotten or "[]"):
        after: str | None = ""
        while after is not None:
            after = await store.write(partial(_some_ids, adapter, account, after))

    async def done(tx: Transaction) -> None:
        if await facts.get(tx, facts.FORGOTTEN) == forgotten:  # else somebody else has come to it
            await facts.drop(tx, facts.FORGOTTEN)

    await store.write(done)


async def _some_ids(adapter: str, account: str, after: str, tx: Transaction) -> str | None:
    return await inbound.forget_ids(tx, adapter, account, after)
