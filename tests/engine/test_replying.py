"""What people reply to a post in a channel, where it is about an item, and what is let go."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Deleted
from standup.core.model import Channel, Retention
from standup.store import logbook as store
from standup.store import personal_data, sheets
from tests.engine.test_items import planned, research, week
from tests.platform import Shown
from tests.team import Team, at, daily, instance, person, team

TWO = instance(research("ana", "bo"))
ASKED = "did you try more seeds?"


def post(day: Team, words: str, place: str = "#daily") -> str:
    """The id of the latest post in a channel that says this."""
    found: list[Shown] = day.platform.channel(place)
    return next(one.id for one in reversed(found) if words in one.text)


async def replies(day: Team, who: str, text: str, to: str = "#1", *, times: int = 1) -> str:
    """Somebody replies to the latest post that says this."""
    message = day.platform.reply_in(who, post(day, to), text, times=times)
    await day.settled()
    return message


async def logbook(day: Team, number: int = 1) -> list[tuple[str | None, str]]:
    """Who said what of an item."""
    told = await day.store.read(lambda tx: store.of(tx, number))
    return [(one.person, one.text) for one in told if one.text]


def told(day: Team, who: str) -> str:
    return "\n".join(day.platform.direct_texts(who))


async def test_a_colleagues_question_joins_the_logbook_and_reaches_its_owner(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        said = len(day.platform.shown)
        await replies(day, "bo", ASKED)
        assert len(day.platform.shown) == said + 1
        assert day.last("ana") == (
            "Bo asks about #1 the loss differs by seed, in the channel on chat:\n> " + ASKED
        )
        await day.say("ana", "#1")
        assert f"Bo, in the channel on chat: {ASKED}" in day.last("ana")


async def test_what_asks_nothing_is_in_the_logbook_alone(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        said = len(day.platform.shown)
        await replies(day, "bo", "seen that as well, in our runs")
        assert await logbook(day) == [("bo", "seen that as well, in our runs")]
        assert len(day.platform.shown) == said


async def test_whoever_asks_about_their_own_is_told_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        said = len(day.platform.shown)
        await replies(day, "ana", "who has an idea?")
        assert await logbook(day) == [("ana", "who has an idea?")]
        assert len(day.platform.shown) == said


async def test_the_answer_to_it_is_said_of_the_item(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", ASKED)
        await day.say("ana", "yes, five of them", answers=day.platform.channel("@ana")[-1].id)
        assert await logbook(day) == [("bo", ASKED), ("ana", "yes, five of them")]


async def test_nothing_is_set_or_commanded_from_a_channel(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        for words in ("refuted", "#1 refuted – no", "for bo", "/item 1 refuted", "!skip", "undo"):
            await replies(day, "ana", words)
        await day.say("bo", "#1")
        assert "hypothesis · open · Ana" in day.last("bo")
        assert [text for _, text in await logbook(day)] == [
            "refuted",
            "#1 refuted – no",
            "for bo",
            "undo",
        ]


async def test_a_reply_that_comes_twice_is_one_line_and_one_question(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", ASKED, times=3)
        assert await logbook(day) == [("bo", ASKED)]
        assert told(day, "ana").count(ASKED) == 1


async def test_a_post_of_several_items_is_replied_to_by_number(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        await replies(day, "bo", ASKED)
        assert (await logbook(day), await logbook(day, 2)) == ([], [])
        await replies(day, "bo", "#2 for how long?\n#1 seen that")
        assert await logbook(day) == [("bo", "#1 seen that")]
        assert await logbook(day, 2) == [("bo", "#2 for how long?")]
        assert "#2 warmup matters" in day.last("ana")
        assert "seen that" not in told(day, "ana")


async def test_the_post_of_what_became_of_an_item_is_about_that_one(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        await day.say("ana", "#2 refuted – as #1 says")
        await day.until(at("9:40"))
        await replies(day, "bo", "for large batches as well?", to="– refuted")
        assert (await logbook(day))[-1:] != [("bo", "for large batches as well?")]
        assert (await logbook(day, 2))[-1] == ("bo", "for large batches as well?")


async def test_any_post_is_about_the_item_that_the_reply_names(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        head = day.platform.channel("#daily")[0].id
        for words in ("nice week!", "is #1 still open?"):
            day.platform.reply_in("bo", head, words)
        await day.settled()
        assert await logbook(day) == [("bo", "is #1 still open?")]


async def test_what_is_about_no_item_is_kept_nowhere(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        head = day.platform.channel("#daily")[0].id
        for words in ("who has seen the quokkas?", "#77 quokkas"):
            day.platform.reply_in("bo", head, words)
        day.platform.reply_in("bo", "no message of ours", "#1 quokkas?")
        await day.settled()
        assert "quokkas" not in await day.everything()


async def test_what_strangers_and_those_who_may_not_read_it_say_is_kept_nowhere(
    tmp_path: Path,
) -> None:
    other = replace(daily(person("dee")), id="other", title="Other")
    async with team(tmp_path, instance(research("ana", "bo"), other), at("9:00")) as day:
        await planned(day)
        said = len(day.platform.shown)
        for who in ("dee", "a stranger"):
            await replies(day, who, "have you seen quokkas?")
        assert "quokkas" not in await day.everything()
        assert len(day.platform.shown) == said


async def test_an_item_is_none_of_a_channel_in_which_its_standup_posts_nothing(
    tmp_path: Path,
) -> None:
    other = replace(daily(person("ana"), person("bo")), id="other", title="Other")
    other = replace(other, channels=(Channel("chat", "#other"),))
    private = replace(research("ana", "bo"), readers="participants")
    for one in (research("ana", "bo"), private):
        folder = tmp_path / one.readers
        folder.mkdir()
        async with team(folder, instance(one, other), at("9:00")) as day:
            await planned(day)
            day.platform.reply_in("bo", day.platform.channel("#other")[0].id, "#1 quokkas?")
            await day.settled()
            assert "quokkas" not in await day.everything()


async def test_quiet_hours_hold_the_question_back(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await day.say("ana", "quiet 9:30-11:30")
        await day.until(at("9:40"))
        await replies(day, "bo", ASKED)
        await day.until(at("11:25"))
        assert ASKED not in told(day, "ana")
        await day.until(at("11:35"))
        assert told(day, "ana").count(ASKED) == 1


async def test_the_question_follows_an_edit(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", "did you try more sheds?")
        day.platform.edit_own("bo", message, ASKED)
        await day.settled()
        await day.until(at("9:45"))
        assert await logbook(day) == [("bo", ASKED)]
        assert "sheds" not in told(day, "ana")
        assert told(day, "ana").count(ASKED) == 1
        day.platform.edit_own("bo", message, "never mind, you did")
        await day.settled()
        await day.until(at("9:50"))
        assert ASKED not in told(day, "ana")
        assert told(day, "ana").count("never mind, you did") == 1
        assert await logbook(day) == [("bo", "never mind, you did")]


async def test_what_asks_only_after_an_edit_is_told_then(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", "more seeds")
        for words in (ASKED, "#1 did you try more seeds? And why five?"):
            day.platform.edit_own("bo", message, words)
            await day.settled()
            await day.until(day.clock.now() + timedelta(minutes=1))
        assert told(day, "ana").count("Bo asks about #1") == 1
        assert "And why five?" in day.last("ana")


async def test_an_edit_may_name_another_item(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        message = await replies(day, "bo", "#1 for how long?")
        day.platform.edit_own("bo", message, "#2 for how long?")
        await day.settled()
        await day.until(at("9:45"))
        assert await logbook(day) == []
        assert await logbook(day, 2) == [("bo", "#2 for how long?")]
        assert "Bo took back what they said of #1" in told(day, "ana")
        assert "Bo asks about #2" in told(day, "ana")


async def test_nobody_edits_the_words_of_another(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        day.platform.edit_own("ana", message, "you are right")
        await day.settled()
        assert await logbook(day) == [("bo", ASKED)]


async def test_what_is_deleted_is_gone_whoever_deleted_it(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        for number, by in enumerate(("bo", "a moderator", "")):
            message = await replies(day, "bo", f"did you see quokkas {number}?")
            assert f"quokkas {number}?" in day.last("ana")
            day.platform.deliver(Deleted(f"{message}@deleted", by, message, day.clock.now()))
            await day.settled()
            await day.until(day.clock.now() + timedelta(minutes=1))
            assert await logbook(day) == []
        assert "quokkas" not in told(day, "ana")
        assert "Bo took back what they said of #1" in day.last("ana")
        assert "quokkas" not in await day.everything()


async def test_a_question_that_is_taken_back_in_quiet_hours_is_never_told(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await day.say("ana", "quiet 9:30-11:30")
        message = await replies(day, "bo", ASKED)
        day.platform.take_back("bo", message)
        await day.settled()
        before = told(day, "ana")
        await day.until(at("11:40"))
        assert told(day, "ana") == before


async def test_undo_takes_back_what_was_said_in_a_channel(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", ASKED)
        await day.say("bo", "undo")
        assert "What you said of #1 the loss differs by seed is taken back." in day.last("bo")
        assert await logbook(day) == []


async def test_whoever_is_forgotten_is_forgotten_in_channels_too(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", "did you see quokkas?")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.until(at("10:00"))
        assert "quokkas" not in await day.everything()
        day.platform.edit_own("bo", message, "and now, quokkas?")
        await day.settled()
        assert "quokkas" not in await day.everything()


async def test_what_was_said_in_a_channel_is_exported(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", ASKED)
        kept = await day.store.read(lambda tx: personal_data.export(tx, "bo"))
        [said] = kept["said_of_items"]
        assert (said["text"], said["replied_on"]) == (ASKED, "chat")
        await day.say("bo", "export me")
        assert "Of #1 you said in the channel on chat, 2026-11-26 09:35:" in day.last("bo")


async def test_it_is_kept_no_longer_than_other_words(tmp_path: Path) -> None:
    short = replace(TWO, retention=Retention(answers=timedelta(days=14)))
    async with team(tmp_path, short, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", "did you see quokkas?")
        await day.until(week(4))
        assert "quokkas" not in await day.everything()


async def test_a_reply_that_cannot_be_handled_is_put_aside_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError("a fault of ours")

    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        with monkeypatch.context() as broken:
            broken.setattr(sheets, "take", fail)
            await replies(day, "bo", "did you see quokkas?")
        [[kept]] = await day.rows("SELECT failed FROM inbound WHERE failed IS NOT NULL")
        assert '"type": "Replied"' in str(kept)
        assert "quokkas" not in await day.everything()


async def test_an_adapter_is_told_which_messages_are_ours_and_which_replies_are_kept(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        kept, dropped = await replies(day, "bo", "hm"), await replies(day, "a stranger", "hm")
        direct, ours = day.platform.channel("@ana")[0].id, post(day, "#1")
        asked = [kept, dropped, direct, ours, "anything else"]
        inbox = day.platform.inbox
        assert inbox is not None
        assert set(await inbox.ours(asked)) == {ours}
        assert set(await inbox.replies(asked)) == {kept}
        assert not await inbox.ours([])
        assert not await inbox.replies([])


async def test_people_are_told_what_is_heard_in_channels(tmp_path: Path) -> None:
    other = replace(daily(person("dee")), id="other", title="Other")
    told_ = instance(research("ana"), other)
    async with team(tmp_path, told_, at("9:00")) as day:
        for who in ("ana", "dee"):
            await day.say(who, "who reads this")
        assert "In channels I hear one thing: replies to my own posts." in told(day, "ana")
        assert "In channels" not in told(day, "dee")


async def test_where_nothing_lives_on_nothing_is_heard_in_channels(tmp_path: Path) -> None:
    told_ = instance(daily(person("ana"), person("bo")))
    async with team(tmp_path, told_, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the parser, and #1")
        await day.until(at("9:40"))
        head = day.platform.channel("#daily")[0].id
        assert day.platform.inbox is not None
        assert not await day.platform.inbox.ours([head])
        day.platform.reply_in("bo", head, "#1 have you seen quokkas?")
        await day.settled()
        assert "quokkas" not in await day.everything()
