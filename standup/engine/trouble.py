"""What fails again and again for one reason: said at growing distances, tried at growing pauses."""

import logging
from collections import defaultdict
from datetime import timedelta

from standup.core.outage import Outage
from standup.core.pause import grown
from standup.engine.clock import Clock
from standup.engine.faults import fault, is_of_the_database, told

_LONGEST = 30.0  # seconds until what failed in our own code is tried again
_LONGEST_PUSH = 60.0  # seconds until a platform that takes nothing is asked again
_SHORTEST_PUSH = 1.0
_MINUTE, _HOUR = 60.0, 3600.0  # seconds
CHANNEL_PAUSE = timedelta(minutes=10)  # before a channel that shut us out is tried again


def outage(clock: Clock, first: float = _MINUTE, *, rarely: bool = False) -> Outage:
    """One on the clock that all else goes by."""
    return Outage(lambda: clock.now().timestamp(), first, rarely=rarely)


class Trouble:
    """One part of the bot that fails; what the database is to blame for is told by the store."""

    def __init__(self, what: str, clock: Clock, log: logging.Logger, action: str) -> None:
        self._what = what
        self._log = log
        self._action = {"action": action}
        self._outage = outage(clock)
        self._times = 0

    def tell(self, error: Exception, how: str = "failed") -> None:
        """Say that it failed, where that is to be said."""
        what, where = fault(error)
        if is_of_the_database(error):
            self._outage.begin()
        elif self._outage.is_to_be_told(where):
            words = (self._what, how, what, where)
            self._log.error("%s %s: %s at %s", *words, extra=self._action)

    def failed(self, error: Exception, first: float, how: str = "failed") -> float:
        """The same; for how many seconds to let it rest, `first` after it worked."""
        self.tell(error, how)
        self._times += 1
        return grown(first, _LONGEST, self._times - 1)

    def over(self) -> None:
        """It worked."""
        self._times = 0
        if lasted := self._outage.end():
            self._log.warning("%s works again, after %s", self._what, lasted, extra=self._action)


class Platform:
    """How sending through one platform goes: what it refuses as a whole, and what fails there."""

    def __init__(self, name: str, clock: Clock, log: logging.Logger) -> None:
        self._name = name
        self._log = log
        self._silence = outage(clock, rarely=True)
        self._faults = outage(clock)
        self._doubts = outage(clock, _HOUR)
        self._untold = 0
        self._pushes = 0

    @property
    def is_probed(self) -> bool:
        """Whether one message alone is to try if anything is taken again."""
        return self._pushes > 1

    def pushed(
        self, why: str, after: float, *, is_new: bool, longest: float = _LONGEST_PUSH
    ) -> float:
        """Nothing can be sent for `after` seconds; for how many to send nothing.

        `is_new` tells one refusal from the others of the same moment. It is told after a minute,
        since each platform asks for a little patience now and then.
        """
        self.hindered(why)
        self._pushes += is_new
        least = _SHORTEST_PUSH if self._pushes > 1 else 0.0
        return grown(max(after, least), max(after, longest), self._pushes - 1)

    def hindered(self, why: str) -> None:
        """A message did not go through, and may yet."""
        self._silence.begin()
        if self._silence.is_to_be_told():
            self._log.warning(
                "nothing could be sent on %s for %s (%s); what waits is sent when it passes",
                *(self._name, self._silence.lasted, why),
                extra={"action": "sending_hindered"},
            )

    def in_doubt(self, message: int) -> None:
        """Nobody will ever know what became of a message."""
        if not self._doubts.is_to_be_told():
            self._untold += 1
            return
        others = f" and {self._untold} others before it" if self._untold else ""
        self._log.warning(
            "nobody knows whether %s shows message %d%s: no answer came to two attempts",
            *(self._name, message, others),
            extra={"action": "left_in_doubt"},
        )
        self._untold = 0

    def failed(self, message: int, error: Exception) -> None:
        """A message could not be sent, for a reason nobody knows."""
        why = told(error)
        if self._faults.is_to_be_told(why):
            self._log.error(
                "message %d could not be sent on %s: %s",
                *(message, self._name, why),
                extra={"action": "send_failed"},
            )

    def connected(self) -> None:
        """It is there again: what waits may be tried at once."""
        self._pushes = 0

    def went_through(self) -> None:
        """A message was taken."""
        self._pushes = 0
        self._doubts.end()
        for one in (self._silence, self._faults):
            if lasted := one.end():
                self._log.warning(
                    "messages can be sent on %s again, after %s",
                    *(self._name, lasted),
                    extra={"action": "sending_again"},
                )


class Shut:
    """The channels of one platform that do not let us in."""

    def __init__(self, name: str, clock: Clock, log: logging.Logger) -> None:
        self._name = name
        self._log = log
        self._channels: defaultdict[str, Outage] = defaultdict(lambda: outage(clock, _HOUR))

    def __contains__(self, channel: str) -> bool:
        return channel in self._channels and self._channels[channel].is_under_way

    def refused(self, channel: str, why: str, *, is_new: bool) -> None:
        """One takes no message; it is told, unless only one is refused, and no news any more."""
        found = self._channels[channel]
        if (found.is_under_way or is_new) and found.is_to_be_told(why):
            self._log.warning(
                "channel %s on %s does not let me in (%s): invite the bot there again",
                *(channel, self._name, why),
                extra={"action": "channel_unreachable"},
            )

    def opened(self, channel: str) -> None:
        """One lets us in."""
        if lasted := self._channels[channel].end():
            self._log.info(
                "channel %s on %s lets me in again, after %s",
                *(channel, self._name, lasted),
                extra={"action": "channel_back"},
            )
