"""`language:` in a standup."""

from pathlib import Path

import pytest

from standup import config
from tests.config.folders import STANDUP
from tests.config.test_mistakes import said


def test_a_standup_has_the_language_it_names(tmp_path: Path) -> None:
    assert "language" not in said(tmp_path, x=STANDUP + "\nlanguage: de\n")


@pytest.mark.parametrize(
    ("name", "meant"), [("deutsch", "did you mean `de`?"), ("fr", "expected `en`, `de` or `es`")]
)
def test_one_that_is_not_spoken_is_told(tmp_path: Path, name: str, meant: str) -> None:
    told = said(tmp_path, x=STANDUP + f"\nlanguage: {name}\n")
    assert f"language: `{name}` is not a language I speak" in told
    assert meant in told


def test_an_editor_knows_which_there_are() -> None:
    shape = config.schemas()["standup"]["properties"]["language"]
    assert shape["enum"] == ["en", "de", "es"]
