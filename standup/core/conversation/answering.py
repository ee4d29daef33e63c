"""What a person writes: a command, an answer, or an update."""

from dataclasses import replace
from datetime import date

from standup.core import commands, keys
from standup.core.asking.check_in import Answer, CheckIn, Named, State
from standup.core.asking.undo import undoing
from standup.core.commands import Plain
from standup.core.commands.lexicon import called, in_english
from standup.core.conversation import more, offering
from standup.core.conversation.effects import (
    Add,
    Arrange,
    Forgo,
    Keep,
    Say,
    SayStatus,
    Stays,
    Withdraw,
)
from standup.core.conversation.events import Wrote
from standup.core.conversation.leaving import ask_again, back, come_back, go_away, skip_run
from standup.core.conversation.meaning import (
    Absence,
    absence,
    keep_back,
    may_be_for_others,
    meaning,
    mistyped,
    plainly,
    slipped,
)
from standup.core.conversation.putting_off import meant, say_later
from standup.core.conversation.turn import (
    Turn,
    ask,
    finish,
    finished,
    post,
    post_anew,
    posted_or_not,
    put_anew,
)
from standup.core.dates.away import Away, AwayUnclear
from standup.core.intent.intents import Intent, Reading
from standup.core.kinds.kind import EMPTY
from standup.core.language import now_spoken
from standup.core.messages.markup import Message
from standup.core.model import Question
from standup.core.reading.more import tells
from standup.core.reading.own_words import named
from standup.core.wording import beginning as beginning_wording
from standup.core.wording import direct as wording
from standup.core.wording import keeping_back, steering
from standup.core.wording import later as later_words
from standup.core.wording import offering as offering_words
from standup.core.wording import settings as own_wording
from standup.core.wording import why as why_wording


def hear(turn: Turn, wrote: Wrote) -> None:
    """Take a message: most often it answers the pending question."""
    if not wrote.text:
        turn.reply(wrote.message, wording.wordless(wrote.besides))
    elif wrote.forwarded:
        offering.offer(turn, wrote, wording.forwarded())
    elif rest := more.rest_of(turn, wrote):
        _take_rest(turn, *rest, wrote)
    else:
        _hear_words(turn, wrote)
        besides_words(turn, wrote)


def besides_words(turn: Turn, wrote: Wrote) -> None:
    """Say that of a message its words alone were taken, where something came with them."""
    if wrote.besides is not None and any(isinstance(e, Keep | Add) for e in turn.effects):
        turn.do(Say(wording.words_alone(wrote.besides), keys.besides(wrote.message)))


def _hear_words(turn: Turn, wrote: Wrote) -> None:
    if turn.confirms(wrote.text):
        turn.do(Arrange(commands.Steer("yes"), keys.reply(wrote.message)))
        return
    if turn.may_confirm(wrote.text):
        turn.asks_for_yes = True
        offering.offer(turn, wrote, steering.may_be_command(called("yes")))
        return
    command = commands.understand(wrote.text, turn.around) or _of_items(turn, wrote.text)
    if command is not None:
        obey(turn, command, wrote)
        return
    asking = turn.talk.asking
    found = meaning(wrote.text, asking, asking.question if asking else None)
    if found.intent is Intent.POST and asking is None and _is_order(turn, wrote.text):
        offering.offer(turn, wrote, keeping_back.doubt())
    elif found.intent is not Intent.POST:
        not_for_others(turn, wrote, found)
    elif slip := slipped(turn, wrote.text):
        obey(turn, slip, wrote)
    else:
        _answered(turn, wrote)


def _is_order(turn: Turn, text: str) -> bool:
    """Whether somebody wants something done with an item of theirs, or with the standup they run:
    "refute #12", "take Bo off"."""
    from standup.core.commands.telling import told  # noqa: PLC0415 - with the first message
    from standup.core.intent.orders import is_order  # noqa: PLC0415

    if turn.talk.steers and is_order(text):
        return True
    return bool(turn.talk.named) and len(text.split()) == 2 and told(text) is not None


def not_for_others(turn: Turn, wrote: Wrote, found: Reading) -> None:
    """Do, answer or keep back what may be meant for the bot alone."""
    if slip := mistyped(turn, wrote.text, found):
        obey(turn, slip, wrote)
    elif gone := absence(turn, wrote.text, found):
        _take_leave(turn, wrote.message, gone)
    elif meant := plainly(turn, wrote.text, found):
        obey(turn, meant, wrote)
    else:
        keep_back(turn, wrote, found)


