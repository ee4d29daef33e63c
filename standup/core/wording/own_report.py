"""What a person is told of their own weeks, and what of it their team is told when they wish."""

from collections.abc import Sequence
from datetime import date

from standup.core.asking.answers import answers
from standup.core.commands.lexicon import called
from standup.core.kinds.table import rules
from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.markup import Message, bullets, phrase, phrase_spans
from standup.core.polls import is_poll
from standup.core.reports import figures, measures
from standup.core.reports.figures import Rate
from standup.core.reports.learned import by_kind, latest_first, learned
from standup.core.reports.measures import Measure
from standup.core.reports.report import Period, RunReport, Standing, Theirs
from standup.core.wording import rates
from standup.core.wording.channel import outcomes_text
from standup.core.wording.period import has_plans, thing_text
from standup.core.wording.times import (
    date_text,
    dated_text,
    full_day_text,
    names_text,
    period_text,
    person_text,
)

_MOST = 24  # days that are shown, the latest
_PLANNED = sentence("planned: {plan}")
_NOT_COUNTED = {
    Standing.AWAY: sentence("you were away on {count}"),
    Standing.SKIPPED: sentence("you sat it out on {count}"),
    Standing.UNMEASURED: sentence("you had nothing measured on {count}"),
    Standing.UNREACHED: sentence("I couldn’t reach you on {count}"),
    Standing.UNASKED: sentence("you weren’t asked on {count}"),
}


def own_report(periods: Sequence[Period], first: date, last: date) -> Message:
    """All of it, for the person alone."""
    text = phrase("**Your report** · {period}", period=period_text(first, last))
    if not periods:
        return text + phrase("You didn’t take part on any of these days.")
    for period in periods:
        if len(periods) > 1:
            text += phrase("**{title}**", title=period.standup.title)
        text += _learned(period) + _days(period) + _plans(period) + _lived(period)
        text += _measured(period)
    if not any(period.standup.is_posted for period in periods):
        return text + phrase("__Only you can see this.__")
    return text + phrase(
        "__Only you can see this.__ `share my report {first} to {last}` __posts it for your team,"
        " without your moods, your numbers and the days you missed.__",
        first=first,
        last=last,
    )


def history(found: Sequence[RunReport]) -> Message:
    """What somebody shared last, day by day, for them alone."""
    if not found:
        return phrase("You haven’t shared anything yet.")
    text = Message(())
    for report in found:
        text += _shared_on(report)
    return text + phrase("__Only you can see this.__")


def _shared_on(report: RunReport) -> Message:
    """A day's answers, and the updates of it."""
    person, title = report.people[0], report.standup.title
    text = phrase("**{title}** · {day}", title=title, day=full_day_text(report.day))
    for check_in in person.shared:
        if is_poll(report.standup.id):
            text += phrase("**{ask}**", ask=check_in.round.questions[0].ask)
        if len(report.standup.rounds) > 1:
            text += phrase("__{round}__", round=check_in.round.title)
        text += answers(check_in)
    updates = [addition.text for addition in person.additions if addition.text]
    return text + bullets(updates) if updates else text


def shared_report(name: str, period: Period) -> Message:
    """What the team is told: what was learned, on how many days, and what came of the plans."""
    title, when = period.standup.title, period_text(period.first, period.last)
    name = person_text(name)
    if not period.has_words:
        return phrase(
            "**{name}** · {title} · {when} __– taken back__", name=name, title=title, when=when
        )
    head = sentence("**What {name} shared** · {title} · {when}")
    if has_plans(period):
        head = sentence("**What {name} learned** · {title} · {when}")
    text = phrase(head, name=name, title=title, when=when)
    days = period.shared + period.unprompted
    text += _learned(period, head=False)
    text += phrase(counted("Shared on **1 day**.", "Shared on **{count} days**.", days))
    if period.outcomes.total():
        text += phrase(
            "Plans: **{outcomes}**.",
            outcomes=outcomes_text(figures.outcomes(period), period.standup),
        )
    return text + _lived(period)


def confirmed(posted: Sequence[Message], titles: Sequence[str]) -> Message:
    """What was posted, word for word."""
    text = phrase("I’m posting this in the channels of {titles}:", titles=names_text(titles))
    for message in posted:
        text += message
    return text


def not_shared() -> Message:
    """A report is not shared after all."""
    return phrase("OK, I won’t post your report.")


def unshared(titles: Sequence[str], stays: Sequence[str]) -> Message:
    """A shared report was taken back in these standups, and stays as it is on these platforms."""
    told = Message(())
    if titles:
        told += phrase(
            "OK, I’ve taken back your report in {titles}. Where it stood, only its title is left.",
            titles=names_text(titles),
        )
    if stays:
        told += phrase("I can’t change what’s already on {platforms}.", platforms=names_text(stays))
    return told


def nothing_to_share() -> Message:
    """Nothing of these days can be posted."""
    return phrase(
        "There’s nothing to post: on these days you shared nothing in a standup that you’re still"
        " in and that is posted in a channel."
    )


def days_unclear(days: str, *, share: bool) -> Message:
    """Days that nobody understands."""
    return phrase(
        "I don’t understand which days “{days}” are. Try `{command} last month`, "
        "`{command} this quarter`, `{command} november` or `{command} since 2026-09-01`.",
        days=days,
        command=called("share my report" if share else "my report"),
    )


