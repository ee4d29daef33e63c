"""What the bot says to somebody who has left one day after the other without a word."""

from collections.abc import Sequence

from standup.core.asking.check_in import CheckIn
from standup.core.asking.silence import Rhythm, value
from standup.core.commands.lexicon import called
from standup.core.language import counted, sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    Choice,
    Message,
    bullets,
    in_a_row,
    offering,
    phrase,
    phrase_spans,
)
from standup.core.wording.times import names_text

_LABELS = {
    Rhythm.AS_BEFORE: sentence("As before"),
    Rhythm.FEWER: sentence("Fewer reminders"),
    Rhythm.AWAY: sentence("I’m away"),
    Rhythm.LEAVE: sentence("Leave"),
}
_MEANS = {
    Rhythm.AS_BEFORE: sentence("`{word}` – it stays as it is"),
    Rhythm.FEWER: sentence("`{word}` – I still ask, and nudge you less"),
    Rhythm.AWAY: sentence("`{word}` – I ask nothing until then"),
    Rhythm.LEAVE: sentence("`{word}` – I stop asking you"),
}


def label(rhythm: Rhythm) -> str:
    """What a choice is called."""
    return spoken(_LABELS[rhythm])


def rhythm(
    check_in: CheckIn, runs: int, choices: Sequence[Rhythm], can: Capabilities, *, alone: bool
) -> Message:
    """Asks whether the rhythm is right. Where it is not their `alone` one, the words name it."""
    title = check_in.standup.title
    asks = counted(
        "You’ve left **{title}** unanswered once, and that’s fine. Is the rhythm right for you?",
        "You’ve left **{title}** unanswered {count} times in a row, and that’s fine. "
        "Is the rhythm right for you?",
        runs,
        title="{title}",
    )
    name = "" if alone else f" {check_in.standup.id}"
    rows = [phrase_spans(_MEANS[one], word=_word(one, name)) for one in choices]
    text = phrase(asks, title=title) + bullets(rows)
    text += in_a_row(
        sentence("If I hear nothing, I’ll let you be there after a while."),
        sentence("Only you see this."),
    )
    if not can.choices:
        return text
    return text + offering(*((Choice(label(one), value(check_in.id, one)),) for one in choices))


def _word(rhythm: Rhythm, name: str) -> str:
    """What one says for a choice."""
    match rhythm:
        case Rhythm.AS_BEFORE:
            return label(rhythm).lower()
        case Rhythm.LEAVE if not name:  # one word may be an answer
            return called(f"/{rhythm.example}")
        case Rhythm.FEWER | Rhythm.LEAVE:
            return called(rhythm.example) + name
        case Rhythm.AWAY:
            return called(rhythm.example)


def as_before() -> Message:
    """The rhythm is right."""
    return phrase("Thanks! Then it all stays as it is.")


def away() -> Message:
    """They are away, and have not said until when."""
    return phrase("Until when? Say for example `away until friday` or `away until 6 january`.")


def let_be(title: str, runs: int) -> Message:
    """Nothing more is asked until they say a word."""
    told = counted(
        "I’ve asked you once in **{title}** and not heard from you, so I’ll let you be there now: "
        "no questions, no reminders.",
        "I’ve asked you {count} times in **{title}** and not heard from you, so I’ll let you be "
        "there now: no questions, no reminders.",
        runs,
        title="{title}",
    )
    back = sentence("Say hi whenever you like, and I’ll ask you again.")
    return phrase(told, title=title) + in_a_row(back, sentence("I’ve told nobody but you."))


def asks_again(titles: Sequence[str]) -> Message:
    """They have said a word."""
    return phrase(
        "I’d let you be in {titles}. Now that you’re here, I’ll ask you there again from the next "
        "time on.",
        titles=names_text(titles),
    )
