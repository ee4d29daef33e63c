"""What people said about the configuration since it was written."""

import json
import secrets
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from standup.core.reports.report import ALIAS
from standup.core.settings.overlay import News
from standup.core.settings.setting import (
    NAMES,
    OF_STANDUPS,
    Archived,
    Cancelled,
    Founded,
    Paused,
    Scope,
    Setting,
    Source,
    StillIn,
    TakesPart,
    TellsMissing,
    Value,
    from_data,
    is_one_of_several,
    is_own_word,
    part_of,
    span_of,
    to_data,
)
from standup.store import facts
from standup.store.database import Row, Transaction
from standup.store.instants import Moment, from_ms, to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.text import encode

_FIELDS = "id, person, standup, kind, value, words, said_by, via, said_at, said_as"
_HOLDS = f"SELECT {_FIELDS} FROM setting WHERE ended_at IS NULL"
_ENDED = f"SELECT {_FIELDS} FROM setting WHERE ended_at > ?"
_SINCE = 23  # the step of the schema that made the table
_MANY = 1000  # settings that are read one person at a time, or while others wait
_PART = 1000  # people
_SILENCES = (Paused, Cancelled, Archived)


async def are_there(tx: Transaction) -> bool:
    """Whether the database has settings: one of an earlier release has none."""
    row = await tx.one("SELECT max(version) FROM schema_upgrade")
    return row is not None and row[0] is not None and bool(row[0] >= _SINCE)


async def version(tx: Transaction) -> int:
    """Changes whenever a setting does."""
    return int(await facts.get(tx, facts.SETTINGS) or 0)


async def touch(tx: Transaction) -> None:
    """Have every process look at what holds, and at the schedule, anew."""
    await _next(tx)


async def _changed(tx: Transaction, now: datetime) -> int:
    """The next version, in which the schedule has to be looked at anew."""
    version = await _next(tx)
    await facts.put_once(tx, facts.UNPLANNED, f"{to_ms(now)}/{version}")
    return version


async def _next(tx: Transaction) -> int:
    """The next version, of whatever is changed in this transaction."""
    row = await tx.one(
        "INSERT INTO fact (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE"
        " SET value = CAST(CAST(fact.value AS BIGINT) + 1 AS TEXT) RETURNING value",
        facts.SETTINGS,
    )
    assert row is not None
    return int(row[0])


async def unplanned(tx: Transaction) -> datetime | None:
    """Since when something was set that the schedule does not know of; None where it knows all."""
    at = await facts.get(tx, facts.UNPLANNED)
    return from_ms(int(at.partition("/")[0])) if at is not None else None


async def planned(tx: Transaction, known: int) -> None:
    """The schedule knows of what was set up to a version."""
    if known >= await version(tx):
        await facts.drop(tx, facts.UNPLANNED)


async def nothing_to_plan(tx: Transaction, before: int, known: int) -> None:
    """What was set between two versions changes nothing in the schedule; what it did not know of
    before them it does not know of yet."""
    at, _, first = (await facts.get(tx, facts.UNPLANNED) or "").partition("/")
    if int(first or 0) <= before:
        return
    await planned(tx, known)
    if known < await version(tx):  # of what came meanwhile that is yet to be seen
        await facts.put(tx, facts.UNPLANNED, f"{at}/{known + 1}")


async def since(tx: Transaction, known: int) -> News | None:
    """What holds by now of whom or what something was said since a version; None where that cannot
    be told, is so much that reading everything is quicker, or changes what all else is laid over.
    """
    if known < int(await facts.get(tx, facts.SETTINGS_LOST) or 0):
        return None
    rows = await tx.all(
        "SELECT person, standup, kind FROM setting WHERE touched > ? LIMIT ?", known, _MANY
    )
    if len(rows) == _MANY or any(kind in OF_STANDUPS for _, _, kind in rows):
        return None
    people = {person for person, _, _ in rows if person is not None}
    standups = {standup for person, standup, _ in rows if person is None}
    return News(
        {person: await of_person(tx, person) for person in sorted(people)},
        {standup: await of_standup(tx, standup) for standup in sorted(standups)},
    )


async def _lose(tx: Transaction, version: int) -> None:
    """Have whoever knows less than a version read everything: what changed is gone for good."""
    if version > int(await facts.get(tx, facts.SETTINGS_LOST) or 0):
        await facts.put(tx, facts.SETTINGS_LOST, str(version))


