"""A post is added in one file and one line: the recipe, followed on a copy of the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from standup.core.posts import PostKind
from standup.engine.posts.kinds import composed_by, published_by

ROOT = Path(__file__).parents[1]
GONG = '''"""A gong in a run's thread."""

from standup.core import keys
from standup.core.messages.markup import phrase, say
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import Composed, Desk
from standup.store import runs
from standup.store.database import Transaction
from standup.store.posts import Stale


async def compose(tx: Transaction, _: Desk, post: Stale) -> Composed:
    """The day begins for all of them."""
    run = await whereabouts.run_of(tx, post)
    names = [name for _, name, _ in await runs.roster(tx, run.id)]
    where = whereabouts.channels(run)
    message = say(f"Gong for {', '.join(names)}!")
    return Composed(post, where, message, thread=keys.thread(run.id))
'''
LIVED = """
import asyncio
import sys
from pathlib import Path

from standup.core.posts import PostKind
from standup.store import posts
from tests.team import ROOM, at, instance, learning_day, person, team


async def live(folder):
    async with team(folder, instance(learning_day(person("ana"))), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.store.write(lambda tx: posts.want(tx, PostKind.GONG, 1, 1))
        day.bot.changed()
        await day.settled()
        assert "Gong for Ana!" in day.platform.channel_text(ROOM)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        assert "Gong for Somebody!" in day.platform.channel_text(ROOM)


asyncio.run(live(Path(sys.argv[1])))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program with a post added by the recipe."""
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "standup", tmp_path / "standup", ignore=skipped)
    (tmp_path / "standup" / "engine" / "posts" / "gong.py").write_text(GONG)
    change(
        tmp_path / "standup" / "core" / "posts.py",
        ('    REPORT = "report"', '    GONG = "gong"\n    REPORT = "report"'),
        ("    assert_never(kind)", SUBJECT + "    assert_never(kind)"),
        (TELLING, TELLING + TOLD),
    )
    change(
        tmp_path / "standup" / "engine" / "posts" / "kinds.py",
        (IMPORTS, f"from standup.engine.posts import gong\n{IMPORTS}"),
        ("    match kind:\n", f"    match kind:\n{CASE}"),
    )
    return tmp_path


IMPORTS = "from standup.engine.posts.posting import"
CASE = """        case PostKind.GONG:
            return gong.compose
"""
SUBJECT = """        case PostKind.GONG:
            return int(text)
"""
TELLING = '    """\n    match kind:\n'
TOLD = """        case PostKind.GONG:
            return True
"""


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env={"PYTHONPATH": f"{copy}:{ROOT}:{ROOT / 'adapters'}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_post_added_by_the_recipe_stands_in_its_thread_and_forgets_whom_it_names(
    copy: Path,
) -> None:
    folder = copy / "folder"
    folder.mkdir()
    lived = run(copy, "-c", LIVED, str(folder))
    assert lived.returncode == 0, lived.stderr


@pytest.mark.parametrize(
    ("file", "left_out"),
    [
        ("standup/engine/posts/kinds.py", CASE),
        ("standup/core/posts.py", SUBJECT),
        ("standup/core/posts.py", TOLD),
    ],
)
def test_what_a_post_leaves_out_is_a_type_error(copy: Path, file: str, left_out: str) -> None:
    change(copy / file, (left_out, ""))
    module = file.removesuffix(".py").replace("/", ".")
    mypy = ("-m", "mypy", "--strict", "--cache-dir", str(copy / "cache"), "-m", module)
    told = run(copy, *mypy)
    assert re.search(rf"{re.escape(file)}.*assert_never", told.stdout), told.stdout


def test_each_kind_of_post_has_one_way_of_its_own() -> None:
    for kind in PostKind:
        assert (composed_by(kind) is None) is not (published_by(kind) is None), kind
