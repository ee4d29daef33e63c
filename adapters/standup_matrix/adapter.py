"""The adapter: what the engine calls, carried out on the session that is running."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from standup.chat.interface import (
    TROUBLE,
    Capabilities,
    Context,
    Inbox,
    Message,
    Plugin,
    TryAgain,
    Unreachable,
)
from standup.chat.network import through
from standup.chat.own import Own, note
from standup_matrix import earlier, render, session
from standup_matrix.cross_signing import sign_device, with_seeds
from standup_matrix.direct import DirectRooms
from standup_matrix.encryption import Encryption
from standup_matrix.errors import Refused, TokenRefused, unreachable
from standup_matrix.history import find
from standup_matrix.homeserver import Homeserver
from standup_matrix.invitations import Invitations
from standup_matrix.keeping import Keeping
from standup_matrix.leaving import Leaving
from standup_matrix.live import STARTING, Live
from standup_matrix.patience import Patience
from standup_matrix.profiles import Profiles
from standup_matrix.reading import SPOKEN
from standup_matrix.rooms import Rooms
from standup_matrix.settings import MatrixSettings, check_account, check_place
from standup_matrix.sync import Sync
from standup_matrix.upgrades import Upgrades, named, stands_in
from standup_matrix.waiting import Waiting
from standup_matrix.waterline import Waterline

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    text_limit=render.TEXT_LIMIT,
    threads=True,
    edits=True,
    images=True,
    silent=True,
    mentions=True,
    tells_zone=True,
    opens_direct=True,
    sees_edits=True,
    new_line="Shift+Enter on a computer",
    channel=r"(?:https://matrix\.to/#/)?(![^\s?/]+)(?:\?\S*)?",
    sees_deletes=True,
    hears_replies=True,
    at_once=16,
    key_window=20 * 3600.0,
    reads_history=True,
)


class MatrixAdapter:
    """One account of the bot on one homeserver."""

    def __init__(self, settings: MatrixSettings, context: Context) -> None:
        self.capabilities = replace(CAPABILITIES, per_second=settings.per_second)
        self._settings = settings
        self._folder = context.folder
        self._now = context.now
        self._live: Live | None = None
        self._own = Own(log, "matrix_other_bot")

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive until cancelled, signing in anew where the token is refused."""
        patience, again, ready = Patience(), Patience(), _once(ready)
        while True:
            server = Homeserver(self._settings.homeserver, self._settings.user)
            keeping = Keeping(inbox)
            try:
                await self._session(server, inbox, keeping, ready, patience, again)
            except TokenRefused as refused:
                if self._settings.password is None:
                    raise session.token_lost(self._settings) from None
                await session.forget_token(keeping)
                await again.pause(TryAgain(1.0, str(refused)))  # longer until more has worked
            except session.OlderDatabaseError:
                await session.become_another_device(server, keeping)
            finally:
                self._live = None
                await server.close()
                await keeping.close()

    async def direct(self, account: str) -> str:
        """The direct room with this account, opened if need be."""
        live = self._alive()
        try:
            return await live.direct.find_or_open(account)
        except TokenRefused:
            raise TryAgain(5.0, STARTING) from None

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,  # noqa: ARG002 - a thread of Matrix has no name
    ) -> str:
        """Write into a room; where its person has not joined yet, the inbox is told so."""
        live = self._alive()
        room = live.room(live.upgrades.current(place))
        root, stands = stands_in(thread, place) if thread else (None, room.id)
        message, file = await live.uploaded(room, message)
        within = root if stands == room.id else None  # else it stayed behind
        event = await live.put(room, render.content(message, key, within, file), key)
        await live.tell_if_only_invited(room)
        return named(event, room.id, place)

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,  # noqa: ARG002 - an edit stays in its message's thread
    ) -> None:
        """Replace an earlier message."""
        live = self._alive()
        event, stands = stands_in(message_id, place)
        if live.upgrades.current(place) != stands:
            raise Unreachable("gone", "the room was upgraded, and its messages stayed behind")
        try:
            room = live.room(stands)
        except Unreachable as shut:  # the message stands where we are not
            reason = "left" if shut.reason == "gone" else shut.reason
            raise Unreachable(reason, str(shut), told=shut.told) from None
        message, file = await live.uploaded(room, message)
        await live.put(room, render.edit(message, key, event, file), key)

    async def find(
        self,
        place: str,
        message: Message,  # noqa: ARG002 - the history tells keys
        key: str,
        since: datetime,
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> Sequence[str]:
        """The message that carries this key, read from the room's history."""
        if self.capabilities.recognises(since, self._now()):
            return ()
        live = self._alive()
        room = live.room(live.upgrades.current(place))
        try:
            found = await find(live.server, live.encryption, room.id, key, since)
        except Refused as refused:
            raise unreachable(refused) from None
        except TokenRefused:
            raise TryAgain(5.0, STARTING) from None
        return () if found is None else (named(found, room.id, place),)

    async def _session(
        self,
        server: Homeserver,
        inbox: Inbox,
        keeping: Keeping,
        ready: Callable[[str], None],
        patience: Patience,
        again: Patience,
    ) -> None:
        settings = self._settings
        await earlier.move(self._folder, settings.user, keeping, self._now)
        kept = dict(await keeping.read())
        waiting = Waiting(keeping, kept)
        sign_in = session.SignIn(server, settings, keeping, kept, self._now)
        known = await patience.until_done(sign_in.carry_out)
        encryption: Encryption | None = None
        if settings.encryption:
            waterline = Waterline(server, keeping, kept)
            if await patience.until_done(waterline.is_below):
                raise session.older_database(settings)
            encryption = Encryption(server, keeping, waterline)
            await patience.until_done(encryption.begin)
            seeds = (await with_seeds(known, keeping)).seeds
            await patience.until_done(lambda: sign_device(server, seeds, settings.password))
        rooms = Rooms(settings.user, encryption=settings.encryption)
        rooms.spoken = {
            key.removeprefix(SPOKEN): room for key, room in kept.items() if key.startswith(SPOKEN)
        }
        direct = DirectRooms(server, rooms, encryption=settings.encryption)
        await patience.until_done(direct.load)
        upgrades = Upgrades(
            server=server, rooms=rooms, direct=direct, keeping=keeping, now=self._now, kept=kept
        )
        invitations = Invitations(
            server=server,
            rooms=rooms,
            direct=direct,
            keeping=keeping,
            now=self._now,
            kept=kept,
            is_successor=upgrades.is_successor,
        )
        leaving = Leaving(server, rooms, direct, keeping, self._say, self._now, kept)
        sync = Sync(
            server=server,
            rooms=rooms,
            direct=direct,
            encryption=encryption,
            waiting=waiting,
            keeping=keeping,
            now=self._now,
            patience=patience,
            invitations=invitations,
            leaving=leaving,
            upgrades=upgrades,
            own=self._own,
            profiles=Profiles(server, keeping, self._now, kept),
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                position = await sync.begin(kept)
                again.worked()
                self._live = Live(server, rooms, direct, encryption, inbox, upgrades, self._own)
                self._own.begin(lambda words: keeping.put(TROUBLE, lambda: words))
                await note(inbox, None)
                way = f"{settings.homeserver}{through(settings.homeserver)}"
                ready(f"{settings.user} on {way}, in {len(rooms.joined)} rooms")
                tasks.create_task(sync.keep_up())
                if sync.profiles is not None:
                    tasks.create_task(sync.profiles.keep_up())
                await sync.follow(position)
        except BaseExceptionGroup as several:
            raise _first(several) from None
        finally:
            await sync.close()

    def _alive(self) -> Live:
        if self._live is None:
            raise TryAgain(1.0, STARTING, undone=True)
        return self._live

    async def _say(self, account: str, message: Message, key: str) -> None:
        """Say something to somebody, wherever their direct room is now."""
        await self.send(await self.direct(account), message, key)


def _once(ready: Callable[[str], None]) -> Callable[[str], None]:
    told: list[str] = []

    def tell(words: str) -> None:
        if not told:
            told.append(words)
            ready(words)

    return tell


def _first(several: BaseExceptionGroup[BaseException]) -> BaseException:
    """What ended the session; the rest followed from it."""
    error: BaseException = several
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


plugin = Plugin(
    settings=MatrixSettings,
    create=MatrixAdapter,
    check_account=check_account,
    check_place=check_place,
)
