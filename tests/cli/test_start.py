"""What `standup run` has imported by the time it is connected, and nothing more than that."""

import signal
import subprocess
import sys

import pytest

from bench.start import write_instance

_RUN = """\
import gc, sys
from standup.cli import main
code = main(["run", "-f", sys.argv[1]])
print(gc.isenabled() and gc.get_freeze_count())
print(*sys.modules)
sys.exit(code)
"""
# Each is needed before the first message: to check YAML, to reckon the next opening, to keep it.
_LIBRARIES = {
    *("aiosqlite", "croniter", "dateutil", "pydantic", "pydantic_core", "ruamel", "tzdata"),
    *("annotated_types", "six", "typing_extensions", "typing_inspection"),
}
_NOT_YET = ("standup.pages", "standup.simulate", "standup.store.postgres", "standup_")
_COMMANDS = {"standup.cli", "standup.cli.running", "standup.cli.coming"}
_COMMANDS |= {"standup.cli.output", "standup.cli.streams", "standup.cli.uncollected"}
_OF_THE_INTERPRETER = ("_", "__main__", "sitecustomize", "usercustomize")
_MOST_OF_OURS = 405  # commands, posts and what they do are a file a group
_MOST_OF_LIBRARIES = 101
_MOST_OF_PYTHON = 250  # 237 in Python 3.11; each release and each system has some of its own


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """How many objects the collector leaves alone after a start, and all modules."""
    folder = tmp_path_factory.mktemp("start")
    write_instance(folder)
    command = [sys.executable, "-c", _RUN, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert any(line.startswith("Connected: console") for line in process.stdout)
        process.send_signal(signal.SIGTERM)
        *_, frozen, modules = process.stdout
    assert process.returncode == 0
    return [frozen.strip(), *modules.split()]


@pytest.fixture
def imported(started: list[str]) -> set[str]:
    return set(started[1:])


def test_no_collection_looks_through_what_stays_for_good(started: list[str]) -> None:
    assert int(started[0]) > 40_000


def test_nothing_is_imported_of_others_that_a_start_does_not_need(imported: set[str]) -> None:
    packages = {name.partition(".")[0] for name in imported}
    others = {name for name in packages if not _is_of_the_interpreter(name)}
    assert others - {"standup"} <= _LIBRARIES


def _is_of_the_interpreter(package: str) -> bool:
    return package in sys.stdlib_module_names or package.startswith(_OF_THE_INTERPRETER)


def test_a_start_with_the_console_imports_no_platform_site_or_simulation(
    imported: set[str],
) -> None:
    assert {name for name in imported if name.startswith(_NOT_YET)} == set()
    assert {name for name in imported if name.startswith("standup.cli")} == _COMMANDS


def test_the_modules_of_a_start_are_not_many_more_than_they_were(imported: set[str]) -> None:
    ours = {name for name in imported if name.partition(".")[0] == "standup"}
    python = {name for name in imported if _is_of_the_interpreter(name.partition(".")[0])}
    assert len(ours) <= _MOST_OF_OURS
    assert len(imported - ours - python) <= _MOST_OF_LIBRARIES
    assert len(python) <= _MOST_OF_PYTHON


def test_a_start_has_compiled_no_expression_that_nobody_has_needed_yet() -> None:
    program = (
        "import re, sys; kept = re.compile; found = []\n"
        "def told(pattern, flags=0):\n"
        "    if sys._getframe(1).f_globals['__name__'].startswith('standup'):\n"
        "        found.append(pattern)\n"
        "    return kept(pattern, flags)\n"
        "re.compile = told\n"
        "import standup.cli.running, standup.chat.console\n"
        "print(len(found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) <= 1  # the menu's words are marked up while it is made
