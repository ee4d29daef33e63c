"""What is said in other languages: all of it, with the same things in it, understood when said."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from standup.core import commands, language
from standup.core.asking.check_in import CheckIn
from standup.core.asking.questions import read
from standup.core.commands.entry import Around
from standup.core.commands.lexicon import called, in_english
from standup.core.commands.menu import MENU, MenuEntry
from standup.core.commands.steering import HOW
from standup.core.dates.away import AwayUnclear
from standup.core.language import counted, languages, speaking, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import MOST_LABEL, Code, Paragraph
from standup.core.model import Question
from standup.core.text.letters import without_accents
from standup.core.wording import rates, times
from standup.core.wording.asking import question
from tests import catalogue
from tests.core.asked import OUTCOME, SHORT, asked
from tests.rows import each
from tests.shouted import ids_of, shouting

ROOT = Path(__file__).parents[2] / "standup"
OTHERS = [code for code in languages() if code != language.ENGLISH]
THURSDAY = date(2026, 11, 26)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_CODE = re.compile(r"`([^`]+)`")
_MARKS = ("**", "__", "`")
NOT_COMMANDS = {  # said in answer to a question, or of what the language does not name
    *("-", "1200", "2,5", "2.5", "nichts", "nada", "add", "2026-11-26", "#attention"),
    *("dazu", "añadir", "letzten tag", "el último día"),
    *("erledigt", "teilweise", "geändert", "nicht", "alles erledigt", "ja", "nein"),
    *("hecho", "en parte", "cambiado", "no", "todo hecho", "sí"),
    *("im november", "bis 12. nov", "en noviembre", "hasta el 12 nov"),
}


WITH_EXAMPLES = [asks for asks in SHORT if asks.kind != "number"]
NO_SENTENCES = {"not started", "skip run", "my report", "share my report"}


def told(code: str) -> Catalog:
    with (language.FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file)


def messages(code: str) -> Iterator[tuple[Message, str, str]]:
    """Each translation beside the English sentence, plural forms one by one."""
    for message in told(code):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for number, form in enumerate(forms):
            yield message, str(english[min(number, len(english) - 1)]), str(form)


@cache
def said_now() -> Catalog:
    return catalogue.sentences()


# ── the sentences ──────────────────────────────────────────────────────────────────────────────


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """What stands in a module and reads as words, but for its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said_of_code = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for node in texts:
        words = node.value if isinstance(node.value, str) and id(node) not in said_of_code else ""
        if re.search(r"[A-Za-z’]{2,} [A-Za-z’]{2,}", words):
            yield node.lineno, words


@pytest.mark.parametrize("path", sorted((ROOT / "core/wording").glob("*.py")), ids=lambda p: p.stem)
def test_no_sentence_stands_outside_the_catalogue(path: Path) -> None:
    known = {form for ids in known_ids() for form in ids}
    known |= NO_SENTENCES
    outside = [f"{line}: {text}" for line, text in sentences(path) if text not in known]
    assert outside == [], "say it with phrase, spoken, counted, sentence or several"


_SAYING = {"phrase", "phrase_spans", "spoken", "sentence", "counted", "several"}


def test_what_is_said_anywhere_is_found_by_whoever_gathers_the_sentences() -> None:
    known = {form for ids in known_ids() for form in ids}
    for path in ROOT.rglob("*.py"):
        if ("core" not in path.parts and "engine" not in path.parts) or path.stem in {
            "markup",
            "language",
        }:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAYING and node.args:
                said = node.args[0]
                if isinstance(said, ast.Constant) and re.search(r"[a-z]{2}", str(said.value)):
                    assert said.value in known, f"{path}:{node.lineno}"


def known_ids() -> list[tuple[str, ...]]:
    return [ids_of(message) for message in said_now() if message.id]


def test_the_catalogue_has_the_sentences_that_the_code_says_now() -> None:
    with (language.FOLDER / catalogue.TEMPLATE).open("rb") as file:
        kept = {message.id for message in read_po(file)}
    assert kept == {message.id for message in said_now()}, "run `make sentences`"


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_there_in_every_language(code: str) -> None:
    missing = [english for message, english, form in messages(code) if message.fuzzy or not form]
    assert missing == []
    assert {message.id for message in told(code)} == {m.id for m in said_now()}


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_placeholders_and_the_marks_of_its_sentence(code: str) -> None:
    for message, english, form in messages(code):
        wanted = set(_PLACEHOLDER.findall(english))
        found = set(_PLACEHOLDER.findall(form))
        may_be_missing = {"{count}"} if isinstance(message.id, tuple) else set()
        assert wanted - may_be_missing <= found <= wanted | may_be_missing, form
        for mark in _MARKS:
            assert form.count(mark) == english.count(mark), form


def test_a_placeholder_that_differs_is_found() -> None:
    assert set(_PLACEHOLDER.findall("{a} von {b}")) != set(_PLACEHOLDER.findall("{a} of {c}"))


