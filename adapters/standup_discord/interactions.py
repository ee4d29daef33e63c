"""Presses, forms and commands: acknowledged before anything else, since Discord waits 3 seconds."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from standup.chat.interface import (
    AuthLost,
    Chose,
    Event,
    Filled,
    Form,
    Inbox,
    Said,
    TryAgain,
    Unsure,
)
from standup.core.messages.markup import Message, say
from standup.core.wording.adapters import busy
from standup_discord import forms, render
from standup_discord.errors import ALREADY_ACKNOWLEDGED, Refused
from standup_discord.events import COMMAND, COMPONENT, MODAL, Interaction, command
from standup_discord.replies import Replies, Reply
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

FORM_SECONDS = 2.0  # how long the inbox may take to show a form
THINKING_SECONDS = 10.0  # how long "thinking…" may stand with nothing said
_SAY, _THINK, _STAY, _MODAL = 4, 5, 6, 9
_DONE = say("✓")

Spawn = Callable[[Coroutine[Any, Any, Any]], Any]


class Interactions:
    """Answers what people do, at once, and says what event it is."""

    def __init__(self, rest: Rest, replies: Replies, inbox: Inbox, spawn: Spawn) -> None:
        self._rest = rest
        self._replies = replies
        self._inbox = inbox
        self._spawn = spawn

    def arrived(self, one: Interaction) -> Event | None:
        """Begin to answer, and return what is to be taken, if anything."""
        if one.kind == COMPONENT:
            return self._pressed(one)
        if one.kind == MODAL:
            return self._filled(one)
        return self._commanded(one) if one.kind == COMMAND else None

    def _pressed(self, one: Interaction) -> Event | None:
        found = render.pressed(str(one.data["custom_id"]))
        if found is None:
            self._spawn(self._answer(one, {"type": _STAY}))
            return None
        kind, value = found
        if kind == render.FORM:
            self._spawn(self._show_form(one, value))
            return None
        return Chose(one.id, one.account, value, one.at, self._stay(one), one.language)

    def _filled(self, one: Interaction) -> Event:
        form, answers = forms.form_id(one.data), forms.answers(one.data)
        place = self._stay(one) if one.is_direct else self._think(one)
        return Filled(one.id, one.account, form, answers, one.at, place, one.language)

    def _commanded(self, one: Interaction) -> Event:
        words = command(one.data)
        channel = None if one.is_direct else one.channel
        place = self._think(one)
        return Said(
            one.id, one.account, words, one.at, place, language=one.language, channel=channel
        )

    def _stay(self, one: Interaction) -> str | None:
        """Leave everything as it is; where others look, what follows is for this person only."""
        if one.is_direct:
            self._spawn(self._answer(one, {"type": _STAY}))
            return None
        self._spawn(self._acknowledge(one, {"type": _STAY}))
        return Reply.to(one).place

    def _think(self, one: Interaction) -> str:
        """Show the person that an answer is being made."""
        reply = Reply.to(one)
        self._spawn(self._let_think(one, {"type": _THINK, "data": {"flags": reply.flags}}))
        return reply.place

    async def _acknowledge(self, one: Interaction, answer: Json) -> bool:
        with self._replies.acknowledging(one.id):
            if await self._answer(one, answer):
                return True
            self._replies.lost(one.id)
            return False

    async def _let_think(self, one: Interaction, answer: Json) -> None:
        if await self._acknowledge(one, answer):
            await asyncio.sleep(THINKING_SECONDS)
            await self._end_thinking(Reply.to(one))

    async def _end_thinking(self, reply: Reply) -> None:
        """Where nothing was said it was understood all the same.

        What is said in the same moment stands beside it, whichever comes first.
        """
        try:
            first = await self._rest.call("GET", reply.original)
            if first["flags"] & render.LOADING:
                await self._rest.call("POST", reply.path, render.body(_DONE, flags=reply.flags))
        except (Refused, TryAgain, Unsure) as error:
            log.debug("A reply could not be ended: %s", error)

    async def _show_form(self, one: Interaction, value: str) -> None:
        await self._answer(one, await self._form(one, value))

    async def _form(self, one: Interaction, value: str) -> Json:
        try:
            async with asyncio.timeout(FORM_SECONDS):
                shown = await self._inbox.form(one.account, value)
        except TimeoutError:
            shown = busy(one.language)
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            log.error("No form could be made: %s", type(error).__name__)
            shown = busy(one.language)
        return _showing(shown)

    async def _answer(self, one: Interaction, answer: Json) -> bool:
        """Give Discord the first answer; False where it came too late."""
        path = f"/interactions/{one.id}/{one.token}/callback"
        for _ in range(2):
            try:
                await self._rest.call_at_once("POST", path, answer)
            except Refused as refused:
                if refused.code == ALREADY_ACKNOWLEDGED:
                    return True
                log.warning("Discord did not take an answer to an interaction: %s", refused)
                return False
            except (TryAgain, Unsure, AuthLost):
                continue
            return True
        log.warning("An interaction could not be answered in time")
        return False


def _showing(shown: Form | Message) -> Json:
    if isinstance(shown, Form):
        return {"type": _MODAL, "data": forms.modal(shown)}
    flags = render.EPHEMERAL | render.SUPPRESS_EMBEDS
    return {"type": _SAY, "data": render.body(shown, flags=flags)}
