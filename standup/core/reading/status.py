"""What came of one planned item."""

from enum import StrEnum


class Status(StrEnum):
    """What came of one planned item."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    NOT = "not"
