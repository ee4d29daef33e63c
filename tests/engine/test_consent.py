"""Who may be published: what people say of it, and that they know."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from standup.core.consent import Consent
from standup.core.model import Instance, Publishing
from standup.store import (
    consents,
    personal_data,
)
from tests.team import Team, at, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
DAY = date(2026, 11, 26)
WEEK = timedelta(days=7)


def told(publish: Publishing = "agreed", *, internal: bool = False) -> Instance:
    return instance(replace(learning_day(ANA, BO), publish=publish, internal=internal))


async def said(day: Team, who: str = "ana") -> Consent:
    return await day.store.read(lambda tx: consents.of(tx, who))


async def test_who_says_publish_agrees_for_all_and_may_take_a_day_out(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "attention")
        await day.say("ana", "/publish")
        assert "may be published" in day.last("ana")
        assert "Learning Day" in day.last("ana")
        await day.say("ana", "unpublish last")
        assert "Thursday 26 November 2026 isn’t published" in day.last("ana")
        assert await said(day) == Consent(True, {DAY: False})
        await day.say("ana", "/publish")
        assert "Thursday 26 November 2026 stays out" in day.last("ana")
        await day.say("ana", "publish 2026-11-26")
        assert await said(day) == Consent(True, {DAY: True})
        await day.say("ana", "unpublish")
        assert await said(day) == Consent(False)
        assert await said(day, "bo") == Consent()


async def test_publish_alone_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "publish")
        assert "Do you mean /publish?" in day.last("ana")
        assert await said(day) == Consent()
        await day.say("ana", "answer")
        assert await day.rows("SELECT text FROM answer") == [("publish",)]


async def test_what_is_no_day_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, told("nobody"), at("9:00")) as day:
        await day.say("ana", "/publish tomorrow")
        assert "which day “tomorrow” is" in day.last("ana")
        await day.say("ana", "publish last")
        assert "haven’t shared anything yet" in day.last("ana")
        await day.say("ana", "/publish")
        assert "published at the moment" in day.last("ana")


async def test_whoever_is_published_unless_they_say_otherwise_is_told_once(tmp_path: Path) -> None:
    async with team(tmp_path, told("everyone"), at("9:00")) as day:
        await day.until(at("17:01"))
        await day.until(at("17:01") + WEEK)
        for who in ("ana", "bo"):
            texts = day.platform.direct_texts(who)
            assert sum("unpublish keeps all of yours out" in text for text in texts) == 1
            assert "unpublish" in texts[0]
            assert (await said(day, who)).told == {"learning-day": DAY}


async def test_who_was_told_of_one_standup_is_told_of_another_before_it_counts(
    tmp_path: Path,
) -> None:
    one = replace(learning_day(ANA, BO), publish="everyone")
    other = replace(one, id="papers", title="Papers", publish="agreed")
    async with team(tmp_path, instance(one, other), at("9:00")) as day:
        await day.until(at("17:01"))
        await day.bot.reload(instance(replace(other, publish="everyone")))
        assert (await said(day)).told == {"learning-day": DAY}
        await day.until(at("17:01") + WEEK)
        assert (await said(day)).told == {"learning-day": DAY, "papers": DAY + WEEK}
        texts = day.platform.direct_texts("ana")
        assert sum("what you share in Papers may appear on a site" in text for text in texts) == 1


async def test_whoever_could_not_be_told_is_not_published(tmp_path: Path) -> None:
    async with team(tmp_path, told("everyone"), at("9:00")) as day:
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("17:01"))
        assert (await said(day)).told == {}
        assert (await said(day, "bo")).told == {"learning-day": DAY}


async def test_nobody_is_told_of_what_is_not_published(tmp_path: Path) -> None:
    for number, instance_ in enumerate((told(), told("nobody"), told("everyone", internal=True))):
        async with team(tmp_path / str(number), instance_, at("9:00")) as day:
            await day.until(at("17:01"))
            assert not any("unpublish" in text for text in day.platform.direct_texts("ana"))


async def test_what_was_said_is_in_the_export_and_goes_when_they_go(tmp_path: Path) -> None:
    async with team(tmp_path, told("everyone"), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "attention")
        await day.say("ana", "/publish")
        await day.say("ana", "unpublish last")
        await day.say("ana", "export me")
        for words in (
            "Your reports may be published; you said so 2026-11-26",
            "Your reports of 2026-11-26 may not be published",
            "from 2026-11-26 on you are published in learning-day unless",
        ):
            assert words in "\n".join(day.platform.direct_texts("ana"))
        data = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert [one.get("agreed") for one in data["publishing"]] == [None, True, False]
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        assert await said(day) == Consent()
        assert await day.rows("SELECT * FROM consent_told WHERE person = 'ana'") == []
