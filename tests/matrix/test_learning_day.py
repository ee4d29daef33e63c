"""A whole Learning Day on a real Synapse: from YAML to the digest, in encrypted direct messages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from standup.app import create_adapters
from standup.chat.contract import Seen
from standup.config import load
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.wiring.opening import open_store
from tests.day import Day, standup
from tests.matrix.person import Person
from tests.matrix.synapse import Synapse
from tests.patience import PATIENCE
from tests.team import at

PASSWORD = "a-password"
INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  matrix: {{homeserver: "{url}", user: "{bot}", password: {{file: password}}}}
people:
  ana: {{name: Ana, accounts: {{matrix: "{ana}"}}}}
  bo: {{name: Bo, accounts: {{matrix: "{bo}"}}}}
  chi: {{name: Chi, accounts: {{matrix: "{chi}"}}}}
"""


@dataclass
class Town:
    """People on a homeserver, the bot's folder, and the room they share."""

    folder: Path
    ana: Person
    bo: Person
    chi: str
    room: str

    async def thread(self) -> list[Seen]:
        return list(await self.ana.reads_in(self.room))


@pytest.fixture
async def town(synapse: Synapse, tmp_path: Path) -> AsyncIterator[Town]:
    name = tmp_path.name.replace("_", "").lower()[-12:]
    bot = synapse.register(f"bot-{name}", PASSWORD)
    accounts = {who: synapse.register(f"{who}-{name}", PASSWORD) for who in ("ana", "bo", "chi")}
    people = []
    for who in ("ana", "bo"):
        (tmp_path / who).mkdir()
        people.append(Person(synapse.url, accounts[who], bot, tmp_path / who))
    ana, bo = people
    for person in people:
        await person.arrive(PASSWORD)
    room = await ana.open_channel()
    folder = tmp_path / "config"
    (folder / "standups").mkdir(parents=True)
    (folder / "password").write_text(PASSWORD)
    (folder / "instance.yaml").write_text(INSTANCE.format(url=synapse.url, bot=bot, **accounts))
    (folder / "standups" / "learning-day.yaml").write_text(standup(matrix=room))
    yield Town(folder, ana, bo, accounts["chi"], room)
    for person in people:
        await person.leave_town()


@asynccontextmanager
async def running(folder: Path, start: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Day]:
    """The bot on a clock of its own, which the homeserver's stamps follow."""
    loaded = load(folder)
    clock = JumpClock(at(start))
    store = await open_store(loaded.database)
    connected = asyncio.Event()
    monkeypatch.setattr("standup_matrix.events.happened", lambda _: clock.now())
    bot = Bot(
        store,
        loaded.instance,
        create_adapters(loaded, clock),
        clock,
        ready=lambda _name, _words: connected.set(),
    )
    task = asyncio.create_task(bot.run())
    try:
        async with asyncio.timeout(PATIENCE):
            await connected.wait()
        yield Day(clock, store)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await store.close()


async def hears(person: Person, words: str) -> Seen:
    """Wait until the bot's latest words to the person hold these."""
    for _ in range(200):
        said = await person.reads()
        if said and words in said[-1].text:
            return said[-1]
        await asyncio.sleep(0.05)
    raise AssertionError(f"never heard {words!r}, but {said[-1].text if said else 'nothing'!r}")


async def shows(town: Town, *words: str) -> list[Seen]:
    """Wait until the room's messages together hold these words."""
    for _ in range(200):
        seen = await town.thread()
        text = "\n".join(message.text for message in seen).replace("\xa0", " ")
        if all(word in text for word in words):
            return seen
        await asyncio.sleep(0.05)
    raise AssertionError(f"the room never showed {words}: {text}")


