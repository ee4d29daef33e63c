"""Whoever leaves one run after the other without a word is asked about the rhythm, and then let
be until they say a word."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from standup.core.model import Instance, Standup
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, Team, at, daily, instance, learning_day, person, team

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASKS = "Is the rhythm right for you?"
LETS_BE = "so I’ll let you be there now"
AGAIN = "I’ll ask you there again"
ANA, BO = person("ana"), person("bo")


def weary(fatigue: int | None = 2, **changes: Any) -> Standup:
    """A daily standup of two that bears so much silence, with a reminder."""
    made = daily(ANA, BO)
    round_ = replace(made.rounds[0], reminder=timedelta(minutes=30))
    return replace(made, rounds=(round_,), fatigue=fatigue, **changes)


def pressing() -> Platform:
    return Platform(replace(CAPABLE, choices=True))


def told(*standups: Standup) -> Instance:
    return instance(*(standups or (weary(),)))


async def through(day: Team, first: int, last: int, *, answers: tuple[str, ...] = ("ana",)) -> None:
    """Live these days, on each of which some answer."""
    for n in range(first, last + 1):
        await day.until(at("9:31") + n * DAY)
        for who in answers:
            await day.say(who, "Wrote the parser.")
            await day.say(who, "-")
        await day.until(at("12:01") + n * DAY)


def heard(day: Team, who: str, words: str) -> int:
    return sum(words in text for text in day.platform.direct_texts(who))


async def asked(day: Team, who: str) -> int:
    [(count,)] = await day.rows("SELECT count(*) FROM check_in WHERE person = ?", who)
    assert isinstance(count, int)
    return count


async def test_after_some_runs_without_a_word_somebody_is_asked_once_about_the_rhythm(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 1)
        assert heard(day, "bo", ASKS) == 0
        await day.until(at("9:31") + 2 * DAY)
        texts = day.platform.direct_texts("bo")
        assert ASKS in texts[-2]
        assert "What did you do?" in texts[-1]
        await through(day, 3, 3)
        assert heard(day, "bo", ASKS) == 1
        assert heard(day, "ana", ASKS) == 0


async def test_after_as_many_more_somebody_is_let_be_and_nobody_else_hears_of_it(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 3)
        assert heard(day, "bo", LETS_BE) == 1
        said = len(day.platform.direct_texts("bo"))
        await through(day, 4, 8)
        assert len(day.platform.direct_texts("bo")) == said
        assert heard(day, "ana", "let") == 0
        posted = "\n".join(day.platform.channel_text("#daily").split("\n"))
        assert "let you be" not in posted
        rosters = await day.rows(
            "SELECT count(*) FROM participant WHERE person = 'bo' GROUP BY person"
        )
        assert rosters == [(4,)]


async def test_any_word_brings_the_questions_back(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 4)
        before = await asked(day, "bo")
        await day.say("bo", "hi!")
        assert AGAIN in day.last("bo")
        assert await asked(day, "bo") == before
        await day.until(at("9:31") + 5 * DAY)
        assert await asked(day, "bo") == before + 1
        await through(day, 5, 6)
        assert heard(day, "bo", LETS_BE) == 1
        assert heard(day, "bo", AGAIN) == 1


async def test_a_late_answer_is_a_word(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 3)
        assert heard(day, "bo", LETS_BE) == 1
        await day.say("bo", "Late, but here: the lexer.")
        assert heard(day, "bo", AGAIN) == 1
        await day.until(at("9:31") + 4 * DAY)
        assert await asked(day, "bo") == 5


async def test_news_that_is_changed_is_a_word(tmp_path: Path) -> None:
    late = replace(weary(), rounds=(replace(weary().rounds[0], closes=20 * HOUR),))
    async with team(tmp_path, told(late), at("8:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "Wrote the lexer.")
        await day.say("bo", "-")
        news = await day.say("bo", "by the way, the maps are done")
        for n in (1, 2):
            await day.until(at("20:01") + n * DAY)
        day.platform.edit_own("bo", news, "by the way, the maps and the docs are done")
        await day.settled()
        await day.until(at("20:01") + 3 * DAY)
        assert await day.rows("SELECT person, runs FROM silence WHERE person = 'bo'") == [("bo", 1)]


async def test_a_word_between_begins_the_count_anew(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 0)
        await day.until(at("9:40") + DAY)
        await day.say("bo", "/status")
        await through(day, 1, 2)
        await day.until(at("9:31") + 3 * DAY)
        assert heard(day, "bo", ASKS) == 0
        await through(day, 3, 3)
        await day.until(at("9:31") + 4 * DAY)
        assert heard(day, "bo", ASKS) == 1


async def test_days_away_neither_count_nor_break_the_row(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 0)
        await day.store.write(
            lambda tx: tx.run(
                "INSERT INTO away (person, first_day, last_day) VALUES ('bo', ?, ?)",
                (at("0:00") + DAY).date().isoformat(),
                (at("0:00") + 3 * DAY).date().isoformat(),
            )
        )
        await through(day, 1, 4)
        assert heard(day, "bo", ASKS) == 0
        await day.until(at("9:31") + 5 * DAY)
        assert heard(day, "bo", ASKS) == 1


async def test_whoever_cannot_be_reached_is_not_said_to_be_silent(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        day.platform.unreachable["@bo"] = "blocked"
        await through(day, 0, 4)
        assert await day.rows("SELECT * FROM silence") == []


async def test_an_answer_elsewhere_is_no_word_here(tmp_path: Path) -> None:
    reading = replace(daily(ANA, BO, cron="0 13 * * *", closes=15), id="reading", title="Reading")
    async with team(tmp_path, told(weary(), replace(reading, fatigue=2)), at("8:00")) as day:
        for n in range(3):
            await day.until(at("9:31") + n * DAY)
            await day.say("ana", "Wrote the parser.")
            await day.until(at("13:01") + n * DAY)
            for who in ("ana", "bo"):
                await day.say(who, "Read about parsers.")
                await day.say(who, "-")
        assert await day.rows("SELECT person, standup, runs FROM silence ORDER BY 2") == [
            ("bo", "daily", 3)
        ]


async def test_a_standup_that_never_tires_asks_on(tmp_path: Path) -> None:
    async with team(tmp_path, told(weary(None)), at("8:00")) as day:
        await through(day, 0, 9)
        assert await asked(day, "bo") == 10
        assert await day.rows("SELECT * FROM silence") == []


async def test_a_choice_changes_what_it_says(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00"), pressing()) as day:
        await through(day, 0, 1)
        await day.until(at("9:31") + 2 * DAY)
        day.platform.choose("bo", "Fewer reminders")
        await day.settled()
        assert "I won’t remind you" in day.last("bo")
        await day.until(at("12:01") + 2 * DAY)
        assert heard(day, "bo", "You haven’t answered") == 2
        await day.until(at("9:31") + 4 * DAY)
        day.platform.choose("bo", "Fewer reminders")
        await day.say("bo", "undo")
        assert "Taken back" in day.last("bo")


async def test_as_before_is_heard_while_a_question_waits(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 1)
        await day.until(at("9:31") + 2 * DAY)
        await day.say("bo", "As before")
        assert "it all stays as it is" in day.last("bo")
        assert (
            await day.rows(
                "SELECT * FROM answer JOIN check_in c ON c.id = check_in_id WHERE c.person = 'bo'"
            )
            == []
        )
        await through(day, 2, 3)
        await day.until(at("9:31") + 4 * DAY)
        assert heard(day, "bo", ASKS) == 1


async def test_somebody_leaves_by_a_choice(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00"), pressing()) as day:
        await through(day, 0, 1)
        await day.until(at("9:31") + 2 * DAY)
        day.platform.choose("bo", "Leave")
        await day.settled()
        assert "you’ve left Daily" in day.last("bo")
        await through(day, 3, 5)
        assert await asked(day, "bo") == 3
        assert await day.rows("SELECT * FROM silence") == []


async def test_whoever_was_let_be_and_leaves_is_not_promised_more_questions(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 4)
        await day.say("bo", "/leave")
        assert "you’ve left Daily" in day.last("bo")
        assert heard(day, "bo", AGAIN) == 0
        await through(day, 5, 5)
        assert await asked(day, "bo") == 4


async def test_only_what_can_be_changed_is_offered(tmp_path: Path) -> None:
    standup = weary(fixed=frozenset({"participants", "remind"}))
    async with team(tmp_path, told(standup), at("8:00"), pressing()) as day:
        await through(day, 0, 2)
        [rhythm] = [one for one in day.platform.shown if ASKS in one.text]
        labels = [choice.label for row in rhythm.message.choices for choice in row]
        assert labels == ["As before", "I’m away"]


async def test_an_owner_sees_how_many_and_not_who(tmp_path: Path) -> None:
    async with team(tmp_path, told(weary(owners=("ana",))), at("8:00")) as day:
        await through(day, 0, 4)
        await day.say("ana", "who")
        assert "I’m letting 1 person be" in day.last("ana")
        assert "Bo" not in day.last("ana")


async def test_why_says_so(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await through(day, 0, 4)
        await day.say("bo", "/why")
        texts = day.platform.direct_texts("bo")
        assert (
            "I’ve let you be since Sunday 29 November, as I’d heard nothing from you 4 times"
            in texts[-2]
        )
        assert AGAIN in texts[-1]


async def test_what_waited_for_the_morning_is_not_told_to_whoever_spoke_before(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.say("bo", "quiet 11:00-15:00")
        await through(day, 0, 3)
        await day.until(at("13:00") + 3 * DAY)
        assert heard(day, "bo", LETS_BE) == 0
        assert await day.rows("SELECT kind FROM setting WHERE ended_at IS NULL ORDER BY kind") == [
            ("let be",),
            ("quiet",),
        ]
        await day.say("bo", "hi!")
        await day.until(at("16:00") + 3 * DAY)
        assert heard(day, "bo", LETS_BE) == 0


async def test_a_run_of_two_rounds_counts_once(tmp_path: Path) -> None:
    standup = replace(learning_day(ANA, BO), fatigue=2)
    async with team(tmp_path, told(standup), at("8:00")) as day:
        await day.until(at("21:00"))
        assert await day.rows("SELECT person, runs FROM silence ORDER BY person") == [
            ("ana", 1),
            ("bo", 1),
        ]
        await day.until(at("21:00") + 7 * DAY)
        await day.until(at("9:31") + 14 * DAY)
        assert heard(day, "bo", "unanswered 2 times") == 1
        assert day.platform.channel_text(ROOM).count("rhythm") == 0