async def in_parts(tx: Transaction) -> AsyncIterator[News]:
    """All that holds, a part of the people at a time, which is how little is held at once."""
    yield News.of(_settings(await tx.all(f"{_HOLDS} AND person IS NULL")))
    last = ""
    while True:
        row = await tx.one(
            "SELECT max(person) FROM (SELECT DISTINCT person FROM setting"
            " WHERE ended_at IS NULL AND person > ? ORDER BY person LIMIT ?) AS part",
            last,
            _PART,
        )
        if row is None or row[0] is None:
            return
        yield News.of(
            _settings(await tx.all(f"{_HOLDS} AND person > ? AND person <= ?", last, row[0]))
        )
        last = row[0]


async def are_many(tx: Transaction) -> bool:
    """Whether so many hold that reading them would keep others waiting."""
    row = await tx.one(
        "SELECT count(*) FROM (SELECT 1 FROM setting WHERE ended_at IS NULL LIMIT ?) AS first_ones",
        _MANY,
    )
    return row is not None and bool(row[0] == _MANY)


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


async def held_at(tx: Transaction, person: str, standup: str, at: datetime) -> list[Setting]:
    """What was said of a person or of a standup and held at an instant, however it is now."""
    theirs = await tx.all(f"{_ENDED} AND person = ?", to_ms(at), person)
    its = await tx.all(f"{_ENDED} AND person IS NULL AND standup = ?", to_ms(at), standup)
    holds = (*await of_person(tx, person), *await of_standup(tx, standup))
    found = (one for one in (*_settings((*theirs, *its)), *holds) if one.at <= at)
    return sorted(found, key=lambda one: one.id)


async def was_silent(tx: Transaction, standup: str, day: date, at: datetime) -> bool:
    """Whether a standup was to ask nobody on a day, as things stood at an instant, and may by now:
    the pause was ended since, or what was cancelled is to happen after all."""
    ended = await tx.all(f"{_ENDED} AND person IS NULL AND standup = ?", to_ms(at), standup)
    held = (one.value for one in _settings(ended) if one.at <= at)
    spans = (span_of(value) for value in held if isinstance(value, _SILENCES))
    return any(span.first <= day <= span.last for span in spans)


async def latest_of(tx: Transaction, person: str) -> Setting | None:
    """What a person set last, of themselves or of a standup, if it holds."""
    latest = f"{_HOLDS} AND said_by = ? AND kind <> ? ORDER BY id DESC LIMIT 1"
    found = _settings(await tx.all(latest, person, NAMES[StillIn]))
    return found[0] if found else None


async def keep(
    tx: Transaction, scope: Scope, value: Value, words: str, source: Source, now: datetime
) -> int:
    """Keep what was said, in the place of what was said of it before; returns its number."""
    version = await _changed(tx, now)
    name, part = NAMES[type(value)], part_of(value)
    before = None if is_one_of_several(value) else await same(tx, scope, name, part)
    if before is not None:
        await _end(tx, before.id, now, version)
    row = await tx.one(
        "INSERT INTO setting (person, standup, kind, value, words, said_by, via, said_at, replaces,"
        " touched, said_as) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        scope.person,
        scope.standup,
        name,
        encode(to_data(value)),
        words,
        source.person,
        source.via,
        to_ms(now),
        before.id if before else None,
        version,
        version,
    )
    assert row is not None
    return int(row[0])


async def same(tx: Transaction, scope: Scope, name: str, part: str = "") -> Setting | None:
    """What holds of this name for the same, and for the same part of it."""
    if scope.person is not None:
        found = await of_person(tx, scope.person)
    else:
        found = await of_standup(tx, scope.standup or "")
    held = (one for one in found if one.scope == scope and one.name == name)
    return next((one for one in held if part_of(one.value) == part), None)


async def end(tx: Transaction, number: int, now: datetime) -> None:
    """It holds no more."""
    await _end(tx, number, now, await _changed(tx, now))


async def drop(tx: Transaction, number: int, now: datetime) -> None:
    """Whoever said it wants it no more: `undo` has it hold again."""
    await end(tx, number, now)
    await tx.run("UPDATE setting SET dropped = 1 WHERE id = ?", number)


async def pick_up(tx: Transaction, number: int, now: datetime) -> None:
    """What was dropped holds again."""
    version = await _changed(tx, now)
    await tx.run(
        "UPDATE setting SET ended_at = NULL, dropped = 0, touched = ? WHERE id = ?", version, number
    )


async def latest_dropped(tx: Transaction, person: str) -> tuple[list[Setting], Moment] | None:
    """What somebody dropped last, all that they dropped in one go, and when."""
    rows = await tx.all(
        f"SELECT ended_at, touched, {_FIELDS} FROM setting WHERE said_by = ? AND dropped = 1",
        person,
    )
    if not rows:
        return None
    ended, touched = max((row[0], row[1]) for row in rows)
    return _settings(row[2:] for row in rows if row[0] == ended), Moment.of(ended, touched)


