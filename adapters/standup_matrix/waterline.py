"""Noticing a database that is older than what was done with it: a backup that was put back.

Keys only go forward. What older ones encrypt nobody can read, and what was sent to newer ones they
do not open. So the homeserver remembers, once a minute at most, how often they were written.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any

from standup.chat.interface import TryAgain
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping

log = logging.getLogger(__name__)

NAME = "waterline"
_TYPE = "org.open-standup.waterline"
_PAUSE_SECONDS = 60.0


class Waterline:
    """How far the keys of our device have come, here and as the homeserver knows it."""

    def __init__(self, server: Homeserver, keeping: Keeping, kept: Mapping[str, str]) -> None:
        self._server = server
        self._keeping = keeping
        self._height = int(kept.get(NAME, 0))
        self._writings = 0
        self._rose = -_PAUSE_SECONDS

    async def is_below(self) -> bool:
        """Whether the database is older than what the homeserver remembers."""
        try:
            theirs = await self._server.call("GET", self._where)
        except Refused as refused:
            if refused.status == 404:
                return False
            raise
        height: Any = theirs.get("height")
        is_ours = theirs.get("device") == self._server.device
        return is_ours and isinstance(height, int) and height > self._height

    async def rise(self) -> None:
        """Have the homeserver remember that there were writings since it last did."""
        if self._keeping.writings == self._writings or not self._is_time():
            return
        self._height += 1
        height = str(self._height)
        self._keeping.put(NAME, lambda: height)
        await self._keeping.write()
        try:
            body = {"device": self._server.device, "height": self._height}
            await self._server.call("PUT", self._where, body)
        except (Refused, TryAgain) as error:
            log.debug("The homeserver does not remember the keys' state: %s", error)
            return
        self._writings = self._keeping.writings

    def _is_time(self) -> bool:
        now = time.monotonic()
        if now - self._rose < _PAUSE_SECONDS:
            return False
        self._rose = now
        return True

    @property
    def _where(self) -> str:
        return path("user", self._server.user, "account_data", _TYPE)
