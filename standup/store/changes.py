"""The audit trail: who steered a standup, how, when and from where. It keeps no answer's words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from standup.core.settings.setting import Source, Value, from_data
from standup.store import facts
from standup.store.database import Row, Transaction
from standup.store.instants import Moment, from_ms, to_ms
from standup.store.owner import Forgotten, Owner

_FIELDS = (
    "c.id, c.standup, c.action, c.words, c.effect, c.said_by, c.via, c.at, c.undone_by,"
    " c.undone_at, c.settings, s.kind, s.value"
)
_FROM = "FROM change c LEFT JOIN setting s ON s.id = c.setting_id"
_SHOWN = "standup, action, words, mark, said_since, asked_at, said_on"
_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done to a standup: by which command in which words, and its effect.

    `value` is what was set, as far as it is kept, `version` that of all settings as it was done.
    """

    id: int
    standup: str
    action: str
    words: str
    effect: str
    source: Source
    at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None
    value: Value | None = None
    version: int = 0

    @property
    def moment(self) -> Moment:
        """When it was done, among all else that was."""
        return Moment(self.at, self.version)


async def note(
    tx: Transaction,
    standup: str,
    action: str,
    words: str,
    effect: str,
    source: Source,
    now: datetime,
    setting: int | None = None,
    person: str | None = None,
) -> None:
    """Note what was done: what it set, and to which person it was done, if to one."""
    await tx.run(
        "INSERT INTO change (standup, action, words, effect, said_by, via, at, setting_id, done_to,"
        f" settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {facts.SETTINGS_NOW})",
        standup,
        action,
        words,
        effect,
        source.person,
        source.via,
        to_ms(now),
        setting,
        person,
    )


async def undone(tx: Transaction, setting: int, source: Source, now: datetime) -> None:
    """Note that what was set was taken back."""
    await tx.run(
        "UPDATE change SET undone_by = ?, undone_at = ? WHERE setting_id = ?",
        source.person,
        to_ms(now),
        setting,
    )


async def redone(tx: Transaction, setting: int) -> None:
    """Note that what was set is taken back no more."""
    await tx.run(
        "UPDATE change SET undone_by = NULL, undone_at = NULL WHERE setting_id = ?", setting
    )


async def latest(tx: Transaction, standups: Sequence[str], most: int) -> list[Change]:
    """The latest changes of these standups, the newest first."""
    found: list[Change] = []
    for standup in standups:
        rows = await tx.all(
            f"SELECT {_FIELDS} {_FROM} WHERE c.standup = ? ORDER BY c.id DESC LIMIT ?",
            standup,
            most,
        )
        found += map(_change, rows)
    return sorted(found, key=lambda one: -one.id)[:most]


async def polled(tx: Transaction, person: str) -> Change | None:
    """The latest poll that somebody asked for, unless they took one back since."""
    row = await tx.one(
        f"SELECT {_FIELDS} {_FROM} WHERE c.said_by = ? AND c.action IN ('poll', 'cancel poll')"
        " ORDER BY c.id DESC LIMIT 1",
        person,
    )
    found = _change(row) if row else None
    return found if found is not None and found.action == "poll" else None


def _change(row: Row) -> Change:
    number, standup, action, words, effect, said_by, via, at, undone_by, undone_at, *held = row
    version, kind, value = held
    return Change(
        number,
        standup,
        action,
        words,
        effect,
        Source(said_by, via),
        from_ms(at),
        undone_by,
        None if undone_at is None else from_ms(undone_at),
        None if kind is None else from_data(kind, json.loads(value)),
        version,
    )


@dataclass(frozen=True, slots=True)
class Confirming:
    """What somebody was shown, and is to say yes to: their `words`, and on which date they said
    them, where that is known. `mark` says what would have come of it, `said_since` whether they
    were told something else by now."""

    standup: str
    action: str
    words: str
    mark: str
    said_since: bool
    asked_at: datetime
    said_on: date | None = None

    @property
    def token(self) -> str:
        """What a choice says that means this one."""
        return str(to_ms(self.asked_at))


