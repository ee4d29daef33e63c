"""Keeping threads, digests and reports true: composes each post anew when its facts changed."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from standup.core.messages.markup import plain
from standup.engine.clearing import clear
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.posts import readers
from standup.engine.posts.kinds import Publish, composed_by, published_by
from standup.engine.posts.posting import (
    Composed,
    Desk,
    UncomposableError,
    keep,
)
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError
from standup.store import posts
from standup.store.database import Store, Transaction
from standup.store.learning_log import indexing
from standup.store.posts import Stale

log = logging.getLogger(__name__)

_AT_ONCE = 50
_TOGETHER = 20_000  # characters that are promised in one transaction
_AFTER_A_FAULT = 5.0  # seconds
_FAILED = {"action": "publish_failed"}
PAUSE = 0.2  # seconds; many answers at once change a post once


class Publisher:
    """Turns posts that no longer tell the truth into messages for every channel."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        promised: Callable[[], None],
        pause: float = PAUSE,
    ) -> None:
        self._store = store
        self._desk = Desk(store, directory, clock)
        self._promised = promised
        self._pause = pause
        self._wake = asyncio.Event()
        self._trouble = Trouble("publishing", clock, log, "publish_failed")
        self._is_log_whole = False

    def wake(self) -> None:
        """Something may have changed."""
        self._wake.set()

    async def run(self) -> None:
        """Publish what changed, for ever."""
        while True:
            self._wake.clear()
            began = asyncio.get_running_loop().time()
            try:
                with heeding_cancellation():
                    await self.publish()
                    await clear(self._store)
                    await self._catch_up()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                await asyncio.sleep(self._trouble.failed(error, _AFTER_A_FAULT))
                self._wake.set()
                continue
            self._trouble.over()
            took = asyncio.get_running_loop().time() - began
            # Composing a long thread may take a fifth of the time: answers come first.
            await asyncio.sleep(max(self._pause, 4 * took))
            await self._wake.wait()

    async def publish(self) -> None:
        """Compose every post whose facts changed, in the order in which they were first wanted."""
        while stale := await self._store.read(lambda tx: posts.stale(tx, _AT_ONCE)):
            for publish, some in groupby(stale, key=lambda post: published_by(post.kind)):
                if publish is None:
                    await self._publish_short(list(some))
                else:
                    for post in some:
                        await _apart(self._desk, post, publish)
                self._promised()

    async def _publish_short(self, some: list[Stale]) -> None:
        """Compose posts from a snapshot, so that answers need not wait; facts that change meanwhile
        want the post anew."""
        if self._desk.directory().has_lives:
            from standup.engine.posts import living  # noqa: PLC0415 - where anything lives

            await living.keep_up(self._desk, some)

        async def compose(tx: Transaction) -> list[Composed]:
            return [await self._composed(tx, post) for post in some]

        composed = await self._store.study(compose)
        for few in _few([one for one in composed if one.to is None]):
            await self._store.write(partial(self._keep, few))
            self._promised()
        for one in composed:
            if one.to is not None:
                await readers.tell(self._desk, one)

    async def _catch_up(self) -> None:
        """Take some of the reports into the learning log that were shared before there was one."""
        if not self._is_log_whole:
            some = partial(indexing.catch_up, most=_AT_ONCE)
            self._is_log_whole = await self._store.write(some)
            if not self._is_log_whole:
                self._wake.set()

    async def _composed(self, tx: Transaction, post: Stale) -> Composed:
        """The post composed; one that cannot be is left as it stands and holds up no other."""
        compose = composed_by(post.kind)
        assert compose is not None
        try:
            return await compose(tx, self._desk, post)
        except Exception as error:  # noqa: BLE001 - told, and the others go on
            _tell(post, error)
            return Composed(post)

    async def _keep(self, composed: list[Composed], tx: Transaction) -> None:
        for one in composed:
            await keep(tx, self._desk, one)


async def _apart(desk: Desk, post: Stale, publish: Publish) -> None:
    """Publish one post; one that cannot be composed is left as it stands and holds up no other."""
    try:
        await publish(desk, post)
    except UncomposableError as error:
        _tell(post, error.why)
        await desk.store.write(lambda tx: posts.composed(tx, post))


def _few(composed: Sequence[Composed]) -> Iterator[list[Composed]]:
    """As many together as one transaction may hold of what people wrote: others wait for it."""
    some, held = list[Composed](), 0
    for one in composed:
        size = len(plain(one.message)) if one.message is not None else 0
        if some and held + size > _TOGETHER:
            yield some
            some, held = [], 0
        some.append(one)
        held += size
    if some:
        yield some


def _tell(post: Stale, error: Exception) -> None:
    what = (post.kind, post.subject, *fault(error))
    log.error("%s %s could not be composed: %s at %s", *what, extra=_FAILED)
