"""A message's key is made in one place, and two occasions never share one."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from standup.core import keys
from standup.core.model import Account

STANDUP = Path(__file__).parents[2] / "standup"
OWN = {"keys.py", "sheets.py"}
TRUTH = STANDUP / "simulate" / "truth"  # which asks nothing of the engine
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ANA = Account("chat", "ana")
MADE = (
    *(
        keys.asking(1),
        keys.following(1, 2, NOW),
        keys.asked_at(1, "chat", NOW),
        keys.reminder(1, NOW),
    ),
    *(keys.thanks(1), keys.unchanged(1), keys.reply("1"), keys.besides("1"), keys.offer("1")),
    *(keys.question_after("1"), keys.hello("1"), keys.stranger(ANA, NOW), keys.farewell("1")),
    *(keys.stranger(ANA, NOW, "0"), keys.put_aside("1"), keys.linked(ANA, "chat", NOW)),
    keys.published("ana", "daily", date(2026, 11, 26)),
)


def texts(path: Path) -> Iterator[str]:
    """What each f-string of a module begins with."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)


def test_no_key_is_made_anywhere_else() -> None:
    kinds = {key.partition("/")[0] + "/" for key in MADE if not keys.is_moved(key)}
    elsewhere = {
        f"{path.relative_to(STANDUP)}: {text}"
        for path in STANDUP.rglob("*.py")
        for text in texts(path)
        if path.name not in OWN and path.parent != TRUTH
        if any(text.startswith(kind) for kind in kinds)
    }
    assert elsewhere == set()


def test_no_two_occasions_share_one() -> None:
    assert len(set(MADE)) == len(MADE)


def test_a_part_is_known_for_a_part() -> None:
    whole = keys.reply("matrix:$a/b-c")
    assert keys.part(whole, 0) == whole
    assert keys.parted(keys.part(whole, 2)) == (whole, 2)
    assert keys.parted(whole) == (whole, 0)
    assert keys.is_first(whole)
    assert not keys.is_first(keys.picture(whole, 0))


def test_a_reminder_says_of_what_it_reminds() -> None:
    assert keys.reminded_of(keys.part(keys.reminder(7, NOW), 1)) == 7
    assert keys.reminded_of(keys.asking(7)) is None


def test_the_reminders_of_a_check_in_lie_between_two_keys_and_no_others_do() -> None:
    first, last = keys.reminders(7)
    assert first < keys.reminder(7, NOW) < last
    for other in (6, 8, 70, 77):
        assert not first < keys.reminder(other, NOW) < last
