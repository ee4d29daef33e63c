import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from standup.chat import console, registry
from standup.chat.registry import PluginError, find, known

PLUGIN = """\
from standup.chat.interface import Plugin, Settings
plugin = Plugin(Settings, lambda settings, context: None)
not_one = "a text"
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for packages of third parties, forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("bird"):
            del sys.modules[name]


def install(packages: Path, module: str, code: str, *entries: str) -> None:
    """What installing a distribution leaves behind."""
    (packages / f"{module}.py").write_text(code)
    info = packages / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    lines = "\n".join(entries)
    (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{lines}\n")


def told(name: str) -> str:
    with pytest.raises(PluginError) as caught:
        find(name)
    return str(caught.value)


def test_ours_is_found_without_looking_at_what_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbidden(**_: object) -> None:
        raise AssertionError("searched for entry points")

    monkeypatch.setattr(registry, "entry_points", forbidden)
    assert find("console") is console.plugin


def test_a_third_partys_adapter_is_found_by_its_entry_point(packages: Path) -> None:
    install(packages, "bird_pigeon", PLUGIN, "pigeon = bird_pigeon:plugin")
    assert find("pigeon").settings.__name__ == "Settings"


def test_only_the_adapter_asked_for_is_imported(packages: Path) -> None:
    install(packages, "bird_crow", "raise ZeroDivisionError", "crow = bird_crow:plugin")
    install(packages, "bird_pigeon", PLUGIN, "pigeon = bird_pigeon:plugin")
    find("pigeon")
    assert "bird_crow" not in sys.modules


def test_an_unknown_adapter_is_told_with_the_nearest_and_all_known(packages: Path) -> None:
    install(packages, "bird_pigeon", PLUGIN, "pigeon = bird_pigeon:plugin")
    text = told("pidgeon")
    assert "there is no adapter `pidgeon`" in text
    assert ", ".join(f"`{name}`" for name in (*registry.BUILT_IN, "pigeon")) in text
    assert "did you mean `pigeon`?" in text


def test_a_missing_sdk_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "standup_matrix", None)
    assert 'pip install "open-standup[matrix]"' in told("matrix")


def test_what_a_third_partys_adapter_lacks_is_told_with_its_package(packages: Path) -> None:
    install(packages, "bird_crow", "import bird_seed", "crow = bird_crow:plugin")
    text = told("crow")
    assert "`bird_seed`, which is not installed" in text
    assert 'pip install "bird_crow"' in text


def test_an_adapter_that_fails_while_it_is_imported_is_told(packages: Path) -> None:
    install(packages, "bird_crow", "1 / 0", "crow = bird_crow:plugin")
    assert "ZeroDivisionError" in told("crow")


def test_an_entry_point_that_names_something_else_is_told(packages: Path) -> None:
    install(
        packages, "bird_pigeon", PLUGIN, "text = bird_pigeon:not_one", "none = bird_pigeon:nothing"
    )
    assert "is not an adapter" in told("text")
    assert "nothing" in told("none")


def test_two_packages_that_bring_the_same_name_are_told_apart(packages: Path) -> None:
    install(packages, "bird_a", PLUGIN, "pigeon = bird_a:plugin")
    install(packages, "bird_b", PLUGIN, "pigeon = bird_b:plugin")
    text = told("pigeon")
    assert "bird_a 1.0" in text
    assert "bird_b 1.0" in text


def test_a_third_party_cannot_take_the_place_of_ours(packages: Path) -> None:
    install(packages, "bird_console", PLUGIN, "console = bird_console:plugin")
    assert find("console") is console.plugin


def test_known_lists_every_adapter_with_its_origin_and_what_is_missing(packages: Path) -> None:
    install(packages, "bird_pigeon", PLUGIN, "pigeon = bird_pigeon:plugin")
    install(packages, "bird_crow", "import bird_seed", "crow = bird_crow:plugin")
    by_name = {adapter.name: adapter for adapter in known()}
    assert {"console", "matrix", "pigeon", "crow"} <= by_name.keys()
    assert by_name["console"].origin == "open-standup"
    assert by_name["pigeon"].origin == "bird_pigeon 1.0"
    assert str(by_name["pigeon"]).endswith("ready")
    assert "bird_seed" in by_name["crow"].missing
