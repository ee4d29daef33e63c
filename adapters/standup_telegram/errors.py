"""What the Bot API's refusals and the network's failures mean to us.

TryAgain       not done, or done again without harm
    Told           the platform said how long to wait
    OtherPoller    somebody else takes the updates of our token
    Elsewhere      not asked: the server named another address
Unsure         perhaps done: the answer never came
    NotTelegram    something else answered
AuthLost       only a person can help
Moved          the group became a supergroup, with another id
Refused        anything else, in Telegram's words
"""

from datetime import timedelta

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from standup.chat.interface import AdapterError, AuthLost, TryAgain, Unreachable, Unsure
from standup.chat.network import shown, trouble, unreached
from standup_telegram.request import Redirected, Strange

OFFICIAL = "https://api.telegram.org"
RETRY_SECONDS = 5.0
_LONGEST = 200
_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)
_NOT_LET_IN = (
    "Telegram refuses the bot's token: it was revoked or mistyped, or `api` is not a Bot API"
    " server; ask @BotFather for the token (/mybots → the bot → API Token) and put it where the"
    " configuration reads it"
)
_LOGGED_OUT = (
    "the bot was logged out of this Bot API server, to be used on another one; write that one under"
    " `api`, or wait ten minutes and start again"
)

_REASONS = {
    "can't initiate conversation": "not started",
    "blocked by the user": "blocked",
    "deactivated": "gone",
    "can't send messages to bots": "gone",
    "chat was deleted": "gone",
    "kicked from": "left",
    "not a member": "left",
    "channel_private": "left",
    "not enough rights": "closed",
    "have no rights": "closed",
    "need administrator rights": "closed",
    "administrator privileges": "closed",
    "chat_write_forbidden": "closed",
    "chat_restricted": "closed",
    "topic_closed": "closed",
}
_NO_TOPIC = ("message thread not found", "topic_deleted", "topic_id_invalid")
_BAD_PICTURE = ("photo_", "image_process_failed", "entity too large")
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Told(TryAgain):
    """The platform says how long to wait in this place."""


class OtherPoller(TryAgain):
    """Somebody else takes the updates of our token."""


class Elsewhere(TryAgain):
    """The server of `api` names another address, which is not asked."""


class NotTelegram(Unsure):
    """What answers at `api` is no Bot API server."""


class Moved(Exception):  # noqa: N818
    """The group became a supergroup and has another id now."""

    def __init__(self, chat: int) -> None:
        super().__init__("the group has another id now")
        self.chat = chat


class Refused(AdapterError):  # noqa: N818
    """Telegram refuses a request for good, in words of its own."""

    def __init__(self, words: str, *, forbidden: bool = False) -> None:
        self.told = f"Telegram answered {403 if forbidden else 400}: {words[:_LONGEST]}"
        super().__init__(f"Telegram answered: {words}")
        self.words = words.lower()
        self.forbidden = forbidden

    def says(self, *any_of: str) -> bool:
        """Whether one of these stands in Telegram's words."""
        return any(words in self.words for words in any_of)

    @property
    def is_no_change(self) -> bool:
        """Whether the message reads so already."""
        return self.says("message is not modified")

    @property
    def is_no_text(self) -> bool:
        """Whether the message is a picture, whose words are a caption."""
        return self.says("no text in the message to edit")

    @property
    def is_no_picture(self) -> bool:
        """Whether pictures are not wanted there, or not this one, while words may be."""
        return self.says("send photos", "send media", "chat_send_photos_forbidden", *_BAD_PICTURE)

    @property
    def is_lost_topic(self) -> bool:
        """Whether the topic is not there any more."""
        return self.says(*_NO_TOPIC)


def meaning(error: Exception, api: str = OFFICIAL) -> Exception:
    """The exception that says what a failed request means; whose own text may hold a token."""
    return _answered(error) or _of_another(error, api) or _unanswered(error, api)


def _answered(error: Exception) -> Exception | None:
    """What Telegram said, if it was Telegram who spoke."""
    match error:
        case RetryAfter():
            return _told(error)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken() | EndPointNotFound():
            return AuthLost(_NOT_LET_IN)
        case Conflict():
            return OtherPoller(RETRY_SECONDS, _taken(error.message))
        case BadRequest() | Forbidden() if error.__cause__ is None:  # else some proxy spoke
            return _refused(error)
        case _:
            return None


def _refused(error: BadRequest | Forbidden) -> Exception:
    if "logged out" in error.message.lower():
        return AuthLost(_LOGGED_OUT)
    return Refused(error.message, forbidden=isinstance(error, Forbidden))


def _of_another(error: Exception, api: str) -> Exception | None:
    """What spoke in place of Telegram."""
    match error:
        case Redirected():
            leads = f"which leads to {error.target} and is not followed"
            words = f"{shown(api)} answers {error.status}, {leads}"
            return Elsewhere(RETRY_SECONDS, words, undone=True, told=words)
        case Strange(status=407):
            words = f"the proxy before {shown(api)} wants a user and a password, or other ones"
            return TryAgain(RETRY_SECONDS, words, undone=True, told=words)
        case Strange():
            words = f"{shown(api)} answers {error.status} and something that no Bot API server says"
            return NotTelegram(RETRY_SECONDS, words, told=words)
        case _:
            return error.__cause__ if isinstance(error.__cause__, AuthLost) else None


def _unanswered(error: Exception, api: str) -> Exception:
    if isinstance(error, TelegramError) and "too many requests" in error.message.lower():
        return Told(RETRY_SECONDS, "Telegram asks to slow down", everywhere=False)
    cause = error.__cause__ or error
    if isinstance(cause, _NEVER_SENT):
        away = unreached(api, cause)
        return TryAgain(RETRY_SECONDS, away, told=away)
    unread = f"no answer of Telegram's that I can read ({trouble(cause)})"
    return Unsure(RETRY_SECONDS, unread, told=unread)


def unreachable(refused: Refused, *, private: bool) -> Exception:
    """What a refusal to take a message says about its place."""
    for words, reason in _REASONS.items():
        if refused.says(words):
            return Unreachable(reason, str(refused), told=refused.told)
    if refused.says("chat not found", "user not found", "peer_id_invalid"):
        reason = "not started" if private else "gone"
    elif refused.is_lost_topic or refused.says(*_NOT_EDITABLE):
        reason = "gone"
    elif refused.forbidden:
        reason = "closed"
    else:
        return refused
    return Unreachable(reason, str(refused), told=refused.told)


def not_changed(refused: Refused, *, private: bool) -> Exception:
    """What a refusal to change a message says about it: its whole chat may be out of reach."""
    found = unreachable(refused, private=private)
    if isinstance(found, Unreachable) and refused.says("chat not found", "peer_id_invalid"):
        return Unreachable("left", str(refused), told=refused.told)
    return found


def _told(error: RetryAfter) -> Told:
    told = error.retry_after
    seconds = told.total_seconds() if isinstance(told, timedelta) else float(told)
    return Told(seconds, f"Telegram asks to wait {seconds:g} s", everywhere=False)


def _taken(words: str) -> str:
    if "webhook" in words.lower():
        return (
            "another process has set a webhook for this token, so that nothing can be polled;"
            " stop it, or give each bot a token of its own"
        )
    return (
        "another process polls with this token, and Telegram serves only one of us; stop the"
        " other one, or give each bot a token of its own"
    )
