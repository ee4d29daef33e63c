import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.commands import (
    COMMANDS,
    NAMES,
    Adjust,
    Back,
    Begin,
    Command,
    Edit,
    Empty,
    Export,
    Forget,
    Help,
    Items,
    Join,
    Link,
    MyReport,
    OfItem,
    Prefer,
    Publish,
    Report,
    Skip,
    SkipRun,
    Status,
    Steer,
    Unknown,
    Unlink,
    parse,
)
from standup.core.commands.menu import MENU, MenuEntry
from standup.core.dates.away import FOR_GOOD, Away, AwayUnclear
from standup.core.language import languages
from standup.core.settings.setting import InZone

DAY = timedelta(days=1)
THURSDAY = date(2026, 11, 26)


def away(first: str, last: str) -> Away:
    return Away(date.fromisoformat(first), date.fromisoformat(last))


# ── words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("back", Back()),
        ("skip", Skip()),
        ("skip this question", Skip()),
        ("skip run", SkipRun()),
        ("skip today", SkipRun()),
        ("skip day", SkipRun()),
        ("skip standup", SkipRun()),
        ("help", Help()),
        ("status", Status()),
        ("export me", Export()),
        ("my report", MyReport(date(2026, 8, 28), THURSDAY)),
        ("my report last month", MyReport(date(2026, 10, 1), date(2026, 10, 31))),
        ("my report last quarter", MyReport(date(2026, 7, 1), date(2026, 9, 30))),
        ("my report since 2026-09-01", MyReport(date(2026, 9, 1), THURSDAY)),
        ("my report december", MyReport(date(2025, 12, 1), date(2025, 12, 31))),
        ("share my report this week", MyReport(date(2026, 11, 23), THURSDAY, share=True)),
        ("unpublish", Publish(agreed=False)),
        ("publish last", Publish(last=True)),
        ("unpublish last", Publish(agreed=False, last=True)),
        ("publish 2026-11-26", Publish(day=THURSDAY)),
        ("publish 3 november", Publish(day=date(2026, 11, 3))),
        ("unpublish yesterday", Publish(agreed=False, day=date(2026, 11, 25))),
        ("my report 2026-10", MyReport(date(2026, 10, 1), date(2026, 10, 31))),
        ("my report yesterday", MyReport(date(2026, 11, 25), date(2026, 11, 25))),
        ("my report sep-nov", MyReport(date(2026, 9, 1), THURSDAY)),
        ("unpublish 2026-11-26", Publish(agreed=False, day=THURSDAY)),
        ("forget me", Forget()),
        ("forget me now", Forget(confirmed=True)),
        ("away", Away(THURSDAY, THURSDAY)),
    ],
)
def test_a_command_is_known_however_it_is_typed(text: str, command: Command) -> None:
    for typed in (
        text,
        text.upper(),
        text.title(),
        f"/{text}",
        f"!{text}",
        f"  {text}\n",
        f"{text}.",
        f"{text}!!",
        f"`{text}`",
        f"“{text}”.",
        f"'/{text}'",
        f"«\u00a0{text}\u00a0»",
        f"\u200f{text}\u2069",
        text.replace(" ", " \t "),
        f"/{text.replace(' ', '_')}",
    ):
        assert parse(typed, THURSDAY) == command, typed


@pytest.mark.parametrize(
    "text",
    [
        "skip connections",
        "/usr/bin/env",
        "!= is not equal",
        "back to the basics",
        "help me understand attention",
        "status quo",
        "I need help",
        "skip?",
        "hello",
        "faraway",
        "/etc/hosts is confusing",
        "/etc/hosts",
        "/ help",
        "//help",
        "/",
        "!",
        "!!!",
        "...",
        "/1",
        "",
        " \n ",
        "👍",
        "مساعدة",
        "help\0",
        "he\nlp",
        "--",
        "- one",
    ],
)
def test_everything_else_is_an_answer(text: str) -> None:
    assert parse(text, THURSDAY) is None


@pytest.mark.parametrize("text", ["-", "–", "—", " - ", "`-`", "−"])
def test_a_lone_dash_is_an_empty_answer(text: str) -> None:
    assert parse(text, THURSDAY) == Empty()


