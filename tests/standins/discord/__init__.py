"""A strict stand-in for Discord: its REST interface and its gateway, on real sockets."""

from tests.standins.discord.people import Person
from tests.standins.discord.places import ChannelHandle, GuildHandle
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.views import SeenInteraction, SeenMessage

__all__ = [
    "ChannelHandle",
    "DiscordServer",
    "GuildHandle",
    "Person",
    "SeenInteraction",
    "SeenMessage",
]
