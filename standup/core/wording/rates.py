"""Figures in sentences: counts first, a percentage only of ten and more, never a rank."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from standup.core.kinds.table import rules
from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.markup import Message, phrase
from standup.core.reports.figures import Direction, Rate, Trend
from standup.core.reports.measures import Amount, Measure
from standup.core.reports.report import Standing
from standup.core.wording.times import decimal_text, names_text, percent_text

FEWEST_FOR_PERCENT = 10
_NOT_COUNTED = {
    Standing.AWAY: sentence("{count} away"),
    Standing.SKIPPED: sentence("{count} sat it out"),
    Standing.UNMEASURED: sentence("{count} with nothing measured"),
    Standing.UNREACHED: sentence("{count} couldn’t be reached"),
    Standing.UNASKED: sentence("{count} not asked"),
}
PARTICIPATION = {
    Direction.ROSE: sentence(
        "Participation rose: **{before}** in the first half, **{after}** in the second."
    ),
    Direction.FELL: sentence(
        "Participation fell: **{before}** in the first half, **{after}** in the second."
    ),
    Direction.HELD: sentence(
        "Participation didn’t clearly change: **{before}** in the first half, **{after}** in the"
        " second."
    ),
}
FOLLOW_THROUGH = {
    Direction.ROSE: sentence(
        "Follow-through rose: **{before}** in the first half, **{after}** in the second."
    ),
    Direction.FELL: sentence(
        "Follow-through fell: **{before}** in the first half, **{after}** in the second."
    ),
    Direction.HELD: sentence(
        "Follow-through didn’t clearly change: **{before}** in the first half, **{after}** in the"
        " second."
    ),
}


def percent(rate: Rate) -> str:
    """ " (84%)", and nothing where there are too few to say it."""
    return f" ({percent_text(rate.percent or 0)})" if rate.whole >= FEWEST_FOR_PERCENT else ""


def shared(participation: Rate, on_time: Rate) -> Message:
    """How often people shared of the times they were asked, and how often late."""
    if not participation.whole:
        return Message(())
    late = on_time.whole - on_time.part
    told = sentence("Shared: **{part} of {whole}**{percent}.")
    if late:
        told = sentence("Shared: **{part} of {whole}**{percent}, {late} of them late.")
    return phrase(
        told,
        part=participation.part,
        whole=participation.whole,
        percent=percent(participation),
        late=late,
    )


def unprompted(count: int) -> Message:
    """How often people shared where no schedule asks them."""
    return phrase("Shared without being asked: **{count}**.", count=count) if count else Message(())


def not_counted(counts: Mapping[Standing, int]) -> Message:
    """Who was left out of it."""
    named = [spoken(words, count=counts[s]) for s, words in _NOT_COUNTED.items() if counts.get(s)]
    return phrase("Not counted: {named}.", named=names_text(named)) if named else Message(())


def followed_through(kept: Rate, finished: Rate) -> Message:
    """How many plans were kept."""
    if not kept.whole:
        return Message(())
    return phrase(
        "Done or partly done: **{part} of {whole}**{percent}; fully done: {finished}{all_of_it}."
        " A changed plan doesn’t count either way.",
        part=kept.part,
        whole=kept.whole,
        percent=percent(kept),
        finished=finished.part,
        all_of_it=percent(finished),
    )


def never_twice(rate: Rate) -> Message:
    """How often a day without sharing was followed by one with it."""
    if not rate.whole:
        return Message(())
    return phrase(
        "Never miss twice: after a miss, back the next time **{part} of {whole}**{percent}.",
        part=rate.part,
        whole=rate.whole,
        percent=percent(rate),
    )


def trend(went: Mapping[Direction, str], found: Trend | None) -> Message:
    """ "Participation rose: 71% (57 of 80) in the first half, 84% (67 of 80) in the second."."""
    if found is None:
        return Message(())
    before, after = map(_half, (found.before, found.after))
    return phrase(went[found.direction], before=before, after=after)


def _half(rate: Rate) -> str:
    percent, part, whole = percent_text(rate.percent or 0), rate.part, rate.whole
    return spoken("{percent} ({part} of {whole})", percent=percent, part=part, whole=whole)


def kinds(counts: Mapping[str, int]) -> Message:
    """ "Of what kind: Reading 12, Code 9."."""
    if not counts:
        return Message(())
    named = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    return phrase("Kinds of days: **{named}**.", named=named)


def length(words: Fraction | None) -> Message:
    """How much people write."""
    if words is None:
        return Message(())
    number = number_text(words)
    forms = several(
        "A typical day is told in {number} word.", "A typical day is told in {number} words."
    )
    return phrase(counted(*forms, 1 if number == "1" else 2, number=number))


def measured(measure: Measure, whole: Amount, parts: Sequence[tuple[str, Amount]]) -> Message:
    """What people gave for a mood, a scale or a number, and how it went from part to part."""
    named = ", ".join(f"{name} {number_text(amount.mean)}" for name, amount in parts)
    told = sentence("__{ask}__ Median **{median}**, mean {mean}, from {times} answers{each}.")
    return phrase(
        told,
        ask=measure.ask,
        median=value_text(measure, whole.median),
        mean=number_text(whole.mean),
        times=whole.times,
        each=f" ({named})" if len(parts) > 1 else "",
    )


def value_text(measure: Measure, value: Fraction) -> str:
    """ "🙂 good", "4 of 5", "2.5 hours"."""
    number = number_text(value)
    measuring = rules(measure.kind).measuring
    return measuring.text(value, number, measure.high, measure.unit) if measuring else number


def number_text(value: Fraction) -> str:
    """With one digit after the point at most: 3, 2.5; with more where it would be 0."""
    tenths = round(value * 10)
    if tenths == 0 and value:
        return decimal_text(f"{float(value):.2g}")
    return str(tenths // 10) if tenths % 10 == 0 else decimal_text(f"{tenths / 10:.1f}")


def came_and_left(joined: Sequence[str], left: Sequence[str]) -> Message:
    """Who is new, and who is not there any more."""
    text = Message(())
    if joined:
        new = several("New: {names}. Welcome!", "New: {names}. Welcome!")
        text += _of_people(new, joined)
    if left:
        gone = several("No longer taking part: {names}.", "No longer taking part: {names}.")
        text += _of_people(gone, left)
    return text


def _of_people(told: tuple[str, str], names: Sequence[str]) -> Message:
    """A sentence that agrees with how many people it names."""
    said = counted(*told, len(names), names="{names}")
    return phrase(said, names=names_text(names, most=12))
