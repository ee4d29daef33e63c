"""Thanks are thanked for, a greeting is greeted, and a question about the bot gets its answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.conversation.meaning import is_vague
from standup.core.intent.intents import Intent, Talk, Waiting
from standup.core.intent.reading import read
from standup.core.intent.talk import talk
from tests.rows import each

SAID = {
    Talk.THANKS: [
        *("thanks!", "thx 🙏", "thank you so much", "perfect, thanks", "ok thx bye", "cheers mate"),
        *("sorry my bad, thanks bot", "thaaaanks 🙏🙏", "thnaks", "okay, got it, thanks a lot!"),
        *("thanks for the reminder", "danke dir 😊", "vielen lieben dank!", "muchas gracias 🙌"),
        *("listo, gracias", "graciasss"),
    ],
    Talk.GREETING: [
        *("hi", "Hello there!", "hey bot", "gm", "good morning ☀️", "gooood morning team ☕"),
        *("happy friday everyone 🎉", "merry christmas everyone 🎄", "nice to meet you all"),
        *("Moin", "servus zusammen", "guten morgen ihr lieben", "Mahlzeit", "morgen!", "hola 👋"),
        *("buenas", "buenos días a todos", "feliz lunes a todos"),
    ],
    Talk.PARTING: [
        *(
            "bye",
            "good night all",
            "gn everyone 😴",
            "see you on monday",
            "have a nice weekend all!",
        ),
        *("bis morgen", "schönen Feierabend!", "gute Nacht", "hasta luego", "buen finde a todos"),
    ],
    Talk.HOW_ARE_YOU: ["hey there bot, how's it going?", "wie geht's?", "cómo estás?"],
    Talk.PRAISE: ["good bot", "cool bot", "you're doing great", "hab dich lieb bot", "u r awesome"],
    Talk.SORRY: ["sorry", "my bad", "oops", "sorry, bin spät dran", "perdón, voy tarde"],
    Talk.NOT_YET: [
        *("one moment", "hm let me think", "ok one sec", "idk", "hmm not sure yet", "gimme a sec"),
        *("great question", "gute Frage…", "Moment", "un momento", "ya voy", "brb"),
    ],
    Talk.WHEN: [
        *("when do you ask next?", "what's the deadline?", "how often do you ask?"),
        *("when is the next standup?", "wann fragst du wieder?", "a qué hora preguntas?"),
    ],
    Talk.ARRIVED: [
        *("did you get my answer?", "did that get posted?", "where did my message go"),
        *("hast du meine Antwort bekommen?", "recibiste mi respuesta?"),
    ],
    Talk.THERE: ["are you there?", "can you hear me", "is this thing on?", "test", "testing 123"],
    Talk.WHOSE: ["who made this", "who is behind this bot?", "wer steckt hinter dem bot?"],
    Talk.WHERE_TO: ["what happens with my answers", "was machst du mit meinen daten?"],
    Talk.COMPLAINT: [
        *(
            "you keep asking me",
            "you're annoying",
            "ur so annoying omg",
            "stupid bot",
            "not you again",
        ),
        *("why do you keep asking me every day?", "why do you keep bugging me", "i hate this bot"),
        *("do you ever shut up", "you ask me every day", "too many messages from you"),
        *("i am sick of this", "I am so tired of this bot", "youre anoying", "get off my back"),
        *("du nervst", "du nervst echt", "nerviger bot", "du gehst mir auf den keks"),
        *("qué pesado eres", "me molestas", "siempre preguntas lo mismo", "estoy harta de ti"),
    ],
    Talk.UNCLEAR: [
        *("what?", "huh?", "???", "what do you mean?", "what should I write here?"),
        *("was soll ich hier schreiben?", "was meinst du?", "¿qué pongo aquí?", "how many items?"),
    ],
    Talk.ABOUT: [
        *("what is this?", "who are you", "who are you?", "are you a bot?", "what can you do?"),
        *("how does this work", "wer bist du", "bist du ein Bot?", "was kannst du?", "qué eres?"),
        *("¿qué es esto?", "hi, what is this?", "what's this", "is this a scam?"),
    ],
    Talk.OTHER: [
        *("ok", "👍", "lol", "nice", "sure", "yes", "no", "never mind", ".", "\u200b", "🤖❤️"),
        *("alles klar", "passt", "vale", "got it", "you're welcome", "wow"),
    ],
}


@each((kind, text) for kind, texts in SAID.items() for text in texts)
def test_what_kind_of_talk_it_is(kind: Talk, text: str) -> None:
    found = {read(text, waiting) for waiting in Waiting}
    talks = [reading for reading in found if reading.intent is Intent.TALK]
    assert talks
    assert {talk(text, is_question=reading.is_question) for reading in talks} == {kind}


def test_every_kind_has_its_examples() -> None:
    assert set(SAID) == set(Talk)


@pytest.mark.parametrize(
    "text",
    [
        *("this bot is annoying", "stop bugging me", "leave me alone", "stop messaging me", "stop"),
        *("you keep asking me the same thing over and over", "god you again", "too many messages"),
        *("hör auf zu nerven", "das nervt", "lass mich in Ruhe", "déjame en paz"),
    ],
)
def test_a_complaint_that_may_be_more_is_known_for_one(text: str) -> None:
    for waiting in Waiting:
        assert read(text, waiting).intent in {Intent.OFFER, Intent.COMMAND}
        assert not is_vague(read(text, waiting))
    assert talk(text, is_question=False) is Talk.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        *(
            "the CI is annoying",
            "annoying bug in the parser",
            "sick of flaky tests",
        ),
        *("you guys keep breaking the build", "der Build nervt, 40 Minuten"),
    ],
)
def test_a_complaint_about_work_is_none_about_the_bot(text: str) -> None:
    assert read(text, Waiting.NOTHING).intent is Intent.POST
    assert talk(text, is_question=False) is not Talk.COMPLAINT


TO_ALL = [
    *("Sorry for yesterday, all", "sorry everyone for being late", "sorry guys, late again"),
    *("thanks everyone!", "thank you all", "good job team", "danke an alle!", "gracias a todos"),
    *("Entschuldigung an alle wegen gestern", "perdón a todos por lo de ayer"),
]


@pytest.mark.parametrize("text", TO_ALL)
@pytest.mark.parametrize("waiting", Waiting)
def test_thanks_and_sorry_to_all_may_be_for_the_others(text: str, waiting: Waiting) -> None:
    assert read(text, waiting).intent is Intent.OFFER
    assert not is_vague(read(text, waiting))


@pytest.mark.parametrize(
    "text", ["good morning team", "hi all", "sorry", "thanks bot", "sorry bot"]
)
def test_a_greeting_to_all_and_thanks_to_the_bot_are_talk(text: str) -> None:
    assert read(text, Waiting.NOTHING).intent is Intent.TALK


@given(st.text(max_size=700), st.booleans())
def test_any_text_is_some_talk(text: str, is_question: bool) -> None:
    assert isinstance(talk(text, is_question=is_question), Talk)
