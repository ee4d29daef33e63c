"""How many of each kind: a bar a kind, under its name."""

from standup.core.messages.charts import Kinds
from standup.pictures import lettering
from standup.pictures.card import INSIDE, MARGIN, WIDTH, Card
from standup.pictures.palette import LIGHT

_ROW, _BAR, _NAME = 36.0, 12.0, 12.0


def kinds(chart: Kinds) -> Card:
    """The longest bar takes the room there is; each ends in its count."""
    card = Card(chart.title, chart.note, _ROW * len(chart.names) + MARGIN - 4)
    most = max(*chart.counts, 1)
    for row, (name, count) in enumerate(zip(chart.names, chart.counts, strict=True)):
        y = card.top + _ROW * row
        number = f"{count:,}"
        room = INSIDE - lettering.width(number, _NAME, "bold") - 8
        words = lettering.drawable(name) or f"({row + 1})"
        card.text(MARGIN, y + 11, lettering.cut(words, room, _NAME), _NAME)
        card.text(WIDTH - MARGIN, y + 11, number, _NAME, weight="bold", align="right")
        card.box(MARGIN, y + 16, INSIDE, _BAR, LIGHT.steps[0])
        card.box(MARGIN, y + 16, INSIDE * count / most, _BAR, LIGHT.series[0])
    return card
