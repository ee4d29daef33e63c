"""The adapter interface: everything a platform's plugin must know of us, in one file.

An adapter has five methods and some data. It hands over what people wrote (`Inbox.take`) and
carries out what the engine asks (`direct`, `send`, `edit`, `find`). Splitting long text, retry,
pacing, drawing and degradation live in the engine; content is a tree (`Message`), never a markup
string.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from standup.core.asking.besides import Besides
from standup.core.asking.choices import Field, Form
from standup.core.commands.menu import MenuEntry
from standup.core.messages.capabilities import UNLIMITED, Capabilities
from standup.core.messages.markup import Choice, Image, Message, Picture

__all__ = [
    "UNLIMITED",
    "Adapter",
    "AdapterError",
    "AuthLost",
    "Besides",
    "Capabilities",
    "Choice",
    "Chose",
    "Context",
    "Deleted",
    "Edited",
    "Event",
    "Field",
    "Filled",
    "Form",
    "Image",
    "Inbox",
    "MenuEntry",
    "Message",
    "Picture",
    "Plugin",
    "Reachable",
    "Said",
    "Settings",
    "TryAgain",
    "Unreachable",
    "Unsure",
    "Went",
]


# ── what went wrong ────────────────────────────────────────────────────────────────────────────


class AdapterError(Exception):
    """Base of what an adapter may raise to the engine.

    `told` are the platform's own code and words, which stand in the log: never a person's words.
    """

    told = ""


class TryAgain(AdapterError):
    """Not now, in `after` seconds; the engine repeats with the same key.

    The platform did nothing, or will recognise the key; `undone` says that it surely did nothing,
    so that nobody can have answered the message. `everywhere` is False where only this place is
    asked to wait and the others may go on.
    """

    def __init__(
        self,
        after: float,
        why: str = "",
        *,
        everywhere: bool = True,
        undone: bool = False,
        told: str = "",
    ) -> None:
        super().__init__(why or f"again in {after:g} s")
        self.after = after
        self.everywhere = everywhere
        self.undone = undone
        self.told = told


class Unsure(AdapterError):
    """The platform may have done it, or not: its answer never came.

    Where it recognises the key or its history can be read the engine repeats, after `after`
    seconds, until it knows; elsewhere it repeats once, and never again.
    """

    def __init__(self, after: float, why: str = "", *, told: str = "") -> None:
        super().__init__(why or "no answer came")
        self.after = after
        self.told = told


REASONS = frozenset({"not started", "blocked", "closed", "left", "invited", "declined", "gone"})
"""Why a person or a place cannot be reached, in the words that the digest knows."""


class Unreachable(AdapterError):
    """This person or place cannot be reached, and repeating does not help.

    Raised by `edit`, "gone" says that the message is not there any more, while its place may be.

    `reason` is one of `REASONS`.
    """

    def __init__(self, reason: str, why: str = "", *, told: str = "") -> None:
        super().__init__(why or reason)
        self.reason = reason
        self.told = told


class AuthLost(AdapterError):
    """The platform refuses our token or password; the message says what a person must do."""


# ── what happens on a platform ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote us a direct message. `id` is the platform's own, unique within the adapter.

    Every kind of message is one: `text` is what its author wrote in it, a caption too, and nothing
    else, no file's name and no place; it may be empty. `besides` says what else it holds, which we
    do not keep, and `forwarded` that its words were written elsewhere.

    A command given elsewhere counts as one; `place` is then where its reply goes, if not into the
    direct conversation: seen by this person alone, and maybe good for one reply and a short time.
    """

    id: str
    account: str
    text: str
    at: datetime
    place: str | None = None
    besides: Besides | None = None
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Chose:
    """Somebody chose one of the choices of a message of ours; `value` is that choice's."""

    id: str
    account: str
    value: str
    at: datetime
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody filled in a form: what they wrote in its fields, by field id, empty ones too."""

    id: str
    account: str
    form: str
    answers: Mapping[str, str]
    at: datetime
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed a direct message. `message` is the id of the one changed.

    Each edit has an `id` of its own, which is neither the message's nor an earlier edit's, and is
    handed over after its message.
    """

    id: str
    account: str
    message: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """Somebody took a direct message back, or an edit of one: then what was said before holds."""

    id: str
    account: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reachable:
    """From now on this account can be written to (it joined, unblocked, came back), or, where it is
    a channel's place, this channel (the bot was let in, or a lock was taken away)."""

    id: str
    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Went:
    """From now on this account cannot be written to; `reason` as in `Unreachable`."""

    id: str
    account: str
    reason: str
    at: datetime


Event = Said | Chose | Filled | Edited | Deleted | Reachable | Went


