from pathlib import Path

import pytest

from standup.chat.interface import Plugin, Settings
from standup.config import ConfigError, load
from tests.config.folders import INSTANCE, PIGEON, STANDUP, find, problems, write


def said(folder: Path, instance: str = INSTANCE, **standups: str) -> str:
    return "\n".join(str(problem) for problem in problems(write(folder, instance, **standups)))


IN_A_STANDUP = [
    ("title:", "titel:", ":2  titel: there is no such setting", "did you mean `title`?"),
    ("id: learning-day\n", "", ":1  id: this is missing", "such as `learning-day`"),
    ("id: learning-day", "id: Learning Day", ":1  id: ", "did you mean `learning-day`?"),
    ("[ana, bo]", "[ana, boo]", ":3  participants[1]: there is no person `boo`", "`bo`?"),
    ("[ana, bo]", "[ana, ana]", ":3  participants[1]: `ana` is listed twice", "each person once"),
    ("[ana, bo]", "[]", ":3  participants: nobody is named here", "`everyone`"),
    ("[ana, bo]", "everyones", ":3  participants: `everyones`", "did you mean `everyone`?"),
    ("[ana, bo]", "[everyone]", ":3  participants[0]: ", "`participants: everyone`"),
    ("pigeon:", "pidgeon:", ":5  channels[0].pidgeon: the adapter", "did you mean `pigeon`?"),
    ('channels:\n  - pigeon: "#room"\n', "", ":1  channels: this is missing", "readers: part"),
    ('channels:\n  - pigeon: "#room"\n', "channels: []\n", ":4  channels: this is empty", "opened"),
    ("channels:", "chanels:", ":4  chanels: there is no such setting", "mean `channels`?"),
    ('"#room"', "#room", ":5  channels[0].pigeon: this is empty", "in quotes"),
    ('"#room"', "room", ":5  channels[0].pigeon: `room` doesn't work", "a roof begins with #"),
    ("30 9 * * thu", "30 9 * * thr", ":8  rounds[0].cron: `thr` is not a valid weekday", "`thu`?"),
    ("30 9 * * thu", "30 9 * * thursday", ":8  rounds[0].cron: ", "did you mean `thu`?"),
    ("30 9 * * thu", "30 9 * thu", ":8  rounds[0].cron: ", "4 fields instead of five"),
    ("30 9 * * thu", "0 30 9 * * thu", ":8  rounds[0].cron: ", "6 fields instead of five"),
    ("30 9 * * thu", "@weekly", ":8  rounds[0].cron: ", "one field instead of five"),
    (
        "30 9 * * thu",
        "61 9 * * thu",
        ":8  rounds[0].cron: `61` is not a valid minute",
        "from 0 to 59",
    ),
    ("30 9 * * thu", "30 9,14 * * thu", ":8  rounds[0].cron: the hour `9,14`", "two rounds"),
    ("30 9 * * thu", "*/15 9 * * thu", ":8  rounds[0].cron: the minute `*/15`", "two rounds"),
    ("30 9 * * thu", "30 9 31 feb *", ":8  rounds[0].cron: ", "no month has such a day"),
    (
        "30 9 * * thu",
        "30 9 r * *",
        ":8  rounds[0].cron: `r` is not a valid day of the month",
        "1 to 31",
    ),
    ("30 9 * * thu", "30 18 * * thu", ":12  rounds[1].cron: opens at 17:00, not after", "order"),
    ("0 17 * * thu", "0 17 * * *", ":15  rounds[1].questions[0].of: ", "not asked on every day"),
    ('"20:00"', "20.30", ":13  rounds[1].closes: `20.30` is not a time", "did you mean `20:30`?"),
    ('"20:00"', "25:00", ":13  rounds[1].closes: `25:00` is not a time", "+1 day"),
    ('"20:00"', "16:00", ":13  rounds[1].closes: closes before it opens at 17:00", "+1 day"),
    ('closes: "20:00"', "reminder: 30", ":13  rounds[1].reminder: ", "mean `30 minutes`?"),
    ('closes: "20:00"', "reminder: soon", ":13  rounds[1].reminder: `soon`", "`30 minutes`"),
    ('"20:00"', '"20:00"\n    reminder: 3h', ":14  rounds[1].reminder: ", "before the question"),
    ('"20:00"', '"20:00"\n    opens: 16:00', ":14  rounds[1].opens: `16:00` is not", "08:00-11:00"),
    ('"20:00"', '"20:00"\n    opens: 18:00-16:00', ":14  rounds[1].opens: `18:00-16:00`", "first"),
    ('"20:00"', '"20:00"\n    opens: 16-18', ":14  rounds[1].opens: `16` is not", "`16:00`"),
    ('"20:00"', '"20:00"\n    opens: 18:00-19:00', ":14  rounds[1].opens: the team", "around"),
    ('"20:00"', '"20:00"\n    opens: 16:00-20:00', ":14  rounds[1].opens: somebody", "before it"),
    ('"20:00"', '"20:00"\n    opens: 9:30-19:00', ":14  rounds[1].opens: `learned` could", "meet"),
    ('"20:00"', '"20:00"\n    early: +1 day 9:00', ":14  rounds[1].early: ", "`18:00`"),
    ('"20:00"', '"20:00"\n    early: 6pm', ":14  rounds[1].early: `6pm` is not", "`18:00`"),
    ('"20:00"', '"20:00"\n    late: long', ":14  rounds[1].late: `long` is not", "`2 hours`"),
    ("id: learned", "id: accountability", ":11  rounds[1].id: ", "a reserved word"),
    ("id: learned", "id: plan", ":11  rounds[1].id: there is already a round `plan`", ""),
    ("kind: items", "kind: itmes", ":10  rounds[0].questions[0].kind: ", "mean `items`?"),
    ("kind: items", "kind: text", ":15  rounds[1].questions[0].of: ", "is of kind `text`"),
    ("kind: outcome", "kind: text", ":15  rounds[1].questions[0].of: ", "`kind: outcome`"),
    ("of: plan.will_learn, ", "", ":15  rounds[1].questions[0]: ", "`plan.will_learn`"),
    ("plan.will_learn", "plan.wil_learn", "questions[0].of: there is no", "`plan.will_learn`?"),
    (', ask: "What did you learn?"', "", ":15  rounds[1].questions[0].ask: this is missing", ""),
    ("ask:", "asks:", ":10  rounds[0].questions[0].asks: ", "did you mean `ask`?"),
    ("    questions:", "    questoins:", ":9  rounds[0].questoins: ", "`questions`?"),
    (
        *("title: Learning Day", 'title: "Learning\\nDay"'),
        *(":2  title: this has 2 lines", "did you mean `Learning Day`?"),
    ),
    ("title:", "name:", ":2  name: there is no such setting", "did you mean `title`?"),
    ("    cron:", "    time:", ":8  rounds[0].time: there is no such setting", "mean `cron`?"),
    ("closes:", "deadline:", ":13  rounds[1].deadline: there is no such", "mean `closes`?"),
    ("closes:", "type:", ":13  rounds[1].type: there is no", "such setting\n    expected `id`"),
    ("kind: items", "type: items", "questions[0].type: there is no such", "mean `kind`?"),
    ("{id: will_learn", "{name: will_learn", "questions[0].name: there is no", "mean `id`?"),
    ("30 9 * * thu", "30 9 * * thuL", ":8  rounds[0].cron: `thul` is no", "mean `L4`?"),
    ("30 9 * * thu", "0 30 9 * * thu", "the first, `0`, would be the seconds", "`30 9 * * thu`?"),
    ("id: plan", "optional: 1", ":7  rounds[0].optional: there is no such setting", "`id`"),
]  # fmt: skip

