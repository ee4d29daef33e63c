"""A Learning Day that was played once, for every test to have a copy of."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bench.start import write_instance
from tests.cli.command import standup
from tests.cli.test_cli import DAY

Play = Callable[[str, Path], Path]


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Gives a folder in which one Learning Day was played, with these answers."""

    @cache
    def played(answers: str) -> Path:
        folder = tmp_path_factory.mktemp("played")
        done = standup("try", "--day", DAY, "--keep", folder, text=answers)
        assert done.returncode == 0, done.stderr
        return folder

    return lambda answers, folder: Path(shutil.copytree(played(answers), folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration of the console alone."""
    write_instance(tmp_path)
    return tmp_path
