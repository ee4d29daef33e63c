"""open-standup: the standup bot you run yourself."""

__version__ = "0.1.0"
