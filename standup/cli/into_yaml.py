"""`standup settings --into-yaml`: what was said goes into the files, and out of the database."""

import asyncio
import os
import shutil
from contextlib import ExitStack, suppress
from difflib import SequenceMatcher

from standup.cli.holding import said
from standup.cli.reloading import take
from standup.cli.steering import have_said
from standup.config import Loaded, load
from standup.config.into_yaml import Ties, Written, into_yaml
from standup.config.yaml_source import Source, text_of
from standup.core.settings.setting import Setting
from standup.engine.at_the_machine import AS_WRITTEN
from standup.errors import StandupError
from standup.store import accounts
from standup.store.database import Transaction
from standup.whole import whole
from standup.wiring.opening import holders, look


def write(loaded: Loaded) -> int:
    """Write the files, have the bots that run take them, and drop what they say from the store.

    Until a bot has taken them what was said stays, so that nothing of it is lost in between.
    """
    told, ties = asyncio.run(look(loaded.database, _told))
    written = into_yaml(loaded, told, ties)
    _replace(written)
    for was, is_ in written.changed:
        print("\n".join(_differences(was, is_)))
    for left in written.left:
        print(f"Stays in the database: {left.what}: {left.why}")
    now = load(loaded.folder)
    found = asyncio.run(holders(now.database))
    if found:
        try:
            take(now, found)
        except StandupError as error:
            raise StandupError(
                f"{error}\nWhat was said stays in the database as well until the bot has taken"
                " the files: mend that, then say `standup settings --into-yaml` again"
            ) from error
    print(asyncio.run(have_said(now, AS_WRITTEN)))
    return 0


async def _told(tx: Transaction) -> tuple[list[Setting], Ties]:
    return await said(tx), await accounts.all_tied(tx)


def _replace(written: Written) -> None:
    with ExitStack() as all_of_them:
        for was, is_ in written.changed:
            beside = all_of_them.enter_context(whole(was.path))
            beside.write_bytes(is_.content)
            shutil.copymode(was.path, beside)
            with suppress(OSError):  # only root may give a file to somebody
                owner = was.path.stat()
                os.chown(beside, owner.st_uid, owner.st_gid)


def _differences(was: Source, is_: Source) -> list[str]:
    """The lines of a file that go and come, with their numbers."""
    before, after = (text_of(one.content).splitlines() for one in (was, is_))
    told = [was.shown]
    for tag, first, last, new, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            told += [f"  {n + 1:>4} - {before[n].strip()}" for n in range(first, last)]
            told += [f"  {n + 1:>4} + {after[n].strip()}" for n in range(new, end)]
    return told
