"""The calendar of days: a tile a day, a row a weekday that is used, a band a quarter of a year."""

from datetime import date, timedelta

from standup.core.messages.charts import Calendar
from standup.pictures import dates, lettering
from standup.pictures.card import INSIDE, LABEL, MARGIN, SMALLEST, WIDTH, Card, Entry
from standup.pictures.palette import LIGHT

_BOUNDS = (0.5, 0.75, 0.9)
_NAMES = ("under 50 %", "50–74 %", "75–89 %", "90 % and more")
_WEEKDAYS = "Mo Tu We Th Fr Sa Su".split()  # noqa: SIM905
_MOST_WEEKS = 14  # in a band: so many tiles, side by side, hold a number that can be read
_LARGEST = 30.0
_MONTHS, _BETWEEN = 17.0, 12.0


def calendar(chart: Calendar) -> Card:
    """Days coloured by their share; those that were not held have only an edge."""
    weekdays = sorted({day.weekday() for day in chart.days})
    left = MARGIN + (26 if len(weekdays) > 1 else 0)
    bands = _bands(chart)
    cell = min(_LARGEST, (INSIDE + MARGIN - left) / max(map(len, bands)))
    high = _MONTHS + cell * len(weekdays)
    card = Card(
        chart.title,
        chart.note,
        len(bands) * (high + _BETWEEN) - _BETWEEN + MARGIN + 4,
        _legend(chart),
    )
    shares = dict(zip(chart.days, chart.shares, strict=True))
    y = card.top + 4
    for band in bands:
        _months(card, left, y, cell, band, shares)
        for row, weekday in enumerate(weekdays):
            top = y + _MONTHS + row * cell
            if len(weekdays) > 1:
                card.text(MARGIN, top + cell / 2 + 4, _WEEKDAYS[weekday], SMALLEST, LIGHT.soft)
            for column, monday in enumerate(band):
                day = monday + timedelta(days=weekday)
                if day in shares:
                    _tile(card, left + column * cell, top, cell, day, shares[day])
        y += high + _BETWEEN
    return card


def _bands(chart: Calendar) -> list[list[date]]:
    """The Mondays of all weeks from the first to the last, in bands about as long as each other."""
    first, last = (_monday(day) for day in (min(chart.days), max(chart.days)))
    weeks = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    number = -(-len(weeks) // _MOST_WEEKS)
    long = -(-len(weeks) // number)
    return [weeks[n : n + long] for n in range(0, len(weeks), long)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _months(
    card: Card,
    left: float,
    y: float,
    cell: float,
    band: list[date],
    shares: dict[date, float | None],
) -> None:
    """The name of each month over the first week of it that has a day, where there is room."""
    first: dict[str, float] = {}
    for column, monday in enumerate(band):
        for day in (monday + timedelta(days=n) for n in range(7)):
            if day in shares:
                first.setdefault(dates.month(day), left + column * cell)
                break
    ends = [*list(first.values())[1:], WIDTH]
    for (words, x), end in zip(first.items(), ends, strict=True):
        if x + lettering.width(words, LABEL) + 3 <= end:
            card.text(x + 1, y + 11, words, LABEL, LIGHT.soft)


def _tile(card: Card, x: float, y: float, cell: float, day: date, share: float | None) -> None:
    side = cell - 2
    if share is None:
        card.box(x + 1, y + 1, side - 1, side - 1, None, LIGHT.soft)
        colour = LIGHT.soft
    else:
        step = sum(share >= bound for bound in _BOUNDS)
        card.box(x, y, side, side, LIGHT.steps[step])
        colour = LIGHT.on[step]
    middle = x + side / 2
    card.text(middle, y + side / 2 + 4, str(day.day), SMALLEST, colour, align="center")


def _legend(chart: Calendar) -> list[Entry]:
    if chart.of_one:
        entries = [Entry("shared", LIGHT.steps[-1]), Entry("not shared", LIGHT.steps[0])]
    else:
        entries = [Entry(name, step) for name, step in zip(_NAMES, LIGHT.steps, strict=True)]
    without = "not asked" if chart.of_one else "not held"
    return entries + [Entry(without, None, LIGHT.soft)] * (None in chart.shares)
