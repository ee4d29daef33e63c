"""Days on which several rare things meet: each of these once lost, doubled or mistold something."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Message, Said, TryAgain, Unreachable, Unsure
from standup.core.model import Accountability, Question, Rhythm, Round, Standup
from standup.errors import DatabaseError
from tests.locked import locked
from tests.platform import CAPABLE, Platform
from tests.team import (
    LEARNED,
    PLAN,
    ROOM,
    THURSDAY,
    Team,
    at,
    daily,
    instance,
    learning_day,
    person,
    team,
)

ANA, BO = person("ana"), person("bo")
DAY = timedelta(days=1)


def on_days(standup: Standup, cron: str) -> Standup:
    return replace(standup, rounds=(replace(standup.rounds[0], cron=cron),))


async def test_status_is_told_where_an_accountability_report_is_planned(tmp_path: Path) -> None:
    rule = Accountability("0 9 * * fri", "Europe/London", days=7)
    told = instance(replace(learning_day(ANA), accountability=rule))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.say("ana", "status")
        assert "Next: Learning Day, plan" in day.last("ana")


async def test_status_names_no_day_on_which_they_are_away(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("ana", "away until 2026-12-03")
        await day.say("ana", "status")
        assert "Next: Learning Day, plan, Thursday 10 December, 09:30" in day.last("ana")
        assert "3 December, 09:30" not in day.last("ana")


async def test_status_names_no_day_whose_round_they_were_asked_before_they_moved(
    tmp_path: Path,
) -> None:
    there = person("ana", "Asia/Tokyo")
    async with team(tmp_path, instance(learning_day(there)), at("0:00")) as day:
        await day.until(at("1:00"))
        await day.say("ana", "JAX")
        here = person("ana", "America/New_York")
        await day.bot.reload(instance(learning_day(here)))
        await day.say("ana", "status")
        assert "plan, Thursday 3 December, 09:30" in day.last("ana")
        assert "plan, Thursday 26 November" not in day.last("ana")


async def test_who_joins_between_two_zones_openings_is_asked_and_heard(tmp_path: Path) -> None:
    chi, dan = person("chi", "America/New_York"), person("dan", "America/New_York")
    async with team(tmp_path, instance(learning_day(ANA, dan)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.bot.reload(instance(learning_day(ANA, dan, chi)))
        await day.until(at("14:31"))
        await day.say("chi", "JAX")
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_a_round_added_while_a_run_is_open_is_asked(tmp_path: Path) -> None:
    questions = (Question("how", "text", "How is it?"),)
    noon = Round("noon", "Noon", "0 12 * * thu", questions, timedelta(hours=16))
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        more = replace(learning_day(ANA), rounds=(PLAN, noon, LEARNED))
        await day.bot.reload(instance(more))
        await day.until(at("12:01"))
        assert "How is it?" in day.last("ana")


async def test_a_run_stays_open_for_whoever_moves_west_during_it(tmp_path: Path) -> None:
    ana = replace(ANA, zone="America/New_York")
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("12:00"))
        await day.bot.reload(instance(learning_day(ana)))
        await day.until(at("22:01"))
        assert "What did you learn?" in day.last("ana")
        await day.say("ana", "done - it compiles")
        assert "Digest" not in day.platform.channel_text(ROOM)
        await day.until(at("25:01"))
        assert "Shared: plan 1 of 1, learned 1 of 1." in day.platform.channel_text(ROOM)


@pytest.mark.parametrize("is_down", [True, False], ids=["while nothing runs", "meanwhile"])
@pytest.mark.parametrize("others", ["Europe/London", "Asia/Tokyo"], ids=["alone", "to others"])
async def test_who_moves_past_an_opening_there_is_asked_once_all_the_same(
    tmp_path: Path, is_down: bool, others: str
) -> None:
    bo, week = person("bo", others), 7 * DAY
    before = instance(learning_day(bo, person("ana", NEW_YORK)))
    after = instance(learning_day(bo, person("ana", "Asia/Tokyo")))
    platform = Platform()
    async with team(tmp_path, before, at("9:00"), platform) as day:
        await day.until(at("26:00"))
        if not is_down:
            await day.until(at("6:00") + week)
            await day.bot.reload(after)
            await day.settled()
    async with team(tmp_path, after, at("6:00") + week, platform) as day:
        await day.until(at("6:01") + week)
        asked = [text for text in platform.direct_texts("ana") if "3 December" in text]
        assert len(asked) == 1
        await day.say("ana", "JAX")
        await day.until(at("23:00") + week)
        asked = [text for text in platform.direct_texts("ana") if "will you learn" in text]
        assert len(asked) == 2
        assert await day.rows("SELECT round FROM missed") == []


async def test_who_moves_past_a_grace_there_is_not_told_of_a_round_that_was_missed(
    tmp_path: Path,
) -> None:
    hasty = replace(PLAN, grace=timedelta(minutes=30))
    before = replace(learning_day(BO, person("ana", NEW_YORK)), rounds=(hasty, LEARNED))
    after = replace(learning_day(BO, person("ana", "Asia/Tokyo")), rounds=(hasty, LEARNED))
    week = 7 * DAY
    async with team(tmp_path, instance(before), at("9:00")) as day:
        await day.until(at("6:00") + week)
        await day.bot.reload(instance(after))
        await day.until(at("23:00") + week)
        assert await day.rows("SELECT round FROM missed") == []


async def test_who_was_asked_a_later_round_is_not_asked_an_earlier_one_for_having_moved(
    tmp_path: Path,
) -> None:
    long = replace(PLAN, closes=timedelta(hours=17))
    before = replace(learning_day(BO, person("ana", "Asia/Tokyo")), rounds=(long, LEARNED))
    after = replace(learning_day(BO, ANA), rounds=(long, LEARNED))
    async with team(tmp_path, instance(before), at("1:00")) as day:
        await day.until(at("10:00"))
        await day.bot.reload(instance(after))
        await day.settled()
        assert "will you learn" not in "".join(day.platform.direct_texts("ana"))


async def test_who_joins_past_an_opening_is_asked_from_the_next_on(tmp_path: Path) -> None:
    chi = person("chi", "Asia/Tokyo")
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("6:00") + 7 * DAY)
        await day.bot.reload(instance(learning_day(ANA, chi)))
        await day.settled()
        assert day.platform.direct_texts("chi") == []


NEW_YORK = "America/New_York"
NIGHT = Round("night", "Night", "0 21 * * thu", PLAN.questions, timedelta(hours=23))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (learning_day(ANA, person("bo", "Asia/Tokyo")), learning_day(ANA, person("bo", NEW_YORK))),
        (learning_day(ANA), learning_day(ANA, person("bo", NEW_YORK))),
        (learning_day(ANA, BO), replace(learning_day(ANA, BO), rounds=(PLAN, LEARNED, NIGHT))),
    ],
    ids=["moves west", "joins in the west", "a round is added"],
)
async def test_a_run_that_is_over_asks_nobody_any_more(
    tmp_path: Path, before: Standup, after: Standup
) -> None:
    async with team(tmp_path, instance(before), at("9:00")) as day:
        await day.until(at("20:01"))
        posted, heard = day.platform.channel_text(ROOM), len(day.platform.direct_texts("bo"))
        await day.bot.reload(instance(after))
        await day.say("bo", "status")
        assert "Thursday 26 November" not in day.last("bo").partition("Next")[2]
        assert "Thursday 3 December" in day.last("bo").partition("Next")[2]
        await day.until(at("30:00"))
        assert day.platform.channel_text(ROOM) == posted
        assert len(day.platform.direct_texts("bo")) == heard + 1
        assert await day.rows("SELECT round FROM missed") == []
        await day.until(at("21:01") + 7 * DAY)
        assert len(day.platform.direct_texts("bo")) > heard + 1


async def test_a_run_that_ended_while_nothing_ran_asks_nobody_any_more(tmp_path: Path) -> None:
    late = replace(LEARNED, cron="58 19 * * thu")
    told = replace(learning_day(ANA), rounds=(PLAN, late))
    async with team(tmp_path, instance(told), at("9:00")) as day:
        await day.until(at("9:31"))
    async with team(tmp_path, instance(told), at("20:01"), day.platform) as day:
        await day.until(at("21:00"))
        assert len(day.platform.direct_texts("ana")) == 1
        assert await day.rows("SELECT round FROM missed") == [("learned",)]


@pytest.mark.parametrize(
    "changed",
    [
        replace(learning_day(ANA), rhythm=Rhythm(days_off=frozenset({THURSDAY.date()}))),
        replace(learning_day(ANA), rounds=(replace(PLAN, cron="30 9 * * fri"), LEARNED)),
    ],
    ids=["a day off", "another weekday"],
)
async def test_an_overdue_opening_that_was_taken_out_meanwhile_is_not_asked(
    tmp_path: Path, changed: Standup, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")):
        pass
    async with team(tmp_path, instance(changed), at("9:35")) as day:
        await day.settled()
        assert day.platform.shown == []
        assert "failed" not in caplog.text


async def test_a_day_off_is_not_recorded_as_missed(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")):
        pass
    off = replace(learning_day(ANA), rhythm=Rhythm(days_off=frozenset({THURSDAY.date()})))
    async with team(tmp_path, instance(off), at("21:00")) as day:
        await day.settled()
        assert await day.rows("SELECT round FROM missed") == []


async def test_an_ignored_question_of_one_standup_silences_no_other(tmp_path: Path) -> None:
    rest = on_days(daily(ANA), "0 10 * * fri,sat,sun,mon")
    async with team(tmp_path, instance(learning_day(ANA), rest), at("9:00")) as day:
        await day.until(at("23:00") + 4 * DAY)
        asked = [t for t in day.platform.direct_texts("ana") if "What did you do?" in t]
        assert len(asked) == 4


async def test_what_answered_the_morning_during_downtime_is_not_taken_for_the_evening(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
    async with team(tmp_path, instance(learning_day(ANA)), at("17:30"), platform) as day:
        await day.settled()
        await day.bot.inboxes["chat"].take([Said("x1", "ana", "JAX", at("16:30"))])
        await day.settled()
        assert await day.rows("SELECT question, text FROM answer") == [("will_learn", "JAX")]
        assert "Ana · Plan\n1. JAX" in platform.channel_text(ROOM)


async def test_an_update_written_before_the_close_is_posted_though_it_is_read_after(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("17:00"))
        await day.say("ana", "done - fun")
    async with team(tmp_path, instance(learning_day(ANA)), at("20:30"), platform) as day:
        await day.settled()
        await day.bot.inboxes["chat"].take(
            [Said("x1", "ana", "found a good link on tracing", at("19:30"))]
        )
        await day.settled()
        assert "found a good link on tracing" in platform.channel_text(ROOM)


async def test_an_update_written_before_the_close_belongs_to_what_was_open_last(
    tmp_path: Path,
) -> None:
    both, platform = instance(learning_day(ANA), daily(ANA, cron="0 10 * * *")), Platform()
    async with team(tmp_path, both, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("10:01"))
        await day.say("ana", "Reading")
        await day.say("ana", "Nowhere")
    async with team(tmp_path, both, at("12:30"), platform) as day:
        await day.settled()
        await day.bot.inboxes["chat"].take(
            [Said("x1", "ana", "found a good link on tracing", at("11:30"))]
        )
        await day.settled()
        assert "found a good link on tracing" in platform.channel_text("#daily")


async def test_a_greeting_is_no_answer_to_a_question_that_never_arrived(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        day.platform.unreachable["bo"] = "blocked"
        await day.until(at("20:30"))
        day.platform.come_back("bo")
        await day.settled()
        await day.say("bo", "hi, my phone is back")
        assert "my phone is back" not in day.platform.channel_text(ROOM)


async def test_a_question_refused_and_due_again_when_it_is_over_was_not_asked(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        day.platform.unreachable["bo"] = "blocked"
        await day.until(at("11:58"))
        day.platform.faults.append(TryAgain(600.0, everywhere=True))
        day.platform.say("ana", "help")
        await asyncio.sleep(0.05)
        day.platform.come_back("bo")
        await day.platform.all_taken()
        day.clock.jump(at("12:00"))
        await asyncio.sleep(0.05)
        day.clock.jump(at("12:30"))
        await day.settled()
        await day.say("bo", "hi, my phone is back")
        assert "Nothing is open" in day.last("bo")
        assert await day.rows("SELECT text FROM answer") == []


async def test_an_answer_to_a_question_in_doubt_counts_though_its_writer_left_before_it_was_over(
    tmp_path: Path,
) -> None:
    class Losing(Platform):
        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            sent = await super().send(place, message, key, thread=thread)
            if place == "@bo" and self.now() < at("9:31"):
                self.unreachable["bo"] = "blocked"
                raise Unsure(120.0)
            return sent

    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00"), Losing()) as day:
        await day.until(at("9:40"))
        await _out_of_breath(day, at("12:00"))
        del day.platform.unreachable["bo"]
        await day.say("bo", "Reading")
        assert await day.rows("SELECT text FROM answer") == [("Reading",)]


async def _out_of_breath(day: Team, over: datetime) -> None:
    """Come to a moment, and half an hour beyond it, while the platform wants nothing sent."""
    day.clock.jump(over - timedelta(minutes=2))
    day.platform.faults.append(TryAgain(600.0, everywhere=True))
    day.platform.say("ana", "help")
    await asyncio.sleep(0.05)
    day.clock.jump(over)
    await asyncio.sleep(0.05)
    day.clock.jump(over + timedelta(minutes=30))
    await day.settled()


async def test_who_accepts_while_we_still_look_is_asked(tmp_path: Path) -> None:
    class Quick(Platform):
        async def direct(self, account: str) -> str:
            if account in self.unreachable:
                self.come_back(account)
                await self.all_taken()
                raise Unreachable("invited")
            return f"@{account}"

    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), Quick()) as day:
        day.platform.unreachable["ana"] = "invited"
        await day.until(at("9:31"))
        await day.until(at("9:32"))
        assert "What will you learn" in day.last("ana")


async def test_a_message_that_gets_through_ends_being_unreachable(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        day.platform.unreachable["bo"] = "blocked"
        await day.until(at("20:01"))
        day.platform.unreachable.clear()
        await day.until(at("20:01") + 7 * DAY)
        assert "I couldn’t reach: Bo" not in day.platform.channel(ROOM)[-1].text


async def test_a_late_opening_does_not_remind_in_the_same_moment(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, instance(learning_day(ANA)), at("16:00"), platform):
        pass
    async with team(tmp_path, instance(learning_day(ANA)), at("19:45"), platform) as day:
        await day.settled()
        assert len(platform.direct_texts("ana")) == 1


async def test_an_outcome_asked_after_the_close_still_lays_the_plan_beside_it(
    tmp_path: Path,
) -> None:
    other = daily(ANA, cron="30 16 * * *", closes=21)
    async with team(tmp_path, instance(learning_day(ANA, BO), other), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX\nRust")
        await day.until(at("20:30"))
        await day.say("ana", "work")
        await day.say("ana", "-")
        assert "What did you learn?" in day.last("ana")
        assert "1. JAX" in day.last("ana")


async def test_the_deadline_that_people_are_told_is_the_one_that_holds(tmp_path: Path) -> None:
    until_ten = daily(ANA, closes=34)  # and asked again at half past nine
    round_ = replace(until_ten.rounds[0], reminder=timedelta(minutes=30))
    async with team(tmp_path, instance(replace(until_ten, rounds=(round_,))), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.until(at("33:01"))
        assert "until Friday 27 November, 09:30" in day.last(
            "ana"
        )  # the reminder, half an hour before
        await day.say("ana", "status")
        assert "10:00" not in day.last("ana")
        await day.until(at("33:29"))
        still_open = "select count(*) from run where closed_at is null"
        assert await day.rows(still_open) == [(1,)]
        await day.until(at("33:31"))
        assert await day.rows(still_open) == [(1,)]  # the next one
        assert await day.rows("select count(*) from run where closed_at is not null") == [(1,)]


async def test_who_waits_behind_another_standup_is_not_called_unreachable(tmp_path: Path) -> None:
    long = daily(ANA, cron="30 8 * * thu", closes=24)
    async with team(tmp_path, instance(learning_day(ANA, BO), long), at("8:00")) as day:
        await day.until(at("20:01"))
        assert "I couldn’t reach: Ana" not in day.platform.channel_text(ROOM)


async def test_three_in_line_are_each_asked_by_a_message_of_their_own(tmp_path: Path) -> None:
    def named(name: str, closes: float) -> Standup:
        round_ = replace(
            daily(ANA, closes=closes).rounds[0],
            questions=(Question("q", "text", f"What of {name}?"),),
        )
        return replace(daily(ANA), id=name, title=name.title(), rounds=(round_,))

    told = instance(named("aa", 10), named("bb", 11), named("cc", 12))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("11:05"))
        await day.say("ana", "finished the parser")
        assert "What of aa" in day.last("ana")
        await day.say("ana", "wrote its tests")
        assert "What of bb" in day.last("ana")


async def test_taking_back_an_answer_that_was_replaced_erases_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        first = await day.say("ana", "secret")
        await day.say("ana", "back")
        await day.say("ana", "better")
        day.platform.take_back("ana", first)
        await day.settled()
        assert ("secret",) not in await day.rows("SELECT text FROM wording")


async def test_nobody_else_can_take_back_or_change_what_a_person_wrote(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "JAX")
        day.platform.take_back("bo", message)
        day.platform.edit_own("bo", message, "not JAX")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("JAX",)]


async def test_half_a_character_is_taken(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX \ud83d")
        assert "posted" in day.last("ana")


async def test_half_a_character_in_an_id_costs_nothing_that_came_beside_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        now = day.clock.now()
        odd, good = Said("x\ud83d", "ana", "JAX", now), Said("x2", "bo", "Rust", now)
        await day.bot.inboxes["chat"].take([odd, good], "7")
        await day.settled()
        assert "posted" in day.last("ana")
        assert "posted" in day.last("bo")


async def test_what_is_half_finished_is_not_counted_before_it_is_posted(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "work")
        await day.say("bo", "work")
        await day.say("bo", "-")
        assert "1 of 2" in day.platform.channel("#daily")[0].text


async def test_a_question_that_could_not_leave_all_day_is_not_asked_the_day_after(
    tmp_path: Path,
) -> None:
    class Busy(Platform):
        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if self.now() < at("9:00") + DAY:
                raise TryAgain(600.0)
            return await super().send(place, message, key, thread=thread)

    async with team(tmp_path, instance(daily(ANA)), at("9:00"), Busy()) as day:
        for hours in range(1, 26):
            day.clock.jump(at("9:35") + timedelta(hours=hours))
            await asyncio.sleep(0.02)
        await day.settled()
        asked = [t for t in day.platform.direct_texts("ana") if "What did you do" in t]
        assert len(asked) == 1
        assert "Daily · Friday 27 November · daily, until 12:00" in asked[0]


async def test_the_parts_of_a_long_report_keep_their_order(tmp_path: Path) -> None:
    class Stumbling(Platform):
        stumbled = False

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if thread and not self.stumbled:
                self.stumbled = True
                raise TryAgain(5.0)
            return await super().send(place, message, key, thread=thread)

    platform = Stumbling(capabilities=replace(CAPABLE, text_limit=200))
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "\n".join(f"item {n} " + "x" * 40 for n in range(12)))
        await day.until(at("9:40"))
        texts = "".join(shown.text for shown in platform.channel(ROOM)[1:])
        assert [texts.index(f"item {n} ") for n in range(12)] == sorted(
            texts.index(f"item {n} ") for n in range(12)
        )


async def test_updates_of_somebody_without_an_answer_are_in_the_digest(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "-")
        await day.say("ana", "found a great paper")
        await day.until(at("20:01"))
        assert "great paper" in day.platform.channel(ROOM)[-1].text


async def test_going_away_and_coming_back_keeps_the_reminder(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("17:01"))
        await day.say("ana", "away")
        await day.say("ana", "back")
        await day.until(at("19:40"))
        assert "Not this time?" in day.last("ana")


async def test_a_shortened_preview_leaves_no_old_words_standing_either(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "secret " * 3000)
        day.platform.edit_own("ana", message, "short")
        await day.settled()
        assert "secret" not in "".join(day.platform.direct_texts("ana"))


async def test_a_locked_database_puts_no_answer_aside(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        said = Said("x1", "ana", "JAX", day.clock.now())
        async with locked(day.store):
            with pytest.raises(DatabaseError, match="cannot be written now"):
                await day.bot.inboxes["chat"].take([said], "7")
        await day.bot.inboxes["chat"].take([said], "7")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("JAX",)]
        assert await day.rows("SELECT failed FROM inbound WHERE failed IS NOT NULL") == []


async def test_a_message_after_a_summer_of_silence_has_a_key_of_its_own(tmp_path: Path) -> None:
    async with team(
        tmp_path, instance(learning_day(ANA)), at("20:01"), platform := Platform()
    ) as day:
        await day.say("ana", "status")
    async with team(tmp_path, instance(learning_day(ANA)), at("20:01") + 90 * DAY, platform) as day:
        await day.settled()
        await day.say("ana", "status")
        assert len({shown.key for shown in platform.shown if shown.place == "@ana"}) == 2


async def test_what_was_to_be_changed_out_of_reach_is_said_anew_within_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "JAX")
        day.platform.unreachable |= {"ana": "blocked", "@ana": "blocked"}
        day.platform.edit_own("ana", message, "Rust")
        await day.settled()
        del day.platform.unreachable["@ana"]
        day.platform.come_back("ana")
        await day.settled()
        assert "Rust" in day.last("ana")


async def test_a_plan_that_was_changed_and_taken_back_stands_nowhere_any_more(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "secret plan\nanother")
        await day.until(at("17:01"))
        await day.say("ana", "1 done 2 not")
        await day.say("ana", "a lot")
        day.platform.edit_own("ana", message, "harmless")
        day.platform.take_back("ana", message)
        await day.until(at("20:01"))
        assert "secret" not in day.platform.channel_text(ROOM)
        assert "secret" not in "".join(day.platform.direct_texts("ana")[-1:])


async def set_back(day: Team, to: datetime) -> None:
    """The clock shows an earlier time, and the schedule has seen it."""
    day.clock._base += to - day.clock.now()
    scheduler = day.bot._scheduler
    assert scheduler is not None
    scheduler.wake()
    while scheduler._latest > to + DAY:
        await asyncio.sleep(0)


async def test_a_clock_that_was_days_ahead_for_a_minute_leaves_nothing_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plan = on_days(daily(ANA, BO), "30 9 * * *")
    async with team(tmp_path, instance(plan), at("8:00")) as day:
        day.clock.jump(at("8:00") + 3 * DAY)
        await day.settled()
        await day.say("ana", "status")
        assert await day.rows("SELECT 1 FROM missed")
        await set_back(day, at("8:01"))
        await day.until(at("9:31"))
        assert await day.rows("SELECT 1 FROM missed") == []
        assert len(await day.rows("SELECT 1 FROM check_in WHERE asked_at IS NOT NULL")) == 2
    assert "the clock went back" in caplog.text


async def test_a_run_that_a_wrong_clock_closed_is_open_again(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        day.clock.jump(at("9:00") + 2 * DAY)
        await day.settled()
        await set_back(day, at("12:00"))
        await day.until(at("12:01"))
        await day.say("ana", "attention finally makes sense")
        assert "attention finally makes sense" in day.platform.channel_text(ROOM)


async def test_a_message_that_a_wrong_clock_put_off_for_days_leaves_now(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        day.clock.jump(at("10:00") + 2 * DAY)
        await day.settled()
        day.platform.faults = [TryAgain(1800)]
        day.platform.say("ana", "JAX")
        await day.platform.all_taken()
        while day.platform.faults:
            await asyncio.sleep(0)
        await set_back(day, at("10:00"))
        await day.until(at("11:00"))
        assert "JAX" in day.last("ana")
