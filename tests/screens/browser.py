"""A real browser without a window, of which pages are pictured: Chromium, by its own protocol."""

import asyncio
import base64
import io
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image

NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--remote-debugging-port=0", "--font-render-hinting=none"),
)
_SHARPNESS = 2  # pixels of a picture for each of the page, as on a telephone
_COLOURS = 128
_PATIENCE = 30.0  # seconds


class Browser:
    """One page after the other, in one browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, session: str) -> None:
        self._socket = socket
        self._session = session
        self._numbers = itertools.count(1000)

    async def picture(self, page: Path, target: Path, *, width: int, dark: bool) -> None:
        """Write the whole page, as it stands at this width, as a PNG."""
        colours = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self._ask("Emulation.setEmulatedMedia", features=[colours])
        await self._sized(width, 600)
        await self._ask("Page.navigate", url=page.resolve().as_uri())
        height = await self._evaluate(_READY)
        await self._sized(width, height)
        shot = await self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        _keep(base64.b64decode(shot["data"]), target)

    async def _sized(self, width: int, height: int) -> None:
        await self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=_SHARPNESS,
            mobile=True,
        )

    async def _evaluate(self, script: str) -> int:
        found = await self._ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return int(found["result"]["value"])

    async def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        return await _ask(
            self._socket, next(self._numbers), method, parameters, session=self._session
        )


_READY = """
    new Promise(done => {
      const whole = () => document.fonts.ready.then(
        () => done(Math.ceil(document.documentElement.getBoundingClientRect().height)));
      document.readyState === "complete" ? whole() : addEventListener("load", whole);
    })
"""


def _keep(png: bytes, target: Path) -> None:
    """Write the picture in few colours, which chats and pages are made of: a tenth of the size."""
    with Image.open(io.BytesIO(png)) as shot:
        shot.convert("RGB").quantize(_COLOURS).save(target, optimize=True)


async def _ask(
    socket: aiohttp.ClientWebSocketResponse,
    number: int,
    method: str,
    parameters: dict[str, object],
    session: str | None = None,
) -> dict[str, Any]:
    asked: dict[str, object] = {"id": number, "method": method, "params": parameters}
    await socket.send_json(asked | ({"sessionId": session} if session else {}))
    async with asyncio.timeout(_PATIENCE):
        while (answer := await socket.receive_json()).get("id") != number:
            pass  # events, which nobody waits for
    if "error" in answer:
        raise RuntimeError(f"{method}: {answer['error']['message']}")
    found: dict[str, Any] = answer["result"]
    return found


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The browser of this machine, until the block ends; RuntimeError where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise RuntimeError("no browser: install one (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            *(program, *_QUIET, f"--user-data-dir={folder}", "about:blank"),
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            url = await _listening(Path(folder) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as http, http.ws_connect(url, max_msg_size=0) as ws:
                yield await _page(ws)
        finally:
            process.kill()
            await process.wait()


async def _listening(port: Path) -> str:
    async with asyncio.timeout(_PATIENCE):
        while not port.exists() or not port.read_text().strip():
            await asyncio.sleep(0.05)
    number, path = port.read_text().split()
    return f"ws://127.0.0.1:{number}{path}"


async def _page(socket: aiohttp.ClientWebSocketResponse) -> Browser:
    made = await _ask(socket, 1, "Target.createTarget", {"url": "about:blank"})
    target = {"targetId": made["targetId"], "flatten": True}
    session = (await _ask(socket, 2, "Target.attachToTarget", target))["sessionId"]
    return Browser(socket, session)
