"""How a guild and the bot's application look on the wire."""

from collections.abc import Iterable
from typing import Any

from tests.standins.discord import payloads
from tests.standins.discord.permissions import EVERYONE
from tests.standins.discord.world import Guild, Member, World

Json = dict[str, Any]


def guild(one: Guild) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(one.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [payloads.role(each, place) for place, each in enumerate(one.roles.values())],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def arriving_guild(world: World, one: Guild, members: Iterable[Member]) -> Json:
    """A guild as GUILD_CREATE brings it, with the channels the bot may see and these members."""
    visible = [each for each in one.channels.values() if payloads.sees(world, each)]
    return {
        **guild(one),
        "joined_at": payloads.moment(one.members[world.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "voice_states": [],
        "members": [payloads.member(each) for each in members],
        "channels": [payloads.channel(world, each) for each in visible if each.thread is None],
        "threads": [
            payloads.channel(world, each)
            for each in visible
            if each.thread and not each.thread.archived
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application(world: World) -> Json:
    """The bot's own application."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": payloads.user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(world.owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "install_params": {
            "scopes": ["bot", "applications.commands"],
            "permissions": str(EVERYONE),
        },
    }
