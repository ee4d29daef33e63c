"""The adapter interface: everything a platform's plugin must know of us, in one file.

An adapter has five methods and some data. It hands over what people wrote (`Inbox.take`) and
carries out what the engine asks (`direct`, `send`, `edit`, `find`). Splitting long text, retry,
pacing, drawing and degradation live in the engine; content is a tree (`Message`), never a markup
string.

All it needs is imported from here. What is defined elsewhere:

Content. A `Message` has `blocks`, one below the other, `choices`, rows of `Choice`, and where
`Capabilities.silent` may be `silent`: see `Adapter.send`. A block is
    Paragraph(spans)            words that flow together
    Listing(items, numbered)    each item a row of spans, behind its number from 1 or a bullet
    Quote(text, calling)        a person's words, set apart; `calling` has them as spans where they
                                call somebody, and its `spans` are those, or the words alone
    Picture(chart, alt, image)  see `Adapter.send`; comes only where `Capabilities.images`
Each of these is a `Block`. A `Span` is `Text`, `Bold`, `Italic`, `Code`, to be typed exactly, or
`Mention`, each with its `text`. A `Mention(text, account)` tells the owner of that account that
they are called here, and nobody else; it comes only where `Capabilities.mentions`, in what is sent
and in what is edited, and an edit tells nobody: whoever is in it was told, or is not to be.
`mentioned(message)` are the accounts that a message calls, `without_mentions(message)` the same
message with their words alone. `plain(message)` is the message as bare text, with code between
backticks unless `code=""` is given, `unmarked(message)` its words without bullets and the like,
`say("words", Bold("more"))` a message of one paragraph,
`without_pictures(message)` the same with the words of its pictures in their place.

A text may hold `*`, `<b>` and `@everyone`, to be read as they stand; line feeds, tabs, joiners,
marks of direction, and whatever people can see. Other controls, carriage returns, noncharacters
such as U+FFFE, halves of characters, and what turns the words after it (U+202A to U+202E, U+2066 to
U+2069) never reach an adapter; in what it hands over they are taken out, too.

    Choice(label, value, form)  a button: `label` is shown, at most 38 characters; `value`, at most
                                60 bytes, comes back in `Chose`; `form` says that pressing it asks
                                `Inbox.form` for a form. At most 5 rows of 5
    Image(png, width, height)   the picture as it was drawn: a PNG of so many pixels
    Form(id, title, fields)     what is filled in at once: a title of at most 45 characters, 1 to 5
                                fields; `id` comes back in `Filled`
    Field(id, label, ask, value, required, options)
                                one thing a form asks: `label` at most 45 characters, `ask` the
                                whole question, at most 100; `value` what was said before, at most
                                4000; with `options` one of them is chosen
    Besides                     what a message holds besides words: PICTURE, VIDEO, VOICE, AUDIO,
                                FILE, STICKER, PLACE, CONTACT, POLL, OTHER; SEALED is what
                                could not be decrypted
    MenuEntry(name, does, argument, group)
                                a command for the platform's own menu: its one word, what it does
                                and, where it takes one, what its argument is, by language code;
                                `group`, a MenuGroup(name, about), is where it stands in a menu
                                that has levels

`Capabilities` are what the platform can do, pessimistic unless said otherwise:
    text_limit          bytes of UTF-8 of plain text in a message; markup must fit on top of it
    threads             a message can stand with the one that opened its thread, be it a reply to it
    edits, images       our messages can be changed; a message can be a picture with words to it
    silent              a message can arrive without a sound
    mentions            a message can call somebody by their account, as `Said` has it
    tells_zone          an account's profile may say its person's time zone: see `Zoned`
    choices, forms      buttons beside a message; questions that are filled in all at once
    opens_direct        we may write first; where not, `invitation` is the link by which a person
                        begins, with `{code}` where a code goes in
    sees_edits, sees_deletes        we hear when a person changes a message, or takes it back
    hears_replies       we hear what replies to a message of ours in a channel: see `Replied`
    new_line, cuts_text             how clients begin a new line, in a few words; whether they cut
                                    a text of more than 4,096 UTF-16 units into several messages
    channel             how people may call a broadcast channel: a regular expression whose first
                        group is the channel as YAML has it; empty where they cannot
    per_second, at_once             messages a second in all, and requests at a time
    place_per_second, place_burst   messages a second in one conversation or channel, and how many
                                    of them may come together
    channel_per_minute              messages a minute in one broadcast channel
    key_window          for how many seconds a repeated key is recognised (0: never)
    reads_history       `find` can tell what we sent before
    connections         through how many it receives; what is sent leaves where the first one runs
`UNLIMITED` is infinity. What is known only of a connection, such as a server's limits, may be set
before `ready` is told, and what holds from then on is asked for again; until then be pessimistic.
`connections` is asked for at the start alone. What differs by place is said for the worst of them.

Settings. `Settings` is a pydantic model; a `Secret` in it is written {env: NAME} or {file: PATH},
and `reveal()` reads it anew each time. `Outage` tells whether what goes on for hours is to be said
now, `Pause(first, longest)` how long to wait before each new try, `grown` the same as a function.

The log. Take a logger below your package's name: `log = logging.getLogger(__name__)`. Whatever is
INFO or above is shown, also without `--verbose`. Never log what somebody wrote, nor a token.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Protocol, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

from standup.chat.errors import AdapterError, AuthLost
from standup.chat.secret import Secret
from standup.core.asking.besides import Besides
from standup.core.asking.choices import Field, Form
from standup.core.commands.menu import MenuEntry, MenuGroup
from standup.core.messages.capabilities import UNLIMITED, Capabilities
from standup.core.messages.markup import (
    Block,
    Bold,
    Choice,
    Code,
    Image,
    Italic,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    Text,
    plain,
    say,
    unmarked,
    without_pictures,
)
from standup.core.messages.mentioning import mentioned, without_mentions
from standup.core.outage import Outage
from standup.core.pause import Pause, grown

__all__ = [
    "REASONS",
    "TROUBLE",
    "UNLIMITED",
    "Adapter",
    "AdapterError",
    "AuthLost",
    "Besides",
    "Block",
    "Bold",
    "Capabilities",
    "Choice",
    "Chose",
    "Code",
    "Context",
    "Deleted",
    "Disconnected",
    "Edited",
    "Event",
    "Failed",
    "Field",
    "Filled",
    "Form",
    "Image",
    "Inbox",
    "Italic",
    "Listing",
    "Mention",
    "MenuEntry",
    "MenuGroup",
    "Message",
    "Outage",
    "Paragraph",
    "Pause",
    "Picture",
    "Plugin",
    "Quote",
    "Reachable",
    "Replied",
    "Said",
    "Secret",
    "Settings",
    "Span",
    "Text",
    "TryAgain",
    "Unreachable",
    "Unreadable",
    "Unsure",
    "Went",
    "Zoned",
    "grown",
    "mentioned",
    "plain",
    "say",
    "unmarked",
    "without_mentions",
    "without_pictures",
]


# `AdapterError(Exception)` is the base of all of them. Its `told` are the platform's own code and
# words, which stand in the log: never a person's words. `AuthLost(AdapterError)` says that the
# platform refuses our token or password; its message says what a person must do.


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


REASONS = frozenset(
    {"not started", "invited", "declined", "blocked", "closed", "left", "gone", "unknown"}
)
"""Why a person or a place cannot be reached, in the words that the digest knows; see
`Unreachable`."""


class Unreachable(AdapterError):
    """This person or place cannot be reached, and repeating does not help.

    `reason` is one of `REASONS`; any other word counts as the last:
        not started   they have not begun a chat with the bot, and it may not write first: whoever
                      reads their thread is shown `Capabilities.invitation`
        invited       they have yet to accept; what is sent may be there and unread until they do
        declined      they refused the invitation
        blocked       they blocked the bot
        closed        they take no direct messages from it; or the channel takes none now: locked,
                      archived, read only
        left          they left the conversation or share no place with the bot any more; or the bot
                      was put out of the channel
        gone          no such account, conversation or channel
        unknown       the platform does not tell

    For a person: what is to be said to them is held, in order, until `Reachable` is handed over or
    they write (`Said`), or goes to another account of theirs; the digest names them as not yet
    reachable with the reason, and nobody is asked twice. For a channel: the message is tried again
    every ten minutes for two days while others pass it, at once when `Reachable` names the channel;
    the operator is told. The reason makes no difference there.

    Raised by `edit`, "gone" says that the message is not there any more, while its place may be: it
    is changed no more, or said anew in a direct conversation.
    """

    def __init__(self, reason: str, why: str = "", *, told: str = "") -> None:
        super().__init__(why or reason)
        self.reason = reason
        self.told = told


class Disconnected(AdapterError):
    """Raised from `run`: the connection is lost, or none can be made. `why` stands in the log as it
    is said, `nothing answers at chat.example.org:6667`: no token in it, and nobody's words.

    Whatever else of this file `run` raises is logged as it is said, too; of any other error only
    its type and where it was raised, since its words could be anybody's.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.told = why


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote us a direct message. `id` is the platform's own, unique within the adapter.

    It makes its author reachable: what was held for them is sent. `at` is when they wrote it, with
    a time zone, by the platform's clock.

    Every kind of message is one: `text` is what its author wrote in it, a caption too, and nothing
    else, no file's name and no place; it may be empty. `besides` says what else it holds, which we
    do not keep, and `forwarded` that its words were written elsewhere. Whomever its author called
    by choosing them stands in it as people type that, with an @.

    `answers` is the id of the message that it replies to, as `send` returned it or as a `Said` had
    it: what somebody replied to says most surely which question they mean. None where it replies to
    nothing, where that is not told, and where it stands elsewhere. The words of that message are no
    part of `text`, also where a client repeats them.

    `language` is what their client speaks, as the platform tells it with what they do: a tag such
    as `de`, `pt-BR` or `zh-hans`, empty where it is not told. Hand it over as it comes: somebody
    who has said nothing else is spoken to in it from the beginning of the next conversation on.

    A command given elsewhere counts as one; `place` is then where its reply goes, if not into the
    direct conversation: seen by this person alone, and maybe good for one reply and a short time.
    `channel` is the channel in which it was given, as YAML would have it, where that is one.
    """

    id: str
    account: str
    text: str
    at: datetime
    place: str | None = None
    besides: Besides | None = None
    forwarded: bool = False
    answers: str | None = None
    language: str = ""
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """Somebody replied, in a broadcast channel or a thread there, to a message of ours: `answers`
    is its id as `send` returned it, and `text` what they wrote, without the words of that message.
    Only where `Capabilities.hears_replies`.

    It is one where their client says that it replies to this very message of ours; that it stands
    in a thread which began with it does not suffice. All else that is said in a channel is none of
    our business: drop it as soon as it shows to be no reply to us, and hand over nothing of it, nor
    of a reply that has no words or whose words the platform does not show. `Inbox.ours` tells which
    messages a reply may be to. What somebody changes or takes back of those that `Inbox.replies`
    knows is `Edited` and `Deleted`. `standup.chat.overheard` asks both.
    """

    id: str
    account: str
    text: str
    answers: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Somebody wrote us what we can read no word of: `why` is a voice message, a sticker, or
    `Besides.SEALED`, which could not be decrypted. The engine says so to its author in its own
    words, in order with all else, and makes them reachable as by `Said`.

    A `Said` with an empty text says the same; `language` as there. What cannot be decrypted yet and
    may be later has an `id` here that its `Said` will not have.
    """

    id: str
    account: str
    why: Besides
    at: datetime
    place: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chose:
    """Somebody chose one of the choices of a message of ours; `value` is that choice's, `language`
    as in `Said`."""

    id: str
    account: str
    value: str
    at: datetime
    place: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody filled in a form: what they wrote in its fields, by field id, empty ones too;
    `language` as in `Said`."""

    id: str
    account: str
    form: str
    answers: Mapping[str, str]
    at: datetime
    place: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed a direct message, or a `Replied`. `message` is the id of the one changed.

    Each edit has an `id` of its own, which is neither the message's nor an earlier edit's (what has
    none on the platform gets one, such as the message's with the time of the change), and is handed
    over after its message.
    """

    id: str
    account: str
    message: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """A message of ours was not shown after all, though `send` returned `message` as its id: it
    bounced, or was refused later. `account` is whose direct message it was, or the channel's place.

    With a `reason` as in `Unreachable` it waits as if `send` had raised that; with none it is sent
    again, under another key, at growing distances for two days. An edit that failed is none.
    """

    id: str
    account: str
    message: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """Somebody took a direct message back, or an edit of one: then what was said before holds.

    Of a `Replied` that is gone it does not matter who deleted it; `account` is empty where the
    platform does not tell whose it was.
    """

    id: str
    account: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reachable:
    """From now on this account can be written to (it joined, unblocked, came back), or, where it is
    a channel's place, this channel (the bot was let in, or a lock was taken away): what waits for
    it is sent at once."""

    id: str
    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Went:
    """From now on this account cannot be written to, or, where it is a channel's place, this
    channel (the bot was put out, the channel was closed or deleted); `reason` as in `Unreachable`.

    A channel that has another place now is kept as `moved/`: see `Inbox.keep`.
    """

    id: str
    account: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Zoned:
    """The profile of an account says by which clocks its person lives: `zone` is a name of the tz
    database such as `Europe/Athens`, empty once it says none any more.

    Only where `Capabilities.tells_zone`. Hand it over as it comes, when you first see it and when
    it has changed since; each time has an `id` of its own. It holds below what the person says
    themselves and what the files say of them.
    """

    id: str
    account: str
    zone: str
    at: datetime


