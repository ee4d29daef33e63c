"""What names a day or a stretch of days, before it is known which: "friday", "3 december", "Q3".

Some lie where they lie, seen from today (`on`); others come again (`index` numbers the week, the
month or the year in which a day lies, `nth` is the one in it).
"""

from dataclasses import dataclass
from datetime import date

from standup.core.dates.spans import DAY, Span, later, months
from standup.core.dates.unclear import Unclear

WEEK, MONTH, QUARTER, HALF, YEAR = 7, 30, 90, 180, 365
"""Units, named by about how many days they have."""

_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}


def whole(unit: int, day: date) -> Span:
    """The unit of the calendar in which a day lies."""
    if unit == WEEK:
        monday = day - day.weekday() * DAY
        return Span(monday, monday + 6 * DAY)
    return months(day, _MONTHS[unit])


def moved(unit: int, day: date, number: int) -> date:
    """So many units after a day, or before it where the number is below 0."""
    return later(day, number * _MONTHS[unit]) if unit in _MONTHS else day + number * unit * DAY


@dataclass(frozen=True, slots=True)
class Offset:
    """Today, tomorrow, yesterday."""

    days: int

    def on(self, today: date) -> Span:
        """Seen from today."""
        day = today + self.days * DAY
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Exact:
    """A day of one year; ValueError where the calendar has none."""

    year: int
    month: int
    day: int
    weekday: int | None = None

    def on(self, _: date) -> Span:
        """Seen from whenever."""
        day = date(self.year, self.month, self.day)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Calendar:
    """This week, next month, the quarter before last."""

    unit: int
    offset: int

    def on(self, today: date) -> Span:
        """Seen from today."""
        return whole(self.unit, moved(self.unit, whole(self.unit, today).first, self.offset))


@dataclass(frozen=True, slots=True)
class PartOf:
    """A week, month, quarter or half of one year, or the year."""

    year: int
    unit: int
    number: int = 1

    def on(self, _: date) -> Span:
        """Seen from whenever."""
        return _part(self.year, self.unit, self.number)


def _part(year: int, unit: int, number: int) -> Span:
    if unit == WEEK:
        return whole(WEEK, date.fromisocalendar(year, number, 1))
    return whole(unit, date(year, (number - 1) * _MONTHS[unit] + 1, 1))


@dataclass(frozen=True, slots=True)
class PartIn:
    """The first half of last year."""

    unit: int
    number: int
    year: Calendar

    def on(self, today: date) -> Span:
        """Seen from today."""
        return _part(self.year.on(today).first.year, self.unit, self.number)


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before today; of weeks and longer it is a beginning, and no day to name."""

    number: int
    unit: int

    def on(self, today: date) -> Span:
        """Seen from today."""
        day = moved(self.unit, today, -self.number)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Weekday:
    """Once a week; Monday is 0."""

    number: int

    def index(self, day: date) -> int:
        """Its week."""
        return (day.toordinal() - 1) // 7

    def nth(self, index: int) -> Span:
        """In that week."""
        day = date.fromordinal(index * 7 + 1 + self.number)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday."""

    def index(self, day: date) -> int:
        """Its week."""
        return (day.toordinal() - 1) // 7

    def nth(self, index: int) -> Span:
        """In that week."""
        saturday = date.fromordinal(index * 7 + 6)
        return Span(saturday, saturday + DAY)


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of each month: "the 27th". The month that has none is a slip, not passed over."""

    day: int
    weekday: int | None = None

    def index(self, day: date) -> int:
        """Its month."""
        return day.year * 12 + day.month - 1

    def nth(self, index: int) -> Span:
        """In that month."""
        day = date(index // 12, index % 12 + 1, self.day)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of each year, or of those that have it."""

    month: int
    day: int
    weekday: int | None = None

    def index(self, day: date) -> int:
        """Its year."""
        return day.year

    def nth(self, index: int) -> Span | None:
        """In that year."""
        try:
            day = date(index, self.month, self.day)
        except ValueError:
            return None
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Part:
    """A week, month, quarter or half of each year."""

    unit: int
    number: int

    def index(self, day: date) -> int:
        """Its year; of a week the ISO year."""
        return day.isocalendar().year if self.unit == WEEK else day.year

    def nth(self, index: int) -> Span | None:
        """In that year."""
        try:
            return _part(index, self.unit, self.number)
        except ValueError:
            return None


Recurring = Weekday | Weekend | Monthly | Yearly | Part


COMING = 99
"""In place of this, next or last: the first after today."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """This, next or last friday."""

    which: int
    of: Recurring


@dataclass(frozen=True, slots=True)
class DayIn:
    """The monday of a week."""

    weekday: int
    of: "Thing"

    def cut(self, span: Span, _: date) -> Span:
        """From where the week lies."""
        day = span.first + self.weekday * DAY
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Edge:
    """The end (or the beginning) of november."""

    of: "Thing"
    is_end: bool

    def cut(self, span: Span, _: date) -> Span:
        """From where it lies."""
        day = span.last if self.is_end else span.first
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a week; or what has been of it (`is_over`)."""

    of: "Thing"
    is_over: bool = False

    def cut(self, span: Span, today: date) -> Span:
        """From where it lies; nobody can know what is meant where it holds no today."""
        if not span.first <= today <= span.last:
            raise Unclear("ambiguous")
        return Span(span.first, today) if self.is_over else Span(today, span.last)


@dataclass(frozen=True, slots=True)
class Around:
    """The week in which a day lies."""

    of: "Thing"

    def cut(self, span: Span, _: date) -> Span:
        """From where the day lies."""
        return whole(WEEK, span.first)


Cut = DayIn | Edge | Rest | Around


Thing = (
    Offset | Exact | Calendar | PartOf | Weekday | Weekend | Monthly | Yearly | Part
    | Chosen | DayIn | Edge | Rest | Around | PartIn | Ago
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Only:
    """Nothing but this."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Run:
    """From one to the other. Without a `first` from now on; without a `last` for good.

    `is_whole`: the end is meant to its last day, as "through december" is.
    """

    first: Thing | None
    last: Thing | None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """From then until today."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Length:
    """So many units, from `first` or today on."""

    number: int
    unit: int
    first: Thing | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """The last so many units."""

    number: int
    unit: int


@dataclass(frozen=True, slots=True)
class Several:
    """This and that."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A reason to be away, and no day."""


Phrase = Only | Run | Since | Length | Within | Several | Absent
