"""Connections through real proxies, and to servers with every fault of a certificate."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from standup.chat.connector import Connector
from standup.chat.network import unreached
from standup.chat.proxy import ProxyUnclearError
from tests.standins.proxy import proxy
from tests.standins.serving import Serving
from tests.standins.tls import Authority, secured

WHO = "bot:p%/?#@: x"
ENCODED = "bot:p%25%2F%3F%23%40%3A%20x"
VARIABLES = (
    *("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"),
)


@pytest.fixture(autouse=True)
def _nothing_is_said_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server that tells what it was asked, by HTTP and by websocket."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade") == "websocket":
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.send_str("hello")
            await socket.close()
            return socket
        return web.json_response(dict(request.headers))

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    serving = await Serving.start(app, "127.0.0.1", 0, 1.0)
    yield serving.port
    await serving.end()


@asynccontextmanager
async def session(authority: Authority | None = None) -> AsyncIterator[aiohttp.ClientSession]:
    trusted = ssl.create_default_context(cafile=authority.file) if authority else True
    async with aiohttp.ClientSession(connector=Connector(ssl=trusted)) as made:
        yield made


async def get(url: str, authority: Authority | None = None) -> dict[str, str]:
    async with session(authority) as asking, asking.get(url) as answer:
        assert answer.status == 200, answer.status
        headers: dict[str, str] = await answer.json()
        return headers


async def fault(url: str, authority: Authority | None = None) -> str:
    with pytest.raises((aiohttp.ClientError, TimeoutError)) as failed:
        await get(url, authority)
    return unreached(url, failed.value)


class TestProxies:
    @pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
    @pytest.mark.parametrize("socks", [False, True])
    async def test_http_and_websockets_go_through(
        self, port: int, monkeypatch: pytest.MonkeyPatch, variable: str, socks: bool
    ) -> None:
        async with proxy(WHO, socks=socks) as there, session() as asking:
            scheme = "socks5h" if socks else "http"
            monkeypatch.setenv(variable, f"{scheme}://{ENCODED}@127.0.0.1:{there.port}")
            host = f"chat.example.org:{port}"
            async with asking.get(f"http://{host}") as answer:
                assert "Proxy-Authorization" not in await answer.json()
            async with asking.ws_connect(f"ws://{host}") as socket:
                assert await socket.receive_str() == "hello"
            assert there.asked == {host}
            assert there.refused == 0

    @pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY"])
    @pytest.mark.parametrize("socks", [False, True])
    async def test_https_goes_through_a_tunnel(
        self,
        port: int,
        authority: Authority,
        monkeypatch: pytest.MonkeyPatch,
        variable: str,
        socks: bool,
    ) -> None:
        async with proxy(WHO, socks=socks) as there, secured(port, authority.context()) as safe:
            scheme = "socks5h" if socks else "http"
            monkeypatch.setenv(variable, f"{scheme}://{ENCODED}@127.0.0.1:{there.port}")
            headers = await get(f"https://chat.example.org:{safe}", authority)
            assert "Proxy-Authorization" not in headers
            assert there.tunnels == [f"chat.example.org:{safe}"]

    async def test_a_proxy_may_be_spoken_to_by_tls(
        self, port: int, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with (
            proxy(WHO) as there,
            secured(there.port, authority.context()) as at,
            secured(port, authority.context()) as safe,
        ):
            monkeypatch.setenv("HTTPS_PROXY", f"https://{ENCODED}@localhost:{at}")
            await get(f"https://chat.example.org:{safe}", authority)
            assert there.tunnels == [f"chat.example.org:{safe}"]

    async def test_what_is_exempt_goes_directly_and_the_rest_through(
        self, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with proxy() as there, session() as asking:
            monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{there.port}")
            monkeypatch.setenv("NO_PROXY", f"127.0.0.0/8, .example.net, other.example.org:{port}")
            for host in ("127.0.0.1", "chat.example.org"):
                async with asking.get(f"http://{host}:{port}") as answer:
                    assert answer.status == 200
            assert there.requests == [f"chat.example.org:{port}"]

    async def test_connections_are_used_again(
        self, port: int, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with (
            proxy(WHO) as there,
            secured(port, authority.context()) as safe,
            session(authority) as asking,
        ):
            monkeypatch.setenv("HTTPS_PROXY", f"http://{ENCODED}@127.0.0.1:{there.port}")
            for _ in range(3):
                async with asking.get(f"https://chat.example.org:{safe}") as answer:
                    await answer.read()
            assert len(there.tunnels) == 1

    @pytest.mark.parametrize("socks", [False, True])
    @pytest.mark.parametrize("who", ["", "bot:canary@"])
    async def test_a_password_that_is_missing_or_wrong_is_told(
        self, port: int, monkeypatch: pytest.MonkeyPatch, socks: bool, who: str
    ) -> None:
        async with proxy(WHO, socks=socks) as there:
            at = f"{'socks5' if socks else 'http'}://{who}127.0.0.1:{there.port}"
            monkeypatch.setenv("HTTPS_PROXY", at)
            said = await fault(f"https://127.0.0.1:{port}")
        assert f"cannot reach 127.0.0.1:{port} through the proxy " in said
        assert "(HTTPS_PROXY)" in said
        assert "wants a user and a password, or other ones" in said
        assert "canary" not in said

    async def test_a_password_may_have_letters_of_any_language(
        self, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with proxy("bot:ü") as there:
            monkeypatch.setenv("HTTP_PROXY", f"bot:%C3%BC@127.0.0.1:{there.port}")
            await get(f"http://127.0.0.1:{port}")
            monkeypatch.setenv("HTTP_PROXY", f"socks5://bot:%C3%BC@127.0.0.1:{there.port}")
            with pytest.raises(ProxyUnclearError, match="only have letters of ASCII"):
                await get(f"http://127.0.0.1:{port}")

    async def test_a_proxy_that_refuses_is_told(
        self, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with proxy(refuses=403) as there:
            monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{there.port}")
            said = await fault(f"https://127.0.0.1:{port}")
        assert said.endswith("(HTTPS_PROXY): the proxy answers 403")

    @pytest.mark.parametrize("scheme", ["http", "socks5"])
    async def test_a_proxy_that_is_away_is_told(
        self, port: int, monkeypatch: pytest.MonkeyPatch, scheme: str
    ) -> None:
        async with proxy() as there:
            away = f"{scheme}://127.0.0.1:{there.port}"
        monkeypatch.setenv("HTTPS_PROXY", away)
        assert await fault(f"https://127.0.0.1:{port}") == (
            f"cannot reach the proxy {away} (HTTPS_PROXY) on the way to 127.0.0.1:{port}:"
            " connection refused"
        )

    async def test_a_proxy_that_is_none_lets_nothing_out(
        self, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://bot:a/canary@proxy:1")
        with pytest.raises(ProxyUnclearError, match="HTTP_PROXY is not a clean URL"):
            await get(f"http://127.0.0.1:{port}")


class TestCertificates:
    async def test_a_good_one_of_an_issuer_that_is_known_lets_in(
        self, port: int, authority: Authority
    ) -> None:
        async with secured(port, authority.context()) as safe:
            await get(f"https://localhost:{safe}", authority)

    @pytest.mark.parametrize("through", [None, "http", "socks5h"])
    @pytest.mark.parametrize(
        ("kind", "names", "words"),
        [
            ("expired", "IP:127.0.0.1", "its certificate has expired"),
            ("not yet", "IP:127.0.0.1", "its certificate is not valid yet"),
            ("good", "IP:127.0.0.2", "its certificate is for another name"),
            ("good", "DNS:other.example.org", "its certificate is for another name"),
        ],
    )
    async def test_a_fault_is_named(
        self,
        port: int,
        authority: Authority,
        monkeypatch: pytest.MonkeyPatch,
        kind: str,
        names: str,
        words: str,
        through: str | None,
    ) -> None:
        async with (
            secured(port, authority.context(kind, names)) as safe,
            proxy(socks=through == "socks5h") as there,
        ):
            if through:
                monkeypatch.setenv("HTTPS_PROXY", f"{through}://127.0.0.1:{there.port}")
            assert words in await fault(f"https://127.0.0.1:{safe}", authority)

    async def test_a_name_is_another_too(self, port: int, authority: Authority) -> None:
        async with secured(port, authority.context("good", "DNS:other.example.org")) as safe:
            assert "for another name" in await fault(f"https://localhost:{safe}", authority)

    async def test_an_unknown_issuer_is_named_with_what_to_do(
        self,
        port: int,
        authority: Authority,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        async with secured(port, authority.context()) as safe:
            url = f"https://localhost:{safe}"
            said = await fault(url)
            assert "the issuer of its certificate is unknown here; name a PEM file" in said
            assert "SSL_CERT_FILE" in said
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
            assert "REQUESTS_CA_BUNDLE is not read here" in await fault(url)
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
            assert "none.pem, which cannot be read" in await fault(url)
            (tmp_path / "none.pem").write_bytes(b"\x30\x82")
            assert "none.pem, which holds no certificate in PEM form" in await fault(url)
            monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
            assert f"add the issuer's own certificate to {authority.file}" in await fault(url)

    async def test_what_speaks_no_tls_is_told(self, port: int) -> None:
        assert "speaks no TLS" in await fault(f"https://127.0.0.1:{port}")
