"""Cross-signing of our own device, which nio does not have.

Clients that only trust signed devices neither show an unsigned bot's messages nor let it read
theirs. The account gets a master key, which signs a self-signing key, which signs our device.
"""

import base64
import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nacl.signing import SigningKey

from standup.chat.interface import AuthLost
from standup.chat.secret import Secret
from standup_matrix import credentials
from standup_matrix.credentials import Credentials
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver
from standup_matrix.keeping import Keeping

Json = dict[str, Any]

log = logging.getLogger(__name__)

_USAGES = ("master", "self_signing", "user_signing")
_UNSIGNED = (
    "%s is not cross-signed (%s): people whose client only trusts signed devices cannot talk to the"
    " bot; give the bot its password in the configuration, or reset the account's identity once"
)


async def with_seeds(known: Credentials, keeping: Keeping) -> Credentials:
    """The same with cross-signing keys, on disk before the server knows them."""
    if known.seeds:
        return known
    seeds = {usage: _text(bytes(SigningKey.generate())) for usage in _USAGES}
    known = replace(known, seeds=seeds)
    credentials.put(keeping, known)
    await keeping.write()
    return known


async def sign_device(
    server: Homeserver, seeds: Mapping[str, str], password: Secret | None
) -> None:
    """See that our device is signed by keys of ours, and that the server has them."""
    theirs = await server.call("POST", "/keys/query", {"device_keys": {server.user: []}})
    keys = {usage: SigningKey(_bytes(seed)) for usage, seed in seeds.items()}
    if not _is_ours(theirs, server.user, keys):
        try:
            await _upload(server, keys, password)
        except Refused as refused:
            log.warning(_UNSIGNED, server.user, refused, extra={"action": "matrix_unsigned"})
            return
        log.info("Cross-signed %s", server.user, extra={"action": "matrix_cross_signed"})
    await _sign(server, theirs, keys["self_signing"])


async def _upload(server: Homeserver, keys: dict[str, SigningKey], password: Secret | None) -> None:
    """Upload our public keys; where a password is asked for, give it."""
    public = {f"{usage}_key": _public(server.user, usage, keys) for usage in _USAGES}
    try:
        await server.call("POST", "/keys/device_signing/upload", public)
    except Refused as asked:
        if asked.status != 401 or password is None:
            raise
        proof = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": server.user},
            "password": password.reveal(),
            "session": asked.body.get("session"),
        }
        await server.call("POST", "/keys/device_signing/upload", public | {"auth": proof})


async def _sign(server: Homeserver, theirs: Json, key: SigningKey) -> None:
    """Upload our signature of our own device, unless it is there."""
    device = theirs["device_keys"][server.user][server.device]
    mine = server.nio.olm.account.identity_keys["ed25519"]
    if device["keys"].get(f"ed25519:{server.device}") != mine:
        raise AuthLost(
            f"the encryption keys of device {server.device} are lost, and the homeserver keeps to"
            " the old ones; sign in once more for a new access token"
        )
    if _id(key) in device.get("signatures", {}).get(server.user, {}):
        return
    signed = _signed(device, server.user, key)
    answer = await server.call(
        "POST", "/keys/signatures/upload", {server.user: {server.device: signed}}
    )
    if answer.get("failures"):
        log.warning(
            _UNSIGNED, server.user, "signature refused", extra={"action": "matrix_unsigned"}
        )


def _is_ours(theirs: Json, user: str, keys: dict[str, SigningKey]) -> bool:
    master = theirs.get("master_keys", {}).get(user, {})
    return _id(keys["master"]) in master.get("keys", {})


def _public(user: str, usage: str, keys: dict[str, SigningKey]) -> Json:
    verify = _text(bytes(keys[usage].verify_key))
    public = {"user_id": user, "usage": [usage], "keys": {f"ed25519:{verify}": verify}}
    return public if usage == "master" else _signed(public, user, keys["master"])


def _signed(what: Json, user: str, key: SigningKey) -> Json:
    bare = {name: value for name, value in what.items() if name not in {"signatures", "unsigned"}}
    canonical = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    signature = _text(key.sign(canonical.encode()).signature)
    signatures = what.get("signatures", {})
    mine = signatures.get(user, {}) | {_id(key): signature}
    return bare | {"signatures": signatures | {user: mine}}


def _id(key: SigningKey) -> str:
    return "ed25519:" + _text(bytes(key.verify_key))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "==")
