"""A quarter of Learning Days of five people, lived through by the real engine."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from standup.config import load
from standup.core.model import Account, Channel, Instance
from tests.day import standup
from tests.platform import Platform
from tests.team import ROOM, Team, team

NAMES = {"ana": "Ana", "bo": "Bo", "chi": "Chi", "dee": "Dee", "eve": "Eve"}
FIRST, WEEKS = date(2026, 9, 3), 13
LAST = FIRST + timedelta(weeks=WEEKS - 1)
ZONE = ZoneInfo("Europe/London")
ROUNDS = """\
rounds:
  - id: plan
    title: Plan
    cron: "30 9 * * thu"
    questions:
      - {id: will_learn, kind: items, ask: What will you learn today?}
      - id: kind
        kind: choice
        sorts: true
        options: [Reading, Code, Mathematics, Writing, Making]
        ask: What kind of learning is it?
  - id: learned
    title: Learned
    cron: "0 17 * * thu"
    closes: "20:00"
    reminder: 0
    questions:
      - {id: did_learn, kind: outcome, of: plan.will_learn, ask: What did you learn?}
      - {id: mood, kind: mood, ask: How was the day?}
      - {id: hours, kind: number, unit: hours, ask: How many hours did you have for it?}
"""


@dataclass(frozen=True, slots=True)
class Day:
    """What one person planned and learned on one Thursday."""

    kind: str
    plan: list[str]
    came: str
    mood: int
    hours: int


def lived() -> dict[str, list[Day | str]]:
    """Everybody's Thursdays, in order: a day, or why there is none."""
    read = YAML(typ="safe").load(Path(__file__).with_name("quarter.yaml"))
    return {
        who: [day if isinstance(day, str) else Day(**day) for day in days]
        for who, days in read.items()
    }


def told(folder: Path, *people: str) -> Instance:
    """The configuration of the quarter, with these people on a platform in memory."""
    (folder / "standups").mkdir(parents=True, exist_ok=True)
    listed = "\n".join(
        f"  {who}: {{name: {NAMES[who]}, accounts: {{console: {who}}}}}" for who in people
    )
    (folder / "instance.yaml").write_text(
        f"timezone: Europe/London\norganiser: Ana\nadapters: {{console: }}\npeople:\n{listed}\n"
    )
    (folder / "standups" / "learning-day.yaml").write_text(standup(ROUNDS, console=ROOM))
    read = load(folder).instance
    everybody = {one.id: replace(one, accounts=(Account("chat", one.id),)) for one in read.people}
    [one] = read.standups
    held = replace(one, participants=tuple(everybody.values()), channels=(Channel("chat", ROOM),))
    return replace(read, standups=(held,), people=tuple(everybody.values()))


async def live(folder: Path) -> Path:
    """Live through the whole quarter; returns the database file."""
    platform = Platform()
    begins = _at(FIRST - timedelta(days=1), 12)
    async with team(folder, told(folder / "told", *_there(0)), begins, platform) as made:
        for week in range(WEEKS):
            await made.bot.reload(told(folder / "told", *_there(week)))
            for who in sorted({*_there(week)} - {*_there(week - 1)} if week else _there(week)):
                await made.say(who, "/publish")
            await _day(made, week)
    return folder / "standup.db"


def _there(week: int) -> list[str]:
    return [who for who, days in lived().items() if days[week] != "new"]


async def _day(made: Team, week: int) -> None:
    thursday = FIRST + timedelta(weeks=week)
    days = {who: days[week] for who, days in lived().items()}
    await made.until(_at(thursday - timedelta(days=1), 12))
    for who in (who for who, day in days.items() if day == "away"):
        await made.say(who, f"away {thursday}")
    shared = {who: day for who, day in days.items() if isinstance(day, Day)}
    await made.until(_at(thursday, 9, 40))
    for who, day in shared.items():
        await _says(made, who, "\n".join(day.plan), day.kind)
    await made.until(_at(thursday, 17, 10))
    for who, day in shared.items():
        await _says(made, who, day.came, str(day.mood), str(day.hours))
    await made.until(_at(thursday + timedelta(days=1), 12))


async def _says(made: Team, who: str, *texts: str) -> None:
    for text in texts:
        await made.say(who, text)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
