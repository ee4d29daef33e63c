"""The simulated world: every seed holds every invariant, and is told the same twice."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from standup import cli, config
from standup.chat.interface import Context
from standup.chat.registry import find
from standup.core.menu import MENU
from standup.core.zones import zone_info
from standup.engine.clock import SystemClock
from standup.simulate import calendar, loop, town
from standup.simulate.facts import gather
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, Story, live
from tests.simulate.corpus import CORPUS

STORMS, CALMS, DAYS = 240, 60, 3
FEW = 12  # whose stories several tests ask about


def told(story: Story) -> list[str]:
    return [*calendar.cast(story), *calendar.calendar(story)]


@dataclass(frozen=True)
class Lived:
    """What became of a story, which is lived once for all tests that ask."""

    lies: list[tuple[str, str]]
    told: list[str]
    muddled: int
    clear: int


@cache
def lived(plot: Plot) -> Lived:
    with live(plot) as story:
        muddled = [talk.muddled for talk in gather(story).truth.talks.values()]
        count = sum(muddled)
        return Lived(list(lies(story)), told(story), count, len(muddled) - count)


def broken(plot: Plot) -> list[tuple[str, str]]:
    with live(plot) as story:
        return list(lies(story))


@pytest.mark.parametrize("seed", range(STORMS))
def test_no_storm_breaks_anything(seed: int) -> None:
    plot = Plot(seed, DAYS)
    assert (lived(plot).lies if seed < FEW else broken(plot)) == []


@pytest.mark.parametrize("seed", range(CALMS))
def test_nor_does_a_calm_week(seed: int) -> None:
    assert broken(Plot(seed, DAYS, calm=True)) == []


@pytest.mark.parametrize("found", CORPUS, ids=lambda found: f"{found.plot.seed}")
def test_what_was_broken_once_holds(found: object) -> None:
    assert broken(found.plot) == []  # type: ignore[attr-defined]


def test_most_of_what_people_say_is_followed_to_the_end() -> None:
    stories = [lived(Plot(seed, DAYS)) for seed in range(FEW)]
    assert sum(one.clear for one in stories) > 5 * sum(one.muddled for one in stories)


# ── the same seed, the same story ──


def test_a_seed_is_told_the_same_twice() -> None:
    stories = []
    for _ in range(2):
        with live(Plot(4, DAYS)) as story:
            stories.append((told(story), story.kept.journal, story.strikes))
    assert stories[0] == stories[1]


def test_and_in_another_process_whose_sets_are_in_another_order() -> None:
    first, second = (_in_a_process(seed) for seed in ("1", "2"))
    assert first == second
    assert "✓" in first


def _in_a_process(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "standup", "simulate", "--seed", "7", "--storm"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout


def test_another_seed_is_another_story() -> None:
    assert lived(Plot(4, DAYS)).told != lived(Plot(5, DAYS)).told


# ── one's own configuration ──


def test_a_configuration_is_told_with_the_week_in_which_clocks_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.init(tmp_path / "c")
    arguments = ["simulate", "-f", str(tmp_path / "c"), "--from", "2026-10-22", "--weeks", "2"]
    assert cli.main(arguments) == 0
    said = capsys.readouterr().out
    assert "Europe/London: clocks go back by 60 minutes at 02:00" in said
    assert "09:30  America/New_York     → Chi" in said
    assert "✗" not in said
    assert not (tmp_path / "c" / "data").exists()


def test_a_broken_invariant_ends_with_one_and_says_how_to_see_it_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def one(_: Story) -> Iterator[tuple[str, str]]:
        yield "nothing is left undone", "everything is"

    monkeypatch.setattr("standup.cli.simulating.lies", one)
    assert cli.main(["simulate", "--seed", "3", "--calm", "--from", "2026-11-23"]) == 1
    said = capsys.readouterr().out
    assert "✗ nothing is left undone: everything is" in said
    assert "simulate --seed 3 --weeks 1 --from 2026-11-23 --calm" in said


def test_many_seeds_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--seeds", "1-2", "--calm"]) == 0
    assert "2 of 2 seeds, 0 bad" in capsys.readouterr().out


@pytest.mark.parametrize("span", ["x", "5-", "-", "9-1"])
def test_a_span_of_seeds_that_is_none_is_refused(span: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["simulate", "--seeds", span])


# ── the world itself ──


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("discord", {"token": {"env": "TOKEN"}}),
        ("matrix", {"homeserver": "https://x.org", "user": "@b:x.org", "password": {"env": "P"}}),
        ("telegram", {"token": {"env": "TOKEN"}, "username": "standup_bot"}),
    ],
)
def test_the_made_up_platforms_can_do_what_the_adapters_can(
    name: str, settings: dict[str, object], tmp_path: Path
) -> None:
    plugin = find(name)
    context = Context(name, tmp_path, SystemClock().now, MENU)
    adapter = plugin.create(plugin.settings.model_validate(settings), context)
    assert adapter.capabilities == town.PLATFORMS[name]


def test_a_month_passes_at_once() -> None:
    async def sleep(_: loop.VirtualLoop) -> float:
        before = asyncio.get_running_loop().time()
        await asyncio.sleep(30 * 86_400.0)
        return asyncio.get_running_loop().time() - before

    assert loop.run(sleep) == pytest.approx(30 * 86_400.0)


def test_waiting_for_nothing_is_noticed() -> None:
    async def wait(_: loop.VirtualLoop) -> None:
        await asyncio.Event().wait()

    with pytest.raises(loop.StuckError):
        loop.run(wait)


def test_clocks_that_change_are_told_at_the_minute() -> None:
    zone = zone_info("Australia/Lord_Howe")
    assert calendar.clocks_change(zone, date(2026, 4, 5)) == (
        "clocks go back by 30 minutes at 02:00"
    )
    assert calendar.clocks_change(zone, date(2026, 4, 6)) == ""
