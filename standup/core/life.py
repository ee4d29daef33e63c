"""What a life is: the states of an item, how each counts, who moves it and when it is asked about.

Those of `SHIPPED` are there already; a configuration adds its own, or writes one of them anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from standup.core.language import sentence
from standup.core.reading.own_words import Counts, OwnWord

Movers = Literal["owner", "anyone", "owners"]
"""Who may say that an item is in a state: its owner, any reader, or those who run the standup."""


@dataclass(frozen=True, slots=True)
class StateOf:
    """A state of a life: whether an item ends with it, how it counts, and who may say so."""

    name: str
    ends: bool = False
    counts: Counts = Counts.NEUTRAL
    by: Movers = "owner"


@dataclass(frozen=True, slots=True)
class Asking:
    """That its owner is asked about an item, no more often than every so many weeks, and how."""

    weeks: int = 1
    say: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A way to live on: `states` in order, the first of which an item begins in.

    `belief` are the least and the most that somebody may believe in one. `has_owner`: its author
    has it; else one is asked for. After so many weeks without news (`quiet_after`) it is asked
    whether to end it. `urgent`: those who are named in one, or the helpers, are told at once, and
    again until it has moved. `again`: it is offered again in the next run's plan. `amount`: it is
    of an amount of money.
    """

    name: str
    states: tuple[StateOf, ...]
    belief: tuple[int, int] | None = None
    has_owner: bool = True
    ask: Asking | None = None
    quiet_after: int | None = None
    urgent: bool = False
    again: bool = False
    amount: bool = False

    @property
    def first(self) -> StateOf:
        """The state that an item begins in."""
        return self.states[0]

    @property
    def end(self) -> StateOf:
        """The state in which an item ends that is named for an example."""
        return next((state for state in self.states if state.ends), self.states[-1])

    def state(self, name: str) -> StateOf | None:
        """The state of that name, if there is one."""
        return next((state for state in self.states if state.name == name), None)

    @property
    def words(self) -> tuple[OwnWord, ...]:
        """The states as the words that say them."""
        return tuple(OwnWord(state.name, state.counts) for state in self.states)


KEPT, MISSED, NEUTRAL = Counts.KEPT, Counts.MISSED, Counts.NEUTRAL

SHIPPED: Mapping[str, Life] = {
    life.name: life
    for life in (
        Life(
            "hypothesis",
            (
                StateOf(sentence("open")),
                StateOf(sentence("confirmed"), ends=True, counts=KEPT),
                StateOf(sentence("refuted"), ends=True, counts=KEPT),
                StateOf(sentence("inconclusive"), ends=True),
                StateOf(sentence("overtaken"), ends=True),
            ),
            belief=(1, 5),
            ask=Asking(1, sentence("Where does it stand?")),
            quiet_after=4,
        ),
        Life(
            "blocker",
            (
                StateOf(sentence("raised")),
                StateOf(sentence("acknowledged"), by="anyone"),
                StateOf(sentence("resolved"), ends=True, by="anyone"),
            ),
            urgent=True,
        ),
        Life(
            "action",
            (
                StateOf(sentence("to do")),
                StateOf(sentence("done"), ends=True, counts=KEPT),
                StateOf(sentence("dropped"), ends=True),
            ),
            has_owner=False,
            ask=Asking(1, sentence("How is it going?")),
            quiet_after=8,
        ),
        Life(
            "expense",
            (
                StateOf(sentence("asked")),
                StateOf(sentence("approved"), by="owners"),
                StateOf(sentence("declined"), ends=True, by="owners"),
                StateOf(sentence("paid"), ends=True, by="owners"),
            ),
            amount=True,
        ),
        Life(
            "carried",
            (
                StateOf(sentence("open")),
                StateOf(sentence("done"), ends=True, counts=KEPT),
                StateOf(sentence("dropped"), ends=True),
            ),
            again=True,
        ),
    )
}
"""Those that need no line of configuration but their name at a question."""
