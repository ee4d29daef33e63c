"""What a running bot says to its operator, which never stops the bot.

A log may lie on a full disk, or go to a pipe whose reader has ended or reads no further. Whoever
has something to say hands it over and goes on; a thread of its own writes it.
"""

import logging
import os
from contextlib import suppress
from queue import Full, Queue
from threading import Thread
from typing import TextIO

from standup.cli import streams

_MOST = 10_000  # lines that wait for a reader
_PATIENCE = 1.0  # seconds in which what was said last is to be written


class Output:
    """Lines for one stream. What cannot be written is counted, and told once something can be."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._lines: Queue[str | None] = Queue(_MOST)
        self._thread = Thread(target=self._write_all, name="output", daemon=True)
        self._unheard = 0  # that found no room; changed by whoever speaks
        self._unwritten = 0  # that could not be written; changed by the thread
        self._told = 0  # of both
        if stream is not None:
            self._thread.start()

    def say(self, words: str) -> None:
        """Have a line written."""
        if self._stream is None:
            return
        try:
            self._lines.put_nowait(words)
        except Full:
            self._unheard += 1

    def close(self) -> None:
        """Give what was said a moment to be written."""
        if self._stream is not None:
            with suppress(Full):
                self._lines.put_nowait(None)
                self._thread.join(_PATIENCE)

    def _write_all(self) -> None:
        while (words := self._lines.get()) is not None:
            silence = self._unheard + self._unwritten
            try:
                self._write(_missing(silence - self._told) + words + "\n")
            except (OSError, ValueError):  # full, without a reader, or closed
                self._unwritten += 1
            else:
                self._told = silence

    def _write(self, text: str) -> None:
        """Write past the stream's own buffer, which would keep what failed and try it for ever."""
        assert self._stream is not None
        rest = memoryview(text.encode(self._stream.encoding or "utf-8", streams.TYPED))
        while rest:
            rest = rest[os.write(self._stream.fileno(), rest) :]


def _missing(lines: int) -> str:
    what = "line" if lines == 1 else "lines"
    return f"[{lines} {what} could not be written here]\n" if lines else ""


class LogTo(logging.Handler):
    """Hands each line of the log to an output."""

    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output

    def emit(self, record: logging.LogRecord) -> None:
        """See logging.Handler."""
        try:
            self._output.say(self.format(record))
        except Exception:  # noqa: BLE001 - as every handler does: a line that cannot be formed
            self.handleError(record)
