"""Long polling: what came is taken, and only the next question tells Telegram so."""

from functools import partial
from typing import Any

from standup_telegram.connection import Connection
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
        if not updates:
            continue
        offset = max(map(_number, updates), default=-1) + 1 or offset
        await receiving.take(updates, None if offset is None else str(offset))


def _number(update: Any) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else -1
