"""A person's own report: for them alone, until they share it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.chat.interface import Said
from standup.core.life import SHIPPED
from standup.core.messages.charts import Chart
from standup.core.messages.markup import Image
from standup.core.model import (
    Account,
    Accountability,
    Channel,
    Instance,
    Person,
    Question,
    Readers,
    Retention,
    Round,
)
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = Person("ana", "Anastasia", LONDON, (Account("chat", "ana"),)), person("bo")
TOLD = instance(learning_day(ANA, BO))
WEEK, HALF = timedelta(days=7), timedelta(hours=12)


@asynccontextmanager
async def two_weeks(
    folder: Path, platform: Platform | None = None, told: Instance = TOLD
) -> AsyncIterator[Team]:
    """Two Learning Days: Ana shared on both, Bo on the first."""
    async with team(folder, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "quokkas")
        await day.say("bo", "wombats")
        await day.until(at("17:01"))
        await day.say("ana", "done – they smile: https://example.org/quokka")
        await day.say("bo", "partly – they dig")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", "numbats")
        await day.until(at("20:01") + WEEK)
        yield day


async def test_my_report_tells_what_was_learned_and_on_how_many_days(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        await day.say("ana", "my report")
        told = day.last("ana")
        assert "they smile: https://example.org/quokka – 26 November" in told
        assert "planned: numbats – 3 December" in told
        assert "You shared on 2 of 2 days." in told
        assert "You didn’t miss a day." in told
        assert "wombats" not in told


async def test_a_plan_whose_day_goes_on_is_not_said_to_be_unanswered(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "quokkas")
        await day.say("ana", "my report")
        assert "quokkas" in day.last("ana")
        assert "unanswered" not in day.last("ana")
        await day.until(at("20:01"))
        await day.say("ana", "my report")
        assert "Your plans: · 1 unanswered." in day.last("ana")


async def test_the_days_can_be_named(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        await day.say("bo", "my report november")
        assert "Your report · November 2026" in day.last("bo")
        assert "You shared on 1 of 1 day." in day.last("bo")
        await day.say("bo", "/my_report since 2026-12-01")
        assert "You shared on 0 of 1 day." in day.last("bo")
        await day.say("bo", "/my report sometime")
        assert "which days “sometime” are" in day.last("bo")
        await day.say("bo", "my report last quarter")
        assert "You didn’t take part on any of these days." in day.last("bo")


async def test_nothing_of_it_is_posted_until_it_is_shared(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        posted = day.platform.channel_text(ROOM)
        await day.say("ana", "my report")
        assert day.platform.channel_text(ROOM) == posted
        await day.say("ana", "share my report november")
        shared = day.platform.channel(ROOM)[-1]
        assert shared.thread is None
        assert "What Anastasia learned · Learning Day · November 2026" in shared.text
        assert "they smile" in shared.text
        assert "Shared on 1 day." in shared.text
        assert shared.text in day.last("ana")


async def test_what_is_shared_twice_stands_there_once_as_it_is_now(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        await day.say("ana", "share my report november")
        await day.say("ana", "share my report november")
        posted = [s for s in day.platform.channel(ROOM) if "What Anastasia learned" in s.text]
        assert len(posted) == 1


async def test_undo_takes_a_shared_report_down_and_nothing_before_it(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        before = await day.rows("SELECT text FROM answer ORDER BY id")
        await day.say("ana", "share my report november")
        assert "they smile" in day.platform.channel(ROOM)[-1].text
        await day.say("ana", "undo")
        shared = day.platform.channel(ROOM)[-1].text
        assert shared == "Anastasia · Learning Day · November 2026 – taken back"
        assert "taken back your report in Learning Day" in day.last("ana")
        assert await day.rows("SELECT text FROM answer ORDER BY id") == before
        await day.say("ana", "undo")
        assert "your report" not in day.last("ana")


async def test_a_report_that_was_taken_back_may_be_shared_again(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        for words in ("share my report november", "undo", "share my report november"):
            await day.say("ana", words)
        posted = [s.text for s in day.platform.channel(ROOM) if "What Anastasia" in s.text]
        assert len(posted) == 1
        await day.until(at("20:12") + WEEK)
        await day.say("ana", "undo")
        assert "they smile" in day.platform.channel_text(ROOM)


async def test_of_two_that_were_shared_each_undo_takes_the_later_one_down(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        await day.say("ana", "share my report november")
        await day.until(at("20:02") + WEEK)
        await day.say("ana", "share my report december")
        await day.say("ana", "undo")
        assert day.platform.channel(ROOM)[-1].text.endswith("3 December 2026 – taken back")
        assert "they smile" in day.platform.channel(ROOM)[-2].text
        await day.say("ana", "undo")
        assert "they smile" not in day.platform.channel(ROOM)[-2].text


async def test_a_report_that_is_not_posted_yet_never_is_once_it_is_undone(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        posted, inbox = day.platform.channel_text(ROOM), day.platform.inbox
        assert inbox is not None
        now = day.clock.now()
        words = ("share my report november", "undo")
        await inbox.take([Said(f"both {one}", "ana", one, now) for one in words])
        await day.settled()
        assert day.platform.channel_text(ROOM) == posted
        assert "I won’t post your report" in day.last("ana")


async def test_where_nothing_can_be_edited_undo_says_that_a_shared_report_stays(
    tmp_path: Path,
) -> None:
    stone = Platform(capabilities=replace(CAPABLE, edits=False))
    async with two_weeks(tmp_path, stone) as day:
        await day.say("ana", "share my report november")
        await day.say("ana", "undo")
        assert day.last("ana") == "I can’t change what’s already on chat."


async def test_a_message_taken_back_leaves_the_reports_that_quoted_it(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "quokkas")
        await day.until(at("17:01"))
        said = await day.say("ana", "done – they smile")
        await day.until(at("20:01"))
        await day.say("ana", "share my report")
        assert "they smile" in day.platform.channel(ROOM)[-1].text
        day.platform.take_back("ana", said)
        await day.settled()
        assert "they smile" not in day.platform.channel_text(ROOM)


async def test_whoever_is_forgotten_is_in_no_report_that_they_shared(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        await day.say("ana", "share my report november")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        kept = await day.everything()
        assert "smile" not in day.platform.channel_text(ROOM)
        assert "smile" not in kept
        posts = await day.rows("SELECT subject FROM post WHERE kind = 'own'")
        keys = await day.rows("SELECT key FROM outbox WHERE key LIKE 'own/%'")
        assert posts
        assert keys
        assert "/ana/" not in str(posts) + str(keys)
        assert "Somebody · Learning Day · November 2026 – taken back" in (
            day.platform.channel_text(ROOM)
        )


async def test_where_nothing_can_be_edited_a_shared_report_stays_and_is_not_kept(
    tmp_path: Path,
) -> None:
    stone = Platform(capabilities=replace(CAPABLE, edits=False))
    async with two_weeks(tmp_path, stone) as day:
        await day.say("ana", "share my report november")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        assert "smile" not in await day.everything()
        assert "I can’t change what’s already on chat." in day.last("ana")


async def test_each_standups_part_is_posted_in_its_own_channels_alone(tmp_path: Path) -> None:
    internal = replace(daily(ANA), internal=True, channels=(Channel("chat", "#few"),))
    told = instance(learning_day(ANA, BO), internal)
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("my secret", "-", "quokkas"):  # the daily asks first
            await day.say("ana", words)
        await day.until(at("17:01"))
        await day.say("ana", "done – they smile")
        await day.say("ana", "share my report")
        assert "they smile" in day.platform.channel(ROOM)[-1].text
        assert "secret" not in day.platform.channel_text(ROOM)
        assert "What Anastasia shared" in day.platform.channel("#few")[-1].text
        assert "my secret" in day.platform.channel("#few")[-1].text
        assert "smile" not in day.platform.channel_text("#few")


async def test_where_there_is_nothing_to_share_that_is_said(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as day:
        posted = len(day.platform.channel(ROOM))
        await day.say("bo", "share my report since 2026-12-01")
        assert "There’s nothing to post" in day.last("bo")
        assert len(day.platform.channel(ROOM)) == posted


async def test_of_many_days_there_are_pictures_for_its_person_alone(tmp_path: Path) -> None:
    charts: list[Chart] = []

    def draw(chart: Chart) -> Image:
        charts.append(chart)
        return Image(b"png", 1, 1)

    told = instance(learning_day(ANA, BO))
    platform = Platform(replace(CAPABLE, images=True))
    async with team(tmp_path, told, at("9:00"), platform, draw=draw) as day:
        for week in range(4):
            await day.until(at("9:31") + week * WEEK)
            await day.say("ana", "quokkas")
            await day.until(at("17:01") + week * WEEK)
            await day.say("ana", "done – they smile")
        await day.say("ana", "my report since 2026-11-01")
        shown = [one for one in platform.shown if one.message.picture]
        assert [one.place for one in shown] == ["@ana"]
        assert shown[0].text.startswith("Follow-through on 4 days: 1 of 1 on 26 November")
        assert [chart.title for chart in charts] == ["Follow-through"]


async def test_a_shared_report_lets_go_of_words_that_are_kept_no_longer(tmp_path: Path) -> None:
    kept = replace(TOLD, retention=Retention(timedelta(days=30), timedelta(days=20)))
    async with two_weeks(tmp_path, told=kept) as day:
        await day.say("ana", "share my report november")
        await day.until(at("9:31") + 6 * WEEK)
        assert "smile" not in await day.everything()
        [shared] = [s for s in day.platform.channel(ROOM) if "Learning Day · Nov" in s.text]
        assert "smile" not in shared.text


async def test_a_report_of_everybody_tells_no_mood_that_fewer_than_three_gave(
    tmp_path: Path,
) -> None:
    mood = Question("mood", "mood", "How was the day?")
    asked = replace(daily(ANA, BO), rounds=(Round("day", "Daily", "30 9 * * *", (mood,), HALF),))
    rule = Accountability("0 9 1 * *", LONDON, 28)
    told = instance(replace(asked, accountability=rule))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "2")
        await day.say("bo", "4")
        await day.until(at("9:01") + timedelta(days=5))
        report = next(s.text for s in day.platform.channel("#daily") if "accountability" in s.text)
        assert "Shared: 2 of " in report
        assert "How was the day?" not in report
        await day.say("ana", "my report")
        assert "How was the day? Median 🙁 bad" in day.last("ana")


async def test_history_is_what_one_shared_last_and_no_other_sees_it(tmp_path: Path) -> None:
    platform = Platform()
    async with two_weeks(tmp_path, platform) as day:
        platform.say("ana", "/history", place=ROOM)
        await day.settled()
        told = day.last("ana")
        assert told.index("numbats") < told.index("quokkas")
        assert "Thursday 3 December 2026" in told
        assert "they smile" in told
        assert "wombats" not in told
        assert "quokkas" not in platform.channel(ROOM)[-1].text
        await day.say("ana", "my history")
        assert day.last("ana") == told
        await day.say("bo", "history learning day")
        assert "wombats" in day.last("bo")
        assert "quokkas" not in day.last("bo")


async def test_history_follows_what_was_taken_back_and_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.say("ana", "my history")
        assert "haven’t shared anything yet" in day.last("ana")
        await day.until(at("9:31"))
        said = await day.say("ana", "quokkas")
        await day.say("ana", "Feeding them now, with photos")
        await day.say("ana", "history")
        assert "Feeding them now" in day.last("ana")
        day.platform.take_back("ana", said)
        await day.settled()
        await day.say("ana", "history")
        assert "quokkas" not in day.last("ana")


async def test_history_said_bare_to_an_open_question_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "history")
        assert "Which is it?" in day.last("ana")
        said = await day.say("ana", "history of Unix")
        assert "Thanks, posted" in day.last("ana")
        day.platform.edit_own("ana", said, "history")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") in ([("history of Unix",)], [("history",)])


HYPOTHESIS = SHIPPED["hypothesis"]


def research(readers: Readers = "channel") -> Instance:
    """Ana and Bo are asked every Thursday what they want to find out."""
    standup = daily(ANA, BO, cron="30 9 * * thu")
    [round_] = standup.rounds
    new = Question("new", "items", "What do you want to find out?", life="hypothesis")
    rounds = (replace(round_, questions=(new,)),)
    return instance(replace(standup, rounds=rounds, lives=(HYPOTHESIS,), readers=readers))


async def three_hypotheses(day: Team) -> None:
    """Of Ana's three, one is refuted; of a fourth only the bot was told."""
    await day.until(at("9:31"))
    await day.say("ana", "warmup matters\nseeds matter\ndata order matters")
    await day.until(at("9:40"))
    await day.say("ana", "#2 refuted – three seeds suffice")
    await day.say("ana", "keep as hypothesis: nobody reads this")
    await day.until(at("9:50"))


