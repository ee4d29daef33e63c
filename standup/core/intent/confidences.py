"""What few mean for a whole team to read: a password, a confidence, words about a person.

It is never posted unasked, whatever else is said beside it.
"""

import re
from functools import cache

from standup.core.intent.lexicon import Phrase, spelt
from standup.core.intent.words import LONGEST, clauses, folded

_KEYS = re.compile(  # as services make them, of many letters
    r"\b(?:sk-[\w-]{16}|gh[pousr]_\w{16}|github_pat_\w{16}|akia[0-9a-z]{12}|xox[abpr]-[\w-]{10}"
    r"|eyj[\w-]{10,80}\.[\w-]{10})|-----begin [a-z ]{0,20}private key"
)
_SECRET = re.compile(
    r"\b(passwords?|passwd|passphrase|passwort|kennwort|contrasena|clave|pin|api[ -]?key"
    r"|access key|secret key|secret|token|iban)(?: \w{1,20}){0,3} ?(?:is|ist|es|lautet|=|:)"
    r"[\s:=]{1,3}(\S{4,80})"
)
_PIN = re.compile(r"\d{4,8}[.,!]*")
_AMOUNT = re.compile(r"v?[\d.,:%-]+[a-z%]*[.,!]*")
_CONFIDENCES = (
    "(just |strictly |only )between (us|you and me|ourselves), off the record, in confidence, "
    "(strictly |)confidential, (this|that|it) (stays|is|remains) (strictly |)between us, (das|es) "
    "bleibt unter uns, (esto |)queda entre nosotros, (dont|do not) tell (anyone|anybody|the team|"
    "the others|them), "
    "(ganz |)unter uns( gesagt|), (ganz |)im vertrauen( gesagt|), (streng |)vertraulich, nicht "
    "weitersagen, (sag|sagt) (es |das |)(niemandem|keinem), (que quede |)entre (nosotros|tú y yo), "
    "en confianza, confidencial, no (se |)lo (digas|cuentes)( a nadie|)"
)
_PERSON = (
    r"(?:boss|manager|team ?lead|supervisor|ceo|cto|colleagues?|coworkers?|teammates?|clients?"
    r"|customers?|job|company|team|chef|chefin|vorgesetzten?|kollegen?|kollegin|kunden?|arbeit"
    r"|firma|jefe|jefa|companeros?|clientes?|trabajo|empresa|equipo)"
)
_SCORN = re.compile(
    r"\b(?:hate|despise|loathe|cant stand|hasse|odio|odio a|no soporto|no soporto a) (?:my|our|the"
    r"|this|mein|meine|meinen|den|die|diese|diesen|mi|mis|este|esta|al)(?: \w{1,20})? "
    + _PERSON
    + r"\b|\b(?:is|are|ist|sind|es|son) (?:(?:such|a|an|so|really|ein|eine|echt|un|una|tan|total"
    r"|fucking|complete) ){0,3}(?:idiots?|asshole|jerk|moron|dickhead|bastard|idioten|arsch"
    r"|arschloch|depp|trottel|idiotas?|imbecil|gilipollas|cabron|capullo)\b"
    r"|\b(?:this|the|my|our) (?:project|company|job|place|team) (?:sucks|is (?:a joke|doomed|shit))"
)
_PRIVATE = re.compile(
    r"\b(?:im|i am|my (?:wife|girlfriend|partner) is|ich bin|bin|estoy)(?: \w{1,20})? (?:pregnant"
    r"|schwanger|embarazada|(?:getting )?divorced|depressed|burnt out|burned out|quitting|resigning"
    r"|looking for (?:a |another )?(?:new )?job)\b"
)


def is_confided(text: str) -> bool:
    """Whether somebody may not mean others to read it."""
    said = folded(text[:LONGEST])
    if any(pattern.search(said) for pattern in (_KEYS, _SCORN, _PRIVATE)):
        return True
    return _tells_a_secret(said) or any(_is_aside(clause.words) for clause in clauses(said))


def _tells_a_secret(said: str) -> bool:
    """ "my password is hunter2"; not "the token is expired"."""
    return any(_may_be_one(*found) for found in _SECRET.findall(said))


def _may_be_one(key: str, word: str) -> bool:
    """Letters and digits mixed, or the figures of a PIN; no amount and no address."""
    if not any(c.isdigit() for c in word) or word.startswith("http"):
        return False
    return not _AMOUNT.fullmatch(word) or (key == "pin" and bool(_PIN.fullmatch(word)))


def _is_aside(words: Phrase) -> bool:
    """Whether a clause is one, or begins with one: not "between us and billing"."""
    for size in range(1, min(8, len(words)) + 1):
        follows = words[size : size + 1]
        if words[:size] in _asides() and (not follows or size > 1) and follows not in _JOINED:
            return True
    return False


_JOINED = frozenset({("and",), ("und",), ("y",), ("computing",)})


@cache
def _asides() -> frozenset[Phrase]:
    return frozenset(spelt(_CONFIDENCES))
