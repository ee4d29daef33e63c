"""Numbered upgrades of the schema, each applied once, with its checksum, in one transaction."""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from time import time

from standup.errors import DatabaseChangedError, DatabaseTooNewError, DatabaseTooOldError
from standup.store.database import Transaction

HISTORY = "schema_upgrade"
"""The table of what was applied, by which a database is known to be ours."""
_RANDOM = {1: ("prefix", 4), 2: ("secret", 32)}
"""Facts that a step makes up, as (name, bytes): what sets this database apart from any other, and
what its invitations are made from."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered file of `schema/`."""

    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """What the step said when it was applied."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def steps() -> tuple[Step, ...]:
    """All steps this release knows, in order."""
    files = sorted(
        (entry for entry in resources.files("standup.store.schema").iterdir()),
        key=lambda entry: entry.name,
    )
    return tuple(
        Step(int(entry.name[:4]), entry.name.removesuffix(".sql"), entry.read_text("utf-8"))
        for entry in files
        if entry.name.endswith(".sql")
    )


async def upgrade(
    tx: Transaction,
    known: tuple[Step, ...] | None = None,
    dialect: Callable[[str], str] = str,
) -> None:
    """Bring the database to the newest schema; the transaction is the caller's.

    `dialect` turns a definition into what the database understands. Raises DatabaseTooNewError and
    DatabaseChangedError.
    """
    known = steps() if known is None else known
    await tx.run(
        f"CREATE TABLE IF NOT EXISTS {HISTORY} (version INTEGER PRIMARY KEY,"
        " name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"
    )
    applied = {
        row[0]: row[1] for row in await tx.all("SELECT version, checksum FROM schema_upgrade")
    }
    _check(applied, known)
    for step in known:
        if step.version not in applied:
            await _apply(tx, step, dialect)


async def refuse_another_release(tx: Transaction) -> None:
    """What keeps this release from reading the database, if its release does. Raises
    DatabaseError."""
    rows = await tx.all(f"SELECT version, checksum FROM {HISTORY}")
    applied, known = {row[0]: row[1] for row in rows}, steps()
    _check(applied, known)
    if (newest := max(applied, default=0)) < known[-1].version:
        raise DatabaseTooOldError(
            f"the database is of schema {newest}, this release knows {known[-1].version}: make a"
            " backup, and start this release's `standup run`, which upgrades it"
        )


def _check(applied: dict[int, str], known: tuple[Step, ...]) -> None:
    newest = max(applied, default=0)
    if newest > known[-1].version:
        raise DatabaseTooNewError(
            f"the database is of schema {newest}, this release knows {known[-1].version}: run the"
            " release that wrote it, or restore the backup made before that upgrade"
        )
    for step in known:
        if applied.get(step.version, step.checksum) != step.checksum:
            raise DatabaseChangedError(
                f"schema step {step.name} is not the one this database was upgraded with: install"
                " an unchanged release"
            )


async def _apply(tx: Transaction, step: Step, dialect: Callable[[str], str]) -> None:
    for statement in statements(step.sql):
        await tx.run(dialect(statement))
    if step.version in _RANDOM:
        name, size = _RANDOM[step.version]
        await tx.run("INSERT INTO fact VALUES (?, ?)", name, secrets.token_hex(size))
    await tx.run(
        "INSERT INTO schema_upgrade VALUES (?, ?, ?, ?)",
        step.version,
        step.name,
        step.checksum,
        int(time() * 1000),
    )


def statements(sql: str) -> list[str]:
    """The single statements of a file."""
    found: list[str] = []
    rest = ""
    for line in sql.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest.strip())
            rest = ""
    return found
