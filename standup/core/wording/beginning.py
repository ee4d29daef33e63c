"""What the bot says to whoever wants to answer now by themselves."""

from collections.abc import Sequence

from standup.core.asking import choices
from standup.core.asking.beginning import Beginning, When
from standup.core.asking.check_in import CheckIn
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import MOST_ROWS, Message, bullets, phrase, phrase_spans
from standup.core.wording.channel import title_inside
from standup.core.wording.direct import to_change
from standup.core.wording.times import date_text, day_text

_HOW = {
    When.PUT_OFF: sentence("{day}: {title}, {round}"),
    When.EARLY: sentence("{day}: {title}, {round}, early"),
    When.LATE: sentence("{day}: {title}, {round}, late"),
    When.UNSCHEDULED: sentence("{day}: {title}, {round}"),
}


def which(offered: Sequence[Beginning], can: Capabilities) -> Message:
    """What may be answered now: to press, or to say."""
    if can.choices and len(offered) <= MOST_ROWS:
        told = [(_named(one, date_text(one.day)), one) for one in offered]
        return phrase("What do you want to answer now?") + choices.to_begin(told)
    rows = [
        phrase_spans(
            "`report {day} {id}` – {name}",
            day=one.day.isoformat(),
            id=one.standup.id,
            name=_named(one, day_text(one.day)),
        )
        for one in offered
    ]
    return phrase("What do you want to answer now? You can say:") + bullets(rows)


def _named(one: Beginning, day: str) -> str:
    """The day first, since what is too long for a button is cut."""
    return spoken(_HOW[one.when], title=one.standup.title, round=title_inside(one.round), day=day)


def shared_already(check_in: CheckIn, can: Capabilities) -> Message:
    """They have finished it, and may change it still."""
    told = phrase(
        "**{title}** · {day}: you’ve finished that already.",
        title=check_in.standup.title,
        day=day_text(check_in.day),
    )
    if not check_in.has_words:
        return told
    return told + to_change(check_in, can)


def nothing() -> Message:
    """There is nothing to answer there now."""
    return phrase("There’s nothing of that for you to answer now. `status` shows what’s open.")


def not_read() -> Message:
    """Nobody knows which day is meant."""
    return phrase("I didn’t understand which day. You can say `report` or `report yesterday`.")
