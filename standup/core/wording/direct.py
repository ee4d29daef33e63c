"""What the bot says to one person, in direct messages."""

from datetime import date, datetime

from standup.core.check_in import Away, CheckIn
from standup.core.commands import AwayProblem
from standup.core.markup import Bold, Code, Italic, Message, bullets, say, spans
from standup.core.outcome import Outcome
from standup.core.questions import AskItem, AskStatuses, AskWords, Reading
from standup.core.wording.answers import answers
from standup.core.wording.times import clock_text, day_text, moment_text

# ── asking ─────────────────────────────────────────────────────────────────────────────────────


def opening(check_in: CheckIn) -> Message:
    """The line above a round's first question."""
    until = moment_text(check_in.deadline, check_in.zone, check_in.day)
    return say(
        Bold(check_in.standup.title),
        f" · {day_text(check_in.day)} · {check_in.round.title.lower()}, until {until}",
    )


def question(check_in: CheckIn) -> Message:
    """The pending question, with what helps to answer it in a minute."""
    asked = check_in.question
    count = len(check_in.round.questions)
    number = f" ({check_in.position + 1} of {count})" if count > 1 else ""
    text = say(Bold(asked.ask), number)
    if asked.kind == "items":
        text += say(Italic("One thing a line."))
    if asked.kind == "outcome":
        text += _plan(check_in.shown.get(asked.id, ()))
    if asked.optional:
        text += say(Italic("Optional: "), Code("-"), Italic(" leaves it out."))
    if check_in.position == 0:
        text += say(Italic("Say "), Code("help"), Italic(" for what else I understand."))
    return text


def _plan(items: tuple[str, ...]) -> Message:
    if not items:
        return say(Italic("You had shared no plan; just say what you learned."))
    text = say("This was your plan:") + bullets(items, numbered=True)
    how = _example(len(items))
    return text + say(
        *("Say what came of it, ", Bold("done"), ", ", Bold("partly"), ", ", Bold("changed")),
        *(" or ", Bold("not"), ", and what you learned. For example: ", Code(how)),
    )


def _example(count: int) -> str:
    if count == 1:
        return "partly – it was harder than it looked"
    if count == 2:
        return "1 done 2 partly – it was harder than it looked"
    return f"1-{count - 1} done {count} changed – something better came up"


def follow_up(reading: Reading) -> Message:
    """What is asked about an answer that leaves something open."""
    value = reading.value
    assert isinstance(value, Outcome)
    match reading.follow_up:
        case AskItem(item, unsure):
            return _ask_item(value, item, unsure=unsure)
        case AskStatuses():
            return _ask_statuses(value)
        case AskWords() | None:
            return say("Ticked off, thank you. ", Bold("And what did you learn?")) + say(
                Italic("A sentence is enough; "), Code("-"), Italic(" if there is nothing to add.")
            )


def _ask_item(outcome: Outcome, item: int, *, unsure: bool) -> Message:
    lead = "I was not sure which one you meant. " if unsure else ""
    text = say(
        *(lead, "What came of ", Bold(f"{item + 1}. {outcome.items[item].item}"), "?"),
        *(" ", Code("done"), ", ", Code("partly"), ", ", Code("changed"), " or ", Code("not")),
    )
    if unsure:
        text += say(Italic("Or all at once: "), Code("all done"), Italic("."))
    return text


def _ask_statuses(outcome: Outcome) -> Message:
    text = say("Noted, thank you. ", Bold("And what came of the plan?"))
    text += bullets([item.item for item in outcome.items], numbered=True)
    return text + say(
        *(Italic("For example "), Code("1 done" if len(outcome.items) > 1 else "done")),
        *(Italic("; "), Code("-"), Italic(" leaves it open.")),
    )


def reminder(check_in: CheckIn) -> Message:
    """The one nudge before the deadline."""
    until = moment_text(check_in.deadline, check_in.zone, check_in.day)
    return say(
        *("A gentle reminder: ", Bold(check_in.standup.title), f" is open until {until}. "),
        *(f"“{check_in.question.ask}” waits for a line from you; ", Code("skip run")),
        " sits this one out.",
    )


def next_in_line(check_in: CheckIn, after: CheckIn, late: datetime) -> Message:
    """The line above the first question of a standup that had to wait."""
    if late >= check_in.deadline:
        return say(
            *("Still open: ", Bold(check_in.standup.title), f", {day_text(check_in.day)}. "),
            "Late is fine.",
        )
    until = moment_text(check_in.deadline, check_in.zone, check_in.day)
    return say(
        *("Next: ", Bold(check_in.standup.title), f", which waited behind {after.standup.title}."),
        f" It is open until {until}.",
    )


def finished(check_in: CheckIn) -> Message:
    """The end of a check-in: what is posted, as readers see it."""
    if not check_in.has_words:
        return say("All right, nothing is posted. Thank you for telling.")
    late = ", marked late" if check_in.is_late else ""
    text = say(f"Thank you! This is posted in the thread{late}:") + answers(check_in)
    text += say(Italic("Edit your message and the post follows."))
    if check_in.run_open and check_in.round is not check_in.standup.rounds[-1]:
        text += say(Italic("Anything you write to me until then is added as an update."))
    return text


# ── between questions ──────────────────────────────────────────────────────────────────────────


def update_added(check_in: CheckIn) -> Message:
    """An update was taken."""
    return say(f"Added to today’s thread of {check_in.standup.title}.")


