"""`standup simulate`: the whole engine in a simulated world, for weeks, in seconds."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import cast

from standup.chat.interface import Capabilities, Context
from standup.cli.trial import command
from standup.config import load
from standup.core.menu import MENU
from standup.engine.clock import SystemClock
from standup.simulate import calendar
from standup.simulate.invariants import INVARIANTS, lies
from standup.simulate.simulation import Plot, live
from standup.simulate.town import Town

_PROGRESS = 5.0  # seconds


def simulate(arguments: Namespace) -> int:
    """Tell one seed's story, or of many only what went wrong; 1 where an invariant is broken."""
    if arguments.seeds is not None:
        return _many(arguments)
    plot = _plot(arguments, arguments.seed)
    with live(plot) as story:
        for line in (*calendar.cast(story), *calendar.calendar(story)):
            print(line)
        broken = list(lies(story))
    print()
    print(*_verdict(broken), sep="\n")
    if broken:
        print(_replay(arguments, plot.seed))
    return int(bool(broken))


def _verdict(broken: list[tuple[str, str]]) -> Iterator[str]:
    found = [says for says, _ in broken]
    for invariant in INVARIANTS:
        yield f"  {'✗' if invariant.says in found else '✓'} {invariant.says}"
    for says, where in broken:
        yield f"✗ {says}: {where}"


def _many(arguments: Namespace) -> int:
    """Simulate many seeds, as many at once as there are processors, and tell how far it is."""
    plots = [_plot(arguments, seed) for seed in arguments.seeds]
    bad, began, told = 0, monotonic(), monotonic()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        for number, (plot, broken) in enumerate(
            zip(plots, processes.map(_lies, plots), strict=True), 1
        ):
            if broken:
                bad += 1
                print(*(f"✗ {says}: {where}" for says, where in broken), sep="\n")
                print(_replay(arguments, plot.seed), flush=True)
            if monotonic() - told > _PROGRESS or number == len(plots):
                told = monotonic()
                rate = number / (told - began)
                print(f"{number} of {len(plots)} seeds, {bad} bad, {rate:.1f} a second", flush=True)
    return int(bool(bad))


def _lies(plot: Plot) -> list[tuple[str, str]]:
    with live(plot) as story:
        return list(lies(story))


def _replay(arguments: Namespace, seed: int) -> str:
    """The command that tells the same story again."""
    words = ["Again:", command(), "simulate", "--seed", str(seed), "--weeks", str(arguments.weeks)]
    if arguments.folder is not None:
        words += ["-f", str(arguments.folder)]
    if (first := _first(arguments)) is not None:
        words += ["--from", first.isoformat()]
    sky = "--calm" if arguments.calm else "--storm" if arguments.storm else ""
    return " ".join([*words, sky]).rstrip()


def _plot(arguments: Namespace, seed: int) -> Plot:
    town = None if arguments.folder is None else _town(arguments.folder)
    calm = not arguments.storm and (arguments.calm or town is not None)
    return Plot(seed, 7 * arguments.weeks, _first(arguments), town, calm)


def _first(arguments: Namespace) -> date | None:
    """The first day; one's own standups begin with today, a made-up town's with its seed."""
    if arguments.first is not None or arguments.folder is None:
        return cast("date | None", arguments.first)
    return SystemClock().now().date()


@cache
def _town(configured: Path) -> Town:
    """The configuration's own people and standups, on simulated platforms of like capabilities."""
    loaded, now = load(configured), SystemClock().now
    with tempfile.TemporaryDirectory(prefix="standup-simulate-") as folder:
        platforms: dict[str, Capabilities] = {}
        for name, (plugin, settings) in loaded.adapters.items():
            context = Context(name, Path(folder), now, MENU)
            platforms[name] = plugin.create(settings, context).capabilities
    return Town(loaded.instance, platforms)
