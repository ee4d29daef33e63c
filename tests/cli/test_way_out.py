"""The real command behind a company's proxy and authority, and in front of the wrong server.

Each platform is asked the same: what holds for one holds for all.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.command import anew, begun, standup
from tests.matrix.conftest import synapse
from tests.matrix.synapse import NAME, Synapse
from tests.patience import PATIENCE
from tests.standins.discord import DiscordServer
from tests.standins.other import leads, other, page
from tests.standins.proxy import proxy
from tests.standins.telegram import TelegramServer
from tests.standins.tls import Authority, secured

__all__ = ["synapse"]

SECRET = "q7canary-x9canary"
WHO, ENCODED = "bot:q7canary/@:x9canary", "bot:q7canary%2F%40%3Ax9canary"
_OURS = ("PROXY", "SSL_CERT", "CA_BUNDLE", "CA_CERTS")

TELEGRAM = """\
  telegram: {{token: {{file: token}}, username: standup_bot, api: "{url}"}}"""
DISCORD = """\
  discord: {{token: {{file: token}}, api: "{url}"}}"""
MATRIX = """\
  matrix: {{homeserver: "{url}", user: "{user}", password: {{file: token}}, encryption: false}}"""
ACCOUNT = {
    "telegram": "'123456'",
    "discord": "'123456789012345678'",
    "matrix": '"@ana:example.org"',
}
PLACE = {
    "telegram": "'-1001234567890'",
    "discord": "'123456789012345678'",
    "matrix": '"!abc:example.org"',
}
YAML = {"telegram": TELEGRAM, "discord": DISCORD, "matrix": MATRIX}
EACH = pytest.mark.parametrize("platform", ["telegram", "discord", "matrix"])


@dataclass(frozen=True, slots=True)
class Platform:
    """A server that lets the bot in: its port, and how to say where its websocket is."""

    port: int
    token: str
    user: str = f"@standup:{NAME}"
    is_at: Callable[[str], None] = lambda _: None


def folder_for(platform: str, url: str, folder: Path, token: str, user: str) -> Path:
    (folder / "standups").mkdir()
    (folder / "token").write_text(token)
    (folder / "token").chmod(0o600)
    adapter = YAML[platform].format(url=url, user=user)
    (folder / "instance.yaml").write_text(
        "database: data/standup.db\ntimezone: Europe/London\norganiser: Ana\n"
        f"adapters:\n{adapter}\n"
        f"people:\n  ana: {{name: Ana, accounts: {{{platform}: {ACCOUNT[platform]}}}}}\n"
    )
    (folder / "standups" / "daily.yaml").write_text(
        "id: daily\ntitle: Daily\nparticipants: [ana]\n"
        f"channels: [{{{platform}: {PLACE[platform]}}}]\n"
        "rounds:\n  - id: day\n    cron: '30 9 * * *'\n    closes: '17:00'\n    questions:\n"
        "      - {id: done, kind: text, ask: What did you do?}\n"
    )
    return folder


async def said(folder: Path, until: str, **environment: str) -> str:
    """All that the bot says up to these words, after which it is ended."""
    clean = {name: text for name, text in os.environ.items() if not any(map(name.count, _OURS))}
    os.mkfifo(pipe := folder / "said")
    lines = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines),
        os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb"),
    )
    command = ("run", "--verbose", "-f", str(folder))
    start = anew if "SSL_CERT_FILE" in environment else begun  # which aiohttp's import reads
    process = start(*command, environment=clean | environment, out=pipe)
    told = ""
    try:
        async with asyncio.timeout(PATIENCE):
            async for line in lines:
                told += line.decode()
                if until in line.decode():
                    process.terminate()
    except TimeoutError:
        pytest.fail(f"never said {until!r}: {told}")
    finally:
        transport.close()
        process.kill()
        process.wait()
    assert until in told, told
    assert "canary" not in told
    assert "Traceback" not in told
    return told


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@asynccontextmanager
async def server_of(platform: str, request: pytest.FixtureRequest) -> AsyncIterator[Platform]:
    """A server of this platform, which lets the bot in."""
    async with AsyncExitStack() as stack:
        if platform == "telegram":
            telegram = await stack.enter_async_context(TelegramServer(token=f"424242:{SECRET}"))
            yield Platform(telegram.port, telegram.token)
        elif platform == "discord":
            discord = await stack.enter_async_context(DiscordServer())

            def is_at(url: str) -> None:
                discord.platform.gateway.url = f"{url}/gateway/"

            yield Platform(discord.port, discord.token, is_at=is_at)
        else:
            server: Synapse = request.getfixturevalue("synapse")
            name = f"out{abs(hash(request.node.name))}"
            user = await asyncio.to_thread(server.register, name, SECRET)
            yield Platform(int(server.url.rpartition(":")[2]), SECRET, user)


# ── one way out for all ────────────────────────────────────────────────────────────────────────

SERVED = [
    "telegram",
    "discord",
    pytest.param("matrix", marks=pytest.mark.server),
]


@pytest.mark.parametrize("platform", SERVED)
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
async def test_it_goes_out_through_the_proxy_with_its_password(
    platform: str,
    variable: str,
    tmp_path: Path,
    authority: Authority,
    request: pytest.FixtureRequest,
) -> None:
    async with (
        server_of(platform, request) as server,
        secured(server.port, authority.context()) as safe,
        proxy(WHO) as there,
    ):
        host = f"chat.example.org:{safe}"  # which no name server knows
        server.is_at(f"wss://{host}")
        folder = folder_for(platform, f"https://{host}", tmp_path, server.token, server.user)
        at = f"http://127.0.0.1:{there.port}"
        told = await said(
            folder,
            "Connected: ",
            SSL_CERT_FILE=str(authority.file),
            **{variable: at.replace("://", f"://{ENCODED}@")},
        )
    assert set(there.tunnels) == {host}
    assert there.refused == 0
    assert f"through the proxy {at} ({variable})" in told.splitlines()[1]
    connected = next(line for line in told.splitlines() if line.startswith("Connected"))
    assert f"through the proxy {at} ({variable})" in connected


@pytest.mark.parametrize("platform", SERVED)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "all_proxy"])
async def test_http_goes_through_a_proxy_too(
    platform: str, variable: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with server_of(platform, request) as server, proxy(WHO) as there:
        host = f"chat.example.org:{server.port}"
        server.is_at(f"ws://{host}")
        folder = folder_for(platform, f"http://{host}", tmp_path, server.token, server.user)
        way = {variable: f"http://{ENCODED}@127.0.0.1:{there.port}"}
        await said(folder, "Connected: ", **way)
    assert there.asked == {host}


@pytest.mark.parametrize("platform", SERVED)
@pytest.mark.parametrize("exempt", ["127.0.0.1", "127.0.0.0/8", "x, 127.0.0.1:{port}", "*"])
async def test_what_is_exempt_is_asked_directly(
    platform: str, exempt: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with server_of(platform, request) as server, proxy() as there:
        url = f"http://127.0.0.1:{server.port}"
        folder = folder_for(platform, url, tmp_path, server.token, server.user)
        at = f"http://127.0.0.1:{there.port}"
        no = exempt.format(port=server.port)
        told = await said(folder, "Connected: ", ALL_PROXY=at, NO_PROXY=no)
    assert there.asked == set()
    connected = next(line for line in told.splitlines() if line.startswith("Connected"))
    assert "through" not in connected


@EACH
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("http://bot:wrong-canary@{there}", "it wants a user and a password, or other ones"),
        ("socks5h://bot:wrong-canary@{there}", "(HTTPS_PROXY): the proxy refuses that"),
        ("http://bot:q7canary/x9canary@{there}", "{platform}: HTTPS_PROXY is not a clean URL"),
        ("ftp://bot:q7canary@{there}", "{platform}: HTTPS_PROXY is not the URL of a proxy"),
        (
            "http://127.0.0.1:1",
            "cannot reach the proxy http://127.0.0.1:1 (HTTPS_PROXY) on the way",
        ),
    ],
)
async def test_a_proxy_that_does_not_let_out_is_told(
    platform: str, value: str, words: str, tmp_path: Path
) -> None:
    async with proxy(WHO, socks=value.startswith("socks")) as there:
        folder = folder_for(platform, "https://chat.example.org", tmp_path, "1:canary", "@a:b.org")
        at = value.format(there=f"127.0.0.1:{there.port}")
        told = await said(folder, words.format(platform=platform), HTTPS_PROXY=at)
    assert there.asked == set()
    assert ".py:" not in told


# ── certificates ───────────────────────────────────────────────────────────────────────────────


@EACH
@pytest.mark.parametrize(
    ("kind", "names", "is_trusted", "words"),
    [
        ("good", "IP:127.0.0.1", False, "the issuer of its certificate is unknown here"),
        ("expired", "IP:127.0.0.1", True, "its certificate has expired"),
        ("not yet", "IP:127.0.0.1", True, "its certificate is not valid yet"),
        ("good", "DNS:other.example.org", True, "its certificate is for another name"),
    ],
)
async def test_a_fault_of_the_certificate_is_named(
    platform: str,
    kind: str,
    names: str,
    is_trusted: bool,
    words: str,
    tmp_path: Path,
    authority: Authority,
) -> None:
    async with other() as server:
        port = int(server.url.rpartition(":")[2])
        async with secured(port, authority.context(kind, names)) as safe:
            url = f"https://127.0.0.1:{safe}"
            folder = folder_for(platform, url, tmp_path, "1:canary", "@standup:example.org")
            trusted = {"SSL_CERT_FILE": str(authority.file)} if is_trusted else {}
            told = await said(folder, words, **trusted)
    assert f"cannot reach 127.0.0.1:{safe}: " in told
    assert is_trusted or "SSL_CERT_FILE" in told
    assert ".py:" not in told


# ── what answers ───────────────────────────────────────────────────────────────────────────────


@EACH
@pytest.mark.parametrize("status", [301, 308])
async def test_a_redirect_is_named(platform: str, status: int, tmp_path: Path) -> None:
    async with other(leads(status, "https://chat.example.org")) as server:
        folder = folder_for(platform, server.url, tmp_path, "1:canary", "@standup:example.org")
        told = await said(folder, "and is not followed")
    assert f"answers {status}, which leads to https://chat.example.org" in told


@EACH
async def test_a_web_page_is_named(platform: str, tmp_path: Path) -> None:
    async with other(lambda _: page(200)) as server:
        folder = folder_for(platform, server.url, tmp_path, "1:canary", "@standup:example.org")
        told = await said(folder, f"{server.url} answers 200")
    assert ".py:" not in told


# ── before it runs ─────────────────────────────────────────────────────────────────────────────


def test_check_says_which_proxy_holds_and_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    clean = {"NO_PROXY": "localhost", "HTTPS_PROXY": f"http://{ENCODED}@proxy.example:3128"}
    checked = standup("check", "-f", folder, **clean, SSL_CERT_FILE=str(tmp_path / "none.pem"))
    assert checked.returncode == 0
    assert "canary" not in checked.stdout + checked.stderr
    notes = [line for line in checked.stdout.splitlines() if line.startswith("Note: ")]
    assert (
        "Note: What is https:// goes through the proxy http://proxy.example:3128 (HTTPS_PROXY), but"
        " directly to localhost (NO_PROXY)"
    ) in notes
    assert any("none.pem, which cannot be read" in note for note in notes)


def test_the_address_of_a_homeserver_ends_before_its_paths(tmp_path: Path) -> None:
    url = "https://matrix.example.org/_matrix/client"
    folder = folder_for("matrix", url, tmp_path, "x", "@standup:example.org")
    for command in ("check", "run"):
        done = standup(command, "-f", folder)
        assert done.returncode == 3
        assert "`/_matrix` does not belong to the address" in done.stderr
        assert "write https://matrix.example.org" in done.stderr
