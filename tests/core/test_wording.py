"""What the bot says of itself: little at first, all of it on demand."""

from standup.core.commands.table import COMMANDS
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import plain
from standup.core.wording.direct import all_help, help_text, question
from standup.core.wording.readers import introduction
from tests.core.asked import MOOD, asked

SEEN = Capabilities(sees_edits=True)


def test_help_is_five_lines() -> None:
    lines = plain(help_text()).split("\n")
    assert len(lines) == 5
    assert "help all" in lines[-1]


def test_help_all_has_a_line_for_every_command_that_has_one() -> None:
    told = plain(all_help(SEEN))
    assert "Edit a message" in told
    assert "Edit a message" not in plain(all_help(Capabilities()))
    assert {entry.name for entry in COMMANDS if not (entry.help or entry.steering)} == {
        "no reminders",  # in the line of `remind`
        "ask me as the team",  # what `ask me at` without a time tells
        "fewer reminders",  # said where it is asked about
        "unpublish",  # in that of `publish`
        *("item", "map"),  # in that of `items`
        "keep",  # a tap below what was said
        *("in", "at", "tomorrow", "ask me"),  # in that of `later`
    }
    for entry in COMMANDS:
        assert not entry.help or entry.name.split()[0] in told
    assert sum(line.startswith("• ") for line in told.split("\n")) > 5


def in_another(name: str) -> bool:
    """Whether it is told where it is asked for, with what begins it."""
    return name in {"yes", "do not tell me who is missing"}


def test_help_all_tells_those_who_run_a_standup_every_word_of_theirs() -> None:
    told = plain(all_help(SEEN, steers=True))
    for entry in COMMANDS:
        if entry.steering and not in_another(entry.name):
            assert (entry.shown or entry.name) in told, entry.name


def test_what_else_is_understood_is_said_with_the_first_words_alone() -> None:
    assert "help" in plain(introduction("Ana", "Bo"))
    assert "help" not in plain(question(asked(MOOD)))
