import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standup.config import ConfigError, load
from standup.core.dates.spans import Stretch
from standup.core.model import Account, Accountability, Channel, Person, Question, Standup
from standup.store import definition
from tests.config.folders import INSTANCE, PIGEON, STANDUP, find, loaded, problems, write
from tests.team import learning_day

HOURS = timedelta(hours=1)


def the_standup(folder: Path, text: str) -> Standup:
    return loaded(folder, x=text).instance.standups[0]


@pytest.mark.parametrize("name", ["learning-day.YAML", "learning-day.Yml"])
def test_a_standup_is_found_however_its_files_ending_is_written(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path)
    (file,) = (folder / "standups").iterdir()
    file.rename(folder / "standups" / name)
    assert [standup.id for standup in load(folder, find=find).instance.standups] == ["learning-day"]


@pytest.mark.parametrize(
    "name", ["instance.YAML", "Instance.yaml", "instance.yml", "instance.yaml.txt"]
)
def test_an_instance_file_that_is_called_otherwise_is_named(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path)
    (folder / "instance.yaml").rename(folder / name)
    told = "\n".join(str(problem) for problem in problems(folder))
    assert f"did you mean `{name}`, which has to be called instance.yaml?" in told


def test_people_have_their_own_zone_or_the_instances(tmp_path: Path) -> None:
    assert loaded(tmp_path).instance.people == (
        Person("ana", "Ana", "Europe/Lisbon", (Account("pigeon", "@ana"),)),
        Person("bo", "Bo", "Europe/London", (Account("pigeon", "@bo"),), zone_is_usual=True),
    )


def test_an_account_may_be_invited_and_one_of_several_preferred(tmp_path: Path) -> None:
    instance = INSTANCE.replace('"@bo"}', "invite}").replace('"@ana"}', '"@ana"}, prefer: pigeon')
    ana, bo = loaded(tmp_path, instance=instance).instance.people
    assert ana.prefer == "pigeon"
    assert (bo.accounts, bo.invited) == ((), ("pigeon",))


def test_a_standup_knows_its_people_channels_and_questions(tmp_path: Path) -> None:
    standup = the_standup(tmp_path, STANDUP)
    assert [person.id for person in standup.participants] == ["ana", "bo"]
    assert standup.channels == (Channel("pigeon", "#room"),)
    assert standup.round("learned").question("did_learn").of == ("plan", "will_learn")
    assert standup.round("plan").title == "Plan"


def test_each_is_asked_in_their_own_zone_unless_one_is_named(tmp_path: Path) -> None:
    assert the_standup(tmp_path, STANDUP).zone is None
    assert the_standup(tmp_path, f"timezone: participant\n{STANDUP}").zone is None
    assert the_standup(tmp_path, f"timezone: Asia/Tokyo\n{STANDUP}").zone == "Asia/Tokyo"


def test_everyone_is_everyone_in_the_instance(tmp_path: Path) -> None:
    standup = the_standup(tmp_path, STANDUP.replace("[ana, bo]", "everyone"))
    assert [person.id for person in standup.participants] == ["ana", "bo"]


def test_a_round_without_closes_ends_when_the_next_opens_and_the_last_at_midnight(
    tmp_path: Path,
) -> None:
    standup = the_standup(tmp_path, STANDUP.replace('    closes: "20:00"\n', ""))
    assert [round_.closes for round_ in standup.rounds] == [17 * HOURS, 24 * HOURS]


@pytest.mark.parametrize(
    ("written", "hours"), [("20:00", 20), ('"24:00"', 24), ("+1 day 10:00", 34)]
)
def test_a_deadline_is_time_after_the_days_midnight(
    tmp_path: Path, written: str, hours: int
) -> None:
    standup = the_standup(tmp_path, STANDUP.replace('"20:00"', written))
    assert standup.round("learned").closes == hours * HOURS


def test_one_reminder_comes_half_an_hour_before_the_deadline(tmp_path: Path) -> None:
    assert the_standup(tmp_path, STANDUP).round("learned").reminder == HOURS / 2