@pytest.mark.parametrize(("text", "command"), [("help?", Help()), ("Status?", Status())])
def test_asking_for_help_or_status_may_be_a_question(text: str, command: Command) -> None:
    assert parse(text, THURSDAY) == command


def test_telegram_may_name_the_bot_behind_the_command() -> None:
    assert parse("/help@standup_bot", THURSDAY) == Help()
    assert parse("/skip@standup_bot run", THURSDAY) == SkipRun()
    assert parse("/away@standup_bot until friday", THURSDAY) == away("2026-11-26", "2026-11-27")
    assert parse("help@standup_bot", THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/stauts", Unknown("stauts", "status")),
        ("!Halp", Unknown("Halp", "help")),
        ("/skip_rnu", Unknown("skip_rnu", "skip run")),
        ("/frobnicate", Unknown("frobnicate", None)),
        ("/überspringen", Unknown("überspringen", None)),
        ("/awya@standup_bot", Unknown("awya", "away")),
    ],
)
def test_a_marked_word_that_is_no_command_is_unknown_and_may_have_a_neighbour(
    text: str, command: Command
) -> None:
    assert parse(text, THURSDAY) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/stauts of the paper", Unknown("stauts of the paper", "status")),
        ("/skip connections", Unknown("skip connections", "skip")),
        ("!my_report on trees", MyReport(unclear="on trees")),
        ("/timezone Europe/Athens", Adjust("timezone", InZone("Europe/Athens"))),
        ("/timezone of the heart", Adjust("timezone", is_unclear=True)),
        ("/pause the run", Steer("pause", unclear=True, is_marked=True)),
        ("/away we go", Unknown("away we go", "away")),
        ("/tldr " + "long " * 100, Unknown("tldr", None)),
        ("!wow", Unknown("wow", None)),
    ],
)
def test_what_begins_with_a_sign_and_one_plain_word_is_never_an_answer(
    text: str, command: Command
) -> None:
    assert parse(text, THURSDAY) == command


NOT_OFFERED = {  # in a menu, since
    "-",  # it is no word
    "do not tell me who is missing",  # what begins it says how it ends
    *("no reminders", "fewer reminders"),  # `remind off` says it, or a button
    "ask me as the team",  # what is put behind `ask me at` says it
    "item",  # its number says it: `#12`
    "yes",  # it answers what was shown, and so is a button
    *("in", "at", "tomorrow", "ask me"),  # what is put behind `later` says them
}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("#12", OfItem(12)),
        ("/#12", OfItem(12, is_marked=True)),
        ("/item 12", OfItem(12, is_marked=True)),
        ("item #12 refuted", OfItem(12, "refuted")),
        ("#12: refuted – two seeds", OfItem(12, "refuted – two seeds")),
        ("#12 – needs more", OfItem(12, "needs more")),
        ("/item", Items()),
        ("items", Items()),
        ("/items refuted since march", Items("refuted since march")),
        ("items of bo", Items("of bo")),
        ("items refuted", Items("refuted")),
        ("items for the next run", None),
        ("item 12 of the list", None),
        ("#12a", None),
        ("#jax", None),
        ("12", None),
    ],
)
def test_an_item_is_meant_by_its_number_and_several_by_what_they_are(
    text: str, command: Command | None
) -> None:
    assert parse(text, THURSDAY) == command


def test_every_command_is_in_the_menu() -> None:
    assert {entry.name for entry in COMMANDS if entry.menu is None} == NOT_OFFERED
    assert len({entry.name for entry in MENU}) == len(MENU)


def test_every_menu_offers_what_it_is_given_in_each_language() -> None:
    for does in [
        *(entry.does for entry in MENU),
        *(entry.argument for entry in MENU if entry.argument),
        *(entry.group.about for entry in MENU if entry.group),
    ]:
        assert does.keys() >= set(languages()), does
        for text in does.values():
            assert len(text) <= 100, text  # Discord's limit; Telegram's is 256
    for entry in MENU:
        assert re.fullmatch(r"[a-z][a-z_]{0,31}", entry.name)
        assert entry.group is None or re.fullmatch(r"[a-z]{1,32}", entry.group.name)


