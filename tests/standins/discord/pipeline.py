"""What every request goes through: record, fail if so planned, check, do the work, check again."""

import asyncio
import json
import re
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.standins.discord import rest_accounts, rest_answers, rest_channels
from tests.standins.discord.calls import ROUTES, Answer, Call, Handler, needs_token
from tests.standins.discord.errors import Refused, error_tree
from tests.standins.discord.faults import Failure, Faults
from tests.standins.discord.limits import Limits
from tests.standins.discord.messages import Upload
from tests.standins.discord.platform import Platform
from tests.standins.discord.spec import Fault

PREFIX = "/api/v10"
VIA = {"Via": "1.1 google"}
INVALID = (401, 403, 429)
_FILE = re.compile(r"files\[(\d+)\]")
_RULES = {
    "required": ("BASE_TYPE_REQUIRED", "This field is required"),
    "maxLength": ("BASE_TYPE_MAX_LENGTH", ""),
    "minLength": ("BASE_TYPE_MIN_LENGTH", ""),
    "maxItems": ("BASE_TYPE_BAD_LENGTH", ""),
    "enum": ("BASE_TYPE_CHOICES", ""),
}
# the modules whose routes are entered by importing them
ROOMS = (rest_accounts, rest_answers, rest_channels)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request that was answered; `at` is on the monotonic clock."""

    method: str
    path: str
    at: float
    status: int


class Pipeline:
    """Answers REST requests by the table of routes."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.limits = Limits()
        self.faults = Faults()
        self.requests: list[Recorded] = []
        self.latency = 0.0
        self.stopping = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Every route, those with fixed words before those with names in their place."""
        ordered = sorted(ROUTES, key=lambda each: (each[1].count("{"), each[1]))
        return [
            web.route(
                method, PREFIX + template, self._answering(template, ROUTES[method, template])
            )
            for method, template in ordered
        ]

    def _answering(self, template: str, handler: Handler) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await self._answer(request, template, handler)

        return answer

    async def nothing_there(self, request: web.Request) -> web.StreamResponse:
        """A path that this stand-in does not know is a mistake worth seeing."""
        path = request.path.removeprefix(PREFIX)
        self._platform.violations.bot.append(f"{request.method} {path}: no such route here")
        return self._response({"message": "404: Not Found", "code": 0}, 404, {})

    async def _answer(
        self, request: web.Request, template: str, handler: Handler
    ) -> web.StreamResponse:
        path, at = request.path.removeprefix(PREFIX), time.monotonic()
        if self.latency:
            await asyncio.sleep(self.latency)
        failure = self.faults.next_for(request.method, path)
        if failure is not None and not failure.after_work:
            response = await self._fail(request, failure)
        else:
            response = await self._work(request, template, handler)
            if failure is not None:
                response = await self._fail(request, failure)
        self.requests.append(Recorded(request.method, path, at, response.status))
        self.limits.invalid += response.status in INVALID
        return response

    # ── doing the work ──

    async def _work(self, request: web.Request, template: str, handler: Handler) -> web.Response:
        headers: dict[str, str] = {}
        try:
            if needs_token(template):
                self._check_token(request)
            headers, limited = self.limits.take(request.method, template, dict(request.match_info))
            if limited is not None:
                body = {
                    "message": "You are being rate limited.",
                    "retry_after": limited.retry_after,
                    "global": limited.everywhere,
                }
                return self._response(body, 429, limited.headers)
            answer = handler(await self._checked(request, template))
        except Refused as refused:
            answer = self._refusal(refused)
        if self._platform.spec is not None:
            faults = self._platform.spec.answer_faults(
                request.method, template, answer.status, answer.body
            )
            self._platform.note_own(f"{request.method} {template} → {answer.status}", faults)
        return self._response(answer.body, answer.status, headers)

    def _refusal(self, refused: Refused) -> Answer:
        body = refused.body()
        if refused.status == 429:
            body |= {"retry_after": self._platform.rules.old_edit_pause, "global": False}
        return Answer(body, refused.status)

    def _check_token(self, request: web.Request) -> None:
        word, _, token = request.headers.get("Authorization", "").partition(" ")
        if word != "Bot" or not self._platform.is_token(token):
            raise Refused(0)

    async def _checked(self, request: web.Request, template: str) -> Call:
        """The request as a call, refused if it is not as the document wants it."""
        body, uploads = await _read(request)
        call = Call(
            self._platform,
            request.method,
            template,
            dict(request.match_info),
            dict(request.query),
            body,
            uploads,
        )
        if self._platform.spec is None:
            return call
        faults = self._platform.spec.query_faults(request.method, template, call.query)
        faults += self._platform.spec.body_faults(request.method, template, body)
        if faults:
            self._platform.note_bot(f"{request.method} {template}", faults)
            raise Refused(50035, error_tree([_named(fault) for fault in faults]))
        return call

    def _response(self, body: Any, status: int, headers: dict[str, str]) -> web.Response:
        headers = {**VIA, **headers}
        if body is None:
            return web.Response(status=status, headers=headers)
        content = json.dumps(body, ensure_ascii=False).encode()
        return web.Response(
            body=content, status=status, headers=headers, content_type="application/json"
        )

    # ── failing ──

    async def _fail(self, request: web.Request, failure: Failure) -> web.Response:
        match failure.how:
            case "rate_limited":
                return self._limited(failure)
            case "bad_gateway" | "bad_gateway_after":
                return _page(502)
            case "unavailable":
                return _page(503)
            case "internal":
                return self._response({"message": "500: Internal Server Error", "code": 0}, 500, {})
            case "wrong_json" | "wrong_json_after":
                return web.Response(text='{"id": ', content_type="application/json", headers=VIA)
            case "no_answer" | "no_answer_after":
                await self.stopping.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=502)

    def _limited(self, failure: Failure) -> web.Response:
        """A 429; without headers it looks like the one of the proxy in front of the platform."""
        body = {
            "message": "You are being rate limited.",
            "retry_after": failure.retry_after,
            "global": failure.everywhere,
        }
        if not failure.headers:
            return web.Response(text="error code: 1015", status=429)
        headers = {"Retry-After": str(max(1, round(failure.retry_after)))}
        if failure.everywhere:
            headers |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
        else:
            headers["X-RateLimit-Scope"] = "shared"
        return self._response(body, 429, headers)


def _page(status: int) -> web.Response:
    page = f"<html><head><title>{status}</title></head><body>cloudflare</body></html>"
    return web.Response(text=page, status=status, content_type="text/html")


def _named(fault: Fault) -> tuple[tuple[str | int, ...], str, str]:
    code, message = _RULES.get(fault.rule, ("BASE_TYPE_INVALID", ""))
    return fault.path, code, message or fault.message


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    """The body, and the files beside it."""
    if request.content_type == "multipart/form-data":
        return await _read_parts(request)
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        raise Refused(50035)
    return _parsed(raw), []


async def _read_parts(request: web.Request) -> tuple[Any, list[Upload]]:
    body, uploads = None, []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        content = bytes(await part.read(decode=True))
        numbered = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            body = _parsed(content)
        elif numbered is not None:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            name = part.filename or "file"
            uploads.append(Upload(int(numbered[1]), name, kind, content))
        else:
            raise Refused(50035)
    return body, uploads


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(50109) from None
