"""The Discord adapter, on one gateway connection."""

from standup_discord.adapter import DiscordAdapter, plugin
from standup_discord.settings import DiscordSettings

__all__ = ["DiscordAdapter", "DiscordSettings", "plugin"]
