"""What stands under `discord:` in the instance file, and how places and accounts are written."""

import re

from pydantic import Field, field_validator

from standup.chat.interface import Settings
from standup.chat.network import shown
from standup.chat.secret import Secret

PERMISSIONS = 309237746688
"""View Channels, Send Messages, Attach Files, Read Message History, Create Public Threads, Send in
Threads."""
INVITATION = (
    "{api}/oauth2/authorize?client_id={application}&scope=bot+applications.commands"
    "&permissions={permissions}"
)
_VERSION = re.compile(r"/api/v\d+")
_SNOWFLAKE = re.compile(r"[0-9]{17,20}")
_HOW = (
    "; in Discord turn on User Settings → Advanced → Developer Mode,"
    " then right-click {what} and choose Copy {which} ID"
)


class DiscordSettings(Settings):
    """The bot's application on Discord."""

    token: Secret = Field(description="The bot's token: Developer Portal → Bot → Reset Token")
    guild: str | None = Field(
        None,
        description="Id of a server: `/standup` is offered there and with the bot, nowhere else",
    )
    first_contacts_per_minute: float = Field(
        20.0,
        gt=0,
        description="How many people who never had a message of the bot are written to a minute",
    )
    shards: int = Field(
        1,
        ge=1,
        description="Through how many connections Discord's servers are spread;"
        " from 2,500 servers on Discord asks for more than one",
    )
    api: str = Field(
        "https://discord.com", description="Another address of Discord's API, such as a proxy's"
    )

    @field_validator("api")
    @classmethod
    def _is_a_url(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError("expected a URL such as https://discord.com")
        if found := _VERSION.search(value):
            raise ValueError(
                f"the address ends before `/api/v…`: write {shown(value[: found.start()])}"
            )
        return value.rstrip("/")

    @field_validator("guild")
    @classmethod
    def _is_an_id(cls, value: str | None) -> str | None:
        if value is not None and not _SNOWFLAKE.fullmatch(value):
            raise ValueError("expected a server's id" + _HOW.format(what="it", which="Server"))
        return value


def check_account(account: str) -> str | None:
    """What is wrong with an account written in YAML, or None."""
    if _SNOWFLAKE.fullmatch(account):
        return None
    how = _HOW.format(what="the person", which="User")
    return f"expected a user id of 17 to 20 digits in quotes, not a name{how}"


def check_place(place: str) -> str | None:
    """What is wrong with a broadcast channel written in YAML, or None."""
    if _SNOWFLAKE.fullmatch(place):
        return None
    how = _HOW.format(what="the channel", which="Channel")
    return f"expected a channel id of 17 to 20 digits in quotes, not a name{how}"