def _take_leave(turn: Turn, message: str, gone: Absence) -> None:
    """Note what somebody told in a sentence of theirs as if they had said the command."""
    said = keeping_back.away(gone.dates, turn.today, is_ill=gone.is_ill)
    go_away(turn, message, gone.dates, said)


def obey(turn: Turn, command: commands.Command, wrote: Wrote) -> None:
    """Do what a command says, or let the engine do it."""
    message = wrote.message
    match _about_the_open_one(turn, command, wrote):
        case commands.Help() as asked:
            turn.reply(message, _help(turn, asked))
        case commands.Status():
            turn.do(SayStatus(keys.reply(message)))
        case Away() as dates:
            go_away(turn, message, dates)
        case AwayUnclear(reason):
            _away_unclear(turn, wrote, wording.away_unclear(reason))
        case commands.Unknown(word, suggestion):
            offering.offer(turn, wrote, _unknown(wrote.text, word, suggestion))
        case commands.Back():
            back(turn, message)
        case commands.Edit(number):
            ask_again(turn, message, number)
        case commands.OfItem() as said:
            _of_item(turn, said, wrote)
        case commands.Search(is_marked=False) if turn.talk.asking is not None:
            _answered(turn, wrote)  # "search engines" may well be what is answered
        case commands.Search() as search:
            unclear = not search.is_marked and turn.talk.latest_open is not None
            _arrange(turn, message, replace(search, may_be_update=unclear))
        case (
            commands.Steer()
            | commands.Adjust()
            | commands.Why()
            | commands.History()
            | commands.Leave()
            | commands.Begin()
            | commands.Items(is_loose=True)
            | Plain("settings")
        ) as said if doubt := _doubt(turn, said, wrote):
            offering.offer(turn, wrote, doubt)
        case commands.Later() as later:
            say_later(turn, wrote, later)
        case commands.SkipRun():
            skip_run(turn, message)
        case commands.Skip() if turn.talk.asking is None:
            turn.reply(message, wording.nothing_to_skip())
        case commands.Skip() | commands.Empty():
            _leave_out(turn, wrote)
        case wish:
            _arrange(turn, message, wish)


def _away_unclear(turn: Turn, wrote: Wrote, unclear: Message) -> None:
    """Ask when somebody is away, or whether they are: "away message for the mailbox"."""
    if turn.around.is_free or commands.is_signed(wrote.text):
        turn.reply(wrote.message, unclear)
    else:
        offering.offer(turn, wrote, unclear)


def _of_item(turn: Turn, said: commands.OfItem, wrote: Wrote) -> None:
    """Let an item be shown or moved; what names one and says no more is an answer, or an update."""
    known, asking = turn.talk.named.get(said.number), turn.talk.asking
    if asking is not None and not said.is_marked:
        is_asked = _asks_about(asking, said.number)
        if known is not None and not is_asked and _may_be_line(turn, asking, said, known):
            from standup.core.wording import items as item_wording  # noqa: PLC0415 - rarely in doubt

            doubt = item_wording.line_or_item(said.number, known.words, asking.question.options)
            offering.offer(turn, wrote, doubt)
            return
        if known is None or is_asked or not _is_of(said, known, turn.said_on, is_asked=True):
            _answered(turn, wrote)
            return
    is_free = turn.talk.latest_open is None
    is_of = _is_of(said, known, turn.said_on) if known else _sets_something(turn, said)
    is_update = said.words and not is_free and not is_of
    if is_update and not said.is_marked:
        _answered(turn, wrote)
    else:
        turn.do(Arrange(said, keys.reply(wrote.message)))


def _is_of(said: commands.OfItem, known: Named, today: date, *, is_asked: bool = False) -> bool:
    """Whether what stands behind an item's number is for its logbook alone, or sets something."""
    is_question = said.words.rstrip().endswith("?")
    return not said.words or is_question or _is_for_it(said, known, today, is_asked=is_asked)


def _is_for_it(said: commands.OfItem, known: Named, today: date, *, is_asked: bool) -> bool:
    from standup.core.lives import saying  # noqa: PLC0415 - where anything lives

    return saying.is_for_it(said.words, known.life, today, is_asked=is_asked)


