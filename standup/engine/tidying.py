"""The nightly tidying, so that the database holds no more than it must."""

from datetime import timedelta

from standup.core import keys
from standup.engine import retention
from standup.engine.clearing import clear
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.store import (
    accounts,
    changes,
    facts,
    inbound,
    lasting,
    messages,
    offers,
    outbox,
    settings,
    stumbles,
)
from standup.store.database import Store, Transaction
from standup.store.learning_log import searches

_SOON = timedelta(days=1)
_OFFERED = timedelta(days=7)  # in which what was kept back may be posted after all
_KEEP = timedelta(days=60)  # ids that no platform brings back


async def tidy(store: Store, directory: Directory, clock: Clock) -> None:
    """Delete what is of no use any more, and what the configuration says to keep no longer."""
    now = clock.now()

    async def drop(tx: Transaction) -> None:
        await inbound.drop_old(tx, now - _KEEP)
        await outbox.drop_old(tx, now - directory.instance.retention.messages)
        for beginning in (messages.SHOWN, keys.FAREWELL):
            await outbox.drop_soon(tx, beginning, now - _SOON)
        await searches.drop_old(tx, now - _SOON)
        await stumbles.drop_old(tx, now - _SOON)
        await offers.drop_old(tx, now - _OFFERED)
        await facts.drop_answers(tx)
        await changes.drop_old(tx, now - _SOON)
        await lasting.drop_old(tx, now - _SOON)
        await settings.drop_old(tx, now - _KEEP)
        await accounts.drop_wrong_codes(tx, now - _KEEP)

    await store.write(drop)
    await retention.fade(store, directory, clock.now())
    await clear(store)
    await store.clear()
