"""What stands under `telegram:` in the instance file, and how places and accounts are written."""

import re
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from standup.chat.interface import Settings
from standup.chat.network import shown
from standup.chat.secret import Secret

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_OF_A_BOT = re.compile(
    r"(https?://[^/]+(?:/[^/]+)*?)/+(?:file/)?bot(?:\d+(?::|%3a)|[<{$]|(?<=api\.telegram\.org/bot)/*$)",
    re.IGNORECASE,
)
_LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]+):(\d{1,5})")
_ACCOUNT = re.compile(r"[1-9]\d{0,15}")
CHANNEL = r"((?:-[1-9]\d{0,15}|@[A-Za-z][A-Za-z0-9_]{3,31})(?:/[1-9]\d{0,15})?)"
"""How a group or channel, or one topic of a group, is written."""
_PLACE = re.compile(CHANNEL)


class WebhookSettings(Settings):
    """Where Telegram calls us, instead of being asked by us."""

    url: str = Field(
        description="The address Telegram calls, such as https://standup.example.org/telegram;"
        " HTTPS on port 443, 80, 88 or 8443, passed on to `listen` by your web server"
    )
    listen: str = Field(
        "127.0.0.1:8080", description="The host and port the bot listens on, behind that address"
    )
    secret: Secret = Field(
        description="1 to 256 letters, digits, _ and - of your choice, by which the bot knows that"
        " it is Telegram who calls"
    )

    @field_validator("url")
    @classmethod
    def _is_a_url(cls, value: str) -> str:
        return _url(value, "https://standup.example.org/telegram")

    @field_validator("listen")
    @classmethod
    def _is_host_and_port(cls, value: str) -> str:
        found = _LISTEN.fullmatch(value)
        if found and 0 < int(found[2]) < 65536:
            return value
        raise ValueError("expected a host and a port such as 127.0.0.1:8080")

    @property
    def host(self) -> str:
        """Where to listen."""
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """Where to listen."""
        return int(self.listen.rpartition(":")[2])

    @property
    def path(self) -> str:
        """The path that Telegram calls."""
        return urlsplit(self.url).path or "/"


class TelegramSettings(Settings):
    """The bot as @BotFather made it."""

    token: Secret = Field(description="The token @BotFather gave, such as 123456789:AAE…")
    username: str = Field(
        description="The bot's own @name without the @; links that invite people need it"
    )
    api: str = Field(
        "https://api.telegram.org", description="The Bot API server, if you run one of your own"
    )
    webhook: WebhookSettings | None = Field(
        None, description="Let Telegram call the bot; without it the bot asks, which needs no port"
    )
    per_second: float = Field(
        30.0,
        gt=0,
        le=1000,
        description="Messages a second to everybody together: 30, unless you pay Telegram for more",
    )

    @field_validator("username")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        if _USERNAME.fullmatch(name := value.removeprefix("@")):
            return name
        raise ValueError("expected the bot's @name as @BotFather shows it, such as our_standup_bot")

    @field_validator("api")
    @classmethod
    def _is_a_url(cls, value: str) -> str:
        if found := _OF_A_BOT.match(value):
            raise ValueError(
                "the address ends before `/bot` and the token, which never goes into YAML: write"
                f" {shown(found[1])}"
            )
        return _url(value, "https://api.telegram.org").rstrip("/")


def _url(value: str, example: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        return value
    raise ValueError(f"expected a URL such as {example}")


def check_account(account: str) -> str | None:
    """What is wrong with an account written in YAML, or None."""
    if _ACCOUNT.fullmatch(account):
        return None
    return (
        "expected a Telegram user id, which is a number such as 123456789 and not the @name;"
        " the person finds it by writing to @userinfobot, or write `invite` and send them the link"
    )


def check_place(place: str) -> str | None:
    """What is wrong with a broadcast channel written in YAML, or None."""
    if _PLACE.fullmatch(place):
        return None
    if _ACCOUNT.fullmatch(place):
        return "expected a group or channel, whose id begins with a minus, not a person's id"
    return (
        "expected the id of a group or channel such as -1001234567890, its public @name, or one"
        " topic of a group such as -1001234567890/7; the bot logs the id when it is added there"
    )
