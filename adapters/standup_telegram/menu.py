"""The menu of commands beside the text field of a private chat, in every language we have."""

from collections.abc import Sequence

from telegram import BotCommand, BotCommandScopeAllPrivateChats

from standup.chat.interface import MenuEntry
from standup_telegram.connection import Connection

_LONGEST = 256
_PRIVATE = BotCommandScopeAllPrivateChats()


async def offer(connection: Connection, menu: Sequence[MenuEntry]) -> None:
    """See that Telegram shows this menu; it is told only what differs."""
    if not menu:
        return
    others = {language for entry in menu for language in entry.does} - {"en"}
    for language in ("", *sorted(others)):
        wanted = commands(menu, language or "en")
        await _offer_in(connection, wanted, language or None)


def commands(menu: Sequence[MenuEntry], language: str) -> tuple[BotCommand, ...]:
    """The menu in one language, in English where it has no words of that."""
    return tuple(
        BotCommand(entry.name.lower(), entry.does.get(language, entry.does["en"])[:_LONGEST])
        for entry in menu
    )


async def _offer_in(
    connection: Connection, wanted: tuple[BotCommand, ...], language: str | None
) -> None:
    shown = await connection.ask(
        lambda bot: bot.get_my_commands(scope=_PRIVATE, language_code=language)
    )
    if shown != wanted:
        await connection.ask(
            lambda bot: bot.set_my_commands(wanted, scope=_PRIVATE, language_code=language)
        )
