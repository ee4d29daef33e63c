"""Telling what this process says through an account from what another program says through it.

Two bots on one token answer everybody twice, and neither is told so by its platform.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from standup.chat.interface import TROUBLE, Inbox
from standup.core.outage import Outage

_SETTLED = 20.0  # seconds in which what an earlier process of ours sent may still come
_MOST = 10_000  # keys that are remembered
_KEY = re.compile(r"(\w+)-\d+(-\d+)?")  # of the engine's; what is before the number is a database's

TWICE = (
    "another program speaks with the same account, so people may be answered twice: end the other"
    " one, or give each a token of its own"
)


class Own:
    """The messages of one account that this process sent."""

    def __init__(
        self, log: logging.Logger, action: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._log = log
        self._action = {"action": action}
        self._note: Callable[[str], object] = lambda _: None
        self._now = now
        self._began, self._is_noted = now(), False
        self._outage = Outage(now)
        self._keys: dict[str, None] = {}
        self._database = ""
        self._doubtful: deque[str] = deque(maxlen=_MOST)

    def begin(self, note: Callable[[str], object]) -> None:
        """A connection begins; until now another process of ours may have had it.

        `note` keeps what is told of others.
        """
        self._began, self._note, self._is_noted = self._now(), note, False

    def saying(self, key: str) -> None:
        """This is being sent."""
        self._keys[key] = None
        if len(self._keys) > _MOST:
            del self._keys[next(iter(self._keys))]
        if not self._database and (found := _KEY.fullmatch(key)):
            self._database = found[1]
            while self._doubtful:
                self.heard(self._doubtful.popleft())

    def heard(self, key: str) -> None:
        """The platform shows a message of our account, with this key or with none."""
        if key in self._keys or (key and self._may_be_earlier(key)):
            return
        if self._outage.is_to_be_told():
            self._log.error("%s", TWICE, extra=self._action)
        if not self._is_noted:
            self._is_noted = True
            self._note(TWICE)

    def _may_be_earlier(self, key: str) -> bool:
        """Whether an earlier process of ours may have said it, as far as we can tell by now."""
        found = _KEY.fullmatch(key)
        if self._now() - self._began >= _SETTLED:
            return False
        if found is not None and not self._database:
            self._doubtful.append(key)
        return found is None or self._database in {"", found[1]}


async def note(inbox: Inbox, words: str | None) -> None:
    """Note a trouble for `standup workers`, or that it is over; nothing depends on it."""
    with suppress(Exception):
        await inbox.keep({TROUBLE: words})
