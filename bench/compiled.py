"""The environment of a process that finds its modules compiled, as those of an installed bot are.

Where Python is told to keep no bytecode, as it often is where tests run, it compiles every module
of a checkout at each start; nobody who installed the bot waits for that.
"""

import os
from functools import cache
from tempfile import TemporaryDirectory


def environment() -> dict[str, str]:
    """This process's own; where no bytecode is kept, with a folder for it that goes when this
    process ends."""
    given = dict(os.environ)
    if not given.pop(_NONE, ""):
        return given
    return given | {"PYTHONPYCACHEPREFIX": _folder().name}


_NONE = "PYTHONDONTWRITEBYTECODE"


@cache
def _folder() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="standup-bytecode-")
