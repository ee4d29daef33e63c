"""The webhook: Telegram calls, and calls again until what it brings was taken."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import TROUBLE, AuthLost, Chose, TryAgain
from standup.core.messages.markup import Choice, offering, say
from standup_telegram import TelegramAdapter
from standup_telegram.porch import Limits
from standup_telegram.receiving import Receiving
from standup_telegram.settings import WebhookSettings
from standup_telegram.webhook import Door, NotListeningError, open_door
from tests.patience import PATIENCE
from tests.standins.telegram import How
from tests.telegram.bench import SECRET_WORDS, TelegramBench

SECRET = "the_webhooks-secret"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Pushed:
    """A bench whose bot is called."""

    def __init__(self, bench: TelegramBench) -> None:
        self.bench = bench
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/telegram"
        self.secret = bench.folder.parent / "secret"
        self.secret.write_text(SECRET)

    def adapter(self, **settings: Any) -> TelegramAdapter:
        secret = {"file": str(self.secret)}
        given = {"url": self.url, "listen": f"127.0.0.1:{self.port}", "secret": secret}
        return self.bench.adapter(webhook=given | settings)

    async def call(self, secret: str | None, body: str, path: str = "/telegram") -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body.encode(), headers=headers) as answer,
        ):
            return answer.status


@pytest.fixture
def pushed(bench: TelegramBench) -> Pushed:
    return Pushed(bench)


async def happened(what: str, look: Callable[[], Any]) -> Any:
    async def awaited() -> Any:
        return look()

    return await until(what, awaited)


async def test_what_telegram_brings_is_taken(pushed: Pushed) -> None:
    ana, inbox, adapter = pushed.bench.ana, Recorder(), pushed.adapter()
    async with running(adapter, inbox):
        await ana.start("code")
        await ana.say("an answer")
        await happened("both", lambda: len(inbox.said) == 2)
        await adapter.send(pushed.bench.person.account, say("?") + offering((YES,)), "k1")
        await ana.press("Yes")
    assert [event.text for event in inbox.said] == ["link code", "an answer"]
    assert [event.value for event in inbox.events if isinstance(event, Chose)] == ["17 yes"]
    assert inbox.position is None
    assert pushed.bench.server.sent("getUpdates") == []


async def test_what_was_not_taken_is_brought_again(pushed: Pushed) -> None:
    inbox = Recorder()
    async with running(pushed.adapter(), inbox):
        inbox.failing = True
        await pushed.bench.ana.say("an answer")
        await happened("it is refused twice", lambda: len(inbox.refused) >= 4)
        inbox.failing = False
        await happened("it is taken", lambda: inbox.said)
    assert {event.id for event in inbox.refused} == {event.id for event in inbox.events}
    info = pushed.bench.server.delivery.webhook_info()
    assert "503" in info["last_error_message"]


async def test_what_was_said_while_nobody_listened_is_brought(pushed: Pushed) -> None:
    async with running(pushed.adapter(), Recorder()):
        pass
    await pushed.bench.ana.say("an answer")
    inbox = Recorder()
    async with running(pushed.adapter(), inbox):
        await happened("it is taken", lambda: inbox.said)


async def test_nobody_else_is_let_in(pushed: Pushed) -> None:
    inbox = Recorder()
    update = json.dumps({"update_id": 1, "message": {"text": SECRET_WORDS}})
    async with running(pushed.adapter(), inbox):
        for secret in (None, "", "wrong", "the_webhooks-secre", "ü"):
            assert await pushed.call(secret, update) == 403
        assert await pushed.call(SECRET, update, "/other") == 404
    assert inbox.batches == []


async def test_a_call_that_cannot_be_read_is_not_asked_for_again(
    pushed: Pushed, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Recorder()
    odd = ["", "{", "\x00", "[]", "5", '{"update_id": 7, "message": {"text": "what Ana learned"}}']
    async with running(pushed.adapter(), inbox):
        for body in odd:
            assert await pushed.call(SECRET, body) == 200
        await pushed.bench.ana.say("an answer")
        await happened("it is taken", lambda: inbox.said)
    assert caplog.text.count("which I cannot read") + caplog.text.count("not JSON") == len(odd)


async def test_the_webhook_is_set_once_and_again_when_the_secret_changes(pushed: Pushed) -> None:
    server, inbox = pushed.bench.server, Recorder()
    for _ in range(2):
        async with running(pushed.adapter(), inbox):
            pass
    assert len(server.sent("setWebhook")) == 1
    pushed.secret.write_text("another")
    async with running(pushed.adapter(), inbox):
        pass
    assert len(server.sent("setWebhook")) == 2
    assert server.delivery.webhook is not None
    assert server.delivery.webhook.secret == "another"
    wanted = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert server.world.updates.allowed == wanted


async def test_a_webhook_somebody_took_away_is_set_again(pushed: Pushed) -> None:
    server = pushed.bench.server
    async with running(pushed.adapter(), Recorder()):
        server.delivery.webhook = None
        await happened("it is set again", lambda: server.delivery.webhook)


async def test_an_outage_while_watching_ends_nothing(pushed: Pushed) -> None:
    inbox = Recorder()
    async with running(pushed.adapter(), inbox):
        fault = pushed.bench.server.fail("getWebhookInfo", How.BAD_GATEWAY_BEFORE, times=2)
        await fault.met(2)
        await pushed.bench.ana.say("an answer")
        await happened("it is taken", lambda: inbox.said)


async def test_a_revoked_token_is_noticed_while_telegram_does_not_call(pushed: Pushed) -> None:
    connected = asyncio.Event()
    run = asyncio.create_task(pushed.adapter().run(Recorder(), lambda _: connected.set()))
    await connected.wait()
    pushed.bench.server.revoke_token()
    with pytest.raises(AuthLost, match="/mybots"):
        await asyncio.wait_for(run, PATIENCE)


async def test_polling_again_takes_the_webhook_away_and_loses_nothing(pushed: Pushed) -> None:
    async with running(pushed.adapter(), Recorder()):
        pass
    await pushed.bench.ana.say("meanwhile")
    inbox = Recorder()
    async with running(pushed.bench.adapter(), inbox):
        await happened("it is taken", lambda: inbox.said)
    assert pushed.bench.server.delivery.webhook is None


async def test_an_address_telegram_does_not_take_is_told(pushed: Pushed) -> None:
    adapter = pushed.adapter(url="http://standup.example.org/telegram")
    with pytest.raises(AuthLost, match="an https url must be provided"):
        await adapter.run(Recorder(), lambda _: None)


@pytest.mark.parametrize("secret", ["with blanks", "ü", "x" * 257])
async def test_a_secret_telegram_could_not_send_is_told(pushed: Pushed, secret: str) -> None:
    pushed.secret.write_text(secret)
    with pytest.raises(AuthLost, match="letters, digits, _ and -"):
        await pushed.adapter().run(Recorder(), lambda _: None)


async def test_an_address_that_is_taken_is_told(pushed: Pushed) -> None:
    async with listening(pushed.port):
        with pytest.raises(NotListeningError, match="in use") as raised:
            await pushed.adapter().run(Recorder(), lambda _: None)
    assert f"cannot listen on 127.0.0.1:{pushed.port}" in raised.value.told


async def test_two_bots_that_take_the_webhook_from_each_other_say_so_once(
    pushed: Pushed, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, delivery = Recorder(), pushed.bench.server.delivery
    async with running(pushed.adapter(), inbox):
        for _ in range(5):
            delivery.webhook = None
            await happened("it is set again", lambda: delivery.webhook)
        await happened("it is kept", lambda: inbox.memory.get(TROUBLE))
    told = [getattr(one, "action", "") for one in caplog.records]
    assert told.count("telegram_webhook_taken") == 1
    assert "two bots may have this token" in inbox.memory[TROUBLE]


async def test_when_it_stops_nothing_can_be_sent(pushed: Pushed) -> None:
    adapter = pushed.adapter()
    async with running(adapter, Recorder()):
        pass
    with pytest.raises(TryAgain):
        await adapter.send(pushed.bench.person.account, say("late"), "k1")


YES = Choice("Yes", "17 yes")
HEAD = "POST /telegram HTTP/1.1\r\nHost: x\r\n"
KNOWN = f"{HEAD}X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: 9\r\n\r\n"


@asynccontextmanager
async def door(limits: Limits) -> AsyncIterator[int]:
    """A webhook with such limits, and its port."""
    port = free_port()
    settings = WebhookSettings.model_validate(
        {
            "url": "https://bot.example.org/telegram",
            "listen": f"127.0.0.1:{port}",
            "secret": {"env": "UNREAD"},
        }
    )
    receiving = cast("Receiving", Taking())
    async with open_door(settings, Door(receiving, SECRET, limits)):
        yield port


class Taking:
    """Takes whatever comes."""

    async def take(self, updates: list[Any]) -> None:
        pass


class Caller:
    """Somebody at the door who says what a test says."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def come(cls, port: int, words: str = "") -> "Caller":
        caller = cls(*await asyncio.open_connection("127.0.0.1", port))
        caller.writer.write(words.encode())
        return caller

    async def hears(self) -> bytes:
        """What is answered until the connection is closed; nothing where it is cut."""
        try:
            return await asyncio.wait_for(self.reader.read(), 30)
        except ConnectionError:
            return b""
        finally:
            self.writer.close()


