"""Who may know whom."""

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {
    "standup/core": {"standup.core", "babel", "croniter"},
    "standup/store": {
        "standup.core",
        "standup.store",
        "standup.errors",
        "standup.whole",
        "aiosqlite",
    }
    | {"standup.address", "asyncpg", "pgqueuer"},
    "standup/chat": {"standup.core", "standup.chat", "standup.address", "pydantic", "yarl"}
    | {"aiohttp", "aiohttp_socks", "multidict", "python_socks"}
    | {"pytest"},  # of which the contract alone is told
    "standup/engine": {"standup.core", "standup.store", "standup.engine", "standup.errors"}
    | {"standup.chat.interface"},
    "standup/pictures": {"standup.core", "standup.pictures", "matplotlib"},
    "standup/simulate": {"standup.core", "standup.store", "standup.engine", "standup.errors"}
    | {"standup.chat.interface", "standup.simulate", "aiosqlite"},
    "standup/summaries": {"standup.core", "standup.errors", "standup.summaries", "aiohttp"}
    | {"standup.chat.connector", "standup.chat.network", "standup.chat.proxy"},
    "standup/pages": {"standup.core", "standup.store", "standup.errors", "standup.pages"}
    | {"standup.whole", "jinja2", "markupsafe"},
    "standup/config": {"standup.core", "standup.chat", "standup.config", "standup.errors"}
    | {"standup.address", "standup.whole", "pydantic", "pydantic_core", "ruamel.yaml", "croniter"},
}


SIMULATED: dict[str, set[str]] = {
    "almanac": {"standup.core.model"},
    "begun": {"standup.core.model", "standup.simulate.almanac"},
    "polled": {"standup.core.model", "standup.simulate.almanac"},
    "silent": set(),
    "undoing": set(),
    "living": {"standup.core.model", "standup.simulate"},
    "sheets": {"standup.core.model", "standup.simulate"},
    "truth": {"standup.core.model", "standup.simulate"},
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}


def inner(room: str, module: str) -> str | None:
    """Which inner room of a room a module is in: a package of it, or a file at its top."""
    return module.removeprefix(f"{room}.").split(".")[0] if module.startswith(f"{room}.") else None


def doors(room: str) -> dict[str, set[str]]:
    """Which inner rooms each inner room knows."""
    name, known = room.replace("/", "."), dict[str, set[str]]()
    for path in (ROOT / room).rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        here = inner(name, module)
        if here is not None and here != "__init__":
            found = {inner(name, imported) for imported in imports(path)}
            known.setdefault(here, set()).update(one for one in found if one not in (None, here))
    return known


def knows(name: str, allowed: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in allowed)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_its_own(room: str) -> None:
    strangers = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / room).rglob("*.py")
        for name in imports(path)
        if not knows(name, ROOMS[room])
    }
    assert strangers == set()


@pytest.mark.parametrize("room", ROOMS)
def test_inner_rooms_know_each_other_in_one_direction_only(room: str) -> None:
    assert list(TopologicalSorter(doors(room)).static_order())  # CycleError names a circle


@pytest.mark.parametrize("module", SIMULATED)
def test_what_holds_the_engine_to_account_asks_nothing_of_it(module: str) -> None:
    here = ROOT / "standup" / "simulate" / module
    files = [*here.rglob("*.py")] or [here.with_suffix(".py")]
    found = {name for path in files for name in imports(path)}
    assert {name for name in found if not knows(name, SIMULATED[module])} == set()


@pytest.mark.parametrize(
    "adapter", sorted(p.name for p in (ROOT / "adapters").iterdir() if p.is_dir())
)
def test_an_adapter_knows_the_interface_and_its_platform_alone(adapter: str) -> None:
    ours = {
        "standup.chat.interface",
        "standup.chat.secret",
        "standup.core.messages.markup",
        adapter,
    }
    ours |= {
        "standup.chat.connector",
        "standup.chat.network",
        "standup.chat.overheard",
        "standup.chat.own",
        "standup.core.outage",
        "standup.core.pause",
        "standup.core.wording.adapters",
    }
    strangers = {
        f"{path.name}: {name}"
        for path in (ROOT / "adapters" / adapter).rglob("*.py")
        for name in imports(path)
        if name.startswith("standup") and not knows(name, ours)
    }
    assert strangers == set()


def test_nothing_but_adapters_names_a_platform_in_a_decision() -> None:
    rooms = [ROOT / "standup" / room for room in ("core", "engine", "store")]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        text = path.read_text().lower()
        assert not any(f'"{name}"' in text for name in ("matrix", "discord", "telegram")), path
