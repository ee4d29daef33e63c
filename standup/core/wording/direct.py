"""What the bot says to one person, in direct messages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from standup.core.asking.answers import answers
from standup.core.asking.besides import Besides
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.commands.lexicon import called
from standup.core.commands.table import COMMANDS, entry_named
from standup.core.dates import spans
from standup.core.dates.away import Away
from standup.core.dates.unclear import Problem
from standup.core.kinds.table import rules
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    Message,
    Span,
    bullets,
    in_a_row,
    phrase,
    phrase_spans,
    quote,
)
from standup.core.model import Question, Standup
from standup.core.wording import asking, steering
from standup.core.wording.channel import title_inside
from standup.core.wording.readers import NOWHERE, Flat, is_flat, where
from standup.core.wording.times import clock_text, day_text, moment_text, when_text
from standup.core.zones import date_in

question, follow_up = asking.question, asking.follow_up


def opening(check_in: CheckIn) -> Message:
    """The line above a round's first question."""
    return phrase(
        "**{title}** · {day} · {round}, until {until}",
        title=check_in.standup.title,
        day=day_text(check_in.day),
        round=title_inside(check_in.round),
        until=_until(check_in),
    )


def reminder(check_in: CheckIn) -> Message:
    """The one nudge before the deadline."""
    return phrase(
        "You haven’t answered “{ask}” yet. **{title}** is open until {until}. Not this time? Say"
        " `skip run`.",
        title=check_in.standup.title,
        until=_until(check_in),
        ask=check_in.question.ask,
    )


def next_in_line(check_in: CheckIn, now: datetime) -> Message:
    """The line above the first question of a standup that had to wait."""
    title = check_in.standup.title
    if now >= check_in.deadline:
        day = day_text(check_in.day)
        return phrase("Still open: **{title}**, {day}. Late is fine.", title=title, day=day)
    return phrase("Next: **{title}**, open until {until}.", title=title, until=_until(check_in))


def poll_is_closed(poll: CheckIn) -> Message:
    """A poll that had to wait closed before it was its turn."""
    ask = poll.question.ask
    if not poll.standup.is_posted:
        return phrase("The poll “{ask}” is closed by now, so I won’t ask you.", ask=ask)
    return phrase(
        "The poll “{ask}” is closed by now, so I won’t ask you. What came of it is posted {where}.",
        ask=ask,
        where=where(poll.standup),
    )


def begun_late(check_in: CheckIn) -> Message:
    """The line above the first question of a day that is over."""
    return phrase(
        "**{title}** · {day} · {round}, after its end: your answer will be marked late.",
        title=check_in.standup.title,
        day=day_text(check_in.day),
        round=title_inside(check_in.round),
    )


def finished(
    check_in: CheckIn, can: Capabilities, *, waits: bool = False, flat: Flat = NOWHERE
) -> Message:
    """The end of a check-in: what is posted, as readers see it, or will be once a channel lets me
    in."""
    if not check_in.has_words:
        return nothing_posted(check_in.standup)
    text = _thanks(check_in, flat, waits=waits) + answers(check_in)
    if check_in.round is check_in.standup.rounds[0]:
        text += to_change(check_in, can)
    if check_in.run_open and check_in.round is not check_in.standup.rounds[-1]:
        text += _for_news(check_in, flat)
    return text


def nothing_posted(standup: Standup) -> Message:
    """The end of a check-in in which nothing was said."""
    if standup.is_posted:
        return phrase("OK, nothing posted. Thanks for letting me know.")
    return phrase("OK, nothing shared. Thanks for letting me know.")


_THANKS = {  # by whether it is posted, whether the channel keeps me out as yet, whether it is late
    (True, False, False): sentence("Thanks, posted in the thread:"),
    (True, False, True): sentence("Thanks, posted in the thread, marked late:"),
    (True, True, False): sentence(
        "Thanks! This will be posted in the thread as soon as I can write there:"
    ),
    (True, True, True): sentence(
        "Thanks! This will be posted in the thread, marked late, as soon as I can write there:"
    ),
    (False, False, False): sentence("Thanks! This goes into the report for everyone taking part:"),
    (False, False, True): sentence(
        "Thanks! This goes into the report for everyone taking part, marked late:"
    ),
}


