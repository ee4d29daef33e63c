"""One Learning Day over three platforms, from YAML to digest: every channel reads the same."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from standup.engine import codes
from tests.matrix.synapse import Synapse
from tests.together.clients import Client, hears, until
from tests.together.town import Town, running, town


async def every_channel_shows(made: Town, *words: str) -> None:
    """Wait until each channel shows all of these."""

    async def text(look: Callable[[], Awaitable[list[str]]]) -> str:
        return "\n---\n".join(await look())

    for look in (made.room_shows, made.channel_shows, made.group_shows):
        await until(partial(text, look), *words)


async def test_five_people_on_three_platforms_hold_one_learning_day(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(synapse, tmp_path / "config", monkeypatch) as made:
        async with running(made):
            await made.until("9:30")
            await hears(made.ana, "What will you learn today?")
            await hears(made.bo, "What will you learn today?")
            await hears(made.dee_on_discord, "What will you learn today?")
            await hears(made.eve, "What will you learn today?")
            assert list(await made.chi.heard()) == []
            await every_channel_shows(made, "Not reachable yet: Chi")

            await made.ana.says("the chain rule\nthe Adam paper")
            await hears(made.ana, "posted in the thread")
            plan = await made.bo.says("**JAX** <b>& @everyone")
            await hears(made.bo, "posted in the thread")
            await every_channel_shows(made, "the chain rule", "**JAX** <b>& @everyone")

            # Chi opens the invitation, is asked once, and answers.
            assert made.store is not None
            code = await made.store.read(lambda tx: codes.invitation(tx, "chi", "telegram"))
            await made.chi.person.start(code)
            await until(lambda: joined(made.chi), "Hello Chi!", "What will you learn today?")
            await made.chi.says("Haskell")
            await hears(made.chi, "posted in the thread")
            await every_channel_shows(made, "Haskell")
            await made.settled()
        await made.bo.edits(plan, "**JAX**, properly")
        async with running(made):
            await every_channel_shows(made, "**JAX**, properly")
            # Dee is asked on Discord, until they prefer Matrix: and is one person in every count.
            await made.dee_on_discord.says("Rust")
            await hears(made.dee_on_discord, "posted in the thread")
            await made.dee_on_discord.says("prefer matrix")
            await hears(made.dee_on_discord, "From now on I’ll ask you on matrix")
            await made.until("17:00")
            await hears(made.dee, "What did you learn?", "Rust")
            await made.dee.says("done – the borrow checker is a friend")
            await hears(made.dee, "the borrow checker is a friend")
            await made.eve.says("knots and splices, a little late")
            for client in (made.ana, made.bo, made.chi):
                await hears(client, "What did you learn?")
            await made.chi.person.press("◐ partly")
            await hears(made.chi, "what did you learn")
            await made.chi.says("monads are burritos")
            await hears(made.chi, "posted in the thread")
            await made.ana.says("1 done 2 changed – implemented it, and it converges")
            await hears(made.ana, "implemented it, and it converges")
            await made.until("20:00")
            await every_channel_shows(made, "Digest", "monads are burritos")
            await made.bo.says("done – late, but it compiles")
            await hears(made.bo, "marked late")
            await made.settled()
            await every_channel_shows(made, "Bo (late)")
        room = bare(await made.room_shows())
        assert room == bare(await made.channel_shows())
        assert room == bare(await made.group_shows())
        assert "Sharedsofar" not in room[0]
        assert "Shared:plan4of5,learned5of5" in room[0]
        for client, question in (
            (made.ana, "One thing per line"),
            (made.bo, "One thing per line"),
            (made.chi, "One thing per line"),
            (made.eve, "One thing per line"),
            (made.dee_on_discord, "One thing per line"),
            (made.dee, "What did you learn"),
        ):
            assert sum(question in text for text in await client.heard()) == 1, question
        [thread] = made.channel.threads
        assert "Learning Day" in thread.name
        for message in (*made.channel.messages, *thread.messages):
            assert not message.pings


def bare(texts: list[str]) -> list[str]:
    """Each message's words without any white space, which lists bring on some platforms."""
    return ["".join(text.split()) for text in texts]


async def joined(client: Client) -> str:
    return "\n".join(await client.heard())