async def test_my_report_tells_what_one_carries_on_and_what_came_of_it(tmp_path: Path) -> None:
    async with team(tmp_path, research(), at("9:00")) as day:
        await three_hypotheses(day)
        await day.say("ana", "my report")
        told = day.last("ana")
        carried, came = told.split("Carried on\n")[1].split("What came of it\n")
        assert carried.splitlines() == [
            "• #4 nobody reads this – open since 26 November",
            "• #3 data order matters – open since 26 November",
            "• #1 warmup matters – open since 26 November",
        ]
        assert came.startswith("• #2 seeds matter – refuted, 26 November\n")
        await day.say("bo", "my report")
        assert "Carried on" not in day.last("bo")
        await day.say("ana", "my report october")
        assert "Carried on" not in day.last("ana")


async def test_of_what_lives_only_that_is_shared_which_was_posted(tmp_path: Path) -> None:
    async with team(tmp_path, research(), at("9:00")) as day:
        await three_hypotheses(day)
        await day.say("ana", "#3 for bo")
        await day.say("ana", "share my report")
        shared = day.platform.channel("#daily")[-1].text
        assert "Carried on\n• #1 warmup matters – open since 26 November" in shared
        assert "What came of it\n• #2 seeds matter – refuted, 26 November" in shared
        assert "nobody reads this" not in shared
        await day.say("bo", "owls hoot")
        await day.until(at("9:55"))
        await day.say("bo", "my report")
        assert "#3 data order matters – open since 26 November" in day.last("bo")
        await day.say("bo", "share my report")
        shared = day.platform.channel("#daily")[-1].text
        assert "Carried on\n• #5 owls hoot – open since 26 November" in shared
        assert "data order" not in shared


async def test_what_is_shared_of_items_follows_them(tmp_path: Path) -> None:
    async with team(tmp_path, research(), at("9:00")) as day:
        await three_hypotheses(day)
        await day.say("ana", "share my report")
        number = len(day.platform.channel("#daily")) - 1
        await day.say("ana", "#1 confirmed")
        await day.until(at("9:55"))
        shared = day.platform.channel("#daily")[number].text
        assert "• #1 warmup matters – confirmed, 26 November" in shared
        await day.say("ana", "undo")
        await day.until(at("9:59"))
        shared = day.platform.channel("#daily")[number].text
        assert "• #1 warmup matters – open since 26 November" in shared


async def test_items_of_a_standup_among_participants_are_not_shared(tmp_path: Path) -> None:
    async with team(tmp_path, research("participants"), at("9:00")) as day:
        await three_hypotheses(day)
        await day.say("ana", "my report")
        assert "#1 warmup matters – open since 26 November" in day.last("ana")
        await day.say("ana", "share my report")
        assert "warmup" not in day.platform.channel_text("#daily")
