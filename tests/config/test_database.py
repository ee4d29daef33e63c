"""Where the truth is kept: a file, or a URL that never holds a password in YAML."""

from pathlib import Path

import pytest

from standup.config import Url, database
from standup.errors import DatabaseError
from tests.config.folders import INSTANCE, loaded, problems, write

FILE = "database: data/standup.db\n"


def told(folder: Path, lines: str) -> tuple[Path | Url, Path]:
    """The database and the adapters' folder that these lines make."""
    found = loaded(folder, INSTANCE.replace(FILE, lines))
    return found.database, found.data


def test_a_file_and_the_adapters_folders_lie_beside_the_instance(tmp_path: Path) -> None:
    assert told(tmp_path, FILE) == (tmp_path / "data" / "standup.db", tmp_path / "data")
    assert told(tmp_path, "") == (tmp_path / "data" / "standup.db", tmp_path / "data")
    absolute = "database: /var/lib/standup/x.db\n"
    assert told(tmp_path, absolute) == (Path("/var/lib/standup/x.db"), Path("/var/lib/standup"))


def test_with_postgresql_the_adapters_folders_are_in_data_or_where_it_is_said(
    tmp_path: Path,
) -> None:
    url = "database: postgresql://bot@db.example.org/standup?schema=team\n"
    found, data = told(tmp_path, url)
    assert isinstance(found, Url)
    assert found.reveal() == str(found) == "postgresql://bot@db.example.org/standup?schema=team"
    assert data == tmp_path / "data"
    assert told(tmp_path, url + "data: keys\n")[1] == tmp_path / "keys"
    assert told(tmp_path, url + "data: /var/lib/standup\n")[1] == Path("/var/lib/standup")


def test_a_whole_url_with_its_password_is_kept_elsewhere_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://bot:hidden@db.example.org/standup"
    (tmp_path / "url").write_text(url + "\n")
    monkeypatch.setenv("STANDUP_DATABASE", url)
    for line, place in (("{file: url}", "url"), ("{env: STANDUP_DATABASE}", "STANDUP_DATABASE")):
        found, _ = told(tmp_path, f"database: {line}\n")
        assert isinstance(found, Url)
        assert found.reveal() == url
        assert place in str(found)
        assert "hidden" not in f"{found} {found!r}"


def test_a_url_that_is_not_where_it_should_be_is_missed_when_it_is_needed(tmp_path: Path) -> None:
    found, _ = told(tmp_path, "database: {file: url}\n")
    assert isinstance(found, Url)
    with pytest.raises(DatabaseError, match="is empty or missing"):
        found.reveal()
    (tmp_path / "url").write_text("hidden")
    with pytest.raises(DatabaseError, match="does not begin with postgresql://") as caught:
        found.reveal()
    assert "hidden" not in str(caught.value)


def test_what_postgresql_needs_is_told_with_the_other_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "find_spec", lambda _: None)
    lines = INSTANCE.replace(FILE, "database: postgresql://db.example.org/standup\n")
    (problem,) = problems(write(tmp_path, lines))
    assert 'pip install "open-standup[postgres]"' in str(problem)
    assert problems(write(tmp_path)) == ()
