"""Long polling: what came is taken, and only the next question tells Telegram so."""

from functools import partial

from standup_telegram.connection import Connection, number
from standup_telegram.health import Patience
from standup_telegram.receiving import Receiving


async def follow(
    connection: Connection, receiving: Receiving, patience: Patience, cursor: str | None
) -> None:
    """Receive until cancelled.

    The next offset always comes from the last batch: after a quiet week Telegram may number
    anew, and lower.
    """
    offset = int(cursor) if cursor and cursor.isdigit() else None
    while True:
        updates = await patience.until_done(partial(connection.updates, offset))
        if updates:
            offset = max(map(number, updates)) + 1
            await receiving.take(updates, str(offset))
