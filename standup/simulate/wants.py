"""What people say of how they want to be asked, each in words and in what they mean by it."""

from dataclasses import dataclass
from random import Random

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A setting as somebody means it. `value` None: as the team has it.

    Of a `timezone` it is the zone, of `my days` the days of the week (0 for Monday), of `quiet` the
    two minutes after midnight between which it is quiet, of `remind` NEVER or the words alone.
    """

    name: str
    value: object | None
    text: str


WANTS = (
    Wanted("timezone", "Europe/Athens", "timezone Athens"),
    Wanted("timezone", "America/New_York", "timezone New York"),
    Wanted("timezone", "Pacific/Kiritimati", "timezone Pacific/Kiritimati"),
    Wanted("timezone", "Australia/Lord_Howe", "timezone Australia/Lord_Howe"),
    Wanted("timezone", "Europe/London", "timezone London"),
    Wanted("timezone", None, "timezone as the team"),
    Wanted("my days", frozenset((0, 1, 2, 3)), "my days mon-thu"),
    Wanted("my days", frozenset((0, 2, 4)), "my days mon, wed and fri"),
    Wanted("my days", frozenset((3, 4, 5, 6)), "my days thu-sun"),
    Wanted("my days", None, "my days as the team"),
    Wanted("remind", NEVER, "no reminders"),
    Wanted("remind", "before", "remind me 30 minutes before"),
    Wanted("remind", "at", "remind me at 16:00"),
    Wanted("remind", None, "reminders as the team"),
    Wanted("quiet", (20 * 60, 8 * 60), "quiet 20:00-8:00"),
    Wanted("quiet", (9 * 60, 9 * 60 + 45), "quiet 9:00-9:45"),
    Wanted("quiet", (0, 17 * 60 + 30), "quiet 0:00-17:30"),
    Wanted("quiet", None, "quiet off"),
)
LATER = (
    Wanted("later", None, "/later"),
    Wanted("later", ("in", 20), "/in 20 minutes"),
    Wanted("later", ("in", 180), "/in 3 hours"),
    Wanted("later", ("at", 14 * 60), "/at 14:00"),
    Wanted("later", ("tomorrow", 0), "/tomorrow"),
)
"""When somebody wants to be asked instead: in so many minutes, at as many after midnight, the next
day, or in a while (None)."""
_NAMES = tuple(dict.fromkeys(one.name for one in WANTS))


def wanted(chance: Random) -> Wanted:
    """What somebody wants now; of each kind as often."""
    name = chance.choice(_NAMES)
    return chance.choice([one for one in WANTS if one.name == name])
