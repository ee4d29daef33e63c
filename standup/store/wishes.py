"""What people wish to be told that takes some work, until they are told."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, get_args

from standup.core.commands import Export, History, Items, Map, MyReport, Report, Search
from standup.core.model import Account
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person
from standup.store.text import encode

Told = Search | MyReport | History | Report | Export | Items | Map
"""What is answered by something that has to be looked up, compared or laid out first."""

_KINDS: dict[str, type[Told]] = {kind.__name__: kind for kind in get_args(Told)}
_DAYS = ("first", "last")
_FIELDS = "id, key, person, adapter, account, place, kind, content, wished_at, tries, version"


@dataclass(frozen=True, slots=True)
class Wished:
    """One wish, and under which key and where it is answered.

    `tries` counts how often it was begun before.
    """

    id: int
    key: str
    person: str
    account: Account
    place: str | None
    what: Told
    at: datetime
    tries: int
    version: int


async def keep(
    tx: Transaction,
    key: str,
    person: str,
    account: Account,
    place: str | None,
    what: Told,
    now: datetime,
) -> None:
    """Keep a wish until it is fulfilled."""
    await tx.run(
        "INSERT INTO wish (key, person, adapter, account, place, kind, content, wished_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        key,
        person,
        account.adapter,
        account.id,
        place,
        type(what).__name__,
        encode(_to_data(what)),
        to_ms(now),
    )


async def waiting(tx: Transaction, person: str) -> int:
    """How many wishes of a person are to be fulfilled yet."""
    row = await tx.one("SELECT count(*) FROM wish WHERE person = ?", person)
    return int(row[0]) if row else 0


async def to_share(tx: Transaction, person: str) -> tuple[int, datetime] | None:
    """The latest wish of a person to share a report that waits, by its number, and when it was."""
    rows = await tx.all(
        "SELECT id, content, wished_at FROM wish WHERE person = ? AND kind = ? ORDER BY id DESC",
        person,
        MyReport.__name__,
    )
    found = ((number, at) for number, content, at in rows if json.loads(content)["share"])
    return next(((number, from_ms(at)) for number, at in found), None)


async def let_go(tx: Transaction, number: int) -> None:
    """Delete a wish that is one no more."""
    await tx.run("DELETE FROM wish WHERE id = ?", number)


async def firsts(tx: Transaction, most: int) -> list[Wished]:
    """The oldest wish of each person, the one that waits longest first."""
    rows = await tx.all(
        f"SELECT {_FIELDS} FROM wish w WHERE NOT EXISTS"
        " (SELECT 1 FROM wish earlier WHERE earlier.person = w.person AND earlier.id < w.id)"
        " ORDER BY w.id LIMIT ?",
        most,
    )
    return [_wished(row) for row in rows]


async def begin(tx: Transaction, wish: Wished) -> bool:
    """Note that a wish is begun once more; False where it is gone."""
    return await tx.run("UPDATE wish SET tries = tries + 1 WHERE id = ?", wish.id) == 1


async def put_back(tx: Transaction, wish: Wished) -> None:
    """Take back one try of a wish that was not to blame for its end."""
    await tx.run("UPDATE wish SET tries = tries - 1 WHERE id = ? AND tries > 0", wish.id)


async def holds(tx: Transaction, wish: Wished) -> bool:
    """Whether it is still wished, and nobody's words were deleted since it was read."""
    row = await tx.one("SELECT 1 FROM wish WHERE id = ? AND version = ?", wish.id, wish.version)
    return row is not None


async def fulfilled(tx: Transaction, wish: Wished) -> None:
    """Delete a wish that is fulfilled."""
    await let_go(tx, wish.id)


async def look_again(tx: Transaction) -> None:
    """Have every wish looked up again, since somebody's words were deleted."""
    await tx.run("UPDATE wish SET version = version + 1")


def _wished(row: Row) -> Wished:
    number, key, person, adapter, account, place, kind, content, at, tries, version = row
    what = _from_data(kind, json.loads(content))
    to = Account(adapter, account)
    return Wished(
        id=number,
        key=key,
        person=person,
        account=to,
        place=place,
        what=what,
        at=from_ms(at),
        tries=tries,
        version=version,
    )


def _to_data(what: Told) -> dict[str, object]:
    said = asdict(what)
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in said.items()}


def _from_data(kind: str, data: dict[str, Any]) -> Told:
    days = {name: date.fromisoformat(data[name]) for name in _DAYS if data.get(name)}
    return _KINDS[kind](**{**data, **days})


# Not exported: a wish is fulfilled or given up within moments, and an export is one itself.
PERSONAL = Owner({"wish": ("key", "person", "account", "place", "content")}, by_person("wish"))
