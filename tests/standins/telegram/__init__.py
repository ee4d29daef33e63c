"""A strict stand-in for the Telegram Bot API server, on a real loopback socket."""

from tests.standins.telegram.faults import Fault, How
from tests.standins.telegram.groups import Group
from tests.standins.telegram.limits import Limits
from tests.standins.telegram.people import Person, Press
from tests.standins.telegram.record import Request
from tests.standins.telegram.server import TelegramServer
from tests.standins.telegram.views import SeenMessage

__all__ = [
    "Fault",
    "Group",
    "How",
    "Limits",
    "Person",
    "Press",
    "Request",
    "SeenMessage",
    "TelegramServer",
]
