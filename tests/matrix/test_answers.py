"""What a homeserver's answers mean, how long we wait, and what may stand in the YAML."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from standup.chat.interface import TryAgain, Unreachable
from standup_matrix import MatrixSettings, plugin
from standup_matrix.errors import Refused, SlowDown, TokenRefused, failure, unreachable
from standup_matrix.patience import Patience
from tests.patience import PATIENCE


@pytest.mark.parametrize(
    ("status", "body", "header", "seconds"),
    [
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}, None, 2.5),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}, "7", 7),
        (429, {}, None, 5),
        (429, {}, "Thu, 26 Nov 2026 09:30:00 GMT", 5),
    ],
)
def test_a_limit_tells_how_long(
    status: int, body: dict[str, Any], header: str | None, seconds: float
) -> None:
    error = failure(status, body, header)
    assert isinstance(error, SlowDown)
    assert error.after == seconds


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (502, {}, TryAgain),
        (404, {}, TryAgain),  # a proxy's page, not the homeserver's answer
        (401, {"errcode": "M_UNKNOWN_TOKEN"}, TokenRefused),
        (401, {"session": "1", "flows": []}, Refused),
        (413, {"errcode": "M_TOO_LARGE"}, Refused),
    ],
)
def test_what_an_answer_means(status: int, body: dict[str, Any], kind: type[Exception]) -> None:
    assert type(failure(status, body)) is kind


def test_a_refusal_shows_its_code_and_nothing_of_the_request() -> None:
    assert str(Refused(400, {"errcode": "M_BAD_JSON", "error": "secret"})) == (
        "the homeserver answered 400 M_BAD_JSON"
    )


@pytest.mark.parametrize(("status", "reason"), [(403, "closed"), (404, "gone")])
def test_a_room_that_refuses_is_unreachable(status: int, reason: str) -> None:
    error = unreachable(Refused(status, {"errcode": "M_FORBIDDEN"}))
    assert isinstance(error, Unreachable)
    assert error.reason == reason


async def test_waiting_grows_to_a_minute_and_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    answers: list[Exception | None] = [TryAgain(5)] * 8 + [None, SlowDown(90), None]

    async def ask() -> str:
        if (error := answers.pop(0)) is not None:
            raise error
        return "done"

    wait = Patience()
    assert await wait.until_done(ask) == "done"
    assert await wait.until_done(ask) == "done"
    for seconds, most in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60, 90], strict=True):
        assert 0.7 * most <= seconds <= most
    assert waits[-1] == 90


async def test_tries_end() -> None:
    async def never() -> None:
        raise TryAgain(1)

    with pytest.raises(TryAgain):
        await asyncio.wait_for(Patience().until_done(never, tries=1), PATIENCE)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [("!abc", None), ("!a:b.org", None), ("#room:b.org", "Internal room ID"), ("room", "room id")],
)
def test_what_a_place_may_be(place: str, wrong: str | None) -> None:
    found = plugin.check_place(place)
    assert found is None if wrong is None else wrong in (found or "")


@pytest.mark.parametrize("account", ["ana", "@ana", "ana:example.org", "@a na:example.org"])
def test_an_account_has_a_server(account: str) -> None:
    assert "@ana:example.org" in (plugin.check_account(account) or "")
    assert plugin.check_account("@ana:example.org") is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"password": {"env": "A"}, "access_token": {"env": "B"}},
        {"password": {"env": "A"}, "homeserver": "example.org"},
        {"password": {"env": "A"}, "user": "standup"},
        {"password": "in clear"},
    ],
)
def test_settings_that_are_refused(given: dict[str, Any], tmp_path: Path) -> None:
    right = {"homeserver": "https://example.org", "user": "@standup:example.org"}
    with pytest.raises(ValidationError):
        MatrixSettings.model_validate(right | given, context={"folder": tmp_path})
