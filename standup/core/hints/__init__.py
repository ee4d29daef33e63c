"""What people are told of their plans: what was settled before, and who plans the same."""

from typing import Literal

Kind = Literal["known", "same"]
KNOWN: Kind = "known"
"""That somebody is told what was settled before of what they plan."""
SAME: Kind = "same"
"""That those who plan the same are told of each other."""
HINTS = (KNOWN, SAME)
