"""What `undo` takes back, worked out from the documented rules: what somebody said last of all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

_WITHIN = timedelta(minutes=10)
_BRIEF = timedelta(milliseconds=2)  # less than which is not kept

Sort = Literal["item", "away", "poll", "later", "setting", "said", "lately", "stays"]


def taken_back(done: Mapping[Sort, datetime], now: datetime) -> Sort | None:
    """Which of what somebody did last, each with when, they take back now, if any; nothing where
    what they did last stays."""
    last = max(done, key=lambda one: done[one], default=None)
    if last is None or (last != "later" and now - done[last] > _WITHIN):
        return None
    return None if last == "stays" else last


def is_at_once(done: Mapping[Sort, datetime], now: datetime) -> bool:
    """Whether two of them were done at one instant, so that only the engine knows which came
    last."""
    recent = [at for at in done.values() if now - at <= _WITHIN]
    return any(abs(one - other) < _BRIEF for one, other in combinations(recent, 2))
