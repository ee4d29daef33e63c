"""An item with all that is told of it where there is room: in a table, in a file, on its page."""

from dataclasses import dataclass

from standup.core.learning_log.entries import links
from standup.core.life import Life
from standup.core.lives import money
from standup.core.lives.item import Item, News
from standup.core.lives.money import Amount


@dataclass(frozen=True, slots=True)
class Around:
    """What the team's metric was when an item began, and when it ended or by now; None: none."""

    before: float | None = None
    after: float | None = None


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
