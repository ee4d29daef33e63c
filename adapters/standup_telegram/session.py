"""Getting acquainted: whose token it is, and how updates are to come."""

import re

from standup.chat.interface import AuthLost
from standup_telegram.connection import Connection
from standup_telegram.events import Me
from standup_telegram.settings import TelegramSettings

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


def token_of(settings: TelegramSettings) -> str:
    """The token. Raises AuthLost where it is missing, or none."""
    token = settings.token.reveal()
    if _TOKEN.fullmatch(token):
        return token
    raise AuthLost(
        "what stands where the configuration reads the token is none; @BotFather's look like"
        " 123456789:AAE… (/mybots → the bot → API Token)"
    )


async def introduce(connection: Connection, settings: TelegramSettings) -> Me:
    """Who we are. Raises AuthLost where that is not who the configuration says."""
    user = await connection.meet(lambda bot: bot.get_me())
    name = user.username or ""
    if name.lower() == settings.username.lower():
        return Me(user.id, name)
    raise AuthLost(
        f"the token is that of @{name}, but the configuration says username: {settings.username};"
        " correct the one or the other"
    )


async def allow_polling(connection: Connection) -> None:
    """Take away a webhook that was set earlier: with one, nothing can be polled."""
    info = await connection.ask(lambda bot: bot.get_webhook_info())
    if info.url:
        await connection.ask(lambda bot: bot.delete_webhook(drop_pending_updates=False))