FILLED = {  # what may stand in a command that a sentence names
    "{platform}": "telegram",
    "{zone}": "Europe/Madrid",
    "{language}": "english",
    "{iso}": "2026-11-26",
    "{first}": "2026-08-28",
    "{last}": "2026-11-26",
    "{number}": "2",
    "{code}": "2345-6789",
}


SAID = {said for how in HOW.values() for said in how} | {e.shown for e in commands.COMMANDS}
REPORTS = ("my report", "share my report")
SAME = {"status", "-", "in", "#12", "#2"}  # the same word in another language, or none
ANYWHERE = {"link"}  # said where nothing is known of the language of whoever says it


def told_to_say(code: str) -> Iterator[tuple[str, str]]:
    """What sentences of a language tell people to say, each with its English sentence."""
    for _, english, form in messages(code):
        whole = [form] if english in SAID else _CODE.findall(form)
        for said in whole:
            for name, value in FILLED.items():
                said = said.replace(name, value)  # noqa: PLW2901 - filled bit by bit
            if said.startswith("{command} ") and "{id}" not in said:
                taking = ("add", "remove") if said.endswith(" bo") else REPORTS
                yield from ((said.replace("{command}", called(one)), english) for one in taking)
            elif said not in NOT_COMMANDS and "{" not in said and not said.startswith("standup "):
                yield said, english
    yield from ((called(name), name) for name in commands.NAMES)


@pytest.mark.parametrize("code", languages())
def test_what_a_sentence_tells_people_to_say_is_understood_in_its_language(code: str) -> None:
    names = frozenset({"telegram"})
    with speaking(code):
        for said, english in told_to_say(code) if code != language.ENGLISH else ():
            around = Around(THURSDAY, names, steers=True)
            command = commands.understand(said, around)
            command = command or commands.understand(f"/{said}", around)
            assert command is not None, (said, english)
            assert not isinstance(command, commands.Unknown | AwayUnclear), (said, english)
            unclear = getattr(command, "unclear", "") or getattr(command, "is_unclear", "")
            assert not unclear or english in commands.NAMES, (said, english)  # which wants more


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_sentence_tells_people_to_say_is_named_in_its_language(code: str) -> None:
    with speaking(code):
        for said, english in told_to_say(code):
            words = said.lstrip("/").split()
            if words[0] not in SAME | ANYWHERE:
                assert in_english(words, code) != words, (said, english)


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_sentence_tells_people_to_say_may_be_typed_on_any_keyboard(code: str) -> None:
    with speaking(code):
        for said, english in told_to_say(code):
            typed = without_accents(said).upper()
            assert _understood(typed) == _understood(said), (typed, english)


def _understood(said: str) -> object:
    """The command, whatever words it was said in."""
    around = Around(THURSDAY, frozenset({"telegram"}), steers=True)
    found = commands.understand(said, around) or commands.understand(f"/{said}", around)
    takes_words = commands.Search | commands.Items | commands.OfItem | commands.KeepAs
    is_of_words = isinstance(found, takes_words) or getattr(found, "given", None) is not None
    return type(found) if is_of_words else found


PROSE = {
    "why",
    "cancel_poll",
    "who",
    "remind_missing",
    "start_now",
    "resume",
    "tell_me_who_is_missing",
} | {
    *(
        "changes",
        "leave",
        "language",
        "publish",
        "unpublish",
        "forget",
        "timezone",
        "link",
        "unlink",
    ),
    *("prefer", "add", "remove", "archive", "join", "report"),
}  # whose menu says in words what may stand behind them
_OR = re.compile(
    r" oder: | oder |,? or: |, o: |, (?=at|um|a las|tomorrow|morgen|mañana|off|aus|no,)"
)


@each(product(languages(), [entry for entry in MENU if entry.argument]))
def test_what_a_menu_gives_as_an_example_is_understood_in_its_language(
    code: str, entry: MenuEntry
) -> None:
    assert entry.argument is not None
    assert code in entry.does.keys() & entry.argument.keys()
    around = Around(THURSDAY, frozenset({"telegram"}), steers=True)
    examples = _OR.split(entry.argument[code].partition("; ")[0].partition("? ")[0])
    with speaking(code):
        for example in examples if entry.name not in PROSE else ():
            found = commands.understand(f"/{entry.name} {example}", around)
            assert found is not None, example
            assert not isinstance(found, commands.Unknown | AwayUnclear), example
            assert not getattr(found, "unclear", ""), example
            assert not getattr(found, "is_unclear", False), example


