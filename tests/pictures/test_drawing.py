"""Every picture can be read on a telephone, is the same each time, and says its words."""

import re
import sys
import threading
from datetime import date, timedelta
from subprocess import run
from xml.etree import ElementTree as ET

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from standup.core.messages.charts import (
    Calendar,
    Chart,
    Columns,
    Curves,
    Kinds,
    Lifeline,
    Lifelines,
    Mark,
    Metric,
    Series,
    from_data,
    to_data,
)
from standup.core.messages.markup import Message, Picture
from standup.core.messages.render import page
from standup.pictures import drawing
from standup.pictures.card import DOTS_PER_POINT, SMALLEST, WIDTH
from tests.pictures.quarter import NAMES, examples

LONG = "How many hours of undisturbed time did you really have for it, all in all, this week? " * 3
ODD = "语言 🎓 $x_1$ مرحبا <b>&\n\t_{"


def days(number: int, apart: int = 7) -> tuple[date, ...]:
    return tuple(date(2026, 10, 1) + timedelta(days=apart * n) for n in range(number))


def columns(values: tuple[float | None, ...], title: str = "t") -> Columns:
    series = Series("in time", values), Series("late or in part", values)
    return Columns(title, LONG, days(len(values)), series, LONG)


MARKS = tuple((mark, mark.value) for mark in Mark)


def lived(long: int, mark: Mark = Mark.NO, theme: str = "#a", name: str = "w") -> Lifeline:
    """One that lived for so many days."""
    first, last = days(2, long)
    return Lifeline(theme, name, mark, first, last)