Event = (
    Said
    | Replied
    | Unreadable
    | Chose
    | Filled
    | Edited
    | Deleted
    | Failed
    | Reachable
    | Went
    | Zoned
)


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
        id was taken before changes nothing, so handing over too much is safe. `take([], cursor)`
        moves the position alone, past what is nobody's words, as at the first start. Whatever it
        raises is to leave `run`: nothing of it was taken.
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
        """The position given with the last batch taken (a sync token, an offset), whichever
        process took it. None at the very first start: then only what comes from now on is meant for
        the bot, so note where that begins, with `take([], cursor)`, before `ready` is told."""

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

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """Those of these messages of channels that are ours, by their ids as `send` returned them,
        and to which a reply may be of interest: where none is, nothing is ours. Reads only."""

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """Those of these messages that are a `Replied` of which something is kept, or an edit of
        one. Reads only."""

    async def language(self, account: str) -> str:
        """The code of the language in which this account is spoken to, for the few words that an
        adapter says of itself."""


class Adapter(Protocol):
    """One connection to one platform.

    `capabilities` may be another one each time `ready` is told.

    The engine may ask before `run` is ready, while the line is cut, and after `run` has ended: what
    cannot be done then is TryAgain, or Unsure where it may have been done. No call keeps the event
    loop from others for long, neither by computing nor by waiting for a file or a socket.
    """

    capabilities: Capabilities

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive until cancelled, on the connection that `inbox` is for.

        `ready` is told once, in words for people, what we are connected to. Raises AuthLost when
        only a person can help, and Disconnected, which says in words why there is no connection;
        anything that escapes is logged and `run` is called again after a pause, of at least as many
        seconds as a TryAgain says.
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

        Where `capabilities.silent`, it may be `silent`, which is never a picture: it is shown as
        any other, and makes no sound. Its person asked for quiet, and is asked all the same.

        `key` is at most 25 characters, letters, digits and `-`, such as `3f9a61c2-1207`, or
        `3f9a61c2-1207-2` for the second edit of a message: the same on every repetition and
        another, maybe in its last character alone, for every other message. It begins with what is
        chance in each database, so that two bots at one account share no key.
        `thread` is the id of the message whose thread it belongs to; a `title` says that this one
        opens a thread, and what the thread is called.
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
        Where there is no history of this place (any more) there is nothing: an empty sequence, and
        the message is sent. Raises TryAgain while the history cannot be read, then it is asked
        again; Unreachable as `send` does. An adapter that reads no history returns `()`.
        """


class Settings(BaseModel):
    """Base of an adapter's own settings: what stands under its name in the instance file.

    Say what each is for, in `pydantic.Field(description="…")`, in words that fit behind "expected":
    `standup check` shows them beside a mistake, as in `expected a number: how often to look, in
    seconds`, and editors beside the setting. A relative path, in a field of type `Path`, `FilePath`
    or `DirectoryPath`, begins at the folder of the YAML file, as that of a `Secret` does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _beside_the_yaml(cls, given: Any, info: ValidationInfo) -> Any:
        folder = (info.context or {}).get("folder")
        if folder is None or not isinstance(given, dict):
            return given
        paths = {
            field.alias or name
            for name, field in cls.model_fields.items()
            if _is_path(field.annotation)
        }
        return {
            name: Path(folder) / value if name in paths and _is_written(value) else value
            for name, value in given.items()
        }


def _is_path(annotation: Any) -> bool:
    """Whether a setting is a path, be it one that may be left out."""
    if get_origin(annotation) is Annotated:
        return _is_path(get_args(annotation)[0])
    inside = [one for one in get_args(annotation) if one is not type(None)]
    return annotation is Path or (len(inside) == 1 and _is_path(inside[0]))


def _is_written(value: Any) -> bool:
    return isinstance(value, str | Path) and bool(str(value))


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
    is wrong with a channel or an account written in YAML, or None. `spell_account` returns the one
    spelling of an account that may be written in several, such as `ana` of `Ana`: what stands in
    YAML is spelled so before anybody is compared, and all that the adapter hands over is to be.
    """

    settings: type[Settings]
    create: Callable[[Any, Context], Adapter]
    check_account: Callable[[str], str | None] = lambda _: None
    check_place: Callable[[str], str | None] = lambda _: None
    spell_account: Callable[[str], str] = lambda account: account
