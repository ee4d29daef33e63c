"""Charts are drawn by a process of its own, which comes and goes."""

import sys
from collections.abc import Iterator
from subprocess import run

import pytest

from standup.core.messages.charts import Kinds
from standup.pictures import apart, drawing
from standup.pictures.apart import DrawingError, Pen

CHART = Kinds("What was learned", "by kind", ("a course", "a book"), (3, 1))


@pytest.fixture
def pen() -> Iterator[Pen]:
    made = Pen()
    yield made
    made.close()


def test_it_is_drawn_as_it_is_here(pen: Pen) -> None:
    assert pen.png(CHART) == drawing.png(CHART)


def test_a_process_that_ended_is_begun_again(pen: Pen) -> None:
    first = pen.png(CHART)
    process = pen._process
    assert process is not None
    process.kill()
    process.wait()
    assert pen.png(CHART) == first


def test_one_that_hangs_is_ended_and_that_is_said(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PATIENCE", 0.001)
    with pytest.raises(DrawingError, match="has ended"):
        pen.png(CHART)
    assert pen._process is None


def test_what_cannot_be_drawn_says_why_and_nothing_of_the_chart(pen: Pen) -> None:
    with pytest.raises(DrawingError) as raised:
        pen.png(Kinds("secret", "", ("a", "b"), ("nonsense", 1)))  # type: ignore[arg-type]
    assert "Error at " in str(raised.value)
    assert ".py:" in str(raised.value)
    assert "secret" not in str(raised.value)
    assert "nonsense" not in str(raised.value)
    assert pen.png(CHART).width


def test_what_draws_is_nowhere_in_the_process_that_asks() -> None:
    program = (
        "import sys\n"
        "from standup.core.messages.charts import Kinds\n"
        "from standup.pictures import apart\n"
        "assert apart.png(Kinds('t', '', ('one', 'two'), (1, 2))).width\n"
        "assert 'matplotlib' not in sys.modules"
    )
    run([sys.executable, "-c", program], check=True)
