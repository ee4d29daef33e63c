"""What is not sure to be an answer or an update waits for its author, in the database."""

import json
from dataclasses import replace
from pathlib import Path

from standup.chat.interface import Besides, Said, Unreadable
from standup.core.model import Instance, Question
from standup.engine.aside import event_of
from standup.store.stumbles import Aside
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
PRESSING = replace(CAPABLE, choices=True)


async def test_a_forwarded_message_waits_in_the_database_until_it_is_tapped(
    tmp_path: Path,
) -> None:
    told = instance(learning_day(ANA))
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule", forwarded=True)
        assert "You forwarded that" in day.last("ana")
        assert await day.rows("SELECT text FROM offer") == [("the chain rule",)]
        assert "chain rule" not in platform.channel_text(ROOM)
    async with team(tmp_path, told, at("9:40"), platform) as day:
        platform.choose("ana", "It’s my answer")
        await day.settled()
        assert "1. the chain rule" in platform.channel_text(ROOM)
        assert await day.rows("SELECT text FROM offer") == []
        assert "Taken as your answer" in "".join(platform.direct_texts("ana"))


async def test_nobody_else_can_say_what_it_was(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "secret", forwarded=True)
        platform.press("bo", platform.choice("@ana", "Post it as an update"))
        await day.settled()
        assert "Nothing was changed" in day.last("bo")
        assert "secret" not in platform.channel_text(ROOM)


async def test_an_edit_of_what_waits_is_kept_and_nobody_elses_is(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "befor", forwarded=True)
        platform.edit_own("bo", message, "mine")
        platform.edit_own("ana", message, "before")
        await day.settled()
        assert await day.rows("SELECT text FROM offer") == [("before",)]


async def test_what_waits_can_be_exported_and_goes_when_its_author_is_forgotten(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "canary", forwarded=True)
        await day.say("ana", "export me")
        assert "canary" in day.last("ana")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.settled()
        assert await day.rows("SELECT text FROM offer") == []


