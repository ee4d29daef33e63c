"""A bot on several connections: each receives its servers' events, and all is sent on the first."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import AuthLost, Choice, Chose, Filled, Said, TryAgain, Unreachable
from standup.core.commands.menu import MENU
from standup.core.messages.markup import offering, say
from standup_discord import DiscordAdapter, replies, shards
from tests.discord_adapter.bench import DiscordBench, discord_bench
from tests.discord_adapter.story import comes, supervised
from tests.patience import PATIENCE
from tests.standins.discord import GuildHandle
from tests.standins.discord.views import SeenInteraction

ROOT = say("Learning Day") + offering((Choice("Answer", "17", form=True), Choice("Skip", "skip")))
BOTH = [(0, 2), (1, 2)]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[DiscordBench]:
    """A team on the second of two shards."""
    async with discord_bench(tmp_path, (1, 2)) as made:
        yield made


def two(bench: DiscordBench) -> DiscordAdapter:
    """A process of a bot on two shards."""
    return bench.adapter(MENU, shards=2)


class Connected:
    """Two connections of one bot, with an inbox each over one memory, on one adapter or two."""

    def __init__(self, bench: DiscordBench, *, apart: bool) -> None:
        self.first = two(bench)
        self.second = two(bench) if apart else self.first
        self.inbox = Recorder()
        self.other = Recorder(memory=self.inbox.memory, connection=1)


@asynccontextmanager
async def connected(bench: DiscordBench, *, apart: bool = True) -> AsyncIterator[Connected]:
    both = Connected(bench, apart=apart)
    async with running(both.first, both.inbox), running(both.second, both.other):
        assert bench.server.shards == BOTH
        yield both


@pytest.fixture(params=[False, True], ids=["in one process", "in two processes"])
async def both(bench: DiscordBench, request: pytest.FixtureRequest) -> AsyncIterator[Connected]:
    async with connected(bench, apart=request.param) as made:
        yield made


async def place_of(inbox: Recorder) -> str:
    """Where the newest event wants its answer."""
    await comes("an event", lambda: inbox.events)
    event = inbox.events[-1]
    assert isinstance(event, Said | Chose | Filled)
    assert event.place is not None
    return event.place


async def asks(bench: DiscordBench) -> SeenInteraction:
    """Ana gives a command in the channel."""
    await bench.server.until(lambda: bench.server.commands.of(None))
    return await bench.person.person.slash("standup", "status", where=bench.text)


class TestWhatArrives:
    async def test_direct_messages_come_on_the_first_and_a_servers_commands_on_its_own(
        self, bench: DiscordBench, both: Connected
    ) -> None:
        await bench.server.until(lambda: bench.server.commands.of(None))
        elsewhere = bench.server.guild("Elsewhere", shard=(0, 2))
        bench.person.person.join(elsewhere)
        await bench.person.write("hello")
        await bench.person.person.slash(
            "standup", "away", where=elsewhere.text_channel("there"), what="until friday"
        )
        await bench.person.person.slash("standup", "help")
        await asks(bench)
        await comes("all", lambda: len(both.inbox.said) == 3 and both.other.said)
        assert [one.text for one in both.inbox.said] == ["hello", "/away until friday", "/help"]
        assert [one.text for one in both.other.said] == ["/status"]

    async def test_only_the_first_keeps_a_position_and_conversations(
        self, bench: DiscordBench, both: Connected
    ) -> None:
        await asks(bench)
        await comes("the command", lambda: both.other.said)
        assert (both.other.position, both.inbox.memory) == (None, {})
        await bench.person.write("hello")
        await comes("the message", lambda: both.inbox.said)
        assert both.inbox.position is not None
        account = bench.person.account
        assert both.inbox.memory.keys() == {f"conversation/{account}", f"written/{account}"}

    async def test_only_the_first_reads_back_and_offers_the_menu(self, bench: DiscordBench) -> None:
        async with connected(bench) as both:
            await bench.server.until(lambda: bench.server.commands.of(None))
            await bench.person.write("before")
            await comes("the message", lambda: both.inbox.said)
            for inbox in (both.inbox, both.other):
                inbox.open = [str(bench.person.person.dm_id)]
            both.other.position = both.inbox.position
            bench.server.expire_session()
            bench.server.drop_gateway()
            await comes("both again", lambda: bench.server.identifies == 4)
            await asks(bench)
            await comes("the command", lambda: both.other.said)
            await bench.person.write("after")
            await comes("the other message", lambda: len(both.inbox.said) == 2)
            read = [one for one in bench.server.requests if one.path.endswith("/messages")]
            assert len(read) == 1
        assert bench.server.commands.writes == [("create", None)]

    async def test_a_shard_that_was_cut_off_is_resumed_and_misses_nothing(
        self, bench: DiscordBench, both: Connected
    ) -> None:
        await both.first.send(bench.channel, ROOT, "root")
        bench.server.drop_gateway(shard=1)
        pressed = await bench.person.person.press("Skip", on=bench.text)
        await pressed.acknowledged()
        await comes("the press", lambda: both.other.events)
        assert (bench.server.identifies, bench.server.resumes) == (2, 1)


class TestAnswering:
    async def test_what_one_process_acknowledged_another_answers(
        self, bench: DiscordBench, both: Connected
    ) -> None:
        used = await asks(bench)
        place = await place_of(both.other)
        sent = await both.first.send(place, say("Nothing is open."), "k")
        reply = await used.replied()
        assert (reply.content, reply.ephemeral) == ("Nothing is open.", True)
        await both.first.edit(place, sent, say("It has begun."), "e")
        assert (await used.replied()).content == "It has begun."

    async def test_an_answer_waits_for_the_acknowledgement_of_another_process(
        self, bench: DiscordBench, both: Connected
    ) -> None:
        await both.first.send(bench.channel, ROOT, "root")
        bench.server.fail(path="/interactions/*/*/callback", how="unavailable")
        bench.server.latency = 0.1
        pressed = await bench.person.person.press("Skip", on=bench.text)
        place = await place_of(both.other)
        bench.server.latency = 0.0
        await both.first.send(place, say("Skipped."), "k")
        assert [one.content for one in pressed.followups] == ["Skipped."]

    async def test_what_nobody_acknowledged_has_no_place(
        self, bench: DiscordBench, both: Connected, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(replies, "PAUSES", (0.05, 0.05))
        await both.first.send(bench.channel, ROOT, "root")
        bench.server.fail(path="/interactions/*/*/callback", how="unavailable", times=2)
        await bench.person.person.press("Skip", on=bench.text)
        with pytest.raises(Unreachable) as raised:
            await both.first.send(await place_of(both.other), say("Skipped."), "k")
        assert raised.value.reason == "gone"

    async def test_nobody_is_left_thinking_and_no_answer_is_lost_to_that(
        self, bench: DiscordBench, both: Connected, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("standup_discord.interactions.THINKING_SECONDS", 0.1)
        used = await asks(bench)
        assert (await used.replied()).content == "✓"
        late = await both.first.send(await place_of(both.other), say("Late, but here."), "k")
        assert [str(one.id) for one in used.followups] == [late]
        monkeypatch.setattr("standup_discord.interactions.THINKING_SECONDS", 1.5)
        answered = await asks(bench)
        await comes("the second command", lambda: len(both.other.events) == 2)
        await both.first.send(await place_of(both.other), say("At once."), "k2")
        await asyncio.sleep(1.7)
        assert (await answered.replied()).content == "At once."
        assert answered.followups == []

    async def test_nothing_leaves_where_only_a_further_connection_runs(
        self, bench: DiscordBench
    ) -> None:
        adapter = two(bench)
        async with running(adapter, Recorder(connection=1)):
            with pytest.raises(TryAgain):
                await adapter.send(bench.channel, ROOT, "root")
            with pytest.raises(TryAgain):
                await adapter.direct(bench.person.account)


class TestTakingOver:
    async def test_another_takes_one_shard_and_the_rest_goes_on(self, bench: DiscordBench) -> None:
        first, inbox = two(bench), Recorder()
        async with running(first, inbox):
            async with running(two(bench), Recorder(connection=1)):
                pass
            other = Recorder(connection=1)
            async with running(two(bench), other):
                used = await asks(bench)
                await first.send(await place_of(other), say("Nothing is open."), "k")
                assert (await used.replied()).content == "Nothing is open."
            await bench.person.write("hello")
            await comes("the message", lambda: inbox.said)
        assert (bench.server.identifies, bench.server.resumes) == (3, 0)

    async def test_another_takes_the_first_with_what_it_knew_and_missed(
        self, bench: DiscordBench
    ) -> None:
        inbox = Recorder()
        async with running(two(bench), Recorder(connection=1)) as _:
            first = two(bench)
            async with running(first, inbox):
                place = await first.direct(bench.person.account)
                await bench.person.write("hello")
                await comes("the message", lambda: inbox.said)
            await bench.person.write("is anybody there?")
            later = bench.adapter(shards=2, first_contacts_per_minute=0.001)
            asked = len(opened(bench))
            async with running(later, inbox):
                await comes("what was missed", lambda: len(inbox.said) == 2)
                assert await later.direct(bench.person.account) == place
                assert len(opened(bench)) == asked

    async def test_a_press_that_a_hung_process_hears_too_is_one(self, bench: DiscordBench) -> None:
        async with connected(bench) as both:
            after = Recorder(connection=1)
            async with running(two(bench), after):
                used = await asks(bench)
                await comes("both", lambda: both.other.said and after.said)
                assert both.other.said == after.said
                await both.first.send(await place_of(after), say("Nothing is open."), "k")
                assert (await used.replied()).content == "Nothing is open."

    async def test_another_number_of_shards_loses_nothing(self, bench: DiscordBench) -> None:
        inbox, written = Recorder(), list("abcd")
        for number, text in zip((1, 2, 3, 1), written, strict=True):
            async with all_of(bench.adapter(shards=number), inbox, number):
                await bench.person.write(f"{text} live")
                await comes("the message", lambda: len(inbox.said) % 2)
            await bench.person.write(f"{text} missed")
            async with all_of(bench.adapter(shards=number + 1), inbox, number + 1):
                await comes("what was missed", lambda: len(inbox.said) % 2 == 0)
        told = [one.text for one in inbox.said]
        assert told == [f"{text} {when}" for text in written for when in ("live", "missed")]


@asynccontextmanager
async def all_of(adapter: DiscordAdapter, inbox: Recorder, number: int) -> AsyncIterator[None]:
    """All connections of an adapter, in the reverse order."""
    async with AsyncExitStack() as stack:
        for further in range(number - 1, 0, -1):
            await stack.enter_async_context(running(adapter, Recorder(connection=further)))
        await stack.enter_async_context(running(adapter, inbox))
        yield


def opened(bench: DiscordBench) -> list[str]:
    return [one.path for one in bench.server.requests if one.path == "/users/@me/channels"]


class TestIdentifying:
    @pytest.fixture(autouse=True)
    def _as_discord_does(self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch) -> None:
        bench.server.rules.identify_seconds = 0.5
        monkeypatch.setattr(shards, "AGAIN_SECONDS", 0.6)

    async def test_the_shards_of_a_process_wait_for_each_other(self, bench: DiscordBench) -> None:
        adapter, began = bench.adapter(shards=3), asyncio.get_running_loop().time()
        async with supervised(adapter, *(Recorder(connection=number) for number in range(3))):
            assert bench.server.shards == [(0, 3), (1, 3), (2, 3)]
        assert asyncio.get_running_loop().time() - began >= 1.0
        assert (bench.server.identifies, bench.server.too_early) == (3, 0)

    async def test_several_at_once_where_discord_says_so(self, bench: DiscordBench) -> None:
        bench.server.rules.max_concurrency = 3
        bench.server.rules.identify_seconds = (
            2 * PATIENCE
        )  # in which a second one would be too early
        async with supervised(
            bench.adapter(shards=3), *(Recorder(connection=number) for number in range(3))
        ):
            assert bench.server.shards == [(0, 3), (1, 3), (2, 3)]
        assert (bench.server.identifies, bench.server.too_early) == (3, 0)

    async def test_two_processes_that_meet_come_in_one_after_the_other(
        self, bench: DiscordBench
    ) -> None:
        bench.server.rules.identify_seconds = math.inf  # until one of them was refused
        one, other = two(bench), two(bench)
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:

            async def connects(adapter: DiscordAdapter, connection: int) -> None:
                async with supervised(adapter, Recorder(connection=connection)) as ended:
                    await comes("both", lambda: bench.server.shards == BOTH)
                    await asyncio.sleep(0.1)
                    assert ended == []

            tasks.create_task(connects(one, 0))
            tasks.create_task(connects(other, 1))
            await comes("refused", lambda: bench.server.too_early > 0)
            bench.server.rules.identify_seconds = 0.0
        assert bench.server.identifies == 2

    async def test_a_connection_made_anew_waits_for_its_turn_too(self, bench: DiscordBench) -> None:
        adapter = bench.adapter()
        for _ in range(2):
            async with running(adapter, Recorder()):
                pass
        assert bench.server.too_early == 0


class TestHowMany:
    async def test_one_connection_that_is_not_enough_says_what_to_write(
        self, bench: DiscordBench
    ) -> None:
        more(bench, 5)
        bench.server.rules.guilds_a_shard = 2
        with pytest.raises(AuthLost, match=r"too many servers.*`shards: 3` or more"):
            await bench.adapter().run(Recorder(), lambda _: None)

    async def test_a_connection_beyond_their_number_is_refused(self, bench: DiscordBench) -> None:
        with pytest.raises(AuthLost, match="shard 2 of 2"):
            await two(bench).run(Recorder(connection=2), lambda _: None)

    async def test_each_says_which_it_is_and_with_how_many_servers(
        self, bench: DiscordBench
    ) -> None:
        more(bench, 2)
        words: list[str] = []

        def ready(told: str) -> None:
            words.append(told)
            bench.server.revoke_token()

        for connection in range(2):
            with pytest.raises(AuthLost):
                await two(bench).run(Recorder(connection=connection), ready)
            bench.server.restore_token()
        assert words == [
            "standup on Discord, shard 0 of 2, servers: 1",
            "standup on Discord, shard 1 of 2, servers: 2",
        ]

    async def test_a_bot_has_as_many_connections_as_shards(self, bench: DiscordBench) -> None:
        assert bench.adapter().capabilities.connections == 1
        assert bench.adapter(shards=4).capabilities.connections == 4


def more(bench: DiscordBench, count: int) -> list[GuildHandle]:
    """More servers, on either of two shards in turn."""
    return [bench.server.guild(f"G{number}", shard=(number % 2, 2)) for number in range(count)]
