"""`standup forget`: nothing is left of somebody who is no longer in the configuration."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import asyncpg
import pytest

from standup.store.sqlite import wishes
from tests.cli.command import read_until, running, standup
from tests.cli.conftest import Play
from tests.postgres import Postgres, schema_of

ANSWERS = "about quokkas\n\n1 done – quokkas are marsupials\n"


@pytest.fixture(params=["sqlite", "postgres"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, play: Play) -> Path:
    """A folder in which a Learning Day was played."""
    folder = play(ANSWERS, tmp_path / "config")
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(schema_of(tmp_path))
        assert standup("move", "--to", url, "-f", folder).returncode == 0
        file = folder / "instance.yaml"
        file.write_text(file.read_text().replace("data/standup.db", url))
    return folder


def take_out(folder: Path, person: str = "you") -> None:
    """What an organiser does first when somebody leaves."""
    file = folder / "instance.yaml"
    kept = [line for line in file.read_text().splitlines() if not line.startswith(f"  {person}:")]
    file.write_text("\n".join(kept) + "\n")


def all_there_is(folder: Path) -> str:
    return standup("export", "-f", folder).stdout + standup(*REPORT, "-f", folder).stdout


REPORT = ("report", "learning-day", "--format", "json")


def test_nothing_is_deleted_before_it_was_shown_and_confirmed(folder: Path) -> None:
    take_out(folder)
    for answer in ("", "yes\n", "robin\n"):
        done = standup("forget", "you", "-f", folder, text=answer)
        assert done.returncode == 1
        assert "2 answers and 0 updates" in done.stdout
        assert "the name You in 1 runs" in done.stdout
        assert "nothing was deleted" in done.stderr
    assert "quokkas" in all_there_is(folder)


def test_whoever_left_is_forgotten_while_no_bot_runs(folder: Path) -> None:
    take_out(folder)
    done = standup("forget", "you", "-f", folder, text="you\n")
    assert done.returncode == 0, done.stderr
    assert "you is forgotten" in done.stdout
    assert "when the bot runs again" in done.stdout
    kept = all_there_is(folder)
    assert "quokkas" not in kept
    assert '"Somebody"' in kept
    assert standup("forget", "you", "--yes", "-f", folder).returncode == 5


def files_of(folder: Path) -> set[Path]:
    """The files that hold the database now; what it writes ahead goes by itself."""
    found = re.search(r"database: (postgresql:\S+)", (folder / "instance.yaml").read_text())
    if found is None:
        return {file for file in (folder / "data").rglob("*") if file.is_file()}
    return asyncio.run(_files_of(found[1]))


async def _files_of(url: str) -> set[Path]:
    server, _, schema = url.partition("?schema=")
    session = await asyncpg.connect(server)
    await session.execute("CHECKPOINT")
    rows = await session.fetch(
        "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(c.oid)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = $1 AND pg_relation_filepath(c.oid) IS NOT NULL",
        schema,
    )
    await session.close()
    return {Path(path) for (path,) in rows}


def holding(files: set[Path], words: bytes) -> list[Path]:
    return [file for file in files if file.exists() and words in file.read_bytes()]


@pytest.mark.parametrize("runs", [False, True])
def test_no_file_holds_a_word_of_whoever_was_forgotten_now(folder: Path, runs: bool) -> None:
    before = files_of(folder)
    assert holding(before, b"quokka")
    take_out(folder)
    with running(folder) if runs else nullcontext() as process:
        if process is not None:
            read_until(process, "Connected")
        done = standup("forget", "you", "--yes", "--now", "-f", folder)
        assert done.returncode == 0, done.stderr
        assert "beyond any program's reach" in done.stdout
        assert holding(before | files_of(folder), b"quokka") == []
    again = standup("forget", "--now", "-f", folder)
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize("folder", ["postgres"], indirect=True)
@pytest.mark.parametrize("lasts", [1.0, 15.0], ids=["that ends", "that stays"])
def test_what_somebody_may_still_see_is_not_said_to_be_gone(folder: Path, lasts: float) -> None:
    take_out(folder)
    before = files_of(folder)
    with looking(folder, lasts):
        done = standup("forget", "you", "--yes", "--now", "-f", folder)
    if lasts > 10.0:
        assert done.returncode != 0
        assert "by somebody who does not finish" in done.stderr
        done = standup("forget", "--now", "-f", folder)
    assert done.returncode == 0, done.stderr
    assert holding(before | files_of(folder), b"quokka") == []


@contextmanager
def looking(folder: Path, seconds: float) -> Iterator[None]:
    """For so long somebody has a transaction in the database, in which nothing of ours is read."""
    found = re.search(r"database: (postgresql:\S+)\?", (folder / "instance.yaml").read_text())
    assert found is not None
    begun = threading.Event()

    async def look(url: str) -> None:
        session = await asyncpg.connect(url)
        async with session.transaction(isolation="repeatable_read"):
            await session.fetch("SELECT 1")
            begun.set()
            await asyncio.sleep(seconds)
        await session.close()

    thread = threading.Thread(target=lambda: asyncio.run(look(found[1])))
    thread.start()
    begun.wait()
    yield
    thread.join()


def test_it_is_to_be_said_who_is_forgotten(folder: Path) -> None:
    done = standup("forget", "-f", folder)
    assert done.returncode == 1
    assert "who should be forgotten?" in done.stderr


def test_a_running_bot_forgets_whoever_left(folder: Path) -> None:
    with running(folder) as process:
        read_until(process, "Connected")
        take_out(folder)
        done = standup("forget", "you", "--yes", "-f", folder)
        assert done.returncode == 0, done.stderr
        assert "in a moment" in done.stdout
        assert "quokkas" not in all_there_is(folder)
        assert process.poll() is None
    assert list((folder / "data" / "forget").iterdir()) == []


def test_what_was_wished_of_a_bot_that_died_it_does_when_it_is_back(folder: Path) -> None:
    take_out(folder)
    wishes.leave(folder / "data", "forget", "you")
    with running(folder) as process:
        read_until(process, "Connected")
        assert "quokkas" not in all_there_is(folder)


def test_somebody_who_would_be_asked_again_is_to_be_taken_out_first(folder: Path) -> None:
    done = standup("forget", "you", "--yes", "-f", folder)
    assert done.returncode == 1
    assert "take them out first" in done.stderr
    wishes.leave(folder / "data", "forget", "you")
    with running(folder) as process:
        read_until(process, "Connected")
        assert "quokkas" in all_there_is(folder)


def test_of_somebody_unknown_nothing_is_kept(folder: Path) -> None:
    done = standup("forget", "yuo", "--yes", "-f", folder)
    assert done.returncode == 5
    assert "nothing is kept about yuo" in done.stderr
