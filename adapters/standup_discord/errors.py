"""What Discord's refusals mean to us.

TryAgain        asked to slow down, or never connected: repeat with the same key
    Elsewhere       not asked: the server named another address
Unsure          no answer came, or a server's error: it may have been done
    NotDiscord      something else answered
AuthLost        our token is no longer taken: only a person can help
Refused         anything else, with Discord's own code
    MalformedError  an event that lacks what its kind must have
"""

from typing import Any

from standup.chat.interface import AdapterError, TryAgain, Unreachable, Unsure

RETRY_SECONDS = 5.0
_LONGEST = 200
TOO_FAST_SECONDS = 600.0
FLAGGED_SECONDS = 3600.0

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_USER = 10003, 10008, 10013
ALREADY_ACKNOWLEDGED, IS_ARCHIVED, HAS_THREAD = 40060, 50083, 160004
LOCKED = {50083, 160005}
NOT_ACKNOWLEDGED = 10015
NOT_OURS = {10003, 50001}
NO_PICTURE = {40005, 50013}  # too large, or no permission to attach files
NO_THREAD = {50001, 50013, 50024, 160006}

_REASONS = {
    10003: ("gone", "there is no such channel"),
    10004: ("gone", "there is no such server"),
    10008: ("gone", "the message is no longer there"),
    10013: ("gone", "there is no such user"),
    10015: ("gone", "the reply has expired"),
    10062: ("gone", "the reply has expired"),
    50001: ("left", "the bot may not see this channel; invite it, or let it view the channel"),
    50007: ("closed", "the person takes no direct messages from the bot"),
    50008: ("closed", "this kind of channel takes no messages"),
    50013: ("left", "the bot may not write in this channel; give it the permissions"),
    50027: ("gone", "the reply has expired"),
    50033: ("gone", "there is no such user"),
    50083: ("closed", "the thread is locked"),
    50278: ("left", "the person shares no server with the bot"),
    160005: ("closed", "the thread is locked"),
}
_LATER = {
    20026: (FLAGGED_SECONDS, "Discord has flagged the bot; see the Developer Portal", True),
    30046: (RETRY_SECONDS * 12, "too many edits of old messages", False),
    40003: (TOO_FAST_SECONDS, "direct messages are being opened too fast", False),
}
SIGNED_OUT = (
    "Discord refuses the bot's token: it was reset or is wrong; in the Developer Portal open the"
    " application, Bot, Reset Token, and put the new one where the configuration reads it"
)
WRITE_ANOTHER = (
    "write the address of what passes on to Discord's API under `api`, or leave `api` out for"
    " Discord's own"
)
SHARDS_REFUSED = (
    "Discord refuses shard {shard} of {of}: the bot is in too many servers for so few; write"
    " `shards: {wanted}` or more under `discord:` in instance.yaml"
)
INTENTS_REFUSED = (
    "Discord refuses an intent of the bot, though it asks for none that needs approval; in the"
    " Developer Portal see whether the application is restricted"
)


class Elsewhere(TryAgain):
    """The server of `api` names another address, which is not asked."""


class NotDiscord(Unsure):
    """What answers at `api` is not Discord's."""


class Refused(AdapterError):  # noqa: N818
    """Discord refuses a request for good. Its code and words are shown, never its contents."""

    def __init__(self, status: int, code: int, words: str = "") -> None:
        self.status = status
        self.code = code
        self.told = f"Discord answered {status} ({code}) {words[:_LONGEST]}".rstrip()
        super().__init__(self.told)


class MalformedError(AdapterError):
    """Discord sent an event that we cannot read; reading the history makes up for it."""

    def __init__(self, name: str) -> None:
        self.told = f"Discord sent an event {name} that lacks what it must have"
        super().__init__(self.told)


def meaning(refused: Refused) -> Exception:
    """What a refusal says about the place it was for."""
    if refused.code in _LATER:
        after, why, everywhere = _LATER[refused.code]
        return TryAgain(after, why, everywhere=everywhere)
    if refused.code in _REASONS:
        return Unreachable(*_REASONS[refused.code], told=refused.told)
    if refused.status == 404:
        return Unreachable("gone", "there is no such place", told=refused.told)
    return refused


def slow_down(body: Any, told: str | None) -> TryAgain:
    """What a 429 says; one without Discord's words comes from the wall before it."""
    if not isinstance(body, dict) or "retry_after" not in body:
        return TryAgain(float(told) if told and told.isdigit() else 60.0, "Discord shuts us out")
    everywhere = body.get("global") is True
    return TryAgain(float(body["retry_after"]), "Discord is busy", everywhere=everywhere)
