"""Groups that did not let us in, and what on Telegram may be the end of that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standup.chat.interface import Reachable
from standup_telegram import events
from standup_telegram.places import place_of


class Shut:
    """The places that refused us. Whether they let us in by now is found out by trying."""

    def __init__(self) -> None:
        self._places: set[str] = set()

    def add(self, place: str) -> None:
        """It refused something."""
        if not place_of(place).is_private:
            self._places.add(place)

    def opened(self, updates: Sequence[Any], now: datetime) -> list[Reachable]:
        """Those that may have been opened by these updates: we were let in, or a topic was."""
        found: list[Reachable] = []
        for update in updates if self._places else ():
            chat = events.let_into(update)
            names = {chat["id"], f"@{str(chat.get('username')).lower()}"} if chat else set()
            for place in sorted(self._places):
                named = place_of(place).chat
                if (named.lower() if isinstance(named, str) else named) in names:
                    self._places.discard(place)
                    found.append(Reachable(f"{place}.open.{update.get('update_id')}", place, now))
        return found
