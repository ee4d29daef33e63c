"""A story told day by day: what each person and each channel sees, on their own clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from standup.core.model import Account, Person, Standup
from standup.core.zones import date_in, zone_info
from standup.simulate.chat import Shown, origin
from standup.simulate.people import Meant
from standup.simulate.simulation import Story

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_WIDE = 96


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is to be seen, and the clock on which it is told."""

    at: datetime
    zone: str
    where: str
    words: str


def calendar(story: Story) -> Iterator[str]:
    """The story in lines."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(_entries(story), key=lambda entry: (entry.at, entry.where)):
        days.setdefault(date_in(entry.zone, entry.at), []).append(entry)
    changes = _changes(story)
    for day in sorted(days.keys() | changes.keys()):
        yield ""
        yield f"{day:%A} {day.day} {day:%B %Y}"
        for change in changes.get(day, ()):
            yield f"  ⇄ {change}"
        for entry in days.get(day, ()):
            clock = entry.at.astimezone(zone_info(entry.zone))
            line = f"  {clock:%H:%M}  {entry.zone:<20} {entry.where:<22} {entry.words}"
            yield line if len(line) <= _WIDE else line[: _WIDE - 1] + "…"


def _entries(story: Story) -> Iterator[Entry]:
    people = {account: p for p in story.town.instance.people for account in p.accounts}
    zones = _zones(story)
    for name, chat in story.chats.items():
        for shown in chat.shown.values():
            person = people.get(Account(name, shown.place.removeprefix("@")))
            if person is not None:
                yield Entry(shown.at, person.zone, f"→ {person.name}", _first_line(shown))
            else:
                zone = zones.get((name, origin(shown.place)), "UTC")
                yield Entry(shown.at, zone, f"{shown.place} ({name})", _first_line(shown))
    for meant in story.diary.values():
        yield _said(story, meant)
    for strike in story.strikes:
        if strike.at < story.end:
            words = f"the bot is {strike.how}, and back {strike.back:%d %b %H:%M} UTC"
            yield Entry(strike.at, "UTC", "✗", words)
    for jump in story.jumps:
        words = f"the machine's clock is set by {jump.by / _HOUR:+.0f} hours"
        yield Entry(story.start + jump.after, "UTC", "✗", words)
    for person in story.town.instance.people:
        for since, zone in story.zones_of(person.id)[1:]:
            yield Entry(since, zone, person.name, f"lives in {zone} now")
    for skies in story.skies.values():
        for at, end, words in skies.told:
            yield Entry(at, "UTC", "✗", f"{words} until {end:%d %b %H:%M} UTC")


def _said(story: Story, meant: Meant) -> Entry:
    person = next(p for p in story.town.instance.people if p.id == meant.person)
    words = meant.text.replace("\n", " / ")
    if meant.sort in {"change", "take back", "press", "tap", "move", "forward"}:
        words = f"({meant.sort}) {words}"
    return Entry(meant.at, person.zone, f"← {person.name}", words)


def _zones(story: Story) -> dict[tuple[str, str], str]:
    """On whose clock a channel is told of: its standup's, or the installation's."""
    told = story.town.instance
    return {
        (channel.adapter, channel.place): standup.zone or told.zone
        for standup in told.standups
        for channel in standup.channels
    }


def _first_line(shown: Shown) -> str:
    lines = [line for line in shown.text.split("\n") if line.strip()]
    head = " · ".join(lines[:2])
    return f"{head} (corrected {len(shown.edited)}×)" if shown.edited else head


def _changes(story: Story) -> dict[date, list[str]]:
    """The days of the story on which the clocks of somebody's zone change."""
    zones = sorted({z for standup in story.town.instance.standups for z in standup.zones})
    found: dict[date, list[str]] = {}
    for zone in zones:
        day = story.start.date()
        while day <= story.end.date():
            if change := clocks_change(zone_info(zone), day):
                found.setdefault(day, []).append(f"{zone}: {change}")
            day += _DAY
    return found


def clocks_change(zone: ZoneInfo, day: date) -> str:
    """What the clocks do on this day, or nothing."""
    begins = datetime(day.year, day.month, day.day, tzinfo=zone)
    ends = datetime.combine(day + _DAY, datetime.min.time(), zone)
    before, after = begins.utcoffset(), ends.utcoffset()
    if before is None or after is None or before == after:
        return ""
    minutes = abs(after - before) // timedelta(minutes=1)
    at = _moment(begins.astimezone(UTC), ends.astimezone(UTC), zone)
    way = "forward" if after > before else "back"
    return f"clocks go {way} by {minutes} minutes at {at + before:%H:%M}"


def _moment(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the zone's offset changes between the two."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def cast(story: Story) -> Iterator[str]:
    """Who and what the story is about."""
    told = story.town.instance
    yield f"Standups: {', '.join(_standup(standup) for standup in told.standups)}"
    yield f"People: {', '.join(_person(person) for person in told.people)}"


def _standup(standup: Standup) -> str:
    return f"{standup.title} ({standup.zone or 'on each own clock'})"


def _person(person: Person) -> str:
    places = " and ".join(account.adapter for account in person.accounts) or "no account yet"
    return f"{person.name} ({person.zone}, {places})"