@pytest.mark.parametrize("code", OTHERS)
def test_a_label_fits_on_every_platform(code: str) -> None:
    for english in ("Nothing to add", "Leave it at that", "Fill in a form", "Take it back"):
        with speaking(code):
            assert len(spoken(english)) <= MOST_LABEL
    for _, english, form in messages(code):
        if english in {"Add it to my plan", "It answers the next question", "It’s my answer"}:
            assert len(form) <= MOST_LABEL


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("asks", WITH_EXAMPLES, ids=lambda one: one.kind)
@pytest.mark.parametrize("can", [Capabilities(), Capabilities(choices=True)])
def test_the_example_of_an_answer_is_one(code: str, asks: Question, can: Capabilities) -> None:
    with speaking(code):
        example = _example(asked(asks), can)
    found = read(asks, (example,))
    assert found.follow_up is None, example
    assert getattr(found.value, "note", ""), example


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_example_of_an_outcome_is_one(code: str, count: int) -> None:
    shown = tuple(f"item {letter}" for letter in "abcde"[:count])
    with speaking(code):
        example = _example(asked(OUTCOME, shown=shown), Capabilities())
    found = read(OUTCOME, (example,), shown)
    assert found.follow_up is None, example


def _example(check_in: CheckIn, can: Capabilities) -> str:
    spans = (s for b in question(check_in, can).blocks if isinstance(b, Paragraph) for s in b.spans)
    return next(s.text for s in spans if isinstance(s, Code) and re.search(r" – |, ", s.text))


# ── dates, lists, numbers ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "day", "names", "month", "percent"),
    [
        ("en", "Thursday 26 November 2026", "Ana, Bo and Chi", "November 2026", "84%"),
        ("de", "Donnerstag, 26. November 2026", "Ana, Bo und Chi", "November 2026", "84 %"),
        ("es", "jueves 26 de noviembre de 2026", "Ana, Bo y Chi", "noviembre de 2026", "84 %"),
    ],
)
def test_dates_lists_and_figures_are_the_readers(
    code: str, day: str, names: str, month: str, percent: str
) -> None:
    with speaking(code):
        assert times.full_day_text(THURSDAY) == day
        assert times.month_text(THURSDAY) == month
        assert times.names_text(["Ana", "Bo", "Chi"]) == names
        assert times.percent_text(84) == percent


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Ana", "Inés"], "Ana e Inés"),
        (["Bo", "Ana", "Hilda"], "Bo, Ana e Hilda"),
        (["Ana", "Íñigo"], "Ana e Íñigo"),
        (["Ana", "Yvonne"], "Ana e Yvonne"),
        (["agua", "hielo"], "agua y hielo"),
        (["Ana", "Yolanda"], "Ana y Yolanda"),
        (["Inés", "Ana"], "Inés y Ana"),
        (["Ana", "Olga"], "Ana y Olga"),
        (["#java", "#inglés"], "#java e #inglés"),
        (["Inés"], "Inés"),
    ],
)
def test_a_spanish_list_goes_by_the_sound_of_its_last_name(names: list[str], told: str) -> None:
    with speaking("es"):
        assert times.names_text(names) == told


@pytest.mark.parametrize(
    ("told", "last", "said"),
    [
        ("ayer o hoy", "hoy", "ayer u hoy"),
        ("siete u ocho", "ocho", "siete u ocho"),
        ("plata o oro", "oro", "plata u oro"),
        ("hoy o ayer", "ayer", "hoy o ayer"),
    ],
)
def test_a_spanish_choice_goes_by_the_sound_of_its_last_word(
    told: str, last: str, said: str
) -> None:
    assert times.before_its_sound(told, last) == said


def test_a_decimal_has_the_sign_of_the_language() -> None:
    assert rates.number_text(Fraction(5, 2)) == "2.5"
    with speaking("de"):
        assert rates.number_text(Fraction(5, 2)) == "2,5"


def test_one_and_several_are_told_apart() -> None:
    with speaking("de"):
        assert counted("1 day", "{count} days", 1) == "1 Tag"
        assert counted("1 day", "{count} days", 3) == "3 Tage"


def test_a_language_that_nobody_speaks_is_english() -> None:
    with speaking("xx"):
        assert spoken("Your plan:") == "Your plan:"
    assert language.now_spoken() == language.ENGLISH


def test_a_language_is_known_by_any_of_its_names() -> None:
    for said in ("de", "deutsch", "german", "alemán"):
        assert commands.parse(f"language {said}", THURSDAY) == commands.Speak("de")
    assert commands.parse("language of trees", THURSDAY) is None


def test_a_word_of_a_language_is_a_command_only_while_it_is_spoken() -> None:
    assert commands.parse("saltar", THURSDAY) is None
    with speaking("es"):
        assert commands.parse("saltar", THURSDAY) == commands.Skip()
        assert commands.parse("skip", THURSDAY) == commands.Skip()
        assert commands.parse("saltar a la comba", THURSDAY) is None
        assert commands.parse("auslassen", THURSDAY) is None


# ── one more language ──────────────────────────────────────────────────────────────────────────


def test_a_language_is_added_as_the_documents_say(tmp_path: Path) -> None:
    """A made-up one, in which every sentence is shouted."""
    with shouting(tmp_path):
        assert commands.parse("language esperanto", THURSDAY) == commands.Speak("eo")
        with speaking("eo"):
            assert spoken("Your plan:") == "YOUR PLAN:"
            assert counted("1 day", "{count} days", 3) == "3 DAYS"
            assert "ĵaŭdo" in times.day_text(THURSDAY)
