"""Moving people, groups and faults over HTTP, for a bot tested from outside this process.

Bodies are JSON objects of the arguments named here; answers are JSON.

    POST /_control/people                    name, language?, username?           -> id
    POST /_control/people/ID/ACTION          start, say, reply, edit, delete, press, react, block,
                                             unblock, delete_account, send_photo, send_sticker,
                                             write_in, sees; `group` is a group's id
    GET  /_control/people/ID/messages        the chat with the bot as it reads now
    POST /_control/groups                    title, forum?, kind?, bot?, admin?   -> id
    POST /_control/groups/ID/ACTION          add_bot, kick_bot, demote_bot, silence_bot, open_topic,
                                             close_topic, reopen_topic, delete_topic,
                                             delete_message, migrate, sees
    GET  /_control/groups/ID/messages        everything written there
    POST /_control/fail                      method?, how, times?, chat?, retry_after?
    POST /_control/latency                   seconds
    POST /_control/deliver_again             number?
    POST /_control/revoke_token              -> the new token
    GET  /_control/requests                  what the bot asked for
    GET  /_control/violations                where anybody left the Bot API document
"""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.standins.telegram.groups import Group
from tests.standins.telegram.people import Person
from tests.standins.telegram.server import TelegramServer

PERSON_ACTIONS = frozenset(
    (
        "start",
        "say",
        "reply",
        "edit",
        "delete",
        "press",
        "react",
        "block",
        "unblock",
        "delete_account",
        "send_photo",
        "send_sticker",
        "write_in",
        "sees",
    )
)
GROUP_ACTIONS = frozenset(
    (
        "add_bot",
        "kick_bot",
        "demote_bot",
        "silence_bot",
        "open_topic",
        "close_topic",
        "reopen_topic",
        "delete_topic",
        "delete_message",
        "migrate",
        "sees",
    )
)
Handler = Callable[[web.Request], Awaitable[Any]]


class Control:
    """The routes under `/_control/` of one server."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._people: dict[int, Person] = {}
        self._groups: list[Group] = []

    def routes(self) -> list[web.RouteDef]:
        """What the server also answers."""
        here: list[tuple[str, str, Handler]] = [
            ("POST", "people", self._add_person),
            ("POST", "people/{id}/{action}", self._move_person),
            ("GET", "people/{id}/messages", self._person_messages),
            ("POST", "groups", self._add_group),
            ("POST", "groups/{id}/{action}", self._move_group),
            ("GET", "groups/{id}/messages", self._group_messages),
            ("POST", "fail", self._fail),
            ("POST", "latency", self._latency),
            ("POST", "deliver_again", self._deliver_again),
            ("POST", "revoke_token", self._revoke_token),
            ("GET", "requests", self._requests),
            ("GET", "violations", self._violations),
        ]
        return [web.route(verb, f"/_control/{path}", _answering(do)) for verb, path, do in here]

    async def _add_person(self, request: web.Request) -> int:
        person = self._server.person(**await _body(request))
        self._people[person.id] = person
        return person.id

    async def _move_person(self, request: web.Request) -> Any:
        return await self._move(request, self._person(request), PERSON_ACTIONS)

    async def _person_messages(self, request: web.Request) -> Any:
        return self._person(request).messages

    async def _add_group(self, request: web.Request) -> int:
        group = self._server.group(**await _body(request))
        self._groups.append(group)
        return group.id

    async def _move_group(self, request: web.Request) -> Any:
        return await self._move(request, self._group(_number(request)), GROUP_ACTIONS)

    async def _group_messages(self, request: web.Request) -> Any:
        return self._group(_number(request)).messages

    async def _fail(self, request: web.Request) -> None:
        self._server.fail(**await _body(request))

    async def _latency(self, request: web.Request) -> None:
        self._server.latency = float((await _body(request))["seconds"])

    async def _deliver_again(self, request: web.Request) -> None:
        self._server.deliver_again(**await _body(request))

    async def _revoke_token(self, _request: web.Request) -> str:
        return self._server.revoke_token()

    async def _requests(self, _request: web.Request) -> Any:
        return self._server.requests

    async def _violations(self, _request: web.Request) -> Any:
        return {"bot": self._server.bot_violations, "stand-in": self._server.own_violations}

    async def _move(
        self, request: web.Request, who: Person | Group, actions: frozenset[str]
    ) -> Any:
        action = request.match_info["action"]
        if action not in actions:
            raise LookupError(f"{action} is none of {', '.join(sorted(actions))}")
        given = await _body(request)
        if "group" in given:
            given["group"] = self._group(given["group"])
        return await getattr(who, action)(**given)

    def _person(self, request: web.Request) -> Person:
        number = _number(request)
        if number not in self._people:
            raise LookupError(f"nobody has the id {number}")
        return self._people[number]

    def _group(self, number: int) -> Group:
        for group in self._groups:
            if group.id == number:
                return group
        raise LookupError(f"no group has the id {number}")


def _answering(do: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return _json(await do(request), 200)
        except (LookupError, TypeError, ValueError, AssertionError) as wrong:
            return _json({"error": str(wrong)}, 400)
        except TimeoutError:
            return _json({"error": "the bot did nothing in time"}, 504)

    return handle


def _json(value: Any, status: int) -> web.Response:
    return web.Response(
        text=json.dumps(value, default=_plain, ensure_ascii=False) + "\n",
        status=status,
        content_type="application/json",
    )


def _plain(value: Any) -> Any:
    known = dataclasses.is_dataclass(value) and not isinstance(value, type)
    return dataclasses.asdict(value) if known else str(value)


def _number(request: web.Request) -> int:
    return int(request.match_info["id"])


async def _body(request: web.Request) -> dict[str, Any]:
    given = json.loads(await request.text() or "{}")
    if not isinstance(given, dict):
        raise TypeError("the body is not a JSON object")
    return given
