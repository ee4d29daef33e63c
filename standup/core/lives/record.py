"""An item with all that is told of it where there is room: in a table, in a file, on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from standup.core.asking.measurement import Measurement
from standup.core.learning_log.entries import links
from standup.core.life import Life
from standup.core.lives import money
from standup.core.lives.item import Item, News
from standup.core.lives.money import Amount
from standup.core.zones import date_in


@dataclass(frozen=True, slots=True)
class Around:
    """What the team's metric was on the day on which an item began, and on that on which it ended
    or by now; None: nothing was measured until then."""

    before: float | None = None
    after: float | None = None

    @classmethod
    def of(cls, item: Item, zone: str, measured: Sequence[Measurement]) -> Self:
        """By the values that hold of one metric, the oldest first, and the standup's days."""
        begun, ended = (date_in(zone, at) for at in (item.begun_at, item.since))
        return cls(_by(begun, measured), _by(ended if item.has_ended else date.max, measured))


def _by(day: date, measured: Sequence[Measurement]) -> float | None:
    """The latest value of a day or before it."""
    return next((float(one.value) for one in reversed(measured) if one.day <= day), None)


@dataclass(frozen=True, slots=True)
class Record:
    """An item, its logbook and the numbers of those that followed from it; `life` as it is
    configured now, None where it is no more."""

    item: Item
    news: tuple[News, ...] = ()
    led_to: tuple[int, ...] = ()
    life: Life | None = None
    metric: Around = Around()

    @property
    def links(self) -> tuple[str, ...]:
        """The web addresses in its words and in its logbook, each once."""
        return links("\n".join((self.item.words, *(news.text for news in self.news))))

    @property
    def amount(self) -> Amount | None:
        """The amount of money that it is of, if it is of one."""
        has_one = self.life is not None and self.life.amount
        return money.amount(self.item.words) if has_one else None
