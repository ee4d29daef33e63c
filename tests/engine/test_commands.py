"""A command is added by one entry and one handler."""

import inspect
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

from standup.core.commands import COMMANDS, parse
from standup.core.conversation.effects import Arrange
from standup.engine.handlers import handler

ROOT = Path(__file__).parents[2]
ENTRY = """
from standup.core.commands.entry import plain
from standup.core.commands.said import Plain

WAVING = (
    Entry(
        "wave",
        Plain,
        Action.SEE_OWN,
        told="I wave back",
        phrases=plain("wave", "wave at me"),
        read=lambda rest, _: Plain("wave", rest) if rest in {"twice", "thrice"} else None,
        handler="waving.wave",
        help="`wave` – I wave back",
        menu=MenuEntry("wave", {"en": "Wave at me"}),
    ),
)
DATA = (*DATA, *WAVING)
"""
HANDLER = """
from standup.core.conversation.effects import Say
from standup.core.messages.markup import phrase
from standup.engine.occasion import say

async def wave(at, said, key):
    await say(at, Say(phrase("Hello {name}, {often}!", name=at.person.name,
        often=said.argument or "once"), key))
"""
LIVED = """
import asyncio, sys
from pathlib import Path
from typing import get_args
from standup.core.commands.menu import MENU
from tests import docs
from tests.team import at, instance, learning_day, person, team

async def live():
    ana = person("ana")
    async with team(Path(sys.argv[1]), instance(learning_day(ana)), at("9:00")) as day:
        for said, answer in {
            "wave": "Hello Ana, once!",
            "/wave": "Hello Ana, once!",
            "Wave at me!": "Hello Ana, once!",
            "wave twice": "Hello Ana, twice!",
            "/wave at the sea": "I don’t know wave at the sea",
            "help all": "wave – I wave back",
        }.items():
            await day.say("ana", said)
            assert answer in day.last("ana"), (said, day.last("ana"))

asyncio.run(live())
assert "wave" in {entry.name for entry in MENU}
assert "| `wave` | I wave back |" in docs.said()
"""


def test_a_command_added_by_the_recipe_is_understood_done_offered_and_told(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "standup", tmp_path / "standup", ignore=skipped)
    with (tmp_path / "standup/core/commands/data.py").open("a") as entries:
        entries.write(ENTRY)
    (tmp_path / "standup/engine/commands/waving.py").write_text(HANDLER)
    folder = tmp_path / "folder"
    folder.mkdir()
    lived = subprocess.run(
        [sys.executable, "-c", LIVED, str(folder)],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}:{ROOT / 'adapters'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lived.returncode == 0, lived.stderr


def test_every_handler_of_the_table_does_what_its_command_means() -> None:
    for entry in COMMANDS:
        if entry.handler:
            (_, said, _) = inspect.signature(handler(entry.handler)).parameters.values()
            assert inspect.iscoroutinefunction(handler(entry.handler))
            allowed = said.annotation
            assert entry.means in {allowed, *get_args(allowed)}, entry.name


def test_no_phrase_belongs_to_two_commands() -> None:
    phrases = [phrase for entry in COMMANDS for phrase in entry.phrases]
    assert len(phrases) == len(set(phrases))
    for entry in COMMANDS:
        assert entry.signed <= entry.phrases.keys()
        for phrase, said in entry.phrases.items():
            found = parse(f"/{phrase}", date(2026, 11, 26))
            assert found == said
            assert isinstance(found, entry.means)


def test_what_has_no_handler_is_decided_by_the_conversation() -> None:
    wishes = set(get_args(Arrange.__annotations__["command"]))
    for entry in COMMANDS:
        assert bool(entry.handler) == (entry.means in wishes), entry.name
