"""A poll: one question to everybody now, and what came of it in a thread of its own."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Said
from standup.core.model import Standup
from standup.store import set_back
from tests.platform import CAPABLE, Platform
from tests.team import Team, at, daily, instance, learning_day, person, team

ANA, BO, CY = person("ana"), person("bo"), person("cy")
DAY = timedelta(days=1)
DAILY = replace(daily(ANA, BO, CY), owners=("ana",))
ASKED = "/poll Shall we meet on Friday? yes/no/maybe"


def result(day: Team, room: str = "#daily") -> str:
    return day.platform.channel_text(room)


async def test_everybody_is_asked_now_and_what_came_of_it_stands_in_the_thread(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.say("ana", ASKED)
        shown = day.last("ana")
        assert "3 people will be asked this now: Ana, Bo and Cy." in shown
        for one in ("Shall we meet on Friday?", "yes", "no", "maybe"):
            assert one in shown
        assert "until Friday 27 November, 14:00" in shown
        assert result(day) == ""
        await day.say("ana", "/yes")
        assert "Done: I’m asking 3 people" in "".join(day.platform.direct_texts("ana"))
        for who in ("ana", "bo", "cy"):
            assert "Shall we meet on Friday?" in day.last(who)
        await day.say("bo", "yes")
        await day.say("cy", "no, I am on a train")
        assert "Daily: Poll" in result(day)
        assert "on a train" in result(day)
        await day.until(at("14:01") + DAY)
        for told in ("yes: 1 (Bo)", "no: 1 (Cy)", "maybe: 0", "1 person didn’t answer."):
            assert told in result(day)
        rows = await day.rows("SELECT action, words FROM change")
        assert rows == [("poll", ASKED[1:])]


async def test_the_standup_goes_on_as_if_there_was_no_poll(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.agree("ana", ASKED)
        assert "Where are you stuck?" in day.last("bo")  # the poll waits for its turn
        await day.say("bo", "-")
        assert "Shall we meet on Friday?" in day.last("bo")
        await day.say("bo", "maybe")
        await day.until(at("9:31") + DAY)
        opened = await day.rows("SELECT standup FROM run ORDER BY id")
        assert [str(one).partition("/")[0] for (one,) in opened] == ["daily", "daily", "daily"]
        assert "What did you do?" in "".join(day.platform.direct_texts("bo")[-3:])
        await day.say("ana", "/who")
        assert "Poll" not in day.last("ana")


async def test_words_answer_a_poll_without_options_until_a_time(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", "/poll until 15:00 Where do we eat?")
        await day.say("bo", "at the harbour")
        await day.until(at("15:01"))
        assert "at the harbour" in result(day)
        [(closed,)] = await day.rows("SELECT closed_at IS NOT NULL FROM run")
        assert closed
        assert "yes:" not in result(day)


async def test_a_time_that_is_past_is_that_of_tomorrow(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("16:00")) as day:
        await day.say("ana", "/poll until 15:00 Where do we eat?")
        assert "until Friday 27 November, 15:00" in day.last("ana")


async def test_an_answer_that_changes_after_the_close_changes_the_result(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", "/poll until 15:00 Shall we? yes/no")
        said = await day.say("bo", "yes")
        await day.until(at("15:01"))
        assert "yes: 1 (Bo)" in result(day)
        day.platform.edit_own("bo", said, "no")
        await day.settled()
        assert "no: 1 (Bo)" in result(day)
        assert "yes: 0" in result(day)
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        assert "(Bo)" not in result(day)


async def test_a_poll_outlives_the_bot_and_a_reload(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, instance(DAILY), at("14:00"), platform) as day:
        await day.agree("ana", "/poll until 15:00 Shall we? yes/no")
        await day.bot.reload(instance(replace(DAILY, title="Other")))
        await day.say("bo", "yes")
    async with team(tmp_path, instance(DAILY), at("14:30"), platform) as day:
        await day.say("cy", "no")
        await day.until(at("15:01"))
        [(number,)] = await day.rows("SELECT count(*) FROM answer")
        assert number == 2
        assert "no: 1 (Cy)" in result(day)


async def test_a_large_team_is_asked_some_at_a_time_and_each_once(tmp_path: Path) -> None:
    many = [person(f"p{number}") for number in range(230)]
    told = replace(daily(ANA, *many), owners=("ana",))
    async with team(tmp_path, instance(told), at("14:00")) as day:
        await day.agree("ana", ASKED)
        asked = [s for s in day.platform.shown if "Shall we meet" in s.text and s.place[0] == "@"]
        once = [s.place for s in asked if s.place != "@ana"]
        assert sorted(once) == sorted(f"@p{number}" for number in range(230))
        assert await day.rows("SELECT * FROM schedule WHERE standup LIKE '%poll%'") == []


async def test_who_is_away_is_not_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.say("bo", "away today")
        await day.say("ana", ASKED)
        assert "2 people will be asked this now: Ana and Cy." in day.last("ana")


async def test_nor_is_whose_day_it_is_not(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.say("bo", "my days mon-wed")  # and it is a Thursday
        await day.say("ana", ASKED)
        assert "2 people will be asked this now: Ana and Cy." in day.last("ana")


async def test_two_of_one_moment_are_two(tmp_path: Path) -> None:
    both = replace(DAILY, owners=("ana", "bo"))
    async with team(tmp_path, instance(both), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.agree("bo", "/poll until 15:00 Where do we eat?")
        await day.say("cy", "maybe")
        assert "Where do we eat?" in day.last("cy")
        assert await day.rows("SELECT count(*) FROM run") == [(2,)]


async def test_news_belongs_to_the_day_and_not_to_the_poll(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        for answer in ("maps", "-"):
            await day.say("bo", answer)
        await day.agree("ana", ASKED)
        await day.say("bo", "maybe")
        await day.say("bo", "by the way, the maps are done")
        [(run,)] = await day.rows("SELECT r.standup FROM addition a JOIN run r ON r.id = a.run_id")
        assert run == "daily"


async def test_of_several_standups_it_is_named_before_the_question(tmp_path: Path) -> None:
    other = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(DAILY, other), at("8:00")) as day:
        await day.say("ana", ASKED)
        assert "poll daily Shall we meet on Friday? yes/no/maybe" in day.last("ana")
        await day.say("ana", "/poll Learning Day: Shall we meet? yes/no")
        assert "2 people will be asked this now: Ana and Bo." in day.last("ana")


async def test_where_participants_alone_read_nothing_is_posted_and_they_are_told(
    tmp_path: Path,
) -> None:
    quiet = replace(DAILY, readers="participants")
    async with team(tmp_path, instance(quiet), at("14:00")) as day:
        await day.say("ana", "/poll until 15:00 Shall we? yes/no")
        assert "I tell everyone in it what came of it" in day.last("ana")
        await day.say("ana", "/yes")
        said = await day.say("bo", "yes")
        await day.until(at("15:01"))
        assert result(day) == ""
        for who in ("ana", "bo", "cy"):
            told = "".join(day.platform.direct_texts(who))
            assert "yes: 1 (Bo)" in told
            assert "Digest · Daily: Poll" in told
        day.platform.edit_own("bo", said, "no")
        await day.settled()
        assert "no: 1 (Bo)" in "".join(day.platform.direct_texts("cy"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/poll", "You can say poll Shall we meet on Friday?"),
        ("/poll Now or then? now/skip", "Whoever answers “skip” would be misunderstood."),
    ],
)
async def test_what_cannot_be_asked_is_said(tmp_path: Path, words: str, told: str) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.say("ana", words)
        assert told in day.last("ana")
        assert await day.rows("SELECT * FROM run") == []


async def test_only_owners_poll(tmp_path: Path) -> None:
    helped: Standup = replace(DAILY, helpers=("bo",))
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, instance(helped), at("14:00"), platform) as day:
        for who in ("bo", "cy"):
            await day.say(who, ASKED)
            await day.say(who, "/yes")
        assert await day.rows("SELECT * FROM run") == []
        await day.say("ana", ASKED)
        day.platform.choose("ana", "Ask now")
        await day.settled()
        day.platform.choose("bo", "maybe")
        await day.settled()
        assert len(await day.rows("SELECT text FROM answer")) == 1
        assert "maybe" in result(day)


async def test_what_an_owner_reads_of_it_among_the_changes_is_in_their_language(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.say("ana", "/changes")
        assert "3 people are asked, until Friday 27 November 14:00, Europe/London" in day.last(
            "ana"
        )
        await day.say("ana", "/language deutsch")
        await day.say("ana", "/changes")
        assert "3 Leute werden gefragt, bis Freitag, 27. November um 14:00 Uhr" in day.last("ana")


async def test_a_poll_is_taken_back_and_its_thread_says_so(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.say("bo", "yes")
        await day.say("ana", "/cancel poll")
        assert "over for 2 people who haven’t answered: Ana and Cy." in day.last("ana")
        assert "taken back" not in result(day)
        await day.say("ana", "/yes")
        assert "Done: that poll is taken back" in "".join(day.platform.direct_texts("ana")[-2:])
        assert "Daily: Poll · Thursday 26 November 2026 – taken back" in result(day)
        assert "Bo" in result(day)  # whose answer stays
        assert "was taken back, so there’s nothing to answer." in day.last("cy")
        assert "taken back" not in day.last("bo")
        await day.say("cy", "/status")
        assert "Shall we meet" not in day.last("cy")
        await day.until(at("15:00") + DAY)
        assert "yes: 1" not in result(day)
        assert "Digest · Daily: Poll" not in result(day)
        assert await day.rows("SELECT action, words FROM change ORDER BY id") == [
            *(("poll", ASKED[1:]), ("cancel poll", "cancel poll"))
        ]
        await day.say("ana", "/changes")
        assert "the poll is taken back" in day.last("ana")


async def test_what_waited_behind_a_poll_has_its_turn(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.agree("ana", ASKED)
        await day.until(at("9:31"))
        assert "Shall we meet on Friday?" in day.last("bo")
        await day.agree("ana", "/cancel poll")
        assert "What did you do?" in day.last("bo")


async def test_a_large_team_is_told_some_at_a_time(tmp_path: Path) -> None:
    many = [person(f"p{number}") for number in range(230)]
    told = replace(daily(ANA, *many), owners=("ana",))
    async with team(tmp_path, instance(told), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.agree("ana", "/cancel poll")
        open_ = "SELECT count(*) FROM check_in WHERE state IN ('waiting', 'asking')"
        assert await day.rows(open_) == [(0,)]
        assert await day.rows("SELECT * FROM schedule WHERE standup LIKE '%poll%'") == []


async def test_undo_takes_back_the_poll_asked_last_within_ten_minutes(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.until(at("14:09"))
        await day.say("ana", "/undo")
        assert "– taken back" in result(day)
        await day.agree("ana", ASKED.replace("Friday", "Monday"))
        await day.until(at("14:20"))
        await day.say("ana", "/undo")
        assert "Monday" not in day.last("ana")
        [*_, (closed,)] = await day.rows("SELECT closed_at IS NOT NULL FROM run ORDER BY id")
        assert not closed


async def test_undo_takes_back_a_poll_also_of_what_is_read_at_one_instant(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        for one in ("the parser", "-", "quiet 20:00-8:00"):
            await day.say("ana", one)
        inbox = day.platform.inbox
        assert inbox is not None
        batch = ("by the way, tests", ASKED, "/yes", "/undo")
        await inbox.take(
            [Said(f"b{n}", "ana", text, day.clock.now()) for n, text in enumerate(batch)]
        )
        await day.settled()
        assert "– taken back" in result(day)
        assert await day.rows("SELECT text FROM addition") == [("by the way, tests",)]


async def test_a_poll_that_was_taken_back_a_moment_ago_stays_so_as_all_is_planned_anew(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.agree("ana", ASKED)
        await day.agree("ana", "/cancel poll")
        moment_before = day.clock.now() - timedelta(seconds=2)
        await day.store.write(lambda tx: set_back.put_right(tx, moment_before))
        assert await day.rows("SELECT * FROM run WHERE closed_at IS NULL") == []


async def test_a_poll_is_put_off_until_its_end_wherever_somebody_is(tmp_path: Path) -> None:
    bo = replace(BO, zone="Asia/Kathmandu")  # 5:45 ahead
    told = replace(daily(ANA, bo), owners=("ana",))
    async with team(tmp_path, instance(told), at("9:32")) as day:
        await day.agree("ana", ASKED)
        await day.say("bo", "/at 14:00")
        assert "I’ll ask you again on Friday 27 November at 14:00" in day.last("bo")
        await day.until(at("8:16") + DAY)
        assert "Shall we meet on Friday?" in day.last("bo")


async def test_there_may_be_no_poll_to_take_back(tmp_path: Path) -> None:
    helped: Standup = replace(DAILY, helpers=("bo",))
    async with team(tmp_path, instance(helped), at("14:00")) as day:
        await day.say("ana", "/cancel poll")
        assert "No poll of Daily is open." in day.last("ana")
        await day.agree("ana", ASKED)
        await day.say("bo", "/cancel poll")
        await day.say("bo", "/yes")
        assert "taken back" not in result(day)


async def test_what_is_asked_stands_in_the_thread_of_a_poll_in_words(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("14:00")) as day:
        await day.say("ana", "/poll until 15:00 Where do we eat?")
        assert "> Where do we eat?\nIt’s open until 15:00" in day.last("ana")
        await day.say("ana", "/yes")
        await day.say("bo", "noodles")
        head = day.platform.channel("#daily")[0]
        assert head.text.splitlines()[1:3] == ["Where do we eat?", "Taking part: Ana, Bo and Cy."]
        await day.until(at("15:01"))
        head = day.platform.channel("#daily")[0]
        assert head.text.endswith("The poll is closed. Late answers are still welcome.")
        await day.say("bo", "history")
        assert "Where do we eat?\n> noodles" in day.last("bo")
        await day.say("bo", "my report")
        assert "noodles" not in day.last("bo")


async def test_a_poll_that_closed_while_it_waited_is_told_of_and_not_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.agree("ana", "/poll until 10:00 Shall we meet? yes / no")
        await day.until(at("10:01"))
        await day.say("bo", "-")
        told = "The poll “Shall we meet?” is closed by now, so I won’t ask you. What came of it is"
        assert f"{told} posted in #daily." in day.last("bo")
        await day.say("bo", "the tiles are slow")
        assert "the tiles are slow" in result(day)
        assert "yes: 0" in result(day)


async def test_whoever_knows_who_reads_is_not_told_with_each_poll(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.say("bo", "-")
        await day.agree("ana", ASKED)
        assert "Shall we meet on Friday?" in day.last("bo")
        assert "Your answers are posted" not in day.last("bo")
