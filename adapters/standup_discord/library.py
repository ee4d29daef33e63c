"""discord.py, imported without what it needs for voices."""

import logging
import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "'audioop'", DeprecationWarning)
    import discord
    import discord.gateway
    import discord.http
    import discord.state

__all__ = ["discord"]

# it logs what people write, and recommends what it needs for voices
logging.getLogger("discord").setLevel(logging.WARNING)
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
