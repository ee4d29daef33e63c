"""What a person may say besides answering: `back`, `skip`, `away until friday` and the like.

A word is a command only when it is the whole message, so that "skip connections" is an answer.
"""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before, or back from being away."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this question."""


@dataclass(frozen=True, slots=True)
class SkipRun:
    """Not this run."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can I say?"""


@dataclass(frozen=True, slots=True)
class Status:
    """Where do I stand?"""


@dataclass(frozen=True, slots=True)
class Report:
    """What did the team share last?"""


@dataclass(frozen=True, slots=True)
class MyReport:
    """What have I learned on these days (`first` to `last`), and how did it go? With `share`: tell
    my team. An `unclear` one says days that nobody understands."""

    first: date | None = None
    last: date | None = None
    share: bool = False
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Ask me again what I answered last, or the question of this number."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """I want to take part."""


@dataclass(frozen=True, slots=True)
class Link:
    """Give me a code that joins an account of mine; or, with a `code`, this is one."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Let go of the account that a code joined to mine on a platform; without one: which?"""

    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Prefer:
    """Write to me there; without a `platform`: where do you write to me?"""

    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Give me everything you keep of me."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything you keep of me; `confirmed` when it is said for the second time."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Look this up in the learning log; or show `more` of what was looked up last.

    `is_marked`: a sign says that it is no answer. `may_be_update`: none does, and a run is open.
    """

    words: str = ""
    more: bool = False
    is_marked: bool = False
    may_be_update: bool = False


@dataclass(frozen=True, slots=True)
class Publish:
    """My reports may be published, or not (`agreed`): those of a `day`, or all.

    `last` is the latest day that I shared on; with an `unclear` day we have to ask which.
    """

    agreed: bool = True
    day: date | None = None
    last: bool = False
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class WhoReads:
    """Where do my answers go, who reads them, and who set this up?"""


@dataclass(frozen=True, slots=True)
class Empty:
    """An answer, and nothing in it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One word marked as a command that we do not have, and the one that may have been meant."""

    word: str
    suggestion: str | None


Wish = (
    Report
    | MyReport
    | Search
    | Join
    | Link
    | Unlink
    | Prefer
    | Export
    | Forget
    | Publish
    | WhoReads
)
"""What concerns a person's accounts, teams and data, and no question."""

Command = Back | Skip | SkipRun | Help | Status | Edit | Wish | Empty | Away | AwayUnclear | Unknown

NAMES = (
    *("back", "skip", "skip run", "away", "status", "report", "search", "edit", "help"),
    *("my report", "share my report", "who reads this"),
    *("join", "link", "unlink", "prefer", "publish", "unpublish", "export me", "forget me"),
)

_PHRASES: dict[str, Command] = {
    "back": Back(),
    "skip": Skip(),
    "skip question": Skip(),
    "skip this question": Skip(),
    "skip run": SkipRun(),
    "skip today": SkipRun(),
    "skip day": SkipRun(),
    "skip standup": SkipRun(),
    "help": Help(),
    "help?": Help(),
    "start": Help(),
    "status": Status(),
    "status?": Status(),
    "report": Report(),
    "edit": Edit(),
    "who reads this": WhoReads(),
    "who reads this?": WhoReads(),
    "who reads it?": WhoReads(),
    "who can read this?": WhoReads(),
    "who reads my answers?": WhoReads(),
    "join": Join(),
    "link": Link(),
    "unlink": Unlink(),
    "prefer": Prefer(),
    "export": Export(),
    "export me": Export(),
    "publish": Publish(),
    "publish all": Publish(),
    "publish mine": Publish(),
    "publish last": Publish(last=True),
    "unpublish": Publish(agreed=False),
    "unpublish all": Publish(agreed=False),
    "unpublish mine": Publish(agreed=False),
    "unpublish last": Publish(agreed=False, last=True),
    "forget": Forget(),
    "forget me": Forget(),
    "forget now": Forget(confirmed=True),
    "forget me now": Forget(confirmed=True),
}
_ONLY_MARKED = frozenset(  # likelier an answer than a command
    {"start", "report", "join", "unlink", "export", "forget", "forget now", "publish"}
    | {"publish all"}
)
_DASHES = frozenset("-–—−")

_LONGEST = 200  # characters; no command needs more
_LONGEST_SEARCH = 1000
_UNSEEN = "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
_AROUND = _UNSEEN + "\ufeff \t\r\n\u00a0`'\"´‘’‚‛“”„‟«»‹›"
_MARKED = Pattern(r"[/!]([^\W\d_][\w-]{0,39})(?:@\w+)?")


