"""Signing in: once with the password, later with what was kept, always as the same device."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from standup.chat.interface import AuthLost
from standup.chat.secret import Secret, SecretMissingError
from standup_matrix import credentials
from standup_matrix.credentials import Credentials
from standup_matrix.errors import Refused, TokenRefused
from standup_matrix.homeserver import Homeserver
from standup_matrix.keeping import Keeping
from standup_matrix.key_store import ACCOUNT, OF_DEVICE, KeyStore
from standup_matrix.settings import MatrixSettings

log = logging.getLogger(__name__)


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
        if who["user_id"] != user:
            raise AuthLost(f"the access token belongs to {who['user_id']}, not to {user}")
        device = who.get("device_id", "")
        if known is None or known.device != device:
            known = self._another_device(known, device)
        self._as(replace(known, token=token))
        credentials.put(self._keeping, known)
        await self._keeping.write()
        return known

    async def _with_password(self, password: Secret, known: Credentials | None) -> Credentials:
        user = self._settings.user
        if known is None or self._are_keys_lost(known):
            known = self._another_device(known)
        credentials.put(self._keeping, known)
        await self._keeping.write()  # before signing in, so that a crash leaves no second device
        try:
            answer = await self._server.call(
                "POST",
                "/login",
                {
                    "type": "m.login.password",
                    "identifier": {"type": "m.id.user", "user": user},
                    "password": _reveal(password),
                    "device_id": known.device,
                    "initial_device_display_name": self._settings.device_name,
                },
            )
        except (Refused, TokenRefused) as refused:
            raise AuthLost(
                f"the homeserver does not let {user} in with this password ({refused});"
                " put the right one where the configuration reads it"
            ) from None
        known = self._as(replace(known, token=answer["access_token"]))
        credentials.put(self._keeping, known)
        await self._keeping.write()  # the token and the device's own keys, both or neither
        log.info("Signed in as %s, device %s", user, known.device, extra={"action": "matrix_login"})
        return known

    def _as(self, known: Credentials) -> Credentials:
        keys = KeyStore(self._keeping, self._kept, known.pickle_key, self._now)
        self._server.sign_as(known.device, known.token, keys if self._settings.encryption else None)
        return known

    def _another_device(self, known: Credentials | None, device: str = "") -> Credentials:
        """A device without keys of its own; the account's identity and rooms' keys stay."""
        new = credentials.fresh(self._settings.user, device)
        if known is None:
            return new
        for key in [key for key in self._kept if key.startswith(OF_DEVICE)]:
            del self._kept[key]
            self._keeping.put(key, None)
        return replace(new, pickle_key=known.pickle_key, seeds=known.seeds)

    def _are_keys_lost(self, known: Credentials) -> bool:
        """Whether a device that was signed in has no keys: they cannot be made again."""
        return self._settings.encryption and bool(known.token) and ACCOUNT not in self._kept


async def forget_token(keeping: Keeping) -> None:
    """The token was refused: the next sign-in needs the password, and keeps the device."""
    known = credentials.read(await keeping.read())
    if known is not None:
        credentials.put(keeping, replace(known, token=""))
        await keeping.write()


def token_lost(settings: MatrixSettings) -> AuthLost:
    """What a person must do when the configured token is refused."""
    return AuthLost(
        f"the homeserver refuses the access token of {settings.user}: it was revoked or has"
        " expired; put a new one where the configuration reads it, or configure the password"
    )


def _reveal(secret: Secret) -> str:
    try:
        return secret.reveal()
    except SecretMissingError as error:
        raise AuthLost(str(error)) from None
