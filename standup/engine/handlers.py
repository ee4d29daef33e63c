"""Finds the handler of a command, and lets it be done where its answer may be read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from standup.core import keys, rights
from standup.core.commands.said import Wish
from standup.core.commands.table import action_of, entry_of
from standup.core.conversation.effects import Say
from standup.core.rights import Action
from standup.core.wording import accounts as wording
from standup.engine.occasion import Occasion, say

Handler = Callable[[Occasion, Any, str], Awaitable[None]]
"""Does what was said, and says under the key what came of it."""


@cache
def handler(name: str) -> Handler:
    """The handler of this name; it is looked for late, since handlers let conversations decide."""
    module, _, function = name.partition(".")
    found: Handler = getattr(import_module(f"standup.engine.commands.{module}"), function)
    return found


async def carry_out(at: Occasion, said: Wish, key: str) -> None:
    """Do what a person wishes, and say under this key what came of it."""
    if at.place is not None and _is_for_them_alone(at, action_of(said)):
        await say(at, Say(wording.comes_to_you_alone(), key))
        at, key = replace(at, place=None), keys.alone(key)
    await handler(entry_of(said).handler)(at, said, key)


def _is_for_them_alone(at: Occasion, action: Action) -> bool:
    """Whether what is wished for may be read by others where it was wished for."""
    if action is not Action.SEE_REPORT:
        return rights.is_private(action)
    return not all(standup.is_posted for standup in at.directory.standups_of(at.person))