_THANKS_IN_A_ROOM = {  # without threads; by whether it keeps me out as yet, whether it is late
    (False, False): sentence("Thanks, posted {where}:"),
    (False, True): sentence("Thanks, posted {where}, marked late:"),
    (True, False): sentence("Thanks! This will be posted {where} as soon as I can write there:"),
    (True, True): sentence(
        "Thanks! This will be posted {where}, marked late, as soon as I can write there:"
    ),
}


def _thanks(check_in: CheckIn, flat: Flat, *, waits: bool) -> Message:
    """What becomes of the answers, with thanks."""
    if is_flat(check_in.standup, flat):
        lead = _THANKS_IN_A_ROOM[waits, check_in.is_late]
        return phrase(lead, where=where(check_in.standup))
    is_posted = check_in.standup.is_posted
    return phrase(_THANKS[is_posted, waits and is_posted, check_in.is_late])


def to_change(check_in: CheckIn, can: Capabilities) -> Message:
    """How it is changed, said once a day."""
    if can.forms and all(answer.by_form for answer in check_in.answers):
        return phrase("__To change it, fill in the form again.__")
    if can.choices and all(_may_press(check_in, answer) for answer in check_in.answers):
        return phrase("__To change it, press another one.__")
    if can.sees_edits:
        return phrase("__To change it, edit your message.__")
    return phrase("__To change it, say__ `edit`__.__") if check_in.run_open else Message(())


def _may_press(check_in: CheckIn, answer: Answer) -> bool:
    """Whether an answer can be given by pressing one of all that may be answered."""
    question = check_in.round.question(answer.question)
    pressing = rules(question.kind).pressing
    return pressing is not None and bool(pressing.options(question))


def _for_news(check_in: CheckIn, flat: Flat) -> Message:
    """What becomes of news before the next question."""
    before = spoken("the next question") if check_in.is_late else _until(check_in)
    if is_flat(check_in.standup, flat):
        text = sentence("__Got news before {before}? Send it and I’ll post it {where}.__")
        return phrase(text, before=before, where=where(check_in.standup))
    if check_in.standup.is_posted:
        text = sentence("__Got news before {before}? Send it and I’ll add it to the thread.__")
        return phrase(text, before=before)
    text = sentence("__Got news before {before}? Send it and I’ll add it to the report.__")
    return phrase(text, before=before)


def changed(check_in: CheckIn) -> Message:
    """An answer that was given before was replaced; what shows it stands further up."""
    if not check_in.posted:
        return phrase("Changed, thanks.")
    if check_in.standup.is_posted:
        return phrase("Changed, thanks. I’ll update the post.")
    return phrase("Changed, thanks. I’ll update the report.")


def _until(check_in: CheckIn) -> str:
    return moment_text(check_in.deadline, check_in.zone, check_in.day)


def update_added(check_in: CheckIn, *, waits: bool = False, flat: Flat = NOWHERE) -> Message:
    """An update was taken."""
    title = check_in.standup.title
    if is_flat(check_in.standup, flat):
        later = sentence("Noted. I’ll post it {where} as soon as I can write there.")
        text = later if waits else sentence("Posted {where}.")
        return phrase(text, where=where(check_in.standup))
    if waits:
        text = sentence(
            "Noted. I’ll add it to today’s {title} thread as soon as I can write there."
        )
        return phrase(text, title=title)
    if check_in.standup.is_posted:
        return phrase("Added to today’s {title} thread.", title=title)
    return phrase("Added to today’s {title} report.", title=title)


def may_be_added() -> Message:
    """Where nothing can be tapped: how an update becomes one more line of the plan, or goes."""
    return phrase("`add` __moves it to your plan,__ `undo` __takes it back.__")


def nothing_pending() -> Message:
    """An empty answer to nothing."""
    return phrase("There’s nothing to answer right now.")


def nothing_to_go_back_to(can: Capabilities) -> Message:
    """`back` without a question."""
    if can.sees_edits:
        return phrase(
            "There’s nothing to answer right now. To change an answer, edit your message."
        )
    return phrase("There’s nothing to answer right now. To change an answer, say `edit`.")


