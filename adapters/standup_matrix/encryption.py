"""End-to-end encryption through nio's machine, fed by us with the little it needs of each sync.

nio parses whole syncs, and one event it does not expect would end every sync from then on; so it
sees memberships, encryption settings and keys alone, and each encrypted event by itself.
"""

import logging
from itertools import chain
from typing import Any
from uuid import uuid4

from aiohttp import ClientError
from nio import (  # type: ignore[import-untyped]
    ErrorResponse,
    Event,
    MegolmEvent,
    SyncResponse,
    ToDeviceEvent,
)

from standup_matrix.errors import Refused, failure
from standup_matrix.homeserver import Homeserver, away
from standup_matrix.keeping import Keeping
from standup_matrix.waterline import Waterline

Json = dict[str, Any]

log = logging.getLogger(__name__)

_STATE = {"m.room.member", "m.room.encryption"}


class Encryption:
    """The keys of our device, and what they open."""

    def __init__(self, server: Homeserver, keeping: Keeping, waterline: Waterline) -> None:
        self._server = server
        self._keeping = keeping
        self._waterline = waterline
        self._nio = server.nio

    async def begin(self) -> None:
        """See that the server has our device's keys; it forgets them with a removed session."""
        user = self._server.user
        theirs = await self._server.call("POST", "/keys/query", {"device_keys": {user: []}})
        if self._server.device not in theirs.get("device_keys", {}).get(user, {}):
            self._nio.olm.account.shared = False
        await self.upkeep()

    async def feed(self, sync: Json) -> None:
        """Take in keys, devices and memberships of a sync, before its events are decrypted."""
        for event in sync.get("to_device", {}).get("events", []):
            self._take_key(event)
        await self._nio.receive_response(SyncResponse.from_dict(_for_nio(sync)))
        count = sync.get("device_one_time_keys_count", {}).get("signed_curve25519")
        if count is not None:  # nio overlooks 0, and would never make new ones
            self._nio.olm.uploaded_key_count = count
        for room_id in sync.get("rooms", {}).get("join", {}):
            self._nio.rooms[room_id].members_synced = True

    def decrypt(self, room_id: str, event: Json) -> Json | None:
        """The event in clear, or None when we have no key for it (yet)."""
        try:
            sealed = Event.parse_event(event | {"room_id": room_id})
            clear = self._nio.decrypt_event(sealed)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's event does to the parser
            log.debug("Cannot decrypt an event of %s (%s)", room_id, type(error).__name__)
            return None
        source: Json = clear.source
        return source

    async def ask_for_key(self, room_id: str, event: Json) -> None:
        """Ask the sender's devices for the key of this event, once."""
        try:
            sealed = Event.parse_event(event | {"room_id": room_id})
        except Exception as error:  # noqa: BLE001 - as above
            log.debug("Cannot read an event of %s (%s)", room_id, type(error).__name__)
            return
        known = isinstance(sealed, MegolmEvent)
        if known and sealed.session_id not in self._nio.outgoing_key_requests:
            await self._done(self._nio.request_room_key(sealed))

    async def encrypt(self, room_id: str, content: Json) -> Json:
        """A message's content as only the room's members can read it.

        Raises TryAgain, or what the database raises, while not everything is on disk that it was
        made with.
        """
        await self._share_key(room_id)
        await self._keeping.write()
        _, sealed = self._nio.encrypt(room_id, "m.room.message", content)
        return dict(sealed)

    async def upkeep(self) -> None:
        """Do what the machine asks for between two syncs. Raises TryAgain.

        What the server refuses is logged: it must not stop what can go on without it.
        """
        try:
            await self._upkeep()
        except Refused as refused:
            log.warning("Keys were refused: %s", refused, extra={"action": "matrix_keys_refused"})

    async def _upkeep(self) -> None:
        if self._nio.should_upload_keys:
            await self._upload_keys()
        if self._nio.should_query_keys:
            await self._done(self._nio.keys_query())
        if self._nio.should_claim_keys:
            await self._done(self._nio.keys_claim(self._nio.get_users_for_key_claiming()))
        for message in list(self._nio.outgoing_to_device_messages):
            await self._keeping.write()
            await self._done(self._nio.to_device(message))
        await self._keeping.write()
        await self._waterline.rise()

    async def _upload_keys(self) -> None:
        """Upload keys that are on disk before, and never the same ones again.

        Where no answer comes the next sync tells how many there are.
        """
        olm = self._nio.olm
        keys = olm.share_keys()
        olm.mark_keys_as_published()
        olm.uploaded_key_count = None
        olm.save_account()
        await self._keeping.write()
        answer = await self._server.call("POST", "/keys/upload", keys)
        olm.uploaded_key_count = answer["one_time_key_counts"].get("signed_curve25519", 0)
        olm.account.shared = True
        olm.save_account()

    async def _share_key(self, room_id: str) -> None:
        """See that every device in the room can read what we send next.

        nio's own sharing goes on when a key could not be sent; here the message waits instead.
        """
        if self._nio.should_query_keys:
            await self._done(self._nio.keys_query())
        if not self._nio.olm.should_share_group_session(room_id):
            return
        if missing := self._nio.get_missing_sessions(room_id):
            await self._done(self._nio.keys_claim(missing))
        users = list(self._nio.rooms[room_id].users)
        olm = self._nio.olm
        for devices, messages in olm.share_group_session_parallel(
            room_id, users, ignore_unverified_devices=True
        ):
            await self._keeping.write()
            await self._server.call("PUT", f"/sendToDevice/m.room.encrypted/{uuid4()}", messages)
            olm.outbound_group_sessions[room_id].users_shared_with.update(devices)
        olm.outbound_group_sessions[room_id].shared = True

    def _take_key(self, event: Json) -> None:
        try:
            self._nio.olm.handle_to_device_event(ToDeviceEvent.parse_event(event))
        except Exception as error:  # noqa: BLE001 - anybody on any server can send us one
            log.info("Ignoring a device message (%s)", type(error).__name__)

    async def _done(self, request: Any) -> None:
        try:
            answer = await request
        except (ClientError, TimeoutError, OSError) as error:
            raise away(self._nio.homeserver, error) from None
        if isinstance(answer, ErrorResponse):
            transport = answer.transport_response
            body = {"errcode": answer.status_code, "retry_after_ms": answer.retry_after_ms}
            raise failure(transport.status, body, transport.headers.get("Retry-After"))


def _for_nio(sync: Json) -> Json:
    """A sync with nothing in it but what the machine needs."""
    joined = sync.get("rooms", {}).get("join", {})
    return {
        "next_batch": sync["next_batch"],
        "device_one_time_keys_count": sync.get("device_one_time_keys_count", {}),
        "device_lists": sync.get("device_lists", {}),
        "to_device": {"events": []},
        "rooms": {"join": {room_id: _room_for_nio(room) for room_id, room in joined.items()}},
    }


def _room_for_nio(room: Json) -> Json:
    events = chain(
        room.get("state", {}).get("events", []), room.get("timeline", {}).get("events", [])
    )
    wanted = [event for event in events if event.get("type") in _STATE and "state_key" in event]
    timeline: Json = {"events": [], "limited": False, "prev_batch": ""}
    return {"state": {"events": wanted}, "timeline": timeline}
