"""`standup why` tells at the machine what `why` tells in a chat."""

from pathlib import Path

from tests.cli.command import standup


def test_each_rule_is_told_with_its_file_and_line(folder: Path) -> None:
    standup("resume", "-f", folder)  # which makes the database
    done = standup("why", "ana", "2026-11-28", "-f", folder)
    assert done.returncode == 0, done.stderr
    line = next(
        number
        for number, text in enumerate((folder / "standups/daily.yaml").read_text().split("\n"), 1)
        if "cron:" in text
    )
    assert "Saturday 28 November" in done.stdout
    assert f"standups/daily.yaml:{line})" in done.stdout


def test_nobody_of_that_name_is_told_with_who_may_be_meant(folder: Path) -> None:
    done = standup("why", "anna", "-f", folder)
    assert done.returncode != 0
    assert "there is no person anna" in done.stderr


def test_a_day_that_nobody_understands_is_told(folder: Path) -> None:
    standup("resume", "-f", folder)
    done = standup("why", "ana", "bananas", "-f", folder)
    assert done.returncode == 2
    assert "which day" in done.stdout
