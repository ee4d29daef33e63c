"""What an adapter's author provides: a platform, and the people on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from standup.chat.interface import Adapter, Besides


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a reader sees it, edits applied; `thread` is the message whose thread it is in.

    `text` has the line breaks and none of the markup, and the words of a picture, be they shown or
    read aloud; `picture` is its file as the reader gets it. It is `silent` where it made no sound.
    `told` are the accounts whom the platform told that they are called in it, by it or by an edit
    of it: each once for each time.
    """

    id: str
    text: str
    thread: str | None = None
    picture: bytes | None = None
    silent: bool = False
    told: tuple[str, ...] = ()


class Person(Protocol):
    """Somebody with an account, at their own client; a subclass inherits what it cannot do."""

    account: str

    async def accept(self) -> None:
        """Do what lets the bot and this person write to each other: accept, press start.

        Called after `direct` where the adapter opens conversations, and before it elsewhere; a
        second time changes nothing.
        """

    async def write(self, text: str) -> str:
        """Write to the bot and return the message's id, as the adapter will report it."""

    async def edit(self, message: str, text: str) -> None:
        """Change a message of theirs. Only where `sees_edits`."""
        raise AssertionError("asked for what no capability promises")

    async def delete(self, message: str) -> None:
        """Take a message of theirs back, also where a bot is not told of it: what clients then show
        in its place is no answer."""
        raise AssertionError("asked for what no capability promises")

    async def attach(self, kind: Besides, caption: str = "") -> str | None:
        """Send something of this kind, with a caption where it can have one, and return the
        message's id; None where clients of this platform send no such thing, or with no caption."""
        return None

    async def forward(self, text: str) -> str | None:
        """Forward to the bot what somebody else wrote, and return the message's id; None where
        clients of this platform do not say of a message that it was forwarded."""
        return None

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message of the bot's, by the id that `send` returned, or of their own, and
        return the id; None where clients do not say what a message replies to."""
        return None

    async def speak(self, language: str) -> bool:
        """Have their client speak this language from now on, a tag such as `de` or `pt-BR`; False
        where the platform tells no bot what a client speaks."""
        return False

    async def dwell(self, zone: str) -> bool:
        """Have their profile say this time zone from now on, a name of the tz database; False where
        profiles say none."""
        return False

    async def choose(self, label: str) -> None:
        """Press the choice of this label under the bot's newest message that has it.

        Only where `choices`; raises LookupError when no message has it.
        """
        raise AssertionError("asked for what no capability promises")

    async def fill(self, label: str, answers: Mapping[str, str]) -> None:
        """Press a choice that asks for a form, and send the form with these answers by field id.

        Only where `forms`.
        """
        raise AssertionError("asked for what no capability promises")

    async def reads(self) -> Sequence[Seen]:
        """The bot's messages in the direct conversation, oldest first."""


class Channel(Protocol):
    """A broadcast channel that the bot may write in."""

    @property
    def place(self) -> str:
        """The place, as the adapter knows it."""

    async def reads(self) -> Sequence[Seen]:
        """The bot's messages in it and its threads, oldest first."""


class Bench(Protocol):
    """A platform with a bot's account, a person, and a broadcast channel the bot may write in,
    where the person is too if somebody can be called in it.

    This is the least; what a bench may offer besides is in `Offers`.
    """

    @property
    def person(self) -> Person:
        """Somebody to talk to."""

    @property
    def channel(self) -> str:
        """The place of the broadcast channel."""

    @property
    def nobody(self) -> str:
        """An account, well formed, that does not exist."""

    def adapter(self) -> Adapter:
        """The bot's adapter made anew, as after a restart: over the same folder each time, or a
        new one where everything that must be found again is in the inbox's memory."""

    async def channel_reads(self) -> Sequence[Seen]:
        """The bot's messages in the broadcast channel and its threads, oldest first."""
