"""The stand-in itself: a Bot API server on a loopback socket."""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.patience import PATIENCE
from tests.standins import specs
from tests.standins.serving import Serving
from tests.standins.telegram.chats import Kind, User
from tests.standins.telegram.delivery import Delivery
from tests.standins.telegram.faults import Fault, Faults, How
from tests.standins.telegram.groups import Group
from tests.standins.telegram.limits import Limits, Meter
from tests.standins.telegram.methods import LIMITED, METHODS, NAMES
from tests.standins.telegram.parameters import Parameters, decode, read
from tests.standins.telegram.people import Person
from tests.standins.telegram.record import Request
from tests.standins.telegram.refusals import RefusedError, bad_request, too_many_requests
from tests.standins.telegram.spec import Specification
from tests.standins.telegram.world import World

HOST = "127.0.0.1"
GRACE = 0.01
"""Seconds that requests have to end in when the server stops."""
TOKEN = "123:abc"
DOCUMENT = "telegram_api.json"
LARGEST_UPLOAD = 50 * 2**20
QUERY_LIFE = timedelta(seconds=15)  # not published
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head></html>"
_TOKEN = re.compile(r"\d+:[\w-]+")


class TelegramServer:
    """A Bot API server for one bot, and the people and groups around it."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        limits: Limits | None = None,
        privacy: bool = True,
        latency: float = 0.0,
        query_life: timedelta = QUERY_LIFE,
        webhook_pause: float = 0.02,
        username: str = "standup_bot",
    ) -> None:
        self.token = token
        self.port = port
        self.latency = latency
        self.requests: list[Request] = []
        self.routes: list[web.RouteDef] = []
        self.bot_violations: list[str] = []
        self._answer_violations: list[str] = []
        self._spec = Specification(specs.load(DOCUMENT))
        bot = User(int(token.split(":", maxsplit=1)[0]), "Standup", None, username, is_bot=True)
        self.world = World(bot, self._spec, now, privacy=privacy, query_life=query_life)
        self.delivery = Delivery(self.world, webhook_pause)
        self._faults = Faults(self.world.changes)
        self._meter = Meter(limits) if limits else None
        self._owner = User(6_000_000_001, "Owner")
        self._logged_out = False
        self._serving: Serving | None = None
        self._pushing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://{HOST}:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def own_violations(self) -> list[str]:
        """Where the stand-in's own answers and updates leave the document."""
        return self._answer_violations + self.world.updates.violations

    @property
    def violations(self) -> list[str]:
        """Where anybody leaves the document; a test ends with asserting that this is empty."""
        return self.bot_violations + self.own_violations

    @property
    def validates(self) -> bool:
        """Whether the document is on this machine."""
        return self._spec.present

    async def start(self) -> None:
        """Listen, on the same port as before, with everything that was known before."""
        self._serving = await Serving.start(self._web(), HOST, self.port, GRACE)
        self.port = self._serving.port
        self._pushing = asyncio.create_task(self.delivery.push_for_ever())

    async def stop(self) -> None:
        """Stop listening; nothing is forgotten."""
        if self._pushing:
            self._pushing.cancel()
            with suppress(asyncio.CancelledError):
                await self._pushing
        if self._serving:
            await self._serving.end()
        self._serving = self._pushing = None

    def person(
        self, name: str, *, language: str | None = None, username: str | None = None
    ) -> Person:
        """Somebody who has not met the bot yet."""
        return Person(self.world, self.world.add_person(name, language, username))

    def group(
        self,
        title: str,
        *,
        forum: bool = False,
        kind: Kind = "supergroup",
        bot: bool = True,
        admin: bool = False,
        username: str | None = None,
    ) -> Group:
        """A group, with or without the bot in it from the start; only supergroups have topics."""
        if forum and kind != "supergroup":
            raise LookupError("only a supergroup can be a forum")
        chat = self.world.add_group(title, kind, forum=forum, username=username)
        chat.bot = "administrator" if admin else "member" if bot else "left"
        return Group(self.world, chat, self._owner)

    def fail(
        self,
        method: str | None = None,
        how: How | str = How.SERVER_ERROR,
        *,
        times: int = 1,
        chat: int | None = None,
        retry_after: int = 1,
    ) -> Fault:
        """Let the next requests fail: of one method, for one chat, or any."""
        return self._faults.add(method, how, times, chat, retry_after)

    def stop_failing(self) -> None:
        """Forget every fault that has not happened yet."""
        self._faults.clear()

    def revoke_token(self) -> str:
        """Give the bot another token, which this returns; the old one is refused from now on."""
        self.token = f"{self.world.bot.id}:revoked-{len(self.token)}"
        return self.token

    def deliver_again(self, number: int = 1) -> None:
        """Deliver the last updates once more under their old ids, confirmed or not."""
        self.world.updates.repeat(number)

    def sent(self, method: str) -> list[Request]:
        """Every request for one method."""
        return [request for request in self.requests if request.method == method]

    async def until(self, question: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until something is true of the server."""
        await self.world.changes.until(lambda: question() or None, within)

    def _web(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_UPLOAD)
        application.router.add_route("*", "/bot{token:[^/]+}/{method}", self._handle)
        application.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        application.add_routes(self.routes)
        return application

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        called = request.match_info["method"]
        name = NAMES.get(called.lower(), called)
        given: dict[str, Any] = {}
        try:
            self._check(request.match_info["token"], name)
            given = decode(name, await read(request), self._spec)
            return await self._answer(request, name, given)
        except RefusedError as refused:
            return await self._reply(name, given, refused.body(), refused.code)

    def _check(self, token: str, name: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise RefusedError(404, "Not Found")
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        if self._logged_out:
            raise RefusedError(400, "Logged out")
        if name not in NAMES.values():
            raise RefusedError(404, "Not Found: method not found")

    async def _answer(
        self, request: web.Request, name: str, given: dict[str, Any]
    ) -> web.StreamResponse:
        fault = self._faults.meet(name, given.get("chat_id"))
        if fault and not fault.how.after:
            return await self._failing(request, name, given, fault)
        result = await self._work(name, given)
        if fault:
            return await self._failing(request, name, given, fault)
        return await self._reply(name, given, {"ok": True, "result": result}, 200)

    async def _work(self, name: str, given: dict[str, Any]) -> object:
        problems = self._spec.request(name, given)
        if given.get("parse_mode"):
            problems.append(f"{name}.parse_mode: not read by the stand-in")
        self.bot_violations += problems
        if problems:
            raise bad_request(problems[0])
        self._check_limits(name, given)
        result = await self._dispatch(name, Parameters(given))
        self._answer_violations += self._spec.answer(name, result)
        return result

    async def _dispatch(self, name: str, given: Parameters) -> object:
        if name == "getUpdates":
            return await self.delivery.get_updates(given)
        if name in METHODS:
            return METHODS[name](self.world, given)
        return self._without_chats(name, given)

    def _without_chats(self, name: str, given: Parameters) -> object:
        match name:
            case "setWebhook":
                return self.delivery.set_webhook(given)
            case "deleteWebhook":
                return self.delivery.delete_webhook(given)
            case "getWebhookInfo":
                return self.delivery.webhook_info()
            case "logOut":
                self._logged_out = True
        return True

    def _check_limits(self, name: str, given: dict[str, Any]) -> None:
        chat = self.world.find(given.get("chat_id"))
        if self._meter is None or name not in LIMITED or chat is None:
            return
        seconds = self._meter.wait(chat.id, self.world.now(), group=not chat.private)
        if seconds:
            raise too_many_requests(seconds)

    async def _failing(
        self, request: web.Request, name: str, given: dict[str, Any], fault: Fault
    ) -> web.StreamResponse:
        match fault.how:
            case How.RATE_LIMITED:
                raise too_many_requests(fault.retry_after)
            case How.SERVER_ERROR:
                raise RefusedError(500, "Internal Server Error")
            case How.BAD_GATEWAY_BEFORE | How.BAD_GATEWAY_AFTER:
                self._record(name, given, 502)
                return web.Response(text=BAD_GATEWAY, status=502, content_type="text/html")
            case How.WRONG_JSON_BEFORE | How.WRONG_JSON_AFTER:
                self._record(name, given, 200)
                return web.Response(text='{"ok": tr', content_type="application/json")
            case How.CUT_BEFORE | How.CUT_AFTER:
                if request.transport:
                    request.transport.abort()
        self._record(name, given, 0)
        await asyncio.Event().wait()
        raise AssertionError("nobody waits any more")

    async def _reply(
        self, name: str, given: dict[str, Any], body: dict[str, Any], status: int
    ) -> web.Response:
        self._record(name, given, status)
        if self.latency:
            await asyncio.sleep(self.latency)
        return web.json_response(body, status=status)

    def _record(self, name: str, given: dict[str, Any], status: int) -> None:
        chat = given.get("chat_id")
        self.requests.append(Request(name, chat, self.world.now(), status, given))
        self.world.changes.ring()

    async def _download(self, request: web.Request) -> web.Response:
        stored = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self.token or stored is None:
            return web.json_response(RefusedError(404, "Not Found").body(), status=404)
        return web.Response(body=stored.content)
