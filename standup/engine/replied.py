"""What somebody replied to: which of our messages, or which of their own."""

from standup.core import keys
from standup.core.asking.replies import Reply, To
from standup.core.model import Account
from standup.store import inbound, outbox, writings
from standup.store.database import Transaction
from standup.store.outbox import Spoken


async def reply_to(tx: Transaction, who: Account, message: str) -> Reply | None:
    """What the message of this id was, that somebody replied to; None where it says nothing."""
    if (ours := await outbox.spoken(tx, who, message)) is not None:
        return _ours(ours)
    own = f"{who.adapter}:{message}"
    if (said := await writings.answered(tx, own)) is not None:
        return Reply(To.OWN, *said)
    if await writings.author(tx, own) is not None:
        return Reply(To.UPDATE)
    return None if await inbound.is_known(tx, who.adapter, message) else Reply(To.UNKNOWN)


def _ours(ours: Spoken) -> Reply | None:
    if ours.check_in is not None and ours.question:
        return Reply(To.QUESTION, ours.check_in, ours.question)
    if (reminded := keys.reminded_of(ours.key)) is not None:
        return Reply(To.QUESTION, reminded)
    if token := keys.offered(ours.key):
        return Reply(To.OFFER, token=token)
    if (thanked := keys.thanked_for(ours.key)) is not None:
        return Reply(To.POST, thanked)
    if (item := keys.told_of(ours.key)) is not None:
        return Reply(To.ITEM, item=item)
    return Reply(To.POST) if keys.is_read(ours.key) else None
