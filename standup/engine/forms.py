"""What somebody may fill in all at once: their open check-in, or the one they just finished."""

from datetime import datetime

from standup.core import rights
from standup.core.asking import choices
from standup.core.asking.check_in import CheckIn, Conversation, State
from standup.core.asking.choices import Form
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Account
from standup.core.rights import Action
from standup.core.wording import direct as wording
from standup.engine import addresses, languages
from standup.engine.directory import Directory
from standup.store import check_ins, conversations
from standup.store.database import Transaction

RUN = "run"


def of_run(run: int) -> str:
    """The value of a choice with which whoever presses it fills in their check-in of a run."""
    return f"{RUN}{run}"


async def form_for(
    tx: Transaction, directory: Directory, account: Account, value: str, now: datetime
) -> Form | Message:
    """The form that a choice of this value asks for, or why there is none."""
    person = await addresses.owner(tx, directory, account)
    if person is None:
        with speaking(languages.of_all(directory)):
            return wording.stranger(directory.instance.organiser, account.adapter, account.id)
    number = choices.number(value.removeprefix(RUN))
    if number is None:
        with speaking(await languages.of(tx, directory, person)):
            return wording.choice_over()
    wanted = None if value.startswith(RUN) else number
    talk = await conversations.load(tx, person, now, check_in=wanted)
    check_in = talk.check_in(wanted) if wanted is not None else _of_run(talk, number)
    owner = await check_ins.owner(tx, check_in.id) if check_in is not None else None
    if check_in is None or not rights.may(rights.towards(person, owner), Action.ANSWER):
        with speaking(talk.language or languages.usual(directory, person)):
            return wording.nothing_to_fill_in()
    for question in check_in.round.questions:
        check_in = talk.with_plan(check_in, question)
    with speaking(talk.language or check_in.standup.language):
        return choices.form(check_in)


def _of_run(talk: Conversation, run: int) -> CheckIn | None:
    """The check-in of a run to fill in: the pending one, else one that waits, else the last."""
    found = [check_in for check_in in talk.check_ins if check_in.run == run]
    ranks = {State.ASKING: 0, State.WAITING: 1}
    return min(found, key=lambda c: (ranks.get(c.state, 2), -c.opened_at.timestamp()), default=None)
