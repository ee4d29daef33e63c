"""What people type in their language, and what of what they read is in it."""

from dataclasses import dataclass, replace

STEERING = frozenset({"pause", "pausa", "/pause", "!who", "remind missing"})
"""What steers a standup where somebody says it who may, and is idle talk of all others."""
STATUSES = ("done", "partly", "changed", "not")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as somebody types it; each list is as long as that of the others, so that a seed
    tells the same story in all.

    `client` is what their client says it speaks. Commands are `told` once the bot has spoken it to
    them; what takes words has `{}`. `until` stands in every question, before a time.
    """

    client: str
    statuses: tuple[str, ...]
    yes_no: tuple[str, str]
    update: str
    went_on: str
    here_again: str
    forwarded: str
    rest: str
    skip_run: str
    nothing: tuple[str, str]
    away: str
    back: str
    asks: tuple[str, ...]
    for_the_bot: tuple[str, ...]
    mistyped: tuple[str, ...]
    to_plan: str
    until: str
    posted_nothing: str


ENGLISH = Tongue(
    client="en-GB",
    statuses=STATUSES,
    yes_no=("yes", "no"),
    update="by the way, {}",
    went_on="I went on with {}",
    here_again="now I am here again, {}",
    forwarded="somebody else wrote {}",
    rest="that is the rest of it, {}",
    skip_run="skip run",
    nothing=("-", "skip"),
    away="away {} to {}",
    back="back",
    asks=("status", "help", "/search way", "export me"),
    for_the_bot=(
        *("hello", "thanks!", "good morning!", "what is this?", "are you a bot?", "pause"),
        *("/pause", "!who", "/stauts", "/skip connections", "remind missing"),
        *("please leave me alone", "you keep asking me", "this bot is annoying"),
        *("sorry for yesterday, all", "thanks everyone!", "my password is hunter2"),
        *("between us: this goes wrong", "I'm off then", "delete all my data"),
    ),
    mistyped=("stauts", "hepl", "thnaks", "gooood morning", "/serach way"),
    to_plan="Add it to my plan",
    until="until",
    posted_nothing="haven’t posted",
)
GERMAN = Tongue(
    client="de-AT",
    statuses=("erledigt", "teilweise", "geändert", "nicht"),
    yes_no=("ja", "nein"),
    update="übrigens, {}",
    went_on="Ich habe mit {} weitergemacht",
    here_again="endlich komme ich zu {}",
    forwarded="jemand anderes schrieb {}",
    rest="das ist der Rest davon, {}",
    skip_run="heute auslassen",
    nothing=("-", "auslassen"),
    away="weg {} bis {}",
    back="zurück",
    asks=("status", "hilfe", "/suche weg", "meine daten"),
    for_the_bot=(
        *("hallo", "danke!", "guten morgen!", "was ist das?", "bist du ein bot?", "pause"),
        *("/pause", "!who", "/hlife", "/skip verbindungen", "remind missing"),
        *("lass mich bitte in ruhe", "du nervst", "dieser bot nervt", "sorry wegen gestern, alle"),
        *("danke euch allen!", "mein Passwort ist hunter2", "unter uns: das geht schief"),
        *("bin dann mal weg", "lösch alle meine daten"),
    ),
    mistyped=("statsu", "hlife", "dnake", "guuuten morgen", "/scuhe weg"),
    to_plan="Zu meinem Plan hinzufügen",
    until="bis",
    posted_nothing="nichts gepostet|nicht gepostet",
)
SPANISH = Tongue(
    client="es-419",
    statuses=("hecho", "en parte", "cambiado", "no"),
    yes_no=("sí", "no"),
    update="por cierto, {}",
    went_on="Seguí con {}",
    here_again="por fin me pongo con {}",
    forwarded="otra persona escribió {}",
    rest="eso es el resto, {}",
    skip_run="saltar hoy",
    nothing=("-", "saltar"),
    away="fuera del {} al {}",
    back="volver",
    asks=("estado", "ayuda", "/buscar modo", "mis datos"),
    for_the_bot=(
        *("hola", "¡gracias!", "¡buenos días!", "¿qué es esto?", "¿eres un bot?", "pausa"),
        *("/pause", "!who", "/ayuad", "/skip conexiones", "remind missing"),
        *("déjame en paz por favor", "qué pesado eres", "este bot es pesado"),
        *("perdón por lo de ayer, a todos", "gracias a todos", "mi contraseña es hunter2"),
        *("entre nosotros: esto va mal", "me voy entonces", "borra todos mis datos"),
    ),
    mistyped=("estaod", "ayuad", "graicas", "buenooos días", "/bucsar modo"),
    to_plan="Añadirlo a mi plan",
    until="hasta",
    posted_nothing="No he publicado|no lo he publicado|no se publica",
)
TONGUES = (ENGLISH, GERMAN, SPANISH, replace(ENGLISH, client="pt-BR"))
"""Those of a town; who speaks what the bot does not types English."""