async def test_a_learning_day_from_yaml_to_digest_across_a_restart(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = town.ana, town.bo
    async with running(town.folder, "9:29", monkeypatch) as day:
        await day.until("9:30")
        await ana.accept()
        await bo.accept()
        await hears(ana, "What will you learn today?")
        plan = await ana.write("the chain rule\nthe Adam paper")
        await hears(ana, "posted in the thread")
        await bo.write("**JAX** <b>& @room")
        await hears(bo, "posted in the thread")
        await day.until("12:00")
        await ana.write("I changed my mind: I implement Adam instead")
        await hears(ana, "Added to today")
        await shows(town, "the chain rule", "I implement Adam instead")
    (town.folder / "data" / "matrix").rmdir()  # nothing is in it
    await ana.edit(plan, "the chain rule\nthe Adam paper, by heart")
    async with running(town.folder, "12:30", monkeypatch) as day:
        await shows(town, "the Adam paper, by heart")
        await day.until("17:00")
        assert "the Adam paper, by heart" in (await hears(ana, "What did you learn?")).text
        await ana.write("1 done 2 changed – implemented it, and it converges")
        await hears(ana, "implemented it, and it converges")
        await day.until("20:00")
        seen = await shows(town, "Digest", "Shared: plan 2 of 2, learned 1 of 2")
        first, *others = seen
        assert first.thread is None
        assert {message.thread for message in others} == {first.id}
        text = "\n".join(message.text for message in seen).replace("\xa0", " ")
        assert "**JAX** <b>& @room" in text
        assert text.count("Digest") == 1
        await bo.write("done – it compiles what Python dreams of")
        await hears(bo, "marked late")
        await shows(town, "Shared: plan 2 of 2, learned 2 of 2", "Bo (late)")
    asked = [m.text for m in await ana.reads() if "What will you learn" in m.text]
    assert len(asked) == 1
    await shows(town, "I couldn’t reach: Chi (hasn’t accepted my invitation yet).")


async def test_an_update_by_a_person_who_writes_first_is_taken(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(town.folder, "9:29", monkeypatch) as day:
        await day.until("9:30")
        await town.ana.accept()
        await town.ana.write("status")
        await hears(town.ana, "is open until")
        await town.ana.write("/help")
        await hears(town.ana, "skip run")
        await town.ana.write("away until 30 nov")
        await hears(town.ana, "Monday 30 November")
        await day.until("20:00")
        await shows(town, "Away: Ana.")


async def test_a_strangers_room_hears_nothing_of_what_is_said_to_a_person(
    town: Town, synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = town.ana
    (tmp_path / "mallory").mkdir()
    name = "mallory" + ana.account.partition(":")[0].removeprefix("@")
    mallory = Person(synapse.url, synapse.register(name, PASSWORD), ana.bot, tmp_path / "mallory")
    await mallory.arrive(PASSWORD)
    try:
        async with running(town.folder, "9:29", monkeypatch) as day:
            await day.until("9:30")
            await ana.accept()
            await hears(ana, "What will you learn today?")
            trap = await _trap(synapse, mallory, ana)
            await ana.write("the chain rule")
            await hears(ana, "posted in the thread")
            await ana.write("export me")
            await hears(ana, "the chain rule")
            assert await ana.reads_in(trap) == []
    finally:
        await mallory.leave_town()


async def _trap(synapse: Synapse, mallory: Person, ana: Person) -> str:
    """A clear room that the world reads, which Mallory made for Ana and the bot, and left."""

    def ask(method: str, path: str, body: dict[str, object]) -> dict[str, object]:
        token = str(mallory.nio.access_token)
        return synapse.request(method, f"/_matrix/client/v3{path}", body, token)

    readable = {
        "type": "m.room.history_visibility",
        "state_key": "",
        "content": {"history_visibility": "world_readable"},
    }
    room = str(ask("POST", "/createRoom", {"initial_state": [readable]})["room_id"])
    for account in (ana.bot, ana.account):
        invited: dict[str, object] = {"membership": "invite", "is_direct": True}
        ask("PUT", f"/rooms/{room}/state/m.room.member/{account}", invited)
    await ana.sync()
    await ana.nio.join(room)
    for _ in range(100):
        there = synapse.request(
            "GET",
            f"/_matrix/client/v3/rooms/{room}/state/m.room.member/{ana.bot}",
            None,
            str(ana.nio.access_token),
        )
        if there["membership"] != "invite":
            break
        await asyncio.sleep(0.05)
    await mallory.nio.room_leave(room)
    return room
