"""Whether a pooler stands between us and PostgreSQL that gives each transaction another session.

A lock, a setting or LISTEN of a session is then another client's, or nobody's. It is asked in
statements that need no preparation, since those that do already fail there.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

import asyncpg

INSTEAD = (
    "is behind a pooler that gives each transaction another session (as PgBouncer does with"
    " `pool_mode = transaction`), where the bot's lock would be lost: name the PostgreSQL server"
    " itself, by its own host and port"
)
_PATIENCE = 3.0  # seconds; a pool of one waits for the other half of the question
_OTHERS = "P0S75"  # the state by which a session says that it is not ours alone
_SET = "SELECT set_config('open_standup.asked', '{}', false)"
_SAY_IF = """\
DO $$ BEGIN
    IF coalesce(current_setting('open_standup.asked', true), '') {} '{}' THEN
        RAISE EXCEPTION 'another session' USING ERRCODE = '{}';
    END IF;
END $$"""


def is_named(error: asyncpg.PostgresError) -> bool:
    """Whether this is what a pooler says of a client that wants a session of its own."""
    return any(words in str(error) for words in ("unsupported startup parameter", "pooling mode"))


async def is_between(
    session: "asyncpg.Connection[asyncpg.Record]",
    connect: Callable[[], Awaitable["asyncpg.Connection[asyncpg.Record]"]],
) -> bool:
    """Whether what is set in this session is another's, or is gone while another is at work."""
    mark = secrets.token_hex(8)
    try:
        await session.execute(_SET.format(mark))
        other = await connect()
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False  # such as that there is no room for another: who cannot be asked is trusted
    try:
        async with asyncio.timeout(_PATIENCE):
            await other.execute("BEGIN")
            await other.execute(_SAY_IF.format("=", mark, _OTHERS))
            await session.execute(_SAY_IF.format("<>", mark, _OTHERS))
    except TimeoutError:
        return True
    except asyncpg.PostgresError as error:
        return error.sqlstate == _OTHERS or is_named(error)
    finally:
        with suppress(Exception):
            other.terminate()
    return False