def test_no_menu_is_longer_than_a_platform_shows() -> None:
    groups = Counter(entry.group.name if entry.group else "" for entry in MENU)
    assert groups[""] + len(groups) - 1 <= 25  # subcommands and groups that Discord takes
    assert max(groups.values()) <= 25
    assert len(MENU) <= 100  # commands that Telegram takes
    assert sum(map(_longest_written, MENU)) < 7500  # letters: Discord takes 8000, groups with them


def _longest_written(entry: MenuEntry) -> int:
    told = (entry.does, entry.argument or {})
    return len(entry.name) + sum(max(map(len, texts.values()), default=0) for texts in told)


def test_every_name_is_a_command() -> None:
    for name in NAMES:
        assert not isinstance(parse(f"/{name}", THURSDAY), Unknown | AwayUnclear | None)


# ── away ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("", "2026-11-26", "2026-11-26"),
        ("today", "2026-11-26", "2026-11-26"),
        ("tomorrow", "2026-11-27", "2026-11-27"),
        ("friday", "2026-11-27", "2026-11-27"),
        ("on Mon", "2026-11-30", "2026-11-30"),
        ("thursday", "2026-11-26", "2026-11-26"),
        ("this friday", "2026-11-27", "2026-11-27"),
        ("next monday", "2026-11-30", "2026-11-30"),
        ("this week", "2026-11-26", "2026-11-29"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("24 dec", "2026-12-24", "2026-12-24"),
        ("on the 24th of December", "2026-12-24", "2026-12-24"),
        ("26 nov", "2026-11-26", "2026-11-26"),
        ("25 aug", "2027-08-25", "2027-08-25"),
        ("29 feb", "2028-02-29", "2028-02-29"),
        ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("24.12.", "2026-12-24", "2026-12-24"),
        ("until friday", "2026-11-26", "2026-11-27"),
        ("until thursday", "2026-11-26", "2026-12-03"),
        ("until tomorrow", "2026-11-26", "2026-11-27"),
        ("till 3 jan", "2026-11-26", "2027-01-03"),
        ("til Jan 3rd, 2027", "2026-11-26", "2027-01-03"),
        ("through 3 January", "2026-11-26", "2027-01-03"),
        ("until fri 4 dec", "2026-11-26", "2026-12-04"),
        ("to 3 sept", None, None),
        ("20 dec to 3 jan", "2026-12-20", "2027-01-03"),
        ("20 dec - 3 jan", "2026-12-20", "2027-01-03"),
        ("20 dec-3 jan", "2026-12-20", "2027-01-03"),
        ("dec 20 – jan 3", "2026-12-20", "2027-01-03"),
        ("from 20 december until 3 january 2027", "2026-12-20", "2027-01-03"),
        ("from 20 december 2026 until 3 january", "2026-12-20", "2027-01-03"),
        ("from the 20th of december until the 3rd of january", "2026-12-20", "2027-01-03"),
        ("2026-12-20 to 2027-01-03", "2026-12-20", "2027-01-03"),
        ("2026-12-20-2027-01-03", "2026-12-20", "2027-01-03"),
        ("20.12. to 3.1.", "2026-12-20", "2027-01-03"),
        ("20/12 to 3/1", "2026-12-20", "2027-01-03"),
        ("12/20/2026", "2026-12-20", "2026-12-20"),
        ("20.12.-3.1.27", "2026-12-20", "2027-01-03"),
        ("20.12.2026 – 3.1.2027", "2026-12-20", "2027-01-03"),
        ("20. dec - 3. jan", "2026-12-20", "2027-01-03"),
        ("20-24 dec", "2026-12-20", "2026-12-24"),
        ("from dec 20 to 24, 2027", "2027-12-20", "2027-12-24"),
        ("tomorrow until friday 2026-12-04", "2026-11-27", "2026-12-04"),
        ("mon-fri", "2026-11-30", "2026-12-04"),
        ("today to tue", "2026-11-26", "2026-12-01"),
        ("20 nov to 30 nov", "2026-11-26", "2026-11-30"),
        ("1 day", "2026-11-26", "2026-11-26"),
        ("3 days", "2026-11-26", "2026-11-28"),
        ("for a week", "2026-11-26", "2026-12-02"),
        ("for 2 weeks", "2026-11-26", "2026-12-09"),
        ("for ten days", "2026-11-26", "2026-12-05"),
        ("from monday for 2 weeks", "2026-11-30", "2026-12-13"),
        ("2 months", "2026-11-26", "2027-01-25"),
        ("until the 5th", "2026-11-26", "2026-12-05"),
        ("from friday", "2026-11-27", str(FOR_GOOD)),
        ("until further notice", "2026-11-26", str(FOR_GOOD)),
        ("sick until monday", "2026-11-26", "2026-11-30"),
        ("sick", "2026-11-26", "2026-11-26"),
        ("off sick", "2026-11-26", "2026-11-26"),
        ("krank", "2026-11-26", "2026-11-26"),
        ("enferma", "2026-11-26", "2026-11-26"),
        ("the rest of the week", "2026-11-26", "2026-11-29"),
    ],
)
def test_away_understands(said: str, first: str | None, last: str | None) -> None:
    for typed in (f"away {said}", f"/away  {said.upper()}.", f"`Away {said}`"):
        if first is None or last is None:
            assert parse(typed, THURSDAY) == AwayUnclear("needs_year")
        else:
            assert parse(typed, THURSDAY) == away(first, last), typed


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("until", "not_understood"),
        ("until next week", "ambiguous"),
        ("next friday", "ambiguous"),
        ("3/4", "ambiguous"),
        ("friday and monday", "apart"),
        ("25 nov", "needs_year"),
        ("to the library", "not_understood"),
        ("31 feb", "no_such_date"),
        ("from 30 february 2027 until 5 march 2027", "no_such_date"),
        ("31.13.", "no_such_date"),
        ("2027-02-29", "no_such_date"),
        ("0000-01-01", "no_such_date"),
        ("2027-01-03 to 2026-12-20", "ends_before_start"),
        ("2026-11-20 to 2026-11-10", "past"),
        ("friday to 2026-11-26", "ends_before_start"),
        ("24 to 20 dec", "ends_before_start"),
        ("0 days", "not_understood"),
        ("5 jan 2026", "past"),
        ("until 2026-11-25", "past"),
        ("this monday", "past"),
        ("until 20 nov", "needs_year"),
        ("until 2062-12-20", "too_long"),
        ("for 9999 weeks", "too_long"),
    ],
)
def test_away_that_is_no_dates_says_why(said: str, reason: str) -> None:
    found = parse(f"away {said}", THURSDAY)
    assert isinstance(found, AwayUnclear)
    assert found.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "away from the keyboard I read a paper",
        "away from keyboard",
        "away in the mountains",
        "away we go, 3 papers read and 2 understood today",
        "I am away until friday",
    ],
)
def test_a_sentence_that_begins_with_away_is_an_answer(text: str) -> None:
    assert parse(text, THURSDAY) is None


