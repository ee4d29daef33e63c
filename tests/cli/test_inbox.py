"""`standup inbox`: what could not be handled is listed, handled again or let go."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from standup.config import load
from standup.store import stumbles
from standup.store.database import Transaction
from standup.store.instants import from_ms
from standup.wiring.opening import open_store
from tests.cli.command import read_until, running, standup
from tests.cli.conftest import Play
from tests.postgres import Postgres, schema_of

ANSWERS = "about quokkas\n\n1 done – quokkas are marsupials\n"
SAID = {"id": "x1", "account": "you", "text": "wombats as well", "place": None, "answers": None}


@pytest.fixture(params=["sqlite", "postgres"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, play: Play) -> Path:
    """A folder in which a Learning Day was played, and one message could not be handled."""
    folder = play(ANSWERS, tmp_path / "config")
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(schema_of(tmp_path))
        assert standup("move", "--to", url, "-f", folder).returncode == 0
        file = folder / "instance.yaml"
        file.write_text(file.read_text().replace("data/standup.db", url))
    asyncio.run(put_aside(folder))
    return folder


async def put_aside(folder: Path) -> None:
    loaded = load(folder)
    store = await open_store(loaded.database)
    try:
        await store.write(put_one_aside)
    finally:
        await store.close()


async def put_one_aside(tx: Transaction) -> None:
    [run] = await tx.all("SELECT opened_at FROM run")
    at = from_ms(run[0])
    said = {"type": "Said", "why": "ZeroDivisionError at search.py:7", **SAID, "at": str(at)}
    await stumbles.put_aside(tx, "console", "x1", json.dumps(said), at)


def handle(folder: Path) -> str:
    listed = standup("inbox", "-f", folder)
    assert listed.returncode == 0, listed.stderr
    found = re.match(r"(\w{10})  \d{4}-", listed.stdout)
    assert found, listed.stdout
    return found[1]


def test_what_was_put_aside_is_listed_without_its_words(folder: Path) -> None:
    listed = standup("inbox", "-f", folder).stdout
    assert "a message of you on console, 15 characters: ZeroDivisionError" in listed
    assert "wombats" not in listed


def test_it_is_handled_again_while_no_bot_runs(folder: Path) -> None:
    assert standup("inbox", "--retry", handle(folder), "-f", folder).stdout == "1 handled.\n"
    assert standup("inbox", "-f", folder).stdout == "Nothing has been put aside.\n"


def test_it_is_handled_again_by_the_bot_that_runs(folder: Path) -> None:
    with running(folder) as process:
        read_until(process, "Connected")
        done = standup("inbox", "--retry", "all", "-f", folder)
        assert done.returncode == 0, done.stderr
        assert standup("inbox", "-f", folder).stdout == "Nothing has been put aside.\n"
        assert process.poll() is None


def test_it_is_let_go(folder: Path) -> None:
    assert standup("inbox", "--drop", handle(folder), "-f", folder).stdout == "1 dropped.\n"
    assert standup("inbox", "-f", folder).stdout == "Nothing has been put aside.\n"


def test_what_is_not_there_is_not_found(folder: Path) -> None:
    done = standup("inbox", "--retry", "nothing", "-f", folder)
    assert done.returncode == 5
    assert "nothing put aside is called nothing" in done.stderr
