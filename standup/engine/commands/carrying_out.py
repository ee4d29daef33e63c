"""Finds the handler of a command, and lets it be done where its answer may be read."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from standup.core import rights
from standup.core.commands.said import Wish
from standup.core.commands.table import COMMANDS, action_of, entry_of
from standup.core.conversation.effects import Say
from standup.core.wording import accounts as wording
from standup.engine.occasion import Occasion, say

Handler = Callable[[Occasion, Any, str], Awaitable[None]]
"""Does what was said, and says under the key what came of it."""


def _found(name: str) -> Handler:
    module, _, function = name.partition(".")
    found: Handler = getattr(import_module(f"standup.engine.commands.{module}"), function)
    return found


HANDLERS: Mapping[str, Handler] = {
    entry.name: _found(entry.handler) for entry in COMMANDS if entry.handler
}


async def carry_out(at: Occasion, said: Wish, key: str) -> None:
    """Do what a person wishes, and say under this key what came of it."""
    if rights.is_private(action_of(said)) and at.place is not None:
        await say(at, Say(wording.comes_to_you_alone(), key))
        at = replace(at, place=None)
    await HANDLERS[entry_of(said).name](at, said, key)