async def test_what_was_tapped_after_its_run_closed_is_still_posted(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule", forwarded=True)
        await day.until(at("23:00"))
        platform.choose("ana", "It’s my answer")
        await day.settled()
        assert "1. the chain rule" in platform.channel_text(ROOM)


async def test_a_message_without_words_asks_for_words_once_and_posts_nothing(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        said = len(day.platform.direct_texts("ana"))
        kinds = set(Besides) - {Besides.SEALED}  # of which other words are said
        for kind in sorted(kinds):
            day.platform.say("ana", "", besides=kind, times=2)
            await day.settled()
            assert f"haven’t kept your {kind}" in day.last("ana")
        assert len(day.platform.direct_texts("ana")) == said + len(kinds)


async def test_what_cannot_be_read_is_answered_in_the_engines_words(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        now = day.clock.now()
        day.platform.deliver(
            Said("e1", "ana", "JAX", now),
            Unreadable("e2", "ana", Besides.SEALED, now),
            Unreadable("e3", "ana", Besides.VOICE, now),
        )
        day.platform.deliver(Unreadable("e3", "ana", Besides.VOICE, now))
        await day.settled()
        *_, thanks, sealed, voice = day.platform.direct_texts("ana")
        assert "Thanks" in thanks
        assert sealed.startswith("I couldn’t decrypt your message")
        assert "haven’t kept your voice message" in voice
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_who_was_out_of_reach_is_reachable_by_what_cannot_be_read(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("9:31"))
        assert day.platform.direct_texts("ana") == []
        del day.platform.unreachable["ana"]
        day.platform.deliver(Unreadable("e1", "ana", Besides.SEALED, day.clock.now()))
        await day.settled()
        assert "What will you learn today?" in "".join(day.platform.direct_texts("ana"))
        assert await day.rows("SELECT * FROM answer") == []
        assert await day.rows("SELECT * FROM addition") == []


async def test_a_caption_is_taken_and_what_it_stood_under_is_said_not_to_be_kept(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        day.platform.say("ana", "the chain rule", besides=Besides.PICTURE)
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("the chain rule",)]
        assert "I don’t keep your picture" in day.last("ana")
        day.platform.say("ana", "status", besides=Besides.PICTURE)
        await day.settled()
        assert "do not keep" not in day.last("ana")


def test_an_event_put_aside_by_an_earlier_release_is_read_again() -> None:
    old = {"type": "Said", "id": "1", "account": "ana", "text": "a", "at": str(at("9:00"))}
    one = Aside("chat", "1", at("9:00"), json.loads(json.dumps({**old, "place": None})))
    assert event_of(one).id == "1"


# ── more of an answer ──────────────────────────────────────────────────────────────────────────


async def test_one_thing_a_message_makes_one_plan_and_the_evening_asks_about_all_of_it(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        for line in ("the chain rule", "a proof of it", "vmap"):
            await day.say("ana", line)
        assert platform.channel_text(ROOM).count("proof") == 0
        platform.choose("ana", "Add it to my plan")
        await day.settled()
        assert "3. vmap" in platform.channel_text(ROOM)
        assert "Add it" not in str([s.message for s in platform.shown if s.message.choices])
        await day.until(at("17:01"))
        assert "2. a proof of it" in day.last("ana")


async def test_where_nothing_can_be_tapped_a_word_adds_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule")
        await day.say("ana", "a proof of it")
        assert "add – Add it to my plan" in day.last("ana")
        await day.say("ana", "add")
        assert "Added to your plan" in day.last("ana")
        assert "2. a proof of it" in day.platform.channel_text(ROOM)


async def test_what_a_client_cut_is_one_answer_even_where_both_halves_come_at_once(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=replace(CAPABLE, cuts_text=True))
    text = "".join(f"{n:05}" for n in range(1000))
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        platform.say("ana", text[:4096], times=2)
        platform.say("ana", text[4096:], times=2)
        await day.settled()
        await day.say("ana", "nowhere")
        assert await day.rows("SELECT question, length(text) FROM answer ORDER BY id") == [
            ("done", 4096),
            ("done", 904),
            ("stuck", 7),
        ]
        posted = "".join(shown.text for shown in platform.channel("#daily"))
        assert text[4080:4110] in posted.replace("\n", "").replace("> ", "")


async def test_messages_that_waited_while_the_bot_was_away_do_not_answer_what_nobody_saw(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=PRESSING)
    why = Question("why", "text", "Why?")
    [plan, _] = learning_day(ANA).rounds
    asks_more = replace(plan, questions=(*plan.questions, why))
    told = instance(replace(learning_day(ANA), rounds=(asks_more,)))
    async with team(tmp_path, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
    async with team(tmp_path, told, at("9:40"), platform) as day:
        written = [Said(f"x{n}", "ana", t, at("9:35")) for n, t in enumerate(("JAX", "Rust"))]
        await day.bot.inboxes["chat"].take(written)
        await day.settled()
        assert await day.rows("SELECT question, text FROM answer") == [("will_learn", "JAX")]
        platform.choose("ana", "It answers the next question")
        await day.settled()
        assert await day.rows("SELECT question, text FROM answer ORDER BY id") == [
            ("will_learn", "JAX"),
            ("why", "Rust"),
        ]


# ── what was posted at once, and is one more item of the plan ──────────────────────────────────

TO_PLAN, TAKE_BACK = "Add it to my plan", "Take it back"
NEWS = "I also want to see how vmap batches a loss"


def plan_day() -> Instance:
    return instance(learning_day(ANA, BO))


async def an_update(day: Team) -> str:
    """A plan is given, and an update posted a while later."""
    await day.until(at("9:31"))
    await day.say("ana", "the chain rule")
    await day.until(at("11:00"))
    message = await day.say("ana", NEWS)
    assert f"Update\n> {NEWS}" in day.platform.channel_text(ROOM)
    return message


def choices_of(day: Team, account: str) -> list[str]:
    shown = [one for one in day.platform.shown if one.place == f"@{account}"][-1]
    return [choice.label for row in shown.message.choices for choice in row]


async def test_one_tap_moves_an_update_into_the_plan_once_however_often_it_is_pressed(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, plan_day(), at("9:00"), Platform(capabilities=PRESSING)) as day:
        await an_update(day)
        tap = day.platform.choice("@ana", TO_PLAN)
        day.platform.press("bo", tap)
        await day.settled()
        assert f"> {NEWS}" in day.platform.channel_text(ROOM)
        day.platform.press("ana", tap)
        day.platform.press("ana", tap)
        await day.settled()
        posted = day.platform.channel_text(ROOM)
        assert f"1. the chain rule\n2. {NEWS}" in posted
        assert "Ana · Update – now on the plan" in posted
        assert posted.count(NEWS) == 1
        assert "already settled" in day.last("ana")
        assert await day.rows("SELECT text FROM answer ORDER BY id") == [
            ("the chain rule",),
            (NEWS,),
        ]
        await day.until(at("17:01"))
        assert f"2. {NEWS}" in day.last("ana")


async def test_the_tap_outlives_the_process_and_what_was_moved_can_be_taken_back(
    tmp_path: Path,
) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, plan_day(), at("9:00"), platform) as day:
        await an_update(day)
    async with team(tmp_path, plan_day(), at("11:05"), platform) as day:
        platform.choose("ana", TO_PLAN)
        await day.settled()
        assert f"2. {NEWS}" in platform.channel_text(ROOM)
        platform.choose("ana", TAKE_BACK)
        await day.settled()
        assert NEWS not in platform.channel_text(ROOM)
        assert "the chain rule" in platform.channel_text(ROOM)


async def test_where_nothing_can_be_tapped_a_word_moves_it(tmp_path: Path) -> None:
    async with team(tmp_path, plan_day(), at("9:00")) as day:
        await an_update(day)
        assert day.last("ana") == "Added to today’s Learning Day thread."  # it tells of something
        await day.until(at("11:05"))
        await day.say("ana", "the chapter on attention in the deep learning book")
        assert "add moves it to your plan" in day.last("ana")
        await day.say("ana", "undo")
        await day.say("ana", "add")
        assert "Added to your plan" in day.last("ana")
        assert f"2. {NEWS}" in day.platform.channel_text(ROOM)
        await day.say("ana", "add")
        assert "an update in the last ten minutes" in day.last("ana")
        await day.say("ana", "undo")
        assert NEWS not in day.platform.channel_text(ROOM)


async def test_after_ten_minutes_it_stays_an_update(tmp_path: Path) -> None:
    async with team(tmp_path, plan_day(), at("9:00"), Platform(capabilities=PRESSING)) as day:
        await an_update(day)
        await day.until(at("11:11"))
        day.platform.choose("ana", TO_PLAN)
        await day.settled()
        assert "more than ten minutes ago" in day.last("ana")
        await day.say("ana", "add")
        assert "an update in the last ten minutes" in day.last("ana")
        assert f"> {NEWS}" in day.platform.channel_text(ROOM)


async def test_once_the_outcome_is_asked_the_plan_takes_nothing_more(tmp_path: Path) -> None:
    async with team(tmp_path, plan_day(), at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule")
        await day.until(at("16:57"))
        await day.say("ana", NEWS)
        tap = day.platform.choice("@ana", TO_PLAN)
        await day.until(at("17:01"))
        day.platform.press("ana", tap)
        await day.settled()
        assert "your plan can’t be added to any more" in day.last("ana")
        assert f"> {NEWS}" in day.platform.channel_text(ROOM)
        await day.say("ana", "done")
        await day.say("ana", "it was the masking")
        await day.say("ana", "Now it batches a loss as well as a map")
        assert choices_of(day, "ana") == [TAKE_BACK]


async def test_without_a_plan_an_update_can_only_be_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, plan_day(), at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "-")
        await day.say("ana", NEWS)
        assert choices_of(day, "ana") == [TAKE_BACK]
        await day.say("ana", "add")
        assert NEWS in day.platform.channel_text(ROOM)


async def test_an_edit_and_a_deletion_of_what_was_moved_reach_the_plan_alone(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, plan_day(), at("9:00"), Platform(capabilities=PRESSING)) as day:
        message = await an_update(day)
        day.platform.edit_own("ana", message, "I want to see how vmap batches")
        await day.settled()
        day.platform.choose("ana", TO_PLAN)
        await day.settled()
        day.platform.edit_own("ana", message, "see how pmap shards a batch")
        await day.settled()
        posted = day.platform.channel_text(ROOM)
        assert "2. see how pmap shards a batch" in posted
        assert posted.count("pmap") == 1
        await day.say("ana", "export me")
        assert "planned/" not in day.last("ana")
        day.platform.take_back("ana", message)
        await day.settled()
        assert "pmap" not in day.platform.channel_text(ROOM)
        assert "vmap" not in str(await day.rows("SELECT text FROM wording"))
        assert "pmap" not in str(await day.rows("SELECT text FROM answer"))


async def test_the_plan_that_takes_it_need_not_be_the_last_answer(tmp_path: Path) -> None:
    planned = Question("will_learn", "items", "What will you learn today?")
    why = Question("why", "text", "Why that?")
    two = replace(PLAN, questions=(planned, why))
    told = instance(replace(learning_day(ANA), rounds=(two, LEARNED)))
    async with team(tmp_path, told, at("9:00"), Platform(capabilities=PRESSING)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule")
        await day.say("ana", "since gradients need it")
        await day.until(at("11:00"))
        await day.say("ana", NEWS)
        day.platform.choose("ana", TO_PLAN)
        await day.settled()
        assert f"2. {NEWS}" in day.platform.channel_text(ROOM)
        assert "since gradients need it" in day.platform.channel_text(ROOM)
