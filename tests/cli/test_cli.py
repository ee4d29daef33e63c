"""The command as people and scripts use it, each time a process of its own."""

import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import read_until, running, standup
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.cli.conftest import Play

ANSWERS = """the chain rule\\
the Adam paper
I changed my mind: I implement Adam instead
1 done 2 changed – implemented it, and it converges
"""
DAY = "2026-11-26"


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, play: "Play") -> Path:
    """A folder in which one Learning Day was played."""
    return play(ANSWERS, tmp_path_factory.mktemp("tried") / "config")


# ── try ──


def test_try_plays_a_scripted_day_to_its_corrected_digest(tmp_path: Path) -> None:
    done = standup("try", "--day", DAY, "--keep", tmp_path / "day", text=ANSWERS)
    assert done.returncode == 0
    assert "What will you learn today?" in done.stdout
    assert "Your plan:" in done.stdout
    assert "Kim (scripted) (late)" in done.stdout
    assert str(tmp_path / "day" / "data" / "standup.db") in done.stdout
    assert done.stderr == ""


def test_try_without_any_input_still_ends_well(tmp_path: Path) -> None:
    done = standup("try", "--keep", tmp_path / "day")
    assert done.returncode == 0
    assert "Not shared yet: You" in done.stdout


def test_try_with_no_input_at_all_ends_well_too(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "standup", "try", "--keep", str(tmp_path / "day")]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0


def test_try_does_not_play_twice_in_one_folder(tried: Path) -> None:
    done = standup("try", "--keep", tried)
    assert done.returncode == 1
    assert "already there" in done.stderr


# ── reading ──


