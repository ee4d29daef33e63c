"""Whose account is whose, besides what the configuration says: ties, codes and preferences."""

from datetime import datetime, timedelta
from typing import Any

from standup.core.model import Account
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Forgotten, Owner, by_person


async def owner(tx: Transaction, account: Account) -> str | None:
    """The person who tied this account to themselves."""
    row = await tx.one(
        "SELECT person FROM account WHERE adapter = ? AND account = ?", account.adapter, account.id
    )
    return row[0] if row else None


async def tied(tx: Transaction, person: str) -> tuple[Account, ...]:
    """The accounts that a person tied to themselves, oldest first."""
    rows = await tx.all(
        "SELECT adapter, account FROM account WHERE person = ? ORDER BY tied_at, adapter, account",
        person,
    )
    return tuple(Account(*row) for row in rows)


async def all_tied(tx: Transaction) -> dict[str, list[Account]]:
    """The accounts that people tied to themselves, the oldest of each first."""
    rows = await tx.all(
        "SELECT person, adapter, account FROM account ORDER BY person, tied_at, adapter, account"
    )
    found: dict[str, list[Account]] = {}
    for person, adapter, account in rows:
        found.setdefault(person, []).append(Account(adapter, account))
    return found


async def drop_tie(tx: Transaction, account: Account) -> None:
    """Forget that somebody tied an account to themselves, which the files tell by now."""
    await tx.run(
        "DELETE FROM account WHERE adapter = ? AND account = ?", account.adapter, account.id
    )


async def tie(tx: Transaction, account: Account, person: str, now: datetime) -> None:
    """From now on this account is this person's."""
    await tx.run(
        "INSERT INTO account (adapter, account, person, tied_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (adapter, account) DO UPDATE SET person = excluded.person,"
        " tied_at = excluded.tied_at",
        account.adapter,
        account.id,
        person,
        to_ms(now),
    )


async def untie(tx: Transaction, person: str, adapter: str) -> int:
    """Untie the accounts that a person tied on a platform; returns how many.

    A code of the person's is void from then on: one of these may have asked for it.
    """
    await tx.run("DELETE FROM code WHERE person = ?", person)
    return await tx.run("DELETE FROM account WHERE person = ? AND adapter = ?", person, adapter)


async def shut(tx: Transaction, accounts: tuple[Account, ...]) -> dict[Account, str]:
    """Those of these accounts that cannot be written to now, and why."""
    found: dict[Account, str] = {}
    for account in accounts:
        row = await tx.one(
            "SELECT reason FROM unreachable WHERE adapter = ? AND account = ? AND reason <> ''",
            account.adapter,
            account.id,
        )
        if row:
            found[account] = row[0]
    return found


async def preference(tx: Transaction, person: str) -> str | None:
    """The platform on which a person said they want to be written to."""
    row = await tx.one("SELECT adapter FROM preference WHERE person = ?", person)
    return row[0] if row else None


async def prefer(tx: Transaction, person: str, adapter: str) -> None:
    """Note where a person wants to be written to."""
    await tx.run(
        "INSERT INTO preference (person, adapter) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET adapter = excluded.adapter",
        person,
        adapter,
    )


async def keep_code(
    tx: Transaction, digest: str, person: str, now: datetime, good_for: timedelta
) -> None:
    """Keep a person's new code; their earlier one is void."""
    await tx.run("DELETE FROM code WHERE expires_at <= ? OR person = ?", to_ms(now), person)
    await tx.run(
        "INSERT INTO code (digest, person, expires_at) VALUES (?, ?, ?)",
        digest,
        person,
        to_ms(now + good_for),
    )


async def use_code(tx: Transaction, digest: str, now: datetime) -> str | None:
    """The person whose code this is; it is good for no second use. None: no such code."""
    row = await tx.one(
        "DELETE FROM code WHERE digest = ? AND expires_at > ? RETURNING person",
        digest,
        to_ms(now),
    )
    return row[0] if row else None


async def note_wrong_code(tx: Transaction, account: Account, now: datetime) -> None:
    """Count a wrong code."""
    await tx.run(
        "INSERT INTO wrong_code (adapter, account, times, last_at) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (adapter, account) DO UPDATE SET times = wrong_code.times + 1,"
        " last_at = excluded.last_at",
        account.adapter,
        account.id,
        to_ms(now),
    )


async def wrong_codes(tx: Transaction, account: Account) -> tuple[int, datetime] | None:
    """How many wrong codes an account gave, and when the last."""
    row = await tx.one(
        "SELECT times, last_at FROM wrong_code WHERE adapter = ? AND account = ?",
        account.adapter,
        account.id,
    )
    return (row[0], from_ms(row[1])) if row else None


async def drop_wrong_codes(tx: Transaction, before: datetime) -> None:
    """Forget wrong codes of long ago."""
    await tx.run("DELETE FROM wrong_code WHERE last_at < ?", to_ms(before))


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    joined = await tied(tx, person)
    return {
        "joined_accounts": [{"platform": a.adapter, "account": a.id} for a in joined],
        "prefers": await preference(tx, person),
    }


_forget_ties = by_person("account", "preference", "code")


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    await _forget_ties(tx, whom)
    for account in whom.accounts:
        await tx.run(
            "DELETE FROM wrong_code WHERE adapter = ? AND account = ?", account.adapter, account.id
        )


PERSONAL = Owner(
    {
        "account": ("account", "person"),
        "preference": ("person", "adapter"),
        "code": ("person", "digest"),
        "wrong_code": ("account",),
    },
    _forget,
    _export,
)
