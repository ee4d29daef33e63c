"""One life of `standup run` after the other, and what is done to it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class Process:
    """The bot of a folder; what it says goes to a file. `around` is a command that runs it."""

    def __init__(self, folder: Path, clock: Path, around: Sequence[str] = ()) -> None:
        bot = [sys.executable, "-B", "-m", "tests.chaos.bot", str(clock), str(folder)]
        self._command = [*around, *bot]
        self._log = folder.parent / f"{folder.name}.log"
        self._log.touch()
        self._began = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of its present life, or of the last."""
        assert self._process is not None
        return self._process.pid

    @property
    def code(self) -> int | None:
        """What its last life ended with; None while it lives."""
        assert self._process is not None
        return self._process.poll()

    @property
    def said(self) -> str:
        """All that it said in this life."""
        return self._log.read_bytes()[self._began :].decode(errors="replace")

    @property
    def log(self) -> str:
        """All that it said in all its lives."""
        return self._log.read_text(errors="replace")

    def start(self) -> None:
        """Begin another life."""
        self._began = self._log.stat().st_size
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def kill(self) -> None:
        """End it within the very instruction it is at."""
        self._send(signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        self._send(signal.SIGTERM)
        self._wait()

    def pause(self) -> None:
        """Let it stand still wherever it is."""
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _wait(self) -> None:
        if self._process is not None:
            self._process.wait(30)
