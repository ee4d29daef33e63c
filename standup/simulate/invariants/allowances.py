"""What excuses a delay, or that something was never said."""

from datetime import datetime, timedelta

from standup.simulate.facts import Facts
from standup.simulate.sheets import Talk
from standup.store.simulated import Sent

_WHILE = timedelta(minutes=20)


def good_while(facts: Facts, since: datetime, to: Sent | None = None) -> datetime:
    """The end of the first while, from an instant on, in which nothing goes wrong, nor shuts the
    channel that something goes to."""
    story = facts.story
    trouble = [(strike.at, strike.back) for strike in story.strikes]
    trouble += [(at, end) for skies in story.skies.values() for at, end, _ in skies.told]
    if to is not None:
        bars = story.chats[to.adapter].bars
        trouble += [(at, end) for place, at, end in bars if place == to.place]
    for at, end in sorted(trouble + story.unwritable):
        if at <= since + _WHILE and end >= since:
            since = end
    return since + _WHILE


def was_given_up(facts: Facts, key: str) -> bool:
    """Whether two attempts went unanswered where a third might be seen twice; what is shown of it,
    if anything, is a later wording then, which is a message of its own."""
    chats = facts.story.chats
    return any(
        not chats[one.adapter].rules.key_window
        and one.state == "sent"
        and (not one.is_known or any(shown.is_revision for _, shown in facts.shown.get(one.id, ())))
        for one in facts.promised.values()
        if one.key == key
    )


def heard(facts: Facts, talk: Talk) -> list[datetime]:
    """When the store took what somebody did."""
    diary = facts.story.diary
    return [
        noted.at
        for noted in facts.story.kept.journal
        if (meant := diary.get((noted.adapter or "", noted.event or "")))
        and meant.person == talk.person.id
    ]
