"""What the bot says to one person, in direct messages."""

from datetime import date, datetime

from standup.core.asking.answers import answers
from standup.core.asking.besides import Besides
from standup.core.asking.check_in import CheckIn, State
from standup.core.commands.table import COMMANDS
from standup.core.dates.away import Away
from standup.core.dates.unclear import Problem
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, bullets, phrase, phrase_spans, quote
from standup.core.model import Question
from standup.core.wording import asking, steering
from standup.core.wording.times import clock_text, day_text, moment_text

# ── asking ─────────────────────────────────────────────────────────────────────────────────────

question, follow_up = asking.question, asking.follow_up


def opening(check_in: CheckIn) -> Message:
    """The line above a round's first question."""
    return phrase(
        "**{title}** · {day} · {round}, until {until}",
        title=check_in.standup.title,
        day=day_text(check_in.day),
        round=check_in.round.title.lower(),
        until=_until(check_in),
    )


def reminder(check_in: CheckIn) -> Message:
    """The one nudge before the deadline."""
    return phrase(
        "A gentle reminder: **{title}** is open until {until}. “{ask}” waits for a line from you; "
        "`skip run` sits this one out.",
        title=check_in.standup.title,
        until=_until(check_in),
        ask=check_in.question.ask,
    )


def next_in_line(check_in: CheckIn, after: CheckIn, now: datetime) -> Message:
    """The line above the first question of a standup that had to wait."""
    title = check_in.standup.title
    if now >= check_in.deadline:
        day = day_text(check_in.day)
        return phrase("Still open: **{title}**, {day}. Late is fine.", title=title, day=day)
    return phrase(
        "Next: **{title}**, which waited behind {other}. It is open until {until}.",
        title=title,
        other=after.standup.title,
        until=_until(check_in),
    )


_IS = "This is {where}{late}:"


def finished(check_in: CheckIn, can: Capabilities, *, waits: bool = False) -> Message:
    """The end of a check-in: what is posted, as readers see it, or will be once a channel lets me
    in."""
    is_posted = check_in.standup.is_posted
    if not check_in.has_words:
        shown = "posted" if is_posted else "shown to anybody"
        return phrase("All right, nothing is {shown}. Thank you for telling.", shown=shown)
    late = ", marked late" if check_in.is_late else ""
    where = "posted in the thread" if is_posted else "in the report for those who take part"
    post = "post" if is_posted else "report"
    lead = "This will be {where} as soon as I may write there{late}:" if waits else _IS
    text = phrase(f"Thank you! {lead}", where=where, late=late) + answers(check_in)
    if can.forms and all(answer.by_form for answer in check_in.answers):
        text += phrase("__Fill in the form again and the {post} follows.__", post=post)
    elif can.sees_edits:
        text += phrase("__Edit your message and the {post} follows.__", post=post)
    elif check_in.run_open:
        text += phrase("__Say__ `edit` __to change it.__")
    if check_in.run_open and check_in.round is not check_in.standup.rounds[-1]:
        text += phrase(
            "__If you have news before the next question, send it, and I add it to the {where}.__",
            where="thread" if is_posted else "report",
        )
    return text


def changed(check_in: CheckIn) -> Message:
    """An answer that was given before was replaced; what shows it stands further up."""
    if not check_in.posted:
        return phrase("Changed, thank you.")
    follows = "post" if check_in.standup.is_posted else "report"
    return phrase("Changed, thank you. The {follows} follows.", follows=follows)


def _until(check_in: CheckIn) -> str:
    return moment_text(check_in.deadline, check_in.zone, check_in.day)


# ── between questions ──────────────────────────────────────────────────────────────────────────


def update_added(check_in: CheckIn, *, waits: bool = False) -> Message:
    """An update was taken."""
    if waits:
        text = "Taken for today’s thread of {title}; it stands there as soon as I may write there."
        return phrase(text, title=check_in.standup.title)
    where = "thread" if check_in.standup.is_posted else "report"
    return phrase("Added to today’s {where} of {title}.", where=where, title=check_in.standup.title)


def may_be_added() -> Message:
    """Where nothing can be tapped: how an update becomes one more line of the plan, or goes."""
    return phrase("`add` __puts it on your plan instead,__ `undo` __takes it back.__")


