"""The command on a PostgreSQL database, each time a process of its own."""

import asyncio
import json
import signal
import time
from pathlib import Path

import pytest

from tests.cli.command import name_database, read_until, running, standup
from tests.cli.conftest import Play
from tests.cli.test_cli import DAY
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of
from tests.store.homes import PostgresHome

ANSWERS = "the chain rule\n\n1 done\n"


@pytest.fixture
def home(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostgresHome:
    url = postgres.url(schema_of(tmp_path))
    monkeypatch.setenv("STANDUP_DATABASE", url)
    return PostgresHome(url)


@pytest.fixture
def tried(tmp_path: Path, play: Play) -> Path:
    """A folder in which one Learning Day was played, in a file."""
    return play(ANSWERS, tmp_path / "tried")


@pytest.fixture
def folder(tried: Path, home: PostgresHome) -> Path:
    """The same, after it was moved and the configuration changed as the command says."""
    moved = standup("move", "-f", tried)
    assert moved.returncode == 0, moved.stderr
    assert "  database: {env: STANDUP_DATABASE}" in moved.stdout
    assert "data:" not in moved.stdout
    name_database(tried, "{env: STANDUP_DATABASE}")
    return tried


def test_a_moved_installation_tells_the_same_and_goes_on(
    tried: Path, home: PostgresHome, tmp_path: Path
) -> None:
    asked = (("report", "learning-day", "--format", "json"), ("export",), ("people",))
    before = [standup(*command, "-f", tried).stdout for command in asked]
    assert standup("move", "--to", home.url, "-f", tried).returncode == 0
    name_database(tried, home.url)
    (tried / "data" / "standup.db").rename(tmp_path / "kept.db")
    assert [standup(*command, "-f", tried).stdout for command in asked] == before
    assert json.loads(before[0])["day"] == DAY
    with running(tried) as process:
        read_until(process, "Connected")
        assert standup("report", "learning-day", "-f", tried).returncode == 0


def test_a_moved_one_is_not_moved_again(folder: Path) -> None:
    done = standup("move", "-f", folder)
    assert done.returncode == 1
    assert "already" in done.stderr


def test_nothing_is_moved_while_a_bot_runs_or_where_something_is(
    tried: Path, home: PostgresHome
) -> None:
    with running(tried) as process:
        read_until(process, "Connected")
        done = standup("move", "-f", tried)
        assert done.returncode == 4
        assert f"in use by process {process.pid}" in done.stderr
    assert standup("move", "-f", tried).returncode == 0
    again = standup("move", "-f", tried)
    assert again.returncode == 4
    assert "is not empty" in again.stderr


def test_moving_says_where_the_adapters_folders_stay(
    tmp_path: Path, play: Play, home: PostgresHome
) -> None:
    folder = play("", tmp_path / "away")
    (folder / "data").rename(tmp_path / "elsewhere")
    name_database(folder, "../elsewhere/standup.db")
    moved = standup("move", "--to", home.url.replace("@", ":hidden@"), "-f", folder)
    assert moved.returncode == 0, moved.stderr
    assert "  data: ../elsewhere\n" in moved.stdout
    assert "{env: STANDUP_DATABASE}" in moved.stdout
    assert "hidden" not in moved.stdout


def test_a_second_bot_on_the_same_database_shares_the_work(folder: Path) -> None:
    assert "No bot is running" in standup("workers", "-f", folder).stdout
    with running(folder) as first:
        read_until(first, "Connected")
        with running(folder) as second:
            wanted = {"console", "schedule"}
            for _ in range(100):
                told = [
                    words.split() for words in standup("workers", "-f", folder).stdout.splitlines()
                ]
                pids = {words[1] for words in told if words[4] in wanted}
                if pids == {str(first.pid), str(second.pid)} and len(told) == 2:
                    break
            else:
                pytest.fail(f"they do not share: {told}")
            for process in (first, second):
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=PATIENCE) == 0
    assert "No bot is running" in standup("workers", "-f", folder).stdout


def test_reload_finds_the_bot_by_its_lock(folder: Path) -> None:
    file = folder / "standups" / "learning-day.yaml"
    alone = standup("reload", "-f", folder)
    assert alone.returncode == 1
    assert "no bot is running" in alone.stderr
    with running(folder) as process:
        read_until(process, "Connected")
        file.write_text(file.read_text().replace("0 17", "30 16"))
        taken = standup("reload", "-f", folder)
        assert taken.returncode == 0, taken.stderr
        assert f"Process {process.pid} took the change" in taken.stdout


def test_a_bot_whose_database_another_one_wrote_to_ends_with_4(
    folder: Path, home: PostgresHome
) -> None:
    with running(folder) as process:
        read_until(process, "Connected")
        asyncio.run(home.run(WRITE_AND_CUT_OFF))
        assert process.wait(timeout=PATIENCE) == 4
        assert process.stderr is not None
        assert "not as this bot left it" in process.stderr.read()


WRITE_AND_CUT_OFF = (
    "WITH other AS (UPDATE worker SET mark = 1)"
    " SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_namespace n ON n.oid = l.objid"
    " WHERE l.locktype = 'advisory' AND n.nspname = current_schema()"
)


@pytest.mark.server
def test_a_server_that_is_not_there_yet_is_waited_for(
    tried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Postgres()
    monkeypatch.setenv("STANDUP_DATABASE", server.url("late"))
    name_database(tried, "{env: STANDUP_DATABASE}")
    try:
        with running(tried) as process:
            assert process.stderr is not None
            assert "cannot be reached" in process.stderr.readline()
            server.start()
            read_until(process, "Connected")
    finally:
        server.remove()


@pytest.mark.server
def test_an_outage_is_told_when_it_begins_and_when_it_ends_and_not_every_second(
    tried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Postgres()
    monkeypatch.setenv("STANDUP_DATABASE", server.url("away"))
    name_database(tried, "{env: STANDUP_DATABASE}")
    server.start()
    try:
        with running(tried) as process:
            read_until(process, "Connected")
            server.stop(signal.SIGQUIT)
            time.sleep(5)
            server.start()
            read_until(process, "Connected")
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=PATIENCE) == 0
            assert process.stderr is not None
            told = process.stderr.read()
    finally:
        server.remove()
    assert "Traceback" not in told
    loud = [line for line in told.splitlines() if " INFO " not in line]
    assert len(loud) <= 3, told
    assert "the connection to the database was lost" in loud[0]
    assert "the database is back after" in loud[-1]


def test_backup_names_the_program_for_it(folder: Path, tmp_path: Path) -> None:
    done = standup("backup", tmp_path / "copy", "-f", folder)
    assert done.returncode == 1
    assert "pg_dump" in done.stderr
    assert not (tmp_path / "copy").exists()


def test_what_is_not_there_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, home: PostgresHome
) -> None:
    monkeypatch.setenv("STANDUP_DATABASE", f"{home.url}0")
    empty = standup("report", "learning-day", "-f", folder)
    assert empty.returncode == 4
    assert "there is no database at" in empty.stderr
    monkeypatch.delenv("STANDUP_DATABASE")
    assert "environment variable STANDUP_DATABASE is empty" in standup("check", "-f", folder).stdout
    preview = standup("preview", "-f", folder)
    assert preview.returncode == 0
    assert "who is away is not known" in preview.stderr
    assert standup("run", "-f", folder).returncode == 4
