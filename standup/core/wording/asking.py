"""The words in which a question is put to one person, with choices where there are any."""

from standup.core.capabilities import Capabilities
from standup.core.check_in import CheckIn
from standup.core.choices import offered
from standup.core.markup import Message, bullets, phrase
from standup.core.model import Question
from standup.core.outcome import Outcome, Status
from standup.core.questions import AskAgain, AskItem, AskStatuses, AskWords, Reading
from standup.core.short_answers import MOODS
from standup.core.wording.answers import MARKS

PLAIN = Capabilities()
LEGEND = " · ".join(f"{MARKS[status]} {status.value}" for status in Status)


def question(check_in: CheckIn, can: Capabilities = PLAIN) -> Message:
    """The pending question, with what helps to answer it in a minute."""
    asked = check_in.question
    count = len(check_in.round.questions)
    number = f" ({check_in.position + 1} of {count})" if count > 1 else ""
    text = phrase("**{ask}**{number}", ask=asked.ask, number=number)
    if asked.kind == "outcome":
        text += _plan(check_in.shown.get(asked.id, ()), can)
    else:
        text += _hint(asked, can)
    if asked.optional:
        text += phrase("__Optional:__ `-` __leaves it out.__")
    if check_in.position == 0:
        text += phrase("__Say__ `help` __for what else I understand.__")
    return text + offered(check_in) if can.choices else text


def _hint(asked: Question, can: Capabilities) -> Message:
    """How a question is answered; what can be pressed need not be listed."""
    match asked.kind:
        case "items":
            return phrase("__One thing a line.__")
        case "number":
            unit = f", in {asked.unit}" if asked.unit else ""
            return phrase("__A number{unit}.__", unit=unit)
        case "choice" | "scale" | "yes_no" | "mood":
            how = "Or write it, with words after it:" if can.choices else "Words may follow:"
            example = phrase("__" + how + "__ `{example}`", example=_in_words(asked, can))
            return (_ends(asked) if can.choices else _listed(asked)) + example
        case _:
            return Message(())


def _in_words(asked: Question, can: Capabilities) -> str:
    """An example of an answer; numbers that are not to be seen are not used in it."""
    match asked.kind:
        case "choice":
            return f"{asked.options[0] if can.choices else 1} – only today"
        case "scale":
            return f"{(asked.low + asked.high + 1) // 2} – a good start"
        case "mood":
            return f"{MOODS[3].word if can.choices else 4} – slept well"
        case _:
            return "no, but soon"


def _listed(asked: Question) -> Message:
    """What may be answered, so that a digit is enough."""
    match asked.kind:
        case "choice":
            return bullets(asked.options, numbered=True)
        case "mood":
            return bullets([feeling.label for feeling in MOODS], numbered=True)
        case "scale":
            lowest, highest = [f" ({label})" for label in asked.labels] or ("", "")
            return phrase(
                "From `{low}`{lowest} to `{high}`{highest}",
                low=asked.low,
                lowest=lowest,
                high=asked.high,
                highest=highest,
            )
        case "yes_no":
            return phrase("`yes` or `no`")
        case _:
            return Message(())


def _ends(asked: Question) -> Message:
    if asked.kind != "scale" or not asked.labels:
        return Message(())
    lowest, highest = asked.labels
    return phrase(
        "{low} = {lowest}, {high} = {highest}",
        low=asked.low,
        lowest=lowest,
        high=asked.high,
        highest=highest,
    )


def _plan(items: tuple[str, ...], can: Capabilities) -> Message:
    if not items:
        return phrase("__You had shared no plan; just say what you learned.__")
    plan = phrase("This was your plan:") + bullets(items, numbered=True)
    how = (
        "Say what came of it, **done**, **partly**, **changed** or **not**, and what you learned. "
        "For example: `{example}`"
    )
    if can.choices:
        how = "Press what came of it (" + LEGEND + "), or write it with what you learned: "
        how += "`{example}`"
    return plan + phrase(how, example=_example(len(items)))


def _example(count: int) -> str:
    if count == 1:
        return "partly – it was harder than it looked"
    if count == 2:
        return "1 done 2 partly – it was harder than it looked"
    return f"1-{count - 1} done {count} changed – something better came up"


def follow_up(
    reading: Reading, check_in: CheckIn | None = None, can: Capabilities = PLAIN
) -> Message:
    """What is asked about an answer that leaves something open.

    `check_in` is the one it was given in, where choices are to be offered.
    """
    can = can if check_in is not None else PLAIN
    text = _asked_about(reading, can)
    return text + offered(check_in) if check_in is not None and can.choices else text


def _asked_about(reading: Reading, can: Capabilities) -> Message:
    value, about = reading.value, reading.follow_up
    if isinstance(about, AskAgain):
        return _ask_again(about.question, can)
    assert isinstance(value, Outcome)
    match about:
        case AskItem(item, unsure):
            return _ask_item(value, item, can, unsure=unsure)
        case AskStatuses():
            return _ask_statuses(value, can)
        case AskWords() | None:
            return phrase("Ticked off, thank you. **And what did you learn?**") + phrase(
                "__A sentence is enough;__ `-` __if there is nothing to add.__"
            )


_AGAIN = {
    "choice": "Your words are kept. **Which one of these is it?**",
    "scale": "Your words are kept. **Which step is it?**",
    "number": "Your words are kept. **Which number is it?** Such as `1200` or `2.5`",
    "yes_no": "Your words are kept. **Is it a yes or a no?**",
    "mood": "Your words are kept. **Which of these comes nearest?**",
}


def _ask_again(asked: Question, can: Capabilities) -> Message:
    text = phrase(_AGAIN[asked.kind]) + (_ends(asked) if can.choices else _listed(asked))
    return text + phrase("`-` __leaves it at your words.__")


def _ask_item(outcome: Outcome, item: int, can: Capabilities, *, unsure: bool) -> Message:
    several = len(outcome.items) > 1
    lead = "I was not sure which one you meant. " if unsure and several else ""
    words = "" if can.choices else " `done`, `partly`, `changed` or `not`"
    text = phrase(
        lead + "What came of **{number}. {item}**?" + words,
        number=item + 1,
        item=outcome.items[item].item,
    )
    return text + phrase("__Or all at once:__ `all done`") if unsure and several else text


def _ask_statuses(outcome: Outcome, can: Capabilities) -> Message:
    text = phrase("Noted, thank you. **And what came of the plan?**")
    text += bullets([item.item for item in outcome.items], numbered=True)
    if can.choices:
        text += phrase(LEGEND)
    example = "1 done" if len(outcome.items) > 1 else "done"
    return text + phrase(
        "__For example__ `{example}`__;__ `-` __leaves it open.__", example=example
    )
