"""A kind of question is added by one file and its line in the closed list."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

STARS = '''
"""A question answered with one to three stars."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import Asked, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.messages.markup import Bold, Message, Span, phrase


@dataclass(frozen=True, slots=True)
class Stars(Short):
    """Some stars."""

    stars: int
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        return (Bold("*" * self.stars),)

    @property
    def words(self) -> str:
        return self.note

    def noted(self, words: str) -> "Stars":
        return replace(self, note=words)

    @property
    def measured(self) -> Fraction | None:
        return Fraction(self.stars)

    def data(self) -> dict[str, Any]:
        return {"stars": self.stars, "text": self.note}


def _stars(_: Asked, text: str) -> Stars | None:
    return Stars(len(text)) if text in {"*", "**", "***"} else None


def _label(_: Asked, value: Value) -> str:
    return "*" * value.stars if isinstance(value, Stars) else ""


STARS = ShortRules(
    about="one to three stars",
    settings=(),
    measuring=None,
    pressing=Choosing(
        pairs=lambda _: (("*", "*"), ("**", "**"), ("***", "***")),
        labels=lambda _: ("*", "**", "***"),
        label=_label,
    ),
    one=_stars,
    again="**How many stars?**",
    listed=lambda _, __: phrase("`*`, `**` or `***`"),
    example=lambda _, __: "**",
    beside=lambda _: "One to three.",
)
'''

CASE = """        case "stars":
            return STARS
"""

LIVED = """
import json, sys
from pathlib import Path
from standup.core.asking import choices
from standup.core.documents import report_json
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import plain
from standup.core.asking.answers import answers
from standup.core.wording.asking import follow_up, question
from standup.config import schemas
from tests.config.folders import STANDUP, loaded
from tests.core.asked import asked

yaml = STANDUP.replace("kind: items", "kind: stars").replace(
    "kind: outcome, of: plan.will_learn", "kind: text"
)
found = loaded(Path(sys.argv[1]), x=yaml)
stars = found.instance.standups[0].rounds[0].questions[0]
assert stars.kind == "stars"
kinds = schemas([])["standup"]["$defs"]["QuestionShape"]["properties"]["kind"]
assert "stars" in kinds["enum"] and "one to three stars" in kinds["description"]

put = question(asked(stars), Capabilities(choices=True))
assert [[choice.label for choice in row] for row in put.choices] == [["*", "**", "***"]]
assert "or ***" in plain(question(asked(stars)), code="")
unclear = asked(stars, said=("many",))
assert unclear.reading(stars).follow_up is not None
assert "How many stars?" in plain(follow_up(unclear))
(field,) = choices.form(asked(stars, said=("**",))).fields
assert (field.options, field.value) == (("*", "**", "***"), "**")
clear = asked(stars, said=("many", "**"))
assert clear.reading(stars).follow_up is None
assert plain(answers(clear)) == "** – many"
(answer,) = report_json._check_in(clear)["answers"]
assert json.loads(json.dumps(answer))["stars"] == 2
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program with a kind added by the recipe."""
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "standup", tmp_path / "standup", ignore=skipped)
    kinds = tmp_path / "standup" / "core" / "kinds"
    (kinds / "stars.py").write_text(STARS)
    table = (kinds / "table.py").read_text()
    table = table.replace("\nKind =", "from standup.core.kinds.stars import STARS\n\nKind =", 1)
    table = table.replace("Literal[", 'Literal["stars", ', 1)
    table = table.replace("    match kind:\n", f"    match kind:\n{CASE}", 1)
    (kinds / "table.py").write_text(table)
    return tmp_path


def checked(copy: Path) -> str:
    """What mypy says of the kinds there."""
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(copy / "cache")]
    told = subprocess.run(
        [*command, "-p", "standup.core.kinds"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


def test_a_kind_added_by_the_recipe_is_configured_asked_read_and_shown(copy: Path) -> None:
    path = f"{copy}:{ROOT}:{ROOT / 'adapters'}"
    folder = copy / "folder"
    folder.mkdir()
    lived = subprocess.run(
        [sys.executable, "-c", LIVED, str(folder)],
        cwd=copy,
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lived.returncode == 0, lived.stderr


def test_what_a_kind_leaves_out_is_a_type_error(copy: Path) -> None:
    assert "Success" in checked(copy)
    stars = copy / "standup" / "core" / "kinds" / "stars.py"
    stars.write_text(STARS.replace('    again="**How many stars?**",\n', ""))
    assert 'Missing positional argument "again"' in checked(copy)
    stars.write_text(re.sub(r"    def data.*?\n\n\n", "\n\n", STARS, flags=re.DOTALL))
    assert 'abstract attribute "data"' in checked(copy)
    stars.write_text(STARS)
    table = copy / "standup" / "core" / "kinds" / "table.py"
    table.write_text(table.read_text().replace(CASE, ""))
    assert "assert_never" in checked(copy)


def test_nothing_asks_for_a_kind_or_a_value_by_a_wildcard() -> None:
    for path in (ROOT / "standup" / "core" / "kinds").glob("*.py"):
        for wildcard in re.findall(r"^ *case _.*:$", path.read_text(), re.MULTILINE):
            assert wildcard.strip() == "case _ as never:", path
