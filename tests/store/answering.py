"""A program that keeps answers for ever, and says of each that it is kept: `… FOLDER`."""

import asyncio
import sys
from itertools import count
from pathlib import Path

from standup.chat.interface import Said
from tests.team import Team, at, daily, instance, person, team

PEOPLE = ("ana", "bo", "chi", "dan")


async def answer(folder: Path) -> None:
    """Let everybody write without a pause."""
    told = instance(daily(*map(person, PEOPLE)))
    async with team(folder, told, at("9:00")) as day:
        await day.until(at("9:31"))
        async with asyncio.TaskGroup() as tasks:
            for who in PEOPLE:
                tasks.create_task(_write(day, who))


async def _write(day: Team, who: str) -> None:
    inbox = day.bot.inboxes["chat"]
    for number in count():
        words = f"I read page {number} of it {'.' * (number * 37 % 3000)}"
        await inbox.take([Said(f"{who}/{number}", who, words, day.clock.now())])
        sys.stdout.write(f"chat:{who}/{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(answer(Path(sys.argv[1])))
