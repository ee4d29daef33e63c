"""The three streams of a command, whatever the machine has made of them.

One may be closed, full, without a reader, or in an encoding that lacks half of what is said.
"""

import codecs
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal, TextIO

TYPED = "standup.typed"  # the name under which encoders know `_typed`
_KEYS = {
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("–—−─·•", "-"),
    "…": "...",
    "│": "|",
    "→": "->",
    "×": "x",
    "✓": "+",
    "✗": "x",
}


def prepare() -> None:
    """Have all three, and write whatever is said."""
    _open_all()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=TYPED)


def _open_all() -> None:
    """Lead a stream that was closed nowhere, or the next file that is opened would be taken for
    it: what a library prints would go into the database."""
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")


def for_programs() -> None:
    """Write UTF-8 from here on, as JSON has to be, unless somebody looks on."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")


def flush() -> None:
    """Write what was printed. Raises OSError."""
    sys.stdout.flush()


def cannot_be_written() -> bool:
    """Whether what is printed cannot be written, which only another line can tell."""
    try:
        flush()
        os.write(sys.stdout.fileno(), b"\n")
    except OSError:
        print_no_more()
        return True
    return False


def print_no_more() -> None:
    """Discard what the interpreter still has to print, so that it cannot fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _typed(error: UnicodeError) -> tuple[str, int]:
    """What a typewriter has in place of a sign that an encoding lacks, and a letter's number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacked = error.object[error.start : error.end]
    return "".join(_KEYS.get(one) or _number(one) for one in lacked), error.end


def _number(letter: str) -> str:
    return letter.encode("ascii", "backslashreplace").decode("ascii")


codecs.register_error(TYPED, _typed)
