"""What is in force is kept as it is, without names and accounts."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standup.core.dates.spans import Span, Stretch
from standup.core.model import (
    Account,
    Accountability,
    Channel,
    Instance,
    Person,
    Question,
    Retention,
    Rhythm,
    Round,
    Standup,
)
from standup.store import in_force
from standup.store.database import Store
from tests.team import daily, instance, learning_day, person

words = st.text(max_size=8)
times = st.timedeltas(timedelta(0), timedelta(days=3))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
people = st.lists(
    st.builds(
        Person, words, st.just(""), words,
        accounts=st.lists(st.builds(Account, words, st.just("")), max_size=2).map(tuple),
        prefer=st.none() | words,
    ),
    unique_by=lambda one: one.id, max_size=4,
).map(tuple)  # fmt: skip
questions = st.lists(
    st.builds(
        Question, words, st.sampled_from(["text", "outcome", "choice"]), words,
        of=st.none() | st.tuples(words, words), options=st.lists(words, max_size=2).map(tuple),
        labels=st.lists(words, max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
rounds = st.lists(
    st.builds(Round, words, words, words, questions, times, times, st.none() | times), max_size=2
).map(tuple)
rhythms = st.builds(
    Rhythm,
    st.integers(1, 4),
    st.none() | days,
    st.frozensets(days, max_size=2),
    st.lists(st.builds(Span, days, days), max_size=2).map(tuple),
)
reports = st.builds(
    Accountability, words, words, st.integers(0, 9), st.none() | st.sampled_from(Stretch)
)


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    everybody = draw(people)
    some = st.lists(st.sampled_from(everybody), unique=True) if everybody else st.just([])
    standup = st.builds(
        Standup, words, words, rounds, some.map(tuple),
        st.lists(st.builds(Channel, words, words), max_size=2).map(tuple),
        zone=st.none() | words, rhythm=rhythms, accountability=st.none() | reports,
        owners=st.lists(words, max_size=2).map(tuple), fixed=st.frozensets(words, max_size=2),
    )  # fmt: skip
    return Instance(
        draw(st.lists(standup, max_size=2).map(tuple)),
        everybody,
        draw(words),
        draw(words),
        draw(st.builds(Retention, st.none() | times, times)),
        draw(st.dictionaries(words, st.lists(words, max_size=2).map(tuple), max_size=2)),
        draw(words),
    )


@given(instances())
def test_what_is_in_force_is_read_back(told: Instance) -> None:
    assert in_force.load(in_force.dump(told)) == told


def test_where_it_is_written_is_not_kept() -> None:
    told = instance(daily(person("ana")))
    told = replace(told, lines={("daily", "cron"): "config/standups/daily.yaml:7"})
    assert in_force.load(in_force.dump(told)).lines == {}
    assert "yaml" not in in_force.dump(told)


def test_neither_names_nor_accounts_are_kept() -> None:
    quokka = replace(person("bo"), name="Quokka", accounts=(Account("chat", "quokka-7"),))
    kept = in_force.dump(instance(learning_day(quokka), daily(quokka)))
    assert "uokka" not in kept


async def test_what_another_release_kept_is_not_known(store: Store) -> None:
    assert await store.read(in_force.known) is None
    told = instance(daily(person("ana")))
    await store.write(lambda tx: in_force.keep(tx, in_force.dump(told)))
    known = await store.read(in_force.known)
    assert known is not None
    assert known.standups[0].rounds == told.standups[0].rounds
    await store.write(lambda tx: in_force.keep(tx, '{"standups": [{"colour": 1}]}'))
    assert await store.read(in_force.known) is None
