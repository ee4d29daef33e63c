"""The encryption keys: nio's store, in memory, each key kept under a name of its own."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from nio.crypto import (  # type: ignore[import-untyped]
    DeviceStore,
    GroupSessionStore,
    InboundGroupSession,
    OlmAccount,
    OlmDevice,
    OutgoingKeyRequest,
    Session,
    SessionStore,
    TrustState,
)

from standup_matrix.keeping import Keeping, name

Json = dict[str, Any]

OF_DEVICE = "olm/"
ACCOUNT = f"{OF_DEVICE}account"
_OLM = f"{OF_DEVICE}session/"
_MEGOLM = "megolm/"
_DEVICE = "device/"
_ROOM = "encrypted/"
_REQUEST = "request/"

SUPERSEDED = timedelta(days=30)
"""So long after its sender began a newer one, a group session's messages have all been read."""


class KeyStore:
    """What nio's machine asks of its store, for one device. What it loads is taken out of `kept`.

    Outbound group sessions are not in it: each start begins new ones, so that no index is used
    twice and nothing has to be written before each message.
    """

    def __init__(
        self,
        keeping: Keeping,
        kept: dict[str, str],
        pickle_key: str,
        now: Callable[[], datetime],
    ) -> None:
        self._keeping = keeping
        self._kept = kept
        self._key = pickle_key
        self._now = now
        self._devices = {key: text for key, text in kept.items() if key.startswith(_DEVICE)}
        self._rooms: set[str] = set()

    def load_account(self) -> OlmAccount | None:
        """Our device's own keys, or None where it has none yet."""
        if ACCOUNT not in self._kept:
            return None
        row = json.loads(self._kept.pop(ACCOUNT))
        return OlmAccount.from_pickle(row["pickle"].encode(), self._key, row["shared"])

    def save_account(self, account: OlmAccount) -> None:
        """Keep our device's own keys."""
        self._keeping.put(
            ACCOUNT, lambda: json.dumps({"shared": account.shared, "pickle": self._pickle(account)})
        )

    def load_sessions(self) -> SessionStore:
        """All sessions with one device each."""
        store = SessionStore()
        for row in self._rows(_OLM):
            made, used = _here(row["made"]), _here(row["used"])
            session = Session.from_pickle(row["pickle"].encode(), made, self._key, used)
            store.add(row["sender"], session)
        return store

    def save_session(self, sender: str, session: Session) -> None:
        """Keep a session with the device of this key, which has moved on."""
        self._keeping.put(
            _OLM + session.id,
            lambda: json.dumps(
                {
                    "sender": sender,
                    "made": _anywhere(session.creation_time),
                    "used": _anywhere(session.use_time),
                    "pickle": self._pickle(session),
                }
            ),
        )

    def load_inbound_group_sessions(self) -> GroupSessionStore:
        """All keys to rooms' messages, but those that were superseded long ago, which go."""
        store = GroupSessionStore()
        now = self._now()
        newer: dict[tuple[str, str], datetime] = {}
        for row in sorted(self._rows(_MEGOLM), key=lambda row: str(row["since"]), reverse=True):
            session = self._group_session(row)
            since = newer.get((session.room_id, session.sender_key), now)
            if now - since > SUPERSEDED:
                self._keeping.put(_MEGOLM + session.id, None)
                continue
            newer[session.room_id, session.sender_key] = datetime.fromisoformat(row["since"])
            store.add(session)
        return store

    def save_inbound_group_session(self, session: InboundGroupSession) -> None:
        """Keep a key to a room's messages."""
        row = {
            "since": self._now().isoformat(),
            "room": session.room_id,
            "sender": session.sender_key,
            "ed25519": session.ed25519,
            "chain": session.forwarding_chain,
            "pickle": self._pickle(session),
        }
        self._keeping.put(_MEGOLM + session.id, lambda: json.dumps(row))

    def _group_session(self, row: Json) -> InboundGroupSession:
        return InboundGroupSession.from_pickle(
            row["pickle"].encode(),
            row["ed25519"],
            row["sender"],
            row["room"],
            self._key,
            row["chain"],
        )

    def load_device_keys(self) -> DeviceStore:
        """All devices that we know; what people call them is not kept."""
        store = DeviceStore()
        for row in self._rows(_DEVICE):
            store.add(OlmDevice(row["user"], row["device"], row["keys"], deleted=row["deleted"]))
        return store

    def save_device_keys(self, device_keys: Mapping[str, Mapping[str, OlmDevice]]) -> None:
        """Keep devices that are new or have changed."""
        for device in (one for devices in device_keys.values() for one in devices.values()):
            key = name(_DEVICE, device.user_id, device.id)
            row = {"user": device.user_id, "device": device.id}
            text = json.dumps(row | {"keys": device.keys, "deleted": device.deleted})
            if self._devices.get(key) != text:
                self._devices[key] = text
                self._put(key, text)

    def is_device_verified(self, device: OlmDevice) -> bool:
        """Whether somebody compared this device's keys, which nobody does with a bot."""
        return bool(device.verified)

    def is_device_blacklisted(self, device: OlmDevice) -> bool:
        """Whether nothing may be sent to this device."""
        return bool(device.blacklisted)

    def is_device_ignored(self, device: OlmDevice) -> bool:
        """Whether this device is written to though nobody verified it, as all are."""
        return bool(device.ignored)

    def ignore_devices(self, devices: Sequence[OlmDevice]) -> None:
        """Write to these devices though nobody verified them."""
        for device in devices:
            device.trust_state = TrustState.ignored

    def load_encrypted_rooms(self) -> set[str]:
        """Rooms that were encrypted once, and so for ever."""
        self._rooms |= {row["room"] for row in self._rows(_ROOM)}
        return set(self._rooms)

    def save_encrypted_rooms(self, rooms: set[str]) -> None:
        """Keep that these rooms are encrypted."""
        for room in rooms - self._rooms:
            self._put(name(_ROOM, room), json.dumps({"room": room}))
        self._rooms |= rooms

    def delete_encrypted_room(self, room: str) -> None:
        """A room is no more."""
        self._keeping.put(name(_ROOM, room), None)

    def load_outgoing_key_requests(self) -> dict[str, OutgoingKeyRequest]:
        """The keys we asked others for."""
        requests = [OutgoingKeyRequest(**row) for row in self._rows(_REQUEST)]
        return {request.request_id: request for request in requests}

    def add_outgoing_key_request(self, request: OutgoingKeyRequest) -> None:
        """Keep that we asked for a key."""
        self._put(name(_REQUEST, request.request_id), json.dumps(asdict(request)))

    def remove_outgoing_key_request(self, request: OutgoingKeyRequest) -> None:
        """We have it, or ask no more."""
        self._keeping.put(name(_REQUEST, request.request_id), None)

    def _rows(self, beginning: str) -> Iterator[Json]:
        keys = [key for key in self._kept if key.startswith(beginning)]
        return (json.loads(self._kept.pop(key)) for key in keys)

    def _put(self, key: str, text: str) -> None:
        self._keeping.put(key, lambda: text)

    def _pickle(self, what: Any) -> str:
        return str(what.pickle(self._key).decode())


def _anywhere(local: datetime) -> str:
    """nio's local time, as it can be read in any zone."""
    return local.astimezone(UTC).isoformat()


def _here(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone().replace(tzinfo=None)
