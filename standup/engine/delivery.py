"""One attempt at a message: looked for where it may have arrived, and handed to its platform."""

from dataclasses import dataclass

from standup.chat.interface import Adapter, TryAgain
from standup.core.messages import legible
from standup.core.messages.mentioning import without_mentions
from standup.engine.clock import Clock
from standup.engine.drawing import Draw, Showing
from standup.store import outbox
from standup.store.database import Store
from standup.store.outbox import Claimed


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the platform shows a message, under which id, and which version of it."""

    place: str
    message_id: str
    version: int


class Delivery:
    """Hands messages to one adapter; `prefix` sets their keys apart from any other database's."""

    def __init__(self, adapter: Adapter, store: Store, clock: Clock, draw: Draw | None) -> None:
        self._adapter = adapter
        self._store = store
        self._clock = clock
        self._draw = draw
        self._showing = Showing(adapter.capabilities, draw)
        self.prefix = ""

    def connected(self) -> None:
        """Some platforms tell only now what they can show."""
        self._showing = Showing(self._adapter.capabilities, self._draw)

    async def attempt(self, claimed: Claimed) -> Shown:
        """Show the message on the platform, or change it there. Raises as an adapter does."""
        place = claimed.sent_place or claimed.place
        if place is None:
            place = await self._direct(claimed.account or "")
        can = self._adapter.capabilities
        thread = (claimed.thread_id or None) if can.threads else None
        key = f"{self.prefix}-{claimed.id}"
        if claimed.message_id is not None:
            key = f"{key}-{claimed.version}"
            revised = await self._revise(claimed, place, thread, key)
            return Shown(place, revised, claimed.version)
        if claimed.again and can.reads_history:
            found = await self._find(claimed, place, key, thread)
            if found is not None:
                return Shown(place, found, claimed.first_version)
            claimed = await self._without_doubt(claimed)
        # What is looked for by its words says the same each time, until it is known to be there.
        words = claimed.first_message if can.reads_history else claimed.message
        words = await self._showing.shown(words)
        if claimed.doubts and not self.may_repeat(claimed):  # who was called may be called already
            words = without_mentions(words)
        title = claimed.title and legible.words(claimed.title)
        sent = await self._adapter.send(place, words, key, thread=thread, title=title)
        # Where the key is known, a repeated send may have shown the words of the first attempt:
        # then an edit follows.
        is_first = claimed.again and can.key_window > 0
        return Shown(place, sent, claimed.first_version if is_first else claimed.version)

    async def _revise(self, claimed: Claimed, place: str, thread: str | None, key: str) -> str:
        """Edit a sent message, or where that cannot be, let a new one follow it."""
        assert claimed.message_id is not None
        words = await self._showing.shown(claimed.message)
        if not self._adapter.capabilities.edits or not claimed.message_id:
            words = without_mentions(words)  # whoever is named in them was told
            return await self._adapter.send(place, words, key, thread=thread)
        await self._adapter.edit(place, claimed.message_id, words, key, thread=thread)
        return claimed.message_id

    async def _find(self, claimed: Claimed, place: str, key: str, thread: str | None) -> str | None:
        """What an earlier attempt left in the history, if it is nothing else that we sent."""
        words = await self._showing.shown(claimed.first_message)
        found = await self._adapter.find(
            place,
            words,
            key,
            claimed.first_attempt_at,
            thread=thread,
            title=claimed.title and legible.words(claimed.title),
        )
        if not found:
            return None
        return await self._store.read(lambda tx: outbox.without_key(tx, claimed, found))

    async def _direct(self, account: str) -> str:
        """The direct conversation; while it cannot be opened, nothing has surely left."""
        try:
            return await self._adapter.direct(account)
        except TryAgain as again:
            again.undone = True
            raise

    async def _without_doubt(self, claimed: Claimed) -> Claimed:
        """What has surely not arrived, as a first attempt, which says what is true by now."""
        if claimed.first_version == claimed.version or self._is_key_known(claimed):
            return claimed
        return await self._store.write(lambda tx: outbox.begin_anew(tx, claimed))

    def _is_key_known(self, claimed: Claimed) -> bool:
        """Whether the platform still recognises the key of the first attempt."""
        can = self._adapter.capabilities
        return can.recognises(claimed.first_attempt_at, self._clock.now())

    def may_repeat(self, claimed: Claimed) -> bool:
        """Whether another attempt shows nothing twice, whatever became of the ones before."""
        can = self._adapter.capabilities
        changes_one = bool(claimed.message_id) and can.edits
        return changes_one or can.reads_history or self._is_key_known(claimed)