def test_report_prints_markdown_html_and_json(tried: Path) -> None:
    markdown = standup("report", "learning-day", "--date", DAY, "-f", tried)
    assert markdown.returncode == 0
    assert "**Digest · Learning Day**" in markdown.stdout
    page = standup("report", "learning-day", "-f", tried, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    facts = json.loads(standup("report", "learning-day", "-f", tried, "--format", "json").stdout)
    assert facts["day"] == DAY
    you = next(person for person in facts["people"] if person["person"] == "you")
    assert you["standing"] == "shared"
    assert you["outcomes"] == {"done": 1, "partly": 0, "changed": 1, "not": 0, "not_said": 0}
    assert you["updates"][0]["text"].startswith("I changed my mind")


def test_a_channel_that_moved_is_named_by_check_and_people_with_what_to_write(
    tried: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "config"
    shutil.copytree(tried, folder)
    database = next((folder / "data").glob("*.db"))
    with sqlite3.connect(database) as connection:
        (place,) = connection.execute("SELECT place FROM outbox WHERE account IS NULL").fetchone()
        kept = [("console", f"moved/{place}", "#nearer"), ("console", "moved/#nearer", "#newest")]
        connection.executemany("INSERT INTO kept (adapter, name, value) VALUES (?, ?, ?)", kept)
    connection.close()
    told = (
        f'{place} on console has moved, and the bot has followed it: write {{console: "#newest"}}'
    )
    before = database.read_bytes()
    assert f"Note: The channel {told}" in standup("check", "-f", folder).stdout
    assert f"The channel {told}" in standup("people", "-f", folder).stdout
    assert database.read_bytes() == before


def test_check_needs_no_database_and_says_when_it_cannot_read_one(
    tried: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "config"
    shutil.copytree(tried, folder)
    database = next((folder / "data").glob("*.db"))
    database.write_bytes(b"no database" * 100)
    done = standup("check", "-f", folder)
    assert done.returncode == 0
    assert "Note: Whether a channel has moved is not known" in done.stdout
    shutil.rmtree(folder / "data")
    assert "has moved" not in standup("check", "-f", folder).stdout
    assert not (folder / "data").exists()


def test_accountability_gives_the_same_numbers_as_the_digest(tried: Path) -> None:
    period = ("--from", "2026-11-01", "--to", "2026-11-30")
    text = standup("accountability", "learning-day", *period, "-f", tried).stdout
    assert "Kim \\(scripted\\): shared, late" in text or "Kim (scripted): shared, late" in text
    asked = standup("accountability", "learning-day", *period, "-f", tried, "--format", "json")
    facts = json.loads(asked.stdout)
    run = json.loads(standup("report", "learning-day", "-f", tried, "--format", "json").stdout)
    assert [{"schema": run["schema"], **one} for one in facts["runs"]] == [run]
    assert (facts["shared"], facts["asked"]) == (3, 3)
    assert facts["outcomes"] == run["outcomes"]


def test_accountability_gives_the_figures_and_what_was_learned(tried: Path) -> None:
    period = ("--from", "2026-11-01", "--to", "2026-11-30")
    text = standup("accountability", "learning-day", *period, "-f", tried).stdout
    assert "· November 2026" in text.split("\n")[0]
    assert text.index("What was learned") < text.index("Shared: ")
    asked = standup("accountability", "learning-day", *period, "-f", tried, "--format", "json")
    facts = json.loads(asked.stdout)
    assert facts["figures"]["participation"] == {"part": 3, "whole": 3}
    assert [one["name"] for one in facts["learned"] if one["person"] == "kim"]
    page = standup("accountability", "learning-day", *period, "-f", tried, "--format", "html")
    assert "What was learned" in page.stdout


@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_accountability_covers_the_last_full_period(tried: Path, period: str) -> None:
    asked = ("accountability", "learning-day", "--period", period, "-f", tried)
    done = standup(*asked)
    assert done.returncode == 0
    assert "accountability" in done.stdout


def test_export_gives_everything_of_one_person_and_a_line_a_person_for_all(tried: Path) -> None:
    one = json.loads(standup("export", "you", "-f", tried).stdout)
    (run,) = one["runs"]
    assert run["check_ins"][0]["answers"][0]["text"] == "the chain rule\nthe Adam paper"
    lines = standup("export", "-f", tried).stdout.splitlines()
    assert [json.loads(line)["person"] for line in lines] == ["kim", "robin", "you"]


def test_backup_copies_a_database_that_opens(tried: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert standup("backup", copy, "-f", tried).returncode == 0
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 6
    connection.close()
    again = standup("backup", copy, "-f", tried)
    assert again.returncode == 1
    assert "already exists" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("report", "lerning-day"), 5, "did you mean learning-day"),
        (("report", "learning-day", "--date", "2026-11-19"), 5, "its latest run was on 2026-11-26"),
        (("export", "yuo"), 5, "did you mean you"),
        (("accountability", "learning-day", "--from", "2026-12-01", "--to", DAY), 1, "--to"),
        (("accountability", "learning-day", "--to", DAY), 1, "--to needs --from"),
        (
            ("accountability", "learning-day", "--from", DAY, "--period", "week"),
            *(1, "either --period, or --from"),
        ),
        (("report", "learning-day", "--date", "sometime"), 2, "not a date"),
        (("report", "learning-day", "--date", "yesterday"), 5, "didn't take place on"),
    ],
)
def test_what_is_not_there_is_said_with_a_code_of_its_own(
    tried: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = standup(*arguments, "-f", tried)
    assert done.returncode == code
    assert words in done.stderr


def test_a_damaged_database_is_named_and_ends_with_4(tried: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(tried, folder)
    for file in (folder / "data").glob("standup.db*"):
        file.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    for command in (("report", "learning-day"), ("export",), ("run",)):
        done = standup(*command, "-f", folder)
        assert done.returncode == 4, done.stderr
        assert "standup.db" in done.stderr


def test_what_people_wrote_is_readable_for_its_owner_alone(tried: Path, tmp_path: Path) -> None:
    copy = tmp_path / "private.db"
    standup("backup", copy, "-f", tried)
    for file in (copy, tried / "data" / "standup.db"):
        assert file.stat().st_mode & 0o077 == 0


# ── configuring ──


def test_init_check_and_preview_work_on_the_example(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert standup("init", folder).returncode == 0
    checked = standup("check", "-f", folder)
    assert checked.returncode == 0
    assert "no mistakes" in checked.stdout
    assert "America/New_York: Learning Day, plan – Chi" in checked.stdout
    assert standup("preview", "-f", folder, "--days", "8").stdout.count("→ Ana") == 2
    again = standup("init", folder)
    assert again.returncode == 1


def test_check_tells_what_is_hardly_meant_and_a_day_that_is_years_away(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    standup("init", folder)
    file = folder / "standups" / "learning-day.yaml"
    text = file.read_text()
    file.write_text(text.replace("* * thu", "1-7 * thu"))
    checked = standup("check", "-f", folder)
    assert checked.returncode == 0
    assert "\nNote: " in checked.stdout
    assert "    write `30 9 * * thu#1`" in checked.stdout
    file.write_text(re.sub(r"(?m)^(starting|every):.*$", "", text).replace("* * thu", "29 2 *"))
    leap = standup("check", "-f", folder).stdout
    assert re.search(r"29 February 20\d\d, 09:30", leap)
    assert "not open" not in leap


def test_check_prints_every_mistake_with_its_line_and_ends_with_3(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    standup("init", folder)
    file = folder / "standups" / "learning-day.yaml"
    text = file.read_text().replace("* * thu", "* * thr").replace("kind: outcome", "kind: outcom")
    file.write_text(text)
    done = standup("check", "-f", folder)
    assert done.returncode == 3
    assert "learning-day.yaml:" in done.stderr
    assert done.stderr.count("`thu`") == 2
    assert "did you mean `outcome`" in done.stderr


def test_adapters_lists_what_is_installed() -> None:
    done = standup("adapters")
    assert done.returncode == 0
    assert "console" in done.stdout
    assert "matrix" in done.stdout


def test_help_names_every_command_and_exit_code() -> None:
    text = standup("--help").stdout
    commands = (
        "run try init check preview forget report accountability reload adapters export backup"
    )
    assert all(f"    {command}" in text for command in commands.split())
    assert all(f"  {code}  " in text for code in range(6))


# ── running ──


@pytest.fixture
def console(tmp_path: Path, play: "Play") -> Path:
    """A folder whose bot runs in this terminal."""
    return play("", tmp_path / "console")


def test_run_says_what_it_is_connected_to_and_stops_cleanly_on_sigterm(console: Path) -> None:
    with running(console) as process:
        said = read_until(process, "Connected: console")
        assert "Next: " in said
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0


def test_a_second_bot_on_the_same_database_is_refused_with_4(console: Path) -> None:
    with running(console) as process:
        read_until(process, "Connected")
        second = standup("run", "-f", console)
        assert second.returncode == 4
        assert f"in use by process {process.pid}" in second.stderr


def test_reports_can_be_read_while_the_bot_runs(console: Path) -> None:
    with running(console) as process:
        read_until(process, "Connected")
        assert standup("report", "learning-day", "-f", console).returncode == 0
        assert standup("backup", console / "copy.db", "-f", console).returncode == 0


def test_reload_takes_a_changed_folder_and_refuses_a_broken_one(console: Path) -> None:
    file = console / "standups" / "learning-day.yaml"
    with running(console) as process:
        read_until(process, "Connected")
        file.write_text(file.read_text().replace("0 17", "30 16"))
        taken = standup("reload", "-f", console)
        assert taken.returncode == 0, taken.stderr
        assert f"Process {process.pid} took the change" in taken.stdout
        good = file.read_text()
        file.write_text(good.replace("cron", "corn"))
        assert standup("reload", "-f", console).returncode == 3
        process.send_signal(signal.SIGHUP)
        file.write_text(good)
        assert process.poll() is None
        with sqlite3.connect(console / "data" / "standup.db") as connection:
            times = connection.execute("SELECT due_at FROM schedule WHERE round = 'learned'")
            assert times.fetchone()[0] % 86_400_000 == (16 * 60 + 30) * 60_000
        connection.close()


def test_reload_without_a_running_bot_says_so(tried: Path) -> None:
    done = standup("reload", "-f", tried)
    assert done.returncode == 1
    assert "no bot is running" in done.stderr


def test_a_missing_folder_says_what_makes_one(tmp_path: Path) -> None:
    done = standup("run", "-f", tmp_path / "nowhere")
    assert done.returncode == 3
    assert "standup init" in done.stderr
