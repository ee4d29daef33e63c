"""What an entry of the table of commands says: all there is to know of one command but its doing.

A command is added by one entry and one handler: a function of `standup/engine/commands/`, or a
method of the conversation where it decides what is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from standup.core.commands.said import Known, Plain
from standup.core.rights import Action
from standup.core.text.name_matching import fold


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Commands that a menu with levels shows under one word, and what they are about."""

    name: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command to offer in a menu: its one word, and what it does by language code ("en" always).

    `argument`, where the command takes one, says what it is, by language code. `group` is where it
    stands in a menu that has levels; what is said with it is `/name` all the same.
    """

    name: str
    does: Mapping[str, str]
    argument: Mapping[str, str] | None = None
    group: MenuGroup | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What decides how the words behind a command are read: the person's local date, the names of
    the connected platforms, and whether a sign says that it is a command.

    `standups` are those that may be meant, by folded id and title; `steers`: they run one;
    `is_free`: nothing is open, so that a command can be nothing else; `lives` are ways to live on
    that their standups have.
    """

    today: date
    platforms: frozenset[str] = frozenset()
    is_signed: bool = False
    standups: Mapping[str, str] = field(default_factory=dict)
    steers: bool = False
    is_free: bool = False
    lives: frozenset[str] = frozenset()

    def without_standup(self, rest: str) -> tuple[str, str | None]:
        """The words without the name of a standup at their end or beginning, and the id of that;
        "the standup" is none by name."""
        words = rest.split()
        for count in range(len(words), 0, -1):
            if (found := self._named(words[-count:])) is not None:
                return _without_links(words[:-count]), found or None
            if (found := self._named(words[:count])) is not None:
                return _without_link(words[count:]), found or None
        return rest, None

    def _named(self, words: list[str]) -> str | None:
        """The id of the standup that they name; an empty one for "the standup"."""
        name = fold(" ".join(words))
        return self.standups.get(name) or self.standups.get(_behind_the(name)) or _ANY.get(name)


_THE = ("the ", "our ", "das ", "unser ", "el ", "la ", "nuestro ")
_ANY = dict.fromkeys(
    ("standup", "the standup", "our standup", "this standup", "das standup", "el standup"), ""
)
_LINKS = frozenset(
    {"in", "for", "to", "from", "of", "on", "im", "bei", "beim", "zum", "zu", "vom", "aus", "für"}
    | {"von", "en", "de", "del", "al", "para", "a"}
)


def _behind_the(name: str) -> str:
    return next((name.removeprefix(the) for the in _THE if name.startswith(the)), name)


def _without_link(words: list[str]) -> str:
    """Without what joins them to a standup's name: "extend daily by 1 hour"."""
    is_linked = bool(words) and words[0].casefold() in {"by", "to", "for", "auf", "um"}
    return " ".join(words[1:] if is_linked else words)


def _without_links(words: list[str]) -> str:
    """Without what joins a standup's name to them: "add bo to"."""
    is_linked = bool(words) and words[-1].casefold() in _LINKS
    return " ".join(words[:-1] if is_linked else words)


_TO = frozenset(
    {"to", "is", "are", "at", "on", "for", "by", "=", "auf", "ist", "sind", "um", "an", "a", "en"}
    | {"es", "son", "por", "now", "jetzt", "ahora"}
)

Read = Callable[[str, Around], Known | None]
"""What the words behind a name mean; None: it is no command."""


def behind_links(read: Read) -> Read:
    """Reads what is set, and with a word before it that says no more: "deadline is at 12:00"."""

    def reads(rest: str, around: Around) -> Known | None:
        first, _, behind = rest.partition(" ")
        found = reads(behind, around) if first.casefold() in _TO and behind else None
        return found or read(rest, around)

    return reads


def of_a_standup(said: Callable[[str | None], Known]) -> Read:
    """Reads a command behind which a standup may be named, or meant, and nothing else."""

    def read(rest: str, around: Around) -> Known | None:
        left, standup = around.without_standup(rest)
        return said(standup) if rest and not left else None

    return read


@dataclass(frozen=True, slots=True)
class Entry:
    """One command.

    `name` is what it is called, `phrases` whole messages that say it; those that are also in
    `signed` need a `/` or `!`, since they are likelier an answer. `read` takes what stands behind
    the name, `alone` a message without it. `means` is the type of what it means, `may` the right it
    takes. `handler` is `module.function` in `standup/engine/commands/`; without one, the
    conversation itself decides. `takes_any_length`: with a sign it may be longer than most.
    `steering`: without a sign, only those who run a standup say it. `shown_first`: it touches
    others, so it is shown before it is done.

    `help` is its line in `help`, as markup, `told` how it stands in docs/answering.md, under
    `shown` if not under its name, `menu` what a platform's menu offers.
    """

    name: str
    means: type[Known]
    may: Action | Callable[[Any], Action]
    told: str
    phrases: Mapping[str, Known] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    read: Read | None = None
    alone: Read | None = None
    handler: str = ""
    help: str = ""
    shown: str = ""
    menu: MenuEntry | None = None
    takes_any_length: bool = False
    steering: bool = False
    shown_first: bool = False


def plain(name: str, *others: str) -> Mapping[str, Known]:
    """The phrases of a command that needs no type of its own."""
    return {phrase: Plain(name) for phrase in (name, *others)}
