"""What is said of items that live, and what of an answer begins one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from standup.core.asking.check_in import CheckIn, State
from standup.core.life import SHIPPED, Life
from standup.core.lives import asking, lines, mentions, saying, sought
from standup.core.lives.item import Item, Line, NewsKind, Planned, Sheet, Told
from standup.core.lives.none import is_none
from standup.core.lives.sought import Known, Sought
from standup.core.model import Question
from tests.core.asked import asked
from tests.team import at

HYPOTHESIS, BLOCKER, ACTION, EXPENSE, CARRIED = (
    SHIPPED[name] for name in ("hypothesis", "blocker", "action", "expense", "carried")
)
TODAY = date(2026, 11, 26)  # a Thursday

# ── that there is nothing to say ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "No.",
            "nope!",
            "none",
            "None today",
            "nothing",
            "nothing new",
            "-",
            "–",
            "👍",
            "✅",
        ),
        *("no blockers", "No blockers today 🙂", "No, no blockers", "none so far, thanks"),
        *("nothing blocking me", "nothing is blocking us right now", "not blocked", "I'm good"),
        *("I’m not blocked", "all good", "all clear!", "everything is fine", "we're all good"),
        *("no impediments", "no new hypotheses", "no issues at the moment", "nothing to report"),
        *("n/a", "nada", "nein", "keine", "Keine Hindernisse", "nichts", "nichts Neues"),
        *("nichts blockiert mich", "ich bin nicht blockiert", "alles gut", "gerade nichts"),
        *("sin bloqueos", "ninguno", "ningún bloqueo", "nada por ahora", "todo bien", "nada nuevo"),
        *("no tengo bloqueos", "ich habe keine", "I have no blockers", "we have none", "no hay"),
    ],
)
def test_who_has_nothing_to_say_begins_no_item(text: str) -> None:
    assert is_none(text)


@pytest.mark.parametrize(
    "text",
    [
        *("no access to the cluster", "nothing works", "no one reviews my changes"),
        *("none of the tests pass", "not blocked, but the cluster is slow", "no, the build is red"),
        *("no blockers, except the cluster", "all good except CI", "nothing but the review"),
        *("I'm fine but the build is not", "blocked by Bo", "I am blocked", "blocked", "new"),
        *("nichts geht", "kein Zugang zum Cluster", "keine Tests laufen", "sin acceso al clúster"),
        *("no funciona nada", "nada funciona", "everything is on fire", "thanks to Bo the build"),
        *("today", "the issue", "problems", "a new hypothesis", "no problem was found in the data"),
    ],
)
def test_what_only_begins_like_it_is_said(text: str) -> None:
    assert not is_none(text)


# ── what is said of one ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("refuted", saying.Moves("refuted")),
        ("is refuted", saying.Moves("refuted")),
        ("Refuted!", saying.Moves("refuted")),
        ("refuted – the loss differs by seed", saying.Moves("refuted", "the loss differs by seed")),
        ("refuted: two seeds suffice", saying.Moves("refuted", "two seeds suffice")),
        ("refuted because two seeds suffice", saying.Moves("refuted", "because two seeds suffice")),
        ("refuted – 24.9 without, 24.1 with", saying.Moves("refuted", "24.9 without, 24.1 with")),
        ("widerlegt – 30,1 auf 29,8 %", saying.Moves("refuted", "30,1 auf 29,8 %")),
        ("refuted – v2.1 is slower", saying.Moves("refuted", "v2.1 is slower")),
        ("refuted, 1 of 3 diverged", saying.Moves("refuted", "1 of 3 diverged")),
        ("refuted; 1 seed only", saying.Moves("refuted", "1 seed only")),
        ("refuted – it differs\nsee run 17", saying.Moves("refuted", "it differs\nsee run 17")),
        ("refuted\n\n1. by seed", saying.Moves("refuted", "1. by seed")),
        ("ran it with ten seeds\nrefuted", saying.Unsure()),
        ("refuted\nno, confirmed", saying.Unsure()),
        ("still open", saying.Moves("open")),
        ("open again", saying.Moves("open", "again")),
        ("ist widerlegt", saying.Moves("refuted")),
        ("widerlegt – zwei Seeds reichen", saying.Moves("refuted", "zwei Seeds reichen")),
        ("sigue abierta", saying.Moves("open")),
        ("refutada", saying.Moves("refuted")),
        ("no concluyente", saying.Moves("inconclusive")),
        ("refutd", saying.Moves("refuted")),
        ("not refuted", saying.Unsure()),
        ("refuted?", saying.Unsure()),
        ("maybe refuted", saying.Unsure()),
        ("nicht widerlegt", saying.Unsure()),
        ("no longer open", saying.Unsure()),
        ("refuted or inconclusive", saying.Unsure()),
        ("open question: does it hold for Adam", saying.Unsure()),
        ("needs more seeds", saying.Says("needs more seeds")),
        ("Bo tried it with Adam", saying.Says("Bo tried it with Adam")),
        ("did you try more seeds?", saying.Says("did you try more seeds?")),
        ("we keep our minds open for other seeds", None),
        ("note refuted is too strong a word", saying.Says("refuted is too strong a word")),
        ("notiz: widerlegt wäre zu viel", saying.Says("widerlegt wäre zu viel")),
        ("done", None),
        ("for bo", saying.Gives("bo")),
        ("to @bo", saying.Gives("@bo")),
        ("owner: Bo Li", saying.Gives("Bo Li")),
        ("für mich", saying.Gives("mich")),
        ("para bo.", saying.Gives("bo")),
        ("for the next run we need more seeds", saying.Says("for the next run we need more seeds")),
        ("belief 4", saying.Believes(4)),
        ("belief: 4/5", saying.Believes(4)),
        ("creencia 2", saying.Believes(2)),
        ("belief is not what I would call it", None),
        ("due friday", saying.Due(date(2026, 11, 27))),
        ("due 2026-12-24", saying.Due(date(2026, 12, 24))),
        ("bis morgen", saying.Due(date(2026, 11, 27))),
        ("by Bo and Chi", saying.Says("by Bo and Chi")),
        ("from #7", saying.Follows(7)),
        ("follows #7", saying.Follows(7)),
        ("folgt aus #7", saying.Follows(7)),
        ("from 7 seeds only", saying.Says("from 7 seeds only")),
        ("overtakes #13", saying.Overtakes((13,))),
        ("overtakes #13, #14 and #15", saying.Overtakes((13, 14, 15))),
        ("overtakes everything we know", saying.Says("overtakes everything we know")),
        ("", saying.Says("")),
    ],
)
def test_what_is_said_of_an_item(text: str, said: saying.Saying | None) -> None:
    """Where None stands, it is anything but a state."""
    found = saying.read(text, HYPOTHESIS, TODAY)
    assert found == said if said is not None else not isinstance(found, saying.Moves)


@pytest.mark.parametrize(
    ("life", "text", "state"),
    [
        (BLOCKER, "acknowledged", "acknowledged"),
        (BLOCKER, "resolved, thanks Bo", "resolved"),
        (BLOCKER, "gelöst", "resolved"),
        (BLOCKER, "geloest", "resolved"),
        (BLOCKER, "resuelto", "resolved"),
        (ACTION, "done", "done"),
        (ACTION, "to do", "to do"),
        (ACTION, "fallen gelassen", "dropped"),
        (ACTION, "hecha", "done"),
        (EXPENSE, "approved", "approved"),
        (EXPENSE, "paid by transfer", "paid"),
        (EXPENSE, "aprobado", "approved"),
        (CARRIED, "done", "done"),
    ],
)
def test_each_life_is_moved_in_its_own_words(life: Life, text: str, state: str) -> None:
    found = saying.read(text, life, TODAY)
    assert isinstance(found, saying.Moves)
    assert found.state == state


def test_what_sets_something_is_told_from_what_is_an_answer() -> None:
    assert saying.is_for_it("refuted", HYPOTHESIS, TODAY)
    assert saying.is_for_it("note I should have known", HYPOTHESIS, TODAY)
    assert saying.is_for_it("for bo", HYPOTHESIS, TODAY)
    assert not saying.is_for_it("needs more seeds", HYPOTHESIS, TODAY)


# ── items named in words ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("#12 needs more seeds", (12,)),
        ("as in #12, #7 and #12", (12, 7)),
        ("(#12)", (12,)),
        ("“#12”", (12,)),
        ("see PR#12", ()),
        ("acme/things#12", ()),
        ("https://example.org/#12", ()),
        ("https://example.org/a#12", ()),
        ("&#12;", ()),
        ("#jax #12a #1-2", ()),
        ("#00000012345", ()),
        ("12", ()),
    ],
)
def test_an_item_is_named_by_its_sign_and_number(text: str, named: tuple[int, ...]) -> None:
    assert mentions.numbers(text) == named


def test_the_words_about_an_item_are_its_line_where_others_are_named() -> None:
    one = list(mentions.mentions("#12 needs more seeds.\nSo does everything."))
    assert [(m.number, m.text) for m in one] == [(12, "#12 needs more seeds.\nSo does everything.")]
    several = list(mentions.mentions("#12 needs more seeds\nand so does #13\nfine"))
    assert [m.text for m in several] == ["#12 needs more seeds", "and so does #13"]


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("#12 needs more seeds", (12, "needs more seeds")),
        ("#12: needs more", (12, "needs more")),
        ("#12 – needs more", (12, "needs more")),
        ("#12", (12, "")),
        ("as in #12", None),
        ("12 seeds", None),
    ],
)
def test_a_line_about_an_item_begins_with_its_number(
    line: str, about: tuple[int, str] | None
) -> None:
    assert mentions.again(line) == about


@pytest.mark.parametrize(
    ("line", "words", "origin"),
    [
        ("shuffling matters, from #1", "shuffling matters", 1),
        ("shuffling matters (follows from #1)", "shuffling matters", 1),
        ("shuffling matters – following up on #1", "shuffling matters", 1),
        ("Mischen zählt, aus #1", "Mischen zählt", 1),
        ("from #1", "from #1", None),
        ("learn from #1 how to shuffle", "learn from #1 how to shuffle", None),
        ("shuffling matters", "shuffling matters", None),
    ],
)
def test_a_line_says_at_its_end_what_it_followed_from(
    line: str, words: str, origin: int | None
) -> None:
    assert mentions.origin(line) == (words, origin)


@pytest.mark.parametrize(
    ("line", "words", "belief"),
    [
        ("warmup matters (4/5)", "warmup matters", 4),
        ("warmup matters 4/5", "warmup matters", 4),
        ("warmup matters [1 / 5]", "warmup matters", 1),
        ("warmup matters (6/5)", "warmup matters (6/5)", None),
        ("it takes 1/2", "it takes 1/2", None),
        ("4/5", "4/5", None),
    ],
)
def test_a_line_says_at_its_end_how_much_it_is_believed_in(
    line: str, words: str, belief: int | None
) -> None:
    assert mentions.belief(line, (1, 5)) == (words, belief)
    assert mentions.belief(line, None) == (line, None)


# ── which are sought ───────────────────────────────────────────────────────────────────────────

KNOWN = Known(
    people={"bo": ("bo",), "bo li": ("bo",), "ana": ("ana",)},
    standups={"daily": "daily", "research": "research", "secret": "secret"},
    lives={"hypotheses": "hypothesis", "hypothesis": "hypothesis", "hypothesen": "hypothesis"},
    states={"refuted": "refuted", "widerlegt": "refuted", "to do": "to do", "open": "open"},
)
MINE = ("daily", "research")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Sought(MINE)),
        ("of bo", Sought(MINE, people=("bo",))),
        ("of Bo Li", Sought(MINE, people=("bo",))),
        ("von ana", Sought(MINE, people=("ana",))),
        ("refuted", Sought(MINE, states=frozenset({"refuted"}), ended=None)),
        ("widerlegt", Sought(MINE, states=frozenset({"refuted"}), ended=None)),
        ("to do", Sought(MINE, states=frozenset({"to do"}), ended=None)),
        ("hypotheses", Sought(MINE, life="hypothesis")),
        ("hypotheses of bo that are open", None),
        ("all", Sought(MINE, ended=None)),
        ("settled", Sought(MINE, ended=True)),
        ("in daily", Sought(("daily",))),
        ("secret", None),
        ("refuted since march", None),
        ("of nobody", None),
        ("refuted by the committee", None),
        ("blah", None),
    ],
)
def test_which_items_are_sought(text: str, wanted: Sought | None) -> None:
    found = sought.read(text, TODAY, MINE, KNOWN)
    if text == "hypotheses of bo that are open":
        assert found is not None
        assert (found.people, found.life) == (("bo",), "hypothesis")
        assert found.states == {"open"}
    elif text == "refuted since march":
        assert found is not None
        assert (found.first, found.last) == (date(2026, 3, 1), None)
        assert found.states == {"refuted"}
    else:
        assert found == wanted


def item(**changes: object) -> Item:
    begun = at("9:31")
    made = Item(12, "daily", "hypothesis", "the loss differs", "open", begun, begun, "report/17")
    return replace(made, owner="ana", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "has"),
    [
        (Sought(("daily",)), True),
        (Sought(("research",)), False),
        (Sought(("daily",), people=("bo",)), False),
        (Sought(("daily",), people=("bo", "ana")), True),
        (Sought(("daily",), life="blocker"), False),
        (Sought(("daily",), states=frozenset({"refuted"}), ended=None), False),
        (Sought(("daily",), ended=True), False),
        (Sought(("daily",), first=TODAY), True),
        (Sought(("daily",), first=TODAY + timedelta(days=1)), False),
        (Sought(("daily",), last=TODAY - timedelta(days=1)), False),
    ],
)
def test_an_item_is_among_those_that_are_sought(wanted: Sought, has: bool) -> None:
    assert wanted.has(item(), TODAY) is has


# ── what an answer amounts to ──────────────────────────────────────────────────────────────────

NEW = Question("new", "items", "What do you want to find out?", life="hypothesis")
STUCK = Question("stuck", "text", "What blocks you?", optional=True, life="blocker")
WORDS = Question("words", "text", "What did you learn?")
STAND = Question(
    "stand", "outcome", "Where do they stand?", life="hypothesis", outcomes=HYPOTHESIS.words
)
CAME = Question("came", "outcome", "What came of it?", of=("plan", "new"))


def shared(question: Question, said: str, shown: tuple[str, ...] = ()) -> CheckIn:
    return replace(asked(question, said=(said,), shown=shown), state=State.DONE)


def sheet(check_in: CheckIn, plan: CheckIn | None = None) -> Sheet:
    plans = {} if plan is None else {"plan": plan}
    return lines.of_check_in(check_in, "ana", SHIPPED, plans)


def told(some: Sequence[Told]) -> list[tuple[object, str, str, str]]:
    return [(one.of, one.news.kind.value, one.news.value, one.news.text) for one in some]


def test_each_line_begins_an_item() -> None:
    found = sheet(shared(NEW, "warmup matters (4/5)\nshuffling matters, from #7"))
    assert found.lines == (
        Line("hypothesis", "new", 0, "warmup matters", belief=4),
        Line("hypothesis", "new", 1, "shuffling matters", origin=7),
    )
    assert (found.source, found.person, found.at) == ("report/17", "ana", at("9:05"))


def test_a_text_is_one_line() -> None:
    found = sheet(shared(STUCK, "no access\nto the  cluster"))
    assert [line.words for line in found.lines] == ["no access to the cluster"]
    assert sheet(shared(STUCK, "no blockers")).lines == ()


def test_nothing_begins_in_what_is_not_shared() -> None:
    check_in = replace(shared(NEW, "warmup matters"), state=State.ASKING)
    assert sheet(check_in).lines == ()
    assert sheet(check_in).told == ()


def test_a_life_that_is_not_there_any_more_begins_nothing() -> None:
    found = lines.of_check_in(shared(NEW, "warmup matters"), "ana", {}, {})
    assert found.lines == ()


def test_a_line_that_begins_with_a_number_is_about_that_item() -> None:
    found = sheet(shared(NEW, "#12 needs more seeds\nwarmup matters"))
    assert told(found.told) == [(12, "words", "", "needs more seeds")]
    assert [line.words for line in found.lines] == ["warmup matters"]


def test_an_answer_that_names_an_item_stands_in_its_logbook() -> None:
    found = sheet(shared(WORDS, "#12 needs more seeds, as #13 does"))
    assert [(number, text) for number, _, _, text in told(found.told)] == [
        (12, "#12 needs more seeds, as #13 does"),
        (13, "#12 needs more seeds, as #13 does"),
    ]


def test_what_came_of_what_lives_sets_its_state() -> None:
    shown = ("#12 the loss differs", "#13 warmup matters")
    found = sheet(shared(STAND, "#12 refuted – two seeds suffice, #13 still open", shown))
    assert told(found.told) == [
        (12, "state", "refuted", "two seeds suffice"),
        (13, "state", "open", ""),
    ]
    assert [one.news.ends for one in found.told] == [True, False]


def test_what_came_of_a_plan_sets_the_state_that_is_called_so() -> None:
    plan = shared(replace(NEW, life="carried"), "read about jax\nwrite it up")
    came = shared(CAME, "1 done 2 changed – Bo wrote it", ("read about jax", "write it up"))
    found = sheet(came, plan)
    of = [Planned("report/17", "new", words) for words in ("read about jax", "write it up")]
    assert [(one.of, one.news.kind, one.news.value) for one in found.told] == [
        (of[0], NewsKind.STATE, "done"),
        (of[1], NewsKind.STATE, "dropped"),
    ]


def test_what_was_not_done_of_a_plan_stays_open_with_its_reason() -> None:
    plan = shared(replace(NEW, life="carried"), "read about jax")
    found = sheet(shared(CAME, "not done – no time", ("read about jax",)), plan)
    assert [(one.news.kind, one.news.text) for one in found.told] == [(NewsKind.WORDS, "no time")]


def test_an_update_is_told_of_each_item_that_it_names() -> None:
    found = lines.of_update(3, "daily", 1, "bo", "#12 holds for Adam\n#13 does not", at("10:00"))
    assert found.source == "update/3"
    assert told(found.told) == [
        (12, "words", "", "#12 holds for Adam"),
        (13, "words", "", "#13 does not"),
    ]


def test_what_is_said_twice_of_an_item_is_one_line_of_its_logbook() -> None:
    found = lines.of_update(3, "daily", 1, "bo", "#12 holds\n#13 too\n#12 sure", at("10:00"))
    assert [(one.of, one.news.text) for one in found.told] == [
        (12, "#12 holds\n#12 sure"),
        (13, "#13 too"),
    ]


def test_the_words_of_an_answer_are_those_that_were_said_last() -> None:
    check_in = shared(NEW, "warmup matters")
    later = replace(check_in.answers[0], at=at("9:20"))
    assert sheet(replace(check_in, answers=(*check_in.answers, later))).at == at("9:20")


# ── when somebody is asked ─────────────────────────────────────────────────────────────────────

WEEK = timedelta(weeks=1)


def test_an_item_is_asked_about_once_a_week_and_three_times_at_most() -> None:
    new = item(news_at=at("9:31"))
    assert not asking.is_due(new, HYPOTHESIS, at("9:31") + timedelta(hours=2))
    assert asking.is_due(new, HYPOTHESIS, at("9:30") + WEEK)
    once = replace(new, asked=1, asked_at=at("9:30") + WEEK)
    assert not asking.is_due(once, HYPOTHESIS, at("9:30") + WEEK)
    assert asking.is_due(once, HYPOTHESIS, at("9:30") + 2 * WEEK)
    assert not asking.is_due(replace(once, asked=3), HYPOTHESIS, at("9:30") + 9 * WEEK)
    assert not asking.is_due(new, BLOCKER, at("9:30") + 9 * WEEK)


def test_an_item_of_which_nothing_is_said_for_long_is_quiet_once() -> None:
    new = item(news_at=at("9:31"))
    assert not asking.is_quiet(new, HYPOTHESIS, at("9:30") + 3 * WEEK)
    assert asking.is_quiet(new, HYPOTHESIS, at("9:30") + 4 * WEEK)
    assert not asking.is_quiet(replace(new, asked=4), HYPOTHESIS, at("9:30") + 9 * WEEK)
    assert not asking.is_quiet(new, BLOCKER, at("9:30") + 99 * WEEK)
