"""What came in: each platform event once, and how far each platform was read."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from standup.core.model import Account
from standup.store import facts
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.text import encode

_AT_ONCE = 5000  # ids looked at in one transaction, so that nobody waits


@dataclass(frozen=True, slots=True)
class Noted:
    """When an event was noted, and what is known of its account.

    `tied` is the person who tied it to themselves; `is_shut` says that it could not be written to,
    and `spoken_to` whose it was when its client told its language.
    """

    at: datetime
    tied: str | None = None
    is_shut: bool = False
    spoken_to: str | None = None
    version: int = 0


async def note(
    tx: Transaction, adapter: str, event: str, account: str, now: datetime
) -> Noted | None:
    """Note the id of an event of this account; None when it was taken before."""
    row = await tx.one(
        "INSERT INTO inbound (adapter, id, taken_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        " RETURNING (SELECT person FROM account WHERE adapter = ? AND account = ?),"
        " EXISTS (SELECT 1 FROM unreachable WHERE adapter = ? AND account = ? AND reason <> ''),"
        " (SELECT person FROM chat_language WHERE adapter = ? AND account = ?),"
        f" {facts.SETTINGS_NOW}",
        adapter,
        event,
        to_ms(now),
        *(adapter, account) * 3,
    )
    return None if row is None else Noted(now, row[0], bool(row[1]), row[2], int(row[3]))


async def is_known(tx: Transaction, adapter: str, event: str) -> bool:
    """Whether an event of this id was taken."""
    row = await tx.one("SELECT 1 FROM inbound WHERE adapter = ? AND id = ?", adapter, event)
    return row is not None


async def cursor(tx: Transaction, adapter: str) -> str | None:
    """How far the platform was read."""
    row = await tx.one("SELECT cursor FROM position WHERE adapter = ?", adapter)
    return row[0] if row else None


async def move_cursor(tx: Transaction, adapter: str, cursor: str) -> None:
    """Note how far the platform was read."""
    await tx.run(
        "INSERT INTO position (adapter, cursor) VALUES (?, ?)"
        " ON CONFLICT (adapter) DO UPDATE SET cursor = excluded.cursor",
        adapter,
        cursor,
    )


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete ids so old that no platform delivers them again."""
    await tx.run("DELETE FROM inbound WHERE taken_at < ? AND failed IS NULL", to_ms(before))


async def forget_ids(tx: Transaction, adapter: str, account: str, after: str) -> str | None:
    """Forget those of the next events' ids in which an account is named, as on Telegram.

    Returns after which to go on, None at the end. What is forgotten is not known again, should a
    platform hand it over once more; what it said is gone with its author.
    """
    rows = await tx.all(
        "SELECT id FROM inbound WHERE adapter = ? AND id > ? ORDER BY id LIMIT ?",
        adapter,
        after,
        _AT_ONCE,
    )
    named = re.compile(rf"(?<![^\W_]){re.escape(account)}(?![^\W_])")
    await tx.many(
        "DELETE FROM inbound WHERE adapter = ? AND id = ?",
        [(adapter, event) for (event,) in rows if named.search(event)],
    )
    return rows[-1][0] if len(rows) == _AT_ONCE else None


async def set_unreachable(
    tx: Transaction, adapter: str, account: str, reason: str, now: datetime
) -> None:
    """Note that an account cannot be written to."""
    await tx.run(
        "INSERT INTO unreachable (adapter, account, reason, since) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (adapter, account) DO UPDATE SET reason = excluded.reason,"
        " since = CASE WHEN unreachable.reason = '' THEN excluded.since ELSE unreachable.since END",
        adapter,
        account,
        reason,
        to_ms(now),
    )


async def forget_account(tx: Transaction, adapter: str, account: str) -> None:
    """Forget whether an account could be written to."""
    await tx.run("DELETE FROM unreachable WHERE adapter = ? AND account = ?", adapter, account)


async def set_reachable(tx: Transaction, adapter: str, account: str, now: datetime) -> None:
    """Note that an account can be written to, from now on."""
    await tx.run(
        "INSERT INTO unreachable (adapter, account, reason, since) VALUES (?, ?, '', ?)"
        " ON CONFLICT (adapter, account) DO UPDATE SET reason = '', since = excluded.since",
        adapter,
        account,
        to_ms(now),
    )


async def has_come_back(tx: Transaction, adapter: str, account: str, since: datetime) -> bool:
    """Whether an account became reachable since an instant."""
    row = await tx.one(
        "SELECT 1 FROM unreachable WHERE adapter = ? AND account = ? AND reason = ''"
        " AND since >= ?",
        adapter,
        account,
        to_ms(since),
    )
    return row is not None


async def got_through(tx: Transaction, adapter: str, account: str) -> bool:
    """A message arrived, so what kept us out is over, unless the person has yet to join.

    True when something had kept us out.
    """
    changed = await tx.run(
        "UPDATE unreachable SET reason = '' WHERE adapter = ? AND account = ?"
        " AND reason NOT IN ('', 'invited')",
        adapter,
        account,
    )
    return changed > 0


async def wrote(tx: Transaction, adapter: str, account: str, now: datetime) -> None:
    """A person wrote to us, so whatever kept us out is over."""
    await tx.run(
        "UPDATE unreachable SET reason = '', since = ? WHERE adapter = ? AND account = ?"
        " AND reason <> ''",
        to_ms(now),
        adapter,
        account,
    )


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    for account in whom.accounts:
        await forget_account(tx, account.adapter, account.id)
        await _empty_failed(tx, account)
        await _forget_ids_soon(tx, account)


async def _empty_failed(tx: Transaction, account: Account) -> None:
    """Empty the events of an account that were put aside; that they were taken stays known."""
    rows = await tx.all(
        "SELECT id, failed FROM inbound WHERE adapter = ? AND failed IS NOT NULL", account.adapter
    )
    for event, failed in rows:
        if json.loads(failed).get("account") == account.id:
            await tx.run(
                "UPDATE inbound SET failed = NULL WHERE adapter = ? AND id = ?",
                account.adapter,
                event,
            )


async def _forget_ids_soon(tx: Transaction, account: Account) -> None:
    """Have the ids of events that name an account deleted apart: there may be very many to read."""
    forgotten = json.loads(await facts.get(tx, facts.FORGOTTEN) or "[]")
    await facts.put(tx, facts.FORGOTTEN, encode([*forgotten, [account.adapter, account.id]]))


# Not exported: ids of messages, whether an account can be written to, and events that failed,
# which their author was told of. `fact` names who was forgotten until no file does.
PERSONAL = Owner(
    {"inbound": ("id", "failed"), "unreachable": ("account", "reason"), "fact": ("value",)},
    _forget,
)
