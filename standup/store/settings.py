"""What people said about the configuration since it was written."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from standup.core.settings.setting import (
    NAMES,
    Scope,
    Setting,
    Source,
    TakesPart,
    TellsMissing,
    Value,
    from_data,
    is_one_of_several,
    part_of,
    to_data,
)
from standup.store import facts
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.text import encode

_FIELDS = "id, person, standup, kind, value, words, said_by, via, said_at"
_HOLDS = f"SELECT {_FIELDS} FROM setting WHERE ended_at IS NULL"


_SINCE = 23  # the step of the schema that made the table


async def are_there(tx: Transaction) -> bool:
    """Whether the database has settings: one of an earlier release has none."""
    row = await tx.one("SELECT max(version) FROM schema_upgrade")
    return row is not None and row[0] is not None and bool(row[0] >= _SINCE)


async def version(tx: Transaction) -> int:
    """Changes whenever a setting does."""
    return int(await facts.get(tx, facts.SETTINGS) or 0)


async def touch(tx: Transaction) -> None:
    """Have every process look at what holds, and at the schedule, anew."""
    await _changed(tx)


async def _changed(tx: Transaction) -> None:
    await tx.run(
        "INSERT INTO fact (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE"
        " SET value = CAST(CAST(fact.value AS BIGINT) + 1 AS TEXT)",
        facts.SETTINGS,
    )


async def everything(tx: Transaction) -> list[Setting]:
    """All that holds, in the order in which it was said."""
    return _settings(await tx.all(_HOLDS))


async def of_person(tx: Transaction, person: str) -> list[Setting]:
    """What holds of one person."""
    return _settings(await tx.all(f"{_HOLDS} AND person = ?", person))


async def of_standup(tx: Transaction, standup: str) -> list[Setting]:
    """What holds of a standup, whoever said it."""
    return _settings(await tx.all(f"{_HOLDS} AND person IS NULL AND standup = ?", standup))


async def holding(tx: Transaction, number: int) -> Setting | None:
    """The setting of that number, if it holds."""
    found = _settings(await tx.all(f"{_HOLDS} AND id = ?", number))
    return found[0] if found else None


async def latest_of(tx: Transaction, person: str) -> Setting | None:
    """What a person set last, of themselves or of a standup, if it holds."""
    found = _settings(await tx.all(f"{_HOLDS} AND said_by = ? ORDER BY id DESC LIMIT 1", person))
    return found[0] if found else None


async def keep(
    tx: Transaction, scope: Scope, value: Value, words: str, source: Source, now: datetime
) -> int:
    """Keep what was said, in the place of what was said of it before; returns its number."""
    before = None if is_one_of_several(value) else await _same(tx, scope, value)
    if before is not None:
        await _end(tx, before.id, now)
    row = await tx.one(
        "INSERT INTO setting (person, standup, kind, value, words, said_by, via, said_at, replaces)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        scope.person,
        scope.standup,
        NAMES[type(value)],
        encode(to_data(value)),
        words,
        source.person,
        source.via,
        to_ms(now),
        before.id if before else None,
    )
    assert row is not None
    await _changed(tx)
    return int(row[0])


async def same(tx: Transaction, scope: Scope, name: str) -> Setting | None:
    """What holds of this name for the same."""
    if scope.person is not None:
        found = await of_person(tx, scope.person)
    else:
        found = await of_standup(tx, scope.standup or "")
    return next((one for one in found if one.scope == scope and one.name == name), None)


async def _same(tx: Transaction, scope: Scope, value: Value) -> Setting | None:
    """What holds of the same name and part for the same."""
    if scope.person is not None:
        found = await of_person(tx, scope.person)
    else:
        found = await of_standup(tx, scope.standup or "")
    name, part = NAMES[type(value)], part_of(value)
    held = (one for one in found if one.scope == scope and one.name == name)
    return next((one for one in held if part_of(one.value) == part), None)


async def end(tx: Transaction, number: int, now: datetime) -> None:
    """It holds no more."""
    await _end(tx, number, now)
    await _changed(tx)


async def amend(tx: Transaction, number: int, value: Value) -> None:
    """Have a setting say this, without anybody having said so anew."""
    await tx.run("UPDATE setting SET value = ? WHERE id = ?", encode(to_data(value)), number)
    await _changed(tx)


async def undo(tx: Transaction, number: int, now: datetime) -> None:
    """Take a setting back: what it replaced holds again."""
    row = await tx.one("SELECT replaces FROM setting WHERE id = ?", number)
    await _end(tx, number, now)
    if row is not None and row[0] is not None:
        await tx.run("UPDATE setting SET ended_at = NULL WHERE id = ?", row[0])
    await _changed(tx)


async def _end(tx: Transaction, number: int, now: datetime) -> None:
    await tx.run(
        "UPDATE setting SET ended_at = ? WHERE id = ? AND ended_at IS NULL", to_ms(now), number
    )


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Forget what held no more by then."""
    await tx.run("DELETE FROM setting WHERE ended_at < ?", to_ms(before))


def _settings(rows: Iterable[Row]) -> list[Setting]:
    found = (_setting(row) for row in sorted(rows))
    return [one for one in found if one is not None]


def _setting(row: Row) -> Setting | None:
    """The setting of a row; None for one of a later release."""
    number, person, standup, kind, value, words, said_by, via, at = row
    known = from_data(kind, json.loads(value))
    if known is None:
        return None
    source = Source(said_by, via)
    return Setting(number, Scope(person, standup), known, words, source, from_ms(at))


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    rows = await tx.all(
        f"SELECT {_FIELDS} FROM setting WHERE person = ? OR said_by = ?",
        person,
        person,
    )
    return {
        "settings": [
            {
                "setting": one.name,
                "standup": one.scope.standup,
                "value": to_data(one.value),
                "words": one.words,
                "via": one.source.via,
                "at": one.at.isoformat(),
            }
            for one in _settings(rows)
        ]
    }


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """What is theirs goes; what they said of a standup stays, said by nobody that is known."""
    touched = await tx.run("DELETE FROM setting WHERE person = ?", whom.person)
    touched += await _forget_participant(tx, whom.person)
    touched += await tx.run(
        "DELETE FROM setting WHERE kind = ? AND said_by = ?", NAMES[TellsMissing], whom.person
    )
    await tx.run(
        "UPDATE setting SET said_by = ?, words = '' WHERE said_by = ?", whom.alias, whom.person
    )
    if touched:
        await _changed(tx)


async def _forget_participant(tx: Transaction, person: str) -> int:
    """Who was added is so no more; who was removed stays so, and in neither case is it told of."""
    rows = await tx.all(
        f"SELECT {_FIELDS} FROM setting WHERE person IS NULL AND kind = ?", NAMES[TakesPart]
    )
    found = [
        (one.id, one.value)
        for one in _settings(rows)
        if isinstance(one.value, TakesPart) and person in one.value.people
    ]
    for number, value in found:
        left = tuple(one for one in value.people if one != person) if value.takes else value.people
        data = encode(to_data(replace(value, people=left)))
        await tx.run("UPDATE setting SET value = ?, words = '' WHERE id = ?", data, number)
        await tx.run("UPDATE change SET words = '', effect = '' WHERE setting_id = ?", number)
    return len(found)


PERSONAL = Owner({"setting": ("person", "said_by", "words", "value")}, _forget, _export)