def first_question(check_in: CheckIn) -> Message:
    """`back` at the first question."""
    return phrase("This is the first question: **{ask}**", ask=check_in.question.ask)


def nothing_to_skip() -> Message:
    """`skip` without a question."""
    return phrase(
        "There’s nothing to answer right now. `skip run` sits out the rest of an open day,"
        " `away until friday` the days ahead.",
    )


def run_skipped(check_in: CheckIn) -> Message:
    """`skip run` was taken."""
    return phrase(
        "OK, you’re sitting out {title} on {day}. It shows as skipped, not as missing.",
        title=check_in.standup.title,
        day=day_text(check_in.day),
    )


def noted(check_in: CheckIn, question: Question) -> Message:
    """A choice was taken for a question that is not the pending one."""
    if check_in.state is State.ASKING:
        text = sentence("Noted for “{ask}”. You haven’t answered “{pending}” yet.")
        return phrase(text, ask=question.ask, pending=check_in.question.ask)
    return phrase("Noted for “{ask}”.", ask=question.ask)


def stays(question: Question) -> Message:
    """To leave it out was pressed, or that there is nothing to add, where it was answered since."""
    return phrase("You’ve answered “{ask}” since, so that stays as it is.", ask=question.ask)


def noted_in_part(check_in: CheckIn) -> Message:
    """A form was taken for a check-in that waits, and did not ask all of it."""
    return phrase(
        "Noted for {title}. I’ll ask the rest once you’ve answered what’s open.",
        title=check_in.standup.title,
    )


def choice_over() -> Message:
    """A choice was pressed, or a form sent, for a question that is no longer there."""
    return phrase("That question is closed by now. Nothing was changed.")


def nothing_to_fill_in() -> Message:
    """A form was asked for, and no question is open."""
    return phrase("There’s nothing to answer right now. I’ll write when the next question is due.")


def nothing_to_edit(can: Capabilities) -> Message:
    """`edit` without an answer to change."""
    if can.sees_edits:
        return phrase("To change an answer, edit your message.")
    return phrase("You have no answer to change in a day that’s still open.")


def no_such_answer(check_in: CheckIn, said: Mapping[int, Question]) -> Message:
    """`edit 7` where there is no seventh answer."""
    text = phrase("Which answer in {title}?", title=check_in.standup.title)
    rows = [
        phrase_spans("`edit {number}` – {ask}", number=number, ask=question.ask)
        for number, question in said.items()
    ]
    return text + bullets(rows)


def instead_of(check_in: CheckIn) -> Message:
    """The line above a question that is asked again to change its answer."""
    before = "\n".join(text for text in check_in.texts(check_in.question) if text)
    lead = phrase("You wrote:") + quote(before) if before else phrase("You left this blank.")
    return lead + phrase("Your next message replaces it.")


def left_unchanged(check_in: CheckIn) -> Message:
    """An answer was to be said anew, and another round opened first."""
    return phrase(
        "You were about to change your answer to “{ask}”, but the next question is due, so I’ve"
        " left it as it was. `edit` gets you back to it.",
        ask=check_in.question.ask,
    )


_YOURS = {
    Besides.PICTURE: sentence("your picture"),
    Besides.VIDEO: sentence("your video"),
    Besides.VOICE: sentence("your voice message"),
    Besides.AUDIO: sentence("your recording"),
    Besides.FILE: sentence("your file"),
    Besides.STICKER: sentence("your sticker"),
    Besides.PLACE: sentence("your location"),
    Besides.CONTACT: sentence("your contact"),
    Besides.POLL: sentence("your poll"),
    Besides.OTHER: sentence("your attachment"),
}


def wordless(besides: Besides | None) -> Message:
    """A message without any words came in."""
    if besides is None:
        return phrase("Your message came without any text. Could you write it out?")
    if besides is Besides.SEALED:
        return phrase("I couldn’t decrypt your message. Could you send it again?")
    return phrase(
        "I can only read text, so I haven’t kept {besides}. Could you put it in words?",
        besides=spoken(_YOURS[besides]),
    )


def words_alone(besides: Besides) -> Message:
    """The words of a message were taken, what else it holds was not."""
    return phrase("I’ve taken the text. I don’t keep {besides}.", besides=spoken(_YOURS[besides]))


