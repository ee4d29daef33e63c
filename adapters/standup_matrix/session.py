"""Signing in: once with the password, later with what was kept, always as the same device."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from standup.chat.interface import AuthLost, TryAgain
from standup.chat.secret import Secret, SecretMissingError
from standup_matrix import credentials
from standup_matrix.credentials import Credentials
from standup_matrix.doorstep import not_let_in, see_homeserver, see_password
from standup_matrix.errors import RETRY_SECONDS, Refused, TokenRefused
from standup_matrix.homeserver import Homeserver, Json
from standup_matrix.keeping import Keeping
from standup_matrix.key_store import ACCOUNT, OF_DEVICE, KeyStore
from standup_matrix.settings import MatrixSettings
from standup_matrix.waterline import NAME as WATERLINE

log = logging.getLogger(__name__)


class OlderDatabaseError(Exception):
    """The keys in the database are older than what was done with them."""


class SignIn:
    """Makes `server` a signed-in device, from what was kept."""

    def __init__(
        self,
        server: Homeserver,
        settings: MatrixSettings,
        keeping: Keeping,
        kept: dict[str, str],
        now: Callable[[], datetime],
    ) -> None:
        self._server = server
        self._settings = settings
        self._keeping = keeping
        self._kept = kept
        self._now = now

    async def carry_out(self) -> Credentials:
        """Sign in and return what the device is known by. Raises AuthLost, or TryAgain."""
        settings, known = self._settings, credentials.read(self._kept)
        await see_homeserver(self._server)
        if known is not None and known.user != settings.user:
            raise AuthLost(
                f"the database has the keys of {known.user}, not of {settings.user}; set `user`"
                " back, or give the new account a database of its own"
            )
        if settings.access_token is not None:
            return await self._with_token(settings.access_token, known)
        if known is not None and known.token and not self._are_keys_lost(known):
            return self._as(known)
        assert settings.password is not None
        return await self._with_password(settings.password, known)

    async def _with_token(self, secret: Secret, known: Credentials | None) -> Credentials:
        token, user = _reveal(secret), self._settings.user
        self._server.nio.access_token = token
        try:
            who = await self._server.call("GET", "/account/whoami")
        except TokenRefused:
            raise token_lost(self._settings) from None
        if (found := _told(who, "user_id")) != user:
            raise AuthLost(f"the access token belongs to {found}, not to {user}")
        device = who.get("device_id", "")
        if known is None or known.device != device:
            known = self._begin(known, device)
        self._as(replace(known, token=token))
        credentials.put(self._keeping, known)
        await self._keeping.write()
        return known

    async def _with_password(self, password: Secret, known: Credentials | None) -> Credentials:
        user, secret = self._settings.user, _reveal(password)
        await see_password(self._server)
        if known is None or self._are_keys_lost(known):
            known = self._begin(known)
        credentials.put(self._keeping, known)
        await self._keeping.write()  # before signing in, so that a crash leaves no second device
        try:
            answer = await self._server.call(
                "POST",
                "/login",
                {
                    "type": "m.login.password",
                    "identifier": {"type": "m.id.user", "user": user},
                    "password": secret,
                    "device_id": known.device,
                    "initial_device_display_name": self._settings.device_name,
                },
            )
        except (Refused, TokenRefused) as refused:
            raise not_let_in(self._server, refused) from None
        if (found := _told(answer, "user_id")) != user:
            raise AuthLost(f"the homeserver knows {user} as {found}: write `user: '{found}'`")
        known = self._as(replace(known, token=_told(answer, "access_token")))
        credentials.put(self._keeping, known)
        await self._keeping.write()  # the token and the device's own keys, both or neither
        log.info("Signed in as %s, device %s", user, known.device, extra={"action": "matrix_login"})
        return known

    def _as(self, known: Credentials) -> Credentials:
        keys = KeyStore(self._keeping, self._kept, known.pickle_key, self._now)
        self._server.sign_as(known.device, known.token, keys if self._settings.encryption else None)
        return known

    def _begin(self, known: Credentials | None, device: str = "") -> Credentials:
        if known is None:
            return credentials.fresh(self._settings.user, device)
        new = _another_device(known, device, self._kept, self._keeping)
        self._kept = {
            name: text for name, text in self._kept.items() if not name.startswith(OF_DEVICE)
        }
        return new

    def _are_keys_lost(self, known: Credentials) -> bool:
        """Whether a device that was signed in has no keys: they cannot be made again."""
        return self._settings.encryption and bool(known.token) and ACCOUNT not in self._kept


async def forget_token(keeping: Keeping) -> None:
    """The token was refused: the next sign-in needs the password, and keeps the device."""
    known = credentials.read(await keeping.read())
    if known is not None:
        credentials.put(keeping, replace(known, token=""))
        await keeping.write()


async def become_another_device(server: Homeserver, keeping: Keeping) -> None:
    """Drop the device whose keys went back; the next sign-in is as a new one."""
    kept = await keeping.read()
    known = credentials.read(kept)
    assert known is not None
    with suppress(Refused, TokenRefused, TryAgain):
        await server.call("POST", "/logout", {})
    credentials.put(keeping, _another_device(known, "", kept, keeping))
    await keeping.write()
    log.warning(
        "The database is older than what device %s did: was a backup put back? %s becomes a new"
        " device, and asks people to repeat what only the old one could read",
        known.device,
        known.user,
        extra={"action": "matrix_older_database"},
    )


def older_database(settings: MatrixSettings) -> Exception:
    """What to do about keys that went back: with a password, nothing."""
    if settings.access_token is None:
        return OlderDatabaseError()
    return AuthLost(
        "the database is older than what this device did (was a backup put back?), and nobody"
        f" could read what it encrypts; sign {settings.user} in once more for a new access token"
    )


def _another_device(
    known: Credentials, device: str, kept: Mapping[str, str], keeping: Keeping
) -> Credentials:
    """A device without keys of its own; the account's identity and rooms' keys stay."""
    for name in [WATERLINE, *(name for name in kept if name.startswith(OF_DEVICE))]:
        keeping.put(name, None)
    new = credentials.fresh(known.user, device)
    return replace(new, pickle_key=known.pickle_key, seeds=known.seeds)


def token_lost(settings: MatrixSettings) -> AuthLost:
    """What a person must do when the configured token is refused."""
    return AuthLost(
        f"the homeserver refuses the access token of {settings.user}: it was revoked or has"
        " expired; put a new one where the configuration reads it, or configure the password"
    )


def _told(answer: Json, name: str) -> str:
    """A part that an answer must have. Raises TryAgain."""
    if isinstance(found := answer.get(name), str) and found:
        return found
    words = f"the homeserver let us in without telling `{name}`"
    raise TryAgain(RETRY_SECONDS, words, told=words)


def _reveal(secret: Secret) -> str:
    try:
        return secret.reveal()
    except SecretMissingError as error:
        raise AuthLost(str(error)) from None
