"""What our adapters' capabilities promise, as the table in docs/platforms.md."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standup.chat import registry
from standup.chat.interface import UNLIMITED, Capabilities, Context

_SAMPLES: dict[str, dict[str, Any]] = {
    "matrix": {"homeserver": "https://matrix.example.org", "user": "@standup:example.org"},
    "discord": {},
    "telegram": {"username": "your_standup_bot"},
}


def platforms() -> str:
    """What our adapters' capabilities promise, as a table in Markdown."""
    able = {name: _capabilities(name, given) for name, given in _SAMPLES.items()}
    head = f"| | {' | '.join(name.title() for name in able)} |\n|{'---|' * (len(able) + 1)}\n"
    rows = [
        f"| {what} | {' | '.join(tell(can) for can in able.values())} |"
        for what, tell in _ROWS.items()
    ]
    return head + "\n".join(rows) + "\n"


def _capabilities(name: str, given: dict[str, Any]) -> Capabilities:
    plugin = registry.find(name)
    secret = "password" if "password" in plugin.settings.model_fields else "token"
    settings = plugin.settings.model_validate(given | {secret: {"env": "SECRET"}})
    with tempfile.TemporaryDirectory() as folder:
        context = Context(name, Path(folder), lambda: datetime.now(UTC))
        return plugin.create(settings, context).capabilities


def _yes(able: bool) -> str:
    return "yes" if able else "no"


def _pace(number: float, unit: str) -> str:
    return "its own server decides" if number == UNLIMITED else f"{number:g} {unit}"


def _repeats(can: Capabilities) -> str:
    if can.reads_history:
        return "never: it finds its own message again"
    return "never, by its key" if can.key_window else "at most once more"


_ROWS: dict[str, Callable[[Capabilities], str]] = {
    "The bot may write first": lambda can: (
        "yes" if can.opens_direct else "no: each person presses Start once"
    ),
    "Buttons under a question": lambda can: _yes(can.choices),
    "A form for all questions at once": lambda can: _yes(can.forms),
    "Threads, topics or replies": lambda can: _yes(can.threads),
    "A question in quiet hours comes silently": lambda can: _yes(can.silent),
    "Replies to its posts in channels are heard": lambda can: _yes(can.hears_replies),
    "Somebody can be named with an @": lambda can: _yes(can.mentions),
    "A profile tells its time zone": lambda can: _yes(can.tells_zone),
    "The bot corrects its messages": lambda can: _yes(can.edits),
    "Your edits change your answer": lambda can: _yes(can.sees_edits) + _or_edit(can),
    "Your deletions are seen": lambda can: _yes(can.sees_deletes),
    "Shown twice after a lost reply": _repeats,
    "Longest message": lambda can: f"{can.text_limit:,} bytes, longer ones are split",
    "Pace in all": lambda can: _pace(can.per_second, "a second"),
    "Pace in one chat": lambda can: (
        _pace(can.place_per_second, "a second")
        + (f", {can.place_burst} together" if can.place_burst > 1 else "")
    ),
    "Pace in one channel": lambda can: _pace(can.channel_per_minute, "a minute"),
}


def _or_edit(can: Capabilities) -> str:
    return "" if can.sees_edits else ", say `edit`"
