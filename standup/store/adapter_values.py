"""What adapters must find again wherever they run next: small values by name."""

from collections.abc import Mapping

from standup.store.database import Transaction
from standup.store.owner import Forgotten, Owner
from standup.store.text import beginning_with


async def beginning(tx: Transaction, adapter: str, words: str) -> dict[str, str]:
    """What an adapter kept under names that begin with these words."""
    rows = await tx.all(
        "SELECT name, value FROM kept WHERE adapter = ? AND name BETWEEN ? AND ? ORDER BY name",
        adapter,
        *beginning_with(words),
    )
    return dict(rows)


async def keep(tx: Transaction, adapter: str, changes: Mapping[str, str | None]) -> None:
    """Keep values by name; None lets one go."""
    await tx.many(
        "INSERT INTO kept (adapter, name, value) VALUES (?, ?, ?)"
        " ON CONFLICT (adapter, name) DO UPDATE SET value = excluded.value",
        [(adapter, name, value) for name, value in changes.items() if value is not None],
    )
    await tx.many(
        "DELETE FROM kept WHERE adapter = ? AND name = ?",
        [(adapter, name) for name, value in changes.items() if value is None],
    )


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """Delete what an adapter kept of their accounts: under names that end with one."""
    for account in whom.accounts:
        await tx.run(
            "DELETE FROM kept WHERE adapter = ? AND substr(name, length(name) - length(?)) = ?",
            account.adapter,
            account.id,
            f"/{account.id}",
        )


async def moved(tx: Transaction, adapter: str, place: str) -> str | None:
    """Where a channel is now, if its adapter kept that it moved; see `Inbox.keep`."""
    found, seen = place, {place}
    while row := await tx.one(
        "SELECT value FROM kept WHERE adapter = ? AND name = ?", adapter, f"moved/{found}"
    ):
        found = str(row[0])
        if found in seen:
            break
        seen.add(found)
    return found if found != place else None


# Not exported: only its adapter knows what it means, such as where their conversation is.
PERSONAL = Owner({"kept": ("name", "value")}, _forget)
