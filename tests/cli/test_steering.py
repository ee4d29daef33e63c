"""An owner's words at the machine reach the bot that runs, and what was said is listed."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.command import asking, name_database, read_until, running, standup
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of

LATER = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def home(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """A folder whose bot runs on either database."""
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres")
        name_database(folder, postgres.url(schema_of(tmp_path)))
    return folder


def told(*words: object) -> str:
    done = standup(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_pause_reaches_the_bot_that_runs_and_is_listed_and_taken_back(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        assert "asks nobody" in told("pause", "--yes", "until", LATER, "-f", home)
        listed = told("settings", "-f", home)
        assert "the standup daily" in listed
        assert "it asks nobody from" in listed
        assert f"on the command line: pause until {LATER}" in told("changes", "-f", home)
        [one] = json.loads(told("settings", "--format", "json", "-f", home))
        assert one["until"] == LATER
        back = told("settings", "--undo", one["id"], "-f", home)
        assert "Taken back" in back
        assert "Nobody has set anything" in told("settings", "-f", home)
        [change] = json.loads(told("changes", "--format", "json", "-f", home))
        assert change["undone_at"] is not None
        assert process.poll() is None


def test_what_was_steered_is_a_table_too(folder: Path) -> None:
    told("who", "-f", folder)
    empty = told("changes", "--format", "csv", "-f", folder)
    told("pause", "--yes", "-f", folder)
    head, line = csv.reader(told("changes", "--format", "csv", "-f", folder).splitlines())
    assert empty.strip() == ",".join(head)
    change = dict(zip(head, line, strict=True))
    [same] = json.loads(told("changes", "--format", "json", "-f", folder))
    assert change == {name: value or "" for name, value in same.items()}


def test_while_no_bot_runs_it_is_kept_for_the_next_one_and_shown_by_check(folder: Path) -> None:
    before = told("check", "-f", folder)
    assert "doesn’t happen" in told("cancel", "--yes", "next", "-f", folder)
    assert told("check", "-f", folder) != before
    assert "Done" in told("pause", "--yes", "-f", folder)
    assert "open in the next ten years" in told("check", "-f", folder)
    assert "asks again" in told("resume", "-f", folder)
    assert "Nothing of" in told("who", "-f", folder)


def test_a_standup_is_changed_at_the_machine_as_in_a_chat(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        assert "asks at 11:45" in told("time", "11:45", "-f", home)
        assert "asks on these days: Monday to Thursday" in told("days", "mon-thu", "-f", home)
        assert "doesn’t fit the other times" in told("deadline", "9:00", "-f", home)
        assert "I know nobody called" in told("add", "zoe", "-f", home)
        listed = told("ask", "-f", home)
        assert "1: " in listed
        assert "Why/how 5 % less?" in told("ask", "1", "Why/how 5 % less?", "-f", home)
        assert [
            one["action"] for one in json.loads(told("changes", "--format", "json", "-f", home))
        ] == ["ask", "days", "time"]
        assert process.poll() is None
    shown = told("preview", "-f", home)
    assert "11:45" in shown
    assert "Fri" not in shown


def test_what_is_not_understood_changes_nothing_and_says_how(folder: Path) -> None:
    assert "isn’t paused" in told("resume", "-f", folder)
    for words, how in (
        ("pause the video", "pause until 5 january"),
        ("extend a lot", "extend 1 hour"),
        ("time ten", "time 10:00"),
        ("days of thunder", "days mon-thu"),
        ("add", "add bo"),
        ("start tomorrow", "start now"),
    ):
        done = standup(*words.split(), "-f", folder)
        assert done.returncode == 2
        assert how in done.stderr
    assert "Nobody has steered anything yet." in told("changes", "-f", folder)
    assert standup("settings", "--undo", "7", "-f", folder).returncode == 5
    assert standup("changes", "weekly", "-f", folder).returncode == 5


def test_a_setting_that_fits_no_more_is_a_note_of_check(folder: Path) -> None:
    told("pause", "--yes", "-f", folder)
    [file] = (folder / "standups").glob("*.yaml")
    file.write_text(file.read_text().replace("id: daily", "id: dailies"))
    checked = told("check", "-f", folder)
    assert "does nothing: there is no such standup" in checked
    assert "does nothing" in told("settings", "-f", folder)


def test_check_and_preview_say_what_holds_because_it_was_said(folder: Path) -> None:
    told("pause", "--yes", "until", LATER, "-f", folder)
    for command in ("check", "preview"):
        shown = told(command, "-f", folder)
        assert "it asks nobody from" in shown
        assert f"“pause until {LATER}”, said by somebody on the command line, " in shown
    [held] = json.loads(told("settings", "--format", "json", "-f", folder))
    told("settings", "--undo", held["id"], "-f", folder)
    assert "said by" not in told("check", "-f", folder)


def test_what_was_said_is_written_into_the_files_and_goes_on_as_it_was(home: Path) -> None:
    [file] = (home / "standups").glob("*.yaml")
    file.write_text(file.read_text().replace("cron:", "# when we meet\n    cron:", 1))
    with running(home) as process:
        read_until(process, "Connected")
        told("time", "11:45", "-f", home)
        told("ask", "1", "What’s new?", "-f", home)
        told("pause", "--yes", "until", LATER, "-f", home)
        before = told("preview", "-f", home).splitlines()
        shown = told("settings", "--into-yaml", "-f", home)
        assert process.poll() is None
    assert '+ cron: "45 11' in shown
    assert f"“pause until {LATER}”: it ends by itself" in shown
    assert "took the change" in shown
    assert "2 settings, 0 accounts" in shown
    assert "# when we meet" in file.read_text()
    assert "What’s new?" in file.read_text()
    held = json.loads(told("settings", "--format", "json", "-f", home))
    assert {one["setting"] for one in held} - {"as before"} == {"pause"}
    assert "the files say it themselves now: time" in told("changes", "-f", home)
    after = told("preview", "-f", home).splitlines()
    assert [line for line in after if "11:45" in line] == [
        line for line in before if "11:45" in line and "said by" not in line
    ]


def test_people_are_called_by_their_names_where_these_are_known(folder: Path) -> None:
    told("pause", "--yes", "until", LATER, "-f", folder)
    [file] = folder.rglob("*.db")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE change SET said_by = 'ana'")
        database.execute("UPDATE setting SET said_by = 'ana'")
    assert "Ana on the command line: pause" in told("changes", "-f", folder)
    assert "said by Ana on the command line" in told("check", "-f", folder)
    assert f"“pause until {LATER}”, Ana, " in told("settings", "-f", folder)
    assert json.loads(told("changes", "--format", "json", "-f", folder))[0]["by"] == "ana"


def test_what_no_bot_has_taken_yet_stays_in_the_database(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "folder"
    shutil.copytree(home, other)
    if "database: postgres" not in (home / "instance.yaml").read_text():
        name_database(other, str(home / "data" / "standup.db"))
    with running(home) as process:
        read_until(process, "Connected")
        told("time", "11:45", "-f", home)
        done = standup("settings", "--into-yaml", "-f", other)
        assert done.returncode == 1
        assert "runs another folder" in done.stderr
        assert "stays in the database as well" in done.stderr
        held = json.loads(told("settings", "--format", "json", "-f", home))
        assert "time" in {one["setting"] for one in held}
        assert "1 setting, 0 accounts" in told("settings", "--into-yaml", "-f", home)
        assert process.poll() is None


def test_what_touches_others_is_shown_first_and_done_by_a_yes(home: Path) -> None:
    assert "left to remind" in told("remind", "missing", "-f", home)
    with running(home) as process:
        read_until(process, "Connected")
        for answer in ("no\n", ""):
            refused = standup("cancel", "next", "-f", home, text=answer)
            assert refused.returncode == 1
            assert "won’t happen on" in refused.stdout
            assert "That’s for" in refused.stdout
            assert "nothing was done" in refused.stderr
        assert "Nobody has steered anything yet." in told("changes", "-f", home)
        done = standup("cancel", "next", "-f", home, text="yes\n")
        assert "Done: " in done.stdout
        [change] = json.loads(told("changes", "--format", "json", "-f", home))
        assert change["words"] == "cancel next"
        assert process.poll() is None


def test_what_owners_do_for_people_is_done_at_the_machine_too(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        [who, *_] = [line.split()[0] for line in told("people", "-f", home).splitlines()]
        assert "is away from" in told("away", "--yes", who, "until", LATER, "-f", home)
        read_until(process, "noted that you’re away")
        assert "isn’t away from" in told("back", "--yes", who, "-f", home)
        assert "Done: I’m asking" in told("poll", "--yes", "Shall we?", "yes/no", "-f", home)
        read_until(process, "Shall we?")
        refused = told("channel", "--yes", "somewhere", "-f", home)
        assert "On which platform?" in refused
        trail = json.loads(told("changes", "--format", "json", "-f", home))
        assert [one["action"] for one in trail] == ["poll", "back", "away"]
        assert process.poll() is None


def test_what_changes_while_it_is_shown_is_shown_anew(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        with asking("cancel", "next", "-f", str(home)) as command:
            assert command.stdin is not None
            first = read_until(command, "That’s for")
            told("cancel", "--yes", "next", "-f", home)
            command.stdin.write("yes\n")
            command.stdin.flush()
            second = read_until(command, "That’s for")
            assert "That has changed meanwhile, and nothing was done." in second
            assert _day(first) != _day(second)
            command.stdin.write("no\n")
            command.stdin.close()
            assert command.wait(PATIENCE) == 1
        assert len(json.loads(told("changes", "--format", "json", "-f", home))) == 1


def _day(shown: str) -> str:
    return shown.partition("won’t happen on ")[2].partition(".")[0]
