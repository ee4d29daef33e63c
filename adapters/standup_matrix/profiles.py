"""The time zones that people keep in their profiles (`m.tz`, MSC4175): read now and then.

No sync tells of them. Everybody who takes part is looked up once a day, one after the other, and
whoever writes to us as well, since that is when a change is likeliest to be minded. The whole
profile is asked for, which every homeserver has, whether or not it knows of single fields.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from standup.chat.interface import Event, Said, Zoned
from standup_matrix.chores import Chores
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping

KEPT = "zone/"
_FIELDS = ("m.tz", "us.cloke.msc4175.tz")  # as it is called, and as it was before Matrix 1.16
_LONGEST = 64  # characters of a zone's name; the longest there is has 32
_BETWEEN = 1.0  # seconds between two people
_OFTEN, _EVERY = timedelta(hours=1), 24 * 3600.0
_MANY = 10_000  # people of whom we remember when we looked


class Profiles:
    """Reads the zones of one session's people, and hands over what has changed."""

    def __init__(
        self,
        server: Homeserver,
        keeping: Keeping,
        now: Callable[[], datetime],
        kept: Mapping[str, str],
    ) -> None:
        self._server = server
        self._keeping = keeping
        self._now = now
        self._zones = {
            key.removeprefix(KEPT): zone for key, zone in kept.items() if key.startswith(KEPT)
        }
        self._chores = Chores(1)
        self._looked: dict[str, datetime] = {}

    async def keep_up(self) -> None:
        """Look everybody up who takes part, once a day, until cancelled."""
        while True:
            for account in await self._keeping.participants():
                self._begin(account)
                await asyncio.sleep(_BETWEEN)
            await asyncio.sleep(_EVERY)

    def heard(self, events: Iterable[Event]) -> None:
        """Look up soon whoever wrote to us, if we have not lately."""
        for event in events:
            if isinstance(event, Said) and self._is_long_ago(event.account):
                self._begin(event.account)

    async def idle(self) -> None:
        """Wait until nobody is being looked up."""
        await self._chores.idle()

    async def close(self) -> None:
        """End with the session."""
        await self._chores.close()

    def _is_long_ago(self, account: str) -> bool:
        now, before = self._now(), self._looked.get(account)
        if before is not None and before <= now < before + _OFTEN:
            return False
        if len(self._looked) >= _MANY:
            self._looked.clear()
        self._looked[account] = now
        return True

    def _begin(self, account: str) -> None:
        self._chores.begin(f"reading the profile of {account}", partial(self._read, account))

    async def _read(self, account: str) -> None:
        async with self._chores.turn():
            try:
                profile = await self._server.call("GET", path("profile", account))
            except Refused:  # there is none, or it is not for us to see
                return
        zone = _zone(profile)
        if zone == self._zones.get(account, ""):
            return
        if account not in await self._keeping.known([account]):
            return
        self._zones[account] = zone
        self._keeping.put(f"{KEPT}{account}", lambda: zone)
        at = self._now()
        await self._keeping.hand_over(
            [Zoned(f"zone.{account}.{at.isoformat()}", account, zone, at)]
        )


def _zone(profile: Mapping[str, object]) -> str:
    """The zone that a profile says; empty where it says none."""
    said = (profile.get(field) for field in _FIELDS)
    found = next((one for one in said if isinstance(one, str)), "")
    return found if len(found) <= _LONGEST else ""
