"""What a bench offers besides the least; `standup.chat.untried` names what it does not."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, cast

import pytest

from standup.chat.contract.bench import Bench, Channel, Person
from standup.chat.interface import Adapter
from standup.chat.untried import MARK, OFFERS

_OF_A_PERSON = {"write_in", "reply", "reply_in"}


class Speaker(Person, Protocol):
    """Somebody who is in the channels too."""

    async def write_in(self, channel: str, text: str) -> None:
        """Write in a broadcast channel, to everybody there."""

    async def reply(self, message: str, text: str) -> str | None:
        """See Person."""

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Reply, in a broadcast channel or a thread there, to a message of the bot's, by the id
        that `send` returned, or to another reply, by its own; return the id, which `edit` and
        `delete` take as well. None where clients do not say what a message replies to."""


class Offers(Bench, Protocol):
    """A bench that offers everything. Each of these may be missing: then what needs it is skipped,
    and the summary names it as not tried."""

    @property
    def person(self) -> Speaker:
        """Somebody to talk to, who also writes in the broadcast channel."""

    @property
    def another(self) -> Person:
        """A second person, whom the bot may write to as to the first."""

    @property
    def another_channel(self) -> Channel:
        """A second broadcast channel the bot may write in."""

    def cut(self) -> AbstractAsyncContextManager[None]:
        """Cut the line between the adapter and its platform while the block lasts: what is
        connected is lost, nothing can be reached, and people go on writing."""

    async def refuse(self, place: str) -> None:
        """Make the platform refuse the bot in this place from now on: put out of a channel, blocked
        or left in a direct conversation. Raises NotImplementedError where it never does."""

    def wrong_secret(self) -> Adapter:
        """As `adapter`, with a token or password that the platform does not know."""


def all_of(bench: Bench, *names: str) -> Offers:
    """The bench, if it and its person offer what a sentence needs."""
    for name in names:
        if not hasattr(bench.person if name in _OF_A_PERSON else bench, name):
            raise not_tried(name)
    return cast("Offers", bench)


def not_tried(name: str) -> BaseException:
    """What ends a test for which the bench has not this to offer."""
    return pytest.skip.Exception(MARK + OFFERS[name])
