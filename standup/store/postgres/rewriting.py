"""Rewriting PostgreSQL's files, so that they hold nothing any more of what was deleted."""

from contextlib import suppress

import asyncpg

from standup.errors import DatabaseError
from standup.store.postgres import connect
from standup.store.postgres.url import Url

_PATIENCE = 3600.0  # seconds for one table, which may be of many gigabytes
_WAITS = "10s"  # for whoever reads a table just now
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY tablename"


async def rewrite(text: str) -> None:
    """Purge deleted rows from every table of this URL: nobody reads one while it is done.

    What PostgreSQL writes ahead goes with its next segments. Raises DatabaseError.
    """
    url = Url.read(text)
    session = await connect.reach(url)
    try:
        schema = await connect.schema_of(session, url)
        await session.execute(f"SET lock_timeout = '{_WAITS}'")
        for (table,) in await session.fetch(_TABLES, schema):
            whole = f"{connect.quoted(str(schema))}.{connect.quoted(table)}"
            await session.execute(f"VACUUM (FULL) {whole}", timeout=_PATIENCE)
        with suppress(asyncpg.InsufficientPrivilegeError):  # then it does so within minutes
            await session.execute("CHECKPOINT", timeout=_PATIENCE)
    except asyncpg.LockNotAvailableError as error:
        raise DatabaseError(
            f"{url} is being read by somebody who does not finish, such as a backup: what was"
            " deleted is gone, but stands in the files until you say this again"
        ) from error
    except (OSError, asyncpg.PostgresError) as error:
        raise DatabaseError(f"{url} could not be rewritten: {connect.what(error)}") from error
    finally:
        await session.close()