def _of_items(turn: Turn, text: str) -> commands.OfItem | commands.Items | None:
    """What is said or asked of items in a sentence, while nothing waits for an answer."""
    if turn.talk.asking is not None:
        return None
    from standup.core.commands.listing import asked_for  # noqa: PLC0415 - with the first message

    if (asked := asked_for(text, turn.said_on, turn.around.lives)) is not None:
        return commands.Items(asked, is_loose=True)
    return _told(turn, text)


def _told(turn: Turn, text: str) -> commands.OfItem | None:
    """The item that a sentence sets something of, or asks for: "I refuted #12 today"."""
    from standup.core.commands.telling import told  # noqa: PLC0415 - where anything lives

    said = told(text) if turn.talk.named else None
    known = turn.talk.named.get(said.number) if said else None
    if said is None or known is None or said.life not in {"", known.life.name}:
        return None
    from standup.core.lives import saying  # noqa: PLC0415 - where anything lives

    is_set = not said.words or saying.is_surely_for_it(said.words, known.life, turn.said_on)
    return commands.OfItem(said.number, said.words) if is_set else None


def _sets_something(turn: Turn, said: commands.OfItem) -> bool:
    """Whether it would set something of an item, if any had this number: no news, then."""
    from standup.core.lives import saying  # noqa: PLC0415 - where anything lives

    return any(saying.is_surely_for_it(said.words, one, turn.said_on) for one in turn.talk.lives)


def _asks_about(check_in: CheckIn, number: int) -> bool:
    """Whether the pending question is about this item."""
    shown = check_in.shown.get(check_in.question.id, ())
    return number in {named(item)[0] for item in shown}


def _may_be_line(turn: Turn, asking: CheckIn, said: commands.OfItem, known: Named) -> bool:
    """Whether the pending question is about a line of this number, or has such an option, to which
    nobody adds what sets something of an item."""
    options = asking.question.options
    if said.number > len(asking.shown.get(asking.question.id, options)):
        return False
    return not (options and said.words and _is_for_it(said, known, turn.said_on, is_asked=True))


def _help(turn: Turn, asked: commands.Help) -> Message:
    if not asked.all:
        return wording.help_text()
    has_threads = not turn.talk.platforms or turn.talk.flat != turn.talk.platforms
    return wording.all_help(turn.can, has_threads=has_threads, steers=turn.talk.steers)


_Doubtful = (
    commands.Steer
    | commands.Adjust
    | commands.Why
    | commands.History
    | commands.Leave
    | commands.Begin
    | commands.Items
    | Plain
)


def _doubt(turn: Turn, said: _Doubtful, wrote: Wrote) -> Message | None:
    """What is said of a command that may have been meant as something else."""
    if isinstance(said, commands.Items):  # where nothing lives they may be anything
        return None if turn.talk.keeps else steering.may_be_command("items")
    if unclear := _not_read(turn, said):
        return unclear
    if isinstance(said, commands.Steer) and said.is_loose and turn.talk.latest_open is not None:
        return steering.may_be_command(said.words)
    is_one_word = not isinstance(said, commands.Adjust) and _is_likelier_answer(turn, wrote)
    return steering.may_be_command(commands.entry_of(said).name) if is_one_word else None


def _not_read(turn: Turn, said: _Doubtful) -> Message | None:
    """What is said of a command that is somebody else's, or whose words nobody understands."""
    match said:
        case commands.Steer() if not turn.talk.steers:
            return keeping_back.is_command(said.name)
        case commands.Steer(unclear=True):
            return steering.not_read(said.name)
        case commands.Adjust(is_unclear=True):
            return own_wording.not_read(said.name)
        case commands.Why(is_unclear=True):
            return why_wording.not_read()
        case commands.Begin(is_unclear=True):
            return beginning_wording.not_read()
    return None


def _about_the_open_one(turn: Turn, said: commands.Command, wrote: Wrote) -> commands.Command:
    """The same, but for a time to be asked at: to an open question, without a sign, it is about
    that one."""
    is_open = turn.talk.asking is not None and not commands.is_signed(wrote.text)
    return (meant(said) if is_open else None) or said


def _is_likelier_answer(turn: Turn, wrote: Wrote) -> bool:
    """Whether one word may well be what is answered to the question that waits."""
    is_signed = commands.is_signed(wrote.text)
    words = in_english(wrote.text.split(), now_spoken())  # "por qué" is one
    return turn.talk.asking is not None and not is_signed and len(words) == 1


