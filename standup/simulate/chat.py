"""One chat platform as it is, whatever becomes of the bot: what it shows, and what happened on it.

It outlives the process that talks to it. What sets platforms apart is data: for how long a repeated
key shows nothing new, what is delivered later, and what can only be read back.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from standup.chat.interface import (
    Capabilities,
    Chose,
    Deleted,
    Edited,
    Event,
    Message,
    Reachable,
    Said,
    Unreachable,
    Went,
)
from standup.core.messages.markup import Choice, plain

_HOUR = 3600.0
_DAY = timedelta(days=1)
_NEXT = "+"  # ends the id of a channel once for each time it moved


class Elsewhere(Unreachable):
    """The channel is another one by now, and the platform says which."""

    def __init__(self, place: str) -> None:
        super().__init__("gone")
        self.place = place


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A channel was left for another one, as whoever follows what happens is told."""

    id: str
    place: str
    successor: str
    at: datetime


def origin(place: str) -> str:
    """What a channel was called before it moved for the first time."""
    return place.rstrip(_NEXT)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a platform of these capabilities behaves.

    `key_window`: seconds for which it recognises a repeated key. `keeps`: how long it keeps what it
    could not deliver (None: for good). `live`: it delivers only to who is connected, and the rest
    stands in the history. `tells_leaving`: it says when somebody cannot be written to any more.
    `locks`: its threads can be locked; `moves`: its channels can become others, of which it tells
    in what happens (`upgrades`) or to whoever writes to the old one. `tells_language`: with each
    message it says what its author's client speaks; all that have choices do with a press.
    """

    can: Capabilities
    key_window: float
    keeps: timedelta | None
    live: bool
    tells_leaving: bool
    locks: bool
    moves: bool
    upgrades: bool
    tells_language: bool


def rules_of(can: Capabilities) -> Rules:
    """The rules of the known platform that can do the same."""
    live = can.reads_history and 0 < can.key_window < _HOUR
    upgrades = can.reads_history and can.key_window >= _HOUR
    return Rules(
        can,
        key_window=can.key_window * 1.2,  # an adapter promises less than there is
        keeps=None if can.reads_history or can.key_window else _DAY,
        live=live,
        tells_leaving=not live,
        locks=not upgrades,
        moves=not live,
        upgrades=upgrades,
        tells_language=can.cuts_text,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One message of the bot's as people see it now."""

    id: str
    place: str
    thread: str | None
    title: str | None
    message: Message
    key: str
    at: datetime
    edited: tuple[datetime, ...] = ()

    @property
    def text(self) -> str:
        """Its words alone."""
        return plain(self.message, code="")

    @property
    def is_revision(self) -> bool:
        """Whether it is a later wording that was sent as a message of its own."""
        return self.key.count("-") > 1


@dataclass(slots=True)
class Written:
    """A message that somebody wrote to the bot, as it stands in the history."""

    said: Said
    text: str
    edited: Edited | None = None
    deleted: bool = False