_MY_REPORT = Pattern(r"(?P<share>share )?my report(?: (?P<days>.+))?")
_PUBLISHING = {"publish": True, "unpublish": False}
_ABOUT_A_PLATFORM: dict[str, type[Prefer | Unlink]] = {"prefer": Prefer, "unlink": Unlink}

# No vowels, so that no word looks like a code: 8 signs for a link, 16 for an invitation.
SIGNS = "23456789bcdfghjkmnpqrstvwxz"
_CODE = Pattern(rf"(?:[{SIGNS}]{{4}}-){{1,3}}[{SIGNS}]{{4}}|(?:[{SIGNS}]{{8}}){{1,2}}")


def parse(text: str, today: date, platforms: frozenset[str] = frozenset()) -> Command | None:
    """The command that the whole message is, or None: then it is an answer. Never raises.

    `today` is the person's local date, from which dates are understood; `platforms` the names of
    those we are connected to.
    """
    bare = text.strip().strip(_AROUND)
    words = bare.rstrip(_AROUND + ".!").split()
    if bare in _DASHES:
        return Empty()
    marked = _MARKED.fullmatch(words[0]) if words else None
    is_search = marked and marked[1].casefold() == "search"  # which nobody wants posted
    if not words or (len(bare) > _LONGEST and not is_search):
        return None
    name = marked[1].replace("_", " ") if marked else words[0]
    if name.casefold() == "search":
        return _search(" ".join(words[1:]), is_marked=bool(marked))
    said = " ".join([name, *words[1:]]).casefold()
    if said in _ONLY_MARKED and not marked:
        return None
    command = _named(said, today, platforms)
    if not marked:
        return None if _is_rather_an_answer(command, said) else command
    unknown = _unknown(marked[1]) if len(words) == 1 else None
    return command or _meant(said) or unknown


def _is_rather_an_answer(command: Command | None, said: str) -> bool:
    """Without a sign: "my report on trees", and "publish today", which may well be a plan."""
    match command:
        case MyReport():
            return bool(command.unclear)
        case Publish(agreed=True, day=date()):
            return not any(sign.isdecimal() for sign in said)
        case _:
            return False


def _search(words: str, *, is_marked: bool) -> Search:
    words = words[:_LONGEST_SEARCH]
    more = words.casefold() in {"more", "older"}
    return Search("" if more else words, more=more, is_marked=is_marked)


def _named(said: str, today: date, platforms: frozenset[str]) -> Command | None:
    return _PHRASES.get(said) or _with_days(said, today) or _with_argument(said, today, platforms)


def _with_days(said: str, today: date) -> Command | None:
    if own := _MY_REPORT.fullmatch(said):
        return _my_report(own["days"] or "", today, share=own["share"] is not None)
    name, _, rest = said.partition(" ")
    return reader.away(rest, today) if name == "away" else None


def _with_argument(said: str, today: date, platforms: frozenset[str]) -> Command | None:
    name, _, rest = said.partition(" ")
    if "-" in said and _CODE.fullmatch(said):
        name, rest = "link", said
    if name == "edit" and rest.isdecimal():
        return Edit(int(rest[:4]))
    if name == "link" and _CODE.fullmatch(rest):
        return Link(_bare_code(rest))
    if rest in platforms and name in _ABOUT_A_PLATFORM:
        return _ABOUT_A_PLATFORM[name](rest)
    return _of_a_day(name, rest, today)


def _meant(said: str) -> Command | None:
    """A command whose sign says that it is one, with an argument that is good for nothing."""
    name, _, rest = said.partition(" ")
    if rest and name == "link":
        return Link(_bare_code(rest))
    if rest and name in _PUBLISHING:
        return Publish(agreed=_PUBLISHING[name], unclear=rest)
    return _ABOUT_A_PLATFORM[name](rest) if rest and name in _ABOUT_A_PLATFORM else None


def _my_report(days: str, today: date, *, share: bool) -> MyReport:
    found = reader.reported(days, today)
    if found is None:
        return MyReport(share=share, unclear=days)
    return MyReport(found.first, found.last, share=share)


def _of_a_day(name: str, rest: str, today: date) -> Publish | None:
    day = reader.day(rest, today) if rest and name in _PUBLISHING else None
    return Publish(agreed=_PUBLISHING[name], day=day) if day else None


def _bare_code(said: str) -> str:
    return said.replace("-", "")


def _unknown(word: str) -> Unknown:
    near = get_close_matches(word.casefold(), NAMES, n=1)
    return Unknown(word, near[0] if near else None)
