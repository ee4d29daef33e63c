"""The stand-in as a program: `python -m tests.standins.discord --port 8082 --token abc`."""

import argparse
import asyncio
import contextlib
import sys

from tests.standins.discord.control import PREFIX, Control
from tests.standins.discord.permissions import PRIVILEGED
from tests.standins.discord.server import TOKEN, DiscordServer

HOW = """Discord's stand-in listens on {url}

Point discord.py at it before the client starts:

    discord.http.Route.BASE = "{url}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL("{gateway}")

The token is {token}. Controls are under {url}{prefix}/, see README.md beside this program:

    curl -d '{{"name": "Team"}}' {url}{prefix}/guild
    curl -d '{{"name": "Ben", "guilds": ["Team"]}}' {url}{prefix}/person
    curl -d '{{"person": "Ben", "text": "hello"}}' {url}{prefix}/say
    curl '{url}{prefix}/messages?person=Ben'
"""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.standins.discord", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8082, help="port, 0 for any (%(default)s)")
    parser.add_argument("--token", default=TOKEN, help="the bot's token (%(default)s)")
    parser.add_argument(
        "--grant", action="append", default=[], choices=PRIVILEGED, help="a privileged intent"
    )
    parser.add_argument(
        "--no-validation", action="store_true", help="do not check against the published document"
    )
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    server = DiscordServer(
        token=arguments.token,
        host=arguments.host,
        port=arguments.port,
        granted=frozenset(arguments.grant),
        validate=not arguments.no_validation,
    )
    server.add_routes(Control(server).routes())
    async with server:
        sys.stdout.write(
            HOW.format(
                url=server.url, gateway=server.gateway_url, token=server.token, prefix=PREFIX
            )
        )
        if server.platform.spec is None and not arguments.no_validation:
            sys.stdout.write("\nThe published document is not here: only our own rules are kept.\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(_arguments()))
