"""Charts as data: what a picture shows, free of how it is drawn.

Days that follow each other are told apart by their dates, so that a gap stays one. A value that is
None was not measured, which is not the same as 0.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

MOST_SERIES = 3
"""More lines or parts of a column than people tell apart at a glance."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one a day of its chart."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts of a whole, in hundredths, stacked to one column a day; `last` tells the last one."""

    title: str
    note: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    last: str = ""

    def __post_init__(self) -> None:
        _check_series(self.days, self.series)


@dataclass(frozen=True, slots=True)
class Curves:
    """What was measured over time. `low` and `high` bound the scale where it has bounds, and `ends`
    are names of these two."""

    title: str
    note: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    unit: str = ""
    low: float | None = None
    high: float | None = None
    ends: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_series(self.days, self.series)


Point = tuple[date, float]
Moment = tuple[date, str]
"""A day on which something was settled, and a word for it, as short as `#12`."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One value of a team over time. `earlier` are those that were given on the same days before
    the ones that hold, `last` tells the last one and `goal` the target. `names` are what the curve,
    the target and the marks are called."""

    title: str
    note: str
    days: tuple[date, ...]
    values: tuple[float, ...]
    names: tuple[str, str, str]
    earlier: tuple[Point, ...] = ()
    last: str = ""
    target: float | None = None
    goal: str = ""
    marks: tuple[Moment, ...] = ()

    def __post_init__(self) -> None:
        if not self.days or len(self.days) != len(self.values):
            raise ValueError("a metric has a value for each of its days")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as on a wall calendar, each with a share between 0 and 1; None: it was not held.

    `of_one`: the days of one person, who shared or did not, or was not asked.
    """

    title: str
    note: str
    days: tuple[date, ...]
    shares: tuple[float | None, ...]
    of_one: bool = False

    def __post_init__(self) -> None:
        if len(self.days) != len(self.shares):
            raise ValueError("a calendar has a share for each of its days")


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many of each kind there are, the most first."""

    title: str
    note: str
    names: tuple[str, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.names) != len(self.counts):
            raise ValueError("each kind has a name and a count")


class Mark(StrEnum):
    """The shape in which a state is drawn, so that nobody needs colour to tell it."""

    OPEN = "open"
    ON_ITS_WAY = "on its way"
    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    NEITHER = "neither"
    PAST = "past"

    @property
    def sign(self) -> str:
        """The same as a letter."""
        return _SIGNS[self]


_SIGNS = {
    Mark.OPEN: "○",
    Mark.ON_ITS_WAY: "◐",
    Mark.YES: "✓",
    Mark.NO: "✕",
    Mark.PARTLY: "/",
    Mark.NEITHER: "–",
    Mark.PAST: "»",
}


@dataclass(frozen=True, slots=True)
class Lifeline:
    """Something that lives, or lived, from one day to another, ending in a mark.

    `origin` is the place, among those of its chart, of the one before it that it followed from.
    """

    theme: str
    name: str
    mark: Mark
    first: date
    last: date
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Lifelines:
    """What lives over time: those of a theme together, each after what it followed from.

    `marks` are the marks that are used, each with what it says.
    """

    title: str
    note: str
    lines: tuple[Lifeline, ...]
    marks: tuple[tuple[Mark, str], ...]

    def __post_init__(self) -> None:
        if any(one.origin is not None and one.origin >= n for n, one in enumerate(self.lines)):
            raise ValueError("what followed from something stands behind it")


Chart = Columns | Curves | Metric | Calendar | Kinds | Lifelines

_CHARTS = {
    kind.__name__.lower(): kind for kind in (Columns, Curves, Metric, Calendar, Kinds, Lifelines)
}


def _check_series(days: tuple[date, ...], series: tuple[Series, ...]) -> None:
    if not 0 < len(series) <= MOST_SERIES:
        raise ValueError(f"a chart shows 1 to {MOST_SERIES} series")
    if any(len(one.values) != len(days) for one in series):
        raise ValueError("a series has a value for each day of its chart")


def to_data(chart: Chart) -> dict[str, Any]:
    """The chart as what JSON has."""
    shown = {field.name: _value_data(getattr(chart, field.name)) for field in fields(chart)}
    return {"kind": type(chart).__name__.lower()} | shown


def _value_data(value: Any) -> Any:
    match value:
        case tuple():
            return [_value_data(one) for one in value]
        case Series(name, values):
            return [name, list(values)]
        case Lifeline():
            return [_value_data(getattr(value, field.name)) for field in fields(value)]
        case date():
            return value.isoformat()
        case _:
            return value


def from_data(data: dict[str, Any]) -> Chart:
    """The chart that `to_data` wrote."""
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    kind: Any = _CHARTS[given.pop("kind")]
    if "days" in given:
        given["days"] = tuple(date.fromisoformat(day) for day in given["days"])
    if "series" in given:
        given["series"] = tuple(Series(name, tuple(values)) for name, values in given["series"])
    if "lines" in given:
        given["lines"] = tuple(map(_lifeline, given["lines"]))
        given["marks"] = tuple((Mark(mark), name) for mark, name in given["marks"])
    for name in given.keys() & ({"earlier"} if "lines" in given else {"earlier", "marks"}):
        given[name] = tuple((date.fromisoformat(day), of) for day, of in given[name])
    chart: Chart = kind(**given)
    return chart


def _lifeline(data: list[Any]) -> Lifeline:
    theme, name, mark, first, last, origin = data
    return Lifeline(
        theme, name, Mark(mark), date.fromisoformat(first), date.fromisoformat(last), origin
    )
