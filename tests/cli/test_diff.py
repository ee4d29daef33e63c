"""What a changed folder changes is told before it is taken, and a program learns whether any."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import name_database, read_until, running, standup
from tests.postgres import Postgres, schema_of


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def home(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """A folder whose bot runs on either database."""
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres")
        name_database(folder, postgres.url(schema_of(tmp_path)))
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    [file] = (one for one in folder.rglob("*.yaml") if old in one.read_text())
    file.write_text(file.read_text().replace(old, new))


def copied(folder: Path, tmp_path: Path) -> Path:
    skip = shutil.ignore_patterns("data", "copy")
    return Path(shutil.copytree(folder, tmp_path / "copy", ignore=skip))


def test_what_the_bot_has_in_force_is_compared_and_reload_says_the_same(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        same = standup("diff", "-f", home)
        assert (same.returncode, same.stdout) == (0, "Nothing changes for anybody.\n")
        edit(home, "title: Daily", "title: Every day")
        changed = standup("diff", "-f", home)
        assert (changed.returncode, changed.stderr) == (1, "")
        assert changed.stdout == "Every day: title: Every day (so far Daily)\n"
        [told] = json.loads(standup("diff", "--format", "json", "-f", home).stdout)
        assert told["kind"] == "Otherwise"
        assert told["standup"] == "daily"
        taken = standup("reload", "-f", home)
        assert taken.stdout.startswith(changed.stdout)
        assert standup("diff", "-f", home).returncode == 0
    assert standup("diff", "-f", home).returncode == 0


def test_two_folders_are_compared_without_a_bot(folder: Path, tmp_path: Path) -> None:
    copy = copied(folder, tmp_path)
    assert standup("diff", copy, "--against", folder).returncode == 0
    edit(copy, "title: Daily", "title: Every day")
    done = standup("diff", copy, "--against", folder)
    assert (done.returncode, done.stdout) == (1, "Every day: title: Every day (so far Daily)\n")


def test_what_cannot_be_compared_is_no_difference(folder: Path, tmp_path: Path) -> None:
    unknown = standup("diff", "-f", folder)
    assert unknown.returncode == 2
    assert "--against" in unknown.stderr
    copy = copied(folder, tmp_path)
    edit(copy, "title: Daily", "titel: Daily")
    broken = standup("diff", copy, "--against", folder)
    assert broken.returncode == 3
    assert "titel" in broken.stderr


def test_a_setting_that_would_fall_away_is_told(folder: Path) -> None:
    with running(folder) as process:
        read_until(process, "Connected")
        assert standup("pause", "daily", "--yes", "-f", folder).returncode == 0
        edit(folder, "title: Daily", "title: Daily\nfixed: [pause]")
        told = standup("diff", "-f", folder).stdout
        assert "setting 1 falls away (“pause daily”): the files keep it fixed" in told