@pytest.mark.parametrize("off", ["reminder: 0", "reminder: 0 minutes"])
def test_a_reminder_can_be_turned_off(tmp_path: Path, off: str) -> None:
    text = STANDUP.replace('closes: "20:00"', off)
    assert the_standup(tmp_path, text).round("learned").reminder == timedelta(0)


def test_a_round_shorter_than_the_usual_reminder_has_none(tmp_path: Path) -> None:
    text = STANDUP.replace('"20:00"', "17:20")
    assert the_standup(tmp_path, text).round("learned").reminder == timedelta(0)


def test_a_missed_opening_may_be_asked_until_the_deadline_or_as_late_as_written(
    tmp_path: Path,
) -> None:
    assert the_standup(tmp_path, STANDUP).round("learned").grace is None
    text = STANDUP.replace('closes: "20:00"', "grace: 1 hour 30 minutes")
    assert the_standup(tmp_path, text).round("learned").grace == 1.5 * HOURS


def test_every_second_week_is_counted_from_a_date_and_days_off_may_be_stretches(
    tmp_path: Path,
) -> None:
    rhythm = the_standup(
        tmp_path,
        f"{STANDUP}every: 2 weeks\nstarting: 2026-11-26\n"
        "days_off: [2026-12-24 to 2026-12-26, 2027-01-07]\n",
    ).rhythm
    assert (rhythm.weeks, rhythm.starting) == (2, date(2026, 11, 26))
    assert rhythm.days_off == {
        date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 7)
    }  # fmt: skip


def test_the_accountability_report_covers_four_weeks_in_the_standups_zone(tmp_path: Path) -> None:
    report = 'accountability: {cron: "0 10 1 * *"}\n'
    own = the_standup(tmp_path, STANDUP + report).accountability
    fixed = the_standup(tmp_path, f"timezone: Asia/Tokyo\n{STANDUP}{report}").accountability
    assert own == Accountability("0 10 1 * *", "Europe/London", 28)
    assert fixed == Accountability("0 10 1 * *", "Asia/Tokyo", 28)


@pytest.mark.parametrize("stretch", Stretch)
def test_the_accountability_report_covers_a_stretch_of_the_calendar(
    tmp_path: Path, stretch: Stretch
) -> None:
    report = f'accountability: {{cron: "0 10 1 * *", covers: {stretch}}}\n'
    found = the_standup(tmp_path, STANDUP + report).accountability
    assert found == Accountability("0 10 1 * *", "Europe/London", stretch=stretch)


def test_an_outcome_may_name_a_question_of_its_own_round(tmp_path: Path) -> None:
    text = STANDUP.replace("of: plan.will_learn", "of: now").replace(
        "      - {id: did", "      - {id: now, kind: items, ask: Now?}\n      - {id: did"
    )
    question = the_standup(tmp_path, text).round("learned").question("did_learn")
    assert question.of == ("learned", "now")


def test_each_kind_of_question_has_settings_of_its_own(tmp_path: Path) -> None:
    asked = """\
      - {id: where, kind: choice, options: [Office, 2 days remote, "no"], ask: Where?}
      - {id: sure, kind: scale, from: 0, to: 10, labels: [lost, certain], ask: Sure?}
      - {id: well, kind: scale, ask: Well?, from: ~}
      - {id: hours, kind: number, unit: hours, ask: How long?}
      - {id: error, kind: metric, unit: "%", better: lower, target: 20.0, ask: What error?}
      - {id: score, kind: metric, better: higher, ask: What score?}
      - {id: stuck, kind: yes_no, ask: Stuck?}
      - {id: mood, kind: mood, optional: true, ask: How is it going?}
"""
    round_ = the_standup(tmp_path, STANDUP + asked).round("learned")
    assert round_.questions[1:] == (
        Question("where", "choice", "Where?", options=("Office", "2 days remote", "no")),
        Question("sure", "scale", "Sure?", low=0, high=10, labels=("lost", "certain")),
        Question("well", "scale", "Well?", low=1, high=5),
        Question("hours", "number", "How long?", unit="hours"),
        Question(*("error", "metric", "What error?"), True, unit="%", better="lower", target="20"),
        Question("score", "metric", "What score?", optional=True, better="higher"),
        Question("stuck", "yes_no", "Stuck?"),
        Question("mood", "mood", "How is it going?", optional=True),
    )