def _unknown(text: str, word: str, suggestion: str | None) -> Message:
    name = meaning(text).command
    if suggestion is None and name is not None:
        return keeping_back.is_command(name)
    return wording.unknown_command(word, suggestion)


def _arrange(turn: Turn, message: str, wish: commands.Wish) -> None:
    if isinstance(wish, commands.Join) and turn.talk.away:
        come_back(turn, message)
        turn.do(Arrange(replace(wish, besides=True), keys.besides(message)))
    else:
        turn.do(Arrange(wish, keys.reply(message)))


def _take_rest(turn: Turn, check_in: CheckIn, question: Question, wrote: Wrote) -> None:
    """Take what a client cut off for the rest of the answer that it is."""
    is_over = not check_in.is_open
    said = Answer(question.id, wrote.message, wrote.text, min(wrote.at, turn.now))
    add_to(turn, check_in, question, said)
    if not is_over:
        turn.reply(wrote.message, offering_words.in_one(question))


def _answered(turn: Turn, wrote: Wrote) -> None:
    check_in = turn.talk.asking
    if more.is_offered(turn, wrote):
        return
    meant = _meant_then(turn, check_in, wrote) if check_in is not None else None
    if meant is not None:
        _heard_too_late(turn, meant, wrote)
    elif check_in is not None and check_in.unseen and not check_in.texts(check_in.question):
        _ask_first(turn, check_in, wrote)
    elif check_in is not None and turn.was_early(check_in, wrote.at):
        _wait_for_word(turn, wrote)
    elif check_in is not None and _may_be_news(turn, check_in, wrote):
        offering.offer(turn, wrote, later_words.may_be_news(check_in))
    elif check_in is not None:
        answer(turn, check_in, wrote)
    elif wrote.text == EMPTY:
        turn.reply(wrote.message, wording.nothing_pending())
    elif run := turn.talk.latest_open:
        _add(turn, run, wrote)
    else:
        turn.do(SayStatus(keys.reply(wrote.message), unposted=True))


def _may_be_news(turn: Turn, check_in: CheckIn, wrote: Wrote) -> bool:
    """Whether a question was put off, and something else is talked of since."""
    others = (c for c in turn.talk.check_ins if c.run != check_in.run and c.run_open)
    return check_in.is_put_off and wrote.text != EMPTY and any(c.answers for c in others)


def _add(turn: Turn, day: CheckIn, wrote: Wrote) -> None:
    turn.do(Add(day.run, wrote.message, wrote.text))
    may_add = more.plan_of(turn, day.run) is not None
    life = turn.talk.keeps.get(day.standup.id, "")
    besides = undoing(wrote.message, may_add=may_add, life=life)
    if may_add and not turn.can.choices and not tells(wrote.text):
        besides = wording.may_be_added() + besides
    flat = turn.talk.flat
    said = Say(wording.update_added(day, flat=flat) + besides, keys.reply(wrote.message))
    waiting = wording.update_added(day, waits=True, flat=flat)
    turn.do(posted_or_not(day, said, waiting + besides))


def _meant_then(turn: Turn, check_in: CheckIn, wrote: Wrote) -> CheckIn | None:
    """The other check-in that was asked about when this was written, if it came before anything of
    the one that is pending: its question still waits for an answer, or it was the latest, to which
    "nothing" adds nothing."""
    if not turn.was_early(check_in, wrote.at):
        return None
    open_then = turn.talk.left_open(check_in, wrote.at)
    if open_then is not None or wrote.at >= check_in.opened_at:
        return open_then
    latest = turn.talk.opened_before(wrote.at)
    takes = latest is not None and (wrote.text != EMPTY or latest.lacked_answer(wrote.at))
    return latest if takes else None


def _ask_first(turn: Turn, check_in: CheckIn, wrote: Wrote) -> None:
    """Nobody can have seen the pending question yet: put it where this was written."""
    turn.do(Withdraw(check_in.id))
    content = put_anew(turn.talk, check_in, turn.now)
    in_time = check_in.deadline if turn.now < check_in.deadline else None
    asked = Say(content, keys.reply(wrote.message), check_in=check_in.id, valid_until=in_time)
    turn.do(replace(asked, question=check_in.question.id))
    if wrote.text != EMPTY:
        _wait_for_word(turn, wrote)


