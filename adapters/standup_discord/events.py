"""What Discord's events mean to the engine. Pure: a raw payload in, at most one of ours out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from standup.chat.interface import Besides, Edited, Replied, Said

Json = dict[str, Any]

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
COMMAND, COMPONENT, MODAL = 2, 3, 5
_SUBCOMMAND, _GROUP = 1, 2  # kinds of an option
DIRECT_CHANNEL = 1
_WITH_THE_BOT = 1  # the context of an interaction: else a server's, or other people's conversation
_VOICE = 1 << 13  # the flag of a voice message
_FILES = {"image": Besides.PICTURE, "video": Besides.VIDEO, "audio": Besides.AUDIO}
_REPLY = 19
_BY_A_PERSON = {0, _REPLY}  # a message, a reply; the others tell what happened


@dataclass(frozen=True, slots=True)
class Interaction:
    """Somebody pressed, sent or commanded something, and Discord waits three seconds."""

    id: str
    application: str
    token: str
    kind: int
    account: str
    channel: str
    is_direct: bool
    data: Json
    language: str = ""

    @property
    def at(self) -> datetime:
        """When it was made."""
        return moment(self.id)


def is_outside(message: Json) -> bool:
    """Whether it stands in no server and, as far as it tells, in no conversation of several."""
    return message.get("guild_id") is None and message.get("channel_type", 1) == DIRECT_CHANNEL


def is_surely_direct(message: Json) -> bool:
    """Whether it tells itself that it stands in a direct conversation."""
    return is_outside(message) and "channel_type" in message


def partner(channel: Json) -> str | None:
    """Whose direct conversation with us a channel is; None where it is none, or no one's alone."""
    people = channel.get("recipients") or []
    if channel.get("type") != DIRECT_CHANNEL or len(people) != 1:
        return None
    return str(people[0]["id"])


def author(message: Json) -> str | None:
    """The account of the person who wrote this, None if none did."""
    who = message["author"]
    if who.get("bot") or message.get("webhook_id") or message["type"] not in _BY_A_PERSON:
        return None
    return str(who["id"])


def is_plainly_by(message: Json, account: str) -> bool:
    """Whether this account wrote it, and not as an answer to an interaction or a notice."""
    is_reply = any(message.get(name) for name in ("webhook_id", "interaction_metadata"))
    is_theirs = str(message["author"]["id"]) == account
    return is_theirs and not is_reply and message["type"] in _BY_A_PERSON


def said(message: Json) -> Said | None:
    """What a person wrote in a direct message."""
    account = author(message)
    if account is None:
        return None
    copies = [copy.get("message") or {} for copy in message.get("message_snapshots", ())]
    return Said(
        str(message["id"]),
        account,
        _words([message, *copies]),
        _parsed(message["timestamp"]),
        besides=_besides([message, *copies]),
        forwarded=bool(copies),
        answers=_answers(message),
    )


def edited(message: Json) -> Edited | None:
    """How a person changed a direct message; None where only its previews came."""
    changed = message.get("edited_timestamp")
    account = author(message)
    if account is None or not changed:
        return None
    number = str(message["id"])
    return Edited(f"{number}@{changed}", account, number, _words([message]), _parsed(changed))


def is_reply_to(message: Json, me: str) -> bool:
    """Whether a message in a server replies, as far as it tells, to one that this bot wrote there.
    Of all that is written in servers this lets nothing else through."""
    if message.get("type") != _REPLY or message.get("guild_id") is None or not me:
        return False
    other = message.get("referenced_message", {})  # left out, it was not looked for
    who = other.get("author", {"id": me}) if isinstance(other, dict) else {}
    return isinstance(who, dict) and who.get("id") == me


def replied(message: Json) -> Replied | None:
    """What a person wrote in reply to a message of ours; None where no words of it are shown."""
    account, answers = author(message), _answers(message)
    text = str(message.get("content") or "")
    if account is None or answers is None or not text:
        return None
    at = _parsed(message["timestamp"])
    return Replied(str(message["id"]), account, text, answers, at)


def interaction(payload: Json) -> Interaction:
    """What somebody did."""
    who = payload.get("user") or payload["member"]["user"]
    return Interaction(
        id=str(payload["id"]),
        application=str(payload["application_id"]),
        token=payload["token"],
        kind=payload["type"],
        account=str(who["id"]),
        channel=str(payload["channel_id"]),
        is_direct=_is_with_the_bot(payload),
        data=payload.get("data") or {},
        language=str(payload.get("locale") or ""),
    )


def command(data: Json) -> str:
    """The words of a command, as if they had been written with a slash."""
    words: list[str] = []
    for option in data.get("options", ()):
        if option["type"] == _GROUP:
            return command(option)
        if option["type"] == _SUBCOMMAND:
            words.append(f"/{option['name']}")
            words += [str(given["value"]) for given in option.get("options", ())]
    return " ".join(words)


def moment(snowflake: str) -> datetime:
    """When the thing with this id was made."""
    return EPOCH + timedelta(milliseconds=int(snowflake) >> 22)


def snowflake_at(at: datetime) -> int:
    """The smallest id of a thing made then."""
    return max(0, (at - EPOCH) // timedelta(milliseconds=1)) << 22


def _is_with_the_bot(payload: Json) -> bool:
    """Whether somebody did it in their conversation with the bot; what tells nothing says no.

    An app that people installed for themselves is used in their conversations with others too.
    """
    kind = (payload.get("channel") or {}).get("type", DIRECT_CHANNEL)
    outside = payload.get("guild_id") is None and kind == DIRECT_CHANNEL
    return outside and payload.get("context") == _WITH_THE_BOT


def _words(copies: list[Json]) -> str:
    """The text of a message, or of the copy of it in which a forwarded one has it."""
    return next((str(copy["content"]) for copy in copies if copy.get("content")), "")


def _answers(message: Json) -> str | None:
    """Which message of the same conversation it replies to; a forwarded one refers to another."""
    reference = message.get("message_reference")
    if message["type"] != _REPLY or not isinstance(reference, dict):
        return None
    there, number = reference.get("channel_id"), reference.get("message_id")
    is_here = there is None or there == message.get("channel_id")
    return str(number) if is_here and number is not None else None


def _besides(copies: list[Json]) -> Besides | None:
    """What a message holds, or the copy of it that was forwarded, besides its words."""
    for copy in copies:
        if copy.get("sticker_items"):
            return Besides.STICKER
        if copy.get("poll"):
            return Besides.POLL
        if files := copy.get("attachments"):
            return Besides.VOICE if copy.get("flags", 0) & _VOICE else _file(files[0])
    return None


def _file(attachment: Json) -> Besides:
    kind = str(attachment.get("content_type") or "").partition("/")[0]
    return _FILES.get(kind, Besides.FILE)


def _parsed(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)
