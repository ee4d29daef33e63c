"""What small talk is, and what a question about the bot asks, so that its answer fits.

Only what `reading` takes for talk comes here. Of several things said at once the one is answered
that asks most for an answer: what is asked, then thanks, then the rest, a greeting last.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from standup.core.intent.intents import Talk
from standup.core.intent.lexicon import Phrase, spelt
from standup.core.intent.segments import Segment, segments
from standup.core.intent.typos import Slip, meant
from standup.core.intent.words import clauses, spellings

_SAID: Mapping[Talk, str] = {
    Talk.WHEN: "whats (open|due|pending|waiting|next|coming next), what is (open|due|next), "
    "when, whens, what time, how often, deadline, wann, wie oft, um wie viel uhr, "
    "cuando, a que hora, cada cuanto, next question, nachste frage",
    Talk.ARRIVED: "did you get, did u get, did you receive, did you save, did that, did it, where "
    "did my, was that posted, was it posted, hast du meine, hast du das, ist das angekommen, ist "
    "meine, recibiste, te llego, se publico, se envio, llego mi",
    Talk.THERE: "are you there, you there, u there, anyone here, anyone there, anyone home, "
    "anybody here, anybody there, anybody home, can you hear me, can you read this, this on, this "
    "thing on, you alive, u alive, bot down, ist da jemand, ist hier jemand, ist jemand da, ist "
    "jemand hier, bist du da, horst du mich, estas ahi, hay alguien, test, testing, teste, "
    "prueba, probando, ping, check check",
    Talk.WHOSE: "who made, who built, who created, who wrote, who programmed, who developed, who "
    "runs, who owns, who set, who coded, who designed, who trained, who invented, who set up, who "
    "is behind, whos behind, whos your creator, your creator, wer hat, wer steckt, wer betreibt, "
    "quien te, quien hizo, quien creo, quien esta detras",
    Talk.WHERE_TO: "happens with my, happen with my, do with my, my data, my words, my answers, "
    "store, save, meinen daten, meinen antworten, meine antworten, speicherst, mis datos, mis "
    "respuestas, guardas",
    Talk.COMPLAINT: "(this|that|the) bot (is|gets) (so |really |very |too |)(annoying|irritating|"
    "stupid|useless|a pain|the worst|dumb), (this|that|the) bot sucks, (so|too) many (messages|"
    "questions|reminders|pings|notifications), how annoying, what a pain, annoying, (this|it|"
    "that) is (so |really |)(annoying|irritating), this sucks, youre annoying, (der|dieser) bot "
    "(nervt|ist nervig|ist doof|ist blöd), (das|es) nervt, nervt, (zu|so) viele (fragen|"
    "nachrichten), qué (pesado|pesada|molesto|fastidio|pesadez), demasiadas (preguntas|"
    "notificaciones), demasiados mensajes, bad bot, stupid bot, dumb bot, silly bot",
    Talk.UNCLEAR: "whats the question, what is the question, whats my plan, what is my plan, what "
    "was my plan, what did i plan, what was i, was sollte ich, was wollte ich, que tenia que, "
    "what, what do you mean, what should i, what was the question, do i write, how "
    "long should, how many items, how many words, how many lines, say again, come again, huh, eh "
    "what, pardon me, german or english, can i change, was meinst du, was soll ich, was, hah, wie "
    "bitte, wie jetzt, wie viele punkte, wie viele zeilen, wie lang, que pongo, que quieres decir, "
    "no entiendo, dont understand, do not understand, dont get it, dont get the question, verstehe "
    "ich nicht, verstehe nicht, ich verstehe, repeat, repeat the question, mande, eh como, que, "
    "cuantas lineas, cuantos puntos",
    Talk.THANKS: "thanks, thanx, thx, tx, thnx, thks, ty, tysm, tyvm, tyty, tks, thank, many "
    "thanks, cheers, appreciated, appreciate it, bless you, danke, dankeschon, dank, merci, "
    "grazie, grazie mille, obrigado, obrigada, dank je, bedankt, tack, takk, dziekuje, dzieki, "
    "tesekkurler, спасибо, спс, дякую, ありがとう, ありがとうございます, 谢谢, 감사합니다, "
    "gracias, graciass, grax, grcs, te lo agradezco",
    Talk.SORRY: "sorry, sry, soz, apologies, pardon, excuse me, my bad, mb, my mistake, my fault, "
    "desole, desolee, scusa, scusi, desculpa, desculpe, извини, извините, прости, ごめん, "
    "すみません, oops, ops, whoops, oopsie, oopsies, uups, ups, hoppla, tut mir leid, "
    "entschuldigung, entschuldige, verzeihung, perdon, perdona, disculpa, disculpe, disculpen, lo "
    "siento",
    Talk.PRAISE: "good bot, cool bot, nice bot, great bot, good job, great job, nice job, well "
    "done, good on you, you rock, love you, i love you, i like you, ily, youre awesome, youre "
    "great, youre doing great, youre doing well, youre the best, youre funny, youre cute, youre "
    "sweet, youre cool, (you|u) (r|are) (awesome|great|the "
    "best|cool|funny|amazing|nice|cute|sweet), ur (the best|awesome|great|cool|funny), kudos, "
    "bravo, guter bot, braver bot, gut gemacht, hab dich lieb, hdl, hut ab, buen bot, bot bueno, "
    "buen trabajo, bien hecho",
    Talk.HOW_ARE_YOU: "how are you, how r u, how are things, hows it going, how do you do, whats "
    "up, sup, wassup, wie gehts, wie geht es, was geht, que tal, que hay, que onda, como estas, "
    "como estan, como va, como andas, como te va",
    Talk.NOT_YET: "one moment, one sec, one second, one minute, a moment, a sec, a second, a "
    "minute, a min, moment, sec, hold on, hang on, wait, let me think, let me see, let me check, "
    "lemme think, lemme see, lemme check, idk, dunno, dont know, no idea, not sure, brb, bbl, be "
    "right back, be right there, coming, running late, good question, good q, great question, "
    "nice question, hard question, tough question, tough one, sekunde, augenblick, warte, gute "
    "frage, schwierige frage, weiss nicht, weiss noch nicht, weiss ich nicht, weiss ich noch "
    "nicht, keine ahnung, ka, komme gleich, bin gleich (wieder |)(da|zurück), back in a, ahora "
    "vuelvo, ya vuelvo, vuelvo enseguida, un momento, momento, un segundo, un "
    "minuto, espera, ya voy, voy, ahi voy, ya casi, voy tarde, llego tarde, buena pregunta, no "
    "se, no lo se, ni idea, aun no se, no tengo idea",
    Talk.PARTING: "bye, bye bye, goodbye, goodnight, good night, gn, night, cya, cu, see you, see "
    "ya, see u, ttyl, later gator, take care, so long, have a (good|nice|great|lovely), good "
    "weekend, gtg, g2g, tschuss, tschus, tschau, ciao, ade, auf wiedersehen, gute nacht, schonen "
    "feierabend, schonen (tag|abend|urlaub), schones (wochenende|we|weekend), wir sehen uns, bis "
    "(morgen|dann|spater|bald|nachher|gleich|denne), bis "
    "(montag|dienstag|mittwoch|donnerstag|freitag|nachste woche|demnachst), adios, chao, chau, au "
    "revoir, a demain, a bientot, arrivederci, a domani, tchau, ate amanha, ate logo, doei, tot "
    "morgen, пока, до завтра, до свидания, goodbye, bonne nuit, bonne journee, buonanotte, boa "
    "noite, さようなら, おやすみ, 再见, hasta, nos vemos, cuidate, buenas noches, buen (finde|fin "
    "de semana|viaje)",
    Talk.GREETING: "hi, hii, hiya, hello, helo, hey, heya, yo, howdy, greetings, good "
    "(morning|evening|afternoon|day), gmorning, gm, morning, mornin, evening, goodmorning, o, "
    "welcome back, happy (friday|monday|weekend|new year|holidays|learning|learning "
    "day|birthday|thursday|tuesday|wednesday|easter|halloween|thanksgiving|diwali|eid), merry "
    "(christmas|xmas), nice to (meet|see) you, hallo, halli hallo, hallochen, moin, moinsen, "
    "servus, servas, gruss gott, gruss dich, gruss euch, gruezi, tach, tag, guten "
    "(morgen|tag|abend|mittag), morgen, mahlzeit, nabend, frohe (weihnachten|ostern), frohes "
    "neues, hola, holaa, holi, buenas, buenos dias, buen dia, buenas tardes, muy buenas, saludos, "
    "bonjour, bonsoir, salut, coucou, buongiorno, buonasera, salve, ola, oi, bom dia, boa tarde, "
    "goedemorgen, goedemiddag, hoi, czesc, dzien dobry, ahoj, dobry den, merhaba, selam, gunaydin, "
    "hej, hejsan, god morgon, hei, привет, здравствуйте, здравствуй, доброе утро, добрый день, "
    "добрый вечер, привіт, こんにちは, おはよう, 你好, 您好, 안녕하세요, namaste, shalom, مرحبا, "
    "feliz (finde|viernes|lunes|dia|ano|navidad|cumpleanos|semana)",
}
_ASKED = frozenset({Talk.WHEN, Talk.ARRIVED, Talk.WHOSE, Talk.WHERE_TO})  # by a question alone


@lru_cache(maxsize=1)
def _phrases() -> dict[Phrase, Talk]:
    found: dict[Phrase, Talk] = {}
    for talk, said in _SAID.items():
        for phrase in spelt(said):
            found.setdefault(phrase, talk)
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, Talk]:
    """Those of one word."""
    return {phrase[0]: kind for phrase, kind in _phrases().items() if len(phrase) == 1}


def talk(text: str, *, is_question: bool) -> Talk:
    """What small talk it is; `is_question` where its words ask something of the bot."""
    is_question = is_question or text.rstrip().endswith("?")
    said = clauses(text)
    found = {kind for clause in said for kind in _kinds(clause.words)}
    if any(_is_complaint(tuple(segments(clause.words))) for clause in said):
        found.add(Talk.COMPLAINT)
    if not is_question:
        found -= _ASKED
    elif not any(kind.value < Talk.ABOUT.value for kind in found) and not _is_courtesy(found):
        found.add(Talk.ABOUT if any(c.isalnum() for c in text) else Talk.UNCLEAR)
    return min(found, key=lambda kind: kind.value, default=Talk.OTHER)


def _is_complaint(found: tuple[Segment, ...]) -> bool:
    """ "you keep asking me", "stop it"; not "stop words"."""
    is_end = any("stop" in {s.meaning.head, s.meaning.phrase} for s in found) and not any(
        s.is_unknown for s in found
    )
    return is_end or any(s.has("complaint") for s in found)


def _is_courtesy(found: Iterable[Talk]) -> bool:
    return Talk.HOW_ARE_YOU in found


def _kinds(words: tuple[str, ...]) -> Iterable[Talk]:
    """What its words say, the longest phrases first; a bare `what` is nothing beside others."""
    known, at = _phrases(), 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            phrase = words[at : at + size]
            kind = known.get(phrase) or (_of_word(phrase[0]) if size == 1 else None)
            if kind is not None and not (size == 1 and _is_part(phrase[0], words)):
                yield kind
                at += size - 1
                break
        at += 1


_ALONE = frozenset(
    {"what", "was", "que", "huh", "hah", "test", "ka", "o", "voy", "tag", "night"}
    | {"annoying", "nervt"}
)
_ASKING = frozenset({"what", "was", "que"})
_FEW = 2  # words of a clause that still is one of these


def _is_part(word: str, words: tuple[str, ...]) -> bool:
    """Whether a word that says something by itself says less beside others."""
    return word in _ALONE and len(words) > (1 if word in _ASKING else _FEW)


def _of_word(word: str) -> Talk | None:
    """What a word says, its letters held down or swapped."""
    known = _words()
    for spelling in spellings(word):
        if found := known.get(spelling):
            return found
    slips = [right for right, slip in meant(word, known) if slip is Slip.PLAIN]
    return known[slips[0]] if slips else None
