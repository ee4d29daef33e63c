"""How far something slow is."""

import sys
from time import monotonic

_OFTEN = 5.0  # seconds


class Progress:
    """How far something slow is, told now and then."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._began = self._told = monotonic()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if monotonic() - self._told > _OFTEN or self._done == self._total:
            self._told = monotonic()
            took = self._told - self._began
            self.tell(f"{self._done} of {self._total} {self._what} in {took:.0f} s")

    def tell(self, *lines: str) -> None:
        """Say something."""
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
