from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import Plugin, Settings
from standup.config import Loaded, init, load
from standup.core.life import SHIPPED
from standup.errors import StandupError


class AnySettings(Settings, extra="allow"):
    """Whatever a platform may need."""


def any_adapter(_: str) -> Plugin:
    def create(*_: Any) -> Any:
        raise AssertionError("reading a configuration connects to nothing")

    return Plugin(AnySettings, create)


def the_example(folder: Path) -> Loaded:
    init(folder)
    return load(folder, find=any_adapter)


def test_what_init_copies_loads_as_it_is(tmp_path: Path) -> None:
    standup = the_example(tmp_path / "new").instance.standups[0]
    assert (standup.id, standup.zone, standup.rhythm.weeks) == ("learning-day", None, 1)
    assert [round_.cron for round_ in standup.rounds] == ["30 9 * * thu", "0 17 * * thu"]
    assert [question.kind for round_ in standup.rounds for question in round_.questions] == [
        "items",
        "outcome",
    ]


def test_what_init_copies_is_right_for_the_real_platform(tmp_path: Path) -> None:
    init(tmp_path)
    assert load(tmp_path).adapters.keys() == {"matrix"}


def test_only_learning_day_is_switched_on_and_every_example_can_be(tmp_path: Path) -> None:
    assert len(the_example(tmp_path).instance.standups) == 1
    examples = list((tmp_path / "examples").iterdir())
    for example in examples:
        example.rename(tmp_path / "standups" / example.name)
    assert len(load(tmp_path, find=any_adapter).instance.standups) == 1 + len(examples)


def test_the_hypotheses_of_the_example_live_as_those_that_are_there_already(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "examples" / "hypotheses.yaml").rename(tmp_path / "standups" / "hypotheses.yaml")
    found = {one.id: one for one in load(tmp_path, find=any_adapter).instance.standups}
    lives = {life.name: life for life in found["hypotheses"].lives}
    assert lives == {name: SHIPPED[name] for name in ("hypothesis", "blocker")}


def test_init_says_what_it_wrote(tmp_path: Path) -> None:
    names = {str(path.relative_to(tmp_path)) for path in init(tmp_path)}
    assert names == {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert {"instance.yaml", ".env.example", ".gitignore", ".schema/standup.json"} <= names


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "instance.yaml").write_text("mine")
    with pytest.raises(StandupError, match=r"instance\.yaml.*already there"):
        init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["instance.yaml"]


def test_the_folder_that_try_plays_loads_with_nothing_installed(tmp_path: Path) -> None:
    init(tmp_path, example="try")
    assert load(tmp_path).adapters.keys() == {"console"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StandupError, match="cannot be written"):
        init(tmp_path / "file")
