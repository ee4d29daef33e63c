"""No table holds anything of a person that their export and `forget me` do not know of."""

import sqlite3
from contextlib import closing
from pathlib import Path

from standup.store.personal_data import KNOWN_BY, OWNERS
from standup.store.sqlite.store import SqliteStore

# What stands in these columns names nobody, and nobody wrote it.
IMPERSONAL = {
    "account": "adapter",
    "addition": "",
    "away": "standup",
    "answer": "question",
    "called": "adapter",
    "change": "standup action via",
    "chat_language": "adapter",
    "check_in": "round state",
    "confirming": "standup action mark said_on",
    "entry": "standup",
    "inbound": "adapter",
    "item": "standup life source question begun state due",
    "item_news": "part kind",
    "item_wording": "part kind",
    "kept": "adapter",
    "lane": "name worker",
    "metric": "standup day round question unit value",  # a figure of the team
    "missed": "standup day round zone times reason",
    "outbox": "adapter state question",
    "position": "adapter cursor",
    "post": "kind",
    "run": "standup day definition",
    "schedule": "standup round zone times day",
    "setting": "standup kind via",
    "silence": "standup",
    "schema_upgrade": "name checksum",
    "stumble": "adapter event reason",  # for a day: an id may name an account, as in no other way
    "summary": "standup period state model",
    "tally": "what",
    "unreachable": "adapter",
    "wish": "adapter kind",
    "wording": "question",
    "wrong_code": "adapter",
    "fact": "name",
}
ALWAYS_PERSONAL = {"person", "account", "text", "words", "message"}
PASSING = {"code", "search", "farewell", "lasting", "wish", "offer", "leaver", "touched"} | {
    "confirming"
}  # days at most
WITH_PARTICIPANTS = {"check_in", "addition", "entry", "consent_told", "called", "shared_report"}
OF_SQLITE = ("sqlite_", "entry_words_")  # what it keeps for itself, by its own names


async def schema(folder: Path) -> dict[str, dict[str, str]]:
    """The columns of each table of a fresh database, with their types."""
    store = await SqliteStore.open(folder / "standup.db")
    await store.close()
    with closing(sqlite3.connect(folder / "standup.db")) as found:
        names = found.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: {row[1]: row[2] for row in found.execute(f"PRAGMA table_info({name})")}
            for (name,) in names
            if not name.startswith(OF_SQLITE)
        }


def held() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for owner in OWNERS:
        for table, columns in owner.holds.items():
            assert table not in found, f"{table} has two owners"
            found[table] = set(columns)
    return found


async def test_each_column_that_may_say_something_of_a_person_has_an_owner(tmp_path: Path) -> None:
    owned, forgotten = held(), []
    for table, columns in (await schema(tmp_path)).items():
        texts = {name for name, kind in columns.items() if kind not in ("INTEGER", "BIGINT")}
        known = owned.get(table, set()) | set(IMPERSONAL.get(table, "").split())
        forgotten += [f"{table}.{name}" for name in sorted(texts - known)]
    assert not forgotten, (
        f"does {forgotten} say who somebody is, or what they said? If so, it belongs into the"
        " `PERSONAL` of the module that keeps it, and that into standup/store/personal_data.py;"
        " else into IMPERSONAL here"
    )


async def test_no_column_is_listed_that_is_not_there(tmp_path: Path) -> None:
    there = {(table, name) for table, names in (await schema(tmp_path)).items() for name in names}
    listed = {(table, name) for table, names in held().items() for name in names}
    impersonal = {(table, name) for table, names in IMPERSONAL.items() for name in names.split()}
    assert (listed | impersonal) - there == set()
    assert listed & impersonal == set()


def test_nobody_calls_a_person_an_account_or_words_impersonal() -> None:
    listed = {name for names in IMPERSONAL.values() for name in names.split()}
    assert listed & ALWAYS_PERSONAL == set()


def test_whoever_is_in_a_table_is_known_to_be_somebody_of_whom_something_is_kept() -> None:
    persons = {table for table, columns in held().items() if "person" in columns}
    assert persons == {*KNOWN_BY, *PASSING, *WITH_PARTICIPANTS}
