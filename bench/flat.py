"""What an answer must cost the same, however much waits and however many people there are."""
# ruff: noqa: S608 - statements of words of our own

from collections.abc import Awaitable, Callable, Collection
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from time import process_time

from bench import history
from bench.figure import Effort, Figure, progress
from bench.town import PLATFORM, QUESTIONS, Morning, Silent, answer, at_one_moment, morning, town
from standup.core.conversation.effects import Urgency
from standup.core.life import SHIPPED
from standup.engine.bot import Bot
from standup.store import openings, outbox
from standup.store.database import Operation, Transaction

WAITING, PEOPLE, ITEMS = "waiting", "people", "items"
_ASKED = 200  # people, by the engine itself; all others are copies of the first
_PACE_MS = 40  # between two prompts of a wave
_CLAIMED = 30
_WARM = 2  # rounds that are not counted
_AGAIN = 5  # times, of which the one counts with which nothing interfered


@dataclass(frozen=True, slots=True)
class _Place:
    """A bot whose database has so much in it."""

    ready: Morning
    size: int


Measure = Callable[[_Place, int], Awaitable[float]]


async def measure(effort: Effort) -> list[Figure]:
    """Processor time at two sizes, in turn, so that whatever else the machine does hits both."""
    return [
        *await _compare(WAITING, effort.waiting, effort),
        *await _compare(PEOPLE, effort.crowded, effort),
        *await _compare(ITEMS, effort.items, effort, ("taking an answer",)),
    ]


async def _compare(
    axis: str, sizes: tuple[int, int], effort: Effort, names: Collection[str] | None = None
) -> list[Figure]:
    progress(f"growth, {sizes[0]:,} and {sizes[1]:,} {axis}, in turn")
    async with AsyncExitStack() as stack:
        places = [await _place(stack, axis, size, effort.zones) for size in sizes]
        measures = {name: _MEASURES[name] for name in names or _MEASURES}
        found: dict[str, list[list[float]]] = {name: [] for name in measures}
        for number in range(_WARM + effort.alternations):
            for name, cost in measures.items():
                found[name].append([await cost(place, number) for place in places])
    return [_figure(name, axis, sizes, rounds[_WARM:]) for name, rounds in found.items()]


def _figure(name: str, axis: str, sizes: tuple[int, int], rounds: list[list[float]]) -> Figure:
    """The limit is the smaller size."""
    small, large = (median(costs) * 1e6 for costs in zip(*rounds, strict=True))
    ratio = median(round_[1] / round_[0] for round_ in rounds)
    what = f"{name}, {sizes[0]:,} to {sizes[1]:,} {axis}"
    return Figure(what, f"{large:.0f} µs", f"{small:.0f} µs", ratio)


async def _place(stack: AsyncExitStack, axis: str, size: int, zones: int) -> _Place:
    asked = _ASKED if axis == ITEMS else min(_ASKED, size)
    people = size if axis == PEOPLE else asked
    ready = await stack.enter_async_context(morning(asked, 1))
    await ready.store.write(history.send)
    await ready.store.write(partial(_crowd, more=people - asked))
    if axis == WAITING:
        await ready.store.write(partial(_wait, messages=size))
    told = at_one_moment(town(people, zones))
    if axis == ITEMS:
        await ready.store.write(partial(_live, standup=told.standups[0].id, items=size))
        lives = tuple(SHIPPED.values())
        told = replace(told, standups=tuple(replace(one, lives=lives) for one in told.standups))
    bot = Bot(ready.store, told, {PLATFORM: Silent()}, ready.clock)
    return _Place(Morning(bot, ready.store, ready.clock), size)


_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"


async def _crowd(tx: Transaction, more: int) -> None:
    """Let so many more have been asked, as the first was."""
    if not more:
        return
    await tx.run(
        f"INSERT INTO participant (run_id, person, name, zone) {_NUMBERS}"
        " SELECT run_id, 'x' || i, name, zone FROM n, participant WHERE person = 'p0'",
        more,
    )
    await tx.run(
        "INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at,"
        f" deadline_due, asked_at) {_NUMBERS}"
        " SELECT run_id, round, 'x' || i, zone, state, opened_at, deadline_at, deadline_due,"
        " asked_at FROM n, check_in WHERE person = 'p0'",
        more,
    )
    await _copy_first(tx, more, "'sent'", "due_at")


async def _wait(tx: Transaction, messages: int) -> None:
    """Let so many messages wait, each for its turn in a wave."""
    await _copy_first(tx, messages, "'pending'", f"due_at + i * {_PACE_MS}")


async def _live(tx: Transaction, standup: str, items: int) -> None:
    """Let so many items live, of everybody who answers, each with a line in its logbook."""
    await tx.run(
        "INSERT INTO item (standup, life, source, question, place, author, is_authors, begun,"
        f" begun_at, words, owner, state, since, news_at) {_NUMBERS}"
        " SELECT ?, 'hypothesis', 'report/0', '', i, 'p' || (i % ?), 1, 'open', i,"
        " 'warmup matters', 'p' || (i % ?), 'open', i, i FROM n",
        *(items, standup, _ASKED, _ASKED),
    )
    await tx.run(
        "INSERT INTO item_news (item_id, source, part, kind, value, person, text, said_at)"
        " SELECT id, 'report/0', '', 'words', '', author, 'tried it once more', news_at FROM item"
    )


async def _copy_first(tx: Transaction, count: int, state: str, due: str) -> None:
    await tx.run(
        "INSERT INTO outbox (key, adapter, account, destination, content, urgency, due_at,"
        f" valid_until, created_at, state) {_NUMBERS}"
        f" SELECT 'x/' || i, adapter, 'x' || i, 'x' || i, content, {Urgency.PROMPT.value}, {due},"
        f" valid_until, created_at, {state} FROM n, outbox"
        " WHERE id = (SELECT min(id) FROM outbox)",
        count,
    )


async def _answering(place: _Place, person: int) -> float:
    """Seconds of the processor for taking one answer: the mean of one person's."""
    inbox, now = place.ready.bot.inbox(place.ready.store, PLATFORM), place.ready.clock.now()
    took = 0.0
    for question in range(QUESTIONS):
        said = answer(person % _ASKED, question, now)
        await place.ready.store.write(partial(history.send_to, account=said.account))
        began = process_time()
        await inbox.take([said])
        took += process_time() - began
    return took / QUESTIONS


async def _claiming(place: _Place, _: int) -> float:
    """The same for the lane's look at what is due, and at when the next will be."""
    now = place.ready.clock.now()

    async def look(tx: Transaction) -> None:
        await outbox.claim(tx, PLATFORM, now, _CLAIMED, frozenset())
        await outbox.next_due(tx, PLATFORM, now)

    return await _undone(place, look)


async def _finding(place: _Place, _: int) -> float:
    """The same for the scheduler's question when it is to wake."""
    return await _undone(place, openings.next_moment)


async def _undone(place: _Place, operation: Operation[object]) -> float:
    """Carry out what the next round is to find as it was."""

    async def undo(tx: Transaction) -> None:
        await operation(tx)
        raise _UndoneError

    spent = []
    for _ in range(_AGAIN):
        began = process_time()
        with suppress(_UndoneError):
            await place.ready.store.write(undo)
        spent.append(process_time() - began)
    return min(spent)


class _UndoneError(Exception):
    """Nothing of it is to stay."""


_MEASURES: dict[str, Measure] = {
    "taking an answer": _answering,
    "looking for what is due": _claiming,
    "finding the next moment": _finding,
}
