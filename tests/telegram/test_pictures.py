"""Pictures on Telegram: photos with their words as a caption."""

import pytest

from standup.chat.contract import Recorder, Seen, running
from standup.chat.interface import TryAgain, Unsure
from standup.core.messages.markup import MOST_ALT, offering, say
from standup_telegram import TelegramAdapter
from standup_telegram.errors import Refused
from tests.pictures.shown import bytes_of, picture
from tests.standins.telegram import How
from tests.telegram.bench import TelegramBench

FIRST, SECOND = picture("Reading 5, Code 1. @everyone"), picture("Reading 5, Code 2.", 2)


async def only(bench: TelegramBench) -> Seen:
    [seen] = await bench.channel_reads()
    return seen


async def test_a_photo_is_what_was_drawn_and_its_caption_tells_nobody_by_name(
    bench: TelegramBench,
) -> None:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        await adapter.send(bench.channel, FIRST, "k1")
        seen = await only(bench)
        assert (seen.text, seen.picture) == ("Reading 5, Code 1. @everyone", bytes_of(FIRST))
        [shown] = [one for one in bench.group.messages if one.from_bot]
        assert shown.parts("code") == ["@everyone"]
        [size] = shown.content["photo"]
        assert (size["width"], size["height"]) == (1080, FIRST.picture[1].height)  # type: ignore[index]


@pytest.mark.parametrize("letter", ["a", "é", "😀", "&", "@a "])
async def test_the_longest_words_fit_into_a_caption(bench: TelegramBench, letter: str) -> None:
    words = letter * (MOST_ALT // len(letter.encode()))
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        await adapter.send(bench.channel, picture(words), "k1")
    assert (await only(bench)).text.strip() == words.strip()


async def test_where_no_photos_may_be_sent_the_words_are(bench: TelegramBench) -> None:
    await bench.group.forbid_photos()
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        sent = await adapter.send(bench.channel, FIRST, "k1")
        assert await only(bench) == Seen(sent, "Reading 5, Code 1. @everyone")
        await adapter.edit(bench.channel, sent, SECOND, "k2")
        assert await only(bench) == Seen(sent, "Reading 5, Code 2.")


async def test_words_that_become_a_picture_get_one_and_a_picture_keeps_its_place(
    bench: TelegramBench,
) -> None:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        sent = await adapter.send(bench.channel, say("soon"), "k1")
        for message in (FIRST, FIRST, SECOND):
            await adapter.edit(bench.channel, sent, message, "k2")
            seen = await only(bench)
            assert (seen.id, seen.picture) == (sent, bytes_of(message))
        await adapter.edit(bench.channel, sent, say("no longer needed") + offering(), "k3")
        assert (await only(bench)).text == "no longer needed"


@pytest.mark.parametrize("how", [How.BAD_GATEWAY_AFTER, How.CUT_BEFORE, How.NO_ANSWER_AFTER])
async def test_whether_a_photo_arrived_is_as_uncertain_as_with_words(
    bench: TelegramBench, how: How
) -> None:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        bench.server.fail("sendPhoto", how)
        with pytest.raises(Unsure):
            await adapter.send(bench.channel, FIRST, "k1")
        sent = await again(adapter, bench)
        bench.server.fail("editMessageMedia", how)
        with pytest.raises(TryAgain):
            await adapter.edit(bench.channel, sent, SECOND, "k2")


async def again(adapter: TelegramAdapter, bench: TelegramBench) -> str:
    for _ in range(100):
        try:
            return await adapter.send(bench.channel, FIRST, "k1")
        except TryAgain:
            continue
    raise AssertionError("in vain")


def test_an_image_that_cannot_be_processed_leaves_the_words() -> None:
    for words in ("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS", "Request Entity Too Large"):
        assert Refused(f"Bad Request: {words}").is_no_picture
    assert not Refused("Bad Request: message text is empty").is_no_picture