@dataclass(slots=True)
class Chat:
    """A platform. `watch` is told of every message shown or changed."""

    name: str
    rules: Rules
    now: Callable[[], datetime]
    watch: Callable[[Shown], None] = lambda _: None
    shown: dict[str, Shown] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    ever_closed: set[str] = field(default_factory=set)
    turns: list[tuple[str, datetime]] = field(default_factory=list)  # who left or came, and when
    events: list[Event | Upgraded] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    doubts: dict[str, int] = field(default_factory=dict)
    tried: dict[str, set[str]] = field(default_factory=dict)
    beyond_reach: dict[str, int] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    bars: list[tuple[str, datetime, datetime]] = field(default_factory=list)
    locked: set[str] = field(default_factory=set)
    reread: dict[str, datetime] = field(default_factory=dict)  # since when it was read otherwise
    ever_locked: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    down_until: datetime | None = None
    listening: "asyncio.Queue[Event | Upgraded | None] | None" = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _keys: dict[str, str] = field(default_factory=dict)
    _count: int = 0
    _confirmed: int = 0

    @property
    def is_down(self) -> bool:
        """Whether nobody can reach it."""
        return self.down_until is not None and self.now() < self.down_until

    def go_down(self, until: datetime) -> None:
        """From now until then nobody can reach it, and every connection is lost."""
        self.down_until = until
        if self.listening is not None:
            self.listening.put_nowait(None)
        self.news.set()

    def open(self, account: str) -> str:
        """The direct conversation with an account."""
        if self.rules.tells_leaving and account in self.closed and self.rules.can.opens_direct:
            raise Unreachable(self.closed[account])
        return f"@{account}"

    def send(
        self, place: str, message: Message, key: str, thread: str | None, title: str | None
    ) -> str:
        """Show a message; one whose key is recognised is not shown again.

        Into the channel instead of a thread that is locked, or was left behind.
        """
        self._refuse(place)
        if thread is not None and (thread in self.locked or self.shown[thread].place != place):
            thread = None
        known = self._keys.get(key)
        if known is not None and self.shown[known].place == place:
            age = (self.now() - self.shown[known].at).total_seconds()
            if age < self.rules.key_window:
                return known
        shown = Shown(
            id=self._new_id("m"),
            place=place,
            thread=thread,
            title=title,
            message=message,
            key=key,
            at=self.now(),
        )
        self.shown[shown.id] = shown
        self._keys[key] = shown.id
        self.watch(shown)
        return shown.id

    def edit(self, place: str, message_id: str, message: Message) -> None:
        """Edit a message to say this."""
        if place.removeprefix("@") in self.closed:  # it is said anew when they are back
            first = self.shown[message_id].key
            self.beyond_reach[first] = self.beyond_reach.get(first, 0) + 1
        self._refuse(place)
        before = self.shown.get(message_id)
        if before is None or message_id in self.deleted:
            raise Unreachable("gone")
        if self.rules.live and before.thread in self.locked:
            raise Unreachable("closed")
        if before.message != message:
            after = replace(before, message=message, edited=(*before.edited, self.now()))
            self.shown[message_id] = after
            self.watch(after)

    def find(self, place: str, key: str, since: datetime) -> str | None:
        """The message of this key, read from the history."""
        self._refuse(place)
        known = self.shown.get(self._keys.get(key, ""))
        is_it = known is not None and known.place == place and known.at >= since - _DAY
        return known.id if known is not None and is_it else None

    def _refuse(self, place: str) -> None:
        if place in self.moved:
            raise Unreachable("closed") if self.rules.upgrades else Elsewhere(self.moved[place])
        if origin(place) in self.barred:
            raise Unreachable("left")
        account = place.removeprefix("@")
        if place != account and account in self.closed:
            raise Unreachable(self.closed[account])

    def say(self, account: str, text: str, *, forwarded: bool = False, language: str = "") -> Said:
        """Somebody writes to the bot, or forwards what stood elsewhere."""
        told = language if self.rules.tells_language else ""
        said = Said(
            self._new_id("e"), account, text, self.now(), forwarded=forwarded, language=told
        )
        self.written[said.id] = Written(said, text)
        self._happen(said)
        return said

    def change(self, said: Said, text: str) -> Edited:
        """Somebody edits what they wrote."""
        edited = Edited(self._new_id("e"), said.account, said.id, text, self.now())
        written = self.written[said.id]
        if written.edited is not None and self.rules.live:
            self.lost.add(written.edited.id)  # the history tells of the last edit alone
        written.text, written.edited = text, edited
        self._happen(edited)
        return edited

    def take_back(self, said: Said) -> Deleted:
        """Somebody deletes what they wrote."""
        self._new_id("e")
        deleted = Deleted(deletion_of(said.id), said.account, said.id, self.now())
        written = self.written[said.id]
        written.deleted = True
        if self.rules.live:  # the history holds no trace of it
            self.lost |= {said.id} | ({written.edited.id} if written.edited else set())
        self._happen(deleted)
        return deleted

    def press(self, account: str, choice: Choice, language: str = "") -> Chose:
        """Somebody presses a choice."""
        chose = Chose(self._new_id("e"), account, choice.value, self.now(), language=language)
        if self.rules.live:  # it fails before their eyes if the bot does not take it
            self.lost.add(chose.id)
        self._happen(chose)
        return chose

    def offered(self, account: str, labels: set[str], value: str) -> Choice | None:
        """The newest of the choices of these labels that somebody could press with such a value."""
        for shown in reversed(self.shown.values()):
            for choice in (choice for row in shown.message.choices for choice in row):
                is_it = choice.label in labels and choice.value.startswith(value)
                if is_it and shown.place == f"@{account}":
                    return choice
        return None

    def leave(self, account: str, reason: str) -> None:
        """From now on the bot cannot write to this account."""
        self.closed[account] = reason
        self.ever_closed.add(account)
        self.turns.append((account, self.now()))
        if self.rules.tells_leaving:
            self._happen(Went(self._new_id("e"), account, reason, self.now()))

    def come_back(self, account: str) -> None:
        """From now on it can."""
        self.closed.pop(account, None)
        self.turns.append((account, self.now()))
        if self.rules.tells_leaving:
            self._happen(Reachable(self._new_id("e"), account, self.now()))

    def let_in(self, place: str, barred_at: datetime) -> None:
        """A channel lets the bot in again, and it is told so where it listens."""
        self.barred.discard(place)
        self.bars.append((place, barred_at, self.now()))
        back = Reachable(self._new_id("e"), place, self.now())
        if self.rules.live:
            self.lost.add(back.id)
        self._happen(back)

    def move(self, place: str) -> None:
        """A channel becomes another one; what stands in the old one is changed no more."""
        old = self.current(place)
        self.moved[old] = new = old + _NEXT
        self.deleted |= {shown.id for shown in self.shown.values() if shown.place == old}
        if self.rules.upgrades:
            self._happen(Upgraded(self._new_id("e"), old, new, self.now()))

    def current(self, place: str) -> str:
        """What a channel is by now."""
        while place in self.moved:
            place = self.moved[place]
        return place

    def lock(self, thread: str) -> None:
        """What is said in a thread goes into its channel for now."""
        self.locked.add(thread)
        self.ever_locked.add(thread)

    def unlock(self, thread: str) -> None:
        """A thread is open again, and the bot is told so where it listens."""
        self.locked.discard(thread)
        back = Reachable(self._new_id("e"), origin(self.shown[thread].place), self.now())
        if self.rules.live:
            self.lost.add(back.id)
        self._happen(back)

    def _happen(self, event: Event | Upgraded) -> None:
        if self.rules.live and self.listening is not None and not self.is_down:
            self.listening.put_nowait(event)
        self.events.append(event)
        self.news.set()

    def _new_id(self, sort: str) -> str:
        self._count += 1
        return f"{sort}{self._count}"

    def after(self, position: int, most: int) -> tuple[list[Event | Upgraded], int]:
        """What happened since a position, and the position after it.

        Where nothing is kept for good, asking confirms what was before, and that is gone.
        """
        if self.rules.keeps is not None:
            position = self._confirmed = max(self._confirmed, position)
            oldest = self.now() - self.rules.keeps
            self.lost |= {event.id for event in self.events[position:] if event.at < oldest}
        found = self.events[position : position + most]
        return [event for event in found if event.id not in self.lost], position + len(found)

    def past(self, place: str, since: datetime) -> list[Event]:
        """What a direct conversation holds since then: messages as they read now, and edits."""
        found: list[Event] = []
        for written in self.written.values():
            if f"@{written.said.account}" != place or written.deleted:
                continue
            if written.said.at > since:
                found.append(replace(written.said, text=written.text))
                if written.text != written.said.text:
                    self.reread.setdefault(written.said.id, self.now())
            if written.edited is not None and written.edited.at > since:
                found.append(written.edited)
        return sorted(found, key=lambda event: event.at)

    def stand(self, place: str) -> set[str]:
        """The messages that stand in a direct conversation."""
        here = (one for one in self.written.values() if f"@{one.said.account}" == place)
        return {written.said.id for written in here if not written.deleted}

    def nobody_listened(self, until: datetime) -> None:
        """What was said before the bot was here for the first time is not for it."""
        self.lost |= {event.id for event in self.events if event.at <= until}

    def places(self) -> list[str]:
        """Every direct conversation in which something stands."""
        return sorted({f"@{written.said.account}" for written in self.written.values()})


def deletion_of(message: str) -> str:
    """The id of a message's deletion, the same for whoever misses it later."""
    return f"{message}@deleted"
