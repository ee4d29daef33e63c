"""Every bench runs, at its smallest, and gives figures."""

from pathlib import Path

import pytest

from bench.__main__ import BENCHES
from bench.figure import LEAST, table


@pytest.mark.parametrize("name", BENCHES)
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