def lifelines(number: int, name: str = LONG, themes: int = 5) -> Lifelines:
    """So many, of which every third followed from the one before it."""
    begins = [date(2026, 3, 2) + timedelta(days=n * 200 // number) for n in range(number)]
    lines = [
        Lifeline(
            theme=f"#{n * themes // number} {name}",
            name=f"#{n} {name}",
            mark=tuple(Mark)[n % len(Mark)],
            first=first,
            last=max(first, date(2026, 9, 18)) if n % len(Mark) < 2 else first + timedelta(days=n),
            origin=n - 1 if n % 3 == 2 else None,
        )
        for n, first in enumerate(begins)
    ]
    return Lifelines("Research", LONG, tuple(lines), MARKS)


EDGES: dict[str, Chart] = {
    "one column": columns((40.0,)),
    "two columns": columns((0.0, 50.0)),
    "only gaps": columns((None, None)),
    "a year": columns((50.0,) * 52, LONG),
    "one point": Curves(LONG, "n", days(1), (Series("mean", (3.0,)),), "hours", ends=(LONG, LONG)),
    "no point": Curves(ODD, ODD, days(2), (Series("mean", (None, None)),), low=1, high=5),
    "wide values": Curves(
        "Steps", "n", days(60, 1), (Series(LONG, tuple(-1e6 * n for n in range(60))),), ODD * 3
    ),
    "three lines": Curves(
        "Three",
        "n",
        days(4),
        tuple(Series(LONG, (n, 4.0, 4.0, 4.0)) for n in range(3)),
        low=0,
        high=9,
    ),
    "a metric": Metric(
        LONG,
        LONG,
        days(9),
        (30.1, 29.4, 28.8, 29.0, 27.1, 26.9, 25.2, 24.1, 24.8),
        (LONG, "target", "settled"),
        earlier=((days(9)[3], 31.0),),
        last="24.8 %",
        target=20.0,
        goal="20 %",
        marks=tuple((one, f"#{number}") for number, one in enumerate(days(60, 1), 1)),
    ),
    "a metric on one day": Metric(ODD, "n", days(1), (0.0,), ("m", "t", "s"), last=ODD * 3),
    "a metric at its target": Metric(
        "t", "n", days(3), (-1e-9,) * 3, ("m", "t", "s"), last=ODD * 9, target=-1e-9, goal=LONG
    ),
    "a large metric": Metric(
        "t",
        "n",
        days(200, 1),
        (1e12, 3e14) * 100,
        ("m", "t", "s"),
        last="3e14",
        target=0.0,
        goal="0",
    ),
    "one day": Calendar("Days", "n", days(1), (1.0,)),
    "every day of months": Calendar("Days", "n", days(150, 1), (0.5, None, 1.0, 0.9, 0.0) * 30),
    "every fourth week": Calendar("Days", LONG, days(14, 28), (0.5,) * 14),
    "one life of a day": Lifelines(
        ODD, "", (lived(0, Mark.OPEN, "", ODD),), ((Mark.OPEN, "open"),)
    ),
    "lives of two weeks": Lifelines("Two weeks", "n", (lived(13),), MARKS),
    "lives of five years": Lifelines("Years", "n", (lived(1800),), MARKS),
    "five lives": lifelines(5),
    "twenty-four lives": lifelines(24),
    "forty lives": lifelines(40, themes=20),
    "one kind": Kinds(ODD, "", (ODD,), (0,)),
    "eight kinds": Kinds(LONG, LONG, (LONG,) * 8, (10**9, *range(7))),
}
CHARTS = (*EDGES, *NAMES)


def the_chart(name: str) -> Chart:
    return EDGES[name] if name in EDGES else examples()[name].chart


def _is_seen(words: Text) -> bool:
    return bool(words.get_text()) and words.get_visible()


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_leaves_the_card_or_touches_another_and_none_is_too_small(name: str) -> None:
    with drawing._drawn(the_chart(name)) as card:
        card.figure.canvas.draw()
        shown = [one for one in card.figure.findobj(Text) if _is_seen(one)]
        dots = FigureCanvasAgg(card.figure)  # which each word would else make for itself
        renderer = dots.get_renderer()  # type: ignore[no-untyped-call]
        boxes = [one.get_window_extent(renderer) for one in shown]
        width, height = card.figure.canvas.get_width_height()
    assert width == WIDTH * DOTS_PER_POINT
    for words, box in zip(shown, boxes, strict=True):
        assert float(words.get_fontsize()) >= SMALLEST
        assert min(box.x0, box.y0, width - box.x1, height - box.y1) >= 0, words
    edges = [(box.x0 + 1, box.y0 + 1, box.x1 - 1, box.y1 - 1) for box in boxes]
    for number, (left, low, right, high) in enumerate(edges):
        touched = [
            other
            for other, (x0, y0, x1, y1) in zip(shown[:number], edges[:number], strict=True)
            if left < x1 and x0 < right and low < y1 and y0 < high
        ]
        assert not touched, shown[number]


@pytest.mark.parametrize("name", EDGES)
def test_a_picture_is_a_png_of_the_size_it_says_and_a_chart_survives_json(name: str) -> None:
    chart = EDGES[name]
    image = drawing.png(chart)
    assert image.png.startswith(b"\x89PNG\r\n\x1a\n")
    sides = (int.from_bytes(image.png[at : at + 4]) for at in (16, 20))
    assert (image.width, image.height) == tuple(sides)
    assert image.width + image.height < 10_000  # Telegram takes no more, nor longer than 20 to 1
    assert len(image.png) < 1_000_000
    assert from_data(to_data(chart)) == chart


def test_the_same_chart_is_the_same_bytes_in_any_thread_and_whatever_is_set_elsewhere() -> None:
    chart = the_chart("participation")
    first = drawing.png(chart), drawing.svg(chart, "alt")
    drawing.png.cache_clear()
    drawing.svg.cache_clear()
    import matplotlib as mpl  # noqa: PLC0415 - set by somebody else

    found: list[object] = []
    with mpl.rc_context({"font.size": 30, "axes.grid": True, "svg.fonttype": "path"}):
        threads = [
            threading.Thread(
                target=lambda: found.append((drawing.png(chart), drawing.svg(chart, "alt")))
            )
            for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert mpl.rcParams["font.size"] == 30
    assert found == [first] * 3


def test_on_a_page_it_has_its_words_its_own_ids_and_the_readers_colours() -> None:
    shown = examples()
    assert tuple(shown) == NAMES
    whole = page(Message(tuple(shown.values())), "Quarter", drawing.svg)
    elements = re.findall(r"<svg.*?</svg>", whole, re.DOTALL)
    assert len(elements) == len(shown)
    ids: list[str] = []
    for element, picture in zip(elements, shown.values(), strict=True):
        read = ET.fromstring(element)  # noqa: S314 - our own
        assert (read.get("role"), read.get("aria-label")) == ("img", picture.alt)
        ids += [found.get("id", "") for found in read.iter() if "id" in found.attrib]
        bare = re.sub(r"<style>.*?</style>", "", element)
        assert not re.findall(r"(?:fill|stroke): #", bare)
        assert set(re.findall(r"var\((--[\w-]+)\)", bare)) <= set(
            re.findall(r"(--[\w-]+):", element)
        )
    assert len(ids) == len(set(ids))
    assert "prefers-color-scheme: dark" in elements[0]


def test_words_mean_nothing_to_what_draws() -> None:
    drawn = drawing.svg(Kinds(ODD, "", ("$\\frac{1}{2}$ <script>",), (1,)), '"><script>')
    assert "<script" not in drawn
    assert "$\\frac{1}{2}$ &lt;script&gt;" in drawn
    assert "$x_1$ &lt;b&gt;&amp; _{" in drawn


def test_the_marks_of_states_differ_in_shape_not_in_colour_alone() -> None:
    drawn = set[str]()
    for mark in Mark:
        chart = Lifelines("t", "", (lived(7, mark),), ())
        element = drawing.svg(chart, "alt")
        bare = re.sub(r"var\(--[\w-]+\)|p[0-9a-f]{8}-\w*|<style>.*?</style>", "", element)
        drawn.add(re.sub(r'(?:fill|stroke): [^;"]*', "", bare))
    assert len(drawn) == len(Mark)
    assert len({mark.sign for mark in Mark}) == len(Mark)


def test_without_the_library_the_words_are_used_and_what_to_install_is_told() -> None:
    program = (
        "import sys, logging; sys.modules['matplotlib'] = None; logging.basicConfig()\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'matplotlib' else find(n, *a)\n"
        "from standup.pictures import apart, drawing\n"
        "assert apart.for_chats() is None and drawing.for_pages() is None"
    )
    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'open-standup[pictures]'" in done.stderr


def test_nothing_that_draws_is_imported_before_something_is_drawn() -> None:
    program = (
        "import sys, standup.app, standup.cli.reading\n"
        "from standup.pictures import apart, drawing\n"
        "assert apart.for_chats() and drawing.for_pages(); assert 'matplotlib' not in sys.modules"
    )
    run([sys.executable, "-c", program], check=True)


def test_a_page_says_what_cannot_be_drawn() -> None:
    picture = Picture(EDGES["one kind"], "Kinds: <one> 3.")
    assert "<p>Kinds: &lt;one&gt; 3.</p>" in page(Message((picture,)), "t")
