"""Pictures on Discord: attachments whose description says what they show."""

from datetime import UTC, datetime

import pytest

from standup.chat.contract import Recorder, Seen, running
from standup.chat.interface import TryAgain, Unsure
from standup.core.commands.menu import MENU
from standup.core.messages.markup import say
from standup_discord import DiscordAdapter
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes
from tests.discord_adapter.test_sending import MESSAGES, live, long_ago
from tests.pictures.shown import bytes_of, picture

__all__ = ["live"]

ONE = "*Reading* 5 & @everyone: <b>1</b>"
FIRST, SECOND = picture(ONE), picture("Reading 5, Code 2.", 2)


async def test_an_attachment_is_what_was_drawn_and_is_described_as_it_is(
    bench: DiscordBench, live: DiscordAdapter
) -> None:
    await live.send(bench.channel, FIRST, "k1")
    [shown] = bench.text.messages
    assert (shown.content, shown.files) == ("", [bytes_of(FIRST)])
    [attached] = shown.attachments
    assert (attached["description"], attached["content_type"]) == (ONE, "image/png")
    assert FIRST.picture is not None
    assert (attached["width"], attached["height"]) == (1080, FIRST.picture[1].height)


@pytest.mark.parametrize("how", ["cut_after", "bad_gateway_after", "wrong_json_after"])
async def test_a_picture_whose_answer_was_lost_is_repeated_and_seen_once(
    bench: DiscordBench, live: DiscordAdapter, how: str
) -> None:
    bench.server.fail(method="POST", path=MESSAGES, how=how)  # type: ignore[arg-type]
    with pytest.raises(Unsure):
        await live.send(bench.channel, FIRST, "k1")
    sent = await live.send(bench.channel, FIRST, "k1")
    assert await bench.channel_reads() == [Seen(sent, ONE, None, bytes_of(FIRST))]
    bench.server.fail(method="PATCH", path=f"{MESSAGES}/*", how=how)  # type: ignore[arg-type]
    with pytest.raises(TryAgain):
        await live.edit(bench.channel, sent, SECOND, "k2")


async def test_a_picture_is_found_in_the_history_by_its_words(
    bench: DiscordBench, live: DiscordAdapter
) -> None:
    since = long_ago(bench)
    sent = await live.send(bench.channel, FIRST, "k1")
    await live.send(bench.channel, SECOND, "k2")
    assert await live.find(bench.channel, FIRST, "k1", since) == [sent]
    assert await live.find(bench.channel, say(ONE), "k1", since) == [sent]  # nothing draws any more
    assert await live.find(bench.channel, picture("Never sent."), "k4", since) == []


async def test_where_nothing_may_be_attached_the_words_are_written(
    bench: DiscordBench, live: DiscordAdapter
) -> None:
    since = long_ago(bench)
    bench.text.deny("attach_files")
    sent = await live.send(bench.channel, FIRST, "k1")
    assert await bench.channel_reads() == [Seen(sent, ONE)]
    assert await live.find(bench.channel, FIRST, "k1", since) == [sent]


async def test_an_edit_takes_the_picture_away_where_there_is_none_any_more(
    bench: DiscordBench, live: DiscordAdapter
) -> None:
    sent = await live.send(bench.channel, FIRST, "k1")
    await live.edit(bench.channel, sent, SECOND, "k2")
    [shown] = bench.text.messages
    assert (shown.content, shown.files) == ("", [bytes_of(SECOND)])
    await live.edit(bench.channel, sent, say("no longer needed"), "k3")
    assert await bench.channel_reads() == [Seen(sent, "no longer needed")]


async def test_a_picture_is_an_answer_that_one_person_sees_too(bench: DiscordBench) -> None:
    adapter, inbox = bench.adapter(MENU), Recorder()
    async with running(adapter, inbox):
        await bench.server.until(lambda: bench.server.commands.of(None))
        sent = await bench.person.person.slash("standup", "report", where=bench.text)
        await comes("the command", lambda: inbox.said)
        place = inbox.said[0].place
        assert place is not None
        first = await adapter.send(place, FIRST, "k1")
        await adapter.edit(place, first, SECOND, "k2")
        reply = await sent.replied()
        assert (reply.files, sent.ephemeral) == ([bytes_of(SECOND)], True)
        assert await adapter.find(place, SECOND, "k1", datetime.now(UTC)) == [first]
