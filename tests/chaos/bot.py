"""`standup run` on a clock that others set: `python -m tests.chaos.bot CLOCK FOLDER`.

It has one fault, which the messages show that hold the word for it.
"""

import sys
from pathlib import Path
from typing import Any

from standup import app, cli
from standup.chat.interface import Said
from standup.cli import running
from standup.engine.inbox import Inbox
from standup.store.database import Transaction
from standup_matrix import events
from tests.chaos.clock import Adjusted

POISON = "poison"
_heard = Inbox._heard


async def _poisoned(self: Inbox, tx: Transaction, said: Said, *rest: Any) -> None:
    if POISON in said.text:
        raise ArithmeticError("as a fault of ours would")
    await _heard(self, tx, said, *rest)


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
        (Inbox, "_heard", _poisoned),
    ):
        setattr(module, name, ours)
    return cli.main(["run", "-f", folder])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
