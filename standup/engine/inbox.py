"""Events in: each taken once, decided and kept in one transaction with the platform's position."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from standup.chat.interface import (
    Chose,
    Deleted,
    Edited,
    Event,
    Failed,
    Filled,
    Form,
    Message,
    Reachable,
    Replied,
    Said,
    Unreadable,
    Went,
    Zoned,
)
from standup.core import keys, rights
from standup.core.asking import choices, confirming, silence, undo
from standup.core.conversation import events as core
from standup.core.conversation.effects import Say
from standup.core.conversation.turn import DELAYED
from standup.core.language import of_client, speaking
from standup.core.lives.item import REPLY, reply_of
from standup.core.messages import legible
from standup.core.model import Account, Channel
from standup.core.rights import Action
from standup.core.wording import direct as wording
from standup.engine import (
    addresses,
    aside,
    falling,
    held,
    languages,
    occasion,
    profiles,
    strangers,
)
from standup.engine.aside import whole
from standup.engine.carry_out import decide
from standup.engine.clock import Clock
from standup.engine.commands import beginning, undoing
from standup.engine.directory import Directory
from standup.engine.falling import CHANNEL_PAUSE, Fall
from standup.engine.faults import known_reason
from standup.engine.forms import form_for
from standup.engine.handlers import handler
from standup.engine.leaving import Leaving, WayOut
from standup.engine.occasion import Occasion, say
from standup.engine.replied import reply_to
from standup.errors import LaneLostError
from standup.store import (
    adapter_values,
    check_ins,
    conversations,
    inbound,
    item_wordings,
    logbook,
    offers,
    outbox,
    posts,
    runs,
    spoken,
    stumbles,
    writings,
)
from standup.store.database import Store, Transaction
from standup.store.inbound import Noted
from standup.store.stumbles import Aside

log = logging.getLogger(__name__)

_LISTENED_FOR = timedelta(days=14)  # after we wrote to somebody, an answer may come
_PLACELESS = Replied | Edited | Deleted | Failed | Reachable | Went | Zoned


def cleaned(text: str) -> str:
    """The text with one kind of line end, and nothing in it that no chat shows."""
    return legible.words(text).strip()


class _OutdatedError(Exception):
    """Something was said about the configuration, elsewhere, that is not known here."""


class Inbox:
    """One adapter's way in. `changed` is called after every batch that may have caused messages."""

    def __init__(
        self,
        adapter: str,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
        connection: int = 0,
        out: Callable[[], WayOut | None] = lambda: None,
        renewed: Callable[[], Awaitable[None]] | None = None,
        sooner: Callable[[], None] = lambda: None,
    ) -> None:
        """`renewed` takes what was said about the configuration just now; `sooner` is called when
        something is to happen by the clock that was not before."""
        self._renewed = renewed
        self._sooner = sooner
        self.connection = connection
        self._out = out
        self._adapter = adapter
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed
        self._position = f"{adapter}#{connection}" if connection else adapter

    async def cursor(self) -> str | None:
        """See chat.Inbox."""
        return await self._store.read(lambda tx: inbound.cursor(tx, self._position))

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """See chat.Inbox."""
        return await self._store.read(
            lambda tx: adapter_values.beginning(tx, self._adapter, beginning)
        )

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """See chat.Inbox."""
        await self._store.write(lambda tx: adapter_values.keep(tx, self._adapter, changes))

    async def form(self, account: str, value: str) -> Form | Message:
        """See chat.Inbox."""
        directory, now = self._directory(), self._clock.now()
        who = Account(self._adapter, account)
        return await self._store.read(lambda tx: form_for(tx, directory, who, value, now))

    async def open_places(self) -> Sequence[str]:
        """See chat.Inbox."""
        since = self._clock.now() - _LISTENED_FOR
        return await self._store.read(lambda tx: outbox.direct_places(tx, self._adapter, since))

    async def participants(self) -> Collection[str]:
        """See chat.Inbox."""
        standups = self._directory().standups.values()
        people = {person.id: person for one in standups for person in one.participants}
        accounts = (account for person in people.values() for account in person.accounts)
        return [account.id for account in accounts if account.adapter == self._adapter]

    async def language(self, account: str) -> str:
        """See chat.Inbox."""
        directory, who = self._directory(), Account(self._adapter, account)
        return await self._store.read(lambda tx: languages.of_account(tx, directory, who))

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """See chat.Inbox."""
        directory = self._directory()

        async def known(tx: Transaction) -> set[str]:
            found = {one: Account(self._adapter, one) for one in accounts}
            return {
                one
                for one, account in found.items()
                if await addresses.owner(tx, directory, account) is not None
            }

        return await self._store.read(known) if accounts else ()

    async def is_channel(self, place: str) -> bool:
        """See chat.Inbox."""
        standups = self._directory().standups.values()
        return Channel(self._adapter, place) in {one for s in standups for one in s.channels}

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """See chat.Inbox. A reply is of interest where anything lives on."""
        asked, adapter = [*map(whole, messages)], self._adapter
        if not asked or not self._directory().has_lives:
            return ()
        return await self._store.read(lambda tx: outbox.ours_in_channels(tx, adapter, asked))

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """See chat.Inbox."""
        asked = {f"{self._adapter}:{one}": one for one in map(whole, messages)}
        replies = {reply_of(key): one for key, one in asked.items()}

        async def known(tx: Transaction) -> set[str]:
            sources = await logbook.are_sources(tx, replies.keys())
            edits = await item_wordings.are_edits(tx, asked.keys())
            return {replies[one] for one in sources} | {asked[one] for one in edits}

        return await self._store.read(known) if asked else ()

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """See chat.Inbox. Events that cannot be handled together are taken one by one."""
        events = [_as_said(event) for event in events]
        try:
            is_news = await self._write(events, cursor, keep)
        except LaneLostError:  # whoever carries it now is handed them over again
            raise
        except Exception:
            if not events:
                raise
            await self._one_by_one(events, cursor, keep)
            is_news = True
        if is_news:
            self._changed()

    async def _one_by_one(
        self,
        events: Sequence[Event],
        cursor: str | None,
        keep: Mapping[str, str | None] | None,
    ) -> None:
        for event in events:
            while not await self._is_taken(event):
                pass
        await self._write((), cursor, keep)

    async def _is_taken(self, event: Event) -> bool:
        """Take one event, or put it aside when it failed too often; False: it may be tried again.

        Where the database cannot note that, it is away, and the platform hands it over again.
        """
        try:
            await self._write([event])
        except LaneLostError:
            raise
        except Exception as error:  # noqa: BLE001 - told, and kept aside, whole
            told = (self._directory(), self._adapter, event, error, self._clock.now())
            return await self._store.write(lambda tx: aside.stumbled(tx, *told))
        return True

    async def retry(self, one: Aside) -> None:
        """Handle an event anew that was put aside. Raises what it fails with, and it stays so."""

        async def again(tx: Transaction) -> None:
            await stumbles.take_up(tx, one)
            await self._handle(tx, _storable(aside.event_of(one)), Leaving())

        await self._store.write(again)
        self._changed()

    async def _write(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> bool:
        """Take events in one transaction, or in several where one sets what the next are to know;
        whether that caused more than has left with it."""
        is_news, left = False, None
        while left is None or not left.is_all:
            left = await self._take(events, cursor, keep)
            events = events[left.taken :]
            is_news |= left.is_news
        return is_news

    async def _take(
        self, events: Sequence[Event], cursor: str | None, keep: Mapping[str, str | None] | None
    ) -> Leaving:
        """Take events up to one that sets something, and by what holds now."""
        last = {event.account: number for number, event in enumerate(events)}

        async def take(tx: Transaction, at_once: Mapping[str, int]) -> Leaving:
            leaving, is_first = Leaving(), True
            for number, event in enumerate(events):  # what is answered to soon may change once more
                leaving.at_once = at_once if last[event.account] == number else {}
                is_new = await self._handle(tx, _storable(event), leaving, is_first=is_first)
                is_first &= not is_new
                leaving.taken = number + 1
                if leaving.is_setting and leaving.taken < len(events) and self._renewed:
                    leaving.is_all = False
                    return leaving
            if keep:
                await adapter_values.keep(tx, self._adapter, keep)
            if cursor is not None:
                await inbound.move_cursor(tx, self._position, cursor)
            return leaving

        out = self._out()
        try:
            if out is None:
                left = await self._store.write(lambda tx: take(tx, {}))
            else:
                left = await out.carry(last.keys(), take)
        except _OutdatedError:
            left = Leaving(is_setting=True, is_all=False)
        if left.is_setting and self._renewed is not None:
            await self._renewed()
        if left.is_sooner:
            self._sooner()
        return left

    async def _handle(
        self, tx: Transaction, event: Event, leaving: Leaving, *, is_first: bool = False
    ) -> bool:
        """Handle an event; whether it is new. The first that is has to know what was set."""
        now = self._clock.now()
        noted = await inbound.note(tx, self._adapter, event.id, event.account, now)
        if noted is None:
            return False
        if is_first and self._renewed and noted.version != self._directory().version:
            raise _OutdatedError
        await self._handle_new(tx, event, noted, leaving)
        return True

    async def _handle_new(
        self, tx: Transaction, event: Event, noted: Noted, leaving: Leaving
    ) -> None:
        now = noted.at
        leaving.is_news |= not isinstance(event, Said | Chose | Filled)
        if isinstance(event, Said | Chose | Filled) and event.language:
            await self._note_language(tx, event, noted, now)
        match event:
            case Reachable(account=place) if await self.is_channel(place):
                await inbound.set_reachable(tx, self._adapter, place, now)
                await outbox.open_again(tx, self._adapter, place, now)
            case Went(account=place, reason=told) if await self.is_channel(place):
                await self._is_shut(tx, place, known_reason(told), now)
            case Reachable(account=account):
                await inbound.set_reachable(tx, self._adapter, account, now)
                await self._is_back(tx, account, now)
            case Went(account=account, reason=told):
                reason = known_reason(told)
                await inbound.set_unreachable(tx, self._adapter, account, reason, now)
                await self._renew_posts(tx, account)
                log.info(
                    "%s on %s cannot be reached now: %s",
                    account,
                    self._adapter,
                    reason,
                    extra={"action": "person_unreachable"},
                )
            case Zoned():
                await self._zoned(tx, event, noted, leaving)
            case Failed(account=to, message=message, reason=reason):
                fall = Fall(self._adapter, now, self._bring_elsewhere)
                await falling.failed(tx, fall, to, message, reason)
            case Said():
                await self._heard(tx, event, noted, leaving)
            case Replied():
                await self._replied(tx, event, noted, leaving)
            case Chose():
                await self._chosen(tx, event, noted, leaving)
            case Filled():
                await self._filled(tx, event, noted, leaving)
            case Edited() | Deleted():
                await self._corrected(tx, event, noted, leaving)

    async def _note_language(
        self, tx: Transaction, event: Said | Chose | Filled, noted: Noted, now: datetime
    ) -> None:
        """Keep what somebody's client speaks, where we speak it, too; only the first tells."""
        account = Account(self._adapter, event.account)
        person = addresses.known_owner(self._directory(), account, noted.tied)
        language = of_client(event.language)
        if language and person is not None and person.id != noted.spoken_to:
            await spoken.keep_chats(tx, account, person.id, language, now)

    async def _zoned(self, tx: Transaction, event: Zoned, noted: Noted, leaving: Leaving) -> None:
        """Go by the zone that somebody's profile says."""
        known = self._occasion(tx, event, noted, leaving)
        if known is not None:
            at = await occasion.of(tx, known.directory, known.person, known.now)
            with speaking(await languages.of(tx, at.directory, at.person)):
                await profiles.take_zone(replace(at, leaving=leaving), event.zone, self._adapter)

    async def _is_shut(self, tx: Transaction, place: str, reason: str, now: datetime) -> None:
        """A channel lets nothing in any more; what waits for it is tried now and then."""
        await inbound.set_unreachable(tx, self._adapter, place, reason, now)
        await outbox.shut(tx, self._adapter, place, reason, now + CHANNEL_PAUSE)
        log.warning(
            "channel %s on %s does not let me in any more (%s): invite the bot there again",
            place,
            self._adapter,
            reason,
            extra={"action": "channel_unreachable"},
        )

    async def _bring_elsewhere(self, tx: Transaction, account: Account, now: datetime) -> None:
        await held.bring_elsewhere(tx, self._directory(), account, now)

    async def _is_back(self, tx: Transaction, account: str, now: datetime) -> None:
        """Whoever can be reached again is told what was held for them, here or elsewhere."""
        await outbox.release(tx, self._adapter, account, now)
        known = Account(self._adapter, account)
        person = await addresses.owner(tx, self._directory(), known)
        if person is not None:
            await held.bring_held(tx, self._directory(), person, known, now)
        await self._renew_posts(tx, account)

    async def _renew_posts(self, tx: Transaction, account: str) -> None:
        """Update the open threads with who can be reached now."""
        person = await addresses.owner(tx, self._directory(), Account(self._adapter, account))
        if person is not None:
            for run in await runs.open_of(tx, person.id):
                await posts.renew(tx, run)

    async def _heard(self, tx: Transaction, said: Said, noted: Noted, leaving: Leaving) -> None:
        now = noted.at
        if said.place is None and noted.is_shut:
            leaving.is_news = True
            await inbound.wrote(tx, self._adapter, said.account, now)
            await self._is_back(tx, said.account, now)
        words = cleaned(said.text)
        at = self._occasion(tx, said, noted, leaving)
        key = f"{self._adapter}:{said.id}"
        if at is None:
            leaving.is_news = True
            who = Account(self._adapter, said.account)
            await strangers.hear(
                tx,
                directory=self._directory(),
                account=who,
                words=words,
                key=key,
                now=now,
                place=said.place,
                language=of_client(said.language),
            )
        else:
            await _answer_to(at, said, key, words)

    async def _replied(
        self, tx: Transaction, replied: Replied, noted: Noted, leaving: Leaving
    ) -> None:
        """Somebody said something in a channel: kept where it is of an item, and else let go."""
        at = self._occasion(tx, replied, noted, leaving)
        if at is not None and at.directory.has_lives:
            from standup.engine.living import replying  # noqa: PLC0415 - where anything lives

            source = reply_of(f"{self._adapter}:{replied.id}")
            remark = replying.Remark(source, cleaned(replied.text), replied.at)
            await replying.heard(at, remark, whole(replied.answers))

    async def _chosen(self, tx: Transaction, chose: Chose, noted: Noted, leaving: Leaving) -> None:
        at, key = self._occasion(tx, chose, noted, leaving), f"{self._adapter}:{chose.id}"
        if at is None:
            return
        if tapped := choices.tapped(chose.value):
            await _tapped(at, tapped, key)
        elif (undone := undo.undone(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await undoing.pressed(at, undone, keys.reply(key))
        elif (added := undo.added(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await undoing.pressed_to_add(at, added, keys.reply(key))
        elif (token := confirming.confirmed(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await handler("steering.confirmed")(at, token, keys.reply(key))
        elif (token := choices.begun(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await beginning.pressed(at, token, keys.reply(key))
        elif (later := choices.put_off(chose.value)) is not None:
            await _put_off(at, later, chose, key)
        elif (rhythm := silence.chosen(chose.value)) is not None:
            await _rhythm(at, *rhythm, chose, key)
        elif (kept := undo.kept(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await handler("items.pressed_to_keep")(at, kept, keys.reply(key))
        elif (item := _of_item(chose.value)) is not None:
            with speaking(await languages.of(tx, at.directory, at.person)):
                await handler("items.pressed")(at, item, keys.reply(key))
        elif pressed := choices.parse(chose.value):
            await _pressed(at, pressed, chose, key)

    async def _filled(
        self, tx: Transaction, filled: Filled, noted: Noted, leaving: Leaving
    ) -> None:
        at = self._occasion(tx, filled, noted, leaving)
        check_in = choices.number(filled.form)
        if at is None or check_in is None or not await _may_answer(at, check_in, filled.id):
            return
        before = await conversations.load(tx, at.person, at.now, check_in=check_in)
        answers = {question: _answer(text) for question, text in filled.answers.items()}
        key = f"{self._adapter}:{filled.id}"
        await decide(at, before, core.Filled(key, check_in, answers, filled.at))

    async def _corrected(
        self, tx: Transaction, event: Edited | Deleted, noted: Noted, leaving: Leaving
    ) -> None:
        at = self._occasion(tx, event, noted, leaving)
        key = f"{self._adapter}:{event.message}"
        text = cleaned(event.text) if isinstance(event, Edited) else ""
        changed, undone = core.Changed(key, text, event.id), None
        if isinstance(event, Deleted):
            undone = await writings.edited_by(tx, self._adapter, event.message)
            if undone is None and (edit := await item_wordings.edited_by(tx, key)):
                await self._news_edit_undone(tx, edit, at, noted.at)
                return
        if undone is not None:
            key = undone.message
            changed = core.Changed(key, undone.text, event.id, undone.said)
        author = await writings.author(tx, key)
        if author is None and (replier := await logbook.author_of(tx, reply_of(key), "")):
            await self._reply_corrected(tx, event, at, replier, key)
            return
        source, kept = f"said/{key}", f"kept/{key}"
        if author is None and (author := await logbook.author_of(tx, source, kept)):
            role = rights.towards(at.person if at else None, author)
            if at is not None and rights.may(role, Action.CORRECT):
                for one in (source, kept):
                    await item_wordings.keep(tx, one, f"{self._adapter}:{event.id}")
                await _reworded(at, key, changed.text, source)
            return
        role = rights.towards(at.person if at else None, author)
        if at is None or not rights.may(role, Action.CORRECT):
            return
        await decide(at, await conversations.load(tx, at.person, at.now, key), changed)
        await _reworded(at, key, changed.text)
        if undone is not None:
            await writings.undo_edit(tx, undone, event.id)

    async def _reply_corrected(
        self, tx: Transaction, event: Edited | Deleted, at: Occasion | None, author: str, key: str
    ) -> None:
        """Have what was said in a channel follow its message, whoever took it back."""
        from standup.engine.living import replying  # noqa: PLC0415 - where anything lives

        if isinstance(event, Deleted):
            await replying.gone(tx, self._directory(), self._clock.now(), reply_of(key))
        elif at is not None and rights.may(rights.towards(at.person, author), Action.CORRECT):
            remark = replying.Remark(reply_of(key), cleaned(event.text), event.at)
            await item_wordings.keep(tx, remark.source, f"{self._adapter}:{event.id}")
            await replying.changed(at, remark)

    async def _news_edit_undone(
        self, tx: Transaction, edit: item_wordings.Edit, at: Occasion | None, now: datetime
    ) -> None:
        """Have what was said of items before an edit hold again, in a channel whoever took it
        back."""
        from standup.engine.living import following  # noqa: PLC0415 - where anything lives

        role = rights.towards(at.person if at else None, edit.author)
        if edit.source.startswith(REPLY) or rights.may(role, Action.CORRECT):
            await following.undo(tx, self._directory(), now, edit)

    def _occasion(
        self, tx: Transaction, event: Event, noted: Noted, leaving: Leaving
    ) -> Occasion | None:
        """The occasion of whoever has the account of an event; None for a stranger."""
        directory, account = self._directory(), Account(self._adapter, event.account)
        person = addresses.known_owner(directory, account, noted.tied)
        if person is None:
            return None
        place = None if isinstance(event, _PLACELESS) else event.place
        channel = event.channel if isinstance(event, Said) else None
        written = event.at if isinstance(event, Said) else None
        return Occasion(
            tx,
            directory,
            person,
            noted.at,
            account,
            place,
            channel,
            written=written,
            leaving=leaving,
        )


def _as_said(event: Event) -> Event:
    """The event; what could not be read is a message without words."""
    if not isinstance(event, Unreadable):
        return event
    return Said(
        event.id, event.account, "", event.at, event.place, event.why, language=event.language
    )


def _storable(event: Event) -> Event:
    """The event, its ids in whole characters: no database keeps half of one."""
    if event.id.isascii() and event.account.isascii():
        return event
    return replace(event, id=whole(event.id), account=whole(event.account))


async def _may_answer(at: Occasion, check_in: int, event: str) -> bool:
    """Whether a check-in is the person's own; somebody else is told that there is nothing here."""
    role = rights.towards(at.person, await check_ins.owner(at.tx, check_in))
    if rights.may(role, Action.ANSWER):
        return True
    if at.account is not None:
        with speaking(await languages.of(at.tx, at.directory, at.person)):
            over = wording.choice_over()
        await say(at, Say(over, keys.reply(f"{at.account.adapter}:{event}")))
    return False


async def _answer_to(at: Occasion, said: Said, key: str, words: str) -> None:
    """Let somebody's words be heard, with what they replied to."""
    reply = None
    if said.answers is not None and at.account is not None:
        reply = await reply_to(at.tx, at.account, whole(said.answers))
    check_in = reply.check_in if reply else None
    written = said.at if at.now - said.at > DELAYED and check_in is None else None
    before = await conversations.load(at.tx, at.person, at.now, written=written, check_in=check_in)
    wrote = core.Wrote(key, words, said.at, said.besides, said.forwarded, reply)
    await decide(at, before, wrote)


async def _pressed(at: Occasion, pressed: choices.Pressed, chose: Chose, key: str) -> None:
    """Somebody pressed what answers a question."""
    if not await _may_answer(at, pressed.check_in, chose.id):
        return
    before = await conversations.load(at.tx, at.person, at.now, check_in=pressed.check_in)
    event = core.Chose(key, pressed.check_in, pressed.question, _answer(pressed.text), chose.at)
    await decide(at, before, event)


def _of_item(value: str) -> tuple[int, int] | None:
    """The item that was pressed, and which of its states."""
    from standup.core.wording.items import chosen  # noqa: PLC0415 - once something is pressed

    return chosen(value)


async def _reworded(at: Occasion, message: str, text: str, source: str | None = None) -> None:
    """Have what lives on of a message follow it; with a `source` also what was said in that."""
    from standup.engine.living import keeping, moving  # noqa: PLC0415 - once something is changed

    if source is not None:
        await moving.corrected(at, source, text)
    await keeping.reworded(at, message, text)


async def _put_off(at: Occasion, check_in: int, chose: Chose, key: str) -> None:
    """Somebody pressed that they want to be asked later."""
    if await _may_answer(at, check_in, chose.id):
        before = await conversations.load(at.tx, at.person, at.now, check_in=check_in)
        await decide(at, before, core.PressedLater(key, check_in))


async def _rhythm(
    at: Occasion, check_in: int, rhythm: silence.Rhythm, chose: Chose, key: str
) -> None:
    """Somebody chose what is to change after so many runs without a word."""
    if await _may_answer(at, check_in, chose.id):
        before = await conversations.load(at.tx, at.person, at.now, check_in=check_in)
        await decide(at, before, core.ChoseRhythm(key, check_in, rhythm))


async def _tapped(at: Occasion, tapped: choices.Tapped, key: str) -> None:
    """Somebody said what an offered message was; only their own are found."""
    offer = await offers.find(at.tx, at.person.id, tapped.token)
    way = offer.way(tapped.use) if offer else None
    check_in = way.check_in if way else None
    before = await conversations.load(at.tx, at.person, at.now, check_in=check_in, offer=offer)
    await decide(at, before, core.Tapped(key, tapped.token, tapped.use))


def _answer(text: str) -> str:
    """What a field of a form says; a dash says nothing, as it does in a message."""
    words = cleaned(text)
    return "" if words == "-" else words
