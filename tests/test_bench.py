"""Every bench runs, at its smallest, and gives figures."""

from pathlib import Path

import pytest

from bench.__main__ import BENCHES
from bench.chat import matrix
from bench.figure import LEAST, table
from bench.growth import Curve
from bench.picture import draw
from tests.matrix.synapse import PYTHON

needs_synapse = pytest.mark.skipif(not PYTHON.exists(), reason="`make synapse` installs one")
SERVERS = {
    "matrix": (needs_synapse, pytest.mark.server),
    **dict.fromkeys(("postgres", "search", "wave", "workers"), (pytest.mark.server,)),
}
WHICH = [pytest.param(name, marks=SERVERS.get(name, ())) for name in BENCHES]


@pytest.mark.parametrize("name", WHICH)
def test_a_bench_gives_figures_with_their_limits(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    result = BENCHES[name](LEAST)
    assert result.figures
    assert all(figure.ratio > 0 for figure in result.figures)
    assert result.meaning in table(result)
    assert not list(tmp_path.iterdir())


def test_where_there_is_no_synapse_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(matrix, "PYTHON", tmp_path / "python")
    assert "make synapse" in table(BENCHES["matrix"](LEAST))


def test_growth_is_drawn_with_each_curve_by_name() -> None:
    flat = Curve("an answer", "ms", "people", ((1000, 0.5), (10_000, 0.4), (100_000, 0.6)))
    steep = Curve("a report <all>", "ms", "stored answers", ((10, 1.0), (1000, 90.0)))
    drawn = draw([flat, steep])
    for words in ("an answer ×1.2", "a report &lt;all&gt; ×90", "people", "stored answers"):
        assert f">{words}</text>" in drawn
