"""`standup simulate`: the whole engine in a simulated world, for weeks, in seconds."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import cast

from standup.chat.interface import Capabilities, Context
from standup.cli.holding import names_of, said_of, with_what_was_said
from standup.cli.trial import command
from standup.config import load
from standup.core.commands.menu import MENU
from standup.core.model import Instance
from standup.engine.clock import SystemClock
from standup.simulate import calendar, crashes
from standup.simulate.invariants import INVARIANTS, lies
from standup.simulate.simulation import Plot, live
from standup.simulate.storm import Death
from standup.simulate.town import Town

_PROGRESS = 5.0  # seconds
_SECOND = timedelta(seconds=1)


def simulate(arguments: Namespace) -> int:
    """Tell one seed's story, or of many only what went wrong; 1 where an invariant is broken."""
    if arguments.crash_everywhere is not None:
        return _many(arguments, "stories", _crashes(arguments))
    if arguments.seeds is not None:
        return _many(arguments, "seeds", [_plot(arguments, seed) for seed in arguments.seeds])
    plot = _plot(arguments, arguments.seed)
    if arguments.folder is not None:
        for line in _configured(arguments.folder)[1]:
            print(line)
    with live(plot) as story:
        for line in (*calendar.cast(story), *calendar.calendar(story)):
            print(line)
        broken = list(lies(story))
    print()
    print(*_verdict(broken), sep="\n")
    if broken:
        print(_replay(arguments, plot))
    return int(bool(broken))


def _verdict(broken: list[tuple[str, str]]) -> Iterator[str]:
    found = [says for says, _ in broken]
    for invariant in INVARIANTS:
        yield f"  {'✗' if invariant.says in found else '✓'} {invariant.says}"
    for says, where in broken:
        yield f"✗ {says}: {where}"


def _many(arguments: Namespace, what: str, plots: Sequence[Plot]) -> int:
    """Live many stories, as many at once as there are processors, and tell how far it is."""
    bad, began, told = 0, monotonic(), monotonic()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        for number, (plot, broken) in enumerate(
            zip(plots, processes.map(_lies, plots), strict=True), 1
        ):
            if broken:
                bad += 1
                print(*(f"✗ {says}: {where}" for says, where in broken), sep="\n")
                print(_replay(arguments, plot), flush=True)
            if monotonic() - told > _PROGRESS or number == len(plots):
                told = monotonic()
                rate = number / (told - began)
                print(
                    f"{number} of {len(plots)} {what}, {bad} bad, {rate:.1f} a second", flush=True
                )
    return int(bool(bad))


def _crashes(arguments: Namespace) -> list[Plot]:
    """The plots in which the bot dies at every step, or every so many."""
    plot = _plot(arguments, arguments.seed)
    course = crashes.course(plot)
    points = range(0, course.steps, max(1, arguments.crash_everywhere))
    plots = list(crashes.one_death(plot, points))
    print(
        f"{course.steps} steps, in {len(course.commits)} of which something is kept:"
        f" {len(points)} deaths, for {len(crashes.DOWNTIMES)} downtimes each",
        flush=True,
    )
    return plots


def _lies(plot: Plot) -> list[tuple[str, str]]:
    with live(plot) as story:
        return list(lies(story))


def _replay(arguments: Namespace, plot: Plot) -> str:
    """The command that tells the same story again."""
    words = ["Again:", command(), "simulate", "--seed", str(plot.seed)]
    words += ["--weeks", str(arguments.weeks)]
    if arguments.folder is not None:
        words += ["-f", str(arguments.folder)]
    if (first := _first(arguments)) is not None:
        words += ["--from", first.isoformat()]
    return " ".join([*words, _sky(arguments, plot)]).rstrip()


def _sky(arguments: Namespace, plot: Plot) -> str:
    if plot.deaths:
        deaths = (f"{death.step}:{death.down // _SECOND}" for death in plot.deaths)
        return f"--crash-at {','.join(deaths)}"
    return "--calm" if arguments.calm else "--storm" if arguments.storm else ""


def _plot(arguments: Namespace, seed: int) -> Plot:
    town = None if arguments.folder is None else _configured(arguments.folder)[0]
    deaths = tuple(Death(step, down * _SECOND) for step, down in arguments.crash_at or ())
    calm = not arguments.storm and (arguments.calm or town is not None)
    if town is None and (deaths or arguments.crash_everywhere is not None):
        return replace(crashes.a_learning_day(seed), deaths=deaths)
    return Plot(
        seed=seed,
        days=7 * arguments.weeks,
        start=_first(arguments),
        town=town,
        calm=calm,
        deaths=deaths,
    )


def _first(arguments: Namespace) -> date | None:
    """The first day; one's own standups begin with today, a made-up town's with its seed."""
    if arguments.first is not None or arguments.folder is None:
        return cast("date | None", arguments.first)
    return SystemClock().now().date()


@cache
def _configured(configured: Path) -> tuple[Town, list[str]]:
    """The configuration's own people and standups, on simulated platforms of like capabilities,
    with what people said since laid over it; and that in lines, as far as it is known."""
    loaded, now = load(configured), SystemClock().now
    laid, held, notes = with_what_was_said(loaded)
    told = [
        f"{standup.title}: {line}"
        for standup in laid.instance.standups
        for line in said_of(standup, held, names_of(laid))
    ]
    with tempfile.TemporaryDirectory(prefix="standup-simulate-") as folder:
        platforms: dict[str, Capabilities] = {}
        for name, (plugin, settings) in loaded.adapters.items():
            context = Context(name, Path(folder), now, MENU)
            platforms[name] = plugin.create(settings, context).capabilities
    return Town(_untiring(laid.instance), platforms), [*told, *notes]


def _untiring(instance: Instance) -> Instance:
    """The same, asking whoever says nothing for ever: the simulated people are silent by chance,
    and what is true of them is reckoned without fatigue."""
    standups = tuple(replace(one, fatigue=None) for one in instance.standups)
    return replace(instance, standups=standups)
