"""The Telegram adapter, on the Bot API."""

from standup_telegram.adapter import TelegramAdapter, plugin
from standup_telegram.settings import TelegramSettings

__all__ = ["TelegramAdapter", "TelegramSettings", "plugin"]
