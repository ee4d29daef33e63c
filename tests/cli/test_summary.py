"""`standup summary`: what a day or a month amounts to, and what a model would be shown."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from standup.cli import main
from tests.cli.command import standup
from tests.cli.test_cli import DAY, tried  # noqa: F401 - a fixture
from tests.standins.model import KEY, model_server

SAID = "implemented it, and it converges"


@pytest.fixture
def folder(tried: Path, tmp_path: Path) -> Path:  # noqa: F811
    """A folder of one's own in which the day was played, before anybody has summarised it."""
    return shutil.copytree(tried, tmp_path / "own")


def with_model(folder: Path, url: str, key: str = "") -> Path:
    """Let its standup be summarised by a model there."""
    instance, told = folder / "instance.yaml", folder / "standups" / "learning-day.yaml"
    model = f"summaries: {{url: '{url}', model: tiny{key}}}\n"
    instance.write_text(model + instance.read_text())
    told.write_text("summary: model\n" + told.read_text())
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What the command prints, in this process."""
    assert main([*map(str, arguments)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("which", [(), ("--date", DAY), ("--month", DAY[:7])])
def test_a_summary_of_peoples_own_sentences_needs_no_model(
    folder: Path, which: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("summary", "learning-day", "-f", folder, *which)
    text = said(capsys, *command)
    assert "**What we learned" in text
    assert SAID in text
    assert "Picked from your own sentences, on this machine" in text
    told = json.loads(said(capsys, *command, "--format", "json"))
    assert told["model"] is None
    assert any(
        one["text"] == SAID and one["reports"][0]["day"] == DAY for one in told["statements"]
    )
    assert said(capsys, *command, "--format", "html").startswith("<!doctype html>")


async def test_a_model_that_is_configured_writes_it(folder: Path) -> None:
    async with model_server("Adam converges, as Person A found [4].", key=KEY) as server:
        with_model(folder, server.url, ", key: {env: MODEL_KEY}")
        done = await _apart("summary", "learning-day", "-f", folder, MODEL_KEY=KEY)
    assert done.stderr == ""
    assert "Written by tiny from the reports of the people named after each line" in done.stdout
    assert "Adam converges, as " in done.stdout
    assert len(server.asked) == 1


async def test_what_is_shown_is_what_is_sent(folder: Path) -> None:
    async with model_server("") as server:
        with_model(folder, server.url)
        shown = await _apart("summary", "learning-day", "-f", folder, "--show-request")
        assert server.asked == []
        done = await _apart("summary", "learning-day", "-f", folder)
    assert [json.loads(shown.stdout)] == server.asked
    assert shown.stderr == f"POST {server.url}/chat/completions\n"
    assert "using people's own sentences instead" in done.stderr
    assert SAID in done.stdout


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "says `summary: off`, not `model`"),
        ("private: true\n", "learning-day says `internal: true`"),
        ("readers: participants\n", "learning-day says `readers: participants`"),
    ],
)
def test_where_nothing_may_be_sent_there_is_no_request_to_show(
    folder: Path, line: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = folder / "standups" / "learning-day.yaml"
    told.write_text(line + told.read_text())
    assert main(["summary", "learning-day", "-f", str(folder), "--show-request"]) == 1
    assert why in capsys.readouterr().err


def test_what_was_not_held_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for which in (("--month", "2026-10"), ("--date", "2026-11-25")):
        assert main(["summary", "learning-day", "-f", str(folder), *which]) == 5
        assert "didn't take place" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["summary", "learning-day", "--month", "soon"])


async def _apart(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command while a server of this process answers it."""
    return await asyncio.to_thread(standup, *arguments, **environment)