_COVERS = "accountability.covers: `"
ADDED = [
    ("timezone: Europe/Londn", "timezone: `Europe/Londn` is not a time zone", "`Europe/London`?"),
    ("timezone: berlin", "timezone: ", "did you mean `Europe/Berlin`?"),
    ("timezone: europe/london", "timezone: ", "did you mean `Europe/London`?"),
    ("timezone: UTC+2", "timezone: `UTC+2` is not a time zone", "named after a place"),
    ("timezone: participants", "timezone: ", "did you mean `participant`?"),
    ("every: 2", "every: ", "did you mean `2 weeks`?"),
    ("every: day", "every: `day` is not a number of weeks", "cron gives the days"),
    ("every: 2 weeks", "every: every 2 weeks, but counted from when?", "`starting:`"),
    ("starting: 26.11.2026", "starting: `26.11.2026` is not a date", "2026-11-26"),
    ("days_off: [2026-02-30]", "days_off[0]: `2026-02-30` is not a date", ""),
    ("days_off: [2026-12-24 to 2026-12-01]", "days_off[0]: ", "the earlier date first"),
    ("days_off: 2026-12-24", "days_off: this is a text", "dates on which nothing"),
    ('accountability: {cron: "0 10 1 * *", covers: 3h}', "accountability.covers: ", "whole days"),
    ('accountability: {cron: "0 10 1 * *", covers: 1 month}', _COVERS, "`month`?"),
    ('accountability: {cron: "0 10 1 * *", covers: monthly}', _COVERS, "or `quarter`"),
    ('accountability: {cron: "0 * 1 * *"}', "accountability.cron: the hour `*` gives", "one hour"),
    ("publish: all", "publish: `all` is not possible here", "`everyone`"),
    ("summary: model\nprivate: Yes", "summary: a standup with `private: true` is not shown", "off"),
    (
        "publish: everyone\ninternal: true",
        "publish: a standup with `internal: true` is not",
        "nobody",
    ),
    ("publish: agreed\nreaders: participants", "publish: a standup with `readers: part", "nobody"),
    ("readers: owners", "readers: `owners` is not possible yet", "`channel` or `participants`"),
    ("readers: participant", "readers: `participant` is not possible", "mean `participants`?"),
    ("readers: [ana]", "readers: this is not a word", "`participants`"),
    ("mentions: everyone", "mentions: `everyone` is not possible here", "`participants`"),
    ("mentions: participant", "mentions: `participant` is not possible", "mean `participants`?"),
    ("mentions: [bo]", "mentions: this is not a word", "`participants`"),
    (
        "mentions: participants\nreaders: participants",
        "mentions: nothing of a standup with `readers: participants` stands in a channel",
        "`mentions: off`",
    ),
    ("hints: [know]", "hints: `know` is no kind of hint", "did you mean `known`?"),
    ("hints: known", "hints: `known` is no list", "`known`, `same`, or `off`"),
    ("summary: modle", "summary: `modle` is not possible here", "did you mean `model`?"),
    ("summary: model", "summary: which model? instance.yaml names none", "`summary: extract`"),
    ("summary: model\nreaders: participants", "summary: a standup with `readers: part", "off"),
    ("accountability: monthly", "accountability: this is a text", "report is posted"),
]

