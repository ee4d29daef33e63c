"""The adapter: what the engine calls, carried out on the connection that is running."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from standup.chat.interface import (
    Capabilities,
    Context,
    Inbox,
    Message,
    Plugin,
    TryAgain,
    Unreachable,
)
from standup.chat.network import shown, through
from standup.chat.own import note
from standup_telegram import menu, polling, session
from standup_telegram.connection import AT_ONCE, Connection
from standup_telegram.errands import Errands
from standup_telegram.events import Me
from standup_telegram.health import Health, Patience, Waits
from standup_telegram.memory import Memory
from standup_telegram.places import Place, Sent, place_of, sent_of
from standup_telegram.posting import Posting
from standup_telegram.receiving import Receiving
from standup_telegram.render import TEXT_LIMIT
from standup_telegram.settings import CHANNEL, TelegramSettings, check_account, check_place
from standup_telegram.shut import Shut
from standup_telegram.topics import Topics

_WAITS = Waits()


@dataclass(frozen=True, slots=True)
class Live:
    """What belongs to the connection that is running."""

    connection: Connection
    patience: Patience
    memory: Memory
    errands: Errands


class TelegramAdapter:
    """One bot of @BotFather's."""

    def __init__(self, settings: TelegramSettings, context: Context, waits: Waits = _WAITS) -> None:
        self.capabilities = Capabilities(
            text_limit=TEXT_LIMIT,
            threads=True,
            edits=True,
            images=True,
            silent=True,
            mentions=True,
            choices=True,
            invitation=f"https://t.me/{settings.username}?start={{code}}",
            sees_edits=True,
            hears_replies=True,
            new_line="Shift+Enter on a computer",
            channel=CHANNEL,
            cuts_text=True,
            per_second=settings.per_second,
            place_per_second=1.0,
            place_burst=3,
            channel_per_minute=20.0,
            at_once=AT_ONCE,
        )
        self._settings = settings
        self._context = context
        self._waits = waits
        self._reached: set[str] = set()
        self._shut = Shut()
        self._posting: Posting | None = None

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive until cancelled."""
        async with self._connected(inbox) as live:
            me = await live.patience.until_done(
                lambda: session.introduce(live.connection, self._settings)
            )
            topics = Topics(live.connection, live.memory)
            self._posting = Posting(live.connection, live.memory, topics)
            live.errands.begin("offering the menu", lambda: self._offer_menu(live))
            receiving = Receiving(
                live.connection,
                me,
                inbox,
                self._context.now,
                self._reached,
                live.errands,
                self._shut,
            )
            try:
                if self._settings.webhook is None:
                    await self._poll(live, me, receiving, inbox, ready)
                else:
                    await self._listen(live, me, receiving, ready)
            finally:
                self._posting = None

    async def direct(self, account: str) -> str:
        """The chat with a person has the person's id; a group's or channel's is no such id."""
        if check_account(account) is not None:
            raise Unreachable("gone", f"{account} is nobody's id on Telegram")
        return account

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """Write into a chat."""
        opener = _sent(thread) if thread is not None else None
        try:
            return str(await self._out().send(_place(place), message, key, opener, title))
        except Unreachable:
            self._reached.discard(place)
            self._refused(place)
            raise
        except TryAgain as again:  # else it is Unsure
            again.undone = True
            raise

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,  # noqa: ARG002 - an edit done twice is done once
        *,
        thread: str | None = None,  # noqa: ARG002 - it stays where it is
    ) -> None:
        """Change an earlier message."""
        try:
            await self._out().edit(_place(place), _sent(message_id), message)
        except Unreachable as unreachable:
            if unreachable.reason != "gone":
                self._refused(place)
            raise

    async def find(
        self,
        place: str,  # noqa: ARG002
        message: Message,  # noqa: ARG002
        key: str,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> Sequence[str]:
        """Never asked: a bot cannot read a chat's history."""
        return ()

    @asynccontextmanager
    async def _connected(self, inbox: Inbox) -> AsyncIterator[Live]:
        token, health = session.token_of(self._settings), Health(self._waits)
        async with (
            Connection(self._settings.api, token, health, self._waits) as connection,
            Errands() as errands,
        ):
            memory = await Memory.of(inbox, self._context.now)
            patience = Patience(
                health,
                self._waits,
                note=lambda words: errands.begin("noting", lambda: note(inbox, words)),
            )
            await note(inbox, None)
            yield Live(connection, patience, memory, errands)

    async def _poll(
        self,
        live: Live,
        me: Me,
        receiving: Receiving,
        inbox: Inbox,
        ready: Callable[[str], None],
    ) -> None:
        await live.patience.until_done(lambda: session.allow_polling(live.connection))
        cursor = await inbox.cursor()
        ready(f"@{me.username} on {self._server()}, asking for what is new")
        await polling.follow(live.connection, receiving, live.patience, cursor)

    async def _listen(
        self, live: Live, me: Me, receiving: Receiving, ready: Callable[[str], None]
    ) -> None:
        from standup_telegram import webhook  # noqa: PLC0415 - only now a web server is needed

        assert self._settings.webhook is not None
        settings = self._settings.webhook
        secret = webhook.revealed(settings)
        telegram = webhook.Webhook(
            live.connection, settings, secret, live.memory, live.patience.note
        )
        async with webhook.open_door(settings, webhook.Door(receiving, secret)):
            await live.patience.until_done(telegram.ensure)
            ready(f"@{me.username} on {self._server()}, called at {settings.url}")
            await telegram.watch(live.patience, self._waits)

    async def _offer_menu(self, live: Live) -> None:
        await live.patience.until_done(lambda: menu.offer(live.connection, self._context.menu))

    def _server(self) -> str:
        return f"{shown(self._settings.api)}{through(self._settings.api)}"

    def _refused(self, place: str) -> None:
        with suppress(ValueError):
            self._shut.add(place)

    def _out(self) -> Posting:
        if self._posting is None:
            raise TryAgain(1.0, "the connection is just being made")
        return self._posting


def _place(text: str) -> Place:
    try:
        return place_of(text)
    except ValueError:
        raise Unreachable("gone", f"{text} is no chat of Telegram's") from None


def _sent(message_id: str) -> Sent:
    try:
        return sent_of(message_id)
    except ValueError:
        raise Unreachable("gone", f"{message_id} is no message of this bot's") from None


plugin = Plugin(
    settings=TelegramSettings,
    create=TelegramAdapter,
    check_account=check_account,
    check_place=check_place,
)
