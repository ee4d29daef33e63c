"""Two bots on one token, as Discord shows them to each other."""

import asyncio
import logging
from dataclasses import replace
from functools import partial

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import TROUBLE, Choice
from standup.chat.own import TWICE
from standup.core.messages.markup import say
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]


async def test_each_of_two_bots_says_once_that_there_is_another(
    bench: DiscordBench, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = Recorder(), Recorder()
    mine, theirs = bench.adapter(), bench.adapter()
    async with running(mine, one), running(theirs, other):
        for number in range(5):
            for adapter, database in ((mine, "0badcafe"), (theirs, "feedface")):
                place = await adapter.direct(bench.person.account)
                await adapter.send(place, say("What will you learn?"), f"{database}-{number}")
        for inbox in (one, other):
            await comes("the trouble", partial(inbox.memory.get, TROUBLE))
    assert told(caplog) == [TWICE, TWICE]
    assert one.memory[TROUBLE] == other.memory[TROUBLE] == TWICE


async def test_a_bot_that_is_alone_notices_nobody(
    bench: DiscordBench, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, adapter = Recorder(memory={TROUBLE: TWICE}), bench.adapter()
    async with running(adapter, inbox):
        place = await adapter.direct(bench.person.account)
        message = await adapter.send(place, say("What will you learn?"), "0badcafe-1")
        await adapter.edit(place, message, say("What did you learn?"), "0badcafe-1-2")
        offer = replace(say("Which?"), choices=((Choice("JAX", "jax"),),))
        await adapter.send(place, offer, "0badcafe-2")
        await bench.person.choose("JAX")
        await bench.person.write("JAX")
        await comes("the message", lambda: inbox.said)
        await adapter.send(bench.channel, say("Ana"), "0badcafe-3", title="A thread")
        await asyncio.sleep(0.1)
    assert TROUBLE not in inbox.memory
    assert told(caplog) == []
