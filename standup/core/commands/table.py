"""The table of commands, in the order in which `help`, menus and documents tell them."""

from standup.core.commands.accounts import ACCOUNTS
from standup.core.commands.answering import ANSWERING
from standup.core.commands.arranging import ARRANGING
from standup.core.commands.data import DATA
from standup.core.commands.entry import Entry
from standup.core.commands.founding import FOUNDING
from standup.core.commands.living import LIVING
from standup.core.commands.own import OWN
from standup.core.commands.polling import POLLING
from standup.core.commands.putting_off import PUTTING_OFF
from standup.core.commands.reading import READING
from standup.core.commands.said import Adjust, Known, Plain, Steer
from standup.core.commands.steering import STEERING
from standup.core.rights import Action

COMMANDS: tuple[Entry, ...] = (
    *(*READING, *LIVING, *ANSWERING, *PUTTING_OFF, *OWN),
    *(*STEERING, *ARRANGING, *FOUNDING, *POLLING, *ACCOUNTS, *DATA),
)
NAMES = tuple(entry.name for entry in COMMANDS if entry.name != "-")

FOR_OTHERS = {  # what those who run a standup say, and what comes nearest for everybody else
    **dict.fromkeys(("pause", "resume", "cancel"), "away"),
    **dict.fromkeys(("poll", "cancel poll"), "help"),
    **dict.fromkeys(("who", "extend", "start now", "remind missing", "changes", "yes"), "status"),
    **dict.fromkeys(("away somebody", "back somebody"), "away"),
    **dict.fromkeys(
        ("time", "days", "deadline", "ask", "add", "remove", "channel", "invite"), "status"
    ),
    **dict.fromkeys(("new standup", "archive"), "status"),
    **dict.fromkeys(("tell me who is missing", "do not tell me who is missing"), "status"),
}

_BY_NAME = {entry.name: entry for entry in COMMANDS}
_BY_MEANING = {entry.means: entry for entry in reversed(COMMANDS)}


def entry_named(name: str) -> Entry:
    """The entry of this name."""
    return _BY_NAME[name]


def entry_of(said: Known) -> Entry:
    """The entry of what was said."""
    return (
        _BY_NAME[said.name] if isinstance(said, Plain | Adjust | Steer) else _BY_MEANING[type(said)]
    )


def action_of(said: Known) -> Action:
    """The right that it takes."""
    may = entry_of(said).may
    return may if isinstance(may, Action) else may(said)