A_SITE = [
    ("learn.example.org", "site: `learn.example.org` is not an address", "https://"),
    ("https://x.org/?page=1", "site: this address has more in it than a place", "https://"),
]

A_MODEL = [
    ("{url: https://m.example.org/v1}", "summaries.model: this is missing", "llama3.2"),
    (
        "{url: m.example.org, model: x}",
        "summaries.url: `m.example.org` is not an address",
        "https://",
    ),
    ("{url: http://m.example.org/v1, model: x}", "summaries.url: what people wrote would", "own"),
    ("{url: 'https://a:b@m.example.org/', model: x}", "summaries.url: this address has more", ""),
    (
        "{url: http://localhost:1/v1, model: x, key: hunter2}",
        "summaries.key: a secret must not",
        "",
    ),
]

OF_A_KIND = [
    ("kind: choice", ": a `choice` must say what there is to choose", "`options:` with 2 to 20"),
    ("kind: choice, options: [one]", ".options: too few options: 1", "2 to 20 short texts"),
    (
        f"kind: choice, options: {[*'abcdefghijklmnopqrstu']}",
        ".options: too many options: 21",
        "2 to 20",
    ),
    ("kind: choice, options: none", ".options: this is a text", "a list"),
    ("kind: choice, options: [Café, cafe]", ".options[1]: `cafe` is listed twice", "once"),
    ('kind: choice, options: [a, " "]', ".options[1]: this is empty", "some words"),
    (f"kind: choice, options: [a, {'b' * 39}]", ".options[1]: `bbbb", "at most 38 characters"),
    ("kind: choice, options: [go, skip]", ".options[1]: `skip` is a command that the bot", "other"),
    ("kind: choice, options: [2, 1]", ".options[0]: `2` could also be the number", "other words"),
    ("kind: mood, options: [a, b]", ".options: a question of kind `mood` has no", "`kind: choice`"),
    (
        "unit: hours",
        ".unit: a question of kind `text` has no `unit`",
        "`kind: number` or `kind: me",
    ),
    ("kind: metric", ": a `metric` must say which way is better", "`better: lower` or"),
    ("kind: metric, better: down", ".better: `down` is not possible here", "`lower` or `higher`"),
    ("kind: metric, better: higer", ".better: `higer` is", "did you mean `higher`?"),
    ("kind: metric, better: lower, target: few", ".target: `few` is not a number", "such as `20`"),
    ("kind: metric, better: lower, target: 20%", ".target: `20%` is not a number", "`0.95`"),
    (
        "kind: number, better: lower",
        ".better: a question of kind `number` has no",
        "`kind: metric`",
    ),
    ("kind: number, target: 3", ".target: a question of kind `number` has no", "`kind: metric`"),
    (f"kind: number, unit: {'h' * 21}", ".unit: `hhhh", "at most 20 characters"),
    ("kind: number, from: 1", ".from: a question of kind `number` has no `from`", "`kind: scale`"),
    ("kind: scale, from: 5", ".from: the scale goes from 5 to 5", "`to` greater than `from`"),
    ("kind: scale, from: 3, to: 2", ".to: the scale goes from 3 to 2", "greater"),
    ("kind: scale, to: 100", ".to: 100 steps are too many", "at most 11, such as 0 to 10"),
    ("kind: scale, from: -1", ".from: `-1` is not a step of a scale", "from 0 to 100"),
    ("kind: scale, from: [1]", ".from: this is a list", "a whole number"),
    ("kind: scale, form: 1", ".form: there is no such setting", "did you mean `from`?"),
    ("kind: scale, labels: [a]", ".labels: 1 labels instead of two", "[not at all, fully]"),
    ("kind: scale, labels: [a, A]", ".labels[1]: `A` is listed twice", "once"),
    ('kind: scale, labels: ["5", b]', ".labels[0]: `5` would be read as step 5", "words"),
    (f"kind: scale, labels: [a, {'b' * 31}]", ".labels[1]: `bbbb", "at most 30 characters"),
    ("kind: scal", ".kind: `scal` is not possible here", "did you mean `scale`?"),
]

