"""Somebody moves to another zone while a run is open: each round is asked once, where they are."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.engine.bot import Bot
from standup.simulate import almanac, loop
from standup.simulate.adapters import adapter_of
from standup.simulate.almanac import Opening
from standup.simulate.chat import Chat, rules_of
from standup.simulate.disk import Disk
from standup.simulate.town import PLATFORMS
from standup.simulate.wire import FINE, Wire
from standup.store import simulated

HOUR = timedelta(hours=1)
CHANCE = Random(1)  # noqa: S311 - to be repeated, not secret
START = datetime(2026, 10, 23, 12, tzinfo=UTC)  # clocks go back on the 25th, where they do
END = START + timedelta(days=5)
ROUNDS = ("plan", "learned")
ZONES = (
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Europe/London",
    "America/New_York",
    "Pacific/Niue",
)


@dataclass(frozen=True)
class Move:
    here: str
    there: str
    at: datetime


def town(zone: str) -> Instance:
    ana = Person("ana", "Ana", zone, (Account("matrix", "ana-m"),))
    asked = (Question("q", "text", "What is new?"),)
    plan, learned = ROUNDS
    rounds = (
        Round(plan, "Plan", "30 9 * * *", asked, 17 * HOUR),
        Round(learned, "Learned", "0 17 * * *", asked, 22 * HOUR),
    )
    standup = Standup("day", "Day", rounds, (ana,), (Channel("matrix", "#day"),))
    return Instance((standup,), (ana,), "Ana (ana)", "UTC")


def openings(zone: str, since: datetime = START) -> list[Opening]:
    (standup,) = town(zone).standups
    return list(almanac.openings(standup, since, END))


def expected(move: Move) -> dict[tuple[str, str], Opening]:
    """Whatever opens where they are just then, or goes on where they come to, if they were not
    asked it before, nor a later round."""
    found: dict[tuple[str, str], Opening] = {}
    both = [one for zone in {move.here, move.there} for one in openings(zone)]
    before = [one for one in openings(move.here) if one.at < move.at]
    asked = max(((one.day, ROUNDS.index(one.round)) for one in before), default=None)
    both += [
        replace(one, at=move.at)
        for one in openings(move.there, START - 24 * HOUR)
        if one.at < move.at < one.deadline
        if asked is not None and (one.day, ROUNDS.index(one.round)) >= asked
    ]
    for one in sorted(both, key=lambda one: one.at):
        if one.zone == (move.here if one.at < move.at else move.there):
            found.setdefault((one.day.isoformat(), one.round), one)
    return found


def lived(move: Move) -> simulated.Testimony:
    with TemporaryDirectory() as folder:
        loop.run(lambda here: _live(Path(folder), here, move))
        disk = Disk(Path(folder) / "standup.db", CHANCE, lambda: END, lambda: 0)
        with disk.from_outside() as connection:
            return simulated.testimony(connection)


async def _live(folder: Path, here: loop.VirtualLoop, move: Move) -> None:
    clock = loop.LoopClock(here, START)
    disk = Disk(folder / "standup.db", CHANCE, clock.now, lambda: here.steps)
    chat = Chat("matrix", rules_of(PLATFORMS["matrix"]), clock.now)
    wire = Wire(chat, CHANCE, lambda: FINE, lambda: None, clock.now)
    store = disk.open()
    bot = Bot(store, town(move.here), {"matrix": adapter_of(wire)}, clock)
    running = asyncio.create_task(bot.run())
    await clock.sleep_until(move.at)
    await bot.reload(town(move.there))
    await clock.sleep_until(END)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await store.close()
    disk.close()


def hold(move: Move) -> None:
    kept, wanted = lived(move), expected(move)
    days = {number: day for number, _, day, _, _ in kept.runs}
    found = {(days[run], round_): (at, due) for _, run, round_, _, at, due, _ in kept.check_ins}
    assert len(found) == len(kept.check_ins)
    assert found.keys() == wanted.keys()
    for key, (at, due) in found.items():
        assert wanted[key].at <= at < wanted[key].at + timedelta(seconds=5), key
        assert due == wanted[key].deadline, key
    closed = [noted.number for noted in kept.journal if noted.what == "closed"]
    assert len(closed) == len(set(closed))
    for number, _, day, _, ended in kept.runs:
        last = max(due for (of, _), (_, due) in found.items() if of == day)
        assert (ended is None and last > END - 26 * HOUR) or ended >= last, number


@settings(max_examples=40, deadline=None)
@given(
    here=st.sampled_from(ZONES),
    there=st.sampled_from(ZONES),
    hours=st.floats(1, 90, allow_nan=False),
)
def test_who_moves_is_asked_each_round_of_a_day_once(here: str, there: str, hours: float) -> None:
    hold(Move(here, there, START + hours * HOUR + timedelta(seconds=7)))


@pytest.mark.parametrize(
    ("here", "there", "clock", "asked"),
    [
        # west across the ocean between the rounds: the evening comes four hours later, in this week
        ("Europe/London", "America/New_York", 12, [("plan", 9.5), ("learned", 21.0)]),
        # east, past the evening's hour there: that round has passed them by
        ("Europe/London", "Pacific/Kiritimati", 12, [("plan", 9.5)]),
        # across the date line, into yesterday: what was asked of this date is not asked again
        ("Pacific/Kiritimati", "Pacific/Niue", 12, [("plan", 9.5), ("learned", 42.0)]),
    ],
)
def test_a_day_on_which_somebody_flies(
    here: str, there: str, clock: float, asked: list[tuple[str, float]]
) -> None:
    day = date(2026, 10, 27)
    midnight = almanac.instant(day, 0 * HOUR, here)
    move = Move(here, there, midnight + clock * HOUR + timedelta(seconds=7))
    hold(move)
    found = [
        (one.round, (one.at - midnight) / HOUR) for one in expected(move).values() if one.day == day
    ]
    assert sorted(found, key=lambda one: one[1]) == asked
