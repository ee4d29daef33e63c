"""A transaction that notes each statement of the store: where it stands, and how it is planned."""

import json
import re
import sys
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import standup.store
from standup.store.database import Operation, Row, Store, Transaction, Words
from standup.store.postgres.sql import PostgresTransaction, numbered

T = TypeVar("T")
ROOM = Path(standup.store.__file__).parent
_MANY = 100  # values asked for at once, of which a database may rather read the table
_EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: its file under `store/`, its line, and the function."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Touch:
    """How one table is come at: by the values of which columns, and between which of others.

    `says` is the database's own line, with the index. A `bounded` one reads no more rows than are
    wanted.
    """

    table: str
    by: frozenset[str]
    between: frozenset[str]
    says: str
    bounded: bool = False


@dataclass(slots=True)
class Record:
    """What was seen: every place, and the touches of each statement of it."""

    places: set[Place] = field(default_factory=set)
    plans: dict[tuple[str, str], list[Touch]] = field(default_factory=dict)


class Recording:
    """See Transaction; each statement is explained before it is carried out."""

    def __init__(self, tx: Transaction, record: Record) -> None:
        self._tx = tx
        self._record = record

    @property
    def words(self) -> Words:
        """See Transaction."""
        return self._tx.words

    # No coroutines: whoever calls them is one frame away.

    def run(self, sql: str, *parameters: Any) -> Coroutine[Any, Any, int]:
        """See Transaction."""
        place = _place(sys._getframe(1))
        return self._then(place, sql, parameters, lambda: self._tx.run(sql, *parameters))

    def one(self, sql: str, *parameters: Any) -> Coroutine[Any, Any, Row | None]:
        """See Transaction."""
        place = _place(sys._getframe(1))
        return self._then(place, sql, parameters, lambda: self._tx.one(sql, *parameters))

    def all(self, sql: str, *parameters: Any) -> Coroutine[Any, Any, list[Row]]:
        """See Transaction."""
        place = _place(sys._getframe(1))
        return self._then(place, sql, parameters, lambda: self._tx.all(sql, *parameters))

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> Coroutine[Any, Any, None]:
        """See Transaction."""
        place, known = _place(sys._getframe(1)), list(rows)
        first = known[0] if known else None
        return self._then(place, sql, first, lambda: self._tx.many(sql, known))

    async def attempt(self, operation: Operation[T]) -> T:
        """See Transaction."""
        return await self._tx.attempt(lambda _: operation(self))

    async def _then(
        self,
        place: Place | None,
        sql: str,
        parameters: Sequence[Any] | None,
        do: Callable[[], Coroutine[Any, Any, Any]],
    ) -> Any:
        if place is not None and parameters is not None:
            await self._note(place, sql, parameters)
        return await do()

    async def _note(self, place: Place, sql: str, parameters: Sequence[Any]) -> None:
        self._record.places.add(place)
        known = (place.function, sql)
        explained = sql.lstrip().startswith(_EXPLAINED) and len(parameters) < _MANY
        if known in self._record.plans or not explained:
            return
        how = _postgres if isinstance(self._tx, PostgresTransaction) else _sqlite
        self._record.plans[known] = await how(self._tx, sql, parameters)


class RecordingReader:
    """See Reader; what it reads is noted."""

    def __init__(self, store: Store, record: Record) -> None:
        self._store = store
        self._record = record

    async def read(self, operation: Operation[T]) -> T:
        """See Reader."""
        return await self._store.write(lambda tx: operation(Recording(tx, self._record)))

    async def close(self) -> None:
        """See Reader."""


def _place(frame: FrameType) -> Place | None:
    """Where a statement of the store stands; None for one of a test."""
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(ROOM):
        return None
    file = path.relative_to(ROOM).as_posix()
    function = frame.f_code.co_qualname.removesuffix(".<locals>.<listcomp>").replace(
        ".<locals>", ""
    )
    return Place(file, frame.f_lineno, f"{file.removesuffix('.py').replace('/', '.')}.{function}")


# ── SQLite ─────────────────────────────────────────────────────────────────────────────────────

_LINE = re.compile(r"(?P<how>SCAN|SEARCH) (?P<name>\w+)(?P<way>.*?)(?: \((?P<by>[^()]*)\))?$")
_BY_NUMBER = re.compile(r"VIRTUAL TABLE INDEX \d+:=")
_BY_WORDS = re.compile(r"VIRTUAL TABLE INDEX \d+:M")


