"""Commands about somebody's accounts: taking part, joining two of them, where to ask."""

from standup.core.commands.entry import Around, Entry, MenuEntry, MenuGroup, of_a_standup, plain
from standup.core.commands.said import SIGNS, Join, Known, Leave, Link, Plain, Prefer, Speak, Unlink
from standup.core.language import names, sentence
from standup.core.rights import Action
from standup.core.text.pattern import Pattern

_CODE = Pattern(rf"(?:[{SIGNS}]{{4}}-){{1,3}}[{SIGNS}]{{4}}|(?:[{SIGNS}]{{8}}){{1,2}}")

_ACCOUNTS = MenuGroup(
    "accounts",
    {
        "en": "Your accounts, and where and how I write to you",
        "de": "Deine Konten, und wo und wie ich dir schreibe",
        "es": "Tus cuentas, y dónde y cómo te escribo",
        "fr": "Tes comptes, où et comment je t'écris",
    },
)


def _link(rest: str, around: Around) -> Known | None:
    code = rest.casefold()
    return Link(code.replace("-", "")) if around.is_signed or _CODE.fullmatch(code) else None


def _code(said: str, _: Around) -> Known | None:
    is_code = "-" in said and _CODE.fullmatch(said.casefold())
    return Link(said.casefold().replace("-", "")) if is_code else None


def _unlink(rest: str, around: Around) -> Known | None:
    return Unlink(rest.casefold()) if _is_platform(rest, around) else None


def _prefer(rest: str, around: Around) -> Known | None:
    return Prefer(rest.casefold()) if _is_platform(rest, around) else None


def _speak(rest: str, around: Around) -> Known | None:
    if code := names().get(rest.casefold()):
        return Speak(code)
    return Speak(unclear=rest) if around.is_signed else None


def _is_platform(rest: str, around: Around) -> bool:
    return around.is_signed or rest.casefold() in around.platforms


def _right(said: Link) -> Action:
    return Action.USE_CODE if said.code else Action.LINK


def _join(rest: str, around: Around) -> Known | None:
    left, standup = around.without_standup(rest)
    if standup and not left:
        return Join(standup)
    if not around.is_signed:
        return None
    return Join(all=True) if rest.casefold() == "all" else Join(is_unclear=True)


