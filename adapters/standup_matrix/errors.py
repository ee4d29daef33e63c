"""What a homeserver's refusals mean to us.

TryAgain       away or slow: repeat with the same key
    SlowDown       the same, after the time the server tells
TokenRefused   our access token is no longer taken: sign in again, or ask a person
Refused        anything else, with the server's error code
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standup.chat.interface import AdapterError, TryAgain, Unreachable
from standup.chat.network import led_to

RETRY_SECONDS = 5.0
_LONGEST = 200
_TOKEN_CODES = {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_LOCKED", "M_USER_DEACTIVATED"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to a request for a path below an address; `body` is None if it is no
    JSON object."""

    url: str
    path: str
    status: int
    body: dict[str, Any] | None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_strange(self) -> bool:
        """Whether no homeserver says so, but what stands before one, or in its place."""
        if 300 <= self.status < 400:
            return True
        return self.body is None and self.status < 500 and self.status != 429

    @property
    def led_to(self) -> str | None:
        """Where it says to ask instead, as far as people may read that."""
        location = self.headers.get("Location")
        if not 300 <= self.status < 400 or location is None:
            return None
        return led_to(self.url, self.path.partition("?")[0], location)


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


def unread(answer: Answer) -> TryAgain:
    """What a homeserver never answers: something else spoke."""
    words = strange(answer)
    return TryAgain(RETRY_SECONDS, words, undone=answer.led_to is not None, told=words)


def strange(answer: Answer) -> str:
    """An answer that is no homeserver's, in words."""
    if target := answer.led_to:
        return f"{answer.url} answers {answer.status}, which leads to {target} and is not followed"
    if answer.status == 407:
        return f"the proxy before {answer.url} wants a user and a password, or other ones (407)"
    what = "something that is not JSON" if answer.body is None else "JSON of another kind"
    return f"{answer.url} answers {answer.status} and {what}, as no homeserver does"


def unreachable(refused: Refused) -> Exception:
    """What a refusal to take a message says about its place."""
    if refused.status == 403:
        return Unreachable("closed", "the bot may not write in this room", told=refused.told)
    if refused.status == 404:
        return Unreachable("gone", "there is no such room", told=refused.told)
    return refused