def nothing_pending() -> Message:
    """An empty answer to nothing."""
    return say("No question is waiting for you.")


def nothing_to_go_back_to() -> Message:
    """`back` without a question."""
    return say(
        "No question is waiting for you. To change an answer, edit the message you wrote it in."
    )


def first_question(check_in: CheckIn) -> Message:
    """`back` at the first question."""
    return say("This is the first question: ", Bold(check_in.question.ask))


def nothing_to_skip() -> Message:
    """`skip` without a question."""
    return say(
        *("No question is waiting for you. ", Code("skip run"), " leaves out the rest of a day "),
        *("that is open, ", Code("away until friday"), " the days to come."),
    )


def run_skipped(check_in: CheckIn) -> Message:
    """`skip run` was taken."""
    return say(
        *(f"All right, you sit out {check_in.standup.title} of {day_text(check_in.day)}."),
        " It shows as skipped, not as missing.",
    )


def blank() -> Message:
    """A message without any words came in."""
    return say("That message reached me without any words. Could you write it in text?")


# ── away ───────────────────────────────────────────────────────────────────────────────────────


def away(dates: Away, today: date) -> Message:
    """Away dates were taken, said back exactly."""
    if dates.first == dates.last:
        when = "today" if dates.first == today else f"on {day_text(dates.first)}"
    else:
        when = f"from {day_text(dates.first)} to {day_text(dates.last)}, both included"
    return say(
        *(f"Noted: you are away {when}. I will not ask you, and it shows as away, not as missing."),
        *(" ", Code("back"), " ends it."),
    )


_AWAY_PROBLEMS: dict[AwayProblem, str] = {
    "not_understood": "I found no dates in it",
    "no_end": "I know when it begins, not when it ends",
    "no_such_date": "the calendar has no such date",
    "ends_before_start": "it ends before it begins (with another year, please name the year)",
    "past": "that is over already",
    "needs_year": "please name the year",
    "too_long": "that is too long a time for me",
}


def away_unclear(problem: AwayProblem) -> Message:
    """Away dates were not understood."""
    return say(
        *(
            f"I did not understand when you are away: {_AWAY_PROBLEMS[problem]}. Try ",
            Code("away until friday"),
        ),
        *(" or ", Code("away 20 dec to 3 jan"), "."),
    )


def welcome_back() -> Message:
    """`back` ended being away."""
    return say("Welcome back! No away dates are noted any more.")


# ── commands ───────────────────────────────────────────────────────────────────────────────────

_HELP: tuple[tuple[str, str], ...] = (
    ("back", "to the question before; or: I am no longer away"),
    ("skip", "leave this question out"),
    ("skip run", "sit this day out"),
    ("-", "an empty answer"),
    ("status", "what is open, and what comes next"),
    ("away until friday", "or: away 20 dec to 3 jan"),
    ("help", "this list"),
)


def help_text() -> Message:
    """What a person may say."""
    text = say("I ask a few questions and post your answers in a thread that everyone can read.")
    text += bullets([spans(Code(word), f" – {what}") for word, what in _HELP])
    return text + say(
        "A word is a command only when it is the whole message. Edit a message and your answer "
        "changes with it. While a day is open, whatever you write between the questions is added "
        "to the thread as an update."
    )


def unknown_command(word: str, suggestion: str | None) -> Message:
    """A word with a slash that is no command."""
    hint = (" Did you mean ", Code(suggestion), "?") if suggestion else ()
    return say(
        *("I know no command ", Code(word), ".", *hint, " If it was your answer, send it without "),
        *("the first sign. ", Code("help"), " lists what I understand."),
    )


def status(
    check_ins: tuple[CheckIn, ...],
    aways: tuple[Away, ...],
    upcoming: list[tuple[str, datetime]],
    zone: str,
    now: datetime,
    *,
    unposted: bool = False,
) -> Message:
    """What is open, when the person is away, and what comes next."""
    lines = [f"{c.standup.title}, {c.round.title.lower()}: {_standing(c, now)}" for c in check_ins]
    lines += [f"Away from {day_text(a.first)} to {day_text(a.last)}" for a in aways]
    lines += [f"Next: {title}, {_on(at, zone)}" for title, at in upcoming]
    lead = "Nothing is open just now, so I have posted nothing. Your words stay here in the chat."
    text = say(lead) if unposted else Message(())
    text += bullets(lines or ["Nothing is open, and nothing is planned for you."])
    return text + say(Italic(f"Your clock: {clock_text(now, zone)}, {zone}."))


def _standing(check_in: CheckIn, now: datetime) -> str:
    until = moment_text(check_in.deadline, check_in.zone, check_in.day)
    match check_in.state.value:
        case "asking":
            late = "; late is fine" if now > check_in.deadline else f", until {until}"
            return f"“{check_in.question.ask}” waits for you{late}"
        case "waiting":
            return "comes when you have answered what is open"
        case "done":
            return "shared" if check_in.has_words else "answered, nothing posted"
        case "closed":
            return "closed"
        case state:
            return state


def _on(at: datetime, zone: str) -> str:
    return f"{day_text(at.date())}, {clock_text(at, zone)}"


# ── strangers ──────────────────────────────────────────────────────────────────────────────────


def stranger(organiser: str) -> Message:
    """The one answer to somebody who takes no part."""
    return say(
        "Hello! I am a standup bot: I ask the people of this team a few questions and post their "
        f"answers. You are not among them yet. To take part, please ask {organiser}."
    )
