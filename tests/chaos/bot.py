"""`standup run` on a clock that others set: `python -m tests.chaos.bot CLOCK FOLDER`."""

import sys
from pathlib import Path
from typing import Any

from standup import app, cli
from standup.cli import running
from standup_matrix import events
from tests.chaos.clock import Adjusted


def main(clock_file: str, folder: str) -> int:
    """Run until stopped; returns the exit code."""
    clock = Adjusted(Path(clock_file), skewed=True)
    by_its_server = events.happened

    def happened(event: dict[str, Any]) -> Any:
        return by_its_server(event) + clock.ahead

    for module, name, ours in (
        (app, "SystemClock", lambda: clock),
        (running, "SystemClock", lambda: clock),
        (events, "happened", happened),
    ):
        setattr(module, name, ours)
    return cli.main(["run", "-f", folder])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
