"""One promise as the messages a platform needs for it: fitted to what it can, split if too long."""

from standup.core.capabilities import Capabilities
from standup.core.markup import Message, split, without_choices, without_forms
from standup.core.wording.channel import shortened
from standup.store import outbox
from standup.store.database import Transaction


async def parts_of(
    tx: Transaction, key: str, message: Message, can: Capabilities
) -> list[tuple[str, Message]]:
    """Each part with its key; a part that an earlier, longer version needed says so little now."""
    parts = split(_offering_what_it_can(message, can), can.text_limit)
    while await outbox.exists(tx, f"{key}#{len(parts)}"):
        parts.append(shortened())
    return [(f"{key}#{n}" if n else key, part) for n, part in enumerate(parts)]


def _offering_what_it_can(message: Message, can: Capabilities) -> Message:
    if not can.choices:
        return without_choices(message)
    return message if can.forms else without_forms(message)
