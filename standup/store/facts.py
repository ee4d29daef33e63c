"""Single facts about the installation that another process may ask for."""

from standup.store.database import Transaction

SECRET = "secret"  # noqa: S105 - a name; what invitations are made from, in hex
CONFIG = "config"  # the digest of the configuration that is in force
INDEXED = "indexed"  # how far the reports of before the upgrade are in the learning log
TIDIED = "tidied"  # when words were last looked through for those that are kept no longer
FORGOTTEN = "forgotten"  # accounts whose ids may still stand in those of events, as JSON
SETTINGS = "settings"  # counts the changes of what people said about the configuration
SETTINGS_LOST = "settings_lost"  # since which of them what changed can be told
UNPLANNED = "unplanned"  # since when the schedule does not know of what was set, and its version
IN_FORCE = "in_force"  # the configuration itself, as `in_force` writes it
CLEAR = "clear"  # something was deleted that may still stand in a file


SETTINGS_NOW = f"COALESCE((SELECT CAST(value AS BIGINT) FROM fact WHERE name = '{SETTINGS}'), 0)"
"""The version of what people said about the configuration, inside another statement."""


def answer_to(wish: str) -> str:
    """The name of what was answered to somebody at the machine."""
    return f"answer to {wish}"


async def drop_answers(tx: Transaction) -> None:
    """Forget what was answered to those at the machine."""
    await tx.run("DELETE FROM fact WHERE name LIKE ? || '%'", answer_to(""))


def config_of(process: str) -> str:
    """The name of what one process, of which there may be many, tells of its configuration."""
    return f"{CONFIG} of {process}"


async def drop_processes(tx: Transaction) -> None:
    """Forget what each process told of its configuration."""
    await tx.run("DELETE FROM fact WHERE name LIKE ? || '%'", config_of(""))


async def beginning(tx: Transaction, words: str) -> list[tuple[str, str]]:
    """The facts whose names begin with these words."""
    rows = await tx.all("SELECT name, value FROM fact WHERE name LIKE ? || '%'", words)
    return [(name, value) for name, value in rows]


async def get(tx: Transaction, name: str) -> str | None:
    """The fact, or None."""
    row = await tx.one("SELECT value FROM fact WHERE name = ?", name)
    return row[0] if row else None


async def put(tx: Transaction, name: str, value: str) -> None:
    """Set the fact."""
    await tx.run(
        "INSERT INTO fact (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )


async def put_once(tx: Transaction, name: str, value: str) -> None:
    """Set the fact, unless it is set."""
    await tx.run(
        "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value
    )


async def drop(tx: Transaction, name: str) -> None:
    """Delete the fact."""
    await tx.run("DELETE FROM fact WHERE name = ?", name)
