"""How long somebody waits for a reply while another does their worst."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.figure import Effort, Figure, Result, progress
from bench.latency import Ears
from bench.town import MONDAY, OPENING, PLATFORM, Opened, Silent, sqlite
from standup.chat.interface import Edited, Event, Filled, Said
from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store.database import Operation, Store, Transaction
from standup.store.postgres import PostgresStore
from tests.postgres import Postgres, programs

T = TypeVar("T")

LONG = 100_000  # characters
_TITLE = "another person's wait under attack"
_MEANING = (
    "From a message of one person to the reply leaving, p99, while another sends the worst we know"
    " of, two at a\n  time and without a pause. Limit: the same without an attack. Aim: 1 s."
)
_SCHEMAS = count()
_WORDS = 100  # updates of long words before they are searched
_AT_ONCE = 2


# ── the people ─────────────────────────────────────────────────────────────────────────────────

EVE, BO = "eve", "bo"
KINDS = (
    Question("said", "text", "What did you say?"),
    Question("list", "items", "What is on your list?"),
    Question("where", "choice", "Where are you?", options=("Office", "Home")),
    Question("sure", "scale", "How sure are you?", low=0, high=10),
    Question("hours", "number", "How many hours?", unit="hours"),
    Question("stuck", "yes_no", "Are you stuck?"),
    Question("mood", "mood", "How is it going?"),
)


def _town() -> Instance:
    eve, bo = (Person(name, name.title(), "UTC", (Account(PLATFORM, name),)) for name in (EVE, BO))
    hours = timedelta(hours=12)
    one = (Question("done", "text", "What did you do?"),)
    plan = Round("plan", "Plan", "30 9 * * thu", (KINDS[1],), hours)
    came = Question("came", "outcome", "What came of it?", of=("plan", "list"))
    day = Round("day", "Day", "30 9 * * thu", (*KINDS[:1], *KINDS[2:], came), hours)
    calm = Round("calm", "Calm", "30 9 * * thu", one, hours)
    standups = (
        Standup("kinds", "Kinds", (plan, day), (eve,), (Channel(PLATFORM, "#kinds"),)),
        Standup("calm", "Calm", (calm,), (eve, bo), (Channel(PLATFORM, "#calm"),)),
    )
    return Instance(standups, (eve, bo), "Bo", "UTC")


# ── the attacks ────────────────────────────────────────────────────────────────────────────────


def _long(unit: str) -> str:
    return unit * (LONG // len(unit))


def nasty() -> Sequence[str]:
    """Texts of 100 KB, each made in another way."""
    chance = Random(1)  # noqa: S311 - to be repeated, not secret
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ("".join(chance.choices(letters, k=9)) for _ in range(LONG // 10))
    lines = "\n".join(f"{n}. thing {n}" for n in range(1, LONG // 14))
    return (
        *(_long("a"), " ".join(words), lines, _long("#a ") + "a b c", _long("1 done 2 not ")),
        *(_long("https://a.b/c "), _long("a\u0316\u0301"), _long("(["), _long("a@b. "), _long("`")),
        *(_long("> a\n"), _long("** "), _long("yes and "), _long("1,"), _long("“a”")),
    )


Attack = Callable[["Field"], Iterator[Event]]


def _updates(field_: "Field") -> Iterator[Event]:
    return (field_.said(text) for text in cycle(nasty()))


def _edits(field_: "Field") -> Iterator[Event]:
    yield field_.said("an update", "first")
    for text in cycle(nasty()):
        yield Edited(field_.id(), EVE, "first", text, field_.now())


def _answers(field_: "Field") -> Iterator[Event]:
    """Every kind of question is answered, and asked again."""
    texts = cycle(nasty())
    for number in cycle(range(1, len(KINDS) + 2)):
        yield field_.said(next(texts))
        yield field_.said(f"/edit {number}")


def _forms(field_: "Field") -> Iterator[Event]:
    for text in cycle(nasty()):
        for form in field_.forms:
            part = text[: LONG // len(KINDS)]
            answers = {question.id: part for question in KINDS} | {"came": part}
            yield Filled(field_.id(), EVE, str(form), answers, field_.now())


def _searches(field_: "Field") -> Iterator[Event]:
    chance = Random(2)  # noqa: S311

    def word() -> str:
        return "".join(chance.choices("abcdefghij", k=12))

    for _ in range(_WORDS):
        yield field_.said(" ".join(word() for _ in range(300)))
    while True:
        yield field_.said(f"/search {' '.join(word() for _ in range(5))}")


def _wishes(field_: "Field") -> Iterator[Event]:
    for text in nasty():
        yield field_.said(text)
    for wish in cycle(("export me", "my report", "share my report", "/report", "/search a b c")):
        yield field_.said(wish)


ATTACKS: Mapping[str, Attack] = {
    "updates of 100 KB": _updates,
    "edits of 100 KB": _edits,
    "answers of 100 KB, every kind": _answers,
    "forms of 100 KB": _forms,
    "searches for what nobody wrote": _searches,
    "exports and reports of 1 MB": _wishes,
}


# ── the field ──────────────────────────────────────────────────────────────────────────────────


class Counting:
    """A store that counts the processor time of what is written, where a thread does that."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = threading.get_ident()
        self.apart = 0.0  # seconds

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def write(self, operation: Operation[T]) -> T:
        """See Store."""

        async def counted(tx: Transaction) -> T:
            began = time.thread_time()
            try:
                return await operation(tx)
            finally:
                if threading.get_ident() != self._loop:
                    self.apart += time.thread_time() - began

        return await self._store.write(counted)

    @property
    def work(self) -> float:
        """Seconds of processor time that whoever waits has waited for: the loop's, and writing."""
        return time.thread_time() + self.apart