def test_a_range_under_way_begins_today() -> None:
    found = parse("away 20 dec to 3 jan", date(2026, 12, 25))
    assert found == away("2026-12-25", "2027-01-03")
    assert parse("away 20 dec to 3 jan", date(2027, 1, 2)) == away("2027-01-02", "2027-01-03")
    assert parse("away 20 dec to 3 jan", date(2027, 1, 4)) == AwayUnclear("needs_year")
    assert parse("away 20 dec to 3 jan", date(2027, 4, 4)) == away("2027-12-20", "2028-01-03")


def test_29_february_is_found_across_a_century_without_it() -> None:
    day = date(2104, 2, 29)
    assert parse("away 29 feb", date(2096, 6, 1)) == Away(day, day)
    assert parse("away 29 feb until 3 mar 2104", date(2100, 1, 1)) == Away(day, date(2104, 3, 3))


@given(today=st.dates(date(1990, 1, 1), date(2090, 1, 1)), length=st.integers(0, 269))
def test_dates_with_and_without_a_year_mean_the_same(today: date, length: int) -> None:
    last = today + length * DAY
    first = today + length // 2 * DAY
    expected = Away(first, last)
    assert parse(f"away {first} to {last}", today) == expected
    assert parse(f"away {first:%d %B} until {last:%d %b}", today) == expected
    assert parse(f"away {first.day}.{first.month}. - {last.day}.{last.month}.", today) == expected
    assert parse(f"away until {last:%A} {last:%B} {last.day}", today) == Away(today, last)
    assert parse(f"away for {length + 1} days", today) == Away(today, last)


