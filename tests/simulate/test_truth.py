"""The independent truth: what it works out by itself, and what it leaves open to the engine."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.simulate.almanac import Plan
from standup.simulate.begun import early, late
from standup.simulate.facts import Facts
from standup.simulate.figures import digest_lies
from standup.simulate.invariants.runs import untimely
from standup.simulate.living import Living
from standup.simulate.orders import Ordered
from standup.simulate.people import Meant, Sort
from standup.simulate.polled import Ballot, Polled
from standup.simulate.remarks import Remark
from standup.simulate.sheets import Held, Sheet
from standup.simulate.silent import Silent
from standup.simulate.simulation import Story
from standup.simulate.truth import Truth
from standup.simulate.undoing import Sort as Undone
from standup.simulate.undoing import taken_back

HOUR = timedelta(hours=1)
MORNING = datetime(2026, 11, 25, 22, tzinfo=UTC)  # nine in Sydney, on the 26th
OVER = MORNING + 3 * HOUR
ANA = Person("ana", "Ana", "Australia/Sydney", (Account("discord", "ana-d"),))
CHI = Person("chi", "Chi", "Europe/London", (Account("discord", "chi-d"),))
DONE = Question("done", "text", "What have you done?")
DAILY = Standup(
    "daily",
    "Daily",
    (Round("today", "Today", "0 9 * * *", (DONE,), closes=12 * HOUR),),
    (ANA, CHI),
    (Channel("discord", "#daily"),),
)
DIGEST = "Digest\nNot shared yet: Ana."


def told(*before: Meant, later: tuple[Meant, ...] = ()) -> tuple[Facts, Held]:
    """A run that asked Ana alone, who said nothing, and all that was said before it and after."""
    said = {(one.adapter, one.event): one for one in (*before, *later)}
    truth = Truth((ANA, CHI), said, (DAILY,))
    truth.knows((ANA, CHI), MORNING - 48 * HOUR)
    story = SimpleNamespace(
        town=SimpleNamespace(instance=Instance((DAILY,), (ANA, CHI), "Ana", "UTC")),
        clock=SimpleNamespace(now=lambda: MORNING + 20 * HOUR),
        kept=SimpleNamespace(missed=[]),
        latest=MORNING + 20 * HOUR,
        unwritable=[],
        strikes=[],
    )
    facts = Facts(cast("Story", story), truth, scheduled_at=MORNING - HOUR)
    for one in before:
        truth.takes(one.adapter, one.event, one.at)
    run = Held(1, DAILY, date(2026, 11, 26), truth.steered["daily"].plan, OVER)
    truth.begins(run)
    facts.openings[1] = MORNING
    truth.opens(Sheet(1, run, DAILY.rounds[0], "ana", MORNING, OVER, ANA.zone, run.plan))
    run.closed_at = OVER
    for one in later:
        truth.takes(one.adapter, one.event, one.at)
    return facts, run


def says(name: str, at: datetime) -> Meant:
    """Chi says so of the daily."""
    ordered = None if name == "undo" else Ordered("daily", name, name)
    sort: Sort = "undo" if ordered is None else "order"
    return Meant("chi", "discord", f"{name} at {at}", at, sort, name, ordered=ordered)


def test_who_takes_part_and_was_not_asked_is_named_in_a_digest() -> None:
    facts, run = told()
    assert [*digest_lies(facts, run, DIGEST)]
    assert [*digest_lies(facts, run, f"{DIGEST}\nNot asked: Chi.")] == []


def test_who_may_take_part_is_named_or_not() -> None:
    at = MORNING - 9 * HOUR
    facts, run = told(says("leave", at), says("join", at + HOUR / 60))
    facts.truth.steered["daily"].is_unsure = True
    assert [*digest_lies(facts, run, DIGEST)] == []
    assert [*digest_lies(facts, run, f"{DIGEST}\nNot asked: Chi.")] == []
    assert [*digest_lies(facts, run, "Digest\nNot asked: Ana and Chi.")]


def test_what_was_set_last_is_taken_back_whatever_was_looked_up_since() -> None:
    at, minute = MORNING - 9 * HOUR, HOUR / 60
    helps = replace(says("help", at + 2 * minute), sort="ask", ordered=None)
    undone = says("leave", at), says("join", at + minute), helps, says("undo", at + 3 * minute)
    facts, run = told(*undone)
    assert [*digest_lies(facts, run, DIGEST)] == []
    assert [*digest_lies(facts, run, f"{DIGEST}\nNot asked: Chi.")]


def test_what_is_taken_back_too_late_stays() -> None:
    at = MORNING - 9 * HOUR
    facts, run = told(says("leave", at), says("join", at + HOUR), says("undo", at + 2 * HOUR))
    assert [*digest_lies(facts, run, DIGEST)]


def test_who_takes_part_and_is_not_asked_is_missed() -> None:
    facts, _ = told()
    assert [*untimely(facts)] == [
        "today of daily on 2026-11-26 for chi did not open at 2026-11-26 09:00:00+00:00"
    ]


def test_and_so_is_who_joins_while_the_run_is_open() -> None:
    facts, _ = told(says("leave", MORNING - 9 * HOUR), says("join", MORNING + HOUR))
    assert [*untimely(facts)]


def test_who_joins_after_a_run_has_closed_is_asked_nothing_of_it() -> None:
    facts, _ = told(says("leave", MORNING - 9 * HOUR), later=(says("join", OVER + HOUR),))
    assert [*untimely(facts)] == []


# ── whoever leaves a standup without a word ──


def test_so_many_runs_without_a_word_are_asked_about_once_and_as_many_more_end_it() -> None:
    silent = Silent(2)
    for number in range(1, 6):
        silent.asks(number)
        silent.left(number, MORNING + number * 24 * HOUR, MORNING + (number * 24 + 3) * HOUR)
        if silent.is_let_be:
            break
    assert (silent.asked, silent.told, number) == ({3}, {4}, 4)
    assert silent.between(MORNING, MORNING + 240 * HOUR) == {False, True}


def test_a_word_ends_it_and_one_said_while_a_question_waits_counts_for_that_run() -> None:
    silent = Silent(1)
    silent.left(1, MORNING, OVER)
    silent.hears(OVER + 2 * HOUR, waits=True)
    silent.left(2, OVER + HOUR, OVER + 3 * HOUR)
    assert silent.runs == 0
    silent.left(3, OVER + 4 * HOUR, OVER + 5 * HOUR)
    silent.asks(4)
    silent.left(4, OVER + 6 * HOUR, OVER + 7 * HOUR)
    before = silent.is_let_be
    silent.hears(OVER + 8 * HOUR, waits=False)
    assert (before, silent.is_let_be, silent.is_any) == (True, False, False)


def test_a_standup_that_bears_any_silence_asks_on() -> None:
    silent = Silent(None)
    for number in range(9):
        silent.asks(number)
        silent.left(number, MORNING, OVER)
    assert (silent.asked, silent.told) == (set(), set())


# ── what people begin by themselves ──


def test_tomorrow_may_be_begun_from_the_last_evening_before_it_is_asked() -> None:
    eve = datetime(2026, 11, 25, 18, tzinfo=UTC)
    plan = Plan.of(replace(DAILY, rounds=(replace(DAILY.rounds[0], early=18 * HOUR),)))
    begins = [
        [*early(plan, "Europe/London", date(2026, 11, 26), at)]
        for at in (eve - HOUR, eve, eve + 14 * HOUR, eve + 15 * HOUR)
    ]
    assert begins == [[], ["today"], ["today"], []]
    assert [*early(plan, "Europe/London", date(2026, 11, 27), eve)] == []


def test_what_is_over_may_be_begun_for_so_long() -> None:
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    plan = Plan.of(replace(DAILY, rounds=(replace(DAILY.rounds[0], late=48 * HOUR),)))
    begins = [
        [*late(plan, "Europe/London", date(2026, 11, 26), noon + hours * HOUR)]
        for hours in (-1, 0, 47, 48)
    ]
    assert begins == [[], ["today"], ["today"], []]


# ── polls ──


@pytest.mark.parametrize(
    ("until", "hours"),
    [(None, 24), (timedelta(hours=15), 6), (timedelta(hours=9), 24), (timedelta(hours=2), 17)],
)
def test_a_poll_ends_a_day_later_or_when_clocks_show_its_time(
    until: timedelta | None, hours: int
) -> None:
    at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    polled = Polled(Ballot("Tea?", until=until), DAILY, ("ana",), frozenset(), "Europe/London", at)
    assert polled.closes == at + hours * HOUR


# ── what is taken back ──


@pytest.mark.parametrize(
    ("done", "taken"),
    [
        ({"said": 1}, "said"),
        ({"said": 1, "setting": 2}, "setting"),
        ({"said": 2, "setting": 1}, "said"),
        ({"said": 1, "setting": 2, "poll": 3}, "poll"),
        ({"away": 4, "poll": 3}, "away"),
        ({"item": 5, "away": 4, "poll": 3, "said": 1}, "item"),
        ({"item": 5, "said": 6}, "said"),
        ({"later": 2, "said": 1}, "later"),
        ({"said": 1, "lately": 3}, "lately"),
        ({"later": 2, "said": 3}, "said"),
        ({"said": -20, "setting": -30}, None),
        ({"later": -30}, "later"),
        ({}, None),
    ],
)
def test_undo_takes_back_what_was_done_last_within_ten_minutes(
    done: dict[Undone, int], taken: Undone | None
) -> None:
    minute = HOUR / 60
    at = {what: MORNING + minutes * minute for what, minutes in done.items()}
    assert taken_back(at, MORNING + 8 * minute) == taken


# ── items that live ──

LAB = replace(DAILY, id="lab", owners=("chi",))
PEOPLE = ("ana", "bo", "chi")


def lab() -> Living:
    """One item, of Ana."""
    living = Living()
    run = Held(1, LAB, date(2026, 11, 26), Plan.of(LAB), OVER)
    living.begins(1, Sheet(1, run, LAB.rounds[0], "ana", MORNING, OVER, ANA.zone, run.plan))
    return living


def remarked(living: Living, source: str, by: str, remark: Remark) -> bool:
    return living.says(remark, source, by, MORNING, PEOPLE)


def test_an_item_is_moved_by_whose_it_is_and_stands_where_they_said_last() -> None:
    living = lab()
    item = living.items[1]
    assert not remarked(living, "a", "bo", Remark(1, "state", "refuted"))
    assert remarked(living, "b", "ana", Remark(1, "state", "refuted", "two seeds"))
    assert remarked(living, "c", "bo", Remark(1, "words", text="which seeds?"))
    assert remarked(living, "d", "ana", Remark(1, "state", "confirmed"))
    assert item.state == "confirmed"
    living.drops("d")
    assert (item.state, item.owner) == ("refuted", "ana")
    assert remarked(living, "e", "ana", Remark(1, "owner", "bo"))
    assert not remarked(living, "f", "ana", Remark(1, "state", "open"))
    assert remarked(living, "g", "bo", Remark(1, "state", "open"))
    assert remarked(living, "h", "chi", Remark(1, "belief", "4"))
    assert not remarked(living, "i", "chi", Remark(1, "belief", "6"))
    assert (item.state, item.owner, item.belief) == ("open", "bo", 4)


def test_what_is_said_of_an_item_in_a_message_takes_the_place_of_what_that_said() -> None:
    living = lab()
    remarked(living, "a", "ana", Remark(1, "state", "refuted"))
    remarked(living, "b", "ana", Remark(1, "state", "confirmed"))
    living.drops("a")
    remarked(living, "a", "ana", Remark(1, "state", "open"))
    assert living.items[1].state == "confirmed"  # which was said after that message


def test_who_is_forgotten_has_no_item_and_said_nothing_of_any() -> None:
    living = lab()
    remarked(living, "a", "ana", Remark(1, "state", "refuted", "two seeds"))
    living.forgets("ana")
    item = living.items[1]
    assert (item.state, item.owner, item.author) == ("refuted", None, None)
    assert [(one.by, one.text) for one in item.logbook] == [("", "")]
    assert not living.told_in("a")


# ── what is asked before its time ──


def test_what_was_started_early_is_asked_again_after_its_own_time() -> None:
    plan, day = Plan.of(DAILY), date(2026, 11, 26)
    run = Held(1, DAILY, day, plan, OVER)
    early_ = datetime(2026, 11, 26, 7, tzinfo=UTC)
    nine = early_ + 2 * HOUR
    sheet = Sheet(1, run, DAILY.rounds[0], "chi", early_, nine + 3 * HOUR, CHI.zone, plan)
    assert sheet.asks_after(early_) == nine + 24 * HOUR
