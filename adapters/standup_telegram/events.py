"""What an update of Telegram's means to the engine. Pure: a raw update in, events of ours out.

Updates are read as they come and only where we need them: whatever else Telegram adds to them, no
answer is lost for it. What is not as documented raises, and `receiving` skips it.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from standup.chat.interface import (
    Besides,
    Chose,
    Edited,
    Event,
    Reachable,
    Replied,
    Said,
    Went,
)
from standup.chat.overheard import Overheard
from standup_telegram.places import Sent

Json = dict[str, Any]

_CAPTIONED = {
    "animation": Besides.PICTURE,  # before the document as which it stands beside it
    "audio": Besides.AUDIO,
    "document": Besides.FILE,
    "live_photo": Besides.PICTURE,
    "paid_media": Besides.PICTURE,
    "photo": Besides.PICTURE,
    "video": Besides.VIDEO,
    "voice": Besides.VOICE,
}
_WORDLESS = {
    "checklist": Besides.OTHER,
    "contact": Besides.CONTACT,
    "dice": Besides.OTHER,
    "game": Besides.OTHER,
    "location": Besides.PLACE,
    "poll": Besides.POLL,
    "rich_message": Besides.OTHER,
    "sticker": Besides.STICKER,
    "story": Besides.OTHER,
    "venue": Besides.PLACE,
    "video_note": Besides.VIDEO,
}
_BESIDES = _CAPTIONED | _WORDLESS
# What is not written to the bot, though its chat is one person's: a customer's chat with a business
# that lets the bot read along, what a guest bot is called to, and what is said in a chat's name.
_NOT_TO_US = {"business_connection_id", "sender_business_bot", "sender_chat"} | {
    "guest_query_id",
    "guest_bot_caller_user",
    "guest_bot_caller_chat",
}
_SPOKEN = {"text", "caption", *_BESIDES}
_GROUPS = {"group", "supergroup"}
_SIGN = "@".encode("utf-16-le")
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?!\S)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Me:
    """The bot: two bots number their chats' messages each from 1."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one update means: events, the album they belong to, the press to be answered, and what
    was said in a group in reply to us."""

    events: tuple[Event, ...] = ()
    album: str | None = None
    press: str | None = None
    overheard: Overheard | None = None


def read(update: Json, me: Me, now: datetime) -> Read:
    """The meaning of an update; nothing for what is none of our business."""
    number = _number(update["update_id"])
    match update:
        case {"message": message}:
            return _message(message, me)
        case {"edited_message": message}:
            return _edited(message, me, number)
        case {"callback_query": query}:
            return _pressed(query, now)
        case {"my_chat_member": change}:
            return _standing(change, me, number)
        case _:
            return Read()


def _message(message: Json, me: Me) -> Read:
    if (ours := _replied_to_in_a_group(message, me)) is not None:
        return _replied(message, me, ours)
    text = _text(message)
    if text is None or not _is_private(message):
        return Read()
    told, album = _id(message, me), _album(message, me)
    account, at = str(_number(message["from"]["id"])), _moment(message)
    more = (None, _besides(message), "forward_origin" in message, _answers(message, me))
    language = _language(message["from"])
    if not text:
        return Read((Said(album or told, account, "", at, *more, language),), album)
    said = Said(told, account, _as_command(text, me), at, *more, language)
    if _is_start(said.text) and not said.forwarded:
        return Read((Reachable(f"{told}.start", account, at), _linking(said)))
    return Read((said,), album)


def _replied(message: Json, me: Me, ours: int) -> Read:
    """What somebody wrote in a group in reply to a message of ours, of this number. In a topic that
    was opened for a thread our messages are called by it, too."""
    text, at = _text(message), _moment(message)
    if not text:
        return Read()
    chat, topic = _number(message["chat"]["id"]), message.get("message_thread_id")
    about = [str(Sent(chat, ours))]
    if message.get("is_topic_message") is True:
        about.append(str(Sent(chat, ours, _number(topic))))
    account = str(_number(message["from"]["id"]))
    replied = Replied(_id(message, me), account, _as_command(text, me), about[0], at)
    return Read(overheard=Overheard(replied, tuple(about)))


def _edited(message: Json, me: Me, number: int) -> Read:
    text = _text(message)
    is_reply = _replied_to_in_a_group(message, me) is not None
    if text is None or not (is_reply or _is_private(message)):
        return Read()
    if not text and not _CAPTIONED.keys() & message:
        return Read()
    told = _id(message, me)
    account, at = str(_number(message["from"]["id"])), _moment(message)
    edited = Edited(f"{told}.edit.{number}", account, told, _as_command(text, me), at)
    return Read(overheard=Overheard(edited)) if is_reply else Read((edited,))


def _pressed(query: Json, now: datetime) -> Read:
    press, account = str(query["id"]), str(_number(query["from"]["id"]))
    under = query.get("message") or {}
    if not isinstance(query.get("data"), str) or _NOT_TO_US & under.keys() - {"sender_chat"}:
        return Read(press=press)
    language = _language(query["from"])
    chose = Chose(f"press.{press}", account, query["data"], now, language=language)
    return Read((chose,), press=press)


def _standing(change: Json, me: Me, number: int) -> Read:
    chat = change["chat"]
    if chat["type"] != "private":
        return Read()
    account, at = str(_number(chat["id"])), _time(change["date"])
    told = f"{me.id}.{account}.member.{number}"
    match change["new_chat_member"]["status"]:
        case "kicked" | "left":
            return Read((Went(told, account, "blocked", at),))
        case "member":
            return Read((Reachable(told, account, at),))
        case _:
            return Read()


def added_to(update: Any) -> tuple[int, str] | None:
    """The id and title of a group or channel the update lets the bot into."""
    match update:
        case {
            "my_chat_member": {
                "chat": {"id": int(chat), "title": str(title)},
                "new_chat_member": {"status": "member" | "administrator"},
                "old_chat_member": {"status": "left" | "kicked"},
            }
        }:
            return chat, title
        case _:
            return None


def put_out_of(update: Any) -> tuple[Json, str, datetime] | None:
    """The group or channel in which the bot may not write any more, why, and since when."""
    match update:
        case {
            "my_chat_member": {
                "chat": {"id": int(), "type": str(kind)} as chat,
                "date": int(date),
                "new_chat_member": dict(member),
            }
        } if kind != "private":
            status = str(member.get("status"))
            is_mute = status == "restricted" and member.get("can_send_messages") is False
            why = "left" if status in {"left", "kicked"} else "closed" if is_mute else None
            return (dict(chat), why, _time(date)) if why else None
        case _:
            return None


def let_into(update: Any) -> Json | None:
    """The group or channel in which the bot may write again, as far as an update tells."""
    match update:
        case {"my_chat_member": {"chat": {"id": int()} as chat, "new_chat_member": dict(member)}}:
            may = str(member.get("status")) in {"member", "administrator", "creator"}
            return dict(chat) if may or member.get("can_send_messages") is True else None
        case {"message": {"chat": {"id": int()} as chat, "forum_topic_reopened": _}}:
            return dict(chat)
        case _:
            return None


def _text(message: Json) -> str | None:
    """What somebody wrote; empty where they sent something else, None where it says nothing."""
    for name, marks in (("text", "entities"), ("caption", "caption_entities")):
        if isinstance(found := message.get(name), str):
            told = _with_addresses(found, message.get(marks))
            return told.encode("utf-8", "replace").decode("utf-8")
    return "" if _besides(message) else None


def _with_addresses(text: str, marks: Any) -> str:
    """The text with the address behind each linked word, and with the sign that people type to
    choose somebody who has no @name; marks are counted in units of UTF-16."""
    units = text.encode("utf-16-le", "surrogatepass")
    found: list[Any] = marks if isinstance(marks, list) else []
    for mark in reversed(found):
        match mark:
            case {"type": "text_link", "url": str(url), "offset": int(at), "length": int(length)}:
                word = units[2 * at : 2 * (at + length)].decode("utf-16-le", "replace")
                if word.strip() and not _is_address(word, url):
                    end = 2 * (at + len(word.rstrip().encode("utf-16-le", "surrogatepass")) // 2)
                    units = units[:end] + f" ({url})".encode("utf-16-le") + units[end:]
            case {"type": "text_mention", "offset": int(at), "length": int()}:
                if not units[2 * at :].startswith(_SIGN) and not units[: 2 * at].endswith(_SIGN):
                    units = units[: 2 * at] + _SIGN + units[2 * at :]
    return units.decode("utf-16-le", "surrogatepass")


def _is_address(word: str, url: str) -> bool:
    """Whether a linked word shows its address already; Telegram adds a scheme and a slash."""
    return word.strip().removesuffix("/").endswith(url.partition("://")[2].removesuffix("/"))


def _besides(message: Json) -> Besides | None:
    return next((kind for name, kind in _BESIDES.items() if name in message), None)


def _as_command(text: str, me: Me) -> str:
    """A command without our name behind it, which some clients write there."""
    found = _COMMAND.match(text)
    if found and found["bot"] and found["bot"].lower() == me.username.lower():
        return f"/{found['name']}{text[found.end() :]}"
    return text


def _language(author: Json) -> str:
    """What a person's client speaks, which Telegram tells of most."""
    language = author.get("language_code")
    return language if isinstance(language, str) else ""


