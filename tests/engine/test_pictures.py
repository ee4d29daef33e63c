"""A report's pictures: drawn only when they are sent, and said where they cannot be seen."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import TryAgain
from standup.core.messages.charts import Chart, Columns, Kinds
from standup.core.messages.markup import Image, Message, Picture, say
from standup.core.model import Accountability, Channel, Instance
from standup.engine.drawing import Showing
from tests.engine.test_engine import ANA, BO
from tests.platform import CAPABLE, Platform, Shown
from tests.team import Team, at, daily, instance, team

RULE = Accountability("0 18 * * tue", "Europe/London", days=5)
ROOM = "#daily"
WORDS = "Participation on 5 days: 1 of 2 on 26 November, 2 of 2 on 30 November, lowest 0 of 2"
SHOWS_IMAGES = replace(CAPABLE, images=True)


def told(*channels: Channel) -> Instance:
    standup = daily(ANA, BO)
    return instance(replace(standup, accountability=RULE, channels=channels or standup.channels))


def draw(chart: Chart) -> Image:
    """Bytes that only this chart has."""
    return Image(repr(chart).encode(), 10, 20)


def explode(chart: Chart) -> Image:
    raise RuntimeError(chart.title)


@dataclass
class Busy(Platform):
    """Takes no picture at first."""

    refused: list[Message] = field(default_factory=list)

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        if message.picture and not self.refused:
            self.refused.append(message)
            raise TryAgain(1.0)
        return await super().send(place, message, key, thread=thread, title=title)


async def five_days(day: Team) -> list[Shown]:
    """Both in turn, one, none, both and both; then what the accountability report posted."""
    for number, people in enumerate([["ana"], ["bo"], [], ["ana", "bo"], ["ana", "bo"]]):
        await day.until(at("9:31") + timedelta(days=number))
        for who in people:
            await day.say(who, "some of it")
            await day.say(who, "nowhere")
    before = len(day.platform.channel(ROOM))
    await day.until(at("18:01") + timedelta(days=5))
    await day.until(at("18:02") + timedelta(days=5))
    return day.platform.channel(ROOM)[before:]


def pictures(shown: list[Shown]) -> list[Shown]:
    return [one for one in shown if one.message.picture]


async def test_a_picture_follows_its_report_where_it_can_be_seen_and_is_said_elsewhere(
    tmp_path: Path,
) -> None:
    words, channels = Platform(), (Channel("chat", ROOM), Channel("words", ROOM))
    busy = Busy(SHOWS_IMAGES)
    async with team(tmp_path, told(*channels), at("9:00"), busy, {"words": words}, draw) as day:
        posted = await five_days(day)
        [refused], [seen] = busy.refused, pictures(day.platform.channel(ROOM))
        assert seen.message == refused  # once, and later
        assert seen.message.picture is not None
        picture, image = seen.message.picture
        assert isinstance(picture.chart, Columns)
        assert image == draw(picture.chart)
        assert (seen.text, seen.thread) == (picture.alt, None)
        assert seen.text.startswith(WORDS)
        assert not any(WORDS in one.text for one in posted if not one.message.picture)
        said = words.channel(ROOM)
        assert not pictures(said)
        assert ["accountability" in one.text for one in said if WORDS in one.text] == [True]
        before = len(day.platform.channel(ROOM))
        await day.say("ana", "forget me")
        await day.say("ana", "yes, forget me")
        [seen] = pictures(day.platform.channel(ROOM))  # with the report, composed anew
        assert len(day.platform.channel(ROOM)) == before
        assert seen.text.startswith(WORDS)


async def test_where_nothing_draws_the_words_are_read_in_the_report(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00"), Platform(SHOWS_IMAGES)) as day:
        posted = await five_days(day)
        assert not pictures(posted)
        assert ["accountability" in one.text for one in posted if WORDS in one.text] == [True]


MESSAGE = Message((Picture(Kinds("Kinds", "", ("one",), (1,)), "One."),))


async def test_a_picture_that_cannot_be_drawn_is_said(caplog: pytest.LogCaptureFixture) -> None:
    assert await Showing(SHOWS_IMAGES, explode).shown(MESSAGE) == say("One.")
    assert "could not be drawn, its words are shown: RuntimeError" in caplog.text
    assert "Kinds" not in caplog.text


async def test_nothing_is_drawn_that_nobody_can_see(caplog: pytest.LogCaptureFixture) -> None:
    assert await Showing(CAPABLE, explode).shown(MESSAGE) == say("One.")
    assert await Showing(SHOWS_IMAGES, None).shown(MESSAGE) == say("One.")
    assert not caplog.records
