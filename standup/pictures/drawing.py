"""Charts drawn: as a PNG for a chat, as an SVG for a page."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, assert_never

from standup.core.messages.charts import (
    Calendar,
    Chart,
    Columns,
    Curves,
    Kinds,
    Lifelines,
    Metric,
)
from standup.core.messages.markup import Image
from standup.pictures import inline

if TYPE_CHECKING:
    from standup.pictures.card import Card

log = logging.getLogger(__name__)

_LIBRARY = "matplotlib"

# It warns where it finds no folder for what it keeps of the machine's fonts, of which none is used.
logging.getLogger(_LIBRARY).setLevel(logging.ERROR)

INSTALL = "pip install 'open-standup[pictures]'"
_LOCK = Lock()  # the library's settings are the whole process's
_KEPT = 32  # pictures that may be asked for again soon, for another channel
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "open-standup"}


def is_installed() -> bool:
    """Whether what draws is there; where not, the log says how it gets there."""
    if find_spec(_LIBRARY) is not None:
        return True
    log.warning(
        "pictures are said in words, because what draws them is not installed: %s",
        INSTALL,
        extra={"action": "pictures_not_installed"},
    )
    return False


def for_pages() -> Callable[[Chart, str], str] | None:
    """What draws for pages, with the alternative text, if it is installed."""
    return svg if is_installed() else None


@lru_cache(_KEPT)
def png(chart: Chart) -> Image:
    """The chart as an opaque picture: the same bytes for the same chart."""
    with _drawn(chart) as card:
        file = io.BytesIO()
        card.figure.savefig(file, format="png", metadata={"Software": None})
        width, height = card.figure.canvas.get_width_height()
    return Image(file.getvalue(), width, height)


@lru_cache(_KEPT)
def svg(chart: Chart, alt: str) -> str:
    """The chart as an element of a page, in the reader's choice of light or dark."""
    with _drawn(chart) as card:
        file = io.StringIO()
        card.figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return inline.element(file.getvalue(), alt)


@contextmanager
def _drawn(chart: Chart) -> "Iterator[Card]":
    """The chart on its card, whatever settings of the library somebody has on this machine."""
    import matplotlib as mpl  # noqa: PLC0415 - it takes long, and most runs draw nothing

    with _LOCK, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield _card(chart)


def _card(chart: Chart) -> "Card":
    from standup.pictures import kinds, lifelines, over_time, tiles  # noqa: PLC0415 - as above

    match chart:
        case Columns():
            return over_time.columns(chart)
        case Curves():
            return over_time.curves(chart)
        case Metric():
            return over_time.metric(chart)
        case Calendar():
            return tiles.calendar(chart)
        case Kinds():
            return kinds.kinds(chart)
        case Lifelines():
            return lifelines.lifelines(chart)
        case _:
            assert_never(chart)
