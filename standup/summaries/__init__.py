"""Asking a model of the user's choice for a summary, by the chat-completions protocol."""