def nothing_pending() -> Message:
    """An empty answer to nothing."""
    return phrase("No question is waiting for you.")


def nothing_to_go_back_to(can: Capabilities) -> Message:
    """`back` without a question."""
    how = "edit the message you wrote it in" if can.sees_edits else "say `edit`"
    return phrase("No question is waiting for you. To change an answer, " + how + ".")


def first_question(check_in: CheckIn) -> Message:
    """`back` at the first question."""
    return phrase("This is the first question: **{ask}**", ask=check_in.question.ask)


def nothing_to_skip() -> Message:
    """`skip` without a question."""
    return phrase(
        "No question is waiting for you. `skip run` leaves out the rest of a day that is open, "
        "`away until friday` the days to come.",
    )


def run_skipped(check_in: CheckIn) -> Message:
    """`skip run` was taken."""
    return phrase(
        "All right, you sit out {title} of {day}. It shows as skipped, not as missing.",
        title=check_in.standup.title,
        day=day_text(check_in.day),
    )


def noted(check_in: CheckIn, question: Question) -> Message:
    """A choice was taken for a question that is not the pending one."""
    text = "Noted for “{ask}”."
    if check_in.state is State.ASKING:
        text += " I still wait for your answer to “{pending}”."
    return phrase(text, ask=question.ask, pending=check_in.question.ask)


def noted_in_part(check_in: CheckIn) -> Message:
    """A form was taken for a check-in that waits, and did not ask all of it."""
    return phrase(
        "Noted for {title}. What it asks besides comes when you have answered what is open.",
        title=check_in.standup.title,
    )


def choice_over() -> Message:
    """A choice was pressed, or a form sent, for a question that is no longer there."""
    return phrase("That question is no longer open to me. Nothing was changed.")


def nothing_to_fill_in() -> Message:
    """A form was asked for, and no question is open."""
    return phrase("No question is waiting for you. I will write when the next one is.")


def nothing_to_edit(can: Capabilities) -> Message:
    """`edit` without an answer to change."""
    if can.sees_edits:
        return phrase("To change an answer, edit the message you wrote it in.")
    return phrase("There is no answer of a day that is open which you could change.")


def no_such_answer(check_in: CheckIn, said: list[int]) -> Message:
    """`edit 7` where there is no seventh answer."""
    text = phrase("Which answer of {title}?", title=check_in.standup.title)
    rows = [
        phrase_spans("`edit {number}` – {ask}", number=n + 1, ask=check_in.round.questions[n].ask)
        for n in said
    ]
    return text + bullets(rows)


def instead_of(check_in: CheckIn) -> Message:
    """The line above a question that is asked again to change its answer."""
    before = "\n".join(text for text in check_in.texts(check_in.question) if text)
    lead = phrase("You had said:") + quote(before) if before else phrase("You had said nothing.")
    return lead + phrase("Your next answer takes its place.")


def left_unchanged(check_in: CheckIn) -> Message:
    """An answer was to be said anew, and another round opened first."""
    return phrase(
        "You were going to change your answer to “{ask}”. I have left it as it is, since the next"
        " question is due. `edit` takes that up again.",
        ask=check_in.question.ask,
    )


def wordless(besides: Besides | None) -> Message:
    """A message without any words came in."""
    if besides is None:
        return phrase("That message reached me without any words. Could you write it in text?")
    return phrase(
        "I can read words alone, so your {besides} tells me nothing, and I keep nothing of it. "
        "Could you write it in a line?",
        besides=besides,
    )


def words_alone(besides: Besides) -> Message:
    """The words of a message were taken, what else it holds was not."""
    return phrase("I have taken the words. The {besides} itself I do not keep.", besides=besides)


def forwarded() -> Message:
    """The words of a message were written elsewhere."""
    return phrase("You forwarded that, so I have not taken it for words of yours.")


def put_aside(organiser: str) -> Message:
    """What came in could not be handled, again and again."""
    return phrase(
        "I am sorry, I could not take that: something went wrong each time I tried. I have put it"
        " aside whole, so nothing of it is lost, and {organiser} can have me try again.",
        organiser=organiser,
    )


# ── away ───────────────────────────────────────────────────────────────────────────────────────


