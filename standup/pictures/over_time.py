"""What changes over time: columns of shares, and curves of what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from standup.core.messages.charts import Columns, Curves, Metric, Series
from standup.pictures import dates, lettering
from standup.pictures.card import INSIDE, LABEL, MARGIN, SMALLEST, WIDTH, Card, Entry
from standup.pictures.palette import LIGHT

_HIGH = 150.0  # points
_ABOVE, _BELOW = 14.0, 36.0  # what is written over the axes, and the dates under them
_WIDEST = 9  # days that a column may be wide
_WIDE = 250.0  # points between the axes, about
_ENDS = 18.0
_MOST_TOLD = 100.0
_APART = 13.0  # points between two values that are written
_MANY = 26  # points of a line; of more, each is drawn smaller


@dataclass(frozen=True, slots=True)
class _Told:
    """The latest value of a series in words, written beside it."""

    value: float
    words: str
    colour: str


def _line(axes: Axes, days: Sequence[date], values: Sequence[float | None], colour: str) -> None:
    """A line with a point a day."""
    axes.plot(
        [day.toordinal() for day in days],
        [float("nan") if value is None else value for value in values],
        color=colour,
        linewidth=2.5,
        marker="o",
        markersize=6.0 if len(days) <= _MANY else 3.5,
        zorder=3,
        clip_on=False,
    )


def columns(chart: Columns) -> Card:
    """Shares stacked to a column a day; one of nothing at all leaves a stub, a gap leaves none."""
    totals = _totals(chart)
    last = next((total for total in reversed(totals) if total is not None), None)
    told = (
        [_Told(last, _room_for(chart.last), LIGHT.ink)] if last is not None and chart.last else []
    )
    card = Card(chart.title, chart.note, _ABOVE + _HIGH + _BELOW, _legend(chart.series))
    ticks = [(0.0, "0"), (50.0, "50"), (100.0, "100 %")]
    axes = _axes(card, card.top + _ABOVE, ticks, told)
    wide = min(_WIDEST, dates.spacing(chart.days)) * 0.76
    at = [day.toordinal() for day in chart.days]
    bottoms = [0.0] * len(at)
    for number, one in enumerate(chart.series):
        values = [value or 0.0 for value in one.values]
        axes.bar(at, values, wide, bottoms, color=LIGHT.series[number], zorder=2)
        bottoms = [bottom + value for bottom, value in zip(bottoms, values, strict=True)]
    nothing = [x for x, total in zip(at, totals, strict=True) if total == 0]
    axes.bar(nothing, [1.5] * len(nothing), wide, color=LIGHT.soft, zorder=2)
    dates.label(axes, chart.days)
    return card


def curves(chart: Curves) -> Card:
    """A line a series, broken where nothing was measured."""
    ends = _ENDS * bool(chart.ends)
    card = Card(chart.title, chart.note, _ABOVE + _HIGH + _BELOW + 2 * ends, _legend(chart.series))
    told = [
        _Told(value, _room_for(value_text(value, chart.unit)), LIGHT.series[number])
        for number, one in enumerate(chart.series)
        for value in [v for v in one.values if v is not None][-1:]
    ]
    axes = _axes(card, card.top + _ABOVE + ends, _scale(chart), told)
    for number, one in enumerate(chart.series):
        _line(axes, chart.days, one.values, LIGHT.series[number])
    dates.label(axes, chart.days)
    if chart.ends:
        low, high = (f"↓ {chart.ends[0]}", f"↑ {chart.ends[-1]}")
        for words, y in ((high, card.top + 11), (low, card.height - MARGIN + 4)):
            shown = lettering.cut(lettering.drawable(words), INSIDE, LABEL)
            card.text(MARGIN, y, shown, LABEL, LIGHT.soft)
    return card


def metric(chart: Metric) -> Card:
    """One curve, with its target as a broken line and a mark where something was settled."""
    card = Card(chart.title, chart.note, _ABOVE + _HIGH + _BELOW, _names(chart))
    told = [_Told(chart.values[-1], _room_for(chart.last), LIGHT.series[0])]
    if chart.target is not None:
        told.append(_Told(chart.target, _room_for(chart.goal), LIGHT.series[1]))
    axes = _axes(card, card.top + _ABOVE, _near(chart), told)
    if chart.target is not None:
        axes.axhline(chart.target, color=LIGHT.series[1], linewidth=2.0, dashes=(4, 3), zorder=2)
    _settled(axes, chart)
    if chart.earlier:
        at = [day.toordinal() for day, _ in chart.earlier]
        axes.scatter(at, [value for _, value in chart.earlier], 20, LIGHT.steps[1], zorder=2)
    _line(axes, chart.days, chart.values, LIGHT.series[0])
    dates.label(axes, chart.days)
    return card


def _names(chart: Metric) -> list[Entry]:
    """Which colour is what; a curve alone is what the title says."""
    used = (True, chart.target is not None, bool(chart.marks))
    named = zip(chart.names, LIGHT.series, used, strict=True)
    entries = [Entry(name, colour) for name, colour, is_used in named if is_used]
    return entries if len(entries) > 1 else []


def _settled(axes: Axes, chart: Metric) -> None:
    """A thin line for each mark, and its word above it, where there is room for that."""
    free = float("-inf")
    span = max((chart.days[-1] - chart.days[0]).days, 1)
    for day, words in sorted(chart.marks):
        axes.axvline(day.toordinal(), color=LIGHT.series[2], linewidth=1.2, zorder=1)
        wide = lettering.width(words, SMALLEST) / _WIDE * span
        if day.toordinal() - wide / 2 < free:
            continue
        free = day.toordinal() + wide / 2 + span * 0.01
        axes.annotate(
            words,
            (day.toordinal(), 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            fontproperties=lettering.font("normal"),
            fontsize=SMALLEST,
            color=LIGHT.series[2],
            horizontalalignment="center",
            parse_math=False,
        )


def _near(chart: Metric) -> list[tuple[float, str]]:
    """The values that have a line: about those that are shown, so that small steps are seen."""
    shown = [*chart.values, *(value for _, value in chart.earlier)]
    shown += [] if chart.target is None else [chart.target]
    low, high = min(shown), max(shown)
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    bottom = max(low - room, 0.0) if low >= 0 else low - room
    top = high + room * (low == high)
    ticks = [float(tick) for tick in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(bottom, top)]
    digits = max(0, -floor(log10(ticks[1] - ticks[0])))
    return [(tick, f"{tick:,.{digits}f}") for tick in ticks]


def value_text(value: float, unit: str = "") -> str:
    """ "3.4 h": as exact as can be taken in at a glance."""
    exact = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"
    return f"{exact} {unit}" if unit else exact


def _room_for(words: str) -> str:
    """A value as it is told beside the axes; a unit of many words is cut."""
    return lettering.cut(lettering.drawable(words, "bold"), _MOST_TOLD, LABEL, "bold")


def _totals(chart: Columns) -> list[float | None]:
    """The height of each column; None where there is none."""
    days = zip(*(one.values for one in chart.series), strict=True)
    known = ([value for value in day if value is not None] for day in days)
    return [sum(values) if values else None for values in known]


def _legend(series: Sequence[Series]) -> list[Entry]:
    """Which colour is whose; a series alone is what the title says."""
    named = enumerate(series) if len(series) > 1 else ()
    return [Entry(one.name, LIGHT.series[number]) for number, one in named]


def _scale(chart: Curves) -> list[tuple[float, str]]:
    """The values that have a line, from the lowest to the highest that is shown."""
    values = [v for one in chart.series for v in one.values if v is not None] or [0.0]
    low = min(0.0, *values) if chart.low is None else chart.low
    high = max(1.0, *values) if chart.high is None else chart.high
    found = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(low, high)
    ticks = [float(tick) for tick in found]
    if chart.low is not None:
        ticks = [low, *(tick for tick in ticks if low < tick < high and tick == int(tick)), high]
    return [(tick, value_text(tick).removesuffix(".0")) for tick in ticks]


def _axes(card: Card, y: float, ticks: Sequence[tuple[float, str]], told: Sequence[_Told]) -> Axes:
    """Axes from the first tick to the last, with the latest values beside them."""
    left = max(lettering.width(words, SMALLEST) for _, words in ticks) + 7
    right = max((lettering.width(one.words, LABEL, "bold") + 7 for one in told), default=0.0)
    axes = card.axes(y, _HIGH, left, right)
    low, high = ticks[0][0], ticks[-1][0]
    axes.set_ylim(low, high)
    axes.set_yticks([at for at, _ in ticks], [words for _, words in ticks])
    for words in axes.get_yticklabels():
        words.set(fontproperties=lettering.font("normal"), fontsize=SMALLEST, color=LIGHT.soft)
    beneath = float("-inf")
    for one in sorted(told, key=lambda one: one.value):
        beneath = max((one.value - low) / (high - low) * _HIGH, beneath + _APART)
        x, up = WIDTH - MARGIN - right + 6, y + _HIGH - beneath + 4
        card.text(x, up, one.words, LABEL, one.colour, weight="bold")
    return axes
