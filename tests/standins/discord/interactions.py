"""Slash commands, buttons, menus and modals: told to the bot, which must answer in time."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.standins.discord import components, messages, payloads
from tests.standins.discord.errors import Refused, invalid
from tests.standins.discord.messages import Upload
from tests.standins.discord.permissions import EVERYONE
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import EPHEMERAL, GROUP_DM, LOADING, Channel, Message, User

Json = dict[str, Any]
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
REPLY, DEFER_REPLY, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
SLASH_REPLY = 20
ATTACHMENT_LIMIT = 10 * 1024 * 1024
_FITTING = {
    COMMAND: {REPLY, DEFER_REPLY, MODAL},
    COMPONENT: {REPLY, DEFER_REPLY, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {REPLY, DEFER_REPLY, DEFER_UPDATE, UPDATE},
}


@dataclass(slots=True, eq=False)
class Interaction:
    """One thing somebody did, and everything the bot made of it."""

    id: int
    type: int
    token: str
    user: User
    channel: Channel
    data: Json
    created: datetime
    metadata: Json
    source: Message | None = None
    began: float = field(default_factory=time.monotonic)
    acknowledged_after: float | None = None
    response_type: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    expired: bool = False


def begin(
    platform: Platform,
    kind: int,
    user: User,
    channel: Channel,
    data: Json,
    *,
    source: Message | None = None,
    cause: Interaction | None = None,
) -> Interaction:
    """Somebody did something: tell the bot."""
    found = platform.world.ids.next()
    metadata = _metadata(found, kind, user, channel)
    if kind == COMPONENT and source is not None:
        metadata["interacted_message_id"] = str(source.id)
    if kind == SUBMIT and cause is not None:
        metadata["triggering_interaction_metadata"] = cause.metadata
    token = f"token{found:x}"
    interaction = Interaction(
        found, kind, token, user, channel, data, platform.now(), metadata, source
    )
    platform.interactions[token] = interaction
    platform.gateway.dispatch(
        "INTERACTION_CREATE", _payload(platform, interaction), guild=channel.guild
    )
    platform.notify()
    return interaction


def _metadata(found: int, kind: int, user: User, channel: Channel) -> Json:
    return {
        "id": str(found),
        "type": kind,
        "user": payloads.user(user),
        "authorizing_integration_owners": _owners(channel, user),
    }


def _owners(channel: Channel, user: User) -> Json:
    if channel.type == GROUP_DM:  # somebody installed the app for themselves
        return {"1": str(user.id)}
    return {"0": "0" if channel.guild is None else str(channel.guild.id)}


def _context(channel: Channel) -> int:
    if channel.guild is not None:
        return 0
    return 2 if channel.type == GROUP_DM else 1


def _payload(platform: Platform, interaction: Interaction) -> Json:
    world, channel = platform.world, interaction.channel
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": interaction.type,
        "data": interaction.data,
        "token": interaction.token,
        "version": 1,
        "locale": interaction.user.locale,
        "channel_id": str(channel.id),
        "channel": {**payloads.channel(world, channel), "permissions": str(EVERYONE)},
        "app_permissions": str(world.permissions(channel)),
        "entitlements": [],
        "authorizing_integration_owners": _owners(channel, interaction.user),
        "context": _context(channel),
        "attachment_size_limit": ATTACHMENT_LIMIT,
    }
    if interaction.source is not None:
        payload["message"] = payloads.message(world, interaction.source)
        platform.judge_own("INTERACTION_CREATE", "MessageResponse", payload["message"])
    if channel.guild is None:
        payload["user"] = payloads.user(interaction.user)
        platform.judge_own("INTERACTION_CREATE", "UserResponse", payload["user"])
        return payload
    member = payloads.member(channel.guild.members[interaction.user.id])
    platform.judge_own("INTERACTION_CREATE", "GuildMemberResponse", member)
    payload["member"] = {**member, "permissions": str(EVERYONE)}
    payload["guild_id"] = str(channel.guild.id)
    payload["guild_locale"] = channel.guild.locale
    payload["guild"] = {
        "id": str(channel.guild.id),
        "locale": channel.guild.locale,
        "features": [],
    }
    return payload


# ── the first answer ──


def answer(platform: Platform, interaction: Interaction, body: Json, uploads: list[Upload]) -> Json:
    """Take the bot's first answer; afterwards there can be no other first one."""
    if interaction.response_type is not None:
        raise Refused(40060)
    waited = time.monotonic() - interaction.began
    if interaction.expired or waited > platform.rules.ack_seconds:
        raise Refused(10062)
    kind = body["type"]
    if kind not in _FITTING[interaction.type]:
        raise invalid(
            "type",
            code="INTERACTION_RESPONSE_TYPE_INVALID",
            message="This answer does not fit the interaction",
        )
    _carry_out(platform, interaction, kind, body.get("data") or {}, uploads)
    interaction.response_type, interaction.acknowledged_after = kind, waited
    platform.notify()
    return _outcome(platform, interaction)


