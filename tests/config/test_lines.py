"""Where what decides on an asking is written is known by its line."""

from pathlib import Path

from tests.config.folders import STANDUP, loaded


def test_each_has_the_line_of_its_key(tmp_path: Path) -> None:
    more = "timezone: Europe/London\nevery: 2 weeks\nstarting: 2026-11-26\ndays_off:\n"
    more += "  - 2026-12-24\n  - 2026-12-28 to 2026-12-30\n"
    instance = loaded(tmp_path, a=STANDUP + more).instance
    text = (STANDUP + more).split("\n")
    found = {key[1:]: place.rpartition(":") for key, place in instance.lines.items()}
    assert {file.rpartition("/")[2] for file, _, _ in found.values()} == {"a.yaml"}
    at = {key: text[int(line) - 1].strip(" -") for key, (_, _, line) in found.items()}
    assert at["every",] == "every: 2 weeks"
    assert at["starting",] == "starting: 2026-11-26"
    assert at["timezone",] == "timezone: Europe/London"
    assert at["participants",] == "participants: [ana, bo]"
    assert at["rounds", "learned", "cron"] == 'cron: "0 17 * * thu"'
    assert at["days_off", "2026-12-24"] == "2026-12-24"
    assert at["days_off", "2026-12-29"] == "2026-12-28 to 2026-12-30"
