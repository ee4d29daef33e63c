"""`standup simulate`: the whole engine in a simulated world, for weeks, in seconds."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from standup.chat.interface import Capabilities, Context
from standup.config import Loaded, load
from standup.core.menu import MENU
from standup.engine.clock import SystemClock
from standup.simulate import calendar
from standup.simulate.simulation import Plot, Story, live
from standup.simulate.town import Town

_PROGRESS = 5.0  # seconds


def simulate(arguments: Namespace) -> int:
    """Simulate one seed and tell its story, or many and tell which went wrong."""
    if arguments.seeds is not None:
        return _many(arguments)
    with live(_plot(arguments, arguments.seed)) as story:
        for line in _told(story):
            print(line)
    return 0


def _plot(arguments: Namespace, seed: int) -> Plot:
    town = None if arguments.folder is None else _town(load(arguments.folder))
    calm = not arguments.storm and (arguments.calm or town is not None)
    return Plot(seed, arguments.weeks, arguments.first, town, calm)


def _town(loaded: Loaded) -> Town:
    """The configuration's own people and standups, on simulated platforms of like capabilities."""
    now = SystemClock().now
    with tempfile.TemporaryDirectory(prefix="standup-simulate-") as folder:
        platforms: dict[str, Capabilities] = {}
        for name, (plugin, settings) in loaded.adapters.items():
            context = Context(name, Path(folder), now, MENU)
            platforms[name] = plugin.create(settings, context).capabilities
    return Town(loaded.instance, platforms)


def _told(story: Story) -> Iterator[str]:
    yield from calendar.cast(story)
    yield from calendar.calendar(story)
