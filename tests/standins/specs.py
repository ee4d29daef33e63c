"""Where the platforms' own descriptions of their interfaces lie: not in this project.

They are read from the folder that STANDUP_SPECS names or, without it, from `../shared/specs` beside
the checkout. Where there is none, a stand-in is as strict as its own code, and says so.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

VARIABLE = "STANDUP_SPECS"
FILES = ("discord_openapi.json", "telegram_api.json")
_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "specs"


def folder() -> Path | None:
    """The folder with every specification, or None; a named folder without them is an error."""
    named = os.environ.get(VARIABLE)
    chosen = Path(named) if named else _BESIDE
    missing = [name for name in FILES if not (chosen / name).is_file()]
    if named and missing:
        raise FileNotFoundError(f"{VARIABLE} names {chosen}, where {', '.join(missing)} is missing")
    return None if missing else chosen


def settle() -> None:
    """Let a relative path mean the same wherever a test, or a process that it starts, works."""
    if named := os.environ.get(VARIABLE):
        os.environ[VARIABLE] = str(Path(named).absolute())


@cache
def load(name: str) -> dict[str, Any] | None:
    """One specification as it was published, or None where there is none here."""
    found = folder()
    return None if found is None else json.loads((found / name).read_text("utf-8"))