def test_a_choice_may_sort_the_log_and_a_standup_be_internal(tmp_path: Path) -> None:
    asked = "      - {id: kind, kind: choice, sorts: true, options: [Reading, Code], ask: Kind?}\n"
    standup = the_standup(tmp_path, f"internal: true\n{STANDUP}{asked}")
    question = standup.round("learned").questions[-1]
    assert (question.id, question.sorts, standup.is_internal) == ("kind", True, True)
    assert definition.load(definition.dump(standup)).internal
    assert definition.load(definition.dump(standup)).round("learned").questions[-1] == question


def test_a_standup_that_its_participants_alone_read_needs_no_channel(tmp_path: Path) -> None:
    text = STANDUP.replace('channels:\n  - pigeon: "#room"\n', "readers: participants\n")
    standup = the_standup(tmp_path, text)
    assert (standup.channels, standup.is_posted, standup.is_internal) == ((), False, True)
    kept = definition.load(definition.dump(standup))
    assert (kept.is_posted, kept.is_internal) == (False, True)


def test_people_are_told_of_their_plans_where_that_is_posted_or_wanted(tmp_path: Path) -> None:
    among = STANDUP.replace('channels:\n  - pigeon: "#room"\n', "readers: participants\n")
    assert the_standup(tmp_path, STANDUP).hints == {"known", "same"}
    assert the_standup(tmp_path, f"hints: [same]\n{STANDUP}").hints == {"same"}
    assert the_standup(tmp_path, f"hints: off\n{STANDUP}").hints == set()
    assert the_standup(tmp_path, among).hints == set()
    assert the_standup(tmp_path, f"hints: [known]\n{among}").hints == {"known"}


def test_nobody_is_called_unless_that_is_wanted(tmp_path: Path) -> None:
    assert the_standup(tmp_path, STANDUP).mentions == "off"
    assert the_standup(tmp_path, f"mentions: off\n{STANDUP}").mentions == "off"
    assert the_standup(tmp_path, f"mentions: participants\n{STANDUP}").mentions == "participants"


def test_what_readers_are_left_out_is_posted(tmp_path: Path) -> None:
    for line in ("", "readers: channel\n"):
        standup = the_standup(tmp_path, line + STANDUP)
        assert (standup.is_posted, standup.is_internal) == (True, False)


def test_the_old_word_still_works_and_is_told_with_what_to_write(tmp_path: Path) -> None:
    told = loaded(tmp_path, x=f"private: true\n{STANDUP}")
    standup = told.instance.standups[0]
    assert (standup.is_internal, standup.is_posted) == (True, True)
    assert [(one.line, one.path) for one in told.advice] == [(1, "private")]
    assert "`internal: true`" in told.advice[0].told("write")
    assert loaded(tmp_path).advice == ()


def test_what_a_run_of_before_kept_in_the_old_word_stays_internal() -> None:
    kept = json.loads(definition.dump(learning_day()))
    del kept["internal"], kept["readers"]
    for said in (True, False):
        before = definition.load(json.dumps(kept | {"private": said}))
        assert (before.is_internal, before.is_posted) == (said, True)


def test_a_key_whose_lines_are_commented_out_is_left_out(tmp_path: Path) -> None:
    assert the_standup(tmp_path, f"days_off:\n  # - 2026-12-24\n{STANDUP}").rhythm.weeks == 1


def test_text_stays_as_written_whatever_yaml_might_make_of_it(tmp_path: Path) -> None:
    instance = INSTANCE.replace("name: Bo", "name: 007").replace('"@bo"', "@no".join('""'))
    text = STANDUP.replace("title: Learning Day", "title: no").replace('"#room"', '"#1e3"')
    result = loaded(tmp_path, instance, x=text).instance
    assert result.people[1].name == "007"
    assert result.standups[0].title == "no"
    assert result.standups[0].channels == (Channel("pigeon", "#1e3"),)


