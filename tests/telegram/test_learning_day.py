"""A whole Learning Day on Telegram: from YAML and an invitation's link to the digest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from standup.app import create_adapters
from standup.chat.interface import UNLIMITED
from standup.config import load
from standup.engine import codes
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.wiring.opening import open_store
from tests.day import Day, comes, standup
from tests.patience import PATIENCE
from tests.standins.telegram import Group, Person, TelegramServer
from tests.team import at
from tests.telegram.bench import TOKEN

INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  telegram: {{token: {{file: token}}, username: standup_bot, api: "{url}"}}
people:
  ana: {{name: Ana, accounts: {{telegram: "{ana}"}}}}
  bo: {{name: Bo, accounts: {{telegram: invite}}}}
  chi: {{name: Chi, accounts: {{telegram: "{chi}"}}}}
"""


@dataclass
class Town:
    """People on Telegram, the bot's folder, and the group they share."""

    server: TelegramServer
    clock: JumpClock
    folder: Path
    group: Group
    ana: Person
    bo: Person
    chi: Person

    def shown(self) -> str:
        return "\n".join(one.text for one in self.group.messages if one.from_bot)

    async def shows(self, *words: str) -> None:
        """Wait until the group shows all of these."""
        await comes(lambda: all(word in self.shown() for word in words), words, self.shown)

    async def hears(self, person: Person, words: str) -> None:
        """Wait until the newest message to a person holds these."""

        def last() -> str:
            return person.from_bot[-1].text if person.from_bot else ""

        await comes(lambda: words in last(), (words,), last)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    clock = JumpClock(at("9:29"))
    async with TelegramServer(token=TOKEN, now=clock.now) as server:
        group = server.group("Learning", forum=True, admin=True)
        people = [server.person(name) for name in ("Ana", "Bo", "Chi")]
        folder = tmp_path / "config"
        (folder / "standups").mkdir(parents=True)
        (folder / "token").write_text(TOKEN)
        ids = {one.user.first_name.lower(): one.id for one in people}
        (folder / "instance.yaml").write_text(INSTANCE.format(url=server.url, **ids))
        (folder / "standups" / "learning-day.yaml").write_text(standup(telegram=group.id))
        yield Town(server, clock, folder, group, *people)
        assert server.violations == []


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[Day]:
    """The bot on the clock that Telegram goes by too."""
    loaded = load(town.folder)
    store = await open_store(loaded.database)
    connected = asyncio.Event()
    adapters = create_adapters(loaded, town.clock)
    for adapter in adapters.values():
        adapter.capabilities = replace(
            adapter.capabilities, place_per_second=UNLIMITED, channel_per_minute=UNLIMITED
        )
    bot = Bot(
        store,
        loaded.instance,
        adapters,
        town.clock,
        ready=lambda _name, _words: connected.set(),
    )
    task = asyncio.create_task(bot.run())
    try:
        async with asyncio.timeout(PATIENCE):
            await connected.wait()
        yield Day(town.clock, store)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await store.close()


async def test_a_learning_day_from_yaml_and_a_link_to_the_digest(town: Town) -> None:
    ana, bo = town.ana, town.bo
    async with running(town) as day:
        await ana.start()
        await comes(lambda: bool(ana.from_bot), ("anything",), lambda: "nothing")
        code = await day.store.read(lambda tx: codes.invitation(tx, "bo", "telegram"))
        await bo.start(code)
        await town.hears(bo, "Bo")
        await day.until("9:30")
        await town.hears(ana, "What will you learn today?")
        plan = await ana.say("the chain rule\nthe Adam paper")
        await town.hears(ana, "posted in the thread")
        await town.hears(bo, "What will you learn today?")
        await bo.say("**JAX** <b>& @ana_smith")
        await town.hears(bo, "posted in the thread")
        await town.shows("the chain rule", "**JAX** <b>& @ana_smith")
        [topic] = town.group.topics
        assert "Learning Day" in town.group.topics[topic].name
    await ana.edit(plan, "the chain rule\nthe Adam paper, by heart")
    await bo.say("I read about sharding, too")
    async with running(town) as day:
        await town.shows("the Adam paper, by heart", "I read about sharding, too")
        await day.until("17:00")
        await town.hears(ana, "What did you learn?")
        assert ana.from_bot[-1].buttons
        await ana.press(ana.from_bot[-1].buttons[0][0])
        await bo.block()
        await day.until("20:00")
        await town.shows("Digest")
    ours = [message for message in town.group.messages if message.from_bot and message.text]
    assert {message.thread for message in ours} == {topic}
    assert not any(message.parts("mention") for message in ours)
    asked = [one for one in ana.messages if "What will you learn" in one.text]
    assert len(asked) == 1
    assert len(town.group.topics) == 1
    assert town.chi.from_bot == []


async def test_whoever_is_named_in_a_report_is_told_in_its_topic_once(town: Town) -> None:
    ana, bo = town.ana, town.bo
    file = town.folder / "standups" / "learning-day.yaml"
    file.write_text(f"mentions: participants\n{file.read_text()}")
    async with running(town) as day:
        await ana.start()
        await comes(lambda: bool(ana.from_bot), ("anything",), lambda: "nothing")
        await bo.start(await day.store.read(lambda tx: codes.invitation(tx, "bo", "telegram")))
        await town.hears(bo, "Bo")
        await day.until("9:30")
        await town.hears(ana, "What will you learn today?")
        plan = await ana.call("sharding, with Bo\nRust, @ana_smith", Bo=bo)
        await town.shows("sharding, with Bo", "Rust, @ana_smith")
        [report] = [one for one in town.group.messages if "sharding" in one.text]
        assert report.parts("text_mention") == ["Bo"]
        assert report.parts("mention") == []
        assert report.told == (bo.id,)
        await ana.edit(plan, "sharding, with @Bo, by heart")
        await town.shows("sharding, with @Bo, by heart")
        await day.until("20:00")
        await town.shows("Digest")
    told = [one.told for one in town.group.messages if one.from_bot and one.told]
    assert told == [(bo.id,)]


async def test_a_plan_that_telegram_cuts_in_two_is_one_plan(town: Town) -> None:
    ana = town.ana
    plan = "\n".join(f"thing number {n} of a plan that is long" for n in range(130))
    async with running(town) as day:
        await ana.start()
        await town.hears(ana, "I ask a few questions")
        await day.until("9:30")
        await town.hears(ana, "What will you learn today?")
        await ana.say(plan)
        await town.shows("thing number 0 of", "thing number 129 of")
        assert await day.store.read(lambda tx: tx.all("SELECT count(*) FROM answer")) == [(2,)]
        assert await day.store.read(lambda tx: tx.all("SELECT * FROM addition")) == []
        await day.until("17:00")
        await ana.sees("1-129 done 130")


async def test_one_thing_a_message_a_forwarded_one_and_a_voice_message(town: Town) -> None:
    ana = town.ana
    async with running(town) as day:
        await ana.start()
        await town.hears(ana, "I ask a few questions")
        await day.until("9:30")
        await town.hears(ana, "Shift+Enter on a computer")
        await ana.send("voice")
        await town.hears(ana, "haven’t kept your voice message")
        await ana.say("the chain rule")
        await town.hears(ana, "posted in the thread")
        await ana.say("a proof of it")
        await town.hears(ana, "belong to your plan")
        await ana.forward("see you at nine")
        await town.hears(ana, "You forwarded that")
        await ana.press("Add it to my plan")
        await town.shows("2. a proof of it")
        await ana.press("Leave it out")
        assert "see you at nine" not in town.shown()
