"""Choices that are pressed and forms that are filled in, and the platform that can do neither."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.chat.interface import Chose, Filled, Form
from standup.core.messages.capabilities import Capabilities
from standup.core.model import Channel, Question, Round, Standup
from tests.platform import CAPABLE, Platform
from tests.team import Team, at, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
PRESSING = replace(CAPABLE, choices=True)
FILLING = replace(PRESSING, forms=True)

SECOND = Round(
    "second",
    "Second",
    "30 9 * * *",
    (Question("one", "text", "One more thing?"),),
    timedelta(hours=20),
)
MOOD = Round(
    "day",
    "Daily",
    "30 9 * * *",
    (
        Question("mood", "mood", "How is it going?"),
        Question("done", "text", "What did you do?"),
        Question("stuck", "text", "Where are you stuck?", optional=True),
    ),
    timedelta(hours=12),
)
DAILY = Standup("daily", "Daily", (MOOD,), (ANA, BO), (Channel("chat", "#daily"),))
BEHIND = Standup("second", "Second", (SECOND,), (ANA,), (Channel("chat", "#second"),))


def labels(day: Team, account: str) -> list[str]:
    shown = [one for one in day.platform.shown if one.place == f"@{account}"][-1]
    return [choice.label for row in shown.message.choices for choice in row]


async def press(day: Team, account: str, label: str) -> None:
    day.platform.choose(account, label)
    await day.settled()


async def test_a_choice_answers_the_question_it_stands_under(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        assert "What did you do?" in day.last("ana")
        await day.say("ana", "work")
        await press(day, "ana", "Leave it out")
        assert "posted" in day.last("ana")
        assert "🙂" in day.platform.channel_text("#daily")


async def test_a_choice_pressed_again_later_corrects_the_post(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        await day.say("ana", "work")
        await day.say("ana", "-")
        await press(day, "ana", "😐")
        await day.settled()
        text = day.platform.channel_text("#daily")
        assert "😐" in text
        assert "🙂" not in text


async def test_to_leave_out_what_was_answered_since_changes_nothing(tmp_path: Path) -> None:
    optional = replace(MOOD.questions[0], optional=True)
    told = instance(
        replace(DAILY, rounds=(replace(MOOD, questions=(optional, *MOOD.questions[1:])),))
    )
    async with team(tmp_path, told, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        await press(day, "ana", "Leave it out")
        assert (
            day.last("ana") == "You’ve answered “How is it going?” since, so that stays as it is."
        )


async def test_how_to_change_what_was_pressed_is_to_press(tmp_path: Path) -> None:
    mood = replace(DAILY, rounds=(replace(MOOD, questions=MOOD.questions[:1]),))
    async with team(tmp_path, instance(mood), at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        assert day.last("ana").endswith("To change it, press another one.")
        await press(day, "ana", "😐")
        assert "😐" in day.platform.channel_text("#daily")


async def test_a_choice_pressed_twice_counts_once(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX\nRust")
        await day.until(at("17:01"))
        await press(day, "ana", "1 ✓")
        said = len(day.platform.direct_texts("ana"))
        await press(day, "ana", "1 ✓")
        assert len(day.platform.direct_texts("ana")) == said
        await press(day, "ana", "○ not")
        assert "what did you learn" in day.last("ana").lower()
        await day.say("ana", "that tracing is fun")
        assert "✓" in day.last("ana")
        assert "○" in day.last("ana")


async def test_the_same_choice_pressed_after_back_goes_on(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        await day.say("ana", "back")
        assert "How is it going?" in day.last("ana")
        await press(day, "ana", "🙂")
        assert "What did you do?" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == [("4",)]


async def test_the_same_choice_pressed_after_edit_ends_the_asking(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        await day.say("ana", "work")
        await day.say("ana", "-")
        await day.say("ana", "edit 1")
        await press(day, "ana", "🙂")
        assert day.last("ana").startswith("Changed, thanks.")
        await day.say("ana", "I have changed my mind")
        assert await day.rows("SELECT text FROM addition") == [("I have changed my mind",)]
        assert await day.rows("SELECT * FROM wording") == []


async def test_a_choice_for_a_question_that_gave_way_is_not_asked_again(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY, BEHIND), at("9:00"), platform) as day:
        await day.until(at("12:01"))
        assert "One more thing?" in day.last("ana")
        await press(day, "ana", "🙂")
        assert day.last("ana") == "Noted for “How is it going?”."
        await day.say("ana", "no")
        assert "Still open: Daily" in day.last("ana")
        assert "What did you do?" in day.last("ana")


async def test_a_choice_pressed_while_away_is_not_asked_again_afterwards(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "away today")
        await press(day, "ana", "🙂")
        await day.say("ana", "back")
        assert "What did you do?" in day.last("ana")


async def test_a_choice_of_another_person_changes_nothing(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        stolen = platform.choice("@bo", "😀")
        platform._happen(Chose("x1", "ana", stolen.value, platform.now()))
        await day.settled()
        assert "closed by now" in day.last("ana")
        assert await day.rows("SELECT * FROM answer") == []


async def test_no_value_of_a_choice_is_an_error(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        for n, value in enumerate(["", "x", "1", "1.99.x", "99999999999999999999.0.x", "1.0.\0"]):
            platform._happen(Chose(f"x{n}", "ana", value, platform.now()))
        await day.settled()
        assert await day.rows("SELECT * FROM inbound WHERE failed IS NOT NULL") == []


async def test_a_choice_for_a_day_that_is_over_is_taken_for_that_day(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        first = platform.choice("@ana", "😀")
        await day.until(at("9:31") + timedelta(days=2))
        platform._happen(Chose("x1", "ana", first.value, platform.now()))
        await day.settled()
        [(run_day,)] = await day.rows(
            "SELECT r.day FROM answer a JOIN check_in c ON c.id = a.check_in_id"
            " JOIN run r ON r.id = c.run_id"
        )
        assert run_day == "2026-11-26"


async def test_where_nothing_can_be_pressed_the_options_are_numbered(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        assert labels(day, "ana") == []
        assert "good" in day.last("ana")
        await day.say("ana", "4")
        await day.say("ana", "work")
        await day.say("ana", "-")
        assert "🙂" in day.platform.channel_text("#daily")


# ── forms ──


async def test_a_form_fills_in_a_whole_check_in_at_once(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        form = await platform.form("ana", "@ana", "Fill in a form")
        assert isinstance(form, Form)
        assert [field.id for field in form.fields] == ["mood", "done", "stuck"]
        platform.fill("ana", form, mood=form.fields[0].options[1], done="work")
        await day.settled()
        assert "posted" in day.last("ana")
        assert "work" in day.platform.channel_text("#daily")


async def test_whoever_takes_no_direct_messages_answers_in_the_channel(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        platform.unreachable["@ana"] = "closed"
        await day.until(at("9:31"))
        assert "Ana (doesn’t take direct messages" in platform.channel_text("#daily")
        form = await platform.form("ana", "#daily", "Answer in a form, posted here")
        assert isinstance(form, Form)
        platform.fill("ana", form, "reply:1", mood=form.fields[0].options[1], done="work")
        await day.settled()
        assert "posted" in platform.channel("reply:1")[-1].text
        assert "fill in the form again" in platform.channel("reply:1")[-1].text
        assert "Not reachable" not in platform.channel("#daily")[0].text
        assert "shared so far: 1 of 2" in platform.channel("#daily")[0].text.lower()
        del platform.unreachable["@ana"]
        await day.say("ana", "status")
        assert not [text for text in platform.direct_texts("ana") if "How is it going" in text]


async def test_a_form_filled_in_again_replaces_only_what_changed(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        form = await platform.form("ana", "#daily", "Answer in a form, posted here")
        assert isinstance(form, Form)
        platform.fill("ana", form, mood=form.fields[0].options[1], done="work")
        await day.settled()
        again = await platform.form("ana", "#daily", "Answer in a form, posted here")
        assert isinstance(again, Form)
        before = {field.id: field.value for field in again.fields}
        assert before == {"mood": form.fields[0].options[1], "done": "work", "stuck": ""}
        platform.fill("ana", again, **{**before, "done": "better work"})
        await day.settled()
        assert "better work" in platform.channel_text("#daily")
        assert await day.rows("SELECT text FROM wording") == [("work",)]


async def test_a_form_with_a_part_of_what_waits_is_not_said_to_be_posted(tmp_path: Path) -> None:
    questions = tuple(Question(f"q{n}", "text", f"Question {n}?") for n in range(1, 7))
    long = replace(DAILY, rounds=(replace(MOOD, questions=questions),))
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(long, BEHIND), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        form = await platform.form("ana", "@ana", "Fill in a form")
        assert isinstance(form, Form)
        await day.until(at("12:01"))
        platform.fill("ana", form, **{field.id: "work" for field in form.fields})
        await day.settled()
        assert "once you’ve answered what’s open" in day.last("ana")
        await day.say("ana", "no")
        assert "Question 6?" in day.last("ana")
        await day.say("ana", "the lexer")
        assert "posted" in day.last("ana")
        assert "work" in day.platform.channel_text("#daily")


async def test_an_answer_longer_than_a_form_shows_stays_whole(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await press(day, "ana", "🙂")
        await day.say("ana", long := "word " * 1500 + "end")
        await day.say("ana", "-")
        form = await platform.form("ana", "#daily", "Answer in a form, posted here")
        assert isinstance(form, Form)
        assert all(len(field.value) <= 4000 for field in form.fields)
        platform.fill("ana", form, **{field.id: field.value for field in form.fields})
        await day.settled()
        assert (long,) in await day.rows("SELECT text FROM answer")


async def test_a_stranger_who_asks_for_a_form_is_told_whom_to_ask(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        told = await platform.form("zoe", "#daily", "Answer in a form, posted here")
        assert not isinstance(told, Form)


async def test_with_nothing_open_there_is_nothing_to_fill_in(tmp_path: Path) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        for n, value in enumerate(("run77", "4711", "nonsense", "", "9" * 5000, "٣", "run²")):
            told = await day.bot.inboxes["chat"].form("ana", value)
            assert not isinstance(told, Form)
            platform._happen(Filled(f"x{n}", "ana", value, {}, platform.now()))
        await day.settled()
        assert await day.rows("SELECT * FROM inbound WHERE failed IS NOT NULL") == []


async def test_a_reply_goes_where_the_command_was_given_and_else_to_the_direct_chat(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=FILLING)
    async with team(tmp_path, instance(DAILY), at("9:00"), platform) as day:
        platform.say("ana", "status", place="reply:1")
        await day.settled()
        assert "Next: Daily" in platform.channel("reply:1")[-1].text
        platform.unreachable["reply:2"] = "gone"
        platform.say("ana", "status", place="reply:2")
        await day.settled()
        assert "Next: Daily" in day.last("ana")


# ── nothing at all ──


async def test_a_platform_that_can_do_nothing_holds_the_whole_learning_day(tmp_path: Path) -> None:
    bare = Platform(
        capabilities=Capabilities(
            text_limit=500, invitation="https://bare.example/?{code}", per_second=1000.0, at_once=2
        )
    )
    for name in ("ana", "bo"):
        bare.unreachable[name] = "not started"
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00"), bare) as day:
        await day.until(at("9:31"))
        assert day.platform.direct_texts("ana") == []
        bare.come_back("ana")
        await day.settled()
        assert "What will you learn today?" in day.last("ana")
        await day.say("ana", "JAX\nRust macros")
        assert "To change it, say edit" in day.last("ana")
        await day.say("ana", "edit")
        assert "You wrote" in day.last("ana")
        await day.say("ana", "JAX\nRust")
        await day.until(at("17:01"))
        assert "1. JAX" in day.last("ana")
        await day.say("ana", "1 done 2 partly – macros are deep")
        await day.until(at("20:01"))
        text = day.platform.channel_text("#learning")
        assert "Thank you, Ana!" in text
        assert "macros are deep" in text
        assert "I couldn’t reach: Bo (hasn’t started" in text
        assert all(not shown.message.choices for shown in bare.shown)
        assert all(shown.edits == 0 and shown.thread is None for shown in bare.shown)
