"""Messages of long ago are deleted."""

from datetime import datetime

from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.text import beginning_with


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete direct messages that were sent long ago: their words are in the chat.

    The newest stays, whatever it is, since keys are made of ids and no key is to be used twice.
    """
    await tx.run(
        "DELETE FROM outbox WHERE account IS NOT NULL AND created_at < ?"
        " AND state IN ('sent', 'expired', 'dead') AND +id < (SELECT max(id) FROM outbox)",
        to_ms(before),
    )


async def drop_soon(tx: Transaction, beginning: str, before: datetime) -> None:
    """The same for messages whose keys begin so: what they hold is not kept that long."""
    await tx.run(
        "DELETE FROM outbox WHERE key BETWEEN ? AND ? AND created_at < ?"
        " AND state IN ('sent', 'expired', 'dead') AND +id < (SELECT max(id) FROM outbox)",
        *beginning_with(beginning),
        to_ms(before),
    )
