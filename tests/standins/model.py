"""A stand-in for whatever speaks the chat-completions protocol: it takes nothing that is not it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from jsonschema import Draft202012Validator

from tests.standins.serving import Serving

_REQUEST = Draft202012Validator(
    {
        "type": "object",
        "required": ["model", "messages"],
        "additionalProperties": False,
        "properties": {
            "model": {"type": "string", "minLength": 1},
            "messages": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["role", "content"],
                    "additionalProperties": False,
                    "properties": {
                        "role": {"enum": ["system", "user", "assistant"]},
                        "content": {"type": "string", "minLength": 1},
                    },
                },
            },
            "temperature": {"type": "number", "minimum": 0, "maximum": 2},
            "max_tokens": {"type": "integer", "minimum": 1},
            "stream": {"const": False},
        },
    }
)
KEY = "a-key-of-the-stand-in"


@dataclass
class ModelServer:
    """What it was asked, and what it answers: words, or a response in their place."""

    url: str = ""
    key: str | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answers: list[str | web.StreamResponse] = field(default_factory=list)
    before: Callable[[], Any] | None = None

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """POST /v1/chat/completions."""
        said = request.headers.get("Authorization")
        if said != (f"Bearer {self.key}" if self.key else None):
            self.wrong.append(f"Authorization: {said}")
            return web.json_response({"error": {"message": "no key, or not this one"}}, status=401)
        body = await request.json()
        if mistakes := [error.message for error in _REQUEST.iter_errors(body)]:
            self.wrong += mistakes
            return web.json_response({"error": {"message": mistakes[0]}}, status=400)
        self.asked.append(body)
        if self.before is not None:
            await self.before()
        answer = self.answers.pop(0) if self.answers else ""
        return completion(answer, body["model"]) if isinstance(answer, str) else answer


def completion(words: str, model: str = "m") -> web.Response:
    """An answer as the protocol has it."""
    message = {"role": "assistant", "content": words}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    told = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": model}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return web.json_response({**told, "choices": [choice], "usage": usage})


@asynccontextmanager
async def model_server(
    *answers: str | web.StreamResponse, key: str | None = None
) -> AsyncIterator[ModelServer]:
    """A model that says this, on a port of this machine."""
    server = ModelServer(key=key, answers=list(answers))
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.complete)
    serving = await Serving.start(app, "127.0.0.1", 0, grace=0.1)
    server.url = f"http://127.0.0.1:{serving.port}/v1"
    try:
        yield server
    finally:
        await serving.end()
    assert server.wrong == [], "what it was sent was not the protocol"
