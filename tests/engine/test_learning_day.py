"""Learning Day as the three groups live it: answering, changing their minds, reading."""

from pathlib import Path

from tests.team import ROOM, at, instance, learning_day, person, team

ANA, BO, CHI = person("ana"), person("bo"), person("chi")


async def test_a_whole_day_ends_in_a_thread_and_a_truthful_digest(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO, CHI)), at("9:00")) as day:
        await day.until(at("9:30"))
        assert "What will you learn today?" in day.last("ana")
        await day.say("ana", "the chain rule\nthe Adam paper")
        assert "posted in the thread" in day.last("ana")
        await day.say("bo", "JAX")
        await day.until(at("12:00"))
        await day.say("ana", "I changed my mind: I implement Adam instead")
        await day.until(at("17:00"))
        assert "1. the chain rule" in day.last("ana")
        await day.say("ana", "1 done 2 changed – implemented it, and it converges")
        await day.until(at("19:30"))
        assert "reminder" in day.last("bo")
        await day.until(at("20:01"))
        print(day.platform.channel_text(ROOM))
        for d in day.platform.direct_texts("ana"): print("DM>", d, "\n")
        digest = day.platform.channel(ROOM)[-1].text
        assert "Thank you, Ana and Bo!" in digest
        assert "Not shared yet: Chi." in digest
