"""What comes in, in one queue: handed over in order, with what was missed read from the history.

Discord delivers nothing that happened while no session existed. At the beginning of each session
the conversations are read back; what comes live into one of them waits until that is done, and
until all are done the position does not move.

All of that is the first connection's, on which direct messages come. On each arrives what people do
in its servers: of what they write there only replies to us are looked at, and all else is let go as
it comes. What was replied before a session is read back as well, where we posted lately.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from standup.chat.interface import Deleted, Event, Inbox, Said, TryAgain, Unreachable, Unsure
from standup.chat.overheard import Overheard, concerning
from standup.chat.own import Own
from standup.core.pause import Pause
from standup_discord import events
from standup_discord.catch_up import CatchUp, Patience, deleted
from standup_discord.channels import called
from standup_discord.conversations import Conversations
from standup_discord.errors import MalformedError, Refused
from standup_discord.interactions import Interactions
from standup_discord.overhearing import Overhearing
from standup_discord.posted import Posted
from standup_discord.rest import Rest
from standup_discord.shut import OPENING, Shut
from standup_discord.written import Written

Json = dict[str, Any]
Open = Callable[[str], Coroutine[Any, Any, str]]
Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
_LATEST = 500  # conversations that are read back beside the open ones
_LONGEST_PAUSE = 60.0  # seconds until a conversation is opened that could not be
_MOST_UNKNOWN = 1000  # events in channels that Discord is being asked about
_DELETIONS = {"MESSAGE_DELETE", "MESSAGE_DELETE_BULK"}
_UNREAD = "unread since"  # conversations that nobody knew then, and perhaps words in them


class Told(StrEnum):
    """What comes in beside the gateway's own events."""

    PAST = "past"
    ALL_READ = "all read"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something that came live, or what the history of a place held; `past` may be empty."""

    name: str
    data: Json = field(default_factory=dict)
    event: Event | None = None
    place: str = ""
    past: Sequence[Event] = ()
    is_sure: bool = True
    overheard: Sequence[Overheard] = ()


class Receiving:
    """One connection's way in."""

    def __init__(
        self,
        rest: Rest,
        inbox: Inbox,
        interactions: Interactions,
        conversations: Conversations,
        written: Written,
        posted: Posted,
        shut: Shut,
        now: Callable[[], datetime],
        begun: Callable[[Json], None],
        spawn: Spawn,
        open_: Open,
        own: Own | None = None,
    ) -> None:
        self._own = own
        self._me = ""
        self._rest = rest
        self._inbox = inbox
        self._interactions = interactions
        self._conversations = conversations
        self._written = written
        self._posted = posted
        self._shut = shut
        self._now = now
        self._begun = begun
        self._spawn = spawn
        self._open = open_
        self._patience = Patience()
        self._queue: asyncio.Queue[Arrived] = asyncio.Queue()
        self._waiting: dict[str, list[Arrived]] = {}
        self._unknown: dict[str, list[Arrived]] = {}
        self._reading: asyncio.Task[None] | None = None
        self._opening: asyncio.Task[None] | None = None
        self._overhearing: asyncio.Task[None] | None = None
        self._catch_up: CatchUp | None = None
        self._is_first = inbox.connection == 0
        self._behind: set[CatchUp | Overhearing] = set()
        self._latest = events.EPOCH

    def hear(self, name: str, data: Json) -> None:
        """An event of the gateway. What somebody waits for is answered at once."""
        if name in OPENING:
            for opened in self._shut.opened(name, data, self._now()):
                self._queue.put_nowait(Arrived(name, event=opened))
            return
        try:
            arrived = self._arrived(name, data)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise MalformedError(name) from None
        if arrived is not None:
            self._queue.put_nowait(arrived)

    async def hand_over(self) -> None:
        """Hand over what comes until cancelled, many at a time where many wait."""
        while True:
            batch = [await self._queue.get()]
            while not self._queue.empty() and len(batch) < MOST_AT_ONCE:
                batch.append(self._queue.get_nowait())
            found: list[Event] = []
            heard: list[Overheard] = []
            for arrived in batch:
                if arrived.name == "READY":
                    await self._take(found)
                    found = []
                    await self._begin(arrived.data)
                elif arrived.overheard:
                    heard += arrived.overheard
                else:
                    found += self._read(arrived)
            await self._take([*found, *await concerning(self._inbox, heard)])

    def _arrived(self, name: str, data: Json) -> Arrived | None:
        if name == "INTERACTION_CREATE":
            one = events.interaction(data)
            if one.is_direct:
                self._conversations.use(one.channel, one.account)
            event = self._interactions.arrived(one)
            return Arrived(name, event=event, place=one.channel) if event else None
        if name == "READY":
            about = _about(data)
            self._me = str(about["user"])
            return Arrived(name, about)
        if not events.is_outside(data):
            heard = tuple(self._overheard(name, data))
            return Arrived(name, overheard=heard) if heard else None
        if self._own and name == "MESSAGE_CREATE" and events.is_plainly_by(data, self._me):
            self._own.heard(str(data.get("nonce") or ""))
        place, is_sure = str(data["channel_id"]), events.is_surely_direct(data)
        if name == "MESSAGE_DELETE":
            return Arrived(name, {"id": str(data["id"])}, place=place, is_sure=False)
        if (account := _author(name, data)) is None:
            return None
        if is_sure:
            self._conversations.use(place, account)
        event = events.said(data) if name == "MESSAGE_CREATE" else events.edited(data)
        return Arrived(name, event=event, place=place, is_sure=is_sure) if event else None

    def _overheard(self, name: str, data: Json) -> Iterator[Overheard]:
        """What may concern us of what people write, change and take back in servers."""
        if name in _DELETIONS:
            for number in data.get("ids") or [data["id"]]:
                yield Overheard(deleted("", str(number), self._now()))
        elif not events.is_reply_to(data, self._me):
            return
        elif name == "MESSAGE_CREATE" and (replied := events.replied(data)) is not None:
            yield Overheard(replied, called(replied.answers, str(data["channel_id"])))
        elif name == "MESSAGE_UPDATE" and _author(name, data) is not None:
            edited = events.edited(data)
            if edited is not None:
                yield Overheard(edited)

    async def _begin(self, ready: Json) -> None:
        """A new session: what happened before it is read from the history."""
        if not self._is_first:
            self._begun(ready)
            return
        cursor = await self._inbox.cursor()
        if cursor is None:
            self._latest = min(self._now(), self._rest.date)
            await self._inbox.take((), cursor=_stamp(self._latest))
            self._begun(ready)
            return
        since = self._latest = datetime.fromtimestamp(int(cursor) / 1000, UTC)
        open_ = [place for place in await self._inbox.open_places() if place.isdigit()]
        latest = self._conversations.latest(_LATEST)[::-1]
        places = list(dict.fromkeys((*self._waiting, *open_, *latest)))
        if self._reading is not None:
            self._reading.cancel()
        self._waiting = {place: self._waiting.get(place, []) for place in places}
        self._catch_up = self._catching_up(places, since)
        self._behind = {self._catch_up}
        self._reading = self._spawn(self._read_back(self._catch_up))
        self._overhear(since)
        self._begun(ready)
        await self._look_for_first_words(since)

    def _overhear(self, since: datetime) -> None:
        """Read back in channels what was replied to us since then."""
        if self._overhearing is not None:
            self._overhearing.cancel()
        reading = Overhearing(self._rest, self._posted, self._patience, self._me)
        self._behind.add(reading)
        self._overhearing = self._spawn(self._overhear_past(reading, since))

    async def _overhear_past(self, reading: Overhearing, since: datetime) -> None:
        def heard(some: Sequence[Overheard]) -> None:
            if some:
                self._queue.put_nowait(Arrived(Told.PAST, overheard=tuple(some)))

        await reading.read(self._inbox, since, self._now(), heard)
        self._queue.put_nowait(Arrived(Told.ALL_READ, {"of": reading}))

    def _catching_up(self, places: Sequence[str], since: datetime) -> CatchUp:
        known = (self._conversations, self._written)
        return CatchUp(self._rest, *known, places, since, self._now, self._patience)

    async def _look_for_first_words(self, since: datetime) -> None:
        """Discord lists no conversations: those of participants are opened, one by one, and read.

        Since when is kept until all are, lest the position move past what was not read.
        """
        kept = (await self._inbox.kept(_UNREAD)).get(_UNREAD)
        since = min(since, datetime.fromtimestamp(int(kept) / 1000, UTC)) if kept else since
        wanted = await self._inbox.participants()
        unknown = [one for one in wanted if self._conversations.place_of(one) is None]
        if self._opening is not None:
            self._opening.cancel()
        if unknown:
            await self._inbox.keep({_UNREAD: _stamp(since)})
            self._opening = self._spawn(self._read_first_words(unknown, since))

    async def _read_first_words(self, accounts: Sequence[str], since: datetime) -> None:
        catch_up = self._catching_up((), since)
        for account in accounts:
            place = await self._opened(account)
            past: Sequence[Event] | None = () if place is None else None
            while past is None and place is not None:
                past = await catch_up.patiently(place)
            if past:
                self._queue.put_nowait(Arrived(Told.PAST, place=place or "", past=past))
        await self._inbox.keep({_UNREAD: None})

    async def _opened(self, account: str) -> str | None:
        """The conversation with an account, in its turn; None where there can be none."""
        pause = Pause(1.0, _LONGEST_PAUSE)
        while True:
            try:
                return await self._open(account)
            except (TryAgain, Unsure) as later:
                await asyncio.sleep(max(later.after, pause.next()))
            except (Unreachable, Refused) as refused:
                log.info("No conversation with %s can be opened: %s", account, refused)
                return None

    async def _read_back(self, catch_up: CatchUp) -> None:
        def read(place: str, past: Sequence[Event]) -> None:
            self._queue.put_nowait(Arrived(Told.PAST, place=place, past=past))

        await catch_up.read(read)
        self._queue.put_nowait(Arrived(Told.ALL_READ, {"of": catch_up}))

    def _read(self, arrived: Arrived) -> list[Event]:
        """The events to take now; those of a place that is being read back wait."""
        match arrived.name:
            case Told.PAST:
                for event in arrived.past:
                    self._note(event)
                return [*arrived.past, *self._released(self._waiting.pop(arrived.place, []))]
            case Told.ASKED:
                return self._learned_of(arrived)
            case Told.ALL_READ:
                self._behind.discard(arrived.data["of"])
                return []
            case _:
                return self._heard(arrived)

    def _heard(self, arrived: Arrived) -> list[Event]:
        if arrived.name in OPENING:
            return [arrived.event] if arrived.event is not None else []
        if arrived.place in self._waiting and self._catch_up is not None:
            self._catch_up.hurry(arrived.place)
            self._waiting[arrived.place].append(arrived)
            return []
        if not arrived.is_sure and not self._is_known(arrived):
            self._ask_about(arrived)
            return []
        if arrived.name == "MESSAGE_DELETE":
            return self._deleted(arrived)
        if arrived.event is None:
            return []
        if arrived.name == "MESSAGE_CREATE":
            self._note(arrived.event)
        return [arrived.event]

    def _note(self, event: Event) -> None:
        """Remember which messages there are, to see later which are gone."""
        if isinstance(event, Said):
            self._written.note(event.account, event.id)
        elif isinstance(event, Deleted):
            self._written.drop(event.account, event.message)

    def _deleted(self, arrived: Arrived) -> list[Event]:
        account = self._conversations.account_of(arrived.place)
        if account is None:
            return []
        gone = deleted(account, arrived.data["id"], self._now())
        self._note(gone)
        return [gone]

    def _is_known(self, arrived: Arrived) -> bool:
        """Whether this is a conversation we know, and with whoever wrote."""
        account = self._conversations.account_of(arrived.place)
        return account is not None and (arrived.event is None or arrived.event.account == account)

    def _ask_about(self, arrived: Arrived) -> None:
        """Ask Discord what channel this is, while others are heard."""
        held = self._unknown.get(arrived.place)
        if held is not None and len(held) < _MOST_UNKNOWN:
            held.append(arrived)
        elif held is None and len(self._unknown) < _MOST_UNKNOWN:
            self._unknown[arrived.place] = [arrived]
            self._spawn(self._ask(arrived.place))

    async def _ask(self, place: str) -> None:
        account: str | None = None
        try:
            account = events.partner(await self._asked(place))
        except (LookupError, TypeError, AttributeError, Refused) as error:
            log.warning("Nobody knows what channel %s is: %s", place, error)
        self._queue.put_nowait(Arrived(Told.ASKED, {"account": account}, place=place))

    async def _asked(self, place: str) -> Any:
        while True:
            try:
                return await self._patience.asked(
                    lambda: self._rest.call("GET", f"/channels/{place}")
                )
            except (TryAgain, Unsure):
                continue

    def _learned_of(self, asked: Arrived) -> list[Event]:
        """What was held of a channel is taken where it is the conversation of whoever wrote."""
        held, account = self._unknown.pop(asked.place, []), asked.data["account"]
        if account is None:
            return []
        self._conversations.use(asked.place, account)
        return self._released([one for one in held if self._is_known(one)])

    def _released(self, held: Sequence[Arrived]) -> list[Event]:
        return [event for one in held for event in self._heard(one)]

    async def _take(self, found: Sequence[Event]) -> None:
        keep = self._conversations.changes() | self._written.changes()
        if not found and not keep:
            return
        stamped = (event.at for event in found if not isinstance(event, Deleted))
        self._latest = max([self._latest, *stamped])  # by Discord's clock, not by ours
        is_whole = self._is_first and not self._behind and not self._unknown
        cursor = _stamp(self._latest) if is_whole else None
        await self._inbox.take(found, cursor=cursor, keep=keep)


def _about(ready: Json) -> Json:
    user, application = ready["user"], ready["application"]["id"]
    guilds = len(ready["guilds"])
    return {
        "user": user["id"],
        "name": user["username"],
        "application": application,
        "guilds": guilds,
    }


def _author(name: str, data: Json) -> str | None:
    """Whose message it is; an update may tell nothing of its message but its previews."""
    if name == "MESSAGE_UPDATE" and ("author" not in data or "content" not in data):
        return None
    return events.author(data)


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
