"""What a signal means to a bot that is still starting, or ending already: it ends well in any case.

As process 1 of a container it would not hear of SIGTERM at all until somebody heeds it, and by
SIGHUP a start would die as if it had been ended well.
"""

import asyncio
import os
import signal
from types import FrameType

_ENDING = (signal.SIGTERM, signal.SIGINT)


def heed() -> None:
    """From now on SIGTERM and SIGINT end this process well, and SIGHUP waits for the bot."""
    for number in _ENDING:
        signal.signal(number, _end)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def heed_no_more() -> None:
    """From now on no signal changes anything: this process is about to end by itself."""
    for number in (*_ENDING, signal.SIGHUP):
        asyncio.get_running_loop().remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)


def _end(_: int, __: FrameType | None) -> None:
    """End at once: nothing is open yet. An exception would vanish in whatever it interrupts that
    heeds none, as in a callback of the import system, and the bot would go on."""
    os._exit(0)