def _is_start(text: str) -> bool:
    found = _COMMAND.match(text)
    return found is not None and found["name"].lower() == "start"


def _linking(said: Said) -> Said:
    """`/start` behind a link brings a code."""
    payload = said.text[len("/start") :].strip() if _is_start(said.text) else ""
    return replace(said, text=f"link {payload}") if payload else said


def _is_private(message: Json) -> bool:
    """Whether this is a person's chat with the bot, and the person wrote it."""
    if message["chat"]["type"] != "private" or _NOT_TO_US & message.keys():
        return False
    author, chat = message["from"], message["chat"]
    return _number(author["id"]) == _number(chat["id"]) and not author.get("is_bot")


def _replied_to_in_a_group(message: Json, me: Me) -> int | None:
    """The message of ours to which a person replies in a group; an administrator who writes in the
    group's name is nobody we know."""
    author: Any = message.get("from")
    other: Any = message.get("reply_to_message")
    if message["chat"]["type"] not in _GROUPS or _NOT_TO_US & message.keys():
        return None
    match author, other:
        case {"is_bot": True}, _:
            return None
        case {"id": int()}, {"message_id": int(number), "from": {"id": me.id}}:
            return number if _SPOKEN.intersection(other) else None
        case _:
            return None


def _id(message: Json, me: Me) -> str:
    return f"{me.id}.{_number(message['chat']['id'])}.{_number(message['message_id'])}"


def _answers(message: Json, me: Me) -> str | None:
    """Which message of the chat it replies to; in a topic, one that only opened it is none."""
    other: Any = message.get("reply_to_message")
    match other:
        case {"message_id": int(number), "from": {"id": int(author)}}:
            if author != me.id:
                return _id(message | {"message_id": number}, me)
            is_told = _SPOKEN.intersection(other)
            return str(Sent(_number(message["chat"]["id"]), number)) if is_told else None
        case _:
            return None


def _album(message: Json, me: Me) -> str | None:
    album = message.get("media_group_id")
    return f"{me.id}.{_number(message['chat']['id'])}.album.{album}" if album else None


def _moment(message: Json) -> datetime:
    return _time(message["date"])


def _time(stamp: Any) -> datetime:
    return datetime.fromtimestamp(_number(stamp), UTC)


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError("expected a number")
