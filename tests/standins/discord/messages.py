"""Sending, editing and deleting messages, with what the platform refuses."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.standins.discord import components, events
from tests.standins.discord.access import may, require
from tests.standins.discord.errors import Refused, invalid
from tests.standins.discord.mentions import pings
from tests.standins.discord.platform import Platform
from tests.standins.discord.snowflakes import moment_of
from tests.standins.discord.world import (
    CATEGORY,
    FORUM,
    GROUP_DM,
    SUPPRESS_NOTIFICATIONS,
    Channel,
    Message,
    User,
)

Json = dict[str, Any]
REPLY = 19
TEXT_LIMIT = 2000
NONCE_LIMIT = 25
EMBEDS_LIMIT = 6000
COMPONENTS_V2 = 1 << 15
SETTABLE_FLAGS = (1 << 2) | (1 << 6) | SUPPRESS_NOTIFICATIONS | (1 << 13) | COMPONENTS_V2


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a request, under the number its field had."""

    number: int
    name: str
    content_type: str
    content: bytes


def _check_place(platform: Platform, channel: Channel, body: Json) -> None:
    if channel.recipient is not None:
        if next(platform.world.mutual_guilds(channel.recipient), None) is None:
            raise Refused(50278)
        if not channel.recipient.dms_open:
            raise Refused(50007)
        return
    if channel.type == GROUP_DM:  # the bot is no member
        raise Refused(50001)
    if channel.type in {FORUM, CATEGORY}:
        raise Refused(50008)
    send = "send_messages" if channel.thread is None else "send_messages_in_threads"
    files = ["attach_files"] if body.get("attachments") else []
    embeds = ["embed_links"] if body.get("embeds") else []
    require(platform, channel, send, *files, *embeds)


# ── sending ──


def send_as_bot(platform: Platform, channel: Channel, body: Json, uploads: list[Upload]) -> Message:
    """Create a message as the bot, or give back the first one with the same nonce."""
    _check_place(platform, channel, body)
    nonce = body.get("nonce")
    components.check_length(None if nonce is None else str(nonce), NONCE_LIMIT, "nonce")
    if nonce is not None and body.get("enforce_nonce"):
        first = _same_nonce(platform, nonce)
        if first is not None:
            return first
    message = compose(platform, channel, platform.world.bot, body, uploads)
    message.nonce = nonce
    wake_thread(platform, channel)
    post(platform, message)
    if nonce is not None:
        platform.nonces[platform.world.bot.id, str(nonce)] = (platform.now(), message)
    return message


def _same_nonce(platform: Platform, nonce: str | int) -> Message | None:
    sent, first = platform.nonces.get((platform.world.bot.id, str(nonce)), (None, None))
    if sent is None or first is None or platform.now() - sent > platform.rules.nonce_window:
        return None
    if first.deleted:
        raise Refused(10008)
    return first


def post(platform: Platform, message: Message) -> None:
    """Put a finished message where it belongs, and tell everybody."""
    platform.world.keep_message(message)
    thread = message.channel.thread
    if thread is not None and not message.ephemeral:
        thread.total_sent += 1
        if message.author.id not in thread.members:
            thread.members[message.author.id] = platform.now()
            events.thread_members(platform, message.channel, added=(message.author.id,))
    events.message_created(platform, message)


def wake_thread(platform: Platform, channel: Channel) -> None:
    """Writing opens an archived thread again, unless it is locked."""
    state = channel.thread
    if state is None:
        return
    if state.locked and not may(platform, channel, "manage_threads"):
        raise Refused(50083 if state.archived else 160005)
    if state.archived:
        state.archived, state.archive_timestamp = False, platform.now()
        events.channel_event(platform, "THREAD_UPDATE", channel)


def compose(
    platform: Platform, channel: Channel, author: User, body: Json, uploads: list[Upload]
) -> Message:
    """A message as this body describes it, not yet in the channel."""
    flags = body.get("flags") or 0
    if flags & ~SETTABLE_FLAGS:
        raise invalid("flags", code="MESSAGE_FLAGS_INVALID", message="These flags cannot be set")
    message = Message(platform.world.ids.next(), channel, author, "", flags=flags)
    message.tts = bool(body.get("tts"))
    _answer_to(platform, message, body.get("message_reference"))
    fill(platform, message, body, uploads)
    return message


def fill(platform: Platform, message: Message, body: Json, uploads: list[Upload]) -> None:
    """Give a message what the body says, and leave what the body does not mention."""
    content = message.content if "content" not in body else body["content"] or ""
    rows = message.components if "components" not in body else body["components"] or []
    embeds = message.embeds if "embeds" not in body else body["embeds"] or []
    second_version = bool(message.flags & COMPONENTS_V2)
    check_text(content)
    _check_embeds(embeds)
    components.check_message(rows, second_version=second_version)
    if second_version and (content or embeds):
        raise invalid(
            "content",
            code="MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            message="The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )
    attachments = _attachments(platform, message, body.get("attachments"), uploads)
    if not (content.strip() or embeds or attachments or rows):
        raise Refused(50006)
    message.content, message.attachments = content.strip(), attachments
    message.components = components.complete(rows)
    message.embeds = [_completed_embed(each) for each in embeds]
    if "content" in body or "allowed_mentions" in body:
        message.pings = pings(platform, message, body.get("allowed_mentions"))
        message.told += sorted(message.pings.users)  # clients may tell them of an edit, too