IN_THE_INSTANCE = [
    ("{env: PIGEON_TOKEN}", "hunter2", ":5  adapters.pigeon.token: a secret must", "{env: NAME}"),
    ("token:", "tokn: x, token:", ":5  adapters.pigeon.tokn: there is", "did you mean `token`?"),
    ("loft: north", "api_key: x", ":5  adapters.pigeon.api_key: ", "a secret never goes into YAML"),
    ("loft: north", "birds: many", ":5  adapters.pigeon.loft: this is missing", "such as `north`"),
    ("loft: north", "loft: x, birds: many", ":5  adapters.pigeon.birds: ", "a whole number"),
    ("{loft: north, token: {env: PIGEON_TOKEN}}", "", ":5  adapters.pigeon.token: ", "missing"),
    ("  pigeon: {loft", "  pidgeon: {loft", ":5  adapters.pidgeon: there is no", "`pigeon`?"),
    ("  bo:", "  Bo:", ":8  people.Bo: `Bo` is not an id", "did you mean `bo`?"),
    ('accounts: {pigeon: "@bo"}', "accounts: {}", ":8  people.bo.accounts: this is empty", "id on"),
    ('accounts: {pigeon: "@bo"}', "account: {pigeon: x}", ":8  people.bo.account: ", "`accounts`?"),
    ('"@bo"', '"@ana"', ":8  people.bo.accounts.pigeon: `@ana` already", "one person"),
    ('"@bo"', "bo", ":8  people.bo.accounts.pigeon: `bo` doesn't work", "begins with @"),
    ('{pigeon: "@bo"}', "{crow: bo}", ":8  people.bo.accounts.crow: ", "not configured"),
    ('{pigeon: "@bo"}', "{crow: invite}", ":8  people.bo.accounts.crow: ", "not configured"),
    ('"@bo"}', '"@bo"}, prefer: crow', ":8  people.bo.prefer: `crow` is not one of", "`pigeon`"),
    ("Europe/Lisbon", "Europe/Lisboa", ":7  people.ana.timezone: ", "mean `Europe/Lisbon`?"),
    ("timezone: Europe/London\n", "", ":1  timezone: this is missing", "such as `Europe/London`"),
    ("organiser: Ana", 'organiser: " "', ":3  organiser: this is empty", ""),
    (
        "data/standup.db",
        "mysql://x",
        ":1  database: `mysql` is not a database I know",
        "postgresql:",
    ),
    ("data/standup.db", "postgres://a:b@c/d", ":1  database: a password must not", "PGPASSWORD"),
    ("data/standup.db", '"postgresql://c/d?password=b"', ":1  database: a password must", "{env:"),
    ("data/standup.db", "[x]", ":1  database: this doesn't name a database", "a path"),
    ("data/standup.db", "{var: X}", ":1  database", ""),
    ("organiser: Ana", "organiser: A\nretention: {answers: 2}", ":4  retention.ans", "`2 days`"),
    ("organiser: Ana", "organiser: A\nretention: {messages: 1 day}", ":4  ", "at least 14 days"),
    ("organiser: Ana", "organiser: A\nretention: {anwsers: 1 day}", ":4  ", "mean `answers`?"),
    (
        "organiser: Ana",
        "organiser: A\nretention: 2 years",
        ":4  retention: this is a text",
        "how long",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "hint"), IN_A_STANDUP)
