"""`standup accountability --pictures`: files to look at, and their words."""

import resource
import sys
from pathlib import Path

import pytest

from standup.cli import picturing
from standup.core.wording.pictures import pictures
from standup.errors import StandupError
from standup.pictures import drawing
from tests.pictures.quarter import period


def test_each_picture_is_written_for_chats_for_pages_and_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = pictures(period(5))
    folder = tmp_path / "new" / "folder"
    picturing.draw(shown, folder)
    assert {file.name for file in folder.iterdir()} == {
        f"{name}.{ending}" for name in shown for ending in ("png", "svg", "txt")
    }
    for name, picture in shown.items():
        assert (folder / f"{name}.png").read_bytes() == drawing.png(picture.chart).png
        assert (folder / f"{name}.txt").read_text("utf-8") == f"{picture.alt}\n"
        assert picture.alt in (folder / f"{name}.svg").read_text("utf-8")
    told = capsys.readouterr()
    assert told.out == ""
    assert "wrote kinds, participation, calendar, follow-through" in told.err


def test_where_there_is_too_little_to_see_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picturing.draw({}, tmp_path / "none")
    assert "too little in these dates" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_where_nothing_draws_or_nothing_can_be_written_it_is_said_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StandupError, match="cannot be written"):
        picturing.draw(pictures(period(5)), tmp_path / "file" / "folder")
    monkeypatch.setattr(drawing, "is_installed", lambda: False)
    with pytest.raises(StandupError, match="pip install"):
        picturing.draw(pictures(period(5)), tmp_path)


def test_where_a_picture_finds_no_room_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # half a compiled module would stay
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))  # words go, pictures do not
    try:
        with pytest.raises(StandupError, match="a file may not grow so large there"):
            picturing.draw(pictures(period(5)), tmp_path / "new" / "folder")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
