"""What a homeserver's refusals mean to us.

TryAgain       away or slow: repeat with the same key
    SlowDown       the same, after the time the server tells
TokenRefused   our access token is no longer taken: sign in again, or ask a person
Refused        anything else, with the server's error code
"""

from collections.abc import Mapping
from typing import Any

from standup.chat.interface import AdapterError, TryAgain, Unreachable

RETRY_SECONDS = 5.0
_LONGEST = 200
_TOKEN_CODES = {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_LOCKED", "M_USER_DEACTIVATED"}


class SlowDown(TryAgain):
    """The homeserver says how long to wait."""


class TokenRefused(Exception):  # noqa: N818
    """The homeserver does not take our access token."""


class Refused(AdapterError):  # noqa: N818
    """The homeserver refuses a request for good. Its code is shown, and what it says of a place;
    never the request's contents, which it may quote elsewhere."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("errcode", ""))
        self.body = body
        words = f"the homeserver answered {status} {self.code}".rstrip()
        super().__init__(words)
        of_a_place = status in {403, 404} and isinstance(body.get("error"), str)
        self.told = f"{words}: {body['error'][:_LONGEST]}" if of_a_place else words


def failure(status: int, body: Mapping[str, Any], retry_after: str | None = None) -> Exception:
    """The exception that says what this answer of the homeserver means."""
    code = body.get("errcode", "")
    if status == 429 or code == "M_LIMIT_EXCEEDED":
        after = _told(body, retry_after)
        return SlowDown(after, "the homeserver asks us to slow down", undone=True)
    if status == 401 and code in _TOKEN_CODES:
        return TokenRefused(f"the homeserver refuses the access token ({code})")
    if status >= 500 or (status >= 300 and not body):
        words = f"the homeserver answers {status}"
        return TryAgain(RETRY_SECONDS, words, told=words)
    return Refused(status, body)


def _told(body: Mapping[str, Any], retry_after: str | None) -> float:
    if retry_after is not None and retry_after.isdigit():
        return float(retry_after)
    told = body.get("retry_after_ms")
    return told / 1000 if isinstance(told, int | float) else RETRY_SECONDS


def unreachable(refused: Refused) -> Exception:
    """What a refusal to take a message says about its place."""
    if refused.status == 403:
        return Unreachable("closed", "the bot may not write in this room", told=refused.told)
    if refused.status == 404:
        return Unreachable("gone", "there is no such room", told=refused.told)
    return refused
