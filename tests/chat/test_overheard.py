"""What is handed over of what an adapter overhears in channels."""

from collections.abc import Collection
from datetime import UTC, datetime

from standup.chat.interface import Deleted, Edited, Replied
from standup.chat.overheard import Overheard, concerning

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


class Knowing:
    """An inbox that knows these, and notes what it was asked."""

    def __init__(self, *, ours: Collection[str] = (), replies: Collection[str] = ()) -> None:
        self._ours, self._replies = set(ours), set(replies)
        self.asked: list[set[str]] = []

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        self.asked.append(set(messages))
        return self._ours & set(messages)

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        self.asked.append(set(messages))
        return self._replies & set(messages)


def reply(number: str, *called: str) -> Overheard:
    return Overheard(Replied(number, "ana", "why?", called[0], NOW), called)


def edit(number: str) -> Overheard:
    return Overheard(Edited(f"{number}.edit", "ana", number, "why not?", NOW))


def deletion(number: str) -> Overheard:
    return Overheard(Deleted(f"{number}.gone", "", number, NOW))


async def test_a_reply_answers_our_message_as_send_called_it() -> None:
    heard = [reply("r1", "5", "reply:5"), reply("r2", "6", "reply:6"), reply("r3", "7")]
    found = await concerning(Knowing(ours=["reply:5", "7"]), heard)
    assert [(one.id, getattr(one, "answers", "")) for one in found] == [
        ("r1", "reply:5"),
        ("r3", "7"),
    ]


async def test_what_changes_is_handed_over_of_replies_that_are_kept_or_come_with_it() -> None:
    inbox = Knowing(ours=["5"], replies=["old"])
    heard = [edit("r1"), reply("r1", "5"), edit("r1"), deletion("r1"), deletion("old"), edit("x")]
    found = await concerning(inbox, heard)
    assert [one.id for one in found] == ["r1", "r1.edit", "r1.gone", "old.gone"]


async def test_an_edit_that_is_taken_back_with_what_it_changed_is_handed_over() -> None:
    heard = [edit("old"), deletion("old.edit"), edit("x"), deletion("x.edit")]
    found = await concerning(Knowing(replies=["old"]), heard)
    assert [one.id for one in found] == ["old.edit", "old.edit.gone"]


async def test_a_reply_to_a_reply_is_none_to_us() -> None:
    assert await concerning(Knowing(ours=[], replies=["r1"]), [reply("r2", "r1")]) == []


async def test_nobody_is_asked_about_nothing() -> None:
    inbox = Knowing()
    assert await concerning(inbox, []) == []
    assert inbox.asked == []
