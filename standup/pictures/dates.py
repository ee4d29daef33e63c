"""Dates along the bottom of a picture: as many as can be read."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes

from standup.pictures import lettering
from standup.pictures.card import LABEL
from standup.pictures.palette import LIGHT

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_MOST_MONTHS, _MOST_DAYS = 7, 4
_MONTH_ROOM = 0.11  # of the whole width


def month(day: date) -> str:
    """ "Oct"."""
    return _MONTHS[day.month - 1]


def spacing(days: Sequence[date]) -> int:
    """How many days lie between two that follow each other, at least."""
    return min((b - a).days for a, b in pairwise(days)) if len(days) > 1 else 7


def label(axes: Axes, days: Sequence[date]) -> None:
    """Write the dates under the axes, whose unit is the day."""
    room = max(spacing(days) * 0.6, (days[-1] - days[0]).days * 0.02)
    axes.set_xlim(days[0].toordinal() - room, days[-1].toordinal() + room)
    shown = _months(days) if _number_of_months(days) > 2 else _some(days)
    axes.set_xticks([day.toordinal() for day, _ in shown], [words for _, words in shown])
    for words in axes.get_xticklabels():
        words.set(fontproperties=lettering.font("normal"), fontsize=LABEL, color=LIGHT.soft)


def _number_of_months(days: Sequence[date]) -> int:
    return len({(day.year, day.month) for day in days})


def _months(days: Sequence[date]) -> list[tuple[date, str]]:
    """The first day of each month; of many months every second or third, and none too near."""
    first: dict[tuple[int, int], date] = {}
    for day in days:
        first.setdefault((day.year, day.month), day)
    stride = -(-len(first) // _MOST_MONTHS)
    shown = list(first.values())[::stride]
    room = (days[-1] - days[0]) * _MONTH_ROOM
    apart = [day for day, after in pairwise(shown) if after - day >= room]
    return [(day, month(day)) for day in (*apart, shown[-1])]


def _some(days: Sequence[date]) -> list[tuple[date, str]]:
    stride = -(-len(days) // _MOST_DAYS)
    return [(day, f"{day.day} {month(day)}") for day in days[::stride]]
