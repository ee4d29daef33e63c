"""What lives over time: a row each, with its line to the left and its words to the right."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from standup.core.messages.charts import Lifeline, Lifelines, Mark
from standup.pictures import dates, lettering
from standup.pictures.card import INSIDE, LABEL, MARGIN, SMALLEST, Card, Entry
from standup.pictures.palette import LIGHT

_TRACK = 100.0  # points, in which the time passes
_WORDS = MARGIN + _TRACK + 12  # where the words begin
_ROOM = INSIDE - _TRACK - 12
_LINE, _BETWEEN = 14.0, 7.0  # of the words of a row, and of two rows
_HEADING = 26.0
_ABOVE, _DATES = 8.0, 20.0
_MANY = 24  # rows; of more, the words of what has ended are cut after one line
_SHORTEST = timedelta(days=14)  # that the time takes which is shown
_MOST_MONTHS = 18  # of more, the years are written
_APART = 32.0  # points between two dates
_GOES_ON = {Mark.OPEN, Mark.ON_ITS_WAY}
_COLOURS = {
    Mark.OPEN: LIGHT.series[1],
    Mark.ON_ITS_WAY: LIGHT.series[1],
    Mark.YES: LIGHT.series[0],
    Mark.NO: LIGHT.series[2],
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line where it is drawn: from `left` to `right` at `y`; its words begin at `top`."""

    line: Lifeline
    words: tuple[str, ...]
    top: float
    y: float
    left: float
    right: float


def lifelines(chart: Lifelines) -> Card:
    """A line from when each began to when it ended, or to the end of the time, and its mark."""
    words = [_wrapped(line, len(chart.lines)) for line in chart.lines]
    headings = sum(1 for _ in _headings(chart.lines))
    rows_high = sum(len(one) * _LINE + _BETWEEN for one in words)
    high = _ABOVE + _DATES + headings * _HEADING + rows_high + MARGIN
    legend = [Entry(name, _colour(mark), mark=mark) for mark, name in chart.marks]
    card = Card(chart.title, chart.note, high, legend)
    first = min((line.first for line in chart.lines), default=date.min)
    last = max((line.last for line in chart.lines), default=date.max)
    first = min(first, last - _SHORTEST) if chart.lines else first
    scale = _Scale(first, last)
    rows = list(_placed(chart, words, card.top + _ABOVE + _DATES, scale))
    _dates(card, scale)
    _grid(card, scale, card.height - MARGIN)
    _names(card, chart.lines, rows)
    for row in rows:
        _fork(card, row, rows)
    for row in rows:
        _draw(card, row)
    return card


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where in the track each day is."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day, in points from the left."""
        return MARGIN + 6 + (_TRACK - 12) * ((day - self.first) / (self.last - self.first))

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The dates that are written, with their places: years, months, or the two ends."""
        months = [day for day in self._months() if day >= self.first]
        years = [day for day in months if day.month == 1]
        if len(months) > _MOST_MONTHS:
            return [(self.x(day), str(day.year)) for day in _apart(years, self)]
        if len(months) > 1:
            return [(self.x(day), dates.month(day)) for day in _apart(months, self)]
        ends = (self.first, self.last)
        return [(self.x(day), f"{day.day} {dates.month(day)}") for day in ends]

    def _months(self) -> Iterator[date]:
        day = self.first.replace(day=1)
        while day <= self.last:
            yield day
            day = (day + timedelta(days=32)).replace(day=1)


def _apart(days: Sequence[date], scale: _Scale) -> Sequence[date]:
    """Each of them, or every second or third, so that there is room to write them."""
    if len(days) < 2:
        return days
    room = (scale.x(days[-1]) - scale.x(days[0])) / (len(days) - 1)
    return days[:: math.ceil(_APART / room)]


def _wrapped(line: Lifeline, count: int) -> tuple[str, ...]:
    is_short = count > _MANY and line.mark not in _GOES_ON
    most = 1 if is_short else 2
    return tuple(lettering.wrapped(line.name, _ROOM, LABEL, most=most)) or ("",)


def _headings(lines: Sequence[Lifeline]) -> Iterator[int]:
    """The places of those before which the name of a theme stands."""
    theme = ""
    for number, line in enumerate(lines):
        if line.theme != theme:
            theme = line.theme
            yield number


def _placed(
    chart: Lifelines, words: Sequence[tuple[str, ...]], y: float, scale: _Scale
) -> Iterator[_Row]:
    headings = set(_headings(chart.lines))
    for number, (line, said) in enumerate(zip(chart.lines, words, strict=True)):
        y += _HEADING if number in headings else 0.0
        middle = y + _LINE / 2
        yield _Row(line, said, y, middle, scale.x(line.first), scale.x(line.last))
        y += len(said) * _LINE + _BETWEEN


def _dates(card: Card, scale: _Scale) -> None:
    beyond = 0.0
    for x, said in scale.ticks:
        wide = lettering.width(said, SMALLEST)
        left = min(max(x - wide / 2, MARGIN), MARGIN + _TRACK + 10 - wide)
        if left > beyond:
            card.text(left, card.top + _ABOVE + 10, said, SMALLEST, LIGHT.soft)
            beyond = left + wide + 4


def _grid(card: Card, scale: _Scale, bottom: float) -> None:
    for x, _ in scale.ticks:
        card.line([(x, card.top + _ABOVE + 16), (x, bottom)], LIGHT.grid, 1.0)


def _names(card: Card, lines: Sequence[Lifeline], rows: Sequence[_Row]) -> None:
    for number in _headings(lines):
        name = lettering.drawable(lines[number].theme, "bold")
        card.text(
            _WORDS,
            rows[number].top - 8,
            lettering.cut(name, _ROOM, LABEL, "bold"),
            LABEL,
            LIGHT.soft,
            weight="bold",
        )


def _fork(card: Card, row: _Row, rows: Sequence[_Row]) -> None:
    """From what it followed from, when that was or ended, down to where it begins."""
    if row.line.origin is not None:
        before = rows[row.line.origin]
        x = min(max(row.left, before.left), before.right)
        card.line([(x, before.y), (x, row.y), (row.left, row.y)], LIGHT.soft, 1.2)


def _draw(card: Card, row: _Row) -> None:
    colour = _colour(row.line.mark)
    card.line([(row.left, row.y), (row.right, row.y)], colour, 3.0)
    card.mark(row.right, row.y, row.line.mark, colour)
    for number, said in enumerate(row.words):
        card.text(_WORDS, row.top + 11 + number * _LINE, said, LABEL)


def _colour(mark: Mark) -> str:
    return _COLOURS.get(mark, LIGHT.soft)
