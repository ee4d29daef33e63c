"""When somebody wants to be asked again, as they say it."""

from datetime import date, timedelta

import pytest

from standup.core.commands import Around, understand
from standup.core.commands.said import Later

TWENTY, TWO, UNCLEAR = timedelta(minutes=20), timedelta(hours=14), Later(is_unclear=True)
AROUND = Around(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("later", Later()),
        ("later please", Later()),
        ("Ask me in a bit", Later()),
        ("in 20 min", Later(TWENTY)),
        ("later 20 minutes", Later(TWENTY)),
        ("/later in 20 minutes", Later(TWENTY)),
        ("at 14:00", Later(at=TWO)),
        ("at 14", Later(at=TWO)),
        ("at 2pm", Later(at=TWO)),
        ("/later 14:00", Later(at=TWO)),
        ("tomorrow", Later(tomorrow=True)),
        ("tomorrow at 14:00", Later(at=TWO, tomorrow=True)),
        ("at 5", UNCLEAR),
        ("tomorrow at 9", UNCLEAR),
        ("at 99", UNCLEAR),
        ("/later some day", UNCLEAR),
        ("at work", None),
        ("in berlin", None),
        ("in 5", None),
        ("at 3 we met", None),
        ("tomorrow we meet", None),
        ("later maybe", None),
    ],
)
def test_when_to_ask_again_is_read_from_the_words(words: str, meant: Later | None) -> None:
    said = understand(words, Around(AROUND.today, is_signed=words.startswith("/")))
    assert said == meant
