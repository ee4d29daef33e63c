"""Configuration folders made for a test, and a platform that needs no SDK."""

from pathlib import Path
from typing import Any

from pydantic import Field

from standup.chat.interface import Plugin, Settings
from standup.chat.registry import PluginError
from standup.chat.secret import Secret
from standup.config import ConfigError, Loaded, Problem, load

INSTANCE = """\
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  pigeon: {loft: north, token: {env: PIGEON_TOKEN}}
people:
  ana: {name: Ana, timezone: Europe/Lisbon, accounts: {pigeon: "@ana"}}
  bo: {name: Bo, accounts: {pigeon: "@bo"}}
"""

STANDUP = """\
id: learning-day
title: Learning Day
participants: [ana, bo]
channels:
  - pigeon: "#room"
rounds:
  - id: plan
    cron: "30 9 * * thu"
    questions:
      - {id: will_learn, kind: items, ask: "What will you learn?"}
  - id: learned
    cron: "0 17 * * thu"
    closes: "20:00"
    questions:
      - {id: did_learn, kind: outcome, of: plan.will_learn, ask: "What did you learn?"}
"""


class PigeonSettings(Settings):
    """What a platform of birds needs."""

    loft: str = Field(description="the loft to fly to, such as `north`")
    token: Secret
    birds: int = 3


def _begins_with(sign: str, what: str, text: str) -> str | None:
    return None if text.startswith(sign) else f"{what} begins with {sign}"


def _no_adapter(*_: Any) -> Any:
    raise AssertionError("reading a configuration connects to nothing")


PIGEON = Plugin(
    PigeonSettings,
    _no_adapter,
    check_account=lambda text: _begins_with("@", "a pigeon's owner", text),
    check_place=lambda text: _begins_with("#", "a roof", text),
)


def find(name: str) -> Plugin:
    """Knows one platform."""
    if name == "pigeon":
        return PIGEON
    raise PluginError(f"there is no adapter `{name}`", "one of `pigeon`", "`pigeon`")


def write(folder: Path, instance: str | bytes = INSTANCE, **standups: str | bytes) -> Path:
    """A folder with this instance file and these standups (by default a good one)."""
    (folder / "standups").mkdir(exist_ok=True)
    files = {f"standups/{name}.yaml": text for name, text in standups.items()}
    for name, text in {
        "instance.yaml": instance,
        **(files or {"standups/x.yaml": STANDUP}),
    }.items():
        content = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
        (folder / name).write_bytes(content)
    return folder


def loaded(folder: Path, instance: str = INSTANCE, **standups: str) -> Loaded:
    """What such a folder says."""
    return load(write(folder, instance, **standups), find=find)


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a folder; nothing when it loads."""
    try:
        load(folder, find=find)
    except ConfigError as error:
        return error.problems
    return ()
