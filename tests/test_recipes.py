"""The recipes of CONTRIBUTING.md lead to what is there, and each is followed by a test."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_RECIPES: dict[str, str] = dict(
    re.findall(
        r"^## (Add .*?)\n(.*?)(?=^## |\Z)",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
WITH_FILES = [heading for heading, body in _RECIPES.items() if "**Files:**" in body]
_CHOSEN = "NAME"  # by whoever follows it


def files(heading: str) -> list[str]:
    """The files that a recipe says are to be changed or made."""
    line = next(one for one in _RECIPES[heading].splitlines() if "**Files:**" in one)
    named = re.findall(r"`([^`]+)`", line.partition("**Followed by**")[0])
    return [name for name in named if "/" in name or name.endswith(".md")]


def followed_by(heading: str) -> str:
    found = re.search(r"\*\*Followed by\*\* `([^`]+)`", _RECIPES[heading])
    assert found is not None, f"no test follows {heading!r}"
    return found[1]


def test_what_newcomers_add_most_has_a_recipe_with_its_files() -> None:
    assert {"Add a question kind", "Add a chat command", "Add a post", "Add a figure"} <= set(
        WITH_FILES
    )


@pytest.mark.parametrize("heading", WITH_FILES)
def test_each_file_of_a_recipe_is_there_or_has_its_folder(heading: str) -> None:
    assert files(heading)
    for name in files(heading):
        path = ROOT / name
        if path.stem == _CHOSEN:
            assert path.parent.is_dir(), name
        else:
            assert path.exists(), name


@pytest.mark.parametrize("heading", WITH_FILES)
def test_a_test_follows_each_recipe(heading: str) -> None:
    test = (ROOT / followed_by(heading)).read_text(encoding="utf-8")
    assert "def test_" in test


@pytest.mark.parametrize("heading", WITH_FILES)
def test_the_commit_that_last_did_it_can_be_looked_at(heading: str) -> None:
    found = re.search(r"\*\*Last done in\*\* ([0-9a-f]{7,})", _RECIPES[heading])
    assert found is not None
    if (ROOT / ".git").exists() and not _is_shallow():
        git("cat-file", "-e", f"{found[1]}^{{commit}}").check_returncode()


def _is_shallow() -> bool:
    return git("rev-parse", "--is-shallow-repository").stdout.strip() != "false"


def git(*command: str) -> subprocess.CompletedProcess[str]:
    whole = ["git", "-C", str(ROOT), *command]
    return subprocess.run(whole, capture_output=True, text=True, check=False)
