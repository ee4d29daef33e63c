"""The stand-ins' server, ended while somebody is about to connect."""

import asyncio
import gc
import socket
import warnings

import pytest
from aiohttp import web

from tests.standins.serving import Serving

CLIENTS = 8


@pytest.mark.parametrize("turns", range(6))
async def test_a_server_that_ends_leaves_no_connection_behind(turns: int) -> None:
    server = await Serving.start(web.Application(), "127.0.0.1", 0, 0.01)
    clients = [socket.socket() for _ in range(CLIENTS)]
    for client in clients:
        client.setblocking(False)
        client.connect_ex(("127.0.0.1", server.port))
    for _ in range(turns):
        await asyncio.sleep(0)
    await server.end()
    for client in clients:
        client.close()
    with warnings.catch_warnings(record=True) as left:
        warnings.simplefilter("always")
        gc.collect()
    assert [one for one in left if one.category is ResourceWarning] == []
