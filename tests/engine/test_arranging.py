"""Owners change what a standup is from chat: its times, days, words and people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Account, Instance, Person
from tests.team import LONDON, Team, at, daily, instance, learning_day, person, team

ANA, BO, CY = person("ana"), person("bo"), person("cy")
DOT = Person("dot", "Dot Young", LONDON, (Account("chat", "dot"),))
DAY = timedelta(days=1)
DAILY = replace(daily(ANA, BO), owners=("ana",))
LEARNING = replace(learning_day(ANA, BO), owners=("ana",))


async def asked(day: Team, who: str = "bo") -> Sequence[str]:
    """The days on which somebody was asked, and when."""
    rows = await day.rows(
        "SELECT c.round, r.day, c.opened_at FROM check_in c JOIN run r ON r.id = c.run_id"
        " WHERE c.person = ? ORDER BY c.opened_at",
        who,
    )
    return [f"{str(when)[-2:]} {_clock(at)}" for _, when, at in rows]


def _clock(ms: object) -> str:
    assert isinstance(ms, int)
    minutes = ms // 60_000 % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


async def test_another_time_holds_from_the_next_asking_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "time 10:00")
        assert "Done: Daily asks at 10:00. The first such day is Thursday 26" in day.last("ana")
        await day.until(at("23:00") + DAY)
        assert await asked(day) == ["26 10:00", "27 10:00"]


@pytest.mark.parametrize(
    ("said_at", "time", "today"),
    [("9:31", "10:00", "09:30"), ("9:20", "9:10", "09:30"), ("9:31", "9:10", "09:30")],
)
async def test_nobody_is_asked_twice_or_left_out_on_the_day_of_the_change(
    tmp_path: Path, said_at: str, time: str, today: str
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.until(at(said_at))
        await day.say("ana", f"/time {time}")
        assert "The first such day is Friday 27 November" in day.last("ana")
        await day.until(at("23:00") + DAY)
        assert await asked(day) == [f"26 {today}", f"27 {time.zfill(5)}"]


@pytest.mark.parametrize(("time", "back_at"), [("10:00", "9:34"), ("9:28", "9:29")])
async def test_a_change_that_is_taken_back_leaves_nobody_out_and_asks_nobody_twice(
    tmp_path: Path, time: str, back_at: str
) -> None:
    async with team(tmp_path, instance(DAILY), at("9:25")) as day:
        await day.say("ana", f"/time {time}")
        await day.until(at(back_at))
        await day.say("ana", "/undo")
        assert "Taken back" in day.last("ana")
        await day.until(at("23:00") + DAY)
        assert await asked(day) == [f"26 {time.zfill(5)}", "27 09:30"]


async def test_a_day_that_has_begun_elsewhere_goes_on_as_it_began(tmp_path: Path) -> None:
    people = (ANA, person("kai", "Pacific/Auckland"), person("lou", "America/New_York"))
    told = instance(replace(daily(*people), owners=("ana",)))
    async with team(tmp_path, told, at("20:00") - DAY) as day:
        await day.until(at("22:00") - DAY)  # Auckland has begun the 26th
        await day.say("ana", "/time 11:00")
        await day.until(at("23:00") + DAY)
        for who, zone_hours in (("ana", 0), ("lou", -5), ("kai", 13)):
            local = [
                (int(moment[3:5]) + zone_hours) % 24
                for moment in await asked(day, who)
                if moment[:2] in {"26", "27"}
            ]
            assert local == [9, 11]


async def test_however_often_times_change_in_a_day_nobody_is_asked_twice_or_left_out(
    tmp_path: Path,
) -> None:
    people = (ANA, person("kai", "Pacific/Auckland"), person("lou", "America/New_York"))
    told = instance(replace(daily(*people, closes=30), owners=("ana",)))
    async with team(tmp_path, told, at("5:00")) as day:  # Auckland has begun the 26th
        for clock, time in (("6:00", "0:10"), ("11:20", "14:30"), ("11:30", "16:00")):
            await day.until(at(clock))  # Auckland begins the 27th at 11:10
            await day.say("ana", f"/time {time}")
        await day.say("ana", "/undo")
        await day.until(at("23:59") + 2 * DAY)
        assert {who: await asked(day, who) for who in ("ana", "kai", "lou")} == {
            "ana": ["26 09:30", "27 00:10", "28 14:30"],
            "kai": ["27 11:10", "28 01:30"],
            "lou": ["26 14:30", "27 05:10", "28 19:30"],
        }


async def test_an_open_run_keeps_the_times_of_its_later_rounds(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/time evening 19:00")
        assert "There’s no round “evening”" in day.last("ana")
        await day.say("ana", "/time learned 19:00")
        assert "The first such day is Thursday 3 December" in day.last("ana")
        await day.until(at("23:00") + 7 * DAY)
        assert await asked(day) == ["26 09:30", "26 17:00", "03 09:30", "03 19:00"]


async def test_a_round_that_closes_when_the_next_one_opens_still_does(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.say("ana", "/time learned 18:00")
        await day.until(at("17:30"))
        assert await asked(day) == ["26 09:30"]
        rows = await day.rows("SELECT deadline_at FROM check_in WHERE person = 'bo'")
        assert [_clock(when) for (when,) in rows] == ["18:00"]


async def test_of_several_rounds_it_is_asked_which(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("8:00")) as day:
        await day.say("ana", "time 10:00")
        assert "For which round?" in day.last("ana")
        assert "time plan 10:00" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []


@pytest.mark.parametrize("words", ["time plan 18:00", "deadline learned 9:00"])
async def test_times_that_do_not_follow_on_each_other_are_refused(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, instance(LEARNING), at("8:00")) as day:
        await day.say("ana", words)
        assert "That doesn’t fit the other times, so nothing changed." in day.last("ana")
        assert "asked at 17:00" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []
        assert await day.rows("SELECT * FROM change") == []


async def test_another_deadline_holds_from_the_next_run_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/deadline 14:00")
        assert "Done: the deadline of Daily is 14:00." in day.last("ana")
        await day.say("ana", "/deadline 9:00 the next day")
        assert "09:00 the next day" in day.last("ana")
        await day.until(at("9:31") + DAY)
        rows = await day.rows("SELECT deadline_at FROM check_in WHERE person = 'bo' ORDER BY id")
        assert [_clock(when) for (when,) in rows] == ["12:00", "09:00"]


async def test_other_days_hold_at_once_and_what_is_open_goes_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "days mon-wed")
        assert "Done: Daily asks on these days: Monday to Wednesday." in day.last("ana")
        assert "The first such day is Monday 30 November" in day.last("ana")
        await day.say("bo", "maps")
        await day.until(at("23:00") + 6 * DAY)
        days = [one[:2] for one in await asked(day)]
        assert days == ["26", "30", "01", "02"]


async def test_a_question_is_put_in_other_words_from_the_next_run_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.say("ana", "/ask")
        assert "1: What did you do?" in day.last("ana")
        await day.say("ana", "ask 7 Why?")
        assert "There’s no question 7." in day.last("ana")
        await day.until(at("9:31"))
        await day.say("ana", "/ask 1 What moved you, and where to?")
        assert "from the next run on" in day.last("ana")
        await day.say("bo", "hello there")
        assert "What moved you" not in "".join(day.platform.direct_texts("bo"))
        await day.until(at("9:31") + DAY)
        assert "What moved you, and where to?" in day.last("bo")


async def test_somebody_is_added_and_removed(tmp_path: Path) -> None:
    told = Instance((DAILY,), (ANA, BO, CY, DOT), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("ana", "add @dot and Cy")
        assert "Done: Dot Young and Cy take part in Daily." in day.last("ana")
        await day.agree("ana", "remove bo")
        assert "I don’t ask Bo in Daily any more." in day.last("ana")
        await day.until(at("9:31"))
        assert [await asked(day, who) for who in ("bo", "cy", "dot")] == [
            [],
            ["26 09:30"],
            ["26 09:30"],
        ]
        await day.say("ana", "/add cy")
        assert "Nothing changed" in day.last("ana")
        await day.agree("ana", "/remove young")
        assert "I don’t ask Dot Young in Daily any more." in day.last("ana")
        await day.say("ana", "/undo")
        await day.until(at("9:31") + DAY)
        assert len(await asked(day, "dot")) == 2


async def test_who_is_meant_is_asked_where_two_are_called_so(tmp_path: Path) -> None:
    other = Person("dan", "Dan Young", LONDON, (Account("chat", "dan"),))
    told = Instance((DAILY,), (ANA, BO, DOT, other), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("ana", "/add young")
        assert "Whom do you mean by “young”?" in day.last("ana")
        assert "add dot – Dot Young" in day.last("ana")
        await day.say("ana", "/add zoe")
        assert "I know nobody called “zoe” there." in day.last("ana")
        await day.say("ana", "/remove ana, bo")
        assert "would ask nobody" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []


async def test_what_may_be_an_answer_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("add bo", "ask 2 people about it", "remove old code"):
            await day.say("ana", words)
            assert f"say /{words}" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []
        await day.say("bo", "remove old code")  # who runs nothing
        assert await day.rows("SELECT text FROM answer") == [("remove old code",)]


@pytest.mark.parametrize(
    ("fixed", "words"),
    [
        ("time", "time 10:00"),
        ("days", "days mon"),
        ("deadline", "deadline 13:00"),
        ("ask", "ask 1 What?"),
        ("participants", "add cy"),
        ("participants", "remove bo"),
    ],
)
async def test_what_is_fixed_is_changed_by_nobody(tmp_path: Path, fixed: str, words: str) -> None:
    told = Instance((replace(DAILY, fixed=frozenset({fixed})),), (ANA, BO, CY), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("ana", f"/{words}")
        assert "keeps that fixed in its file" in day.last("ana")
        assert await day.rows("SELECT * FROM change") == []


@pytest.mark.parametrize(
    "words", ["time ten", "days of thunder", "deadline soon", "ask nicely", "add", "remove"]
)
async def test_what_is_not_understood_says_how_it_is_said(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", f"/{words}")
        assert "I didn’t understand that. You can say" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []


async def test_each_has_its_line_in_the_audit_trail_and_undo_takes_it_back(tmp_path: Path) -> None:
    told = Instance((DAILY,), (ANA, BO, CY), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        for words in ("time 10:00", "days mon-fri", "deadline 13:00", "ask 1 What?", "add cy"):
            await day.say("ana", f"/{words}")
            await day.say("ana", "/undo")
            assert f"Taken back: “{words}”." in day.last("ana")
        rows = await day.rows("SELECT action, undone_by FROM change ORDER BY id")
        actions = ("time", "days", "deadline", "ask", "add")
        assert rows == [(action, "ana") for action in actions]
        await day.until(at("23:00") + 3 * DAY)
        assert await asked(day) == ["26 09:30", "27 09:30", "28 09:30", "29 09:30"]


async def test_what_was_said_of_somebody_goes_with_them(tmp_path: Path) -> None:
    told = Instance((DAILY,), (ANA, BO, CY), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("ana", "/add cy")
        await day.agree("ana", "/remove bo")
        for who in ("cy", "bo"):
            await day.say(who, "forget me")
            await day.say(who, "forget me now")
        told_of = str(await day.rows("SELECT words, effect FROM change"))
        assert "cy" not in told_of
        assert "bo" not in told_of
        kinds = await day.rows("SELECT value FROM setting WHERE ended_at IS NULL")
        assert "cy" not in str(kinds)
        await day.until(at("9:31"))
        assert await asked(day, "bo") == []  # who was removed stays so


async def test_somebody_is_meant_by_a_mention_as_a_platform_writes_it(tmp_path: Path) -> None:
    cy = Person("cy", "Cy", LONDON, (Account("chat", "4711"),))
    eve = Person("eve", "Eve", LONDON, (Account("chat", "@eve:example.org"),))
    told = Instance((DAILY,), (ANA, BO, cy, eve), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("ana", "/add <@4711>, @eve:example.org")
        assert "Done: Cy and Eve take part in Daily." in day.last("ana")


async def test_the_same_said_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        for words in ("/time 10:00", "/days mon-fri", "/deadline 13:00", "/ask 1 What?"):
            await day.say("ana", words)
            await day.say("ana", words)
            assert "Daily is like that already." in day.last("ana")
        assert len(await day.rows("SELECT * FROM change")) == 4


async def test_of_several_standups_it_is_asked_which_one_is_changed(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY, LEARNING), at("8:00")) as day:
        await day.say("ana", "time 10:00")
        assert "time 10:00 daily" in day.last("ana")
        await day.say("ana", "/ask 1 What of daily?")
        assert "For which standup?" in day.last("ana")
        assert "ask daily 1 What of daily?" in day.last("ana")
        await day.say("ana", "/ask daily 1 What of daily?")
        assert "Daily asks “What of daily?”" in day.last("ana")
        await day.say("ana", "/time learned 18:00 learning-day")
        assert "Done: Learning Day asks “Learned” at 18:00." in day.last("ana")
