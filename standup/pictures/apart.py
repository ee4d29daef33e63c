"""Charts drawn by a process of its own: nobody waits for the interpreter while one is drawn, and
what draws, with the memory it needs, is gone a while after the last one.

The two speak in lines of JSON: a chart in, and out an image or what went wrong, of which only the
type and the place are told.
"""

import atexit
import base64
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from threading import Lock, Timer

from standup.core.messages.charts import Chart, from_data, to_data
from standup.core.messages.markup import Image
from standup.pictures import drawing

log = logging.getLogger(__name__)

_IDLE = 30.0  # seconds without a chart, after which the process ends
_PATIENCE = 120.0  # seconds for one chart on a busy machine
_KEPT = 32  # pictures that may be asked for again soon, for another channel
_NICENESS = 10


class DrawingError(Exception):
    """A chart could not be drawn. The text has nothing of the chart."""


class Pen:
    """What draws: begun with the first chart, and again with the next one after it ended."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def png(self, chart: Chart) -> Image:
        """The chart as an opaque picture. Waits for it, so it is called in a thread.

        Raises DrawingError.
        """
        with self._turn:
            line = json.dumps(to_data(chart)).encode() + b"\n"
            answer = self._asked(line) or self._asked(line)  # the first may end just then
        if not answer:
            raise DrawingError("what draws has ended")
        drawn = json.loads(answer)
        if "failed" in drawn:
            log.error("what draws says: %s", drawn["failed"], extra={"action": "picture_failed"})
            raise DrawingError(drawn["failed"])
        return Image(base64.b64decode(drawn["png"]), drawn["width"], drawn["height"])

    def close(self) -> None:
        """End it."""
        with self._turn:
            self._end()

    def _asked(self, line: bytes) -> bytes:
        """Its answer; nothing where it has ended, or took too long."""
        process = self._process = self._running() or self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        late = Timer(_PATIENCE, process.kill)
        late.daemon = True
        late.start()
        try:
            with suppress(OSError):
                process.stdin.write(line)
                process.stdin.flush()
                if answer := process.stdout.readline():
                    return answer
        finally:
            late.cancel()
        self._end()
        return b""

    def _running(self) -> subprocess.Popen[bytes] | None:
        return self._process if self._process and self._process.poll() is None else None

    def _begun(self) -> subprocess.Popen[bytes]:
        self._end()
        return subprocess.Popen(  # noqa: S603 - ourselves, and nothing that anybody wrote
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what ends us in a terminal leaves it to us to end it
        )

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        with suppress(OSError):
            self._process.communicate()
        self._process = None


_PEN = Pen()
atexit.register(_PEN.close)


@lru_cache(_KEPT)
def png(chart: Chart) -> Image:
    """The chart as `drawing.png` draws it, drawn apart. Raises DrawingError."""
    return _PEN.png(chart)


def for_chats() -> Callable[[Chart], Image] | None:
    """What draws for chats, if it is installed."""
    return png if drawing.is_installed() else None


def main() -> int:
    """Draw what is asked for until nobody asks any more."""
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    idle = _exit_soon()
    for line in sys.stdin.buffer:
        idle.cancel()
        sys.stdout.write(f"{json.dumps(_answer(line))}\n")
        sys.stdout.flush()
        idle = _exit_soon()
    idle.cancel()
    return 0


def _exit_soon() -> Timer:
    timer = Timer(_IDLE, os._exit, (0,))
    timer.daemon = True
    timer.start()
    return timer


def _answer(line: bytes) -> dict[str, str | int]:
    try:
        image = drawing.png(from_data(json.loads(line)))
    except Exception as error:  # noqa: BLE001 - the words of a chart must stay out
        last = traceback.extract_tb(error.__traceback__)[-1]
        return {"failed": f"{type(error).__name__} at {last.filename}:{last.lineno}"}
    return {
        "png": base64.b64encode(image.png).decode(),
        "width": image.width,
        "height": image.height,
    }


if __name__ == "__main__":
    sys.exit(main())
