"""What is fed, and what must be true of it whatever it is fed."""

import json
import tempfile
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, Protocol, cast

from standup.chat.interface import Event, Form, Inbox, Message, Replied, Said, Unreachable
from standup.core import commands
from standup.core.asking import choices
from standup.core.asking.besides import Besides
from standup.core.asking.questions import read
from standup.engine.inbox import cleaned
from standup_discord import render
from standup_discord.conversations import Conversations
from standup_discord.errors import MalformedError
from standup_discord.interactions import Interactions
from standup_discord.posted import Posted
from standup_discord.receiving import Receiving as DiscordReceiving
from standup_discord.replies import Replies
from standup_discord.rest import Rest
from standup_discord.shut import Shut
from standup_discord.written import Written
from standup_matrix.direct import DirectRooms
from standup_matrix.homeserver import Homeserver
from standup_matrix.keeping import Keeping
from standup_matrix.patience import Patience
from standup_matrix.rooms import Rooms
from standup_matrix.sync import Sync
from standup_matrix.waiting import Waiting
from standup_telegram.connection import Connection
from standup_telegram.errands import Errands
from standup_telegram.events import Me
from standup_telegram.receiving import Receiving as TelegramReceiving
from standup_telegram.shut import Shut as TelegramShut
from standup_telegram.webhook import Door
from tests.config.folders import INSTANCE, STANDUP, problems, write
from tests.core.asked import OUTCOME, SHORT
from tests.fuzz import mutilate, samples

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


class Subject(Protocol):
    """Something that reads what others send."""

    async def take(self, chance: Random) -> None:
        """Read something mutilated. Raises where it may not."""


@dataclass
class Taken:
    """An inbox that keeps what it is handed, if it is what an inbox may be handed."""

    events: list[Event] = field(default_factory=list)
    connection: int = 0

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        assert all(isinstance(name, str) for name in keep or {})
        assert cursor is None or isinstance(cursor, str)
        for event in events:
            check(event)
        self.events += events

    async def cursor(self) -> str | None:
        return "s1"

    async def form(self, account: str, value: str) -> Form | Message:
        raise AssertionError((account, value))

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        return {}

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        assert all(isinstance(name, str) for name in changes)

    async def open_places(self) -> Sequence[str]:
        return ()

    async def language(self, account: str) -> str:
        return "en"

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        return accounts

    async def participants(self) -> Collection[str]:
        return ()

    async def is_channel(self, place: str) -> bool:
        return place == samples.CHANNEL

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        assert all(isinstance(one, str) for one in messages)
        return messages

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        return await self.ours(messages)

    def words(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Said)]


def check(event: Event) -> None:
    """An event is what the interface says, so that the store can keep it."""
    for part in fields(event):
        value = getattr(event, part.name)
        if part.name == "at":
            assert isinstance(value, datetime), event
            assert value.tzinfo is not None, event
        elif part.name == "answers" and isinstance(event, Said):
            assert value is None or isinstance(value, str), event
        elif part.name == "answers" and isinstance(event, Replied):
            assert isinstance(value, str), event
        elif part.name == "answers":
            assert all(isinstance(text, str) for pair in value.items() for text in pair), event
        elif part.name == "forwarded":
            assert isinstance(value, bool), event
        elif part.name == "besides":
            assert value is None or isinstance(value, Besides), event
        elif part.name not in {"place", "channel"} or value is not None:
            assert isinstance(value, str), event


class Nobody:
    """The other end of a wire, which does what it is asked and answers nothing."""

    date = NOW

    def begin(self, *_: object) -> None: ...

    async def call(self, *_: object, **__: object) -> dict[str, Any]:
        return {}


# ── configuration ──────────────────────────────────────────────────────────────────────────────


class Config:
    """The configuration's loader: problems in words, whatever stands in the files."""

    async def take(self, chance: Random) -> None:
        instance: str | bytes = INSTANCE
        standup: str | bytes = STANDUP
        damage: Callable[[Random, str], str | bytes] = chance.choice((mutilate.text, _octets))
        if chance.random() < 0.5:
            instance = damage(chance, INSTANCE)
        else:
            standup = damage(chance, STANDUP)
        with tempfile.TemporaryDirectory() as folder:
            found = problems(write(Path(folder), instance, x=standup))
        assert all(problem.what and str(problem) for problem in found)


def _octets(chance: Random, text: str) -> bytes:
    return mutilate.octets(chance, text.encode())


# ── platforms ──────────────────────────────────────────────────────────────────────────────────

FIRST, LAST = "said before", "said after"


class Telegram:
    """Updates, some of them mutilated: what stands beside them arrives."""

    async def take(self, chance: Random) -> None:
        inbox = Taken()
        spoilt = [_spoilt(chance, samples.TELEGRAM) for _ in range(chance.randint(1, 3))]
        batch = [_written(100, FIRST), *spoilt, _written(101, LAST)]
        await _telegram(inbox).take(batch, "102")
        assert {FIRST, LAST} <= set(inbox.words())


