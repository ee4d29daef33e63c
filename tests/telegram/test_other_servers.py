"""What answers at `api` and is no Bot API server is said to be none, without the token."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from standup.chat.contract import Recorder
from standup.chat.interface import AuthLost, Context, TryAgain
from standup.chat.secret import Secret
from standup_telegram import TelegramAdapter, TelegramSettings
from standup_telegram.connection import Connection
from standup_telegram.errors import Elsewhere, NotTelegram
from standup_telegram.health import Health
from tests.patience import PATIENCE
from tests.standins.other import leads, other, page
from tests.telegram.bench import HURRY, TOKEN


def bot(folder: Path, api: str) -> TelegramAdapter:
    (folder / "token").write_text(TOKEN)
    token = Secret(file=folder / "token")
    settings = TelegramSettings(token=token, username="standup_bot", api=api)
    return TelegramAdapter(settings, Context("telegram", folder, lambda: datetime.now(UTC)), HURRY)


async def told(adapter: TelegramAdapter) -> str:
    """What only a person can mend."""
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(AuthLost) as lost:
            await adapter.run(Recorder(), lambda _: None)
    said = str(lost.value)
    assert TOKEN.partition(":")[2] not in said
    assert "canary" not in said
    return said


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_named_and_not_followed(tmp_path: Path, status: int) -> None:
    async with other(leads(status, "https://bots.example.org")) as server:
        said = await told(bot(tmp_path, server.url))
    assert said == (
        f"{server.url} answers {status}, which leads to https://bots.example.org and is not"
        " followed; write the address of your own Bot API server under `api`, or leave `api` out"
        " for Telegram's"
    )
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "location",
    [
        f"https://u:canary@bots.example.org/BOT{TOKEN}/getMe",
        f"https://bots.example.org/login?next=/bot{TOKEN}/getMe",
        f"https://bots.example.org/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"https://bots.example.org/#{TOKEN}",
    ],
)
async def test_a_redirect_never_says_the_token(tmp_path: Path, location: str) -> None:
    away = {"Location": location}
    async with other(lambda _: web.Response(status=302, headers=away)) as server:
        assert "leads to https://bots.example.org and is" in await told(bot(tmp_path, server.url))


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 413])
async def test_a_web_page_is_no_bot_api_server(tmp_path: Path, status: int) -> None:
    async with other(lambda _: page(status)) as server:
        said = await told(bot(tmp_path, server.url))
    assert f"{server.url} answers {status} and something that no Bot API server says" in said


@pytest.mark.parametrize("answer", [{}, [], {"versions": []}, "ok", None])
async def test_neither_is_what_speaks_json_of_another_kind(tmp_path: Path, answer: object) -> None:
    async with other(lambda _: web.json_response(answer)) as server:
        assert "that no Bot API server says" in await told(bot(tmp_path, server.url))


@pytest.mark.parametrize(
    ("status", "kind"), [(302, Elsewhere), (407, TryAgain), (200, NotTelegram), (404, NotTelegram)]
)
async def test_a_message_in_whose_place_a_page_came_may_have_been_sent(
    status: int, kind: type[Exception]
) -> None:
    async with (
        other(lambda _: page(status)) as server,
        Connection(server.url, TOKEN, Health(HURRY), HURRY) as connection,
    ):
        with pytest.raises(kind) as failed:
            await connection._requested(lambda bot: bot.get_me(), connection._sending)
    assert type(failed.value) is kind
    assert "canary" not in str(failed.value)