def _learned(period: Period, *, head: bool = True) -> Message:
    found = learned(period, spoken(_PLANNED))
    shown = latest_first(found)[:_MOST]
    text = Message(())
    for kind, things in by_kind(shown, measures.kinds(period)):
        several = bool(kind) or len(things) < len(shown)
        if several or head:
            name = kind or spoken("Everything else")
            text += phrase("**{head}**", head=name if several else spoken("What you shared"))
        text += bullets([thing_text(one, date_text(one.day)) for one in things])
    if len(found) > len(shown):
        more = len(found) - len(shown)
        text += phrase(
            counted(
                "__And 1 more day before that.__", "__And {count} more days before that.__", more
            )
        )
    return text


def _days(period: Period) -> Message:
    """On how many days they shared, and that they came back."""
    asked = figures.participation(period)
    text = Message(())
    if asked.whole:
        forms = several(
            "You shared on **{part} of {count}** day{percent}.",
            "You shared on **{part} of {count}** days{percent}.",
        )
        percent = rates.percent(asked)
        text += phrase(counted(*forms, asked.whole, part=asked.part, percent=percent))
    if period.unprompted:
        text += phrase(
            counted(
                "You shared **once** without being asked.",
                "You shared **{count}** times without being asked.",
                period.unprompted,
            )
        )
    left_out = [
        spoken(words, count=count)
        for standing, words in _NOT_COUNTED.items()
        if (count := figures.not_blamed(period)[standing])
    ]
    if left_out:
        text += phrase("Not counted: {left_out}.", left_out=names_text(left_out))
    return text + _came_back(asked, figures.never_twice(period))


def _came_back(asked: Rate, after: Rate) -> Message:
    missed = asked.whole - asked.part
    if asked.whole < 2:
        return Message(())
    if not missed:
        return phrase("You didn’t miss a day.")
    if not after.whole:
        return phrase("You didn’t share last time. The next one is a good one to come back.")
    if after.part == after.whole:
        return phrase(
            "You never missed twice in a row: after a missed day you were back the next time."
        )
    return phrase(
        "After a missed day you were back the next time: **{part} of {whole}**. Any day is a good"
        " one to come back.",
        whole=after.whole,
        part=after.part,
    )


def _plans(period: Period) -> Message:
    if not period.outcomes.total():
        return Message(())
    kept = figures.follow_through(period)
    text = phrase(
        "Your plans: **{outcomes}**.",
        outcomes=outcomes_text(figures.outcomes(period), period.standup),
    )
    if not kept.whole:
        return text
    return text + phrase(
        "Done or partly done: **{part} of {whole}**{percent}. What you changed along the way"
        " doesn’t count either way.",
        part=kept.part,
        whole=kept.whole,
        percent=rates.percent(kept),
    )


def _lived(period: Period) -> Message:
    """What is carried on, and what came of what is not any more."""
    living = [one for one in period.items if not one.item.has_ended]
    ended = [one for one in period.items if one.item.has_ended]
    ended.sort(key=lambda one: (one.day, one.item.number), reverse=True)
    since = sentence("**#{number}** {words} – {state} since {day}")
    on = sentence("**#{number}** {words} – {state}, {day}")
    text = _items(sentence("**Carried on**"), living, since, period)
    return text + _items(sentence("**What came of it**"), ended, on, period)


def _items(head: str, items: Sequence[Theirs], told: str, period: Period) -> Message:
    if not items:
        return Message(())
    lines = [
        phrase_spans(
            told,
            number=one.item.number,
            words=one.item.words,
            state=spoken(one.item.state),
            day=date_text(one.day) if one.day.year == period.last.year else dated_text(one.day),
        )
        for one in items[:_MOST]
    ]
    text = phrase(head) + bullets(lines)
    if more := len(items) - len(lines):
        text += phrase(counted("__And 1 more.__", "__And {count} more.__", more))
    return text


def _measured(period: Period) -> Message:
    text = Message(())
    for measure in measures.measures(period):
        if whole := measures.amount(period, measure, 1):
            least, most = (rates.value_text(measure, end) for end in (whole.least, whole.most))
            measuring = rules(measure.kind).measuring
            if measuring and measuring.is_counted:
                least = rates.number_text(whole.least)
            told = sentence("__{ask}__ Median **{median}**.{course}")
            if whole.least != whole.most:
                told = sentence("__{ask}__ Median **{median}**, from {least} to {most}.{course}")
            text += phrase(
                told,
                ask=measure.ask,
                median=rates.value_text(measure, whole.median),
                least=least,
                most=most,
                course=_course(period, measure),
            )
    return text


def _course(period: Period, measure: Measure) -> str:
    """ " It rose from 😐 so so in the first half to 🙂 good in the last."."""
    found = measures.course(period, measure, 1)
    if found is None:
        return ""
    before, after = (half.median for half in found)
    if before == after:
        return " " + spoken("It held steady.")
    went = sentence("It rose from {first} in the first half to {last} in the second.")
    if after < before:
        went = sentence("It fell from {first} in the first half to {last} in the second.")
    first, last = rates.value_text(measure, before), rates.value_text(measure, after)
    return " " + spoken(went, first=first, last=last)
