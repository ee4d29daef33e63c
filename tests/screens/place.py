"""A channel and a few people on each platform, with a quarter of Learning Days behind them."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from standup.engine.clock import JumpClock
from tests.day import standup
from tests.matrix.synapse import Synapse
from tests.screens import clients, quarter
from tests.screens.clients import Shown
from tests.together.clients import Client, OnTelegram, hears, until
from tests.together.town import Town, running, town_on

EVE_OF = datetime(2026, 11, 30, 12, tzinfo=UTC)
THURSDAY = datetime(2026, 12, 3, 9, 35, tzinfo=UTC)
NEXT = datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
_LATEST = 12  # messages; an answer may be several, pictures among them
_POSTED = 'accountability: {{cron: "0 10 1 * *", covers: {}}}\n'


@dataclass(frozen=True, slots=True)
class Chat:
    """What one client shows: on which platform, of which place, and under which name to keep it."""

    look: str
    name: str
    title: str
    under: str
    messages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks the bot for, and words that its answer holds."""

    name: str
    says: str
    holds: str


async def chats(folder: Path, covers: str, database: Path, wishes: tuple[Wish, ...]) -> list[Chat]:
    """The report as it is posted on each platform, and each wish as it is answered there."""

    async def configure(made: Town) -> None:
        told = standup(
            quarter.ROUNDS, matrix=made.room, discord=made.channel.id, telegram=made.group.id
        )
        await settled_in(made, "learning-day", _POSTED.format(covers) + told, database)

    return await seen(folder, EVE_OF, configure, partial(_seen, wishes=wishes))


async def seen(
    folder: Path,
    begins: datetime,
    configure: Callable[[Town], Awaitable[None]],
    see: Callable[[Town], Awaitable[list[Chat]]],
) -> list[Chat]:
    """What is to be seen on a real Synapse and the stand-ins, from an instant on."""
    synapse = Synapse(_made(folder / "synapse"))
    await asyncio.to_thread(synapse.start)
    try:
        async with _place(synapse, folder / "place" / "config", begins, configure) as made:
            return await see(made)
    finally:
        synapse.stop()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@asynccontextmanager
async def _place(
    synapse: Synapse,
    folder: Path,
    begins: datetime,
    configure: Callable[[Town], Awaitable[None]],
) -> AsyncIterator[Town]:
    folder.parent.mkdir()
    clock = JumpClock(begins)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("standup_matrix.events.happened", lambda _: clock.now())
        async with town_on(clock, synapse, folder) as made:
            await configure(made)
            yield made


async def settled_in(made: Town, name: str, told: str, database: Path) -> None:
    """Configure one standup, with a database that was lived elsewhere, and Chi on Telegram."""
    folder = made.folder
    await made.chi.person.start()
    instance = folder / "instance.yaml"
    chi = f'{{telegram: "{made.chi.person.id}"}}'
    instance.write_text(instance.read_text().replace("{telegram: invite}", chi))
    (folder / "standups" / f"{name}.yaml").write_text(told)
    (folder / "data").mkdir()
    shutil.copy(database, folder / "data" / "standup.db")


async def _seen(made: Town, wishes: tuple[Wish, ...]) -> list[Chat]:
    async with running(made):
        await made.settled()
        made.clock.jump(NEXT)
        await made.settled()
        found = [chat async for chat in channels(made, "report")]
        made.clock.jump(THURSDAY)
        await made.settled()
        for client in (made.ana, made.bo, made.chi):
            await hears(client, "What will you learn")
            for said in ("ring attention", "Reading"):
                await client.says(said)
                await made.settled()
            await hears(client, "posted in the thread")
        return found + await answered(made, wishes)


async def answered(made: Town, wishes: tuple[Wish, ...]) -> list[Chat]:
    """Each wish of Ana, Bo and Chi, and the answer to it."""
    found = list[Chat]()
    for wish in wishes:
        for client in (made.ana, made.bo, made.chi):
            await client.says(wish.says)
            await until(partial(latest, client), wish.holds)
        await made.settled()
        found += [chat async for chat in _direct(made, wish)]
    return found


async def latest(client: Client) -> str:
    """What a client showed last."""
    return "\n".join((await client.heard())[-_LATEST:])


async def channels(made: Town, name: str) -> AsyncIterator[Chat]:
    """What everybody reads on each platform, under this name."""
    under = "5 people"
    yield Chat("element", f"{name}-matrix", "Learning", under, await of_matrix(made, made.room))
    yield Chat("discord", f"{name}-discord", "#learning", under, tuple(_of_discord(made)))
    files = made.telegram.world.files
    said = tuple(clients.of_telegram(one, files) for one in made.group.messages if one.from_bot)
    yield Chat("telegram", f"{name}-telegram", "Learning", under, said)


async def of_matrix(made: Town, room: str) -> tuple[Shown, ...]:
    """What Ana sees of a room."""
    ana = made.ana.person
    return tuple(await clients.of_matrix(ana, room, {ana.account: "Ana", ana.bot: "Standup"}))


def _of_discord(made: Town) -> Iterator[Shown]:
    for message in made.channel.messages:
        if message.from_bot:
            yield clients.of_discord(message, inside=False)
        for thread in made.channel.threads:
            if thread.id == message.thread_id:
                said = (one for one in thread.messages if one.content or one.attachments)
                yield from (clients.of_discord(one, inside=True) for one in said)


async def _direct(made: Town, wish: Wish) -> AsyncIterator[Chat]:
    for chat in await directly(made, wish.name, made.chi):
        own = _since(chat.messages, wish)
        assert any(wish.holds in message.words for message in own), (chat.name, chat.messages)
        yield replace(chat, messages=own)


async def directly(made: Town, name: str, on_telegram: OnTelegram) -> list[Chat]:
    """The direct conversations of Ana, Bo and somebody on Telegram with the bot."""
    files = made.telegram.world.files
    of_bo = (clients.of_discord(message, inside=False) for message in made.bo.person.messages)
    third = (clients.of_telegram(message, files) for message in on_telegram.person.messages)
    seen = (
        ("element", "matrix", await of_matrix(made, made.ana.person.room)),
        ("discord", "discord", tuple(of_bo)),
        ("telegram", "telegram", tuple(third)),
    )
    return [Chat(look, f"{name}-{on}", "Standup", "bot", messages) for look, on, messages in seen]


def _since(messages: tuple[Shown, ...], wish: Wish) -> tuple[Shown, ...]:
    """The wish and what came after it."""
    words = [re.sub(r"<[^>]+>", "", one.words) for one in messages]
    said = max(n for n, one in enumerate(messages) if not one.ours and wish.says in words[n])
    return tuple(replace(one, inside=False) for one in messages[said:])
