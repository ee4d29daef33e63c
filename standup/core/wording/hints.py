"""What people are told of their plans: what was settled before, and who plans the same."""

from collections.abc import Sequence

from standup.core.hints.plans import Settled
from standup.core.language import sentence
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans, say
from standup.core.text.sentences import shortened
from standup.core.wording.times import full_day_text, names_text, person_text

_ROW = sentence("{names} have the same in mind: “{words}”")


def known(plan: str, found: Settled, where: str, link: str) -> Message:
    """Something near to a line of somebody's plan was settled, `where` if not in their standup."""
    lead = sentence("You plan “{plan}”. {name} has been there, on {day}: “{words}”, {what}.")
    if where:
        lead = sentence(
            "You plan “{plan}”. {name} has been there, in {where} on {day}: “{words}”, {what}."
        )
    said = sentence("They said: “{said}”") if found.said else ""
    off = sentence("`no hints` and I won’t mention such things.")
    text = in_a_row(
        *filter(None, (lead, said, off)),
        plan=_short(plan),
        name=person_text(found.by),
        day=full_day_text(found.on),
        where=where,
        words=_short(found.words),
        what=found.what,
        said=_short(found.said),
    )
    return text + say(link) if link else text


def taken_back() -> Message:
    """What somebody was told is not there any more, or says something else."""
    return phrase("__(What I told you here was taken back.)__")


def same(common: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Message:
    """Those who plan the same on one day."""
    if not common:
        return phrase("__(Nobody plans the same any more.)__")
    told = [(names_text([person_text(one) for one in names]), words) for names, words in common]
    rows = [
        phrase_spans(_ROW, names=names, words=" · ".join(map(_short, words)))
        for names, words in told
    ]
    return phrase("**You may want to talk**") + bullets(rows)


def _short(words: str) -> str:
    return shortened(" ".join(words.split()))