def forwarded() -> Message:
    """The words of a message were written elsewhere."""
    return phrase("You forwarded that, so I haven’t taken it as your own words.")


def put_aside(organiser: str) -> Message:
    """What came in could not be handled, again and again."""
    return phrase(
        "Sorry, I couldn’t take that: something went wrong each time I tried. I’ve kept your whole"
        " message, so nothing is lost, and {organiser} can have me try again.",
        organiser=organiser,
    )


def away_text(dates: Away) -> str:
    """ "Away from Thursday 24 December to Saturday 2 January"."""
    if not dates.has_end:
        return spoken("Away from {first} on", first=day_text(dates.first))
    if dates.first == dates.last:
        return spoken("Away on {day}", day=day_text(dates.first))
    return spoken(
        "Away from {first} to {last}", first=day_text(dates.first), last=day_text(dates.last)
    )


def away(dates: Away, today: date) -> Message:
    """Away dates were taken, said back exactly."""
    return phrase(
        "Noted: you’re away {when}. I won’t ask you, and it shows as away, not as missing. "
        "`back` ends it.",
        when=away_when(dates, today),
    )


def away_when(dates: Away, today: date) -> str:
    """ "from now on", "on Friday 27 November", as the end of a sentence that says who is away."""
    if not dates.has_end:
        when = sentence("from now on") if dates.first == today else sentence("from {first} on")
    elif dates.first == dates.last:
        when = sentence("today") if dates.first == today else sentence("on {first}")
    else:
        when = sentence("from {first} to {last}, both days included")
    return spoken(when, first=day_text(dates.first), last=day_text(dates.last))


def sent_away(dates: Away, today: date, title: str, by: str | None) -> Message:
    """Somebody who runs a standup noted that they are away."""
    if by is None:
        told = sentence("Whoever runs {title} noted that you’re away {when}.")
    else:
        told = sentence("{by}, who runs {title}, noted that you’re away {when}.")
    return in_a_row(
        told,
        sentence("I won’t ask you there, and it shows as away, not as missing."),
        sentence("If that’s wrong, `back` ends it."),
        by=by,
        title=title,
        when=away_when(dates, today),
    )


def called_back(title: str, by: str | None) -> Message:
    """Somebody who runs a standup took back that they are away."""
    if by is None:
        told = sentence("Whoever runs {title} took back that you’re away.")
    else:
        told = sentence("{by}, who runs {title}, took back that you’re away.")
    rest = sentence("If you are, say `away until friday`.")
    return in_a_row(told, rest, by=by, title=title)


_AWAY_PROBLEMS: dict[Problem, str] = {
    "not_understood": sentence("I couldn’t find a date in it"),
    "no_such_date": sentence("there’s no such date"),
    "ends_before_start": sentence(
        "it ends before it starts (if you mean another year, please add it)"
    ),
    "past": sentence("that’s already over"),
    "not_yet": sentence("that’s still to come"),
    "needs_year": sentence("please add the year"),
    "too_long": sentence("that’s too long a time for me"),
    "ambiguous": sentence("it could mean more than one date"),
    "apart": sentence("I can only note days in a row, so please send me one stretch at a time"),
}


def away_unclear(problem: Problem) -> Message:
    """Away dates were not understood."""
    return phrase(
        "I didn’t understand when you’re away: {problem}. Try `away until friday` or "
        "`away 20 dec to 3 jan`.",
        problem=spoken(_AWAY_PROBLEMS[problem]),
    )


def not_away(dates: Away, today: date) -> Message:
    """They took back that they are away."""
    return phrase("Undone: you’re not away {when}.", when=away_when(dates, today))


def welcome_back() -> Message:
    """`back` ended being away."""
    return phrase("Welcome back! I’ve cleared your away dates.")


_BASIC = ("skip run", "away", "undo", "status")  # what somebody needs to know, in this order


def help_text() -> Message:
    """The five lines that serve most people."""
    rows = [phrase_spans(entry_named(name).help) for name in _BASIC]
    return bullets([*rows, phrase_spans("`help all` – everything else I understand")])


