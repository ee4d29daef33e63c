"""Who reads a standup: whoever is in its channels, or its participants alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Accountability, Channel, Instance, Person, Retention, Standup
from standup.engine.posts import readers
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO, CHI, DAN = person("ana"), person("bo"), person("chi"), person("dan")
SECRET = "the thing nobody else is to read"


def among_us(*people: Person, channels: tuple[Channel, ...] = ()) -> Standup:
    return replace(learning_day(*people), readers="participants", channels=channels)


def told(*others: Standup) -> Instance:
    """A standup that Ana, Bo and Chi read, and people who take part in something else."""
    return instance(among_us(ANA, BO, CHI), *others)


def reports(day: Team, who: str) -> list[str]:
    return [text for text in day.platform.direct_texts(who) if text.startswith("Digest")]


async def kept_of_reports(day: Team) -> str:
    return str(await day.rows("SELECT content FROM outbox WHERE key LIKE 'read/%'"))


async def a_day(day: Team) -> str:
    await day.until(at("9:30"))
    message = await day.say("ana", SECRET)
    await day.say("bo", "JAX")
    await day.until(at("20:01"))
    return message


async def test_nothing_of_it_stands_anywhere_but_with_those_who_take_part(tmp_path: Path) -> None:
    others = daily(DAN)
    standup = replace(among_us(ANA, BO, CHI), channels=(Channel("chat", ROOM),))
    async with team(tmp_path, instance(standup, others), at("9:00")) as day:
        await a_day(day)
        allowed = {"@ana", "@bo", "@chi"}
        for shown in day.platform.shown:
            assert shown.place in allowed or (
                SECRET not in shown.text and "Learning Day" not in shown.text
            ), shown
        assert day.platform.channel(ROOM) == []


async def test_everybody_who_takes_part_gets_the_report_when_the_day_closes(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", SECRET)
        await day.say("bo", "JAX")
        assert "into the report for everyone taking part" in day.last("bo")
        await day.say("bo", "I read on about JAX")
        assert day.last("bo") == "Added to today’s Learning Day report."
        await day.until(at("19:59"))
        assert not any(reports(day, who) for who in ("ana", "bo", "chi"))
        await day.until(at("20:01"))
        for who in ("ana", "bo", "chi"):
            [report] = reports(day, who)
            assert SECRET in report
            assert "I read on about JAX" in report
            assert "Not shared yet: Chi." in report


async def test_a_day_on_which_nobody_shared_is_reported_to_nobody(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("20:01"))
        assert not any(reports(day, who) for who in ("ana", "bo", "chi"))
        await day.say("ana", "done – late, and still read")
        assert all(len(reports(day, who)) == 1 for who in ("ana", "bo", "chi"))


async def test_the_report_follows_what_is_changed_and_added_late(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        message = await a_day(day)
        day.platform.take_back("ana", message)
        await day.say("bo", "done – it compiles")
        for who in ("ana", "bo", "chi"):
            [report] = reports(day, who)
            assert SECRET not in report
            assert "it compiles" in report
        assert SECRET not in await kept_of_reports(day)


async def test_where_nothing_can_be_edited_the_report_is_told_once(tmp_path: Path) -> None:
    plain = Platform(replace(CAPABLE, edits=False))
    async with team(tmp_path, told(), at("9:00"), plain) as day:
        await a_day(day)
        await day.say("bo", "done – it compiles")
        assert all(len(reports(day, who)) == 1 for who in ("ana", "bo", "chi"))


async def test_what_is_no_news_any_more_is_told_to_nobody_anew(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        message = await a_day(day)
        await day.until(at("20:02") + timedelta(days=7))
        await day.store.write(lambda tx: tx.run("DELETE FROM outbox WHERE key LIKE 'read/%'"))
        day.platform.edit_own("ana", message, "reworded")
        await day.settled()
        assert [len(reports(day, who)) for who in ("ana", "bo", "chi")] == [1, 1, 1]


async def test_whoever_takes_part_is_told_on_report_and_nobody_else(tmp_path: Path) -> None:
    async with team(tmp_path, told(daily(DAN)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", SECRET)
        await day.say("bo", "/report")
        assert SECRET in day.last("bo")
        for words in ("/report", "search thing", "/search nobody", "my report"):
            await day.say("dan", words)
            await day.say("stranger", words)
        for who in ("dan", "stranger"):
            assert SECRET not in str(day.platform.direct_texts(who))


async def test_a_report_asked_for_in_a_channel_comes_to_the_person_alone(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", SECRET)
        day.platform.say("bo", "/report", place="#elsewhere")
        await day.settled()
        assert SECRET not in day.platform.channel_text("#elsewhere")
        assert SECRET in day.last("bo")


async def test_a_day_among_participants_is_told_in_no_channel_though_the_next_is_posted(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", SECRET)
        await day.bot.reload(instance(learning_day(ANA, BO, CHI)))
        day.platform.say("bo", "/report", place="#elsewhere")
        await day.settled()
        assert SECRET not in day.platform.channel_text("#elsewhere")


async def test_whoever_takes_part_no_more_is_told_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("17:30"))
        await day.say("ana", SECRET)
        await day.bot.reload(replace(instance(among_us(ANA, BO)), people=(ANA, BO, CHI)))
        await day.until(at("20:01"))
        assert [len(reports(day, who)) for who in ("ana", "bo", "chi")] == [1, 1, 0]
        await day.say("chi", "/report")
        assert SECRET not in str(day.platform.direct_texts("chi"))


async def test_the_search_of_those_who_take_part_finds_it(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await a_day(day)
        await day.say("chi", "/search nobody")
        assert "nobody" in day.last("chi")
        assert "Ana" in day.last("chi")


async def test_its_figures_over_weeks_go_to_those_who_take_part(tmp_path: Path) -> None:
    rule = Accountability("0 10 * * fri", LONDON, days=7)
    standup = replace(among_us(ANA, BO), accountability=rule)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await a_day(day)
        await day.until(at("10:01") + timedelta(days=1))
        for who in ("ana", "bo"):
            assert "Learning Day · accountability" in day.last(who)
            assert "Shared: 2 of 2" in day.last(who)
        assert {shown.place for shown in day.platform.shown} == {"@ana", "@bo"}


async def test_a_summary_of_its_days_and_months_goes_to_those_who_take_part(
    tmp_path: Path,
) -> None:
    standup = replace(among_us(ANA, BO), summary="extract")
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("17:00"))
        await day.say("ana", "I learned that attention is a soft lookup in a table.")
        await day.until(at("20:01"))
        assert any("What we learned" in text for text in day.platform.direct_texts("bo"))
        await day.until(at("9:31") + timedelta(days=7))
        months = [t for t in day.platform.direct_texts("bo") if "Learning Day · November" in t]
        assert len(months) == 1
        assert {shown.place for shown in day.platform.shown} == {"@ana", "@bo"}


async def test_one_cannot_post_ones_own_report_of_it(tmp_path: Path) -> None:
    standup = among_us(ANA, BO, channels=(Channel("chat", ROOM),))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await a_day(day)
        await day.say("ana", "share my report this month")
        assert "There’s nothing to post" in day.last("ana")
        await day.say("ana", "my report this month")
        assert SECRET in day.last("ana")
        assert "share my report" not in day.last("ana")
        assert day.platform.channel(ROOM) == []


async def test_what_was_said_among_them_stays_so_when_the_standup_is_posted_later(
    tmp_path: Path,
) -> None:
    """Neither the days of before nor what looks back on them reaches the channel."""
    rule = Accountability("0 10 * * fri", LONDON, stretch=None, days=30)
    later = replace(learning_day(ANA, BO), accountability=rule, summary="extract")
    async with team(tmp_path, instance(among_us(ANA, BO)), at("9:00")) as day:
        message = await a_day(day)
        await day.bot.reload(instance(later))
        day.platform.edit_own("ana", message, f"{SECRET}, in other words")
        await day.say("ana", "done – and I know a lot more of it now than I did before")
        await day.say("ana", "share my report since 2026-11-01")
        await day.until(at("10:01") + timedelta(days=1))
        await day.until(at("10:01") + timedelta(days=8))
        text = day.platform.channel_text(ROOM)
        assert SECRET not in text
        assert "a lot more of it" not in text
        assert "Learning Day · Thursday 3 December 2026" in text  # the first that is posted


async def test_a_day_that_was_asked_for_the_channel_is_posted_there_to_its_end(
    tmp_path: Path,
) -> None:
    """It goes by what people were told when they answered; the next day goes by the new word."""
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.bot.reload(instance(among_us(ANA, BO, channels=(Channel("chat", ROOM),))))
        await day.until(at("20:01"))
        assert "Digest" in day.platform.channel_text(ROOM)
        assert not reports(day, "ana")
        await day.until(at("9:30") + timedelta(days=7))
        await day.say("ana", SECRET)
        await day.until(at("20:01") + timedelta(days=7))
        assert SECRET not in day.platform.channel_text(ROOM)
        assert len(reports(day, "bo")) == 1


async def test_who_is_forgotten_leaves_the_reports_that_others_were_told(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await a_day(day)
        await day.say("ana", "/forget me")
        await day.say("ana", "/forget me now")
        for who in ("bo", "chi"):
            [report] = reports(day, who)
            assert SECRET not in report
            assert "JAX" in report
        assert SECRET not in await day.everything()


async def test_words_that_are_kept_no_longer_leave_what_was_told(tmp_path: Path) -> None:
    kept = Retention(answers=timedelta(days=14), messages=timedelta(days=60))
    async with team(tmp_path, replace(told(), retention=kept), at("9:00")) as day:
        await a_day(day)
        assert SECRET in await kept_of_reports(day)
        for week in range(1, 4):
            await day.until(at("20:01") + timedelta(weeks=week))
        assert SECRET not in await kept_of_reports(day)
        assert all(len(reports(day, who)) == 1 for who in ("ana", "bo", "chi"))


async def test_a_long_report_is_told_in_part_and_whole_on_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONGEST", 40)
    async with team(tmp_path, told(), at("9:00")) as day:
        await a_day(day)
        [report] = reports(day, "chi")
        assert (SECRET in report, "JAX" in report) == (True, False)
        assert "/team report shows all of it" in report
        await day.say("chi", "/team report")
        assert "JAX" in day.last("chi")
