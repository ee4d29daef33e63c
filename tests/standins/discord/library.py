"""discord.py, imported without the warning that its voice part's `audioop` draws."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord

__all__ = ["discord"]
