"""A model is asked by the protocol, and whatever it does, there is an end to it."""

import asyncio
import json

import pytest
from aiohttp import web

from standup.chat.network import host_of
from standup.core.summaries.prompt import Request
from standup.errors import ModelError
from standup.summaries.client import TRIES, Model, ask
from tests.core.test_prompt import asked
from tests.standins.model import KEY, model_server
from tests.standins.proxy import proxy

REQUEST: Request = asked()


class Waits:
    """A sleep that only notes how long it was to be."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def test_what_is_sent_is_the_request_that_was_shown() -> None:
    async with model_server("Masks hide [1]") as server:
        assert await ask(Model(server.url, "tiny"), REQUEST) == "Masks hide [1]"
    assert server.asked == [json.loads(json.dumps(REQUEST.body("tiny")))]


async def test_a_key_is_shown_where_there_is_one() -> None:
    async with model_server("yes", key=KEY) as server:
        assert await ask(Model(server.url, "tiny", KEY), REQUEST) == "yes"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_model_that_is_busy_is_asked_again_after_a_while(status: int) -> None:
    waits = Waits()
    busy = [web.Response(status=status, headers={"Retry-After": "7"}), web.Response(status=status)]
    async with model_server(*busy, "yes") as server:
        assert await ask(Model(server.url, "tiny"), REQUEST, waits) == "yes"
    assert waits.seconds == [7, 4]


async def test_a_model_that_stays_busy_is_let_alone_in_the_end() -> None:
    waits = Waits()
    away = [web.Response(status=503, headers={"Retry-After": "9999999"}) for _ in range(9)]
    async with model_server(*away) as server:
        with pytest.raises(ModelError, match=f"it answered 503, {TRIES} times"):
            await ask(Model(server.url, "tiny"), REQUEST, waits)
        assert len(server.asked) == TRIES
    assert max(waits.seconds) <= 30


async def test_a_model_that_cannot_be_reached_is_said_to_be_away() -> None:
    async with model_server() as server:
        url = server.url
    with pytest.raises(ModelError, match=r"cannot reach 127\.0\.0\.1:\d+: connection refused"):
        await ask(Model(url, "tiny"), REQUEST, Waits())


async def test_a_model_that_says_nothing_is_not_waited_for_for_ever() -> None:
    async with model_server() as server:
        server.before = asyncio.Event().wait
        with pytest.raises(ModelError, match="did not answer"):
            await ask(Model(server.url, "tiny"), REQUEST, Waits(), patience=0.05)


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(text="no json"),
        web.json_response({"choices": []}),
        web.json_response({"choices": [{"message": {"content": None}}]}),
        web.json_response(["choices"]),
        web.Response(status=400, text="a secret of the prompt"),
        web.Response(status=302, headers={"Location": "/v1/chat/completions"}),
        web.Response(body=b"x" * 300_000),
    ],
)
async def test_what_is_no_answer_is_told_without_what_it_said(answer: web.Response) -> None:
    async with model_server(answer) as server:
        with pytest.raises(ModelError) as told:
            await ask(Model(server.url, "tiny"), REQUEST, Waits())
        assert len(server.asked) == 1
    assert "secret of" not in str(told.value)


async def test_it_is_asked_through_the_proxy_that_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    async with model_server("yes", "yes") as server, proxy("bot:canary") as there:
        monkeypatch.setenv("ALL_PROXY", f"http://bot:canary@127.0.0.1:{there.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert await ask(Model(server.url, "tiny"), REQUEST) == "yes"
        assert there.requests == [host_of(server.url)]
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert await ask(Model(server.url, "tiny"), REQUEST) == "yes"
        assert len(there.requests) == 1


async def test_a_proxy_that_is_none_is_told_and_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://bot:can/canary@proxy:1")
    async with model_server("yes") as server:
        with pytest.raises(ModelError, match="HTTP_PROXY is not a clean URL") as told:
            await ask(Model(server.url, "tiny"), REQUEST, Waits())
        assert server.asked == []
    assert "canary" not in str(told.value)


async def test_where_a_redirect_leads_is_told() -> None:
    away = web.Response(status=308, headers={"Location": "https://m.example/v1/chat/completions"})
    async with model_server(away) as server:
        with pytest.raises(ModelError, match=r"308, which leads to https://m.example/v1 and is"):
            await ask(Model(server.url, "tiny"), REQUEST, Waits())
