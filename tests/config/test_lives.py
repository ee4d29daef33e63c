"""How lines live on, and words of a question's own, in YAML; and that they are kept from there."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standup.config import load
from standup.config.into_yaml import into_yaml
from standup.core.differences import differences
from standup.core.life import SHIPPED, Asking, Life, StateOf
from standup.core.model import Instance, Question
from standup.core.reading.own_words import Counts, OwnWord
from standup.core.settings.overlay import laid_over as overlay
from standup.core.settings.setting import Asks, Founded, Scope, Setting, Source, from_data, to_data
from standup.core.settings.standups import laid_over
from standup.store import definition
from tests.config.folders import INSTANCE, find, loaded, problems, write

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
RESEARCH = """\
id: research
title: Research
participants: [ana, bo]
channels:
  - pigeon: "#room"
rounds:
  - id: week
    cron: "0 10 * * mon"
    closes: "18:00"
    questions:
      - {id: plan, kind: items, ask: "What will you do?"}
      - {id: stand, kind: outcome, life: hypothesis, ask: "Where do they stand?"}
      - {id: new, kind: items, life: bet, ask: "What do you bet on?"}
      - {id: came, kind: outcome, of: plan, outcomes: {shipped: kept, slipped: partly}, ask: "So?"}
lives:
  bet:
    states:
      open: {}
      won: {ends: true, counts: kept, by: anyone}
      lost: {ends: true}
    belief: 1-5
    owner: asked
    ask: {every: 2 weeks, say: "Does it hold?"}
    quiet_after: 6
    urgent: true
    again: true
    amount: true
  blocker:
