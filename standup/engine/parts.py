"""One promise as the messages a platform needs for it: split where it is too long for one."""

from standup.core.markup import Message, split
from standup.core.wording.channel import shortened
from standup.store import outbox
from standup.store.database import Transaction


async def parts_of(
    tx: Transaction, key: str, message: Message, limit: int
) -> list[tuple[str, Message]]:
    """Each part with its key; a part that an earlier, longer version needed says so little now."""
    parts = split(message, limit)
    while await outbox.exists(tx, f"{key}#{len(parts)}"):
        parts.append(shortened())
    return [(f"{key}#{n}" if n else key, part) for n, part in enumerate(parts)]
