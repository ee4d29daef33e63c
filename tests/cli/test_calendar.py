"""The calendar says what the schedule says, over every change of clocks."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from standup.cli.calendar import as_icalendar, occasions
from standup.core import schedule
from standup.core.model import Person, Standup
from tests.cli.command import standup
from tests.cli.test_cli import ANSWERS
from tests.team import learning_day

if TYPE_CHECKING:
    from tests.cli.conftest import Play

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
PEOPLE = tuple(Person(zone, zone, zone) for zone in ZONES)
DAILY = replace(
    learning_day(*PEOPLE),
    rounds=tuple(
        replace(round_, cron=cron)
        for round_, cron in zip(learning_day().rounds, ("30 1 * * *", "30 2 * * *"), strict=True)
    ),
)


def events(told: bytes) -> dict[str, tuple[datetime, datetime, str]]:
    read = Calendar.from_ical(told)
    found = {
        str(event["UID"]): (event.decoded("DTSTART"), event.decoded("DTEND"), str(event["SUMMARY"]))
        for event in read.walk("VEVENT")
    }
    assert len(found) == len(read.walk("VEVENT"))
    return found


@pytest.mark.parametrize("month", [3, 4, 9, 10, 11])
def test_each_event_lasts_from_the_opening_to_the_deadline_on_the_persons_clock(month: int) -> None:
    start = datetime(2026, month, 1, tzinfo=UTC)
    end = start + timedelta(days=35)
    told = as_icalendar("x", list(occasions((DAILY,), None, start, end)), start)
    found = events(told)
    for zone in ZONES:
        wanted = {
            (o.at, schedule.ends(DAILY, DAILY.round(o.round_id), zone, o.day))
            for o in schedule.openings(DAILY, zone, start, end)
        }
        told_of = {(a, b) for a, b, title in found.values() if title.endswith(f"({zone})")}
        assert told_of == wanted
        shown = {a.astimezone(ZoneInfo(zone)).strftime("%H:%M") for a, _ in told_of}
        assert {"01:30", "02:30"} <= shown
        assert all(a < b for a, b in told_of)


def test_an_event_keeps_its_id_when_it_is_moved_and_no_two_have_the_same() -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)

    def ids(standup: Standup) -> set[str]:
        return {o.uid for o in occasions((standup,), None, start, start + timedelta(days=9))}

    later = tuple(replace(r, cron=str(r.cron).replace("30", "45", 1)) for r in DAILY.rounds)
    assert ids(replace(DAILY, rounds=later)) == ids(DAILY)
    assert not ids(replace(DAILY, id="other")) & ids(DAILY)


def test_a_person_has_what_they_are_asked_on_their_own_clock() -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    end = start + timedelta(days=9)
    found = list(occasions((DAILY,), PEOPLE[1], start, end))
    assert {o.zone for o in found} == {"America/New_York"}
    assert list(occasions((learning_day(*PEOPLE[2:]),), PEOPLE[1], start, end)) == []


def test_the_file_is_what_preview_says_and_any_calendar_reads(tmp_path: Path, play: "Play") -> None:
    folder = play(ANSWERS, tmp_path / "config")
    target = tmp_path / "team.ics"
    done = standup("calendar", "learning-day", "--weeks", "3", "--to", target, "-f", folder)
    assert done.returncode == 0, done.stderr
    told = target.read_bytes()
    assert told.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    begins = [a for a, _, _ in events(told).values() if a > datetime.now(UTC)]
    lines = re.findall(
        r"^\w+ (\d+ \w+ \d+, \d\d:\d\d) ([\w/]+): ",
        standup("preview", "--days", "21", "-f", folder).stdout,
        re.MULTILINE,
    )
    said = {
        datetime.strptime(when, "%d %B %Y, %H:%M").replace(tzinfo=ZoneInfo(zone))
        for when, zone in lines
    }
    assert said
    assert said == set(begins)
    assert list(tmp_path.glob(".*")) == []


def test_what_cannot_be_written_is_told(tmp_path: Path, play: "Play") -> None:
    folder = play(ANSWERS, tmp_path / "config")
    done = standup("calendar", "--to", tmp_path / "no" / "x.ics", "-f", folder)
    assert (done.returncode, "cannot be written" in done.stderr) == (1, True)
    assert standup("calendar", "nope", "-f", folder).returncode == 5
    assert standup("calendar", "--weeks", "0", "-f", folder).returncode == 1


def test_what_nobody_is_asked_by_a_schedule_has_no_events() -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    without = replace(
        DAILY, zone="UTC", rounds=tuple(replace(one, cron=None) for one in DAILY.rounds)
    )
    assert not list(occasions((without,), None, start, start + timedelta(days=35)))
    assert not list(occasions((without,), PEOPLE[0], start, start + timedelta(days=35)))
