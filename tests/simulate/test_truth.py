"""What the truth leaves open: it accuses nobody of what only the engine can know."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.simulate.facts import Facts
from standup.simulate.figures import digest_lies
from standup.simulate.invariants.runs import untimely
from standup.simulate.orders import Ordered
from standup.simulate.people import Meant, Sort
from standup.simulate.sheets import Held, Sheet
from standup.simulate.simulation import Story
from standup.simulate.truth import Truth

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
    run = Held(1, DAILY, date(2026, 11, 26), truth.steered["daily"].plan)
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
    helps = replace(says("help", at + 2 * HOUR), sort="ask", ordered=None)
    facts, run = told(
        says("leave", at), says("join", at + HOUR), helps, says("undo", at + 3 * HOUR)
    )
    assert [*digest_lies(facts, run, DIGEST)] == []
    assert [*digest_lies(facts, run, f"{DIGEST}\nNot asked: Chi.")] == []
    assert [*digest_lies(facts, run, "Digest\nNot asked: Ana and Chi.")]


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
