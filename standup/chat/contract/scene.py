"""What every chapter is told with: an adapter that runs, a person it talks to, and patience."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import pytest

from standup.chat import untried
from standup.chat.contract.bench import Bench, Person, Seen
from standup.chat.contract.heartbeat import Heartbeat, Watched
from standup.chat.contract.recorder import Recorder
from standup.chat.interface import (
    Adapter,
    AuthLost,
    Chose,
    Deleted,
    Edited,
    Filled,
    Inbox,
    Reachable,
    Replied,
    Said,
    TryAgain,
    Unreachable,
    Zoned,
)
from standup.core.messages.markup import Message, say

T = TypeVar("T")

PATIENCE_SECONDS: ContextVar[float] = ContextVar("patience", default=60.0)
"""How long a test waits for what is to come: the `patience` of its class."""
PROMPT_SECONDS = 10.0
QUIET_SECONDS = 1.0
_RESTART_SECONDS = 0.1
_RUNNING: ContextVar[tuple[asyncio.Task[None], ...]] = ContextVar("running", default=())


E_ = TypeVar("E_", Said, Replied, Chose, Filled, Edited, Deleted, Reachable, Zoned)


def words_of(inbox: Recorder, message: str) -> list[str]:
    """What was handed over of this message, each time."""
    return [event.text for event in inbox.said if event.id == message]


def of_kind(inbox: Recorder, kind: type[E_]) -> list[E_]:
    """The events of one kind."""
    return [event for event in inbox.events if isinstance(event, kind)]


@dataclass(slots=True)
class Chat:
    """A running adapter and a person in one direct conversation."""

    bench: Bench
    adapter: Adapter
    inbox: Recorder
    place: str
    sent: int = 0

    @property
    def person(self) -> Person:
        """Who the adapter talks to."""
        return self.bench.person

    async def says(self, message: Message, key: str = "") -> str:
        """Have the bot write, and return the message's id."""
        self.sent += 1
        return await send(self.adapter, self.place, message, key or f"key-{self.sent}")

    async def sees(self) -> Sequence[Seen]:
        """What the person reads, once all that was sent is there."""
        return await reads(self.person, self.sent)

    async def hears(self, count: int) -> list[Said]:
        """The messages taken, once there are so many."""
        await until(f"{count} messages", lambda: at_once(len(self.inbox.said) >= count))
        return self.inbox.said

    async def happens(self, kind: type[E_], count: int = 1) -> list[E_]:
        """The events of one kind, once there are so many."""

        async def look() -> list[E_]:
            found = of_kind(self.inbox, kind)
            return found if len(found) >= count else []

        return await until(f"{count} events {kind.__name__}", look)


async def meet(bench: Bench, adapter: Adapter) -> str:
    """The place of the direct conversation, open to both sides."""
    return await meet_person(bench.person, adapter)


async def meet_person(person: Person, adapter: Adapter) -> str:
    """The place of the direct conversation with somebody, open to both sides."""
    if not adapter.capabilities.opens_direct:
        await person.accept()
    place = await patiently(lambda: adapter.direct(person.account))
    await person.accept()
    return place


async def send(
    adapter: Adapter,
    place: str,
    message: Message,
    key: str,
    *,
    thread: str | None = None,
    title: str | None = None,
) -> str:
    """Send as the engine does."""
    return await patiently(lambda: adapter.send(place, message, key, thread=thread, title=title))


async def refused(adapter: Adapter, account: str) -> str:
    """Why this account cannot be written to; an empty reason when it was."""
    try:
        place = await patiently(lambda: adapter.direct(account))
        await send(adapter, place, say("anybody there?"), "refused")
    except Unreachable as error:
        return error.reason
    return ""


async def edit(adapter: Adapter, place: str, message: str, words: Message, key: str) -> None:
    """Edit as the engine does."""
    await patiently(lambda: adapter.edit(place, message, words, key))


async def reads(person: Person, count: int) -> Sequence[Seen]:
    """What a person reads, once there are so many messages."""

    async def look() -> Sequence[Seen]:
        seen = await person.reads()
        return seen if len(seen) >= count else ()

    return await until(f"{count} messages at the person", look)


async def patiently(make: Callable[[], Coroutine[None, None, T]]) -> T:
    """What the engine does with TryAgain."""
    now, patience = asyncio.get_running_loop().time, PATIENCE_SECONDS.get()
    began = now()
    for _ in range(40):
        try:
            return await make()
        except TryAgain as again:
            told = again
        if now() - began > patience:
            break
        await asyncio.sleep(min(told.after, 1.0))
    raise AssertionError(f"TryAgain again and again: {told}")


