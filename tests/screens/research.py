"""Twelve weeks of three people's hypotheses, lived through by the real engine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from standup.config import load
from standup.core.model import Account, Channel, Instance
from tests.platform import Platform
from tests.screens.place import Chat, Wish, answered, channels, latest, seen, settled_in
from tests.screens.quarter import NAMES, ZONE
from tests.screens.site import Page, command
from tests.team import ROOM, Team, team
from tests.together.clients import until
from tests.together.town import Town, running

FIRST = date(2026, 9, 7)
AFTER = datetime(2026, 11, 28, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 10, 35, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 9, 35, tzinfo=UTC)
WISHES = (
    Wish("map", "map", "for its logbook"),
    Wish("item", "#6", "Followed from"),
    Wish("items", "items refuted", "for its logbook"),
)
_PEOPLE = ("ana", "bo", "chi")
_ROUNDS = """\
id: research
title: Research
participants: [ana, bo, chi]
channels:
{channels}
rounds:
  - id: week
    title: Hypotheses
    cron: "30 9 * * mon"
    closes: "17:00"
    questions:
      - id: new
        kind: items
        ask: What do you want to find out?
        life: hypothesis
        optional: true
      - id: error
        kind: metric
        ask: What is the error on the validation set?
        unit: "%"
        better: lower
        target: 20
accountability:
  cron: "0 10 * * sun"
  covers: 12 weeks
"""
_ERRORS = (30.1, 29.8, 30.3, 29.1, 28.8, 28.2, 28.4, 27.6, 26.1, 25.7, 25.9, 24.8)  # by weeks
_SAID = {  # by weeks: what they wrote on Monday, and what they said of items on Wednesday
    0: {
        "ana": ("the loss differs by #seed (4/5)", ""),
        "bo": ("more scenes help more than better #labels (3/5)", ""),
    },
    1: {"chi": ("a warmup is needed for the large model #seed (2/5)", "#1 it does with two GPUs")},
    2: {"ana": ("", "#1 confirmed – 0.8 points between ten seeds, https://runs.example.org/17")},
    3: {
        "ana": ("averaging three seeds is enough, from #1", ""),
        "bo": ("", "#2 refuted – twice the scenes: 30.1 to 29.8, https://runs.example.org/21"),
    },
    4: {"bo": ("two labellers disagree on a third of the #labels, from #2 (5/5)", "")},
    5: {"chi": ("", "#3 inconclusive – it depends on the batch size")},
    6: {
        "bo": ("", "#5 confirmed – 31 % of 400, https://runs.example.org/28"),
        "chi": ("a larger batch needs no warmup #seed, from #3 (3/5)", ""),
    },
    7: {"bo": ("relabelling 2,000 scenes is worth it #labels, from #5 (4/5)", "")},
    8: {"ana": ("the depth map is off by one frame (2/5)", "#4 refuted – five are needed")},
    9: {
        "chi": ("", "#6 refuted – 24.9 without, 24.1 with one"),
        "ana": ("", "#7 try it on the night scenes first"),
    },
    10: {
        "bo": ("night scenes alone need new #labels, from #7 (4/5)", ""),
        "chi": ("synthetic scenes at night transfer (3/5)", ""),
    },
    11: {"ana": ("", "#8 refuted – it was the display")},
}


def told(folder: Path, channels: str, instance: str) -> None:
    """Write the configuration of the research."""
    (folder / "standups").mkdir(parents=True, exist_ok=True)
    (folder / "instance.yaml").write_text(instance)
    (folder / "standups" / "research.yaml").write_text(_ROUNDS.format(channels=channels))


def _instance(folder: Path) -> Instance:
    """The same with these people on a platform in memory."""
    people = "\n".join(f"  {p}: {{name: {NAMES[p]}, accounts: {{console: {p}}}}}" for p in _PEOPLE)
    head = "timezone: Europe/London\norganiser: Ana\nadapters: {console: }\npeople:\n"
    told(folder, f'  - console: "{ROOM}"', f"{head}{people}\n")
    read = load(folder).instance
    everybody = tuple(replace(p, accounts=(Account("chat", p.id),)) for p in read.people)
    [one] = read.standups
    held = replace(one, participants=everybody, channels=(Channel("chat", ROOM),))
    return replace(read, standups=(held,), people=everybody)


async def live(folder: Path) -> Path:
    """Live through all of it; returns the database file."""
    begins = _at(FIRST - timedelta(days=1), 12)
    async with team(folder, _instance(folder / "told"), begins, Platform()) as made:
        for who in _PEOPLE:
            await made.say(who, "/publish")
        for week, said in _SAID.items():
            await _week(made, FIRST + timedelta(weeks=week), said)
    return folder / "standup.db"


async def _week(made: Team, monday: date, said: dict[str, tuple[str, str]]) -> None:
    await made.until(_at(monday, 9, 40))
    for who in _PEOPLE:
        await made.say(who, said.get(who, ("", ""))[0] or "-")
        await made.say(who, f"{_ERRORS[(monday - FIRST).days // 7]} %" if who == "ana" else "-")
    await made.until(_at(monday + timedelta(days=2), 12))
    for who, (_, words) in said.items():
        if words:
            await made.say(who, words)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


async def chats(folder: Path, database: Path) -> list[Chat]:
    """The metric as it is posted on each platform; the map, an item and the list as answered."""

    async def configure(made: Town) -> None:
        places = {"matrix": made.room, "discord": made.channel.id, "telegram": made.group.id}
        channels = "\n".join(f'  - {name}: "{place}"' for name, place in places.items())
        await settled_in(made, "research", _ROUNDS.format(channels=channels), database)

    async def see(made: Town) -> list[Chat]:
        async with running(made):
            await made.settled()
            await made.chi.says("language english")  # whose Telegram says another
            await made.settled()
            made.clock.jump(SUNDAY)
            await made.settled()
            found = [chat async for chat in channels(made, "metric")]
            made.clock.jump(MONDAY)
            await made.settled()
            for client in (made.ana, made.bo, made.chi):
                for asked in ("What do you want to find out", "What is the error"):
                    await until(partial(latest, client), asked)
                    await client.says("-")
            await made.settled()
            return found + await answered(made, WISHES)

    return await seen(folder, AFTER, configure, see)


def written(folder: Path, lived: Path) -> Iterator[Page]:
    """The pages of the site that tell of items."""
    command("publish", "-f", lived / "told", "--to", folder / "site")
    for name, page in (("map", "map"), ("item", "items/6"), ("items", "items")):
        yield Page(f"site-{name}", folder / "site" / f"{page}.html")