async def confirm_first(tx: Transaction, person: str, shown: Confirming) -> None:
    """Have somebody say yes first."""
    await tx.run(
        "INSERT INTO confirming (person, standup, action, words, mark, asked_at, said_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET"
        " standup = excluded.standup, action = excluded.action, words = excluded.words,"
        " mark = excluded.mark, said_since = 0, asked_at = excluded.asked_at,"
        " said_on = excluded.said_on",
        person,
        shown.standup,
        shown.action,
        shown.words,
        shown.mark,
        to_ms(shown.asked_at),
        shown.said_on.isoformat() if shown.said_on else "",
    )


async def confirmed(tx: Transaction, person: str, now: datetime) -> Confirming | None:
    """What somebody says yes to, which they can once and for ten minutes."""
    row = await tx.one(f"DELETE FROM confirming WHERE person = ? RETURNING {_SHOWN}", person)
    found = _confirming(row) if row else None
    return found if found and now - found.asked_at <= _WITHIN else None


async def confirming(tx: Transaction, person: str) -> Confirming | None:
    """What somebody was asked to say yes to last."""
    row = await tx.one(f"SELECT {_SHOWN} FROM confirming WHERE person = ?", person)
    return _confirming(row) if row else None


async def show_no_more(tx: Transaction, person: str) -> None:
    """Let somebody say yes to nothing that they were shown until now."""
    await tx.run("DELETE FROM confirming WHERE person = ?", person)


async def said_since(tx: Transaction, person: str) -> None:
    """Note that somebody was told something else since they were shown what to say yes to."""
    await tx.run("UPDATE confirming SET said_since = 1 WHERE person = ?", person)


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Forget what nobody said yes to."""
    await tx.run("DELETE FROM confirming WHERE asked_at < ?", to_ms(before))


def _confirming(row: Row) -> Confirming:
    standup, action, words, mark, said_since, asked_at, said_on = row
    on = date.fromisoformat(said_on) if said_on else None
    return Confirming(standup, action, words, mark, bool(said_since), from_ms(asked_at), on)


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    rows = await tx.all(
        f"SELECT {_FIELDS} {_FROM} WHERE c.said_by = ? OR c.undone_by = ? ORDER BY c.id",
        person,
        person,
    )
    done = await tx.all(f"SELECT {_FIELDS} {_FROM} WHERE c.done_to = ? ORDER BY c.id", person)
    return {
        "done_for_you": [
            {"standup": one.standup, "effect": one.effect, "at": one.at.isoformat()}
            for one in map(_change, done)
        ],
        "steered": [
            {
                "standup": one.standup,
                "action": one.action,
                "words": one.words,
                "via": one.source.via,
                "at": one.at.isoformat(),
            }
            for one in map(_change, rows)
        ],
    }


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """What was done stays on record, done by nobody that is known."""
    await tx.run(
        "UPDATE change SET said_by = ?, words = '' WHERE said_by = ?", whom.alias, whom.person
    )
    await tx.run("UPDATE change SET undone_by = ? WHERE undone_by = ?", whom.alias, whom.person)
    done = "SELECT standup, action, at FROM change WHERE done_to = ?"
    for standup, action, at in await tx.all(done, whom.person):  # the same words named others, too
        await tx.run(
            "UPDATE change SET words = '' WHERE standup = ? AND action = ? AND at = ?",
            standup,
            action,
            at,
        )
    await tx.run(
        "UPDATE change SET done_to = ?, effect = '' WHERE done_to = ?", whom.alias, whom.person
    )
    await show_no_more(tx, whom.person)


PERSONAL = Owner(
    {
        "change": ("said_by", "undone_by", "words", "effect", "done_to"),
        "confirming": ("person", "words"),
    },
    _forget,
    _export,
)
