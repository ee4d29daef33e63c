"""Rewriting PostgreSQL's files, so that they hold nothing any more of what was deleted.

A deleted row stays in a table as long as a transaction anywhere in the database may still see it,
also one that reads nothing of ours; and a rewritten table has it then, too.
"""

import asyncio
import re
import time
from contextlib import suppress
from typing import Any

import asyncpg

from standup.errors import DatabaseError
from standup.store.postgres import connect
from standup.store.postgres.url import Url

_PATIENCE = 3600.0  # seconds for one table, which may be of many gigabytes
_WAITS = 10.0  # seconds for whoever reads a table, or may see what was deleted, just now
_AGAIN = 0.2  # seconds until we ask again whether they have finished
_FIRST_NUMBER = re.compile(r"\d+")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY tablename"


async def rewrite(text: str) -> None:
    """Purge deleted rows from every table of this URL: nobody reads one while it is done.

    What PostgreSQL writes ahead goes with its next segments. Raises DatabaseError.
    """
    url = Url.read(text)
    session = await connect.reach(url)
    try:
        schema = await connect.schema_of(session, url)
        await session.execute(f"SET lock_timeout = '{_WAITS:.0f}s'")
        for (table,) in await session.fetch(_TABLES, schema):
            whole = f"{connect.quoted(str(schema))}.{connect.quoted(table)}"
            await _rewrite(session, whole)
        with suppress(asyncpg.InsufficientPrivilegeError):  # then it does so within minutes
            await session.execute("CHECKPOINT", timeout=_PATIENCE)
    except (asyncpg.LockNotAvailableError, _SeenError) as error:
        raise DatabaseError(
            f"{url} is being read by somebody who does not finish, such as a backup: what was"
            " deleted is gone, but stands in the files until you say this again"
        ) from error
    except (OSError, asyncpg.PostgresError) as error:
        raise DatabaseError(f"{url} could not be rewritten: {connect.what(error)}") from error
    finally:
        await session.close()


class _SeenError(Exception):
    """Somebody may see what was deleted, and does not finish."""


async def _rewrite(session: connect.Session, table: str) -> None:
    """Rewrite one table, again until nobody may see any more what was deleted from it."""
    give_up = time.monotonic() + _WAITS
    while await _vacuumed(session, table):
        if time.monotonic() > give_up:
            raise _SeenError
        await asyncio.sleep(_AGAIN)


async def _vacuumed(session: connect.Session, table: str) -> int:
    """Rewrite a table; how many of its deleted rows have to stay as yet.

    PostgreSQL tells that in the detail of a notice, in whichever language: its first number.
    """
    told: list[str] = []

    def hear(_: Any, notice: Any) -> None:
        told.append(notice.detail or "")

    session.add_log_listener(hear)
    try:
        await session.execute(f"VACUUM (FULL, VERBOSE) {table}", timeout=_PATIENCE)
        await asyncio.sleep(0)  # what was told is handed on by the next turn of the loop
    finally:
        session.remove_log_listener(hear)
    numbers = (_FIRST_NUMBER.search(detail) for detail in told)
    return next((int(found[0]) for found in numbers if found), 0)
