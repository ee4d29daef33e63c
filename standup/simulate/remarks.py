"""What people say of items that live, each in words and in what they mean by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from standup.core.life import SHIPPED, Life

LIFE: Life = SHIPPED["hypothesis"]
STATES = tuple(state.name for state in LIFE.states)
ENDED = frozenset(state.name for state in LIFE.states if state.ends)
UNKNOWN = 9000  # a number that no item ever has, nor any after it
_UNKNOWN = 0.1

Kind = Literal["state", "words", "owner", "belief"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of the item of a number: its state, its owner, how much it is believed, each
    as `value`, and words, which stand in its logbook."""

    number: int
    kind: Kind
    value: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """How it is said."""
        match self.kind:
            case "state":
                said = f"{self.value} – {self.text}" if self.text else self.value
            case "words":
                said = f"note {self.text}"
            case "belief":
                said = f"belief {self.value}"
            case "owner":
                said = f"for {self.value}"
        return f"#{self.number} {said}"


@dataclass
class Board:
    """The items of which anybody has seen the number: people tell one another."""

    seen: set[int] = field(default_factory=set)

    def see(self, numbers: Iterable[int]) -> None:
        """Somebody was shown these."""
        self.seen |= {number for number in numbers if number < UNKNOWN}

    def remark(self, chance: Random, people: tuple[str, ...], word: str) -> Remark | None:
        """Something that somebody says of one of them, or of one that there is not; None where
        nobody has seen any."""
        if not self.seen:
            return None
        number = chance.randint(1, max(self.seen))
        number = UNKNOWN + number if chance.random() < _UNKNOWN else number
        match chance.choice(("state", "state", "state", "words", "owner", "belief")):
            case "state":
                text = word if chance.random() < 0.7 else ""
                return Remark(number, "state", chance.choice(STATES), text)
            case "owner":
                return Remark(number, "owner", chance.choice(("me", *people)))
            case "belief":
                return Remark(number, "belief", str(chance.randint(1, 6)))
            case _:
                return Remark(number, "words", text=word)