def check_text(content: str) -> None:
    components.check_length(content, TEXT_LIMIT, "content")


def _check_embeds(embeds: list[Json]) -> None:
    total = sum(
        len(each.get("title") or "")
        + len(each.get("description") or "")
        + len((each.get("footer") or {}).get("text") or "")
        + len((each.get("author") or {}).get("name") or "")
        + sum(len(one["name"]) + len(one["value"]) for one in each.get("fields") or [])
        for each in embeds
    )
    if total > EMBEDS_LIMIT:
        raise invalid(
            "embeds",
            code="MAX_EMBED_SIZE_EXCEEDED",
            message=f"Embed size exceeds maximum size of {EMBEDS_LIMIT}",
        )


def _completed_embed(embed: Json) -> Json:
    kept = {key: value for key, value in embed.items() if value is not None}
    kept["type"] = "rich"
    if "fields" in kept:
        kept["fields"] = [{**one, "inline": bool(one.get("inline"))} for one in kept["fields"]]
    return kept


def _attachments(
    platform: Platform, message: Message, listed: list[Json] | None, uploads: list[Upload]
) -> list[Json]:
    kept = {each["id"]: each for each in message.attachments}
    if listed is not None:
        kept = {str(one["id"]): kept[str(one["id"])] for one in listed if str(one["id"]) in kept}
    told = {str(one["id"]): one for one in listed or () if str(one["id"]) not in kept}
    if unknown := told.keys() - {str(upload.number) for upload in uploads}:
        raise invalid(
            *("attachments", min(unknown)),
            code="ATTACHMENT_NOT_FOUND",
            message="Attachment data not found",
        )
    for upload in uploads:
        found = str(platform.world.ids.next())
        platform.files[found] = upload.content
        about = told.get(str(upload.number), {})
        url = f"https://cdn.discordapp.com/attachments/{message.channel.id}/{found}/{upload.name}"
        kept[found] = {
            "id": found,
            "filename": upload.name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url.replace("cdn.discordapp.com", "media.discordapp.net"),
            "content_type": upload.content_type,
            **({"description": about["description"]} if about.get("description") else {}),
            **_measured(upload.content),
        }
    return list(kept.values())


def _measured(content: bytes) -> Json:
    """The sides of a PNG, as its header tells them."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return {}
    sides = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    return dict(zip(("width", "height"), sides, strict=True))


def _answer_to(platform: Platform, message: Message, reference: Json | None) -> None:
    """Make it a reply to an earlier message."""
    if reference is None:
        return
    if message.channel.guild is not None:
        require(platform, message.channel, "read_message_history")
    target = message.channel.messages.get(int(reference["message_id"]))
    if target is None or target.deleted:
        if reference.get("fail_if_not_exists") is False:
            return
        raise invalid(
            "message_reference", code="REPLIES_UNKNOWN_MESSAGE", message="Unknown message"
        )
    message.type, message.reference = REPLY, target


# ── changing ──


def edit_as_bot(platform: Platform, message: Message, body: Json, uploads: list[Upload]) -> Message:
    """Let one of the bot's own messages say something else."""
    if message.author is not platform.world.bot:
        if set(body) - {"flags"}:
            raise Refused(50005)
        raise Refused(50013)
    if message.channel.thread is not None and message.channel.thread.archived:
        raise Refused(50083)
    _check_old_edit(platform, message)
    if body.get("flags") is not None:
        settable = (1 << 2) | COMPONENTS_V2
        message.flags = (message.flags & ~settable) | (body["flags"] & settable)
    fill(platform, message, body, uploads)
    edited(platform, message)
    return message


def edited(platform: Platform, message: Message) -> None:
    message.edited, message.edits = platform.now(), message.edits + 1
    events.message_updated(platform, message)


def _check_old_edit(platform: Platform, message: Message) -> None:
    """Refuse further edits of messages older than an hour, where that is limited."""
    limit = platform.rules.old_edits
    if limit is None or platform.now() - moment_of(message.id) < timedelta(hours=1):
        return
    done = platform.old_edits.get(message.channel.id, 0)
    if done >= limit:
        raise Refused(30046)
    platform.old_edits[message.channel.id] = done + 1


def delete_as_bot(platform: Platform, message: Message) -> None:
    if message.author is not platform.world.bot:
        if message.channel.guild is None:
            raise Refused(50003)
        require(platform, message.channel, "manage_messages")
    if message.channel.thread is not None and message.channel.thread.archived:
        raise Refused(50083)
    delete(platform, message)


def delete(platform: Platform, message: Message) -> None:
    message.deleted = True
    events.message_deleted(platform, message)
