"""Events in: each taken once, decided and kept in one transaction with the platform's position."""

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict

from standup.chat.interface import Deleted, Edited, Event, Reachable, Said, Went
from standup.core.conversation.effects import Say, Urgency
from standup.core.conversation.events import Changed, Wrote
from standup.core.conversation.turn import DELAYED
from standup.core.model import Account
from standup.core.wording import direct as wording
from standup.engine.carry_out import Occasion, decide, say
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.errors import DatabaseError
from standup.store import conversations, inbound, outbox
from standup.store.database import Store, Transaction

log = logging.getLogger(__name__)

_CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"} | {127: None}


def cleaned(text: str) -> str:
    """The text with one kind of line end and without control characters, which no chat shows."""
    text = text.encode("utf-8", "replace").decode()  # half a character is none
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()


class Inbox:
    """One adapter's way in. `changed` is called after every batch that may have caused messages."""

    def __init__(
        self,
        adapter: str,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self._adapter = adapter
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed

    async def cursor(self) -> str | None:
        """See chat.Inbox."""
        return await self._store.read(lambda tx: inbound.cursor(tx, self._adapter))

    async def take(self, events: Sequence[Event], cursor: str | None = None) -> None:
        """See chat.Inbox. Events that cannot be handled together are taken one by one."""
        try:
            await self._store.write(self._batch(events, cursor))
        except DatabaseError:  # not the events' fault: the platform hands them over again
            raise
        except Exception:
            if not events:
                raise
            await self._one_by_one(events, cursor)
        if events:
            self._changed()

    async def _one_by_one(self, events: Sequence[Event], cursor: str | None) -> None:
        for event in events:
            try:
                await self._store.write(self._batch([event], None))
            except DatabaseError:
                raise
            except Exception as error:  # noqa: BLE001 - kept aside, whole
                await self._put_aside(event, error)
        await self._store.write(self._batch((), cursor))

    async def _put_aside(self, event: Event, error: Exception) -> None:
        log.error(
            "an event of %s could not be handled and was put aside: %s at %s",
            *(self._adapter, *fault(error)),
            extra={"action": "event_put_aside"},
        )
        content = json.dumps({"type": type(event).__name__, **asdict(event)}, default=str)
        now = self._clock.now()
        await self._store.write(
            lambda tx: inbound.note_failed(tx, self._adapter, event.id, content, now)
        )

    def _batch(
        self, events: Sequence[Event], cursor: str | None
    ) -> Callable[[Transaction], Awaitable[None]]:
        async def take(tx: Transaction) -> None:
            for event in events:
                await self._handle(tx, event)
            if cursor is not None:
                await inbound.move_cursor(tx, self._adapter, cursor)

        return take

    async def _handle(self, tx: Transaction, event: Event) -> None:
        now = self._clock.now()
        if not await inbound.note(tx, self._adapter, event.id, now):
            return
        match event:
            case Reachable(account=account):
                await inbound.set_reachable(tx, self._adapter, account, now)
                await outbox.release(tx, self._adapter, account, now)
            case Went(account=account, reason=reason):
                await inbound.set_unreachable(tx, self._adapter, account, reason, now)
                log.info(
                    "%s on %s cannot be reached now: %s",
                    *(account, self._adapter, reason),
                    extra={"action": "person_unreachable"},
                )
            case Said():
                await self._heard(tx, event)
            case Edited(account=account, message=message, text=text):
                await self._corrected(tx, account, message, cleaned(text))
            case Deleted(account=account, message=message):
                await self._corrected(tx, account, message, "")

    async def _heard(self, tx: Transaction, said: Said) -> None:
        at = await self._occasion(tx, said.account)
        if at is None:
            return
        key = f"{self._adapter}:{said.id}"
        words = cleaned(said.text)
        if not words:
            await say(at, Say(wording.blank(), f"re/{key}"))
            return
        written = said.at if at.now - said.at > DELAYED else None
        before = await conversations.load(tx, at.person, at.now, written=written)
        await decide(at, before, Wrote(key, words, said.at))

    async def _corrected(self, tx: Transaction, account: str, message: str, text: str) -> None:
        at = await self._occasion(tx, account)
        if at is not None:
            key = f"{self._adapter}:{message}"
            before = await conversations.load(tx, at.person, at.now, key)
            await decide(at, before, Changed(key, text))

    async def _occasion(self, tx: Transaction, account_id: str) -> Occasion | None:
        """The person's occasion; a stranger is told, once for ever, whom to ask."""
        directory = self._directory()
        account = Account(self._adapter, account_id)
        now = self._clock.now()
        person = directory.person_of(account)
        if person is not None:
            return Occasion(tx, directory, person, now, account)
        key = f"stranger/{self._adapter}:{account_id}"
        if not await outbox.exists(tx, key):
            content = wording.stranger(directory.instance.organiser)
            promised = outbox.Promise(
                key, self._adapter, content, Urgency.REPLY, now, account=account_id
            )
            await outbox.promise(tx, promised, now)
            log.info("a stranger wrote on %s", self._adapter, extra={"action": "stranger"})
        return None
