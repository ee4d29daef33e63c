"""What the bot says of a question that comes back later."""

from datetime import date, datetime

from standup.core.asking.check_in import CheckIn
from standup.core.language import sentence
from standup.core.messages.markup import Message, in_a_row, phrase
from standup.core.wording.times import clock_text, day_text, hour_text, moment_text
from standup.core.zones import zone_info

_UNDO = sentence("`undo` takes that back.")
_OTHERWISE = sentence("Another time? Say `in 20 minutes` or `at 14:00`.")


def put_off(
    check_in: CheckIn, until: datetime, zone: str, today: date, *, is_bare: bool
) -> Message:
    """A question comes back then, on the person's clock."""
    local = until.astimezone(zone_info(zone))
    said = [sentence("OK, I’ll ask you again at {clock}.")]
    if local.date() != today:
        said = [sentence("OK, I’ll ask you again on {day} at {clock}.")]
    if local.utcoffset() != until.astimezone(zone_info(check_in.zone)).utcoffset():
        said.append(sentence("That’s by your clock ({zone})."))
    if until >= check_in.deadline:
        said.append(sentence("That’s after the deadline, so your answer will be marked late."))
    said.append(_OTHERWISE if is_bare else _UNDO)
    clock = hour_text(clock_text(until, zone))
    return in_a_row(*said, clock=clock, day=day_text(local.date()), zone=zone)


def too_late(check_in: CheckIn, ends: datetime) -> Message:
    """Its day is over by then."""
    text = sentence("{title} is only open until {until}, so I can’t ask you again then.")
    until = moment_text(ends, check_in.zone, check_in.day)
    sooner = sentence("You can answer now, name a time before that, or say `skip run`.")
    return in_a_row(text, sooner, title=check_in.standup.title, until=until)


def is_over(check_in: CheckIn) -> Message:
    """Its day is over by now."""
    over = sentence("{title} is over for that day, so I won’t ask you again.")
    late = sentence("You can still answer; it’ll be marked late.")
    return in_a_row(over, late, title=check_in.standup.title)


def again(check_in: CheckIn) -> Message:
    """The line above a question that comes back."""
    title = check_in.standup.title
    until = moment_text(check_in.deadline, check_in.zone, check_in.day)
    return phrase("As you wished: **{title}** again, until {until}.", title=title, until=until)


def behind(check_in: CheckIn, pending: CheckIn) -> Message:
    """A question was to come back, while another one waits."""
    return phrase(
        "You wanted **{title}** again now. It comes as soon as you’ve answered “{ask}”.",
        title=check_in.standup.title,
        ask=pending.question.ask,
    )


def taken_up(check_in: CheckIn) -> Message:
    """It is to be asked now after all."""
    return phrase("OK, back to **{title}**.", title=check_in.standup.title)


def nothing_to_put_off() -> Message:
    """No question is open."""
    return phrase("There’s nothing to answer right now, so there’s nothing to ask you later.")


def may_be_answer(check_in: CheckIn) -> Message:
    """It may be the answer to the question."""
    ask = check_in.question.ask
    return phrase("Is that your answer to “{ask}”, or shall I ask you later?", ask=ask)


def may_be_news(check_in: CheckIn) -> Message:
    """It may be the answer to a question that was put off, or news of something else."""
    ask = check_in.question.ask
    return phrase(
        "You wanted to answer “{ask}” later. Is this your answer? I haven’t posted it yet.", ask=ask
    )


def not_read() -> Message:
    """Nobody knows when."""
    return phrase(
        "I didn’t understand when. You can say `later`, `in 20 minutes`, `at 14:00` or `tomorrow`."
    )
