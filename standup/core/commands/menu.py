"""The commands that a platform's own menu offers, with what each does in a few languages."""

from standup.core.commands.entry import MenuEntry, MenuGroup
from standup.core.commands.table import COMMANDS

__all__ = ["MENU", "MenuEntry", "MenuGroup"]

MENU = tuple(entry.menu for entry in COMMANDS if entry.menu is not None)
