"""`standup run` as a process of its own, told to log all it can: no word and no token in it."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from standup.config import load
from standup.store import openings
from standup.store.openings import Due
from standup.wiring.opening import open_store
from tests.patience import PATIENCE
from tests.standins.telegram import Group, Person, TelegramServer

TOKEN = "515151:canary-token_of-the-tests"
ANSWER = "canary-vermilion"
PLAIN = "canary-password-in-yaml"
REFUSED = b"refused, the present one stays"
LOUD = """
import logging, sys
logging.basicConfig(level=logging.NOTSET, stream=sys.stderr)
from standup.cli import main
sys.exit(main(["run", "--verbose", "-f", sys.argv[1]]))
"""
INSTANCE = """
database: data/standup.db
timezone: UTC
organiser: Ana
adapters:
  telegram: {{token: {{file: token}}, username: standup_bot, api: "{url}"}}
people:
  ana: {{name: Ana, accounts: {{telegram: "{ana}"}}}}
"""
STANDUP = """
id: learning-day
title: Learning Day
participants: [ana]
channels: [{{telegram: "{room}"}}]
rounds:
  - id: plan
    cron: "{minute} {hour} * * *"
    closes: "+1 day 23:00"
    questions:
      - {{id: will_learn, kind: items, ask: "What will you learn today?"}}
      - {{id: why, kind: text, ask: "Why?"}}
"""


async def due_now(folder: Path, opened: datetime) -> None:
    """Let the round have been due a moment ago, so that the bot asks as soon as it runs."""
    loaded = load(folder)
    store = await open_store(loaded.database)
    due = Due("learning-day", "plan", "UTC", date(*opened.timetuple()[:3]), opened)
    await store.write(lambda tx: openings.set_due(tx, due))
    await store.close()


async def shows(group: Group, *words: str) -> None:
    for _ in range(1500):
        shown = "\n".join(one.text for one in group.messages if one.from_bot)
        if all(word in shown for word in words):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(shown)


async def hears(person: Person, words: str) -> None:
    for _ in range(1500):
        if any(words in one.text for one in person.from_bot):
            return
        await asyncio.sleep(0.02)
    raise AssertionError([one.text for one in person.from_bot])


@dataclass
class Bot:
    """The program, and all that it printed."""

    process: Process
    printed: bytes = b""

    async def read(self) -> None:
        """Read until it ends."""
        assert self.process.stdout is not None
        while more := await self.process.stdout.read(2**16):
            self.printed += more

    async def refuses(self, times: int) -> None:
        """Wait until it has refused so many configurations."""
        async with asyncio.timeout(PATIENCE):
            while self.printed.count(REFUSED) < times:
                await asyncio.sleep(0.02)


async def begun(folder: Path) -> Bot:
    environment = {**os.environ, "PYTHONASYNCIODEBUG": "1", "PYTHONFAULTHANDLER": "1"}
    command = (sys.executable, "-X", "dev", "-W", "default", "-c", LOUD, str(folder))
    return Bot(
        await asyncio.create_subprocess_exec(
            *command, stdout=PIPE, stderr=asyncio.subprocess.STDOUT, env=environment
        )
    )


async def live(server: TelegramServer, ana: Person, group: Group, bot: Bot, yaml: Path) -> None:
    await hears(ana, "What will you learn today?")
    message = await ana.say(ANSWER)
    await hears(ana, "Why?")
    for how in ("server_error", "wrong_json_after"):
        server.fail("sendMessage", how)
    server.fail("getUpdates", "cut_after")
    await ana.say(f"because of {ANSWER}")
    await shows(group, ANSWER)
    server.fail("editMessageText", "server_error")
    await ana.edit(message, f"{ANSWER}, corrected")
    await shows(group, "corrected")
    good = yaml.read_text()
    wrong = (f'token: "{PLAIN}", username', f"api_key: {PLAIN}, username", "{{{", f"{PLAIN}: [")
    for times, bad in enumerate(wrong, 1):
        yaml.write_text(good.replace("username", bad, 1))
        bot.process.send_signal(signal.SIGHUP)
        await bot.refuses(times)
    yaml.write_text(good)
    await ana.say("export me")
    await hears(ana, "Everything I keep about you")
    await ana.say(f"/{ANSWER}")


async def test_no_line_of_the_running_bot_holds_an_answer_or_a_token(tmp_path: Path) -> None:
    opened = (datetime.now(UTC) - timedelta(minutes=1)).replace(second=0, microsecond=0)
    folder = tmp_path / "config"
    (folder / "standups").mkdir(parents=True)
    async with TelegramServer(token=TOKEN) as server:
        ana, group = server.person("Ana"), server.group("Learning", admin=True)
        await ana.start()
        (folder / "token").write_text(TOKEN)
        yaml = folder / "instance.yaml"
        yaml.write_text(INSTANCE.format(url=server.url, ana=ana.id))
        told = STANDUP.format(room=group.id, minute=opened.minute, hour=opened.hour)
        (folder / "standups" / "learning-day.yaml").write_text(told)
        await due_now(folder, opened)
        bot = await begun(folder)
        reading = asyncio.create_task(bot.read())
        try:
            await live(server, ana, group, bot, yaml)
            server.revoke_token()
            await asyncio.sleep(1.0)
        finally:
            bot.process.terminate()
            await asyncio.wait_for(reading, PATIENCE)
            await bot.process.wait()
    text = bot.printed.decode()
    assert "DEBUG" in text
    for line in text.splitlines():
        assert "canary" not in line, line.replace(ANSWER, "(answer)").replace(TOKEN, "(token)")
