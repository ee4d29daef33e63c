"""One file is enough to write an adapter."""

import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from pydantic import DirectoryPath, FilePath, ValidationError

from standup.chat import interface
from standup.chat.interface import REASONS, Settings

TEXT = inspect.getsource(interface)
HANDED_ON = [
    found
    for name in interface.__all__
    if is_dataclass(found := getattr(interface, name)) and found.__module__ != interface.__name__
]


@pytest.mark.parametrize("kind", HANDED_ON, ids=lambda kind: kind.__name__)
def test_what_is_defined_elsewhere_is_described_field_by_field(kind: type) -> None:
    about = TEXT.partition("from collections")[0]
    for field in fields(kind):
        assert field.name in about, f"{kind.__name__}.{field.name} is described nowhere"


def test_every_name_is_described() -> None:
    about, _, code = TEXT.partition("__all__")
    code = code.partition("]")[2]
    for name in interface.__all__:
        is_defined = re.search(rf"^(class )?{name}\b", code, re.MULTILINE)
        is_named = re.search(rf"\b{name}\b", about.partition("from collections")[0])
        assert is_defined or is_named or f"`{name}(" in code, name


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_described(reason: str) -> None:
    assert f"\n        {reason}  " in (interface.Unreachable.__doc__ or "")


class Paths(Settings):
    folder: DirectoryPath
    file: FilePath | None = None
    other: Path = Path("other")
    word: str = ""


def test_a_path_in_the_settings_begins_where_the_yaml_stands(tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    (tmp_path / "list").write_text("")
    given = {"folder": "chat", "file": "list", "other": "/elsewhere", "word": "chat"}
    found = Paths.model_validate(given, context={"folder": tmp_path})
    assert (found.folder, found.file) == (tmp_path / "chat", tmp_path / "list")
    assert (found.other, found.word) == (Path("/elsewhere"), "chat")


def test_a_path_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="does not point to a directory"):
        Paths.model_validate({"folder": "chat"}, context={"folder": tmp_path})