ACCOUNTS = (
    Entry(
        "who reads this",
        Plain,
        Action.SEE_READERS,
        told="you learn where your answers go, who reads them there, and who set the bot up",
        phrases=plain(
            "who reads this",
            "who reads this?",
            "who reads it?",
            "who can read this?",
            "who reads my answers?",
        ),
        handler="accounts.who_reads",
        help=sentence("`who reads this` – where your answers go, and who reads them there"),
        menu=MenuEntry(
            "who_reads_this",
            {
                "en": "Where your answers go, and who reads them there",
                "de": "Wohin deine Antworten gehen und wer sie dort liest",
                "es": "Adónde van tus respuestas y quién las lee allí",
                "fr": "Où vont tes réponses, et qui les y lit",
            },
        ),
    ),
    Entry(
        "join",
        Join,
        Action.ASK_TO_JOIN,
        told=(
            "you take part again, or learn what your organiser needs to let you in; `join daily` "
            "in one that you left, `/join all` in all of them"
        ),
        phrases={"join": Join()},
        signed=frozenset({"join"}),
        read=_join,
        handler="belonging.join",
        help=sentence("`/join` – take part, or take part again"),
        shown="/join",
        menu=MenuEntry(
            "join",
            {
                "en": "Take part, or take part again",
                "de": "Mitmachen, oder wieder mitmachen",
                "es": "Participar, o volver a participar",
                "fr": "Participer, ou participer à nouveau",
            },
            {
                "en": "the standup, where you left several",
                "de": "das Standup, wenn du mehrere verlassen hast",
                "es": "el standup, si dejaste varios",
                "fr": "le standup, si tu en as quitté plusieurs",
            },
        ),
    ),
    Entry(
        "leave",
        Leave,
        Action.SET_OWN,
        told=(
            "you are asked no more in that standup, from now on; what you shared stays. `/join` "
            "brings you back"
        ),
        phrases={"leave": Leave()},
        read=of_a_standup(Leave),
        handler="belonging.leave",
        help=sentence("`leave` – I won’t ask you any more; `/join` brings you back"),
        menu=MenuEntry(
            "leave",
            {
                "en": "Be asked no more in a standup",
                "de": "In einem Standup nicht mehr gefragt werden",
                "es": "Que no te pregunte más en un standup",
                "fr": "Ne plus être interrogé dans un standup",
            },
            {
                "en": "the standup, where you are in several",
                "de": "das Standup, wenn du in mehreren bist",
                "es": "el standup, si estás en varios",
                "fr": "le standup, si tu es dans plusieurs",
            },
            group=_ACCOUNTS,
        ),
    ),
    Entry(
        "link",
        Link,
        _right,
        told=(
            "you get a code, good once and for ten minutes, that connects an account on another "
            "platform to yours"
        ),
        phrases={"link": Link()},
        read=_link,
        alone=_code,
        handler="accounts.link",
        help=sentence("`link` – connect your accounts on two platforms"),
        menu=MenuEntry(
            "link",
            {
                "en": "Connect your accounts on two platforms",
                "de": "Deine Konten auf zwei Plattformen verbinden",
                "es": "Conectar tus cuentas de dos plataformas",
                "fr": "Relier tes comptes de deux plateformes",
            },
            {
                "en": "a code you got from me, if you have one",
                "de": "ein Code von mir, falls du einen hast",
                "es": "un código mío, si lo tienes",
                "fr": "un code de ma part, si tu en as un",
            },
            group=_ACCOUNTS,
        ),
    ),
    Entry(
        "unlink",
        Unlink,
        Action.UNLINK,
        told="the account that a code connected is no longer yours; also `unlink telegram`",
        phrases={"unlink": Unlink()},
        signed=frozenset({"unlink"}),
        read=_unlink,
        handler="accounts.unlink",
        help=sentence("`/unlink` – let go of an account that you connected"),
        shown="/unlink",
        menu=MenuEntry(
            "unlink",
            {
                "en": "Let go of an account that a code connected to yours",
                "de": "Ein verbundenes Konto wieder trennen",
                "es": "Desconectar una cuenta que conectaste con un código",
                "fr": "Détacher un compte relié par un code",
            },
            {
                "en": "the platform's name",
                "de": "Name der Plattform",
                "es": "nombre de la plataforma",
                "fr": "nom de la plateforme",
            },
            group=_ACCOUNTS,
        ),
    ),
    Entry(
        "prefer",
        Prefer,
        Action.PREFER,
        told="you see where you are asked; `prefer telegram` has you asked there",
        phrases={"prefer": Prefer()},
        read=_prefer,
        handler="accounts.prefer",
        help=sentence("`prefer` – where I write to you, if you’re on several platforms"),
        menu=MenuEntry(
            "prefer",
            {
                "en": "Where I should write to you",
                "de": "Wo ich dir schreiben soll",
                "es": "Dónde debo escribirte",
                "fr": "Où je dois t'écrire",
            },
            {
                "en": "the platform's name",
                "de": "Name der Plattform",
                "es": "nombre de la plataforma",
                "fr": "nom de la plateforme",
            },
            group=_ACCOUNTS,
        ),
    ),
    Entry(
        "language",
        Speak,
        Action.PREFER,
        told="you are spoken to in that language from now on: `language deutsch`; who says none is"
        " spoken to in that of their Telegram or Discord, if I speak it, else in the standup’s",
        phrases={"language": Speak()},
        signed=frozenset({"language"}),
        read=_speak,
        handler="speaking.speak",
        help=sentence("`language deutsch` – the language I speak to you"),
        shown="/language",
        menu=MenuEntry(
            "language",
            {
                "en": "The language I speak to you",
                "de": "Die Sprache, in der ich mit dir spreche",
                "es": "El idioma en que te hablo",
                "fr": "La langue dans laquelle je te parle",
            },
            {
                "en": "its name, such as deutsch",
                "de": "ihr Name, etwa english",
                "es": "su nombre, como english",
                "fr": "son nom, comme english",
            },
            group=_ACCOUNTS,
        ),
    ),
)
