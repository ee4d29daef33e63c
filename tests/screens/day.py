"""One Learning Day of three people, each on another platform, and what each sees of it."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.day import standup
from tests.matrix.synapse import Synapse
from tests.screens import quarter
from tests.screens.place import Chat, channels, directly
from tests.standins.discord.components import STRING_SELECT, TEXT_INPUT
from tests.together.clients import Client, hears
from tests.together.test_learning_day import every_channel_shows
from tests.together.town import Town, running, town

_TALL = 2  # of a text field: several lines
_BUTTON = "Fill in a form"
_PLAN = ("What will you learn", "What kind of learning")
_LEARNED = ("What did you learn", "How was the day", "How many hours")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form as it is shown."""

    label: str
    about: str
    value: str
    placeholder: str
    is_tall: bool
    is_choice: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form as Discord shows it."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is pictured of a day."""

    chats: tuple[Chat, ...]
    form: Form


async def live(folder: Path) -> Seen:
    """Live through the day on a real Synapse and the stand-ins."""
    (folder / "synapse").mkdir()
    synapse = Synapse(folder / "synapse")
    await asyncio.to_thread(synapse.start)
    (folder / "oneday").mkdir()
    try:
        with pytest.MonkeyPatch.context() as patch:
            async with town(synapse, folder / "oneday" / "config", patch) as made:
                _configure(made)
                async with running(made):
                    return await _lived(made)
    finally:
        synapse.stop()


def _configure(made: Town) -> None:
    file = made.folder / "standups" / "learning-day.yaml"
    told = standup(
        quarter.ROUNDS, matrix=made.room, discord=made.channel.id, telegram=made.group.id
    )
    file.write_text(told.replace("participants: everyone", "participants: [ana, bo, eve]"))


async def _lived(made: Town) -> Seen:
    people = (made.ana, made.bo, made.eve)
    await made.until("9:30")
    await _answers(made, made.ana, _PLAN, "ring attention\nwrite it down in 30 lines", "Code")
    await _answers(made, made.bo, _PLAN, "sharding in JAX", "Reading")
    await _answers(made, made.eve, _PLAN, "how a B-tree stays balanced", "Reading")
    await every_channel_shows(made, "ring attention", "sharding in JAX", "how a B-tree")
    await made.until("12:00")
    await made.ana.says("I changed my mind: I am building it instead of reading on")
    await hears(made.ana, "Added to today’s")
    await made.until("17:00")
    for client in people:
        await hears(client, _LEARNED[0])
    asked = [_last(chat) for chat in await directly(made, "question", made.eve)]
    modal = await (await made.bo.person.press(_BUTTON)).opened_modal()
    came = "1 done 2 partly – the masking was harder than it looked"
    await _answers(made, made.ana, _LEARNED, came, "4", "6")
    came = "done – the mesh is only a grid of devices"
    await _answers(made, made.bo, _LEARNED, came, "5", "5")
    came = "partly – splits go up, so all leaves stay at one depth"
    await _answers(made, made.eve, _LEARNED, came, "4", "3")
    await every_channel_shows(made, "6 hours", "5 hours", "3 hours")
    talk = [_begun(chat) for chat in await directly(made, "talk", made.eve)]
    await made.until("20:00")
    await every_channel_shows(made, "Digest")
    await made.settled()
    threads = [chat async for chat in channels(made, "thread")]
    digests = [_last(chat) async for chat in channels(made, "digest")]
    return Seen((*asked, *talk, *threads, *digests), _form(modal))


def _last(chat: Chat) -> Chat:
    """The newest message of it."""
    return replace(chat, messages=chat.messages[-1:])


def _begun(chat: Chat) -> Chat:
    """From the first question on."""
    first = next(n for n, one in enumerate(chat.messages) if _PLAN[0] in one.words)
    return replace(chat, messages=chat.messages[first:])


async def _answers(made: Town, client: Client, questions: tuple[str, ...], *texts: str) -> None:
    for question, text in zip(questions, texts, strict=True):
        await hears(client, question)
        await client.says(text)
        await made.settled()


def _form(modal: dict[str, Any]) -> Form:
    return Form(modal["title"], tuple(map(_field, modal["components"])))


def _field(row: dict[str, Any]) -> Field:
    inner = row["component"]
    chosen = [one["label"] for one in inner.get("options", ()) if one.get("default")]
    return Field(
        label=row["label"],
        about=row.get("description") or "",
        value=inner.get("value") or ", ".join(chosen),
        placeholder=inner.get("placeholder") or "",
        is_tall=inner["type"] == TEXT_INPUT and inner.get("style") == _TALL,
        is_choice=inner["type"] == STRING_SELECT,
    )
