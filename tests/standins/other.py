"""What is not the server that was meant: pages, redirects, a company's filter."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.standins.serving import Serving

Say = Callable[[web.Request], web.Response | None]

PAGE = "<!doctype html><title>Welcome</title><p>canary</p>"


@dataclass(slots=True)
class Other:
    """It answers as `say` does, and with a page where that says nothing."""

    say: Say
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        self.asked.append((request.method, request.path))
        return self.say(request) or page(404)


@asynccontextmanager
async def other(say: Say = lambda _: None) -> AsyncIterator[Other]:
    """One on a port of its own while the block lasts."""
    made, app = Other(say), web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    serving = await Serving.start(app, "127.0.0.1", 0, 1.0)
    made.url = f"http://127.0.0.1:{serving.port}"
    try:
        yield made
    finally:
        await serving.end()


def page(status: int) -> web.Response:
    """A web page."""
    return web.Response(status=status, text=PAGE, content_type="text/html")


def leads(status: int, to: str) -> Say:
    """Redirects every request to the same path there."""

    def say(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": f"{to}{request.path_qs}"})

    return say