def test_a_mistake_in_a_standup_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, old: str, new: str, where: str, hint: str
) -> None:
    assert old in STANDUP
    text = said(tmp_path, x=STANDUP.replace(old, new, 1))
    assert where in text
    assert hint in text
    assert "x.yaml:" in text


@pytest.mark.parametrize(("line", "what", "hint"), ADDED)
def test_a_mistaken_setting_of_a_standup_is_told_too(
    tmp_path: Path, line: str, what: str, hint: str
) -> None:
    text = said(tmp_path, x=f"{line}\n{STANDUP}")
    assert f"x.yaml:1  {what}" in text
    assert hint in text


@pytest.mark.parametrize(("settings", "what", "hint"), A_MODEL)
def test_a_model_is_named_where_it_can_be_asked_in_secret(
    tmp_path: Path, settings: str, what: str, hint: str
) -> None:
    text = said(tmp_path, f"summaries: {settings}\n{INSTANCE}")
    assert f"instance.yaml:1  {what}" in text
    assert hint in text


@pytest.mark.parametrize(("site", "what", "hint"), A_SITE)
def test_a_site_is_somewhere_on_the_web(tmp_path: Path, site: str, what: str, hint: str) -> None:
    text = said(tmp_path, f"site: {site}\n{INSTANCE}")
    assert f"instance.yaml:1  {what}" in text
    assert hint in text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "192.168.1.7", "ollama"])
def test_a_model_of_ones_own_needs_no_key_and_no_certificate(tmp_path: Path, host: str) -> None:
    told = f"summaries: {{url: 'http://{host}:11434/v1/', model: x}}\n{INSTANCE}"
    loaded = load(write(tmp_path, told, x=f"summary: model\n{STANDUP}"), find=find)
    assert loaded.summaries is not None
    assert loaded.summaries.url == f"http://{host}:11434/v1"
    assert loaded.instance.standups[0].summary == "model"


@pytest.mark.parametrize(("settings", "what", "hint"), OF_A_KIND)
def test_a_question_has_what_its_kind_needs_and_nothing_of_another(
    tmp_path: Path, settings: str, what: str, hint: str
) -> None:
    asked = f"      - {{id: helped, ask: Hm?, {settings}}}\n"
    text = said(tmp_path, x=STANDUP + asked)
    assert f"x.yaml:16  rounds[1].questions[1]{what}" in text
    assert hint in text
    assert text.count("x.yaml:") == (2 if "[2, 1]" in settings else 1)


def test_the_log_is_sorted_by_one_question(tmp_path: Path) -> None:
    asked = "      - {{id: {}, kind: choice, sorts: true, options: [a thing, another], ask: Hm?}}\n"
    text = said(tmp_path, x=STANDUP + asked.format("one") + asked.format("two"))
    assert (
        "x.yaml:17  rounds[1].questions[2].sorts: the log is already sorted by `learned.one`"
        in text
    )


@pytest.mark.parametrize(("old", "new", "where", "hint"), IN_THE_INSTANCE)
def test_a_mistake_in_the_instance_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, old: str, new: str, where: str, hint: str
) -> None:
    assert old in INSTANCE
    text = said(tmp_path, INSTANCE.replace(old, new, 1))
    assert f"instance.yaml{where}" in text
    assert hint in text


