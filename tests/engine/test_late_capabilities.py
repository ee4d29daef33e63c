"""What a platform can do may be known only once it is connected."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from standup.chat.interface import Capabilities, Inbox
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, at, instance, learning_day, person, team

TOLD = instance(learning_day(person("ana"), person("bo")))


class Late(Platform):
    """Knows what it can do when its server has told it."""

    def __init__(self) -> None:
        super().__init__(Capabilities())
        self.told = asyncio.Event()

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        await self.told.wait()
        self.capabilities = replace(CAPABLE, choices=True)
        await super().run(inbox, ready)


async def test_what_is_told_with_ready_holds_from_then_on(tmp_path: Path) -> None:
    platform = Late()
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        assert day.bot.directory().capabilities["chat"] == Capabilities()
        platform.told.set()
        await day.say("ana", "help")
        assert day.bot.directory().capabilities["chat"].threads
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        assert day.platform.channel(ROOM)[-1].thread == day.platform.channel(ROOM)[0].id
        await day.say("bo", "what I forward", forwarded=True)
        assert any(shown.message.choices for shown in day.platform.shown)


async def test_what_cannot_change_any_more_stays(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        before = day.bot.directory()
        await day.until(at("9:30"))
        assert day.bot.directory() is before
