"""Leaving a standup and coming back, as people say it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.model import Account
from tests.platform import Platform
from tests.team import ROOM, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
BOTH = instance(learning_day(ANA, BO), daily(ANA, BO))
WEEK = timedelta(days=7)


async def test_who_leaves_is_asked_no_more_and_counts_no_more(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "JAX")
        await day.say("bo", "leave")
        assert "you’ve left Learning Day" in day.last("bo")
        heard = len(day.platform.direct_texts("bo"))
        await day.until(at("23:00"))
        assert "1. JAX" in day.platform.channel_text(ROOM)
        assert "Shared: plan 1 of 2, learned 0 of 1." in day.platform.channel_text(ROOM)
        await day.until(at("23:00") + WEEK)
        assert len(day.platform.direct_texts("bo")) == heard
        assert day.platform.channel_text(ROOM).count("Shared: plan 0 of 1") == 1


async def test_join_brings_back_whoever_left_and_undo_takes_either_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "leave")
        assert "you aren’t in a standup" in day.last("bo")
        await day.say("bo", "/join")
        assert "Learning Day again" in day.last("bo")
        await day.say("bo", "undo")
        await day.until(at("9:31"))
        asked = [text for text in day.platform.direct_texts("bo") if "will you learn" in text]
        assert len(asked) == 0
        await day.say("bo", "/join")
        await day.until(at("9:31") + WEEK)
        asked = [text for text in day.platform.direct_texts("bo") if "will you learn" in text]
        assert len(asked) == 1


async def test_whoever_takes_leaving_back_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "undo")
        assert "Taken back: “leave”" in day.last("bo")
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")


async def test_join_brings_back_whoever_is_away_as_well(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "away today")
        await day.say("bo", "/join")
        told = day.platform.direct_texts("bo")[-2:]
        assert "cleared your away dates" in told[0]
        assert "Learning Day again" in told[1]
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")
        await day.say("bo", "away today")
        await day.say("bo", "/join")
        assert len(await day.rows("SELECT * FROM setting WHERE ended_at IS NULL")) == 1


async def test_nobody_comes_back_into_what_the_files_keep_by_now(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        kept = replace(learning_day(ANA), fixed=frozenset({"participants"}))
        await day.bot.reload(replace(instance(kept), people=(ANA, BO)))
        await day.say("bo", "/join")
        assert "Please ask" in day.last("bo")
        assert "Welcome back" not in day.last("bo")


async def test_what_is_open_of_another_standup_goes_on(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/leave")
        assert "For which standup?" in day.last("bo")
        await day.say("bo", "/leave learning-day")
        told = "\n".join(day.platform.direct_texts("bo"))
        assert "you’ve left Learning Day" in told
        assert "What did you do?" in told
        await day.say("bo", "/leave daily")
        await day.until(at("23:00"))
        assert "will you learn" not in day.last("bo")


async def test_said_bare_to_an_open_question_it_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "leave")
        assert "Then say /leave" in day.last("bo")
        assert await day.rows("SELECT text FROM answer") == []
        assert await day.rows("SELECT kind FROM setting") == []


async def test_nobody_leaves_what_the_files_keep_or_what_would_ask_nobody(tmp_path: Path) -> None:
    kept = replace(learning_day(ANA, BO), fixed=frozenset({"participants"}))
    async with team(tmp_path, instance(kept, daily(ANA)), at("9:00")) as day:
        await day.say("bo", "leave")
        assert "you’ve left" not in day.last("bo")
        assert await day.rows("SELECT kind FROM setting") == []
        await day.say("ana", "leave daily")
        assert "the only one in Daily" in day.last("ana")
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")


async def test_whom_an_owner_removed_does_not_come_back_by_a_word(tmp_path: Path) -> None:
    owned = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned), at("9:00")) as day:
        await day.agree("ana", "remove bo")
        await day.say("bo", "/join")
        assert "Please ask" in day.last("bo")
        await day.say("ana", "leave")
        assert "the only one" in day.last("ana")


async def test_owners_see_who_left_and_still_run_what_they_left(tmp_path: Path) -> None:
    owned = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned), at("9:00")) as day:
        await day.say("ana", "leave")
        assert "You still run it" in day.last("ana")
        await day.say("ana", "changes")
        assert "“leave”" in day.last("ana")
        await day.agree("ana", "pause")
        assert "Done" in day.last("ana")


async def test_who_left_several_is_asked_which_they_want_back(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.say("bo", "leave daily")
        await day.say("bo", "leave learning-day")
        await day.say("bo", "/join")
        assert "Which do you want back?" in day.last("bo")
        assert "/join learning-day" in day.last("bo")
        assert "/join all" in day.last("bo")
        await day.say("bo", "join learning day")
        assert "You’re in Learning Day again" in day.last("bo")
        await day.say("bo", "/join daily")
        assert "You’re in Daily again" in day.last("bo")
        await day.until(at("9:31"))
        assert len(await day.rows("SELECT * FROM check_in WHERE person = 'bo'")) == 2


async def test_who_left_several_comes_back_into_all_with_one_word(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.say("bo", "leave daily")
        await day.say("bo", "leave learning-day")
        await day.say("bo", "/join all")
        assert "You’re in Daily and Learning Day again" in day.last("bo")


async def test_a_name_brings_back_into_that_standup_alone(tmp_path: Path) -> None:
    reading = replace(daily(ANA, BO), id="reading", title="Reading")
    closed = replace(daily(ANA), id="closed", title="Closed")
    three = instance(learning_day(ANA, BO), daily(ANA, BO), reading, closed)
    async with team(tmp_path, three, at("9:00")) as day:
        await day.say("bo", "leave daily")
        await day.say("bo", "/join reading")
        assert "You’re in Reading. Welcome!" in day.last("bo")
        await day.say("bo", "/join closed")
        assert "Daily again" not in day.last("bo")
        assert len(await day.rows("SELECT * FROM setting WHERE ended_at IS NULL")) == 1
        await day.say("bo", "/join daily")
        assert "You’re in Daily again" in day.last("bo")


async def test_what_is_no_name_of_theirs_is_an_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "join two tables in the report")
        [(text,)] = await day.rows("SELECT text FROM answer")
        assert text == "join two tables in the report"


async def test_whom_an_owner_removed_is_told_whom_to_ask(tmp_path: Path) -> None:
    owned = replace(daily(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned, learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("ana", "remove bo daily")
        await day.say("ana", "yes")
        assert await day.rows("SELECT kind FROM setting") == [("participants",)]
        await day.say("bo", "/join daily")
        assert "You aren’t in Daily, and I can’t let you in. Please ask" in day.last("bo")


async def test_who_left_and_was_forgotten_may_join_again(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.until(at("9:31"))
        assert await day.rows("SELECT * FROM check_in WHERE person = 'bo'") == []
        await day.say("bo", "/join")
        assert "You’re in Learning Day again" in day.last("bo")
        await day.until(at("17:01"))
        assert "What did you learn?" in day.last("bo")


async def test_nothing_of_what_was_set_stays_of_who_left_joined_again_and_is_forgotten(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("8:00")) as day:
        for said in ("leave", "/join", "forget me", "forget me now"):
            await day.say("bo", said)
        assert await day.rows("SELECT * FROM setting") == []
        assert "'bo'" not in str(await day.rows("SELECT * FROM change"))
        await day.until(at("9:31") + timedelta(days=7))
        assert "What will you learn" in day.last("bo")


async def test_what_stands_for_who_was_forgotten_is_not_beside_their_id(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        for said in ("knots", "leave", "forget me", "forget me now"):
            await day.say("bo", said)
        [(value, by)] = await day.rows("SELECT value, said_by FROM setting")
        [(past,)] = await day.rows("SELECT person FROM participant WHERE person LIKE 'somebody-%'")
        assert "bo" in str(value)
        assert await day.rows("SELECT said_by FROM change WHERE setting_id IS NOT NULL") == [(by,)]
        assert str(by).startswith("somebody-")
        assert by != past


async def test_whom_an_owner_removed_and_who_was_forgotten_does_not(tmp_path: Path) -> None:
    owned = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned), at("9:00")) as day:
        await day.say("ana", "remove bo")
        await day.say("ana", "yes")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.say("bo", "/join")
        assert "Please ask" in day.last("bo")
        await day.until(at("9:31"))
        assert await day.rows("SELECT * FROM check_in WHERE person = 'bo'") == []


async def test_one_person_leaves_on_one_platform_and_comes_back_on_another(tmp_path: Path) -> None:
    both = replace(BO, accounts=(Account("chat", "bo"), Account("other", "bob")))
    other = Platform()
    told = instance(learning_day(ANA, both))
    async with team(tmp_path, told, at("9:00"), others={"other": other}) as day:
        other.say("bob", "leave")
        await day.settled()
        assert "you’ve left Learning Day" in other.direct_texts("bob")[-1]
        await day.until(at("9:31"))
        assert day.platform.direct_texts("bo") == []
        await day.say("bo", "/join")
        assert "Learning Day again" in day.last("bo")
        other.say("bob", "undo")
        await day.settled()
        assert "Taken back" in other.direct_texts("bob")[-1]
        await day.until(at("9:31") + WEEK)
        assert await day.rows("SELECT * FROM check_in WHERE person = 'bo'") == []


async def test_leave_in_a_group_is_answered_where_nobody_else_reads_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        day.platform.say("bo", "/leave", place="#group")
        await day.settled()
        assert "you’ve left Learning Day" in day.last("bo")
        assert "you’ve left" not in day.platform.channel_text("#group")


async def test_an_export_tells_of_leaving_and_coming_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "/join")
        await day.say("bo", "export me")
        told = "\n".join(day.platform.direct_texts("bo"))
        assert "To learning-day you did" in told
        assert ": leave" in told
        assert ": join" in told
