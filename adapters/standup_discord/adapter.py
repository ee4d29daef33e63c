"""The adapter: what the engine calls, carried out on the connection that is running."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from standup.chat.interface import (
    AuthLost,
    Capabilities,
    Context,
    Inbox,
    Message,
    Plugin,
    TryAgain,
    Unreachable,
    Unsure,
)
from standup.chat.network import shown, through
from standup.chat.own import Own, note
from standup.core.messages.markup import without_pictures
from standup_discord import gateway, menu, render
from standup_discord.channels import Channels, channel_of, number_of
from standup_discord.conversations import KEPT, Conversations, FirstContacts
from standup_discord.errors import (
    NO_PICTURE,
    NOT_OURS,
    TOO_FAST_SECONDS,
    Refused,
    meaning,
)
from standup_discord.events import DIRECT_CHANNEL
from standup_discord.interactions import Interactions
from standup_discord.posted import POSTED, Posted
from standup_discord.receiving import Receiving
from standup_discord.replies import REPLY, Replies
from standup_discord.rest import Rest
from standup_discord.settings import (
    INVITATION,
    PERMISSIONS,
    DiscordSettings,
    check_account,
    check_place,
)
from standup_discord.shards import Shard, Turns
from standup_discord.shut import Shut
from standup_discord.written import WRITTEN, Written

Json = dict[str, Any]

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    text_limit=render.TEXT_LIMIT,
    threads=True,
    edits=True,
    images=True,
    silent=True,
    mentions=True,
    choices=True,
    forms=True,
    opens_direct=True,
    sees_edits=True,
    new_line="Shift+Enter on a computer",
    channel=r"(?:<#)?([0-9]{17,20})>?",
    sees_deletes=True,
    hears_replies=True,
    per_second=40.0,
    place_per_second=1.0,
    place_burst=4,
    channel_per_minute=50.0,
    at_once=50,
    key_window=120.0,
    reads_history=True,
)
_STARTING = "the connection is just being made"


@dataclass(frozen=True, slots=True)
class Live:
    """What sending needs of the first connection while it is running."""

    inbox: Inbox
    rest: Rest
    channels: Channels
    conversations: Conversations
    posted: Posted


class DiscordAdapter:
    """One bot on Discord, on as many connections as it has shards; it sends on the first."""

    def __init__(self, settings: DiscordSettings, context: Context) -> None:
        self.capabilities = replace(CAPABILITIES, connections=settings.shards)
        self._settings = settings
        self._menu = context.menu
        self._now: Callable[[], datetime] = context.now
        self._turns = Turns()
        self._replies = Replies()
        self._shut = Shut()
        self._reopened: set[str] = set()
        self._first: FirstContacts | None = None
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._live: Live | None = None
        self._own = Own(log, "discord_other_bot")

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive until cancelled or until the connection cannot go on."""
        token = self._settings.token.reveal()
        rest = Rest(self._settings.api, token)
        try:
            await self._connected(rest, token, inbox, ready)
        except BaseExceptionGroup as several:
            raise _first(several) from None
        finally:
            if inbox.connection == 0:
                self._live = None
            await rest.close()

    async def direct(self, account: str) -> str:
        """The direct conversation with this account, opened if need be and its turn has come."""
        live = self._alive()
        async with self._opening.setdefault(account, asyncio.Lock()):
            if place := live.conversations.place_of(account):
                return place
            return await self._open(live, account)

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """Write into a channel, a thread, a direct conversation, or as an interaction's answer."""
        self._own.saying(key)
        try:
            return await self._send(place, message, key, thread, title)
        except TryAgain as again:  # else it is Unsure; only a thread is opened in several steps
            again.undone = title is None
            raise
        except Unreachable:
            self._shut.add(place)
            raise

    async def _send(
        self, place: str, message: Message, key: str, thread: str | None, title: str | None
    ) -> str:
        live = self._alive()
        if place.startswith(REPLY):
            return await self._replies.send(live.rest, place, message)
        try:
            if title is not None and thread is None:
                sent = await live.channels.open_thread(place, message, key, title)
            else:
                sent = await live.channels.send(place, message, key, thread)
        except Refused as refused:
            if message.picture and refused.code in NO_PICTURE:
                words = without_pictures(message)
                return await self._send(place, words, key, thread, title)
            self._forget_a_stranger(live, place, refused)
            raise meaning(refused) from None
        await _note(live, place, sent, thread)
        return sent

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,  # noqa: ARG002 - the same edit twice is one
        *,
        thread: str | None = None,
    ) -> None:
        """Edit an earlier message to say this."""
        live = self._alive()
        if place.startswith(REPLY):
            await self._replies.edit(live.rest, place, message_id, message)
            return
        try:
            with _no_doubt():
                await self._edit(live, place, message_id, message, thread)
        except Unreachable as unreachable:
            if unreachable.reason != "gone":
                self._shut.add(place)
            raise

    async def _edit(
        self, live: Live, place: str, message_id: str, message: Message, thread: str | None
    ) -> None:
        try:
            await live.channels.edit(place, message_id, message, thread)
        except Refused as refused:
            if not message.picture or refused.code not in NO_PICTURE:
                raise
            words = without_pictures(message)
            await live.channels.edit(place, message_id, words, thread)

    async def find(
        self,
        place: str,
        message: Message,
        key: str,  # noqa: ARG002 - the history does not tell nonces
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """Our messages that say this, where its nonce will not do; replies and posts have none."""
        live = self._alive()
        is_known = self.capabilities.recognises(since, self._now())
        with _no_doubt():
            if place.startswith(REPLY):
                return await self._replies.find(live.rest, place, message)
            return await live.channels.find(place, message, since, thread, title, is_known=is_known)

    async def _connected(
        self, rest: Rest, token: str, inbox: Inbox, ready: Callable[[str], None]
    ) -> None:
        shard = Shard(inbox.connection, self._settings.shards)
        kept = await inbox.kept(KEPT) if shard.number == 0 else {}
        written = Written(await inbox.kept(WRITTEN) if shard.number == 0 else {})
        posted = Posted(await inbox.kept(POSTED) if shard.number == 0 else {})
        conversations, is_ready = Conversations(kept, self._now), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:

            def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
                return tasks.create_task(work)

            def begun(about: Json) -> None:
                if is_ready.is_set():
                    return  # a later session of the same connection
                is_ready.set()
                if shard.number == 0:
                    channels = Channels(rest, about["user"])
                    self._live = Live(inbox, rest, channels, conversations, posted)
                    spawn(self._offer_menu(rest, about["application"]))
                    spawn(note(inbox, None))
                ready(_in_words(self._settings.api, about, shard))

            if shard.number == 0:
                self._own.begin(lambda words: spawn(note(inbox, words)))
            interactions = Interactions(rest, self._replies, inbox, spawn)
            receiving = Receiving(
                rest,
                inbox,
                interactions,
                conversations,
                written,
                posted,
                self._shut,
                self._now,
                begun,
                spawn,
                self.direct,
                self._own,
            )
            tasks.create_task(receiving.hand_over())
            await gateway.listen(
                rest=rest,
                api=self._settings.api,
                token=token,
                hear=receiving.hear,
                shard=shard,
                turns=self._turns,
            )

    async def _offer_menu(self, rest: Rest, application: str) -> None:
        if not self._menu:
            return
        try:
            await menu.synchronise(rest, application, self._settings.guild, self._menu)
        except (Refused, TryAgain, Unsure, AuthLost) as error:
            log.warning("The commands could not be told to Discord: %s", error)

    async def _open(self, live: Live, account: str) -> str:
        first = self._first = self._first or FirstContacts(
            self._settings.first_contacts_per_minute, asyncio.get_running_loop().time
        )
        if wait := first.wait(account):
            raise TryAgain(wait, "first contacts are made one by one", everywhere=False)
        try:
            with _no_doubt():
                body = {"recipient_id": account}
                channel = await live.rest.call("POST", "/users/@me/channels", body)
        except TryAgain as later:
            if later.after >= TOO_FAST_SECONDS:
                first.pause(later.after)
            raise
        if channel.get("type") != DIRECT_CHANNEL:
            raise Unreachable("closed", "Discord opens no conversation with this account alone")
        first.done(account, was_first=channel.get("last_message_id") is None)
        live.conversations.use(str(channel["id"]), account)
        await live.inbox.keep(live.conversations.changes())
        return str(channel["id"])

    def _forget_a_stranger(self, live: Live, place: str, refused: Refused) -> None:
        """A conversation that another bot had, before the token changed, is opened anew, once."""
        if refused.code not in NOT_OURS or place in self._reopened:
            return
        if live.conversations.forget(place):
            self._reopened.add(place)
            raise TryAgain(1.0, "the conversation is opened anew", everywhere=False)

    def _alive(self) -> Live:
        if self._live is None:
            raise TryAgain(1.0, _STARTING)
        return self._live


async def _note(live: Live, place: str, sent: str, thread: str | None) -> None:
    """Note where we posted: what is replied there while nobody listens is read back."""
    if live.conversations.account_of(place) is None:
        changes = live.posted.note(channel_of(place, sent, thread), number_of(sent))
        if changes:
            await live.inbox.keep(changes)


@contextmanager
def _no_doubt() -> Iterator[None]:
    """Refusals in the engine's words, and doubt as a reason to repeat what does no harm."""
    try:
        yield
    except Refused as refused:
        raise meaning(refused) from None
    except Unsure as unsure:
        raise TryAgain(unsure.after, str(unsure), everywhere=False) from None


def _in_words(api: str, about: Json, shard: Shard) -> str:
    """What we are connected to; who is in no server yet is told how to get into one."""
    way = through(api)
    if shard.of > 1:
        place = f"shard {shard.number} of {shard.of}"
        return f"{about['name']} on Discord, {place}, servers: {about['guilds']}{way}"
    if about["guilds"]:
        return f"{about['name']} on Discord, servers: {about['guilds']}{way}"
    link = INVITATION.format(
        api=shown(api), application=about["application"], permissions=PERMISSIONS
    )
    return f"{about['name']} on Discord, in no server yet{way}; invite it: {link}"


def _first(several: BaseExceptionGroup[BaseException]) -> BaseException:
    """What ended the connection; the rest followed from it."""
    error: BaseException = several
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


plugin = Plugin(
    settings=DiscordSettings,
    create=DiscordAdapter,
    check_account=check_account,
    check_place=check_place,
)
