"""Messages of which a platform told later that they were not shown."""

from dataclasses import dataclass
from datetime import datetime

from standup.core.model import Account
from standup.store import adapter_values, inbound, outbox
from standup.store.database import Transaction
from standup.store.instants import from_ms
from standup.store.outbox.states import PASSED


@dataclass(frozen=True, slots=True)
class Fallen:
    """A message that we had taken for shown."""

    id: int
    adapter: str
    account: str | None
    place: str | None
    check_in: int | None
    created_at: datetime


async def find(tx: Transaction, adapter: str, message_id: str) -> Fallen | None:
    """The message of this id, if it is one of ours and not sent anew since."""
    row = await tx.one(
        "SELECT id, account, place, check_in_id, created_at FROM outbox"
        " WHERE message_id = ? AND adapter = ? AND state <> 'expired' ORDER BY id DESC LIMIT 1",
        message_id,
        adapter,
    )
    return Fallen(row[0], adapter, row[1], row[2], row[3], from_ms(row[4])) if row else None


async def remember(
    tx: Transaction, adapter: str, destination: str, message_id: str, reason: str
) -> None:
    """Keep what failed before its id was noted; unless nothing is on its way there."""
    under_way = await tx.one(
        "SELECT 1 FROM outbox WHERE adapter = ? AND destination = ? AND state = 'sending' LIMIT 1",
        adapter,
        destination,
    )
    if under_way:
        kept = {f"{outbox.FAILED}{message_id}": reason}
        await adapter_values.keep(tx, adapter, kept)


async def take_up(tx: Transaction, adapter: str, message_id: str) -> str:
    """Why a message failed of which that was kept; it is kept no more."""
    name = f"{outbox.FAILED}{message_id}"
    kept = await adapter_values.beginning(tx, adapter, name)
    await adapter_values.keep(tx, adapter, {name: None})
    return kept.get(name, "")


async def again(tx: Transaction, fallen: Fallen, due_at: datetime) -> None:
    """Send it once more, later, and let others pass it."""
    await _anew(tx, fallen, None, due_at)


async def hold(tx: Transaction, fallen: Fallen, account: str, reason: str, now: datetime) -> None:
    """Its person cannot be reached: keep it for when they can."""
    number = await outbox.anew(tx, fallen.id, None, now)
    await tx.run("UPDATE outbox SET state = 'held', reason = ? WHERE id = ?", reason, number)
    await inbound.set_unreachable(tx, fallen.adapter, account, reason, now)


async def refuse(tx: Transaction, fallen: Fallen, reason: str, due_at: datetime) -> None:
    """Its channel does not let us in: try it later, and let others pass it."""
    await _anew(tx, fallen, reason, due_at)


async def _anew(tx: Transaction, fallen: Fallen, reason: str | None, due_at: datetime) -> None:
    place = None if fallen.account else fallen.place
    number = await outbox.anew(tx, fallen.id, place, due_at)
    await tx.run("UPDATE outbox SET attempts = ?, reason = ? WHERE id = ?", PASSED, reason, number)


async def give_up(tx: Transaction, fallen: Fallen, reason: str) -> None:
    """It will not be sent any more."""
    await tx.run(
        "UPDATE outbox SET state = 'dead', reason = ?, message_id = NULL WHERE id = ?",
        reason,
        fallen.id,
    )


def address(fallen: Fallen) -> Account | None:
    """Whose direct message it was, if it was one."""
    return Account(fallen.adapter, fallen.account) if fallen.account else None
