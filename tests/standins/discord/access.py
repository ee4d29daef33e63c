"""What the bot may do in a channel."""

from tests.standins.discord.errors import Refused
from tests.standins.discord.permissions import PERMISSIONS
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import Channel


def require(platform: Platform, channel: Channel, *names: str) -> None:
    """Refuse what the bot may not do in this channel."""
    may = platform.world.permissions(channel)
    if not may & PERMISSIONS["view_channel"]:
        raise Refused(50001)
    if any(not may & PERMISSIONS[name] for name in names):
        raise Refused(50013)


def may(platform: Platform, channel: Channel, name: str) -> bool:
    return bool(platform.world.permissions(channel) & PERMISSIONS[name])