def away_text(dates: Away) -> str:
    """ "Away from Thursday 24 December to Saturday 2 January"."""
    if not dates.has_end:
        return f"Away from {day_text(dates.first)} on"
    return f"Away from {day_text(dates.first)} to {day_text(dates.last)}"


def away(dates: Away, today: date) -> Message:
    """Away dates were taken, said back exactly."""
    if not dates.has_end:
        when = "from now on" if dates.first == today else f"from {day_text(dates.first)} on"
    elif dates.first == dates.last:
        when = "today" if dates.first == today else f"on {day_text(dates.first)}"
    else:
        when = f"from {day_text(dates.first)} to {day_text(dates.last)}, both included"
    return phrase(
        "Noted: you are away {when}. I will not ask you, and it shows as away, not as missing. "
        "`back` ends it.",
        when=when,
    )


_AWAY_PROBLEMS: dict[Problem, str] = {
    "not_understood": "I found no dates in it",
    "no_such_date": "the calendar has no such date",
    "ends_before_start": "it ends before it begins (with another year, please name the year)",
    "past": "that is over already",
    "not_yet": "that is yet to come",
    "needs_year": "please name the year",
    "too_long": "that is too long a time for me",
    "ambiguous": "it may mean one date or another",
    "apart": "I can note only days that follow one another, so please tell me one after the other",
}


def away_unclear(problem: Problem) -> Message:
    """Away dates were not understood."""
    return phrase(
        "I did not understand when you are away: {problem}. Try `away until friday` or "
        "`away 20 dec to 3 jan`.",
        problem=_AWAY_PROBLEMS[problem],
    )


def welcome_back() -> Message:
    """`back` ended being away."""
    return phrase("Welcome back! No away dates are noted any more.")


# ── commands ───────────────────────────────────────────────────────────────────────────────────


def help_text(can: Capabilities, *, steers: bool = False) -> Message:
    """What a person may say."""
    text = phrase("I ask a few questions and share your answers with your team.")
    text += bullets([phrase_spans(entry.help) for entry in COMMANDS if entry.help])
    text += steering.help_line() if steers else Message(())
    edits = "Edit a message and your answer changes with it. " if can.sees_edits else ""
    return text + phrase(
        "A word is a command only when it is the whole message. " + edits + "While a day is open, "
        "what you write between the questions is added to the thread, or the report, as an update; "
        "what is for me is not, and where I am not sure I ask."
    )


def unknown_command(word: str, suggestion: str | None) -> Message:
    """A word with a slash that is no command."""
    hint = " Did you mean `{suggestion}`?" if suggestion else ""
    return phrase(
        "I know no command `{word}`." + hint + " `help` lists what I understand.",
        word=word,
        suggestion=suggestion,
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
    lines += [away_text(a) for a in aways]
    lines += [f"Next: {title}, {_on(at, zone)}" for title, at in upcoming]
    text = Message(())
    if unposted:
        text += phrase(
            "Nothing is open just now, so I have posted nothing. Your words stay here in the chat."
        )
    text += bullets(lines or ["Nothing is open, and nothing is planned for you."])
    return text + phrase("__Your clock: {clock}, {zone}__", clock=clock_text(now, zone), zone=zone)


def _standing(check_in: CheckIn, now: datetime) -> str:
    match check_in.state:
        case State.ASKING:
            late = now > check_in.deadline
            until = "; late is fine" if late else f", until {_until(check_in)}"
            return f"“{check_in.question.ask}” waits for you{until}"
        case State.WAITING:
            return "comes when you have answered what is open"
        case State.DONE:
            return "shared" if check_in.has_words else "answered, nothing posted"
        case state:
            return state.value


def _on(at: datetime, zone: str) -> str:
    return moment_text(at, zone, date.min)


# ── strangers ──────────────────────────────────────────────────────────────────────────────────


def stranger(organiser: str, adapter: str, account: str) -> Message:
    """The one answer to somebody who takes no part, with what their organiser needs."""
    return phrase(
        "Hello! I am a standup bot: I ask the people of this team a few questions and post their "
        "answers. You are not among them yet. To take part, please ask {organiser}, who needs this "
        'line: `{adapter}: "{account}"`',
        organiser=organiser,
        adapter=adapter,
        account=account,
    )
