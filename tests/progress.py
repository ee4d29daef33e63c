"""How far a run of the tests has come, and how long it will take: a pytest plugin.

`tests/seconds.txt` has how long each file took on two processors. The longest begin first where
several processes share the work, in parts, so that all of them end at the same time;
`--keep-seconds` writes the file anew.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter
from xdist.scheduler import LoadFileScheduling, Scheduling

from tests.sharing import WORKER

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "seconds.txt"
_UNKNOWN = 0.1  # seconds for a test of a file that was never measured
_OFTEN = 15.0  # seconds between two lines
_MOST_PROCESSES = 12
_HOMESERVER = "tests/matrix/"
_PART = 30.0  # seconds of a file that one process takes at a time
_BESIDE = 2  # processes a processor when `tests/seconds.txt` was measured


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def kept() -> dict[str, float]:
    """How long each file takes, as it was measured."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.exists() else []
    return {name: float(seconds) for seconds, name in map(str.split, lines)}


def expected(nodeids: Iterable[str]) -> dict[str, float]:
    """How long each test takes on average of its file; an unmeasured one a moment."""
    known, tests = kept(), Counter(map(file_of, ids := list(nodeids)))
    return {one: known.get(f := file_of(one), _UNKNOWN * tests[f]) / tests[f] for one in ids}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first where several processes share them, and no two
    that wait for the one homeserver follow on each other: it has one processor, and they have two.
    """
    if WORKER:
        known = kept()
        items.sort(key=lambda item: -known.get(file_of(item.nodeid), 0.0))
        part = parts([item.nodeid for item in items])
        place = {name: n for n, name in enumerate(in_turn(dict.fromkeys(part.values())))}
        items.sort(key=lambda item: place[part[item.nodeid]])


def in_turn(names: Iterable[str]) -> list[str]:
    """The parts in their order, one that waits for the homeserver and one that does not in turn."""
    found: tuple[list[str], list[str]] = ([], [])
    for name in names:
        found[name.startswith(_HOMESERVER)].append(name)
    return [name for pair in zip_longest(*found) for name in pair if name is not None]


def parts(nodeids: Sequence[str]) -> dict[str, str]:
    """Which part of its file each test belongs to; what takes no long time is in one."""
    known, tests, seen, found = kept(), Counter(map(file_of, nodeids)), Counter[str](), {}
    for one in nodeids:
        many = max(1, min(tests[file := file_of(one)], ceil(known.get(file, 0.0) / _PART)))
        found[one] = f"{file} {seen[file] * many // tests[file]}"
        seen[file] += 1
    return found


class InParts(LoadFileScheduling):  # type: ignore[misc]
    """Hands out the files in the order in which they were found, the long ones in parts."""

    _parts: dict[str, str] | None = None

    def schedule(self) -> None:
        """Divide the tests among the processes, or what is left of them."""
        if self._parts is None:
            self._parts = parts(next(iter(self.registered_collections.values())))
        self.config.option.loadscopereorder = False  # it puts the files of most tests first
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        assert self._parts is not None
        return self._parts[nodeid]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling | None:
    """Files in parts, where files are to be shared out at all."""
    return InParts(config, log) if config.getoption("dist") == "loadfile" else None


def processors() -> int:
    """How many we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def clock(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 0), 60)
    return f"{minutes}:{rest:02}"


class Progress:
    """Tells now and then how much is done and how much is left."""

    def __init__(self, reporter: TerminalReporter, processes: int) -> None:
        self._reporter = reporter
        self._processes = processes
        self._began = self._told = monotonic()
        self._left: dict[str, float] = {}
        self._all = 0.0
        self._tests = 0
        self._took: Counter[str] = Counter()

    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Where several processes share the work, each of them finds all tests."""
        self._find(ids)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._find([item.nodeid for item in session.items])

    def _find(self, nodeids: Sequence[str]) -> None:
        if self._tests or not nodeids:
            return
        self._left, self._tests = expected(nodeids), len(nodeids)
        self._all = sum(self._left.values())
        self._began = self._told = monotonic()
        minutes = self._all / _BESIDE / min(self._processes, processors()) / 60
        takes = f"about {minutes:.0f} minutes" if minutes >= 1.5 else "a minute or two"
        self._say(f"{self._tests:,} tests, which take {takes}, more where others work here too.")

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No dot for what went well: the lines tell."""
        return ("passed", "", "PASSED") if report.passed and report.when == "call" else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took[file_of(report.nodeid)] += report.duration  # type: ignore[assignment]
        if report.failed:
            self._say(f"      failed: {report.nodeid}")
        if report.when == "teardown":
            self._left.pop(report.nodeid, None)
            if monotonic() - self._told > _OFTEN:
                self._tell()

    def _tell(self) -> None:
        self._told = monotonic()
        gone, rest = self._told - self._began, sum(self._left.values())
        done = 1 - rest / self._all
        left = f"about {clock(gone * rest / (self._all - rest))} to go" if done > 0.02 else "…"
        number = f"{self._tests - len(self._left):,} of {self._tests:,} tests"
        self._say(f"{done:4.0%}  {number}, {clock(gone)} gone, {left}")

    def _say(self, line: str) -> None:
        self._reporter.ensure_newline()
        self._reporter.write_line(line)
        self._reporter.flush()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if session.config.getoption("keep_seconds"):
            rows = sorted(self._took.items(), key=lambda row: (-row[1], row[0]))
            KEPT.write_text("".join(f"{took:.1f} {name}\n" for name, took in rows if took > 0.5))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--keep-seconds", action="store_true", help="write tests/seconds.txt anew from this run"
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many processes as processors, or twice as many where tests wait for servers."""
    waits: bool = "not server" not in config.getoption("markexpr")
    return min((1 + waits) * processors(), _MOST_PROCESSES)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    is_shown = config.getoption("verbose") == 0 and not config.getoption("collectonly")
    if reporter is not None and is_shown and not hasattr(config, "workerinput"):
        processes = int(config.getoption("numprocesses", None) or 1)
        config.pluginmanager.register(Progress(reporter, processes), "standup-progress")
