"""Many who are asked at the same moment: when each of them has their turn."""

from collections import Counter
from datetime import datetime, timedelta

from standup.core.messages.capabilities import Capabilities


class Wave:
    """The questions of one opening, due as fast as each platform's pace lets them leave.

    So nobody is asked later than they would be, and whoever is due meanwhile has to wait for as
    many of these as of their own, and not for all of them.
    """

    def __init__(self, began: datetime) -> None:
        self._began = began
        self._asked: Counter[str] = Counter()

    def turn(self, adapter: str, can: Capabilities) -> datetime:
        """When the next question on a platform is due."""
        number = self._asked[adapter]
        self._asked[adapter] += 1
        return self._began + timedelta(seconds=int(number / can.per_second))
