"""What answers at `api` and is not Discord's is said not to be, without the token."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import ValidationError

from standup.chat.contract import Recorder
from standup.chat.interface import AuthLost, Context, TryAgain
from standup.chat.secret import Secret
from standup_discord import DiscordAdapter, DiscordSettings
from standup_discord.errors import Elsewhere, NotDiscord, Refused
from standup_discord.rest import Rest
from tests.patience import PATIENCE
from tests.standins.other import leads, other, page

TOKEN = "canary-of-a-token"


def bot(folder: Path, api: str) -> DiscordAdapter:
    (folder / "token").write_text(TOKEN)
    settings = DiscordSettings(token=Secret(file=folder / "token"), api=api)
    return DiscordAdapter(settings, Context("discord", folder, lambda: datetime.now(UTC)))


async def told(adapter: DiscordAdapter) -> str:
    """What only a person can mend."""
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(AuthLost) as lost:
            await adapter.run(Recorder(), lambda _: None)
    assert "canary" not in str(lost.value)
    return str(lost.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_named_and_not_followed(tmp_path: Path, status: int) -> None:
    async with other(leads(status, "https://chat.example.org")) as server:
        said = await told(bot(tmp_path, server.url))
    assert said == (
        f"{server.url} answers {status}, which leads to https://chat.example.org and is not"
        " followed; write the address of what passes on to Discord's API under `api`, or leave"
        " `api` out for Discord's own"
    )
    assert len(server.asked) == 1


async def test_of_another_path_nothing_is_told(tmp_path: Path) -> None:
    away = {"Location": "https://u:canary@chat.example.org/canary?next=canary"}
    async with other(lambda _: web.Response(status=302, headers=away)) as server:
        assert "leads to https://chat.example.org and is" in await told(bot(tmp_path, server.url))


@pytest.mark.parametrize("status", [200, 400, 403, 404, 405])
async def test_a_web_page_is_not_discord(tmp_path: Path, status: int) -> None:
    async with other(lambda _: page(status)) as server:
        said = await told(bot(tmp_path, server.url))
    assert f"{server.url} answers {status} and something that Discord never says; write" in said


@pytest.mark.parametrize(
    "answer", [{}, [], "ok", None, {"url": 1}, {"url": "wss://x", "session_start_limit": {}}]
)
async def test_neither_is_what_speaks_json_of_another_kind(tmp_path: Path, answer: Any) -> None:
    async with other(lambda _: web.json_response(answer)) as server:
        assert "something that Discord never says" in await told(bot(tmp_path, server.url))


@pytest.mark.parametrize(
    ("status", "kind"),
    [(302, Elsewhere), (407, TryAgain), (200, NotDiscord), (403, Refused), (404, Refused)],
)
async def test_a_message_in_whose_place_a_page_came(status: int, kind: type[Exception]) -> None:
    async with other(lambda _: page(status)) as server:
        rest = Rest(server.url, TOKEN)
        with pytest.raises(kind) as failed:
            await rest.call("POST", "/channels/1/messages", {})
        await rest.close()
    assert type(failed.value) is kind
    assert "canary" not in str(failed.value)


@pytest.mark.parametrize(
    "api", ["https://discord.com/api/v10", "https://u:canary@discord.com/api/v9/"]
)
def test_the_address_ends_before_the_version(tmp_path: Path, api: str) -> None:
    with pytest.raises(ValidationError, match=r"write https://discord\.com") as refused:
        bot(tmp_path, api)
    [error] = refused.value.errors()
    assert "canary" not in error["msg"]