TROUBLE = "trouble"


class Inbox(Protocol):
    """Where one connection of an adapter hands over what it received."""

    connection: int
    """Which of the adapter's connections this is for: see `Capabilities.connections`."""

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take events, the platform's position after them, and what to keep, in one transaction.

        When this returns, all of it is on disk; only then may the platform be told. An event whose
        id was taken before changes nothing, so handing over too much is safe.
        """

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """What this adapter kept under names that begin so, on whichever machine it ran."""

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep small values by name, such as keys, where the adapter finds them again wherever it
        runs next; None lets one go. They are on disk when this returns.

        What a channel has become, where it moved, has the name `moved/` and its place, so that
        people can be told what to write.
        What is wrong with the account or the connection, and what to do, in words for the
        operator, has the name `TROUBLE`: `standup workers` shows it until it is let go.
        What is of one account alone has a name that ends with a slash and the account, and goes
        when that person asks to be forgotten.
        """

    async def cursor(self) -> str | None:
        """The position given with the last batch taken (a sync token, an offset), or None."""

    async def form(self, account: str, value: str) -> Form | Message:
        """What the choice of this value lets the account fill in, or why there is nothing.

        Reads only, and at once, since platforms wait for a form but a few seconds.
        """

    async def open_places(self) -> Sequence[str]:
        """The direct conversations in which an answer may be waiting, for platforms that do not
        deliver what was written while nobody was connected."""

    async def participants(self) -> Collection[str]:
        """The accounts that the configuration names of those who take part, for platforms that do
        not tell which conversations there are."""

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """Those of these accounts that are somebody's we know; all others are strangers', who may
        be heard, but have no claim to more."""

    async def is_channel(self, place: str) -> bool:
        """Whether this is a broadcast channel of the configuration."""


# ── what an adapter is ─────────────────────────────────────────────────────────────────────────


class Adapter(Protocol):
    """One connection to one platform.

    The engine may ask before `run` is ready, while the line is cut, and after `run` has ended: what
    cannot be done then is TryAgain, or Unsure where it may have been done. No call keeps the event
    loop from others for long, neither by computing nor by waiting for a file or a socket.
    """

    capabilities: Capabilities

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive until cancelled, on the connection that `inbox` is for.

        `ready` is told once, in words for people, what we are connected to. Raises AuthLost when
        only a person can help; anything else that escapes is logged and `run` is called again
        after a pause.
        """

    async def direct(self, account: str) -> str:
        """The place of the direct conversation with this account, opened if need be.

        Raises Unreachable or TryAgain.
        """

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """Send one message that fits the limit and return its id.

        Where `capabilities.images`, it may be a picture: then `message.picture` is that and its
        image, a PNG, and the message holds nothing else but choices. Its `alt` is at most 900
        bytes, and must reach whoever does not see the image. A picture stays one when edited, but
        may come as words alone where nothing can draw any more.

        `key` is at most 25 characters, the same on every repetition and another, maybe in its last
        character alone, for every other message; `thread` is the id of the message whose thread it
        belongs to; a `title` says that this one opens a thread, and what the thread is called.
        Raises Unreachable, TryAgain or Unsure.
        """

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """Change an earlier message of ours to say this. Raises Unreachable, or TryAgain also
        where no answer came, never Unsure: done twice it is done once."""

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """The ids of what may be this message, first sent at `since`, read from the history.

        Only asked where `capabilities.reads_history`, before a message is sent again, with what it
        was sent with; after a restart too, and of what another object of the adapter sent. Where
        the history does not tell keys, these are our messages that say the same in this place and
        thread: the engine knows which of them are others. While the platform surely recognises the
        key there is nothing to look for.
        """


# ── how an adapter is found and made ───────────────────────────────────────────────────────────


class Settings(BaseModel):
    """Base of an adapter's own settings: what stands under its name in the instance file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Context:
    """What an adapter is handed besides its settings.

    `folder` is a private folder of its own on this machine; what must be found again wherever the
    bot runs next (keys, tokens) is what `Inbox.keep` is for;
    `menu` the commands a person may give, which come in as `Said` with a slash before them.
    """

    name: str
    folder: Path
    now: Callable[[], datetime]
    menu: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Plugin:
    """What the entry point of group `standup.adapters` names.

    `create` gets a validated instance of `settings`. `check_place` and `check_account` return what
    is wrong with a channel or an account written in YAML, or None.
    """

    settings: type[Settings]
    create: Callable[[Any, Context], Adapter]
    check_account: Callable[[str], str | None] = lambda _: None
    check_place: Callable[[str], str | None] = lambda _: None
