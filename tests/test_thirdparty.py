"""An adapter of a third party, installed as its own package, is found and keeps to the contract."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from standup.chat.contract import AdapterContract
from standup.chat.untried import NAME, OFFERS

PACKAGE = Path(__file__).parent / "thirdparty"
FIND = """
import sys
from standup.chat import registry
plugin = registry.find("folder")
module = sys.modules[plugin.create.__module__]
print(module.__file__)
print([str(known) for known in registry.known() if known.name == "folder"])
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the package was installed into, with pip, by itself."""
    target = tmp_path_factory.mktemp("site")
    install(PACKAGE, target)
    return target


def install(package: Path, target: Path) -> None:
    """Install a package with pip, without what it needs, which is here."""
    isolation = ["--no-build-isolation", "--no-index"] if find_spec("hatchling") else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--no-deps", *isolation, "--target", str(target), str(package)], check=True
    )


def python(target: Path, *arguments: str, cwd: Path | None = None) -> str:
    """What a fresh Python with the package on its path prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd or target,
        env=os.environ | {"PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_found_by_its_entry_point(installed: Path) -> None:
    found = python(installed, "-c", FIND)
    assert str(installed / "standup_folder.py") in found
    assert "standup-folder 1.0.0" in found
    assert "ready" in found


SENTENCES = [name for name in dir(AdapterContract) if name.startswith("test_")]


def test_it_keeps_to_the_public_contract(installed: Path) -> None:
    said = contract(installed, "contract.py")
    assert f"{len(SENTENCES) - 1} passed, 1 skipped" in said
    assert "not tried: a secret that is wrong (`bench.wrong_secret`): 1 sentence\n" in said


def test_a_bench_with_the_least_passes_and_what_it_did_not_try_is_named(installed: Path) -> None:
    said = contract(installed, "least.py")
    untried = [line for line in said.splitlines() if line.startswith("not tried: ")]
    assert [line.split(": ")[1] for line in untried] == [*OFFERS.values()]
    number = sum(int(line.split(": ")[2].split()[0]) for line in untried)
    assert f"{len(SENTENCES) - number} passed, {number} skipped" in said


def test_what_was_not_tried_is_named_by_several_processes_too(installed: Path) -> None:
    alone = contract(installed, "least.py")
    several = contract(installed, "least.py", "-p", "standup.chat.untried", "-n", "2")
    assert untried(several) == untried(alone) != []


def test_pytest_finds_what_names_it() -> None:
    project = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["pytest11"] == {NAME: "standup.chat.untried"}


def untried(said: str) -> list[str]:
    """The offers that were named as not tried, and for how many sentences."""
    return [line for line in said.splitlines() if line.startswith("not tried: ")]


def contract(installed: Path, bench: str, *more: str) -> str:
    """What pytest says, as an author of an adapter runs it."""
    arguments = ("-q", "--import-mode=importlib", *more, str(PACKAGE / bench))
    return python(installed, "-m", "pytest", *arguments)


def test_the_command_lists_it(installed: Path) -> None:
    assert "standup-folder 1.0.0" in python(installed, "-m", "standup", "adapters")


def test_a_standup_is_configured_on_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    (tmp_path / "standups").mkdir()
    (tmp_path / "instance.yaml").write_text(
        f"timezone: Etc/UTC\norganiser: Ana\nadapters:\n  folder: {{path: {tmp_path / 'chat'}}}\n"
        "people:\n  ana: {name: Ana, accounts: {folder: ana}}\n"
    )
    (tmp_path / "standups" / "learning-day.yaml").write_text(
        "id: learning-day\ntitle: Learning Day\nparticipants: everyone\n"
        "channels: [{folder: channels/team}]\n"
        'rounds: [{id: plan, cron: "30 9 * * thu", questions: [{id: plan, ask: What?}]}]\n'
    )
    assert "no mistakes" in python(installed, "-m", "standup", "check", "-f", str(tmp_path))


# ── the chapter "Your own adapter" ─────────────────────────────────────────────────────────────

CHAPTER = Path(__file__).parents[1] / "adapters" / "README.md"
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"`([\w./-]+\.(?:toml|py|yaml))`")
_WRITTEN = {"toml", "python", "yaml"}


class Reader:
    """Somebody who does what the chapter says, in an empty folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.site = home / "site"
        self.saw = ""

    def follow(self, chapter: str) -> None:
        """Write each file under the name that the words before it give, and type each command."""
        end = 0
        for fence in _FENCE.finditer(chapter):
            before, end = chapter[end : fence.start()], fence.end()
            if fence["kind"] in _WRITTEN:
                file = self.home / _NAME.findall(before)[-1]
                file.write_text(fence["body"], encoding="utf-8")
            elif fence["kind"] == "sh":
                for command in fence["body"].splitlines():
                    self.type(command)
            else:
                assert fence["kind"] == "text"
                assert fence["body"] == self.saw

    def type(self, command: str) -> None:
        """Type one command, each program as it is installed here."""
        program, *arguments = command.split()
        match program:
            case "pip":
                assert arguments == ["install", "."]
                install(self.home, self.site)
            case "standup":
                self.saw = self._python("-m", "standup", *arguments)
            case "python":
                self.saw = self._python(*arguments)
            case "mkdir":
                subprocess.run([program, *arguments], cwd=self.home, check=True)
            case _:
                raise AssertionError(f"nobody here knows how to type {command!r}")

    def _python(self, *arguments: str) -> str:
        return python(self.site, *arguments, cwd=self.home)


def test_the_chapter_followed_line_by_line_leads_to_a_day(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(CHAPTER.read_text(encoding="utf-8"))
    assert "Digest · Learning Day" in reader.saw
    assert "✓ attention, from the paper – done: it trains" in reader.saw
