"""A digest composed some people at a time, so that one of a large team keeps nobody waiting.

What some people shared is read by itself, and no more than that is held at a time. Whatever changes
in between wants the digest anew, so that in the end it tells one truth.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from standup.core import keys
from standup.core.conversation.effects import NOTHING
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.messages.splitting import Splitter
from standup.core.wording.channel import ending, opening, sharing, shortened
from standup.engine.pieces import let_through
from standup.engine.posts import readers, whereabouts
from standup.engine.posts.pages import Pages
from standup.engine.posts.posting import Composed, Desk, Place, composing, places, promise_parts
from standup.store import outbox, posts
from standup.store.database import Store, Transaction
from standup.store.posts import Stale
from standup.store.runs import Run

Parts = Sequence[tuple[str, Message]]

_MOST_LEFT = 100  # parts that are no longer needed, in one transaction


async def publish(desk: Desk, post: Stale) -> None:
    """Promise a digest to its channels, or tell it to its participants where it is theirs alone."""
    with composing():
        run = await desk.store.read(lambda tx: whereabouts.run_of(tx, post))
    composed = Composed(post, whereabouts.channels(run), thread=keys.thread(run.id))
    now = desk.clock.now()
    if not run.standup.is_posted:
        with speaking(run.standup.language):
            told = await readers.report(desk.store, run, composed, now)
        await readers.tell(desk, told)
        return
    where = list(places(composed, desk.directory()))
    with speaking(run.standup.language):
        await Digest(desk.store, run, composed, where, now).publish()


class Digest:
    """The digest of one run, on its way into its channels."""

    def __init__(
        self, store: Store, run: Run, composed: Composed, places: Sequence[Place], now: datetime
    ) -> None:
        self._store = store
        self._pages = Pages(store, run, now)
        self._composed = composed
        self._columns = [_Column(place) for place in places]
        self._now = now

    async def publish(self) -> None:
        """Promise it page by page; its post is composed once all of it is promised."""
        with composing():
            report, told = await self._pages.together()
            lead, shared = opening(told), sharing(report, await self._pages.numbers(report))
        while True:
            with composing():
                following = await self._pages.after(report)
            if following is None:
                break
            await self._promise(lead, shared)
            numbers = await self._pages.numbers(following)
            report, lead, shared = following, NOTHING, sharing(following, numbers)
        await self._end(lead, shared, ending(told))

    async def _promise(self, lead: Message, shared: Message) -> None:
        """Promise the parts that are whole by now."""
        parts = [column.add(lead, shared) for column in self._columns]
        await let_through(self._store.write(lambda tx: self._keep(tx, parts)))

    async def _end(self, lead: Message, shared: Message, last: Message) -> None:
        """Promise the last parts, and shorten what stood below them before."""
        columns = self._columns
        parts = [[*column.add(lead, shared, last), column.end()] for column in columns]
        left = 0
        while not await self._store.write(partial(self._keep_last, parts=parts, left=left)):
            parts, left = [[] for _ in parts], left + _MOST_LEFT

    async def _keep(self, tx: Transaction, parts: Sequence[Parts]) -> None:
        if not await posts.is_there(tx, self._composed.post):  # let go of meanwhile
            return
        for column, whole in zip(self._columns, parts, strict=True):
            await promise_parts(tx, self._composed, column.place, whole, self._now)

    async def _keep_last(self, tx: Transaction, parts: Sequence[Parts], left: int) -> bool:
        """The same for the last ones; True once nothing is left below them."""
        await self._keep(tx, parts)
        rest = [await _left(tx, column, left) for column in self._columns]
        await self._keep(tx, rest)
        if any(len(some) == _MOST_LEFT for some in rest):
            return False
        await posts.composed(tx, self._composed.post)
        return True


class _Column:
    """What a digest says in one channel, split as its platform needs it.

    Where there are no threads what each shared stands in the same channel, and is not repeated.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.count = 0
        self._splitter = Splitter(place.can.text_limit)

    def add(self, lead: Message, shared: Message, last: Message = NOTHING) -> Parts:
        """The parts that are whole once this follows, each with its key."""
        message = lead + (shared if self.place.can.threads else NOTHING) + last
        return [self._keyed(part) for part in self._splitter.add(message)]

    def end(self) -> tuple[str, Message]:
        """The last part."""
        return self._keyed(self._splitter.end())

    def _keyed(self, part: Message) -> tuple[str, Message]:
        self.count += 1
        return keys.part(self.place.key, self.count - 1), part


async def _left(tx: Transaction, column: _Column, beyond: int) -> Parts:
    """Some of the parts that an earlier, longer version needed."""
    parts: list[tuple[str, Message]] = []
    while len(parts) < _MOST_LEFT:
        key = keys.part(column.place.key, column.count + beyond + len(parts))
        if not await outbox.exists(tx, key):
            break
        parts.append((key, shortened()))
    return parts
