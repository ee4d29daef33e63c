"""Nothing becomes public that was not meant to be, and what was meant costs one tap."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Question
from tests.platform import CAPABLE, Platform
from tests.team import (
    LEARNED,
    PLAN,
    ROOM,
    Team,
    at,
    daily,
    instance,
    learning_day,
    person,
    team,
)

ANA, BO = person("ana"), person("bo")
TEAM = instance(learning_day(ANA, BO))
PRESSING = replace(CAPABLE, choices=True)
ADD, ANSWER, NEITHER = "Post it as an update", "It’s my answer", "Leave it out"


def labels(day: Team, account: str) -> list[str]:
    shown = [one for one in day.platform.shown if one.place == f"@{account}"][-1]
    return [choice.label for row in shown.message.choices for choice in row]


def posted(day: Team) -> str:
    return day.platform.channel_text(ROOM)


async def open_day(day: Team) -> None:
    """A plan is said, and no question is pending."""
    await day.until(at("9:31"))
    await day.say("ana", "read the JAX tutorial")


FOR_THE_BOT = [
    "/pause",
    "!who",
    "/away sick",
    "/timezone Europe/Athens",
    "/report yesterday",
    "/remind missing",
    "pause",
    "leave",
    "remind missing",
    "thanks!",
    "ok",
    "hello",
    "what is this?",
    "standup help",
    "skip for today",
    "not now, later",
    "start now",
    "\u200b",
]


@pytest.mark.parametrize("words", FOR_THE_BOT)
async def test_what_is_for_the_bot_is_no_update_and_gets_an_answer(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        heard = len(day.platform.direct_texts("ana"))
        await day.say("ana", words)
        assert len(day.platform.direct_texts("ana")) == heard + 1
        assert await day.rows("SELECT * FROM addition") == []


@pytest.mark.parametrize("words", [*FOR_THE_BOT, "hi"])
@pytest.mark.parametrize("when", ["9:31", "17:01"])
async def test_what_is_for_the_bot_is_no_answer_either(
    tmp_path: Path, words: str, when: str
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        if when == "17:01":
            await open_day(day)
        await day.until(at(when))
        before = await day.rows("SELECT text FROM answer")
        await day.say("ana", words)
        assert await day.rows("SELECT text FROM answer") == before
        assert await day.rows("SELECT * FROM addition") == []


WAITS = " You haven’t answered “What will you learn today?” yet."
NEWS = " Got news for Learning Day? Send it and I’ll add it to the thread."
HELLO = "Hello, good to hear from you!"
WHAT = (
    "I’m a bot: I ask a few questions and pass your answers on to your team. Mia set me up."
    " help shows what I understand."
)


@pytest.mark.parametrize(
    ("words", "pending", "open_", "nothing"),
    [
        ("thanks!", f"You’re welcome!{WAITS}", "You’re welcome!", "You’re welcome!"),
        ("good morning!", HELLO + WAITS, HELLO + NEWS, HELLO),
        ("who are you", WHAT + WAITS, WHAT + NEWS, WHAT),
        ("one moment", "Take your time.", "Take your time.", "Take your time."),
        ("ok", f"OK.{WAITS}", "OK. I haven’t posted anything.", "OK."),
        ("what should I write here?", "This is what I asked:", WHAT, WHAT),
        ("did you get my answer?", "is open until", "plan: shared", "Next: Learning Day"),
        ("what happens with my answers", *["Your answers are posted in"] * 3),
    ],
)
async def test_talk_is_answered_as_a_friend_would(
    tmp_path: Path, words: str, pending: str, open_: str, nothing: str
) -> None:
    told = replace(TEAM, organiser="Mia")
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", words)
        assert pending in day.last("ana")
        await day.say("ana", "read the JAX tutorial")
        await day.say("ana", words)
        assert open_ in day.last("ana")
        await day.until(at("9:31") + timedelta(days=1))
        await day.say("ana", "skip run")
        await day.say("ana", words)
        assert nothing in day.last("ana")


@pytest.mark.parametrize(
    "words",
    [
        "Leave-one-out finally makes sense",
        "why residuals help",
        "is Rust faster than Go?",
        "/usr/bin/env explained",
        "!= and <> are the same in SQL",
        "Thanks to Bo I understand monads",
    ],
)
async def test_an_update_is_posted_at_once(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", words)
        assert words in posted(day)
        assert await day.rows("SELECT * FROM offer") == []


async def test_one_tap_posts_what_was_meant_after_all_once_however_often_it_is_pressed(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.say("ana", "/pause is what GCs do")
        assert labels(day, "ana") == [ADD, NEITHER]
        assert "GCs" not in posted(day)
        tap = day.platform.choice("@ana", ADD)
        day.platform.press("ana", tap)
        day.platform.press("ana", tap)
        await day.settled()
        assert posted(day).count("/pause is what GCs do") == 1
        assert len(await day.rows("SELECT * FROM addition")) == 1
        assert "already settled" in day.last("ana")


async def test_a_tap_outlives_the_process(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, TEAM, at("9:00"), platform) as day:
        await open_day(day)
        await day.say("ana", "/pause is what GCs do")
    async with team(tmp_path, TEAM, at("11:00"), platform) as day:
        day.platform.choose("ana", ADD)
        await day.settled()
        assert "/pause is what GCs do" in posted(day)


async def test_a_tap_after_the_day_closed_posts_it_where_it_belongs(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.say("ana", "/pause is what GCs do")
        await day.until(at("9:31") + timedelta(days=2))
        day.platform.choose("ana", ADD)
        await day.settled()
        updates = await day.rows("SELECT text FROM addition")
        assert updates == [("/pause is what GCs do",)]
        assert "Ana · Update\n> /pause is what GCs do" in posted(day)


async def test_nobody_takes_what_another_wrote(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.say("ana", "/pause is what GCs do")
        day.platform.press("bo", day.platform.choice("@ana", ADD))
        await day.settled()
        assert "GCs" not in posted(day)
        assert "already settled" in day.last("bo")


async def test_one_tap_takes_it_as_the_answer_and_the_conversation_goes_on(tmp_path: Path) -> None:
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/skip connections are residuals")
        assert labels(day, "ana") == [ANSWER, ADD, NEITHER]
        day.platform.choose("ana", ANSWER)
        await day.settled()
        assert "Where are you stuck?" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == [("/skip connections are residuals",)]


async def test_a_tap_for_a_question_that_was_answered_meanwhile_adds_to_that(
    tmp_path: Path,
) -> None:
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/skip connections are residuals")
        await day.say("ana", "I wrote a parser")
        day.platform.choose("ana", ANSWER)
        await day.settled()
        assert await day.rows("SELECT text FROM answer ORDER BY id") == [
            ("I wrote a parser",),
            ("/skip connections are residuals",),
        ]


async def test_where_nothing_can_be_pressed_a_word_does_it(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "/pause is what GCs do")
        assert "update – Post it as an update" in day.last("ana")
        await day.say("ana", "Post it")
        assert "/pause is what GCs do" in posted(day)
        await day.say("ana", "post it")
        assert posted(day).count("GCs") == 1


async def test_what_was_kept_back_and_is_edited_into_a_sentence_is_posted(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        message = await day.say("ana", "/vmap")
        day.platform.edit_own("ana", message, "vmap runs a function over a whole axis at once")
        await day.settled()
        assert "vmap runs a function" in posted(day)
        assert await day.rows("SELECT * FROM offer") == []


async def test_what_was_kept_back_and_is_edited_later_answers_no_other_question(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "/parser")
        await day.say("ana", "I wrote a lexer")
        day.platform.edit_own("ana", message, "I wrote a parser")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("I wrote a lexer",)]


async def test_what_was_kept_back_and_is_deleted_is_gone(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        message = await day.say("ana", "/pause numbats")
        day.platform.take_back("ana", message)
        await day.settled()
        assert "numbats" not in str(await day.rows("SELECT * FROM offer"))
        assert labels(day, "ana") == []


async def test_what_was_kept_back_is_let_go_of_after_a_week(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "/pause numbats")
        await day.until(at("9:31") + timedelta(days=6))
        assert len(await day.rows("SELECT * FROM offer")) == 1
        await day.until(at("9:31") + timedelta(days=9))
        assert await day.rows("SELECT * FROM offer") == []


async def test_what_was_kept_back_is_exported_and_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "/pause numbats")
        await day.say("ana", "export me")
        assert "numbats" in day.last("ana")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        assert "numbats" not in await day.everything()


async def test_a_wish_is_no_answer_to_what_was_unclear_before_either(tmp_path: Path) -> None:
    questions = (Question("pace", "scale", "How was the pace?", labels=("slow", "fast")),)
    told = learning_day(ANA)
    told = replace(told, rounds=(replace(PLAN, questions=questions),))
    async with team(tmp_path, instance(told), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "hard to tell for me")
        await day.say("ana", "please leave me alone")
        await day.say("ana", "4")
        assert [text for (text,) in await day.rows("SELECT text FROM answer")] == [
            "hard to tell for me",
            "4",
        ]


# ── undo ─────────────────────────────────────────────────────────────────────────────────────────


async def test_undo_takes_the_latest_update_back_and_names_it(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "I changed my mind: I build a lexer")
        await day.until(at("9:40"))
        await day.say("ana", "undo")
        assert "Taken back" in day.last("ana")
        assert "I build a lexer" in day.last("ana")
        assert "lexer" not in posted(day)
        assert "JAX" in posted(day)


async def test_one_tap_takes_an_update_back_and_a_second_finds_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.say("ana", "I changed my mind: I build a lexer")
        assert labels(day, "ana") == ["Take it back", "Add it to my plan"]
        tap = day.platform.choice("@ana", "Take it back")
        await day.say("ana", "I build a parser on top of it")
        day.platform.press("bo", tap)
        await day.settled()
        assert "lexer" in posted(day)
        day.platform.press("ana", tap)
        await day.settled()
        assert "lexer" not in posted(day)
        assert "parser" in posted(day)
        assert "I build a lexer" in day.last("ana")
        day.platform.press("ana", tap)
        await day.settled()
        assert "haven’t written anything I could take back" in day.last("ana")


async def test_a_tap_after_ten_minutes_says_how_else(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.say("ana", "I changed my mind: I build a lexer")
        await day.until(at("9:45"))
        day.platform.choose("ana", "Take it back")
        await day.settled()
        assert "delete your message" in day.last("ana")
        assert "lexer" in posted(day)


async def test_undo_takes_an_answer_back_that_was_posted(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        assert "JAX" in posted(day)
        await day.say("ana", "undo")
        assert "JAX" not in posted(day)


async def test_undo_takes_an_answer_back_that_came_late(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.until(at("20:01"))
        await day.say("ana", "that knots hold")
        assert "marked late" in day.last("ana")
        await day.say("ana", "undo")
        assert day.last("ana").startswith("Taken back:")
        await day.settled()
        assert "knots hold" not in posted(day)


async def test_undo_in_the_middle_of_the_questions_says_how_to_be_asked_again(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "I wrote a parser")
        await day.say("ana", "undo")
        assert "back asks you that again" in day.last("ana")
        await day.say("ana", "back")
        await day.say("ana", "I wrote a lexer")
        assert await day.rows("SELECT text FROM answer") == [("I wrote a lexer",)]


async def test_undo_twice_takes_back_the_two_latest(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "I changed my mind: I build a lexer")
        await day.say("ana", "undo")
        await day.say("ana", "undo")
        assert "JAX" in day.last("ana")
        await day.say("ana", "undo")
        assert "haven’t written anything I could take back" in day.last("ana")


async def test_undo_after_ten_minutes_says_how_else(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.until(at("9:42"))
        await day.say("ana", "undo")
        assert "delete your message" in day.last("ana")
        assert "JAX" in posted(day)


# ── edits ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["skip", "-", "undo", "/skip"])
async def test_an_answer_edited_into_nothing_is_left_empty_and_its_author_told(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "read the JAX tutorial")
        day.platform.edit_own("ana", message, words)
        await day.settled()
        assert "JAX" not in posted(day)
        assert await day.rows("SELECT text FROM answer") == [("",)]
        assert "is empty now" in day.last("ana")


async def test_what_was_said_in_several_messages_loses_those_words_alone(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await open_day(day)
        await day.until(at("17:01"))
        message = await day.say("ana", "1 done 2 not – too late")
        day.platform.choose("ana", "✓ done")
        await day.settled()
        assert "done\n> too late" in posted(day)
        day.platform.edit_own("ana", message, "skip")
        await day.settled()
        assert "read the JAX tutorial – done" in posted(day)
        assert "too late" not in posted(day)
        assert "The rest stays" in day.last("ana")


async def test_an_update_edited_into_a_dash_is_taken_back_and_its_author_told(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        message = await day.say("ana", "I changed my mind: I build a lexer")
        day.platform.edit_own("ana", message, "-")
        await day.settled()
        assert "lexer" not in posted(day)
        assert "taken back" in day.last("ana")


async def test_a_message_edited_into_a_command_does_what_it_says(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "awya in the mountains with numbats")
        day.platform.edit_own("ana", message, "away until monday")
        await day.settled()
        assert "you’re away" in day.last("ana")
        assert "numbats" not in posted(day)
        assert await day.rows("SELECT first_day, last_day FROM away") == [
            ("2026-11-26", "2026-11-30")
        ]


async def test_an_answer_edited_into_what_might_be_looked_up_is_an_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "the basics of search engines")
        day.platform.edit_own("ana", message, "search engines and their inverted indices")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [
            ("search engines and their inverted indices",)
        ]


async def test_a_message_edited_into_what_is_for_the_bot_changes_nothing_and_says_why(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "read the JAX tutorial")
        day.platform.edit_own("ana", message, "/pause")
        await day.settled()
        assert "left things as they were" in day.last("ana")
        assert "JAX" in posted(day)
        assert "/pause" not in posted(day)


async def test_a_command_with_a_slip_in_its_name_is_done(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "awya until monday")
        assert "you’re away" in day.last("ana")
        assert await day.rows("SELECT * FROM answer") == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("stauts", "closest thing is status"),
        ("skpi run", "you’re sitting out Learning Day"),
        ("forget it", "undo"),
        ("pasue", "people who run a standup"),
        ("laeve", "Then say /leave"),
    ],
)
async def test_a_slip_is_done_where_it_is_plain_and_asked_about_where_it_is_not(
    tmp_path: Path, words: str, answer: str
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", words)
        assert answer in day.last("ana")
        assert await day.rows("SELECT * FROM answer") == []


async def test_a_question_about_the_bot_is_told_what_it_is(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "what is this?")
        assert "I’m a bot" in day.last("ana")
        assert "haven’t answered “What will you learn today?”" in day.last("ana")


async def test_a_choice_answered_by_a_word_that_is_also_small_talk_is_an_answer(
    tmp_path: Path,
) -> None:
    kinds = (
        Question("fine", "yes_no", "Are you well?"),
        Question("where", "choice", "Where are you?", options=("office", "home")),
        Question("hours", "number", "How many hours?"),
        Question("went", "outcome", "What came of it?", of=("plan", "will_learn")),
    )
    told = instance(replace(learning_day(ANA), rounds=(PLAN, replace(LEARNED, questions=kinds))))
    async with team(tmp_path, told, at("9:00")) as day:
        await open_day(day)
        await day.until(at("17:01"))
        for said in ("yes", "2", "2", "done"):
            await day.say("ana", said)
        assert [text for (text,) in await day.rows("SELECT text FROM answer")][1:] == [
            *("yes", "2", "2", "done"),
        ]


ABSENCES = ["I'm sick today", "out sick", "bin heute krank", "estoy enferma"]


@pytest.mark.parametrize("words", ABSENCES)
@pytest.mark.parametrize("asked", [True, False])
async def test_who_is_ill_is_away_today_and_back_ends_it(
    tmp_path: Path, words: str, asked: bool
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        if asked:
            await day.until(at("9:31"))
        else:
            await open_day(day)
        await day.say("ana", words)
        said = day.platform.direct_texts("ana")[-1]
        assert "Noted: you’re away today." in said
        assert "Get well soon! I haven’t posted anything." in said
        assert words not in posted(day)
        await day.say("ana", "back")
        assert "Welcome back!" in "".join(day.platform.direct_texts("ana")[-2:])


@pytest.mark.parametrize(
    "words", ["I'm off then", "on vacation", "im Urlaub", "de vacaciones", "afk until 2pm"]
)
@pytest.mark.parametrize("asked", [True, False])
async def test_an_absence_of_which_the_days_are_not_plain_is_asked_about(
    tmp_path: Path, words: str, asked: bool
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        if asked:
            await day.until(at("9:31"))
        else:
            await open_day(day)
        before = posted(day)
        await day.say("ana", words)
        said = day.platform.direct_texts("ana")[-1]
        assert "Until when are you away? Say away today or away until friday" in said
        assert posted(day) == before
        assert await day.rows("SELECT 1 FROM answer WHERE text = ?", words) == []
        await day.say("ana", "away from 30 november to 4 december")
        said = day.platform.direct_texts("ana")[-1]
        assert "from Monday 30 November to Friday 4 December" in said


@pytest.mark.parametrize("words", ["you keep asking me", "stop bugging me", "du nervst"])
@pytest.mark.parametrize("asked", [True, False])
async def test_a_complaint_is_answered_with_a_sorry_and_what_can_be_done(
    tmp_path: Path, words: str, asked: bool
) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        if asked:
            await day.until(at("9:31"))
        else:
            await open_day(day)
        await day.say("ana", words)
        said = day.platform.direct_texts("ana")[-1]
        assert said.startswith("Sorry, I don’t mean to bother you. Say skip run to sit out")
        assert "still waits" not in said
        assert words not in posted(day)


async def test_a_sorry_to_all_is_offered_to_them(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("9:00")) as day:
        await open_day(day)
        await day.say("ana", "Sorry for yesterday, all")
        assert "Sorry for yesterday" not in posted(day)
        assert "Post it as an update" in day.platform.direct_texts("ana")[-1]