async def _sqlite(tx: Transaction, sql: str, parameters: Sequence[Any]) -> list[Touch]:
    tables = await tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = _aliases(sql, {name for (name,) in tables})
    rows = await tx.all(f"EXPLAIN QUERY PLAN {sql}", *parameters)
    return [touch for row in rows if (touch := _line(row[3], names)) is not None]


def _line(says: str, names: dict[str, str]) -> Touch | None:
    found = _LINE.match(says)
    if found is None or found["name"] not in names:
        return None  # of what was already fetched
    by = found["by"] or ""
    values = set(re.findall(r"(\w+)=\?", by))
    if _BY_NUMBER.search(says) or _BY_WORDS.search(says):
        values = {"rowid" if _BY_NUMBER.search(says) else "words"}
    between = frozenset(re.findall(r"(\w+)[<>]\?", by))
    bounded = found["how"] == "SEARCH" and not by  # the first or the last of an index
    return Touch(names[found["name"]], frozenset(values), between, says, bounded)


def _aliases(sql: str, tables: set[str]) -> dict[str, str]:
    """What each table is called in a statement, by those names."""
    called = re.findall(r"(?:FROM|JOIN|UPDATE|INTO|,)\s+(\w+)(?:\s+AS)?\s+(\w+)", sql)
    aliases = {alias: table for table, alias in called if table in tables}
    return {table: table for table in tables} | aliases


# ── PostgreSQL ─────────────────────────────────────────────────────────────────────────────────


async def _postgres(tx: Transaction, sql: str, parameters: Sequence[Any]) -> list[Touch]:
    """As planned for these values, and as planned for any: it takes the one or the other."""
    assert isinstance(tx, PostgresTransaction)
    query, connection = numbered(sql), tx.connection
    await connection.execute("SET LOCAL random_page_cost = 1.1")  # as on a disk without heads
    special = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {query}", *parameters)
    await connection.execute(f"PREPARE explained AS {query}")
    await connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    nulls = f"({', '.join(['NULL'] * len(parameters))})" if parameters else ""
    general = await connection.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE explained{nulls}")
    await connection.execute("SET LOCAL plan_cache_mode = auto")
    await connection.execute("DEALLOCATE explained")
    plans = [plan["Plan"] for text in (special, general) for plan in json.loads(text)]
    return [touch for plan in plans for touch in _touches(plan, limited=False)]


_EQUAL = re.compile(r"(?<![\w.])(\w+)\)?(?:::\w+)? (?:=|@@) ")
_BETWEEN = re.compile(r"(?<![\w.])(\w+)\)?(?:::\w+)? [<>]=? ")
_SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan"}


def _touches(plan: dict[str, Any], *, limited: bool) -> list[Touch]:
    kind, found = plan["Node Type"], list[Touch]()
    if kind in _SCANS:
        bounded = limited and kind.startswith("Index") and "Filter" not in plan
        bitmap = kind.startswith("Bitmap")
        ways = _bitmap(plan) if bitmap else [(plan.get("Index Name", ""), _cond(plan))]
        found += [
            Touch(
                plan["Relation Name"],
                frozenset(_EQUAL.findall(condition)),
                frozenset(_BETWEEN.findall(condition)),
                f"{kind} {index} {condition}",
                bounded,
            )
            for index, condition in ways
        ]
    limited = kind == "Limit" or (limited and kind in {"LockRows", "Subquery Scan"})
    for part in plan.get("Plans", ()):
        if part["Node Type"] not in {"Bitmap Index Scan", "BitmapAnd", "BitmapOr"}:
            found += _touches(part, limited=limited)
    return found


def _cond(plan: dict[str, Any]) -> str:
    return str(plan.get("Index Cond", ""))


def _bitmap(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """The indices whose rows are put together; those that are cut with each other count as one."""
    found = []
    for part in plan.get("Plans", ()):
        if part["Node Type"] == "BitmapAnd":
            both = _bitmap(part)
            found.append((both[0][0], " AND ".join(condition for _, condition in both)))
        elif part["Node Type"] == "BitmapOr":
            found += _bitmap(part)
        elif part["Node Type"] == "Bitmap Index Scan":
            found.append((part["Index Name"], _cond(part)))
    return found