async def amend(tx: Transaction, number: int, value: Value) -> None:
    """Have a setting say this, without anybody having said so anew."""
    await tx.run(
        "UPDATE setting SET value = ?, touched = ? WHERE id = ?",
        encode(to_data(value)),
        await _next(tx),
        number,
    )


async def undo(tx: Transaction, number: int, now: datetime) -> None:
    """Take a setting back: what it replaced holds again."""
    version = await _changed(tx, now)
    row = await tx.one("SELECT replaces FROM setting WHERE id = ?", number)
    await _end(tx, number, now, version)
    if row is not None and row[0] is not None:
        await tx.run(
            "UPDATE setting SET ended_at = NULL, touched = ? WHERE id = ?", version, row[0]
        )


async def _end(tx: Transaction, number: int, now: datetime, version: int) -> None:
    await tx.run(
        "UPDATE setting SET ended_at = ?, touched = ? WHERE id = ? AND ended_at IS NULL",
        to_ms(now),
        version,
        number,
    )


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Forget what held no more by then."""
    gone = await tx.all("DELETE FROM setting WHERE ended_at < ? RETURNING touched", to_ms(before))
    await _lose(tx, max((touched for (touched,) in gone), default=0))


def _settings(rows: Iterable[Row]) -> list[Setting]:
    found = (_setting(row) for row in sorted(rows))
    return [one for one in found if one is not None]


def _setting(row: Row) -> Setting | None:
    """The setting of a row; None for one of a later release."""
    number, person, standup, kind, value, words, said_by, via, at, said_as = row
    known = from_data(kind, json.loads(value))
    if known is None:
        return None
    source = Source(said_by, via)
    return Setting(number, Scope(person, standup), known, words, source, from_ms(at), said_as)


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
    touched += await _forget_member(tx, whom.person)
    touched += await tx.run(
        "DELETE FROM setting WHERE kind = ? AND said_by = ?", NAMES[TellsMissing], whom.person
    )
    await tx.run(
        "UPDATE setting SET said_by = ?, words = '' WHERE said_by = ?", whom.alias, whom.person
    )
    if touched:
        await _lose(tx, await _next(tx))


async def _of_kind(tx: Transaction, kind: str) -> list[Setting]:
    """All that was ever said of standups by this name."""
    of_it = f"SELECT {_FIELDS} FROM setting WHERE person IS NULL AND kind = ?"
    return _settings(await tx.all(of_it, kind))


async def _forget_member(tx: Transaction, person: str) -> int:
    """Who takes part in a standup that was made in a chat, or runs it, does so no more."""
    count = 0
    for one in await _of_kind(tx, NAMES[Founded]):
        assert isinstance(one.value, Founded)
        founded = _without(one.value, person)
        if founded != one.value:
            data = encode(to_data(founded))
            await tx.run("UPDATE setting SET value = ? WHERE id = ?", data, one.id)
            count += 1
    return count


def _without(founded: Founded, person: str) -> Founded:
    def others(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one != person)

    standup = founded.standup
    kept = replace(standup, owners=others(standup.owners), helpers=others(standup.helpers))
    return Founded(kept, others(founded.people))


async def _forget_participant(tx: Transaction, person: str) -> int:
    """Who was added is so no more; who is removed stays so, and may come back if that was their
    own word; in neither case is it told of. Of what holds no more, and of what would name nobody,
    nothing stays."""
    found = [
        (one, one.value)
        for one in await _of_kind(tx, NAMES[TakesPart])
        if isinstance(one.value, TakesPart) and person in one.value.people
    ]
    standups = {one.scope.standup or "" for one, _ in found}
    holding = {held.id for one in standups for held in await of_standup(tx, one)}
    # What names them still is said by another somebody than the one in their past days.
    other = f"{ALIAS}{secrets.token_hex(4)}"
    for one, value in found:
        stays = one.id in holding and not value.takes
        left = value.people if stays else tuple(p for p in value.people if p != person)
        nobody = "said_by = CASE WHEN said_by = ? THEN ? ELSE said_by END"
        unlinked = "" if left else ", setting_id = NULL"
        await tx.run(
            f"UPDATE change SET words = '', effect = '', {nobody}{unlinked} WHERE setting_id = ?",
            person,
            other,
            one.id,
        )
        if not left:
            await tx.run("DELETE FROM setting WHERE id = ?", one.id)
            continue
        kept = replace(value, people=left, by_themselves=is_own_word(one, person))
        await tx.run(
            f"UPDATE setting SET value = ?, words = '', {nobody} WHERE id = ?",
            encode(to_data(kept)),
            person,
            other,
            one.id,
        )
    return len(found)


PERSONAL = Owner({"setting": ("person", "said_by", "words", "value")}, _forget, _export)