def _wait_for_word(turn: Turn, wrote: Wrote) -> None:
    """What was written before the question could be seen answers it only if its author says so."""
    if wrote.text == EMPTY:
        turn.reply(wrote.message, keeping_back.before_asked())
    else:
        offering.offer(turn, wrote, keeping_back.before_asked(), *more.may_add(turn))


def _heard_too_late(turn: Turn, meant: CheckIn, wrote: Wrote) -> None:
    """Take what answered an earlier question, or was said between the questions."""
    question = meant.question
    if not meant.lacked_answer(wrote.at):
        found = meaning(wrote.text)  # it was read as an answer to what is asked now
        if may_be_for_others(found):
            _add(turn, meant, wrote)
        else:
            not_for_others(turn, wrote, found)
        return
    said = Answer(question.id, wrote.message, wrote.text, wrote.at)
    meant = turn.put(replace(meant, answers=(*meant.answers, said)))
    turn.do(Keep(meant.id, said))
    if meant.is_open:
        go_on_aside(turn, meant, question, wrote.message)
    else:
        post(turn, meant)
        turn.do(finished(turn, meant))


def go_on_aside(turn: Turn, check_in: CheckIn, question: Question, message: str) -> None:
    """Go on in a check-in of which a question was answered that was not pending."""
    if check_in.question is question and check_in.reading(question).follow_up is None:
        left = check_in.left
        if left is None:
            finish(turn, check_in)
            return
        check_in = turn.put(replace(check_in, position=left))  # what is asked when its turn comes
    if check_in.posted or (check_in.has_words and not check_in.is_open):
        post(turn, check_in)
    if check_in.is_open:
        turn.reply(message, wording.noted(check_in, question))
    else:
        turn.do(finished(turn, check_in))


def answer(turn: Turn, check_in: CheckIn, wrote: Wrote) -> None:
    """Take an answer to the pending question, and go on."""
    question = check_in.question
    texts = check_in.texts(question)
    if texts and check_in.reading(question).follow_up is None:  # `back` came before this one
        turn.do(Forgo(check_in.id, question.id))
        check_in = check_in.without(question)
    said = Answer(question.id, wrote.message, wrote.text, min(wrote.at, turn.now))
    check_in = turn.put(replace(check_in, answers=(*check_in.answers, said)))
    turn.do(Keep(check_in.id, said))
    go_on(turn, check_in, wrote.message)


def add_to(turn: Turn, check_in: CheckIn, question: Question, said: Answer) -> None:
    """Add a message to an answer that was given, or make it that answer, whatever is pending."""
    was_unclear = check_in.question is question and is_unclear(check_in)
    check_in = turn.put(replace(check_in, answers=(*check_in.answers, said)))
    turn.do(Keep(check_in.id, said))
    if was_unclear and check_in.reading(question).follow_up is None:
        go_on(turn, check_in, said.message)
    else:
        post_anew(turn, check_in)


def is_unclear(check_in: CheckIn) -> bool:
    """Whether what was said to the pending question leaves it open."""
    is_answered = check_in.state is State.ASKING and bool(check_in.texts(check_in.question))
    return is_answered and check_in.reading(check_in.question).follow_up is not None


def _leave_out(turn: Turn, wrote: Wrote) -> None:
    if turn.talk.asking is not None:
        turn.do(Stays("skip", wrote.message))
    _answered(turn, replace(wrote, text=EMPTY))


def go_on(turn: Turn, check_in: CheckIn, message: str) -> None:
    """Ask what is still open in this check-in, or finish it."""
    reading = check_in.reading(check_in.question)
    if reading.follow_up is not None:
        content = wording.follow_up(check_in, turn.can)
        asked = check_in.question.id
        turn.do(Say(content, keys.reply(message), check_in=check_in.id, question=asked))
        if check_in.posted:
            post(turn, check_in)
        return
    following = check_in.unanswered_after(check_in.position)
    if following is None:
        finish(turn, check_in)
        if turn.before[check_in.id].is_complete and turn.can.edits:
            turn.reply(message, wording.changed(check_in))
    else:
        check_in = turn.put(replace(check_in, position=following))
        if check_in.unsent:
            turn.do(Withdraw(check_in.id))  # a question answered before it could be shown
        ask(turn, check_in, keys.reply(message))
        if check_in.posted:
            post(turn, check_in)
