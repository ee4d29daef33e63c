"""Finding a message of ours by its key, after the server has forgotten the key itself."""

from datetime import datetime, timedelta
from typing import Any

from standup_matrix.encryption import Encryption
from standup_matrix.events import happened
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.render import KEY

Json = dict[str, Any]

_CLOCKS = timedelta(minutes=5)


async def find(
    server: Homeserver, encryption: Encryption | None, room_id: str, key: str, since: datetime
) -> str | None:
    """The id of our message with this key, from the newest back to `since`."""
    start: str | None = None
    while True:
        query: Json = {"dir": "b", "limit": 100} | ({"from": start} if start else {})
        page = await server.call("GET", path("rooms", room_id, "messages"), query=query)
        for event in page["chunk"]:
            if _has_key(event, encryption, room_id, key, server.user):
                return str(event["event_id"])
        start = page.get("end")
        if start is None or any(happened(one) < since - _CLOCKS for one in page["chunk"]):
            return None


def _has_key(event: Json, encryption: Encryption | None, room_id: str, key: str, user: str) -> bool:
    if event.get("sender") != user:
        return False
    clear: Json | None = event
    if event.get("type") == "m.room.encrypted" and encryption is not None:
        clear = encryption.decrypt(room_id, event)
    return clear is not None and clear.get("content", {}).get(KEY) == key
