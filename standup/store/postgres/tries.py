"""When a database that is away is asked again: once for all who wait, and ever more seldom."""

import time

from standup.core.pause import Pause

PATIENCE = 10.0  # seconds for which a lost database is waited for before an operation fails
LOOK = PATIENCE / 5  # seconds between two tries while somebody waits for it
_FIRST, _LONGEST = 0.1, 30.0


class Tries:
    """The tries of one kind of connection; `why` is what the last one failed with."""

    def __init__(self) -> None:
        self._pause = Pause(_FIRST, _LONGEST)
        self._began = self._at = 0.0
        self.why = ""

    @property
    def is_time(self) -> bool:
        """Whether to try now; else it failed a moment ago."""
        return time.monotonic() >= self._at

    def failed(self, why: str) -> None:
        """It is away still."""
        now = time.monotonic()
        if not self.why:
            self._began = now
        pause = self._pause.next()
        if now < self._began + PATIENCE:
            pause = min(pause, LOOK)
        self.why, self._at = why, now + pause

    def worked(self) -> None:
        """It is there."""
        if self.why:
            self._pause.begin_anew()
            self.why, self._at = "", 0.0