def _carry_out(
    platform: Platform, interaction: Interaction, kind: int, data: Json, uploads: list[Upload]
) -> None:
    match kind:
        case 4:
            interaction.original = _say(platform, interaction, data, uploads)
        case 5:
            interaction.original = _loading(platform, interaction, data.get("flags") or 0)
        case 6:
            interaction.original = interaction.source
        case 7:
            assert interaction.source is not None
            messages.fill(platform, interaction.source, data, uploads)
            messages.edited(platform, interaction.source)
            interaction.original = interaction.source
        case 8:
            interaction.choices = data["choices"]
        case 9:
            components.check_modal(data)
            interaction.modal = {**data, "components": components.complete(data["components"])}


def _outcome(platform: Platform, interaction: Interaction) -> Json:
    shown: Json = {"id": str(interaction.id), "type": interaction.type}
    outcome: Json = {"interaction": shown}
    if interaction.original is not None:
        flags = interaction.original.flags
        shown["response_message_id"] = str(interaction.original.id)
        shown["response_message_loading"] = bool(flags & LOADING)
        shown["response_message_ephemeral"] = bool(flags & EPHEMERAL)
        if interaction.response_type in {REPLY, UPDATE}:
            outcome["resource"] = {
                "type": interaction.response_type,
                "message": payloads.message(platform.world, interaction.original),
            }
    return outcome


def _say(
    platform: Platform, interaction: Interaction, data: Json, uploads: list[Upload]
) -> Message:
    message = messages.compose(platform, interaction.channel, platform.world.bot, data, uploads)
    _mark(platform, message, interaction)
    messages.post(platform, message)
    return message


def _loading(platform: Platform, interaction: Interaction, flags: int) -> Message:
    """The "thinking…" message that an edit or the first followup fills in."""
    bot, found = platform.world.bot, platform.world.ids.next()
    message = Message(found, interaction.channel, bot, "", flags=LOADING | (flags & EPHEMERAL))
    _mark(platform, message, interaction)
    messages.post(platform, message)
    return message


def _mark(platform: Platform, message: Message, interaction: Interaction) -> None:
    if interaction.type == COMMAND:
        message.type = SLASH_REPLY
    message.interaction = interaction.metadata
    message.application_id = platform.world.application_id
    if message.ephemeral:
        message.seen_by = interaction.user


# ── what may follow for a quarter of an hour ──


def follow_up(
    platform: Platform, interaction: Interaction, body: Json, uploads: list[Upload]
) -> Message:
    """One more message; the first one after a deferred answer is that answer."""
    original = interaction.original
    if original is not None and original.flags & LOADING:
        return rewrite(platform, interaction, original, body, uploads)
    message = _say(platform, interaction, body, uploads)
    interaction.followups.append(message)
    return message


def rewrite(
    platform: Platform,
    interaction: Interaction,
    message: Message,
    body: Json,
    uploads: list[Upload],
) -> Message:
    """Edit an answer."""
    messages.fill(platform, message, body, uploads)
    message.flags &= ~LOADING
    messages.edited(platform, message)
    return message


def of_token(platform: Platform, token: str) -> Interaction:
    """The interaction whose followups this token is for."""
    interaction = platform.interactions.get(token)
    if interaction is None or interaction.response_type is None:
        raise Refused(10015)
    if interaction.expired or platform.now() - interaction.created > platform.rules.token_life:
        raise Refused(50027)
    return interaction


def answered_message(interaction: Interaction, name: str) -> Message:
    """One of the interaction's answers by id, or the first one by `@original`."""
    mine = [interaction.original, *interaction.followups]
    for message in mine if name != "@original" else mine[:1]:
        if message is not None and not message.deleted and name in {"@original", str(message.id)}:
            return message
    raise Refused(10008)
