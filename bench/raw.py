"""What the disk and sqlite3 allow: answers made durable with nothing around them."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds an answer: by the clock, and of the processor."""

    wall: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return 1 / self.wall


def single(folder: Path, commits: int) -> Spent:
    """Answers of one commit each."""
    return _measure(folder / "single.db", commits, 1)


def grouped(folder: Path, commits: int) -> Spent:
    """Answers of 1,000 a commit; ten times as many as single ones, which take as long."""
    return _measure(folder / "grouped.db", commits * 10, AT_ONCE)


def _measure(path: Path, answers: int, at_once: int) -> Spent:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _prepare(connection)
        began, worked = time.perf_counter(), time.process_time()
        for first in range(0, answers, at_once):
            _commit(connection, range(first, min(first + at_once, answers)))
        wall, cpu = time.perf_counter() - began, time.process_time() - worked
        return Spent(wall / answers, cpu / answers)
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE answer (id INTEGER PRIMARY KEY, message TEXT UNIQUE, text TEXT);"
        "CREATE TABLE talk (id INTEGER PRIMARY KEY, position INTEGER);"
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO talk VALUES (?, 0)", [(talk,) for talk in range(AT_ONCE)])
    connection.execute("COMMIT")


def _commit(connection: sqlite3.Connection, numbers: range) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for number in numbers:
        connection.execute(
            "INSERT INTO answer (message, text) VALUES (?, ?)", (f"m{number}", f"words {number}")
        )
        connection.execute(
            "UPDATE talk SET position = position + 1 WHERE id = ?", (number % AT_ONCE,)
        )
    connection.execute("COMMIT")
