"""Which adapters there are: ours by a table, a third party's by its entry point.

Both name a `Plugin` and are the same thing. Only the adapter asked for is imported, and to find one
of ours nothing that is installed needs to be searched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from standup.chat.interface import Plugin

GROUP = "standup.adapters"
BUILT_IN = {
    "console": "standup.chat.console:plugin",
    "discord": "standup_discord:plugin",
    "matrix": "standup_matrix:plugin",
    "telegram": "standup_telegram:plugin",
}


class PluginError(Exception):
    """An adapter cannot be used: what is wrong, what was expected, what may have been meant."""

    def __init__(self, what: str, expected: str = "", suggestion: str = "") -> None:
        hint = f"did you mean {suggestion}?" if suggestion else ""
        super().__init__("; ".join(part for part in (what, expected, hint) if part))
        self.what = what
        self.expected = expected
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Known:
    """An adapter by name: where it comes from, and what is missing to use it, if anything."""

    name: str
    origin: str
    missing: str = ""

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.name:<12} {self.origin:<24} {self.missing or 'ready'}"


def find(name: str) -> Plugin:
    """The plugin of that name, imported now. Raises PluginError."""
    if name in BUILT_IN:
        return _imported(EntryPoint(name, BUILT_IN[name], GROUP))
    foreign = _foreign()
    offers = [point for point in foreign if point.name == name]
    if not offers:
        raise _unknown(name, foreign)
    if len(offers) > 1:
        owners = " and ".join(_owner(point) for point in offers)
        raise PluginError(f"{owners} both bring an adapter `{name}`", "only one of them installed")
    return _imported(offers[0])


def known() -> tuple[Known, ...]:
    """Every adapter this installation knows, ours first; each is imported to see if it works."""
    ours = [(name, "open-standup") for name in BUILT_IN]
    foreign = sorted({(point.name, _owner(point)) for point in _foreign()})
    return tuple(Known(name, origin, _missing(name)) for name, origin in (*ours, *foreign))


def _foreign() -> list[EntryPoint]:
    points = {(point.name, point.value): point for point in entry_points(group=GROUP)}
    return [point for point in points.values() if point.name not in BUILT_IN]


def _owner(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else "another package"


def _missing(name: str) -> str:
    try:
        find(name)
    except PluginError as error:
        return f"not usable: {error}"
    return ""


def _imported(point: EntryPoint) -> Plugin:
    try:
        found = getattr(import_module(point.module), point.attr)
    except ImportError as error:
        raise _not_installed(point, error) from error
    except Exception as error:
        raise PluginError(
            f"the adapter `{point.name}` failed while it was imported",
            f"a release that works: {type(error).__name__}: {error}",
        ) from error
    if isinstance(found, Plugin):
        return found
    raise PluginError(
        f"the adapter `{point.name}` is not an adapter",
        f"a standup.chat.interface.Plugin at `{point.value}`",
    )


def _not_installed(point: EntryPoint, error: ImportError) -> PluginError:
    ours = point.name in BUILT_IN
    package = f"open-standup[{point.name}]" if ours else _owner(point).partition(" ")[0]
    lacking = f"`{error.name}`, which is not installed" if error.name else str(error)
    return PluginError(
        f"the adapter `{point.name}` needs {lacking}", f'it after: pip install "{package}"'
    )


def _unknown(name: str, foreign: Iterable[EntryPoint]) -> PluginError:
    names = [*BUILT_IN, *sorted({point.name for point in foreign})]
    near = get_close_matches(name.lower()[:60], names, n=1)
    listed = ", ".join(f"`{one}`" for one in names)
    return PluginError(
        f"there is no adapter `{name[:60]}`",
        f"one of {listed}, or the package of another installed",
        f"`{near[0]}`" if near else "",
    )