@pytest.mark.parametrize("words", ["", HEAD, "x", "GET"])
async def test_whoever_does_not_say_what_they_want_is_let_go(words: str) -> None:
    async with door(Limits(head=0.1)) as port:
        assert b"200" not in await (await Caller.come(port, words)).hears()


async def test_whoever_does_not_bring_what_they_promised_is_let_go() -> None:
    async with door(Limits(body=0.1)) as port:
        assert (await (await Caller.come(port, KNOWN + "{")).hears()).startswith(b"HTTP/1.1 408")


async def test_whoever_has_said_something_and_says_nothing_more_is_let_go() -> None:
    async with door(Limits(head=0.1)) as port:
        heard = await (await Caller.come(port, KNOWN + '{"a": 12}')).hears()
        assert heard.startswith(b"HTTP/1.1 200")


async def test_too_large_a_call_is_refused_and_not_kept() -> None:
    async with door(Limits(largest=100)) as port:
        large = KNOWN.replace("9", "101") + "x" * 101
        assert (await (await Caller.come(port, large)).hears()).startswith(b"HTTP/1.1 413")


async def test_whoever_keeps_many_connections_open_keeps_telegram_out_of_none() -> None:
    async with door(Limits(head=60.0, at_once=5)) as port:
        silent = [await Caller.come(port) for _ in range(300)]
        known = await Caller.come(
            port, KNOWN.replace("Host", "Connection: close\r\nHost") + '{"a": 12}'
        )
        assert (await known.hears()).startswith(b"HTTP/1.1 200")
        assert await silent[0].hears() == b""
        for one in silent[1:]:
            one.writer.close()


async def test_whoever_does_not_know_the_secret_is_read_no_further() -> None:
    async with door(Limits(head=60.0, body=60.0)) as port:
        stranger = await Caller.come(port, KNOWN.replace(SECRET, "wrong"))
        assert (await stranger.hears()).startswith(b"HTTP/1.1 403")


@asynccontextmanager
async def listening(port: int) -> AsyncIterator[None]:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
    async with server:
        yield
