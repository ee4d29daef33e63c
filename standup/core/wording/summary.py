"""What a run or a month amounts to, said in a chat, and who made it."""

from collections.abc import Iterator, Mapping
from datetime import date

from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.markup import Italic, Message, Span, bullets, phrase, phrase_spans, say
from standup.core.summaries.summary import Statement, Summary
from standup.core.wording.times import date_text, full_day_text, month_text, names_text, person_text

OWN = sentence("Picked from your own sentences, on this machine.")
BY_A_MODEL = sentence("Written by {model} from the reports of the people named after each line.")


def summary(
    title: str,
    day: date,
    found: Summary,
    *,
    is_month: bool,
    left_out: int = 0,
    links: Mapping[int, str] | None = None,
) -> Message:
    """The statements, whose they are, and who put them together.

    `links` are where reports stand on the site, by their ids.
    """
    when = month_text(day) if is_month else full_day_text(day)
    text = phrase("**What we learned · {title}** · {when}", title=title, when=when)
    if not found.statements:
        return text + phrase("__There’s nothing left to show.__")
    text += bullets([_row(one, found, links or {}, with_day=is_month) for one in found.statements])
    return text + say(Italic(made_by(found, left_out)))


def _row(
    statement: Statement, of: Summary, links: Mapping[int, str], *, with_day: bool
) -> tuple[Span, ...]:
    """ "how attention works: “Masks hide the future.” – Ana"; below it where it is on the site."""
    names = names_text(list(dict.fromkeys(_authors(statement, with_day=with_day))))
    said = statement.text if of.model else spoken("“{said}”", said=statement.text)
    said = f"{statement.about}: {said}" if statement.about else said
    found = [links[entry.id] for entry in statement.sources if entry.id in links]
    return phrase_spans(
        "{said} – __{names}__{where}",
        said=said,
        names=names,
        where="".join(f"\n{link}" for link in found),
    )


def _authors(statement: Statement, *, with_day: bool) -> Iterator[str]:
    for entry in statement.sources:
        name = person_text(entry.name)
        yield f"{name} ({date_text(entry.day)})" if with_day else name


def made_for_all(found: Summary) -> str:
    """The same for readers who are not those it was made of."""
    if found.model is None:
        return spoken("Their own sentences, chosen by a small program on the team’s own machine.")
    return spoken("Written by {model} from the reports it links to.", model=found.model)


def made_by(found: Summary, left_out: int = 0) -> str:
    """Who put a summary together, for every reader to see."""
    if found.model is None:
        return spoken(OWN)
    told = spoken(BY_A_MODEL, model=found.model)
    if not left_out:
        return told
    forms = several(
        "1 earlier report was too much for it.", "{count} earlier reports were too much for it."
    )
    return f"{told} {counted(*forms, left_out)}"
