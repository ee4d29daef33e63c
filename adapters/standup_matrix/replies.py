"""What people say in channels in reply to us: of all that is said there only that is looked at.

What an event relates to stands beside its words, also where those are encrypted. So whatever does
not concern us is let go before it is read, or opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from standup.chat.interface import Event
from standup.chat.overheard import known
from standup_matrix import events
from standup_matrix.keeping import Keeping
from standup_matrix.reading import Reading
from standup_matrix.rooms import Rooms
from standup_matrix.waiting import Waiting

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Replies:
    """Reads in the channels of one session."""

    rooms: Rooms
    reading: Reading
    waiting: Waiting
    keeping: Keeping

    async def heard(self, room_id: str, past: Iterable[Json]) -> list[Event]:
        """What of it concerns us, in its order."""
        if not self.rooms.is_a_channel(room_id):
            return []
        others = (event for event in past if event.get("sender") != self.rooms.me)
        told = [(one, events.answered(one), events.changed(one)) for one in others]
        ours = await known(self.keeping.ours, (to for _, to, _ in told if to is not None))
        replies = await known(self.keeping.replies, (of for _, _, of in told if of is not None))
        replies |= {one["event_id"] for one, to, _ in told if to in ours}
        replies |= {one["event_id"] for one, _, of in told if of in replies}
        found = [self._read(room_id, one) for one, to, of in told if to in ours or of in replies]
        for one, _, of in told:
            if of is not None and one["type"] == events.REDACTION:
                self.waiting.let_go(of)
        return [event for event in found if event is not None]

    def _read(self, room_id: str, event: Json) -> Event | None:
        clear = self.reading.in_clear(room_id, event)
        return events.in_channel(clear) if clear is not None else None