def test_all_mistakes_of_all_files_come_at_once_by_file_and_line(tmp_path: Path) -> None:
    found = problems(
        write(
            tmp_path,
            INSTANCE.replace("Europe/London", "Europe/Londn").replace('"@bo"', "bo"),
            a=STANDUP.replace("thu", "thr").replace("title", "titel").replace(", bo]", ", boo]"),
            b="id: [",
            c=STANDUP,
        )
    )
    names = [f"{Path(problem.file).name}:{problem.line} {problem.path}" for problem in found]
    assert names == [
        "instance.yaml:2 timezone",
        "instance.yaml:8 people.bo.accounts.pigeon",
        "a.yaml:2 titel",
        "a.yaml:3 participants[1]",
        "a.yaml:8 rounds[0].cron",
        "a.yaml:12 rounds[1].cron",
        "b.yaml:1 ",
        "c.yaml:1 id",
    ]


def test_two_files_are_not_sent_to_each_other_for_the_id_of_a_person(tmp_path: Path) -> None:
    instance = INSTANCE.replace("  ana:", "  Ana:")
    right = said(tmp_path, instance)
    assert "people.Ana: `Ana` is not an id" in right
    assert "did you mean `ana`?" in right
    assert "participants" not in right
    both = said(tmp_path, instance, x=STANDUP.replace("[ana,", "[Ana,"))
    assert "there is no person `Ana`" in both
    assert both.count("did you mean `ana`?") == 2


def test_a_broken_instance_hides_nothing_in_a_standup(tmp_path: Path) -> None:
    text = said(tmp_path, "people: [", x=STANDUP.replace("thu", "thr"))
    assert "instance.yaml:1" in text
    assert "x.yaml:8  rounds[0].cron" in text
    assert "no person" not in text


def test_a_misspelt_key_is_not_also_told_as_missing(tmp_path: Path) -> None:
    found = problems(write(tmp_path, x=STANDUP.replace("title:", "titel:")))
    assert [problem.path for problem in found] == ["titel"]


def test_two_standups_cannot_have_one_id(tmp_path: Path) -> None:
    assert "y.yaml:1  id: `learning-day` is already the id of" in said(
        tmp_path, x=STANDUP, y=STANDUP
    )


def test_a_problem_is_told_in_three_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert said(tmp_path, x=STANDUP.replace("30 9 * * thu", "30 9 * * thr")) == (
        "standups/x.yaml:8  rounds[0].cron: `thr` is not a valid weekday\n"
        "    expected mon, tue, wed, thu, fri, sat, sun\n"
        "    did you mean `thu`?"
    )


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    for line in (
        "token: hunter2",
        "token: {env: A, file: hunter2}",
        "tokn: hunter2",
        "birds: hunter2",
    ):
        assert "hunter2" not in said(tmp_path, INSTANCE.replace("token: {env: PIGEON_TOKEN}", line))


def test_no_standup_and_no_instance_are_told(tmp_path: Path) -> None:
    assert [problem.what for problem in problems(tmp_path)] == [
        "there is no such file",
        "there is no standup",
    ]


def test_a_failing_adapter_of_a_third_party_is_a_problem_like_any_other(tmp_path: Path) -> None:
    def fails(_: str) -> str | None:
        raise ZeroDivisionError

    broken = Plugin(PIGEON.settings, PIGEON.create, fails, fails)
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path), find=lambda _: broken)
    assert "the adapter failed on it: ZeroDivisionError" in str(caught.value)


def test_settings_that_fail_in_their_own_way_are_a_problem_too(tmp_path: Path) -> None:
    class Odd(Settings):
        @classmethod
        def model_validate(cls, *_: object, **__: object) -> "Odd":
            raise ZeroDivisionError

    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path), find=lambda _: Plugin(Odd, PIGEON.create))
    assert "the adapter failed on this: ZeroDivisionError" in str(caught.value)


def test_nothing_is_found_by_a_name_that_is_no_text(tmp_path: Path) -> None:
    for value in ("[1]", "{a: b}", '""', "~"):
        assert problems(write(tmp_path, x=STANDUP.replace("[ana, bo]", value)))
    assert find("pigeon") is PIGEON
