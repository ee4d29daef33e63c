"""Everything that can go wrong in a way a person can mend, as one tree.

    StandupError
    ├── config.ConfigError          the configuration has mistakes: all of them, with their lines
    ├── DatabaseError
    │   ├── DatabaseAwayError       it cannot be used for now, of which whoever has it open tells
    │   ├── DatabaseInUseError      another process has it open
    │   ├── LaneLostError           another process carries what this one carried
    │   ├── DatabaseReplacedError   its files are no longer those that were opened
    │   ├── DatabaseTooNewError     a later release wrote it
    │   ├── DatabaseTooOldError     an earlier release wrote it, and it cannot be read as it is
    │   └── DatabaseChangedError    its upgrade history is not ours
    ├── ModelError                  the model that was asked for a summary gave none
    └── NotFoundError               no such standup, person, run or item

`exit_code` is what the command `standup` ends with; docs/commands.md lists the codes.
"""


class StandupError(Exception):
    """Something a person can mend; the message says what, where and what next."""

    exit_code = 1


class DatabaseError(StandupError):
    """The database cannot be used."""

    exit_code = 4


class DatabaseAwayError(DatabaseError):
    """The database cannot be used for now; whoever has it open tells of that, nobody else."""


class DatabaseInUseError(DatabaseError):
    """Another process has the database open."""


class DatabaseReplacedError(DatabaseError):
    """The database's files were replaced or removed while they were open."""


class LaneLostError(DatabaseError):
    """Another process carries the lane by now: nothing was written."""


class DatabaseTooNewError(DatabaseError):
    """A later release wrote the database."""


class DatabaseTooOldError(DatabaseError):
    """An earlier release wrote the database, and nobody has upgraded it yet."""


class DatabaseChangedError(DatabaseError):
    """The database's upgrade history differs from the one shipped."""


class ModelError(StandupError):
    """The model that was asked for a summary gave none."""


class NotUnderstoodError(StandupError):
    """What was said is no command, or may be one of several."""

    exit_code = 2


class NotFoundError(StandupError):
    """There is no such standup, person, run or item."""

    exit_code = 5