"""
BET = Life(
    "bet",
    (
        StateOf("open"),
        StateOf("won", ends=True, counts=Counts.KEPT, by="anyone"),
        StateOf("lost", ends=True),
    ),
    belief=(1, 5),
    has_owner=False,
    ask=Asking(2, "Does it hold?"),
    quiet_after=6,
    urgent=True,
    again=True,
    amount=True,
)


def instance(folder: Path, text: str = RESEARCH, first: str = INSTANCE) -> Instance:
    return loaded(folder, first, research=text).instance


def questions(told: Instance) -> dict[str, Question]:
    return {one.id: one for one in told.standups[0].rounds[0].questions}


def test_a_life_is_what_the_file_says(tmp_path: Path) -> None:
    told = instance(tmp_path)
    lives = {life.name: life for life in told.standups[0].lives}
    assert lives == {"bet": BET, "blocker": SHIPPED["blocker"], "hypothesis": SHIPPED["hypothesis"]}
    found = questions(told)
    assert (found["new"].life, found["stand"].life, found["plan"].life) == ("bet", "hypothesis", "")
    assert found["stand"].outcomes == SHIPPED["hypothesis"].words
    assert found["came"].outcomes == (
        OwnWord("shipped", Counts.KEPT),
        OwnWord("slipped", Counts.PARTLY),
    )


def test_a_life_of_the_instance_is_there_in_each_standup(tmp_path: Path) -> None:
    text, _, lives = RESEARCH.partition("lives:\n")
    told = instance(tmp_path, text, f"{INSTANCE}lives:\n{lives}")
    assert BET in told.standups[0].lives


def test_a_standup_that_only_names_a_life_has_that_of_the_instance(tmp_path: Path) -> None:
    text, _, lives = RESEARCH.partition("lives:\n")
    only = text.replace("life: bet, ", "") + "lives: {bet: }\n"
    assert BET in instance(tmp_path, only, f"{INSTANCE}lives:\n{lives}").standups[0].lives


def test_a_standup_says_a_life_anew(tmp_path: Path) -> None:
    first = f"{INSTANCE}lives:\n  bet: {{states: {{on: {{}}, off: {{ends: true}}}}}}\n"
    assert BET in instance(tmp_path, first=first).standups[0].lives


def test_nothing_lives_where_nobody_says_so(tmp_path: Path) -> None:
    text = RESEARCH.partition("lives:\n")[0].replace(", life: hypothesis", ", of: plan")
    told = instance(tmp_path, text.replace("life: bet, ", ""))
    assert told.standups[0].lives == ()


WRONG = [
    ("life: bet", "life: bit", "rounds[0].questions[2].life: there is no life `bit`", "`bet`?"),
    ("life: bet", "life: Bet", "rounds[0].questions[2].life", "`bet`?"),
    ("life: hypothesis", "life: hypotesis", "there is no life `hypotesis`", "`hypothesis`?"),
    ("  blocker:\n", "  bloker:\n", "lives.bloker: `bloker` is none of those", "`blocker`?"),
    ("lost: {ends: true}", "Won: {ends: true}", "lives.bet.states.Won: `Won` is there twice", ""),
    ("lost: {ends: true}", "won: {ends: true}", "won", ""),  # which YAML refuses
    ("lost: {ends: true}", '"1": {ends: true}', "lives.bet.states.1: `1` is no word", "letters"),
    ("open: {}", "open: {ends: true}", "open.ends: an item would end as it begins", "first state"),
    ("ends: true", "ends: false", "lives.bet.states: an item would never end", "`ends: true`"),
    (
        "      won: {ends: true, counts: kept, by: anyone}\n      lost: {ends: true}\n",
        "",
        "few",
        "",
    ),
    ("counts: kept, by", "counts: keep, by", "`keep` is no way to count", "`kept`?"),
    ("by: anyone", "by: everyone", "lives.bet.states.won.by", "`anyone`"),
    ("belief: 1-5", "belief: 5-1", "lives.bet.belief: `5-1` is no range", "`1-5`"),
    ("belief: 1-5", "belief: high", "lives.bet.belief: `high` is no range", "`1-5`"),
    ("quiet_after: 6", "quiet_after: soon", "lives.bet.quiet_after: `soon`", "such as `4`"),
    ("owner: asked", "owner: nobody", "lives.bet.owner", "`author`"),
    ("every: 2 weeks", "every: often", "lives.bet.ask.every", "`2 weeks`"),
    ("    states:\n", "    stats:\n", "lives.bet.stats: there is no such setting", "`states`?"),
    ("kind: items, life: bet", "kind: number, life: bet", "kind `number` cannot live on", "items"),
    ("kind: items, life: bet", "kind: mood, life: bet", "kind `mood` cannot live on", "items"),
    ("kind: outcome, life", "kind: outcome, of: plan, life", "is of all that lives", "not both"),
    ("shipped: kept, ", "", "outcomes: too few words: 1", "2 to 8 words"),
    ("slipped: partly", "Shipped: partly", "outcomes.Shipped: `Shipped` is there twice", "once"),
    ("slipped: partly", '"!": partly', "outcomes.!: `!` is no word", "letters"),
    ("slipped: partly", "slipped: half", "`half` is no way to count", "`partly`"),
    ('kind: items, ask: "What will', 'outcomes: {a: kept, b: partly}, ask: "What will', "text", ""),
]


@pytest.mark.parametrize(("was", "is_", "what", "hint"), WRONG, ids=[one[1] for one in WRONG])
def test_a_mistake_is_told_where_it_is_and_what_would_do(
    tmp_path: Path, was: str, is_: str, what: str, hint: str
) -> None:
    assert was in RESEARCH
    text = RESEARCH.replace(was, is_)
    told = "\n".join(str(problem) for problem in problems(write(tmp_path, research=text)))
    assert what in told
    assert hint in told


def test_a_mistake_in_the_instance_file_is_told_there(tmp_path: Path) -> None:
    first = f"{INSTANCE}lives:\n  bet: {{states: {{on: {{}}, off: {{}}}}}}\n"
    [problem] = problems(write(tmp_path, first, research=RESEARCH))
    assert (Path(problem.file).name, problem.line) == ("instance.yaml", 10)
    assert (problem.path, problem.what) == ("lives.bet.states", "an item would never end")


# ── kept from there ────────────────────────────────────────────────────────────────────────────


def test_a_run_keeps_the_words_and_the_lives_of_its_questions(tmp_path: Path) -> None:
    [standup] = instance(tmp_path).standups
    held = definition.load(definition.dump(standup))
    assert held.rounds[0].questions == standup.rounds[0].questions


def test_what_is_said_of_a_standup_leaves_its_lives_alone(tmp_path: Path) -> None:
    told = instance(tmp_path)
    asks = Asks("week", "new", "What next?")
    setting = Setting(1, Scope(standup="research"), asks, "ask", Source("ana", "pigeon"), NOW)
    laid, unfit = laid_over(told, [setting])
    assert not unfit
    assert laid.standups[0].lives == told.standups[0].lives
    assert questions(laid)["new"] == replace(questions(told)["new"], ask="What next?")


def test_it_is_written_into_the_file_beside_lives_and_outcomes(tmp_path: Path) -> None:
    told = loaded(tmp_path, research=RESEARCH)
    asks = Asks("week", "new", "What next?")
    setting = Setting(1, Scope(standup="research"), asks, "ask", Source("ana", "pigeon"), NOW)
    written = into_yaml(told, [setting], {}, find=find)
    for _, is_ in written.changed:
        is_.path.write_bytes(is_.content)
    again = load(tmp_path, find=find).instance
    assert again == laid_over(told.instance, [setting])[0]


def test_a_standup_that_is_made_like_it_lives_alike(tmp_path: Path) -> None:
    [standup] = instance(tmp_path).standups
    made = Founded(replace(standup, id="retro", title="Retro", participants=()), ("ana",))
    assert from_data("new standup", to_data(made)) == made


def test_another_life_or_other_words_are_a_difference(tmp_path: Path) -> None:
    before = instance(tmp_path)
    for was, is_, of in (
        ("quiet_after: 6", "quiet_after: 7", "lives"),
        ("slipped: partly", "slipped: missed", "questions"),
        ("life: bet", "life: blocker", "questions"),
    ):
        after = instance(tmp_path, RESEARCH.replace(was, is_))
        found = differences(overlay(before, ()), overlay(after, ()), (), NOW)
        assert of in str(found), was