@given(today=st.dates(date(1990, 1, 1), date(2090, 1, 1)), ahead=st.integers(0, 6))
def test_a_weekday_is_the_coming_one_and_until_it_is_never_until_today(
    today: date, ahead: int
) -> None:
    day = today + ahead * DAY
    assert parse(f"away {day:%A}", today) == Away(day, day)
    assert parse(f"away until {day:%a}", today) == Away(today, day if ahead else day + 7 * DAY)


# ── any text ─────────────────────────────────────────────────────────────────────────────────────

AWAY_WORDS = """
    away until till to from for on the of 3 20 31 99 2026 2027-02-30 1.13. 20/12 dec february
    friday sun may next this week weeks days today tomorrow - – , . ! / a ten 0 9999
"""
AWAY_TEXT = st.lists(st.sampled_from(AWAY_WORDS.split())).map(" ".join).map("away {}".format)


@given(
    text=st.text() | AWAY_TEXT,
    today=st.dates(),
)
@settings(max_examples=500)
def test_no_text_is_an_error_and_dates_are_in_order_and_not_past(text: str, today: date) -> None:
    found = parse(text, today)
    if isinstance(found, Away):
        assert today <= found.first <= found.last


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        " " * 100_000,
        "`" * 100_000,
        "!" * 100_000,
        "/" * 100_000,
        "-" * 100_000,
        "/" + "a" * 100_000,
        "/help@" + "a" * 100_000,
        "away " + "1 " * 50_000,
        "away " + "20 dec to " * 10_000,
        "away " + "20 dec to " * 18,
        "away " + "1." * 95,
        "away " + "- " * 90,
        "\u202e" * 100_000,
        "\0" * 100_000,
        "\ud800" * 100_000,
    ],
)
def test_a_long_message_is_read_and_is_no_command(text: str) -> None:
    found = parse(text, THURSDAY)
    assert found is None or isinstance(found, AwayUnclear | Unknown)


def test_a_command_may_stand_in_a_sea_of_white_space() -> None:
    assert parse(" " * 50_000 + "help" + "\n" * 50_000, THURSDAY) == Help()


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────

CONNECTED = frozenset({"matrix", "telegram"})


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("link", Link()),
        ("link K7QF-3M2P", Link("k7qf3m2p")),
        ("LINK k7qf3m2p", Link("k7qf3m2p")),
        ("k7qf-3m2p", Link("k7qf3m2p")),
        ("prefer telegram", Prefer("telegram")),
        ("prefer", Prefer()),
        ("unlink matrix", Unlink("matrix")),
        ("edit 2", Edit(2)),
        ("/prefer tea", Prefer("tea")),
        ("/link together", Link("together")),
        ("prefer tea", None),
        ("link together", None),
        ("unlink the chain", None),
        ("edit the docs", None),
        ("publish", None),
        ("publish it", None),
        ("publish today", None),
        ("/publish today", Publish(day=THURSDAY)),
        ("publish october", None),
        ("/publish", Publish()),
        ("/publish soon", Publish(unclear="soon")),
        ("join", None),
        ("start", None),
        ("/start", Help()),
        ("report", Begin()),
        ("/report", Begin()),
        ("report yesterday", Begin(day=THURSDAY - timedelta(days=1))),
        ("/report of the day", Begin(is_unclear=True)),
        ("report the bug to Ana", None),
        ("/team report", Report()),
        ("team report", None),
        ("/join@standup_bot", Join()),
    ],
)
def test_what_concerns_accounts_is_known_and_answers_stay_answers(
    text: str, command: Command | None
) -> None:
    assert parse(text, THURSDAY, CONNECTED) == command
