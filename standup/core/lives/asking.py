"""When somebody is asked where an item of theirs stands."""

from datetime import datetime, timedelta

from standup.core.life import Life
from standup.core.lives.item import Item

MOST_UNANSWERED = 3
"""How often an item is asked about without news of it, before it is let be."""
_SLACK = timedelta(hours=12)  # a weekly round is not asked to the minute
_WEEK = timedelta(weeks=1)


def is_due(item: Item, life: Life, now: datetime) -> bool:
    """Whether it is time to ask: never the day it began, and as often as its life says at most."""
    if life.ask is None or item.asked >= MOST_UNANSWERED:
        return False
    every = life.ask.weeks * _WEEK - _SLACK
    told = max(filter(None, (item.news_at, item.asked_at, item.begun_at)))
    return now - told >= every


def is_asked(item: Item, life: Life, now: datetime) -> bool:
    """Whether a round's question about such items asks about this one: one that is asked of its
    owner by itself never more often than that."""
    if life.ask is None:
        return True
    if item.asked_at is None:
        return now - item.begun_at >= _SLACK and item.asked < MOST_UNANSWERED
    return item.asked < MOST_UNANSWERED and now - item.asked_at >= life.ask.weeks * _WEEK - _SLACK


def is_quiet(item: Item, life: Life, now: datetime) -> bool:
    """Whether nothing was said of it for so long that it may be over, and nobody asked that yet."""
    if life.quiet_after is None or item.asked > MOST_UNANSWERED:
        return False
    return now - (item.news_at or item.begun_at) >= life.quiet_after * _WEEK - _SLACK
