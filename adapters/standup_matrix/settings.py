"""What stands under `matrix:` in the instance file, and how places and accounts are written."""

import re

from pydantic import Field, field_validator, model_validator

from standup.chat.interface import Settings
from standup.chat.secret import Secret

_NOT_IN_IT = ("/_matrix", "/_synapse", "/.well-known", "?", "#")
_ACCOUNT = re.compile(r"@[^\s:]+:[^\s:]+(:\d+)?")


class MatrixSettings(Settings):
    """The bot's account on its homeserver."""

    homeserver: str = Field(description="URL of the homeserver, such as https://matrix.example.org")
    user: str = Field(description="The bot's full user id, such as @standup:example.org")
    password: Secret | None = Field(None, description="The account's password")
    access_token: Secret | None = Field(None, description="Instead of the password")
    device_name: str = Field("open-standup", description="How people see the bot's session")
    encryption: bool = Field(True, description="End-to-end encrypted direct messages")

    per_second: float = Field(
        8.0,
        gt=0,
        le=1000,
        description="Messages a second to everybody together; more, where the homeserver sets no"
        " rate limit for the bot's account",
    )

    @field_validator("homeserver")
    @classmethod
    def _is_a_url(cls, value: str) -> str:
        if not is_url(value):
            raise ValueError("expected a URL such as https://matrix.example.org")
        if wrong := _wrong(value):
            raise ValueError(wrong)
        return value.rstrip("/")

    @field_validator("user")
    @classmethod
    def _is_an_account(cls, value: str) -> str:
        if wrong := check_account(value):
            raise ValueError(wrong)
        return value

    @model_validator(mode="after")
    def _one_way_in(self) -> "MatrixSettings":
        if (self.password is None) == (self.access_token is None):
            raise ValueError("give one of password and access_token")
        return self


def is_url(text: str) -> bool:
    """Whether this may be a homeserver's address."""
    return bool(re.fullmatch(r"https?://[^\s/]+(/\S*)?", text))


def _wrong(url: str) -> str | None:
    """What does not belong into a homeserver's address, without a letter of who signs in."""
    if "@" in url.partition("://")[2].partition("/")[0]:
        return "who signs in stands under `user` and `password`, and not in the address"
    for part in _NOT_IN_IT:
        if part in url:
            base = url.partition(part)[0].rstrip("/")
            return f"`{part}` does not belong to the address: write {base}"
    return None


def check_account(account: str) -> str | None:
    """What is wrong with an account written in YAML, or None."""
    if _ACCOUNT.fullmatch(account):
        return None
    return "expected a full Matrix user id such as @ana:example.org"


def check_place(place: str) -> str | None:
    """What is wrong with a broadcast channel written in YAML, or None."""
    if place.startswith("!") and len(place) > 1 and not re.search(r"\s", place):
        return None
    if place.startswith("#"):
        return (
            "expected the room's id, which never changes, not its address; in Element it stands"
            " under Room settings → Advanced → Internal room ID and begins with !"
        )
    return "expected a room id such as !abcdef (in Element: Room settings → Advanced)"
