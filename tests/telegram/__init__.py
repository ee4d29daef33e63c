"""Telegram, on a stand-in of its Bot API server."""
