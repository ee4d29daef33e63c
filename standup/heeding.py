"""What a signal means to a bot that is still starting: it can be told to end from the first.

As process 1 of a container it would not hear of SIGTERM at all until somebody heeds it, and by
SIGHUP a start would die as if it had been ended well. This imports next to nothing.
"""

import os
import signal
from types import FrameType


def heed() -> None:
    """From now on SIGTERM and SIGINT end this process well, and SIGHUP waits for the bot."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def _end(_: int, __: FrameType | None) -> None:
    """End at once: nothing is open yet. An exception would vanish in whatever it interrupts that
    heeds none, as in a callback of the import system, and the bot would go on."""
    os._exit(0)