@dataclass
class Field:
    """Where the two meet, and what the attacker may use."""

    now: Callable[[], datetime]
    forms: Sequence[int] = ()
    _numbers: Iterator[int] = field(default_factory=count)

    def id(self) -> str:
        """An id that no event had."""
        return f"e{next(self._numbers)}"

    def said(self, text: str, number: str | None = None, who: str = EVE) -> Said:
        """Somebody says something."""
        return Said(number or self.id(), who, text, self.now())


@dataclass(frozen=True, slots=True)
class Waits:
    """How long each reply took, in seconds, and how much processor time was spent meanwhile.

    `longest` is the longest time for which the loop was busy with one thing, as the processor
    counts it: so late is a heartbeat.
    """

    seconds: Sequence[float]
    work: Sequence[float]
    longest: float = 0.0

    @property
    def worst(self) -> float:
        """Seconds that all but one of a hundred take no longer than."""
        return quantiles(self.seconds, n=100)[-1] if len(self.seconds) > 1 else self.seconds[0]


async def waits(attack: Attack | None, replies: int, opened: Opened = sqlite) -> Waits:
    """So many replies to one person, while the other attacks."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        store = Counting(await opened(Path(folder)))
        try:
            return await _waits(store, attack, replies)
        finally:
            await store._store.close()  # noqa: SLF001


async def _waits(store: "Counting", attack: Attack | None, replies: int) -> Waits:
    ears, clock = Ears(()), JumpClock(MONDAY)
    ears.listen(BO)
    bot = Bot(store, _town(), {PLATFORM: Silent(ears.hear)}, clock)  # type: ignore[arg-type]
    await bot.scheduler(store).adopt()  # type: ignore[arg-type]
    clock.jump(OPENING)
    await bot.scheduler(store).settle()  # type: ignore[arg-type]
    ground = Field(clock.now, await store._store.read(_forms_of_eve))  # noqa: SLF001
    running = asyncio.create_task(bot.run())
    inbox = bot.inbox(store, PLATFORM)  # type: ignore[arg-type]
    try:
        await ears.next(BO)
        await inbox.take([ground.said("what I did", who=BO)])
        await ears.next(BO)
        fighting = _fight(inbox.take, attack(ground)) if attack else []
        await asyncio.sleep(0.5 if attack else 0.0)
        pulse = Pulse()
        beating = asyncio.create_task(pulse.beat())
        found = await _replies(store, ears, inbox.take, ground, replies)
        await _ended([*fighting, beating])
        return replace(found, longest=pulse.longest)
    finally:
        await _ended([running])


class Pulse:
    """Something that is to happen on the loop again and again."""

    _EVERY = 0.005  # seconds

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        """See how much processor time passes between two beats."""
        while True:
            before = time.thread_time()
            await asyncio.sleep(self._EVERY)
            self.longest = max(self.longest, time.thread_time() - before)


async def _replies(
    store: Counting, ears: Ears, take: "_Take", ground: Field, replies: int
) -> Waits:
    seconds, work = [], []
    for number in range(replies):
        began, before = time.perf_counter(), store.work
        await take([ground.said(f"and number {number} as well", who=BO)])
        await ears.next(BO)
        seconds.append(time.perf_counter() - began)
        work.append(store.work - before)
    return Waits(seconds, work)


_Take = Callable[[Sequence[Event]], Awaitable[None]]


def _fight(take: _Take, events: Iterator[Event]) -> "list[asyncio.Task[None]]":
    async def fight() -> None:
        for event in events:
            await take([event])

    return [asyncio.create_task(fight()) for _ in range(_AT_ONCE)]


async def _ended(tasks: "Sequence[asyncio.Task[None]]") -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task


async def _forms_of_eve(tx: Transaction) -> Sequence[int]:
    rows = await tx.all("SELECT id FROM check_in WHERE person = ?", EVE)
    return [row[0] for row in rows]


# ── figures ────────────────────────────────────────────────────────────────────────────────────


def measure(effort: Effort) -> Result:
    """Every attack on each database there is."""
    figures = list(_on("SQLite", effort, sqlite))
    if programs() is not None:
        server = Postgres(fsync="on")
        try:
            server.start()

            async def opened(_: Path) -> Store:
                return await PostgresStore.open(server.url(f"a{next(_SCHEMAS)}"))

            figures += _on("PostgreSQL", effort, opened)
        finally:
            server.remove()
    return Result(_TITLE, _MEANING, figures)


def _on(database: str, effort: Effort, opened: Opened) -> Iterator[Figure]:
    replies = min(100, effort.answers // 4)
    calm = asyncio.run(waits(None, replies, opened)).worst
    for name, attack in islice(ATTACKS.items(), effort.ways):
        progress(f"attack, {name} on {database}")
        worst = asyncio.run(waits(attack, replies, opened)).worst
        yield Figure(f"{name}, {database}", f"{worst:.3f} s", f"{calm:.3f} s", worst / calm)
