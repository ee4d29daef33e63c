"""The engine where things go wrong: people away, platforms busy, deaths, downtime, reloads."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Capabilities, Said, TryAgain
from standup.core.conversation import effects
from standup.core.dates.spans import Stretch
from standup.core.model import Accountability
from standup.engine.occasion import Occasion, say
from tests.platform import CAPABLE, Platform
from tests.team import PLAN, ROOM, at, daily, instance, learning_day, person, team

ANA, BO, CHI = person("ana"), person("bo"), person("chi")
TOLD = instance(learning_day(ANA, BO))


async def test_an_unreachable_person_holds_up_nobody_and_shows_as_unreached(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable["bo"] = "left"
        await day.until(at("9:30"))
        assert "What will you learn" in day.last("ana")
        await day.until(at("20:01"))
        assert "I couldn’t reach: Bo (left our chat)." in day.platform.channel(ROOM)[-1].text


async def test_who_comes_back_is_asked_the_open_question_once(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable["bo"] = "left"
        await day.until(at("10:00"))
        day.platform.come_back("bo")
        await day.settled()
        day.platform.come_back("bo")
        await day.settled()
        asked = [text for text in day.platform.direct_texts("bo") if "will you learn" in text]
        assert len(asked) == 1


async def test_who_comes_back_after_the_deadline_is_not_asked_what_is_over(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable["bo"] = "blocked"
        await day.until(at("17:30"))
        day.platform.come_back("bo")
        await day.settled()
        texts = day.platform.direct_texts("bo")
        assert len(texts) == 1
        assert "What did you learn?" in texts[0]


async def test_a_busy_platform_is_given_the_time_it_asks_for_and_nothing_is_doubled(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults += [TryAgain(5.0), TryAgain(3.0)]
        await day.until(at("9:31"))
        await day.until(at("9:32"))
        assert len(day.platform.direct_texts("ana")) == 1
        assert len(day.platform.direct_texts("bo")) == 1


async def test_a_message_that_fails_for_an_unknown_reason_is_tried_again(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults += [RuntimeError("odd"), ValueError("odder")]
        await day.until(at("9:40"))
        assert len(day.platform.direct_texts("ana")) == 1
        assert len(day.platform.channel(ROOM)) == 1


async def test_a_closed_channel_stops_nobody_and_is_caught_up_with_when_it_opens(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "gone"
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        assert "posted" in day.last("ana")
        del day.platform.unreachable[ROOM]
        await day.until(at("10:00"))
        await day.until(at("10:01"))
        assert [s.text.split("\n")[0] for s in day.platform.channel(ROOM)] == [
            "Learning Day · Thursday 26 November 2026",
            "Ana · Plan",
        ]


async def test_a_death_between_sending_and_noting_it_does_not_ask_twice(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        await day.until(at("9:30"))
        await day.store.write(
            lambda tx: tx.run("UPDATE outbox SET state = 'sending', message_id = NULL")
        )
    async with team(tmp_path, TOLD, at("9:31"), platform) as day:
        await day.settled()
        assert len(platform.direct_texts("ana")) == 1
        assert len(platform.channel(ROOM)) == 1


async def test_words_that_changed_while_the_first_attempt_was_in_doubt_are_edited_in(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.store.write(
            lambda tx: tx.run(
                "UPDATE outbox SET state = 'sending', message_id = NULL, version = version + 1,"
                " content = replace(content, 'JAX', 'XLA') WHERE key LIKE 'report/%'"
            )
        )
        report = platform.channel(ROOM)[1]
        assert "JAX" in report.text
    async with team(tmp_path, TOLD, at("9:31"), platform) as day:
        await day.settled()
        assert "XLA" in platform.channel(ROOM)[1].text
        assert len(platform.channel(ROOM)) == 2


async def test_after_the_keys_window_the_history_is_read_before_sending_again(
    tmp_path: Path,
) -> None:
    can = replace(CAPABLE, key_window=60.0, reads_history=True)
    platform = Platform(capabilities=can)
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        await day.until(at("9:30"))
        before = platform.sends
        await day.store.write(
            lambda tx: tx.run("UPDATE outbox SET state = 'sending', message_id = NULL")
        )
    async with team(tmp_path, TOLD, at("11:00"), platform) as day:
        await day.settled()
        assert platform.sends == before


async def test_an_opening_missed_by_little_is_asked_late(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")):
        pass
    async with team(tmp_path, TOLD, at("11:00")) as day:
        await day.settled()
        assert "What will you learn" in day.last("ana")


async def test_an_opening_missed_altogether_is_recorded_and_said_in_the_digest(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")):
        pass
    async with team(tmp_path, TOLD, at("18:00")) as day:
        await day.until(at("20:01"))
        texts = day.platform.direct_texts("ana")
        assert "What did you learn?" in texts[0]
        digest = day.platform.channel(ROOM)[-1].text
        assert "I was down when it was time to ask: plan" in digest


async def test_grace_limits_how_late_an_opening_is_asked(tmp_path: Path) -> None:
    short = replace(PLAN, grace=timedelta(minutes=30))
    standup = replace(learning_day(ANA), rounds=(short,))
    async with team(tmp_path, instance(standup), at("9:00")):
        pass
    async with team(tmp_path, instance(standup), at("10:30")) as day:
        await day.settled()
        assert day.platform.direct_texts("ana") == []
        assert await day.rows("SELECT round, reason FROM missed") == [("plan", "not running")]


async def test_weeks_of_downtime_bring_no_old_questions(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")):
        pass
    async with team(tmp_path, TOLD, at("12:00") + timedelta(days=20)) as day:
        await day.settled()
        assert day.platform.shown == []
        assert len(await day.rows("SELECT * FROM missed")) == 6


async def test_a_changed_configuration_is_taken_without_losing_a_conversation(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.bot.reload(instance(learning_day(ANA, BO, CHI), daily(CHI, cron="0 10 * * *")))
        await day.say("ana", "JAX")
        assert "posted" in day.last("ana")
        await day.until(at("10:00"))
        assert "What did you do?" in day.last("chi")
        assert len([t for t in day.platform.direct_texts("ana") if "will you learn" in t]) == 1


async def test_a_standup_taken_out_of_the_configuration_opens_no_more(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.bot.reload(instance(daily(ANA, cron="0 10 * * *")))
        await day.until(at("9:45"))
        assert day.platform.shown == []


async def test_the_accountability_report_is_posted_on_its_own_cron_line(tmp_path: Path) -> None:
    rule = Accountability("0 9 * * fri", "Europe/London", days=7)
    told = instance(replace(learning_day(ANA, BO), accountability=rule))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("17:00"))
        await day.say("ana", "done – it compiles")
        await day.until(at("9:01") + timedelta(days=1))
        report = day.platform.channel(ROOM)[-1]
        assert report.thread is None
        assert "Ana: shared (✓ 1 done)" in report.text
        assert "Bo: not shared" in report.text
        assert "Shared: 1 of 2." in report.text
        await day.say("bo", "late, and it was caches")
        await day.settled()
        reports = [s.text for s in day.platform.channel(ROOM) if "accountability" in s.text]
        assert ["Shared: 2 of 2, 1 of them late." in text for text in reports] == [True]


async def test_the_report_of_a_month_is_posted_by_its_name(tmp_path: Path) -> None:
    rule = Accountability("0 9 1 * *", "Europe/London", stretch=Stretch.MONTH)
    told = instance(replace(learning_day(ANA, BO), accountability=rule))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("17:00"))
        await day.say("ana", "done – it compiles")
        await day.until(at("9:01") + timedelta(days=5))
        report = day.platform.channel(ROOM)[-1].text
        assert "Learning Day · accountability · November 2026" in report
        assert "it compiles – Ana, 26 November" in report


async def test_one_event_that_cannot_be_handled_is_put_aside_and_the_others_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from standup.engine import inbox as module  # noqa: PLC0415

    real = module.cleaned

    def explode(text: str) -> str:
        if text == "bomb":
            raise RuntimeError(text)
        return real(text)

    monkeypatch.setattr(module, "cleaned", explode)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        now = day.clock.now()
        await day.bot.inboxes["chat"].take(
            [Said("x1", "ana", "bomb", now), Said("x2", "bo", "Rust", now)], "cursor-7"
        )
        await day.settled()
        assert "posted" in day.last("bo")
        assert await day.bot.inboxes["chat"].cursor() == "cursor-7"
        (failed,) = await day.rows("SELECT failed FROM inbound WHERE failed IS NOT NULL")
        assert "bomb" in str(failed)
        assert "bomb" not in caplog.text


async def test_without_threads_and_edits_the_day_still_happens(tmp_path: Path) -> None:
    bare = Platform(capabilities=Capabilities(per_second=100_000.0))
    async with team(tmp_path, TOLD, at("9:00"), bare) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("20:01"))
        texts = [shown.text.split("\n")[0] for shown in bare.channel(ROOM)]
        assert texts[:2] == ["Learning Day · Thursday 26 November 2026", "Ana · Plan"]
        assert texts[-1].startswith("Digest")


async def test_stopping_leaves_nothing_half_done(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, TOLD, at("9:29"), platform) as day:
        day.clock.jump(at("9:30"))
        await asyncio.sleep(0.005)
    async with team(tmp_path, TOLD, at("9:31"), platform) as day:
        await day.settled()
        assert len(platform.direct_texts("ana")) == 1
        pending = await day.rows("SELECT key FROM outbox WHERE state NOT IN ('sent')")
        assert pending == []


async def test_a_person_hears_things_in_the_order_they_were_said(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults += [TryAgain(1.0)] * 3
        await day.until(at("9:30"))
        day.platform.say("ana", "status")
        await day.platform.all_taken()
        await day.until(at("9:31"))
        first, second = day.platform.direct_texts("ana")
        assert "What will you learn today?" in first
        assert "is open until" in second


async def test_a_reminder_that_is_no_longer_true_is_not_sent(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("17:00")) as day:
        await day.bot.reload(TOLD)
        await day.until(at("17:00") + timedelta(days=7))
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("19:45") + timedelta(days=7))
        day.platform.say("ana", "I learned much")
        await day.platform.all_taken()
        day.platform.come_back("ana")
        await day.settled()
        assert not any("Not this time?" in text for text in day.platform.direct_texts("ana"))


async def test_one_person_whose_asking_fails_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from standup.engine import carry_out as module  # noqa: PLC0415

    real = say

    async def explode(at_: Occasion, what: effects.Say) -> None:
        if at_.person.id == "bo":
            raise RuntimeError("a secret text")
        await real(at_, what)

    monkeypatch.setattr(module, "say", explode)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        assert "What will you learn" in day.last("ana")
        await day.until(at("20:01"))
        assert day.platform.channel(ROOM)[-1].text.startswith("Digest")
    assert "asking bo failed: RuntimeError" in caplog.text
    assert "a secret text" not in caplog.text


async def test_a_post_that_cannot_be_composed_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from standup.core.wording import channel  # noqa: PLC0415

    def explode(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(channel, "report", explode)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        assert "plan 1 of 2" in day.platform.channel(ROOM)[0].text


async def test_a_disk_that_is_full_for_a_while_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        real = day.store.write

        async def full(_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(day.store, "write", full)
        day.clock.jump(at("9:30"))
        await asyncio.sleep(0.05)
        monkeypatch.setattr(day.store, "write", real)
        day.clock.jump(at("9:35"))
        await day.until(at("9:40"))
        assert "What will you learn" in day.last("ana")
