"""What a stand-in itself can take: the bytes of a request, again and again, on open sockets."""

import asyncio
import json
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from bench.chat.playing import Town


async def ceiling(town: Town, requests: int, at_once: int) -> float:
    """Messages a second that the stand-in takes from a client which does next to nothing."""
    made = [_request(town, number) for number in range(min(requests, len(town.people)))]
    waiting = iter(made[number % len(made)] for number in range(requests))
    began = time.perf_counter()
    await asyncio.gather(*(_send(town.url, waiting) for _ in range(at_once)))
    return requests / (time.perf_counter() - began)


def _request(town: Town, number: int) -> bytes:
    _, place = town.people[number]
    text = f"What of your day is number {number}?"
    if town.platform == "telegram":
        path, body = f"/bot{town.token}/sendMessage", {"chat_id": int(place), "text": text}
    else:
        path, body = f"/api/v10/channels/{place}/messages", {"content": text}
    content = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bot {town.token}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def _send(url: str, waiting: Iterator[bytes]) -> None:
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    for request in waiting:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise RuntimeError(f"the stand-in refused a message: {head!r}")
        await reader.readexactly(int(head.partition(b"content-length:")[2].split()[0]))
    writer.close()
    await writer.wait_closed()
