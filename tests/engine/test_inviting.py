"""An owner invites people, and nothing they are handed lets them answer as somebody else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from standup.core.model import Account, Instance, Person
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, Team, at, daily, instance, person, team

ANA, BO = person("ana"), person("bo")
LINK = "https://t.example/bot"
SHY = replace(CAPABLE, opens_direct=False, invitation=LINK + "?start={code}")
CY = Person("cy", "Cy", LONDON, (), ("shy",))
DEE = Person("dee", "Dee", LONDON, (Account("shy", "dee"),))
DAILY = replace(daily(ANA, BO, CY, DEE), owners=("ana",), helpers=("bo",))
TOLD = instance(DAILY)


def both() -> dict[str, Platform]:
    return {"shy": Platform(capabilities=SHY)}


async def trail(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT action, effect, done_to FROM change ORDER BY id")


async def test_the_bot_writes_to_whom_it_can_and_once_a_day(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("8:00"), None, both()) as day:
        await day.say("ana", "invite bo")
        assert "I’ll write to Bo that you run Daily" in day.last("ana")
        assert day.platform.direct_texts("bo") == []
        await day.say("ana", "/yes")
        told = "".join(day.platform.direct_texts("bo"))
        assert "Hello Bo! I’m a standup bot" in told
        assert "Ana, who runs Daily, asked me to say hello to you." in told
        assert await trail(day) == [("invite", "Bo is written to", "bo")]
        await day.say("ana", "/invite bo")
        assert "I wrote to Bo today already." in day.last("ana")


@pytest.mark.parametrize("who", ["cy", "dee"])
async def test_whom_it_cannot_write_to_is_sent_words_without_a_code(
    tmp_path: Path, who: str
) -> None:
    async with team(tmp_path, TOLD, at("8:00"), None, both()) as day:
        await day.say("ana", f"/invite {who}")
        told = day.last("ana")
        assert f"I can’t write to {who.title()} on shy yet." in told
        assert f"Open {LINK} and press Start." in told
        assert ("say “join”" in told) == (who == "cy")
        assert "start=" not in told
        assert not re.search(r"[2-9bcdfghjkmnpqrstvwxz]{4}-[2-9bcdfghjkmnpqrstvwxz]{4}", told)
        assert await day.rows("SELECT * FROM code") == []
        assert await trail(day) == []


async def test_what_the_words_lead_to_makes_nobody_of_the_owner(tmp_path: Path) -> None:
    """The owner does as Cy is told to, from an account that is not Cy's."""
    async with team(tmp_path, TOLD, at("8:00"), None, both()) as day:
        await day.say("ana", "/invite cy")
        shy = day.platforms["shy"]
        for words in ("/start", "hi", "join"):
            shy.say("anas-other", words)
            await day.settled()
        told = "".join(shy.direct_texts("anas-other"))
        assert 'please send this line to Ana (ana): shy: "anas-other"' in told
        assert await day.rows("SELECT * FROM account") == []
        await day.until(at("9:31"))
        shy.say("anas-other", "I am Cy and did much")
        await day.settled()
        assert await day.rows("SELECT * FROM answer") == []


async def test_some_are_written_to_and_for_the_others_there_are_words(tmp_path: Path) -> None:
    nowhere = Person("eve", "Eve", LONDON)
    told = Instance(
        (replace(DAILY, participants=(*DAILY.participants, nowhere)),),
        (*TOLD.people, nowhere),
        "Ana (ana)",
        LONDON,
    )
    async with team(tmp_path, told, at("8:00"), None, both()) as day:
        await day.agree("ana", "/invite bo, cy and eve")
        assert "Done: I’m writing to Bo." in day.last("ana")
        assert "I can’t write to Cy on shy yet." in day.last("ana")
        assert "I know no account of Eve" in day.last("ana")


async def test_only_owners_invite(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("8:00"), None, both()) as day:
        await day.say("bo", "/invite cy")
        assert "for the people who run the standup" in day.last("bo")
        await day.say("ana", "/invite")
        assert "You can say invite bo" in day.last("ana")
