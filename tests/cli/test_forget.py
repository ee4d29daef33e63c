"""`standup forget`: nothing is left of somebody who is no longer in the configuration."""

from pathlib import Path

import pytest

from standup import wishes
from tests.cli.command import standup
from tests.cli.conftest import Play
from tests.cli.test_cli import read_until, running
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
    wishes.leave(folder / "data", "you")
    with running(folder) as process:
        read_until(process, "Connected")
        assert "quokkas" not in all_there_is(folder)


def test_somebody_who_would_be_asked_again_is_to_be_taken_out_first(folder: Path) -> None:
    done = standup("forget", "you", "--yes", "-f", folder)
    assert done.returncode == 1
    assert "take them out first" in done.stderr
    wishes.leave(folder / "data", "you")
    with running(folder) as process:
        read_until(process, "Connected")
        assert "quokkas" in all_there_is(folder)


def test_of_somebody_unknown_nothing_is_kept(folder: Path) -> None:
    done = standup("forget", "yuo", "--yes", "-f", folder)
    assert done.returncode == 5
    assert "nothing is kept of yuo" in done.stderr