class Webhook:
    """Calls of the webhook: what is no update is skipped, and the next is taken."""

    async def take(self, chance: Random) -> None:
        inbox = Taken()
        door = Door(_telegram(inbox), "secret")
        body = json.dumps(_spoilt(chance, samples.TELEGRAM)).encode()
        if chance.random() < 0.5:
            body = mutilate.octets(chance, body)
        if chance.random() < 0.05:
            body = chance.choice((b"[", b'{"a":')) * 100_000
        for said in (body, json.dumps(_written(100, LAST)).encode()):
            answer = await door.answer(cast("Any", Call(said)))
            assert answer.status == 200
        assert LAST in inbox.words()


@dataclass(frozen=True)
class Call:
    """What the webhook looks at of a request."""

    body: bytes
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}  # noqa: RUF012

    async def read(self) -> bytes:
        return self.body


def _telegram(inbox: Taken) -> TelegramReceiving:
    connection, errands = cast("Connection", Nobody()), cast("Errands", Nobody())
    me = Me(1, "standup_bot")
    return TelegramReceiving(
        *(connection, me, cast("Inbox", inbox), lambda: NOW), set(), errands, TelegramShut()
    )


def _written(number: int, text: str) -> dict[str, Any]:
    return {"update_id": number, "message": samples.told(number, text=text)}


def _spoilt(chance: Random, valid: Sequence[Any]) -> Any:
    return mutilate.tree(chance, chance.choice(valid))


class Discord:
    """Events of the gateway: one that cannot be read is called malformed, and nothing else."""

    async def take(self, chance: Random) -> None:
        inbox, begun = cast("Inbox", Taken()), lambda _: None
        rest = cast("Rest", Nobody())
        interactions = Interactions(rest, Replies(), inbox, _never)
        known = Conversations({}, lambda: NOW), Written({}), Posted({}), Shut()
        receiving = DiscordReceiving(
            *(rest, inbox, interactions, *known), lambda: NOW, begun, _never, _nobody
        )
        receiving._me = "9"
        name, valid = chance.choice(samples.DISCORD)
        for data in (_spoilt(chance, [valid]), valid):
            try:
                receiving.hear(name, data)
            except MalformedError:
                assert data is not valid
        while not receiving._queue.empty():
            arrived = receiving._queue.get_nowait()
            if arrived.event is not None:
                check(arrived.event)
            for heard in arrived.overheard:
                check(heard.event)


async def _nobody(account: str) -> str:
    raise Unreachable("gone", account)


def _never(work: Coroutine[Any, Any, Any]) -> Any:
    work.close()


class Matrix:
    """Answers to /sync, with events as anybody may send them."""

    async def take(self, chance: Random) -> None:
        inbox = Taken()
        sync = self._sync(inbox)
        spoilt = [_spoilt(chance, samples.MATRIX) for _ in range(chance.randint(1, 3))]
        answer = samples.synced(_wrote(100, FIRST), *spoilt, _wrote(101, LAST))
        listed = chance.random() < 0.7
        if not listed:
            (direct,) = answer["account_data"]["events"]
            direct["content"] = mutilate.tree(chance, direct["content"])
        await sync._handle(answer, "s1")
        # A room with a name, or with others in it, is direct only where it is said to be.
        is_direct = listed or not any(_changes_the_room(one) for one in spoilt)
        assert not is_direct or {FIRST, LAST} <= set(inbox.words())

    def _sync(self, inbox: Taken) -> Sync:
        server, rooms = cast("Homeserver", Nobody()), Rooms(samples.BOT)
        for member in (samples.BOT, samples.DEE):
            rooms.apply(samples.ROOM, samples.membership(member, 80))
        direct = DirectRooms(server, rooms, encryption=False)
        keeping = Keeping(cast("Inbox", inbox))
        waiting = Waiting(keeping, {})
        return Sync(server, rooms, direct, None, waiting, keeping, lambda: NOW, Patience())


def _wrote(number: int, text: str) -> dict[str, Any]:
    return samples.event(number, "m.room.message", {"msgtype": "m.text", "body": text})


def _changes_the_room(event: Any) -> bool:
    return not isinstance(event, dict) or "state_key" in event


# ── people ─────────────────────────────────────────────────────────────────────────────────────


class Words:
    """Commands, short answers, codes and what stands in buttons: any text means something."""

    async def take(self, chance: Random) -> None:
        text = cleaned(mutilate.text(chance, chance.choice(samples.WORDS)))
        text.encode()
        commands.parse(text, date(2026, 11, 26), frozenset({"matrix", "telegram"}))
        question = chance.choice((*SHORT, OUTCOME))
        read(question, (text,), ("JAX", "the Adam paper"))
        choices.parse(text)
        choices.number(text)
        render.pressed(text)


def subjects() -> dict[str, Subject]:
    """All of them, by name."""
    return {
        "config": Config(),
        "telegram": Telegram(),
        "webhook": Webhook(),
        "discord": Discord(),
        "matrix": Matrix(),
        "words": Words(),
    }