def all_help(can: Capabilities, *, has_threads: bool = True, steers: bool = False) -> Message:
    """All that a person may say."""
    text = bullets([phrase_spans(entry.help) for entry in COMMANDS if entry.help])
    text += steering.help_line() if steers else Message(())
    text += phrase("A word is a command only when it’s your whole message.")
    if can.sees_edits:
        text += phrase("Edit a message and your answer changes with it.")
    threaded = sentence(
        "While a day is open, what you write between the questions is added to the thread or the"
        " report as an update. When I’m not sure it’s meant for others, I ask first."
    )
    flat = sentence(
        "While a day is open, what you write between the questions is added to the channel or the"
        " report as an update. When I’m not sure it’s meant for others, I ask first."
    )
    return text + phrase(threaded if has_threads else flat)


def unknown_command(word: str, suggestion: str | None) -> Message:
    """A word with a slash that is no command."""
    if suggestion is None:
        return phrase("I don’t know `{word}`. `help` shows what I understand.", word=word)
    return phrase(
        "I don’t know `{word}`. Did you mean `{suggestion}`? `help` shows what I understand.",
        word=word,
        suggestion=called(suggestion),
    )


def status(
    check_ins: tuple[CheckIn, ...],
    aways: Sequence[tuple[Away, str]],
    upcoming: list[tuple[str, datetime]],
    zone: str,
    now: datetime,
    *,
    unposted: bool = False,
    unscheduled: Sequence[tuple[str, str]] = (),
    silent: Sequence[tuple[Standup, spans.Span]] = (),
) -> Message:
    """What is open, when the person is away (from one standup by its title, or from all), when
    their standups ask nobody, what comes next, and what they begin themselves, as (title, id)."""
    lines: list[str | tuple[Span, ...]] = [
        f"{c.standup.title}, {title_inside(c.round)}: {_standing(c, zone, now)}" for c in check_ins
    ]
    lines += [
        f"{title}: {away_text(dates)}" if title else away_text(dates) for dates, title in aways
    ]
    today = date_in(zone, now)
    lines += [steering.silent(standup, days, today) for standup, days in silent]
    lines += [
        spoken("Next: {title}, {at}", title=title, at=_on(at, zone)) for title, at in upcoming
    ]
    lines += [
        phrase_spans("{title}: say `report {id}` when you like", title=title, id=id_)
        for title, id_ in unscheduled
    ]
    text = Message(())
    if unposted:
        text += phrase(
            "Nothing is open right now, so I haven’t posted that. Your message stays in the chat."
        )
    text += bullets(lines or [spoken("Nothing is open, and nothing is coming up for you.")])
    return text + phrase("__Your time: {clock}, {zone}__", clock=clock_text(now, zone), zone=zone)


_OVER = {
    State.SKIPPED: sentence("skipped"),
    State.AWAY: sentence("away"),
    State.CLOSED: sentence("closed"),
}


def _standing(check_in: CheckIn, zone: str, now: datetime) -> str:
    ask = check_in.question.ask
    if check_in.put_off is not None:
        today = date_in(zone, now)
        at = when_text(check_in.put_off.until, zone, today)
        return spoken("“{ask}” is open, and I’ll ask again: {at}", ask=ask, at=at)
    match check_in.state:
        case State.ASKING:
            if now > check_in.deadline:
                return spoken("“{ask}” is still open, late is fine", ask=ask)
            return spoken("“{ask}” is open until {until}", ask=ask, until=_until(check_in))
        case State.WAITING:
            return spoken("comes once you’ve answered what’s open")
        case State.DONE:
            return spoken("shared") if check_in.has_words else spoken("answered, nothing posted")
        case over:
            return spoken(_OVER[over])


def _on(at: datetime, zone: str) -> str:
    return moment_text(at, zone, date.min)


def stranger(organiser: str, adapter: str, account: str) -> Message:
    """The one answer to somebody who takes no part, with what their organiser needs."""
    return phrase(
        "Hello! I’m a standup bot: I ask the people in this team a few questions and post their "
        "answers. You’re not one of them yet. To take part, please send this line to "
        '{organiser}: `{adapter}: "{account}"`',
        organiser=organiser,
        adapter=adapter,
        account=account,
    )
