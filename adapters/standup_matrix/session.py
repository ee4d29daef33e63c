"""Signing in: once with the password, later with what was kept, always as the same device."""

import logging
from dataclasses import replace
from pathlib import Path

from standup.chat.interface import AuthLost
from standup.chat.secret import Secret, SecretMissingError
from standup_matrix import credentials
from standup_matrix.credentials import Credentials
from standup_matrix.errors import Refused, TokenRefused
from standup_matrix.homeserver import Homeserver
from standup_matrix.settings import MatrixSettings

log = logging.getLogger(__name__)


async def sign_in(server: Homeserver, settings: MatrixSettings, folder: Path) -> Credentials:
    """Make `server` a signed-in device and return what it is known by.

    Raises AuthLost, or TryAgain.
    """
    kept = credentials.read(folder)
    if kept is not None and kept.user != settings.user:
        raise AuthLost(
            f"{folder} belongs to {kept.user}, not to {settings.user}; give each account of the"
            " bot a folder of its own, or remove it if the old account is no longer used"
        )
    if settings.access_token is not None:
        return await _with_token(server, settings, folder, kept)
    if kept is not None and kept.token and not _keys_lost(settings, folder, kept):
        server.sign_as(kept.device, kept.token, _store(settings, folder), kept.pickle_key)
        return kept
    return await _with_password(server, settings, folder, kept)


def forget_token(folder: Path) -> None:
    """The token was refused: the next sign-in needs the password, and keeps the device."""
    kept = credentials.read(folder)
    if kept is not None:
        credentials.write(folder, replace(kept, token=""))


def token_lost(settings: MatrixSettings) -> AuthLost:
    """What a person must do when the configured token is refused."""
    return AuthLost(
        f"the homeserver refuses the access token of {settings.user}: it was revoked or has"
        " expired; put a new one where the configuration reads it, or configure the password"
    )


async def _with_token(
    server: Homeserver, settings: MatrixSettings, folder: Path, kept: Credentials | None
) -> Credentials:
    assert settings.access_token is not None
    token = _reveal(settings.access_token)
    server.nio.access_token = token
    try:
        who = await server.call("GET", "/account/whoami")
    except TokenRefused:
        raise token_lost(settings) from None
    if who["user_id"] != settings.user:
        raise AuthLost(f"the access token belongs to {who['user_id']}, not to {settings.user}")
    device = who.get("device_id", "")
    if kept is None or kept.device != device:
        kept = credentials.fresh(settings.user, device)
        credentials.write(folder, kept)
    server.sign_as(kept.device, token, _store(settings, folder), kept.pickle_key)
    return kept


async def _with_password(
    server: Homeserver, settings: MatrixSettings, folder: Path, kept: Credentials | None
) -> Credentials:
    assert settings.password is not None
    if kept is None or _keys_lost(settings, folder, kept):
        kept = credentials.fresh(settings.user)
    credentials.write(folder, kept)  # before signing in, so that a crash leaves no second device
    try:
        answer = await server.call(
            "POST",
            "/login",
            {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": settings.user},
                "password": _reveal(settings.password),
                "device_id": kept.device,
                "initial_device_display_name": settings.device_name,
            },
        )
    except (Refused, TokenRefused) as refused:
        raise AuthLost(
            f"the homeserver does not let {settings.user} in with this password ({refused});"
            " put the right one where the configuration reads it"
        ) from None
    kept = replace(kept, token=answer["access_token"])
    credentials.write(folder, kept)
    server.sign_as(kept.device, kept.token, _store(settings, folder), kept.pickle_key)
    log.info("Signed in as %s, device %s", kept.user, kept.device, extra={"action": "matrix_login"})
    return kept


def _keys_lost(settings: MatrixSettings, folder: Path, kept: Credentials) -> bool:
    """Whether a device that was signed in has no key store: its keys cannot be made again."""
    store = folder / f"{kept.user}_{kept.device}.db"
    return settings.encryption and bool(kept.token) and not store.exists()


def _reveal(secret: Secret) -> str:
    try:
        return secret.reveal()
    except SecretMissingError as error:
        raise AuthLost(str(error)) from None


def _store(settings: MatrixSettings, folder: Path) -> Path | None:
    return folder if settings.encryption else None
