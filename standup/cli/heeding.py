"""What a signal means to a bot that is still starting: it can be told to end from the first."""

import signal
import sys
from types import FrameType


def heed() -> None:
    """From now on SIGTERM and SIGINT end this process well, and SIGHUP waits for the bot.

    As process 1 of a container it would not hear of them at all, and by SIGHUP a start would die
    as if it had been ended well.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def _end(_: int, __: FrameType | None) -> None:
    sys.exit(0)
