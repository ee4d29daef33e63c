"""The stand-in as a program of its own."""

import argparse
import asyncio
import sys

from tests.standins.telegram import control
from tests.standins.telegram.control import Control
from tests.standins.telegram.limits import Limits
from tests.standins.telegram.server import TOKEN, TelegramServer

GREETING = """\
A Telegram for tests listens on {server.url}, for one bot with the token {server.token}.

    python-telegram-bot   Bot("{server.token}", base_url="{server.base_url}",
                              base_file_url="{server.base_file_url}")
    anything else         {server.base_url}{server.token}/getMe

    curl -d '{{"name": "Ana", "language": "de"}}' {server.url}/_control/people
    curl -d '{{"text": "Hello"}}' {server.url}/_control/people/7000000001/say
    curl {server.url}/_control/people/7000000001/messages

{checked} Ctrl-C ends it.
"""
CHECKED = "Requests and answers are held against the Bot API document."
UNCHECKED = "The Bot API document is not on this machine, so types are not checked."


def main() -> None:
    """Run until somebody ends it."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.standins.telegram",
        description=__doc__,
        epilog=control.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--limits", action="store_true", help="refuse what is sent too fast")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--no-privacy", action="store_true", help="the bot reads whole groups")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(130)


async def serve(chosen: argparse.Namespace) -> None:
    """Listen for ever."""
    server = TelegramServer(
        token=chosen.token,
        port=chosen.port,
        limits=Limits() if chosen.limits else None,
        latency=chosen.latency,
        privacy=not chosen.no_privacy,
    )
    server.routes += Control(server).routes()
    async with server:
        checked = CHECKED if server.validates else UNCHECKED
        sys.stdout.write(GREETING.format(server=server, checked=checked))
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