async def seen_there(bench: Bench, message: str) -> list[Seen]:
    """The message of this id in the channel, if it is there."""
    return [seen for seen in await bench.channel_reads() if seen.id == message]


async def at_once(value: T) -> T:
    """A value that is there, where one to wait for may stand."""
    return value


@asynccontextmanager
async def running(adapter: Adapter, inbox: Recorder) -> AsyncIterator[None]:
    """The adapter while it runs; ends it as the engine would."""
    connected = asyncio.Event()
    task = asyncio.create_task(adapter.run(inbox, lambda _: connected.set()))
    _RUNNING.set((*_RUNNING.get(), task))
    waiting = asyncio.create_task(connected.wait())
    try:
        await asyncio.wait(
            {task, waiting}, timeout=PATIENCE_SECONDS.get(), return_when=asyncio.FIRST_COMPLETED
        )
        if task.done():
            await task
        assert connected.is_set(), "the adapter did not get ready"
        yield
    finally:
        _RUNNING.set(tuple(run for run in _RUNNING.get() if run is not task))
        waiting.cancel()
        task.cancel()
        _, late = await asyncio.wait({task}, timeout=PROMPT_SECONDS)
        assert not late, f"run() was not cancelled within {PROMPT_SECONDS:g} s"
    if not task.cancelled() and (error := task.exception()):
        raise error


async def until(what: str, look: Callable[[], Awaitable[T]]) -> T:
    """What `look` gives as soon as it is something; an adapter that ended is not waited for."""
    patience = PATIENCE_SECONDS.get()
    deadline = asyncio.get_running_loop().time() + patience
    while asyncio.get_running_loop().time() < deadline:
        if found := await look():
            return found
        for run in _RUNNING.get():
            if run.done() and not run.cancelled():
                raise AssertionError(f"run() ended, waiting for {what}") from run.exception()
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited {patience:g} s in vain: {what}")


@asynccontextmanager
async def kept_running(adapter: Adapter, inbox: Recorder) -> AsyncIterator[None]:
    """The adapter, run again after a pause when it ends with an error, as by the engine."""
    async with running(_Restarted(adapter), inbox):
        yield


class _Restarted:
    """An adapter whose `run` begins again."""

    def __init__(self, adapter: Adapter) -> None:
        self.capabilities, self._run = adapter.capabilities, adapter.run
        self.direct, self.send, self.edit = adapter.direct, adapter.send, adapter.edit
        self.find = adapter.find

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Run until cancelled, or until only a person can help."""
        while True:
            try:
                await self._run(inbox, ready)
            except AuthLost:
                raise
            except Exception:  # noqa: BLE001 - whatever it is, the engine goes on
                await asyncio.sleep(_RESTART_SECONDS)


class Scenes:
    """A bench, and how a story is told on it."""

    patience = 60.0
    """Seconds for anything to come; less lets a red run end sooner."""

    @pytest.fixture(autouse=True)
    def _name_what_is_not_tried(self, pytestconfig: pytest.Config) -> None:
        if not pytestconfig.pluginmanager.is_registered(untried):  # found by no entry point
            pytestconfig.pluginmanager.register(untried, untried.NAME)

    def bench(self) -> AbstractAsyncContextManager[Bench]:
        """A fresh bench for one test."""
        raise NotImplementedError

    def _bare(self, story: Callable[[Bench], Coroutine[None, None, None]]) -> None:
        async def scene() -> None:
            PATIENCE_SECONDS.set(self.patience)
            heartbeat = Heartbeat()
            async with self.bench() as bench:
                heartbeat.watch()
                await story(cast("Bench", _Listened(bench, heartbeat)))
            heartbeat.must_be_steady()

        asyncio.run(scene())

    def _tell(self, story: Callable[[Chat], Coroutine[None, None, None]]) -> None:
        async def scene(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            async with running(adapter, inbox):
                await story(Chat(bench, adapter, inbox, await meet(bench, adapter)))

        self._bare(scene)


class _Listened:
    """A bench whose adapters have a heartbeat beside them."""

    def __init__(self, bench: Bench, heartbeat: Heartbeat) -> None:
        self._bench = bench
        self._heartbeat = heartbeat

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bench, name)

    def adapter(self) -> Watched:
        return Watched(self._bench.adapter(), self._heartbeat)