def test_an_anchor_may_stand_for_what_is_written_once(tmp_path: Path) -> None:
    standup = the_standup(
        tmp_path,
        STANDUP.replace("{id: will_learn", "&it {id: will_learn").replace(
            "      - {id: did", "      - *it\n      - {id: did"
        ),
    )
    assert [q.id for q in standup.round("learned").questions] == ["will_learn", "did_learn"]


def test_the_database_and_secrets_lie_beside_the_instance_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("coo\n")
    result = loaded(tmp_path, INSTANCE.replace("{env: PIGEON_TOKEN}", "{file: token}"))
    plugin, settings = result.adapters["pigeon"]
    assert result.database == tmp_path / "data" / "standup.db"
    assert plugin is PIGEON
    assert settings.model_dump()["birds"] == 3
    assert getattr(settings, "token").reveal() == "coo"  # noqa: B009 - a plugin's own setting


CARELESS = replace(PIGEON, spell_account=str.lower)


def test_an_account_has_one_spelling(tmp_path: Path) -> None:
    folder = write(tmp_path, INSTANCE.replace('"@ana"', '"@Ana"'))
    told = load(folder, find=lambda _: CARELESS).instance
    assert [one.accounts[0].id for one in told.people] == ["@ana", "@bo"]


def test_one_account_spelled_in_two_ways_is_not_two_peoples(tmp_path: Path) -> None:
    folder = write(tmp_path, INSTANCE.replace('"@bo"', '"@ANA"'))
    with pytest.raises(ConfigError, match="already belongs to `ana`"):
        load(folder, find=lambda _: CARELESS)


def test_a_spelling_that_fails_is_a_problem_like_any_other(tmp_path: Path) -> None:
    failing = replace(PIGEON, spell_account=lambda text: text[99])
    with pytest.raises(ConfigError, match="the adapter failed on it: IndexError"):
        load(write(tmp_path), find=lambda _: failing)


def test_loading_needs_no_secret_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIGEON_TOKEN", raising=False)
    assert loaded(tmp_path).adapters


def test_the_digest_changes_with_any_byte_of_any_file(tmp_path: Path) -> None:
    first = loaded(tmp_path).digest
    assert loaded(tmp_path).digest == first
    assert loaded(tmp_path, x=STANDUP + "# a note\n").digest != first
    assert loaded(tmp_path, f"# a note\n{INSTANCE}", x=STANDUP).digest != first


def test_hidden_files_and_other_kinds_of_file_are_no_standups(tmp_path: Path) -> None:
    write(tmp_path)
    for name in (".x.yaml.swp", ".hidden.yaml", "notes.txt", "x.yaml~"):
        (tmp_path / "standups" / name).write_text("not a standup")
    assert len(load(tmp_path, find=find).instance.standups) == 1


def test_an_error_ends_the_command_with_its_own_code(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "nowhere", find=find)
    assert caught.value.exit_code == 3
    assert "standup init" in str(caught.value)


def test_tags_that_mean_the_same_stand_under_one_name(tmp_path: Path) -> None:
    told = loaded(tmp_path, instance=f'{INSTANCE}\ntags:\n  JAX: ["#jaxlib", google-jax]\n')
    assert told.instance.tags == {"jax": ("jaxlib", "google-jax")}


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        ('{jax: ["two words"]}', "`two words` is not a tag"),
        ("{jax: [numpy], arrays: [numpy]}", "`numpy` already counts as `jax`"),
        ("{jax: [numpy], arrays: [JAX]}", "`JAX` is also the name that others are counted under"),
    ],
)
def test_a_tag_that_is_none_or_two_is_a_mistake(tmp_path: Path, tags: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        loaded(tmp_path, instance=f"{INSTANCE}\ntags: {tags}\n")
