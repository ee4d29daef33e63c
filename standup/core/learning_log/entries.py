"""The learning log: every report that was shared, with what it can be found by."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from standup.core.asking.answers import answers, said
from standup.core.asking.check_in import CheckIn
from standup.core.kinds.choice import Picked
from standup.core.messages.markup import Message, quote, unmarked
from standup.core.model import Question, Standup
from standup.core.text.letters import normalized
from standup.core.text.pattern import Pattern

URL = Pattern(r"https?://[^\s<>\"'`|\\^{}]+", re.IGNORECASE)
# Signs that belong to the letter before them: accents, and the vowels of many scripts.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
    "\u0eb1-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
_TAG = Pattern(rf"(?<![\w#&/.-])#(?P<tag>[^\W_][\w+.{_MARKS}-]*)")
_LONGEST_TAG = 40
_MOST_TAGS = 100  # of one report
_CLOSING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the log as it stands: a finished check-in, or an update.

    `id` is its own for good and grows with the days, `at` is when it was said. `kind` is what the
    person chose that day where the standup asks a choice that sorts, `tags` what was marked with #,
    folded and merged. `standup` is the definition that the run was opened with.
    """

    id: int
    standup: Standup
    day: date
    person: str
    name: str
    at: datetime
    run: int
    check_in: CheckIn | None = None
    update: str = ""
    kind: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def round(self) -> str:
        """The id of its round; empty for an update."""
        return self.check_in.round_id if self.check_in else ""

    @property
    def title(self) -> str:
        """What its heading calls it: the round's title, or that it is an update."""
        return self.check_in.round.title if self.check_in else "Update"

    @property
    def message(self) -> Message:
        """What it says, as it was posted."""
        return answers(self.check_in) if self.check_in else quote(self.update)

    @property
    def words(self) -> str:
        """What the person said as bare text, without the questions: what it is searched by."""
        return unmarked(said(self.check_in)) if self.check_in else self.update

    @property
    def links(self) -> tuple[str, ...]:
        """The web addresses in it, each once."""
        return links(self.words)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports of the log: those that are all of this; what is None or empty asks nothing.

    `words` are looked for as whole words, whatever their endings and accents. `standups` are the
    ids of those that may be seen, `people` of those of whom any may have said it. `first` and
    `last` are days, both included.
    """

    standups: tuple[str, ...]
    words: str = ""
    people: tuple[str, ...] = ()
    kind: str | None = None
    tag: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Which tags are one and the same: the name that is used for each that has another."""

    used: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, others: Mapping[str, Iterable[str]]) -> "Merged":
        """By the name that is used: the others that mean the same."""
        return cls({folded(n): folded(used) for used, names in others.items() for n in names})

    def names(self, found: Iterable[str]) -> tuple[str, ...]:
        """The names that are used for these tags, each once."""
        return tuple(dict.fromkeys(self.used.get(tag, tag) for tag in found))

    def all_of(self, tag: str) -> tuple[str, ...]:
        """Every tag that means the same as this one."""
        used = self.used.get(tag, tag)
        return (used, *(other for other, name in self.used.items() if name == used))


def folded(tag: str) -> str:
    """A tag as it is compared, with or without its sign."""
    return _composed(tag).removeprefix("#").casefold()


def _composed(text: str) -> str:
    """The text with each accent in its letter: one letter may be written in two ways."""
    return normalized("NFC", text)


def links(text: str) -> tuple[str, ...]:
    """The web addresses in a text, each once, without what punctuates the sentence around them."""
    return tuple(dict.fromkeys(map(_without_end, URL.findall(text))))


def _without_end(url: str) -> str:
    end, unopened = (
        len(url),
        {sign: url.count(sign) - url.count(_CLOSING[sign]) for sign in _CLOSING},
    )
    while url[end - 1] in ".,;:!?*_" or unopened.get(url[end - 1], 0) > 0:
        end -= 1
        if url[end] in unopened:
            unopened[url[end]] -= 1
    return url[:end]


def tags(text: str) -> tuple[str, ...]:
    """What is marked with # in a text, folded to lower case, each once; a number alone is none."""
    written = _TAG.finditer(_composed(URL.sub(" ", text)))
    found = (folded(match["tag"].rstrip(".-\u200c\u200d")) for match in written)
    return tuple(dict.fromkeys(tag for tag in found if _is_tag(tag)))[:_MOST_TAGS]


def _is_tag(tag: str) -> bool:
    return 0 < len(tag) <= _LONGEST_TAG and not tag.isdecimal()


def sorting_question(standup: Standup) -> Question | None:
    """The question whose choice says of what kind a day was, if the standup asks one."""
    return next((q for r in standup.rounds for q in r.questions if q.sorts), None)


def kind_of(check_ins: Iterable[CheckIn]) -> str | None:
    """Of what kind a person's day was, from all their check-ins of the run."""
    for check_in in check_ins:
        for question in check_in.round.questions:
            value = check_in.reading(question).value if question.sorts else None
            if isinstance(value, Picked) and check_in.is_shared:
                return value.option
    return None
