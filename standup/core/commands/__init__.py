"""What a person may say besides answering: `back`, `skip`, `away until friday` and the like.

`table` lists every command, an entry each; `said` holds what it means, `parsing` reads a message.
"""

from standup.core.commands.entry import Around
from standup.core.commands.parsing import parse, understand
from standup.core.commands.said import (
    SIGNS,
    Adjust,
    Back,
    Command,
    Edit,
    Empty,
    Export,
    Forget,
    Help,
    Join,
    Link,
    MyReport,
    Plain,
    Prefer,
    Publish,
    Report,
    Search,
    Skip,
    SkipRun,
    Status,
    Steer,
    Unknown,
    Unlink,
    Wish,
)
from standup.core.commands.table import COMMANDS, NAMES, action_of, entry_of

__all__ = [
    "COMMANDS",
    "NAMES",
    "SIGNS",
    "Adjust",
    "Around",
    "Back",
    "Command",
    "Edit",
    "Empty",
    "Export",
    "Forget",
    "Help",
    "Join",
    "Link",
    "MyReport",
    "Plain",
    "Prefer",
    "Publish",
    "Report",
    "Search",
    "Skip",
    "SkipRun",
    "Status",
    "Steer",
    "Unknown",
    "Unlink",
    "Wish",
    "action_of",
    "entry_of",
    "parse",
    "understand",
]
