"""What the kinds share that are answered by a word, a sign or a number, maybe with words after it.

`4 – slept badly`, `yes, but late`, `remote`: the words besides the value are its note. What is not
clear (`3 or 4`, `yes and no`) is not read at all, so that it can be asked again.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from standup.core.kinds.kind import (
    AskAgain,
    Asked,
    FollowUp,
    Measuring,
    Pair,
    Pressing,
    Reading,
    Row,
    Setting,
    Told,
    Value,
)
from standup.core.kinds.words import Words
from standup.core.language import sentence
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    MOST_IN_A_ROW,
    MOST_ROWS,
    Message,
    Span,
    Text,
    phrase,
    quote,
    say,
)

_WIDE = 34  # characters of labels in a row that a telephone shows whole


@dataclass(frozen=True, slots=True)
class Short(ABC):
    """A value as short as a word, and the words said with it."""

    @property
    @abstractmethod
    def row(self) -> tuple[Span, ...]:
        """The value alone, as it is shown."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What was said besides."""

    @abstractmethod
    def noted(self, words: str) -> "Short":
        """The same with these words."""

    @property
    @abstractmethod
    def measured(self) -> Fraction | None:
        """The amount it gives, where it gives one."""

    @abstractmethod
    def data(self) -> dict[str, Any]:
        """It for JSON, its words under `text`."""

    @property
    def is_empty(self) -> bool:
        """It says something."""
        return False

    @property
    def gist(self) -> str:
        """It says nothing of what was learned."""
        return ""

    def told(self) -> Iterator[Told]:
        """Nothing: its words are about how somebody felt, or how many hours they had."""
        return iter(())

    def shown(self) -> Message:
        """ "**4** of 5 – slept badly"; words of several lines stand below."""
        if "\n" in self.words:
            return say(*self.row) + quote(self.words)
        return say(*self.row, *((Text(f" – {self.words}"),) if self.words else ()))


@dataclass(frozen=True, slots=True)
class ShortRules:
    """The rules of such a kind, put together from what is its own.

    `one` reads a single message, `again` asks for a value once more, `listed` says what may be
    answered, of which nothing need be listed that can be pressed. `example` is an answer with words
    after it, None where `again` has one; `beside` stands beside the question in a form.
    """

    about: str
    settings: tuple[Setting, ...]
    measuring: Measuring | None
    pressing: Pressing | None
    one: Callable[[Asked, str], Short | None]
    again: str
    listed: Callable[[Asked, Capabilities], Message]
    example: Callable[[Asked, Capabilities], str] | None
    beside: Callable[[Asked], str]
    telling: None = None
    is_of_team: bool = False

    def read(self, asked: Asked, texts: tuple[str, ...], _: tuple[str, ...]) -> Reading:
        """The last text that can be read gives the value; what was said besides is its note."""
        read = [self.one(asked, text.strip()) for text in texts]
        words = [found.words if found else text for found, text in zip(read, texts, strict=True)]
        note = "\n".join(said.strip() for said in words if said.strip())
        values = [found for found in read if found]
        if values:
            return Reading(values[-1].noted(note))
        return Reading(Words(note), AskAgain(asked) if note and len(texts) == 1 else None)

    def hint(self, asked: Asked, _: tuple[str, ...], can: Capabilities) -> Message:
        """What may be answered, with an example of words after it."""
        listed = self.listed(asked, can)
        if self.example is None:
            return listed
        how = sentence("__You can add a few words:__ `{example}`")
        if can.choices:
            how = sentence("__Or write it, with a few words if you like:__ `{example}`")
        example = self.example(asked, can)
        return listed + phrase(how, example=example)

    def follow_up(self, asked: Asked, _: Reading, can: Capabilities) -> Message:
        """Which value it is."""
        text = phrase(self.again)
        text += self.listed(asked, can) if self.example else Message(())
        return text + phrase("`-` __leaves it at that.__")

    def field_hint(self, asked: Asked, _: tuple[str, ...]) -> str:
        """What stands beside it in a form."""
        return self.beside(asked)


@dataclass(frozen=True, slots=True)
class Choosing:
    """The choices of such a kind: `pairs` as buttons, `labels` in a form, `label` of a value."""

    pairs: Callable[[Asked], Row]
    labels: Callable[[Asked], tuple[str, ...]]
    label: Callable[[Asked, Value], str]

    def buttons(self, asked: Asked, _: tuple[str, ...], __: FollowUp | None) -> tuple[Row, ...]:
        """The same choices whatever is asked, with room to leave out what may be left out."""
        return fitting(self.pairs(asked), MOST_ROWS - asked.optional)

    def options(self, asked: Asked) -> tuple[str, ...]:
        """What a form offers."""
        return self.labels(asked)

    def option(self, asked: Asked, value: Value) -> str:
        """The label of a value."""
        return self.label(asked, value)


def fitting(pairs: tuple[Pair, ...], most_rows: int) -> tuple[Row, ...]:
    """The choices in as few rows as show their labels whole, the rows as even as can be."""
    rows: tuple[Row, ...] = ()
    for count in range(1, most_rows + 1):
        each = ceil(len(pairs) / count) or 1
        rows = tuple(pairs[n : n + each] for n in range(0, len(pairs), each))
        wide = max((sum(len(label) for label, _ in row) for row in rows), default=0)
        if each == 1 or (each <= MOST_IN_A_ROW and wide <= _WIDE):
            break
    return rows
