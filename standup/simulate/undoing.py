"""What `undo` takes back, worked out from the documented rules: what somebody said last of all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

_WITHIN = timedelta(minutes=10)
_BRIEF = timedelta(milliseconds=2)  # less than which is not kept

Sort = Literal["item", "away", "poll", "later", "setting", "said"]


def taken_back(done: Mapping[Sort, datetime], now: datetime) -> Sort | None:
    """Which of what somebody did last, each with when, they take back now, if any."""

    def is_last(one: Sort, *others: Sort) -> bool:
        return _is_recent(done, one, now) and all(
            done[other] <= done[one] for other in others if other in done
        )

    if is_last("item", "said", "setting", "later", "poll", "away"):
        return "item"
    if is_last("away", "said", "setting", "later", "poll"):
        return "away"
    if is_last("poll", "said", "setting", "later"):
        return "poll"
    said_since: tuple[Sort, ...] = ("said", "setting")
    if "later" in done and not any(done[one] >= done["later"] for one in said_since if one in done):
        return "later"
    if is_last("setting", "said"):
        return "setting"
    return "said" if _is_recent(done, "said", now) else None


def _is_recent(done: Mapping[Sort, datetime], one: Sort, now: datetime) -> bool:
    return one in done and now - done[one] <= _WITHIN


def is_at_once(done: Mapping[Sort, datetime], now: datetime) -> bool:
    """Whether two of them were done at one instant, so that only the engine knows which came
    last."""
    recent = [at for at in done.values() if now - at <= _WITHIN]
    return any(abs(one - other) < _BRIEF for one, other in combinations(recent, 2))
