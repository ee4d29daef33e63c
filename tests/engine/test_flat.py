"""Where a platform has no threads nothing is said of one, and nothing stands in a room twice."""

from dataclasses import replace
from pathlib import Path

from standup.core.model import Channel
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
TOLD = instance(learning_day(ANA, BO))


def flat() -> Platform:
    return Platform(replace(CAPABLE, threads=False))


def all_said(day: Team) -> str:
    return "\n".join(shown.text for shown in day.platform.shown)


async def test_what_is_shared_is_said_to_stand_in_the_room(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00"), flat()) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        assert f"Thanks, posted in {ROOM}:" in day.last("ana")
        assert f"Send it and I’ll post it in {ROOM}." in day.last("ana")
        await day.say("ana", "I am implementing it instead")
        assert f"Posted in {ROOM}." in day.last("ana")
        await day.say("bo", "hello")
        await day.say("bo", "help")
        await day.until(at("23:00"))
        assert "thread" not in all_said(day)


async def test_the_digest_repeats_nothing_that_stands_in_the_same_room(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00"), flat()) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.say("ana", "I am implementing it instead")
        await day.until(at("17:00"))
        await day.say("ana", "1 done")
        await day.until(at("23:00"))
        digest = next(s.text for s in day.platform.channel(ROOM) if "Digest" in s.text)
        assert "Thank you, Ana!" in digest
        assert "JAX" not in digest
        assert "implementing" not in digest
        assert "Bo" in digest
        room = day.platform.channel_text(ROOM)
        assert room.count("I am implementing it instead") == 1


async def test_where_one_platform_has_threads_the_digest_there_tells_all(tmp_path: Path) -> None:
    channels = (Channel("chat", ROOM), Channel("other", "#flat"))
    both = replace(learning_day(ANA, BO), channels=channels)
    others = {"other": flat()}
    async with team(tmp_path, instance(both), at("9:00"), Platform(), others) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        assert "Thanks, posted in the thread:" in day.last("ana")
        await day.until(at("23:00"))
        digests = {
            name: next(s.text for s in one.shown if "Digest" in s.text)
            for name, one in day.platforms.items()
        }
        assert "JAX" in digests["chat"]
        assert "JAX" not in digests["other"]


async def test_a_large_team_has_a_digest_of_one_part_in_a_flat_room(tmp_path: Path) -> None:
    people = [person(f"p{number}") for number in range(120)]
    async with team(tmp_path, instance(daily(*people)), at("9:00"), flat()) as day:
        await day.until(at("9:30"))
        for one in people[:110]:
            day.platform.say(one.id, "x" * 200)
            day.platform.say(one.id, "-")
        await day.settled()
        await day.until(at("22:00"))
        room = day.platform.channel("#daily")
        [digest] = [shown.text for shown in room if "Digest" in shown.text]
        assert "xxx" not in digest
        assert len([shown for shown in room if "xxx" not in shown.text]) < 6
