"""Benches run, at their smallest, and give figures."""

from datetime import date
from pathlib import Path

import pytest

from bench import aims, document
from bench.__main__ import BENCHES, main
from bench.chat import matrix
from bench.figure import LEAST, Figure, Result, table
from bench.growth import Curve
from bench.picture import draw
from tests.length import some
from tests.matrix.synapse import PYTHON

needs_synapse = pytest.mark.skipif(not PYTHON.exists(), reason="`make synapse` installs one")
SERVERS = {
    "matrix": (needs_synapse, pytest.mark.server),
    **dict.fromkeys(("postgres", "search", "wave", "workers"), (pytest.mark.server,)),
}
WHICH = [pytest.param(name, marks=SERVERS.get(name, ())) for name in some([*BENCHES])]


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


def test_a_table_is_put_where_it_stood_and_others_are_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n<!-- bench: start -->\nold\n<!-- /bench -->\nand\n")
    page.write_text(f"{page.read_text()}<!-- bench: idle -->\nkept\n<!-- /bench -->\nend\n")
    result = Result("start", "What it\n  means.", [Figure("a \\1 line", "3 ms", "1 ms", 3.0)])
    for _ in range(2):
        document.renew(page, "start", result, date(2026, 11, 29), "one round")
    assert page.read_text() == (
        "# Page\n<!-- bench: start -->\n| start | figure | limit | ratio | aim |\n"
        "|---|---:|---:|---:|---:|\n"
        "| a \\1 line | 3 ms | 1 ms | 3.00 |  |\n\nWhat it means. Measured 2026-11-29, one round.\n"
        "<!-- /bench -->\nand\n<!-- bench: idle -->\nkept\n<!-- /bench -->\nend\n"
    )
    assert document.places(page.read_text()) == ("start", "idle")


def growing(ratio: float) -> Result:
    name = "taking an answer, 60 to 50,000 waiting"
    return Result("growth", "what it means", [Figure(name, "9 µs", "1 µs", ratio)])


@pytest.mark.parametrize(
    ("ratio", "code", "last"),
    [
        (1.0, 0, "NOTHING FALLS SHORT"),
        (1.2, 0, "· growth: taking an answer, 60 to 50,000 waiting: 1.20, to be ≤ 1.1"),
        (17.0, 1, "✗ growth: taking an answer, 60 to 50,000 waiting: 17.00, to be ≤ 1.1"),
    ],
)
def test_what_grows_that_must_not_fails_the_command_and_is_told_at_its_end(
    ratio: float,
    code: int,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(BENCHES, "growth", lambda _: growing(ratio))
    monkeypatch.setattr("sys.argv", ["bench", "growth"])
    assert main() == code
    told = capsys.readouterr().out
    assert "≤ 1.1" in told.splitlines()[4]
    assert last in told.splitlines()[-1]


def test_an_aim_from_below_is_missed_by_less() -> None:
    figure = Figure("64 at once, against single commits", "1/s", "2/s", 0.75)
    [short] = aims.shortfalls("answers", [figure])
    assert "0.75, to be ≥ 1.5" in str(short)
    assert not short.is_failure


def test_each_aim_is_of_a_bench_that_there_is() -> None:
    assert {aim.bench for aim in aims.AIMS} <= BENCHES.keys()
