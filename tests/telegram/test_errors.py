import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from multidict import CIMultiDict, CIMultiDictProxy
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from yarl import URL

from standup.chat.interface import AuthLost, TryAgain, Unreachable, Unsure
from standup_telegram.errors import OtherPoller, Refused, Told, meaning, unreachable

AT = ConnectionKey("api.telegram.org", 443, True, True, None, None, None, None)
ASKED = aiohttp.RequestInfo(URL("http://proxy"), "CONNECT", CIMultiDictProxy(CIMultiDict()))


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [
        aiohttp.ClientConnectorError(AT, OSError("refused")),
        aiohttp.ClientConnectorDNSError(AT, OSError("unknown")),
        aiohttp.ConnectionTimeoutError("slow, or all are in use"),
        aiohttp.ClientProxyConnectionError(AT, OSError("no proxy")),
        aiohttp.ClientHttpProxyError(ASKED, ()),
        aiohttp.InvalidURL("telegram"),
    ],
)
def test_what_was_never_sent_may_be_tried_again(cause: Exception) -> None:
    assert type(meaning(caused(NetworkError("x"), cause))) is TryAgain
    assert type(meaning(caused(TimedOut("x"), cause))) is TryAgain


@pytest.mark.parametrize(
    "error",
    [
        caused(TimedOut(), aiohttp.SocketTimeoutError("slow")),
        caused(TimedOut(), TimeoutError()),
        caused(NetworkError("x"), aiohttp.ClientOSError("cut")),
        caused(NetworkError("x"), aiohttp.ServerDisconnectedError()),
        caused(NetworkError("x"), aiohttp.ClientPayloadError("cut")),
        NetworkError("Bad Gateway (502)"),
        NetworkError("Internal Server Error"),
        TelegramError("Invalid server response"),
        KeyError("result"),
        caused(Forbidden("Forbidden (403)"), TelegramError("Invalid server response")),
    ],
)
def test_what_may_have_been_done_is_in_doubt(error: Exception) -> None:
    assert type(meaning(error)) is Unsure


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RetryAfter(3), Told),
        (NetworkError("Too Many Requests: slow down"), Told),
        (InvalidToken("Unauthorized"), AuthLost),
        (BadRequest("Logged out"), AuthLost),
        (Conflict("terminated by other getUpdates request"), OtherPoller),
        (BadRequest("Message is too long"), Refused),
    ],
)
def test_what_telegram_says_is_understood(error: Exception, kind: type[Exception]) -> None:
    assert type(meaning(error)) is kind


def test_no_meaning_holds_what_a_foreign_answer_said() -> None:
    words = "Bad Gateway (502). Parsing the server response b'bot123:token' failed"
    assert "token" not in str(meaning(caused(NetworkError(words), TelegramError("x"))))


@pytest.mark.parametrize(
    ("words", "forbidden", "private", "reason"),
    [
        ("Forbidden: bot can't initiate conversation with a user", True, True, "not started"),
        ("Chat not found", False, True, "not started"),
        ("Chat not found", False, False, "gone"),
        ("PEER_ID_INVALID", False, True, "not started"),
        ("Forbidden: bot was blocked by the user", True, True, "blocked"),
        ("Forbidden: user is deactivated", True, True, "gone"),
        ("Forbidden: the group chat was deleted", True, False, "gone"),
        ("Forbidden: bot was kicked from the supergroup chat", True, False, "left"),
        ("Forbidden: bot is not a member of the channel chat", True, False, "left"),
        ("Not enough rights to send text messages to the chat", False, False, "closed"),
        ("Need administrator rights in the channel chat", False, False, "closed"),
        ("CHAT_WRITE_FORBIDDEN", False, False, "closed"),
        ("TOPIC_CLOSED", False, False, "closed"),
        ("TOPIC_DELETED", False, False, "gone"),
        ("Message can't be edited", False, True, "gone"),
        ("Forbidden: something new", True, True, "closed"),
    ],
)
def test_each_refusal_has_its_reason(
    words: str, forbidden: bool, private: bool, reason: str
) -> None:
    error = unreachable(Refused(words, forbidden=forbidden), private=private)
    assert isinstance(error, Unreachable)
    assert error.reason == reason


def test_a_fault_of_ours_is_nobodys_absence() -> None:
    assert isinstance(unreachable(Refused("Message is too long"), private=True), Refused)
