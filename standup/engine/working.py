"""Work that is done apart from all else, a piece at a time, for as long as a lane is carried."""

import asyncio
from collections.abc import Awaitable, Callable

from standup.engine.faults import heeding_cancellation
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError

_TOGETHER = 0.02  # seconds in which many changes count as one
_LONGEST_REST = 2.0  # seconds after a piece
_AFTER_A_FAULT = 5.0  # seconds


class Work:
    """Pieces of work, looked for whenever there may be one."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be a piece."""
        self._wake.set()

    async def run(self, do_next: Callable[[], Awaitable[bool]]) -> None:
        """Do pieces for ever, those first that were left when a process ended; `do_next` says
        whether there was one."""
        while True:
            self._wake.clear()
            try:
                with heeding_cancellation():
                    while await _half_the_time(do_next):
                        pass
                self._trouble.over()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                await asyncio.sleep(self._trouble.failed(error, _AFTER_A_FAULT))
                self._wake.set()
            await self._wake.wait()
            await asyncio.sleep(_TOGETHER)


async def _half_the_time(do_next: Callable[[], Awaitable[bool]]) -> bool:
    """Do a piece, and leave as much time to all else as it took."""
    began = asyncio.get_running_loop().time()
    if not await do_next():
        return False
    await asyncio.sleep(min(_LONGEST_REST, asyncio.get_running_loop().time() - began))
    return True
