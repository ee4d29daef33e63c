"""The folder of a site: what is true stands in it, and what is not does not."""

from pathlib import Path

import pytest

from standup.errors import StandupError
from standup.pages.folder import MARK, Folder


def files(root: Path) -> set[str]:
    return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()} - {MARK}


def made(root: Path, **pages: str) -> tuple[int, int]:
    """Write these pages; how many files were written and removed."""
    with Folder(root) as folder:
        for name, text in pages.items():
            folder.write(name.replace("__", "/"), text)
        return folder.written, folder.sweep()


def test_only_what_changed_is_written_and_what_is_no_longer_true_goes(tmp_path: Path) -> None:
    root = tmp_path / "site"
    assert made(root, a="1", b="2", people__x="3") == (3, 0)
    before = (root / "b").stat().st_mtime_ns
    assert made(root, a="changed", b="2") == (1, 1)
    assert (root / "b").stat().st_mtime_ns == before
    assert files(root) == {"a", "b"}
    assert not (root / "people").exists()


def test_what_a_crash_left_behind_is_removed(tmp_path: Path) -> None:
    made(tmp_path, a="1")
    (tmp_path / "a.writing").write_text("half")
    (tmp_path / ".hidden.writing").write_text("half")
    assert made(tmp_path, a="1") == (0, 2)


def test_what_serves_the_folder_is_left_alone(tmp_path: Path) -> None:
    made(tmp_path, a="1")
    (tmp_path / ".git").mkdir()
    for name in (".git/HEAD", ".nojekyll", "CNAME"):
        (tmp_path / name).write_text("x")
    assert made(tmp_path, a="1") == (0, 0)
    assert files(tmp_path) == {"a", ".git/HEAD", ".nojekyll", "CNAME"}


def test_a_folder_of_somebody_elses_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years")
    with pytest.raises(StandupError, match="holds something else already"):
        made(tmp_path)
    with pytest.raises(StandupError, match="cannot be written"):
        made(tmp_path / "thesis.txt")
    assert files(tmp_path) == {"thesis.txt"}


def test_two_at_once_do_not_remove_each_others_pages(tmp_path: Path) -> None:
    with Folder(tmp_path), pytest.raises(StandupError, match="let it end first"):
        made(tmp_path, a="1")
    assert made(tmp_path, a="1") == (1, 0)


def test_a_folder_that_is_linked_to_stays_where_it_is(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for name in ("full", "empty"):
        (elsewhere / name).mkdir(parents=True)
    (elsewhere / "full" / "thesis.txt").write_text("ten years")
    made(site, a="1")
    for name in ("full", "empty"):
        (site / name).symlink_to(elsewhere / name)
    assert made(site, a="1") == (0, 2)
    assert (elsewhere / "full" / "thesis.txt").exists()
    assert (elsewhere / "empty").exists()


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    made(tmp_path / "site", a="1")
    (tmp_path / "site" / "people").write_text("a file where a folder should be")
    with pytest.raises(StandupError, match="a file stands where a folder should be"):
        made(tmp_path / "site", people__x="1")
