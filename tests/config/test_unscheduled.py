"""A standup whose rounds have no `cron` has no schedule; what belongs to one is refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standup.cli.coming import coming, whenever
from standup.config import load
from standup.config.advice import advice
from tests.config.folders import STANDUP, find, loaded, problems, write

NOTES = """\
id: notes
title: Notes
participants: [ana, bo]
channels:
  - pigeon: "#notes"
rounds:
  - id: note
    questions:
      - {id: new, ask: "What is new?"}
"""
HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def said(folder: Path, text: str) -> str:
    return "\n".join(str(problem) for problem in problems(write(folder, x=text)))


def test_its_days_are_those_of_the_instances_zone_and_last_until_midnight(tmp_path: Path) -> None:
    standup = loaded(tmp_path, x=NOTES).instance.standups[0]
    round_ = standup.rounds[0]
    assert not standup.has_schedule
    assert standup.zone == "Europe/London"  # and not each participant's own
    assert (round_.cron, round_.closes, round_.reminder) == (None, 24 * HOUR, 0 * HOUR)


def test_it_may_have_a_zone_and_a_deadline_of_its_own(tmp_path: Path) -> None:
    text = (
        NOTES.replace("  - id: note", '  - id: note\n    closes: "18:00"')
        + "timezone: Asia/Tokyo\n"
    )
    standup = loaded(tmp_path, x=text).instance.standups[0]
    assert (standup.zone, standup.rounds[0].closes) == ("Asia/Tokyo", 18 * HOUR)


def test_several_rounds_may_look_back_on_each_other(tmp_path: Path) -> None:
    text = STANDUP.replace('    cron: "30 9 * * thu"\n', "").replace(
        '    cron: "0 17 * * thu"\n', ""
    )
    plan, learned = loaded(tmp_path, x=text).instance.standups[0].rounds
    assert (plan.closes, learned.closes) == (24 * HOUR, 20 * HOUR)


def test_either_each_round_has_a_schedule_or_none_has(tmp_path: Path) -> None:
    told = said(tmp_path, STANDUP.replace('    cron: "0 17 * * thu"\n', ""))
    assert ":11  rounds[1]: there is no `cron`, and `plan` has one" in told
    assert "a standup of its own" in told


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("reminder: 30 minutes", "nobody is reminded of what nobody is asked"),
        ("grace: 2 hours", "no opening can be missed"),
        ("opens: 08:00-11:00", "nobody can choose when"),
        ('early: "18:00"', "it may be begun at any time of its day"),
        ("late: 2 days", "it may be begun at any time until it closes"),
    ],
)
def test_what_belongs_to_a_schedule_is_refused_with_the_reason(
    tmp_path: Path, key: str, why: str
) -> None:
    told = said(tmp_path, NOTES.replace("  - id: note", f"  - id: note\n    {key}"))
    name = key.partition(":")[0]
    assert f":8  rounds[0].{name}: without a `cron`, " in told
    assert why in told
    assert f"no `{name}`, or a `cron`" in told


def test_that_there_is_no_reminder_may_be_written(tmp_path: Path) -> None:
    text = NOTES.replace("  - id: note", "  - id: note\n    reminder: 0")
    assert loaded(tmp_path, x=text).instance.standups[0].rounds[0].reminder == 0 * HOUR


def test_check_and_preview_say_how_it_is_begun(tmp_path: Path) -> None:
    instance = loaded(tmp_path, x=NOTES).instance
    assert coming(instance, NOW, most=3) == []
    assert whenever(instance.standups[0]) == [
        "whenever somebody says `report notes` (by Europe/London): note – Ana and Bo"
    ]


def test_there_is_nothing_to_advise(tmp_path: Path) -> None:
    folder = write(tmp_path, x=NOTES)
    assert list(advice(folder, load(folder, find=find).instance)) == []


def test_why_finds_the_line_of_its_round(tmp_path: Path) -> None:
    lines = loaded(tmp_path, x=NOTES).instance.lines
    assert lines["notes", "rounds", "note", "cron"].endswith("x.yaml:7")
