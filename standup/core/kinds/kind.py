"""What a kind of question is: how it is asked, how replies are read, what their value can do.

Replies are kept as the texts people wrote; what they mean is read from those texts anew each time,
so an edited message needs no second way of thinking.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, Protocol

from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message
from standup.core.reading.own_words import OwnWord

EMPTY = ""  # the text of an answer that says, on purpose, nothing

Telling = Literal["learned", "planned", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a person's own in an answer: what they tell of, and of which item, if of one."""

    text: str
    of: Telling
    about: str = ""


class Value(Protocol):
    """What was answered to a question."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        ...

    @property
    def gist(self) -> str:
        """What it says that was learned, or nothing."""
        ...

    @property
    def measured(self) -> Fraction | None:
        """The amount it gives, where it gives one."""
        ...

    def told(self) -> Iterator[Told]:
        """What stands in it in words of the person's own."""
        ...

    def shown(self) -> Message:
        """How it is shown; what is empty is not."""
        ...

    def data(self) -> dict[str, Any]:
        """It for JSON: under the name of its kind, and under `text` all that is words."""
        ...


class Asked(Protocol):
    """What a kind knows of a question of it: the settings that every question has in the model."""

    @property
    def ask(self) -> str:
        """The words in which it is asked."""
        ...

    @property
    def options(self) -> tuple[str, ...]:
        """What a choice is one of."""
        ...

    @property
    def low(self) -> int:
        """The lowest step of a scale."""
        ...

    @property
    def high(self) -> int:
        """The highest step of a scale."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """What the two ends of a scale are called, or none."""
        ...

    @property
    def unit(self) -> str:
        """What a number counts, or nothing."""
        ...

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        ...

    @property
    def outcomes(self) -> tuple[OwnWord, ...]:
        """The words of its own for what came of items, or none."""
        ...

    @property
    def life(self) -> str:
        """The life of the items that live on from it, or that it is about; or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class AskItem:
    """Ask what came of one item next; `unsure` when the last reply was not understood, since it
    was about a number `beyond` the plan, if so."""

    item: int
    unsure: bool = False
    beyond: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class AskStatuses:
    """Thank for the words and ask once what came of the plan."""


@dataclass(frozen=True, slots=True)
class AskWords:
    """Everything is ticked: ask once what was learned."""


@dataclass(frozen=True, slots=True)
class AskBeyond:
    """Everything is ticked, and more was said: ask once what was meant, beyond the plan."""


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The reply could not be read as an answer to this question: say once what is expected."""

    question: Asked


FollowUp = AskItem | AskStatuses | AskWords | AskBeyond | AskAgain


@dataclass(frozen=True, slots=True)
class Reading:
    """What the replies to a question mean so far, and what to ask about them, if anything."""

    value: Value
    follow_up: FollowUp | None = None


Pair = tuple[str, str]  # the label of a choice, and what one would write
Row = tuple[Pair, ...]

Better = Literal["lower", "higher"]
"""Which way a metric is to go."""

Shape = Literal[
    "reference", "options", "step", "labels", "unit", "flag", "words", "better", "amount"
]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a kind's own in YAML: `name` there, `field` in the model where it differs;
    `is_needed`, unless there is what `instead` names."""

    name: str
    shape: Shape
    description: str
    default: int | bool | None = None
    is_needed: bool = False
    instead: str = ""
    field: str = ""


class Measuring(Protocol):
    """How the answers of a kind are measured that gives amounts."""

    def limits(self, asked: Asked) -> tuple[int, int]:
        """The least and the most that can be given."""
        ...

    @property
    def is_bounded(self) -> bool:
        """Whether nothing can lie beyond the limits: people are told that such a mark is shown
        with their name."""
        ...

    @property
    def is_counted(self) -> bool:
        """Whether the bare number says enough of an amount."""
        ...

    def ends(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """What the least and the most are called, of a question with these labels."""
        ...

    def text(self, value: Fraction, number: str, high: int, unit: str) -> str:
        """An amount in words; `number` is how it is written as such."""
        ...


class Pressing(Protocol):
    """What can be pressed, or chosen in a form, instead of being written."""

    def buttons(
        self, asked: Asked, shown: tuple[str, ...], about: FollowUp | None
    ) -> tuple[Row, ...]:
        """The choices under the question, or under what is asked about its answer."""
        ...

    def options(self, asked: Asked) -> tuple[str, ...]:
        """What a form offers; none: one writes there."""
        ...

    def option(self, asked: Asked, value: Value) -> str:
        """The one of these that says the value, or nothing."""
        ...


class Rules(Protocol):
    """All that a kind of question decides. `shown` are the items that were shown with it."""

    @property
    def about(self) -> str:
        """What it is, for whoever writes YAML."""
        ...

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The settings of its own."""
        ...

    @property
    def telling(self) -> int | None:
        """How soon its words are looked at for what was learned; None: it is not answered in
        words of one's own."""
        ...

    @property
    def measuring(self) -> Measuring | None:
        """How its answers are measured, if they are."""
        ...

    @property
    def is_of_team(self) -> bool:
        """Whether its answer is the team's, by whoever has one: everybody else may leave it out,
        and nobody is reminded of it."""
        ...

    @property
    def pressing(self) -> Pressing | None:
        """What can be pressed for it, if anything."""
        ...

    def read(self, asked: Asked, texts: tuple[str, ...], shown: tuple[str, ...]) -> Reading:
        """What these texts, said in this order, answer."""
        ...

    def hint(self, asked: Asked, shown: tuple[str, ...], can: Capabilities) -> Message:
        """What helps to answer; what can be pressed need not be listed."""
        ...

    def follow_up(self, asked: Asked, reading: Reading, can: Capabilities) -> Message:
        """What is asked about an answer that leaves something open."""
        ...

    def field_hint(self, asked: Asked, shown: tuple[str, ...]) -> str:
        """What stands beside the question in a form."""
        ...
