"""What is said with a command: its meaning, whatever the words."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from standup.core.dates.away import Away, AwayUnclear
from standup.core.settings.setting import Value

# No vowels, so that no word looks like a code: 8 signs for a link, 16 for an invitation.
SIGNS = "23456789bcdfghjkmnpqrstvwxz"


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before, or back from being away."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this question."""


@dataclass(frozen=True, slots=True)
class Later:
    """Ask me again `after` so long, or `at` a time of day (from midnight), of today or `tomorrow`;
    with none of these a little later. `is_unclear`: nobody knows when."""

    after: timedelta | None = None
    at: timedelta | None = None
    tomorrow: bool = False
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class SkipRun:
    """Not this run."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can I say? `all` of it, or what serves most people."""

    all: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Where do I stand?"""


@dataclass(frozen=True, slots=True)
class Report:
    """What did the team share last?"""


@dataclass(frozen=True, slots=True)
class Begin:
    """Let me answer now what I may, of a `day` or a `standup` or all of it; with nothing to answer:
    what did the team share last? `is_unclear`: nobody knows which day."""

    standup: str | None = None
    day: date | None = None
    is_unclear: bool = False


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
    """I want to take part: in a `standup` that I left, in `all` that I left, or in the only one.
    `is_unclear`: nobody knows which one they mean; `besides` coming back from being away."""

    standup: str | None = None
    all: bool = False
    is_unclear: bool = False
    besides: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """Ask me no more, in a `standup` or in the only one that I take part in."""

    standup: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Give me a code that joins an account of mine; or, with a `code`, this is one."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Drop the account that a code joined to mine on a platform; without one: which?"""

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
class Empty:
    """An answer, and nothing in it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One word marked as a command that we do not have, and the one that may have been meant."""

    word: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Plain:
    """A command that needs no type of its own: its name, and the words behind it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why was I asked, or not, on a `day` (today without one), in a `standup` or in all? The words
    may also have meant `other`; `is_unclear`: nobody knows which day they mean."""

    day: date | None = None
    standup: str | None = None
    other: date | None = None
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What did I share last, in a `standup` or in all?"""

    standup: str | None = None


@dataclass(frozen=True, slots=True)
class OfItem:
    """What about the item of this number? With `words`: this is to be said or set of it.

    `is_marked`: a sign says that it is no answer. `is_reply`: what it replies to says which item.
    """

    number: int
    words: str = ""
    is_marked: bool = False
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class KeepAs:
    """Let this live on: the `words`, or what I said last; `life` as it is called."""

    life: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Which items live? Those of which the `words` tell, or all that are open; `is_loose`: it was
    not called by its name."""

    words: str = ""
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """What became of all that lives in a `standup`, as a picture? Without one: in mine."""

    standup: str | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak this language to me; without a `language`, or with an `unclear` one: which?"""

    language: str = ""
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Adjust:
    """I want this of mine so, in a `standup` or in all; with `drop` as my team has it. Without
    either: how is it, or which of these `zones`? `is_unclear`: nobody knows what it says.
    `is_half`: a time of day that may be one of the afternoon as well."""

    name: str
    value: Value | None = None
    standup: str | None = None
    drop: bool = False
    zones: tuple[str, ...] = ()
    is_unclear: bool = False
    is_half: bool = False
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AtTime:
    """At a time of day from midnight, of the round that is called so."""

    time: timedelta
    round: str = ""


@dataclass(frozen=True, slots=True)
class OnTheseDays:
    """On these days of the week, 0 for Monday, in the round that is called so."""

    days: frozenset[int]
    round: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The question of this number, in these words; without a number: which questions are there?"""

    number: int | None = None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Whom:
    """The people who are called so."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A new standup's title; empty where none was said."""

    title: str


@dataclass(frozen=True, slots=True)
class AwayFor:
    """The people who are called so, and when they are away."""

    names: tuple[str, ...]
    dates: Away


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as somebody calls it, or `here`; on the `adapter` of that name, if they said."""

    place: str
    adapter: str = ""


Arranged = AtTime | OnTheseDays | Wording | Whom | Named
"""What may be said of a standup as it might be written."""


@dataclass(frozen=True, slots=True)
class Poll:
    """One question to everybody, with the options there are; `until` a time of day, if said."""

    question: str
    options: tuple[str, ...] = ()
    until: timedelta | None = None


Given = Arranged | AwayFor | Place | Poll


@dataclass(frozen=True, slots=True)
class Steer:
    """A word of those who run a `standup`, which is asked for where it is left out and several fit.

    `dates`, a `length` or what is `given` where the word has one, and none where its words are
    `unclear`; `is_marked`: a sign says that it is no answer, `is_loose`: it may well be one else.
    """

    name: str
    standup: str | None = None
    dates: Away | AwayUnclear | None = None
    length: timedelta | None = None
    unclear: bool = False
    is_marked: bool = False
    given: Given | None = None
    is_loose: bool = False
    words: str = field(default="", compare=False)


Wish = (
    Begin
    | Report
    | MyReport
    | Search
    | Join
    | Leave
    | Link
    | Unlink
    | Prefer
    | Export
    | Forget
    | Publish
    | Speak
    | Why
    | History
    | OfItem
    | KeepAs
    | Items
    | Map
    | Plain
    | Adjust
    | Steer
)
"""What the engine does: what concerns a person's accounts, teams, posts and data."""

Known = Back | Skip | SkipRun | Later | Help | Status | Edit | Empty | Away | AwayUnclear | Wish
"""What a command of the table may mean."""

Command = Known | Unknown
