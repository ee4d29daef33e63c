"""Words of plans that say little of what they are about, and those that turn it round.

Without accents and in small letters, in English, German and Spanish, which are read at once.
"""

from collections.abc import Mapping

# What people do on such a day and with what, whatever it is about, and what holds words together.
_DOING = """
    read reading watch watching try trying tried learn test testing understand study studying look
    dig explore exploring figure see know get getting practise practice practicing practising play
    experiment experimenting start starting finish finishing continue continuing go going work
    working works find finding revisit revise refresh do build building implement implementing
    implementation write writing set up setup setting use using investigate investigating check
    verify whether compare comparing vs versus
    basic basics intro introduction introductory beginner beginners tutorial tutorials guide course
    paper papers article articles video videos docs documentation blog post talk book
    today again slowly bit some little small first new scratch toy own hand let lets
    laptop machine myself something things thing hypothesis idea
    need needs want wants give gives giving good only cost costs run runs
    reduce reduces reducing reduction lowers raise raises speed speeds against
    help helps helping improve improves improving improvement improvements gain gains better worse
    best beat beats effect reason reasons cause causes caused come comes bring brings make makes

    lernen lese lesen lies anschauen ansehen ausprobieren probieren versuchen verstehen einlesen
    einarbeiten einrichten schreiben bauen weiter machen fertig grundlagen einfuhrung einfuehrung
    kurs artikel buch testen prufen pruefen funktioniert funktionieren hilft helfen verbessert
    besser gut gute guter gutes brauchen braucht
    der die das den dem des ein eine einen einem einer und oder in im auf aus zu zum zur von vom
    mit fur fuer ueber uber wie was ob ich mich mir man wir uns unser unsere nicht kein keine ist
    sind heute

    aprender leer ver mirar probar entender estudiar hacer empezar terminar seguir escribir usar
    introduccion basicos basico conceptos curso tutorial articulo libro documentacion video ayuda
    mejora necesita necesitamos
    el la los las un una unos unas y o en de del al a con para por sobre como que si mi mis no
    nuestro nuestra es son hoy
"""
DOING = frozenset(_DOING.split())
"""Words that say nothing of what a line is about."""

_TURNS = {
    "without": "without ohne sin",
    "up": """
        higher high larger large bigger big longer long more increase increases increased
        hoher hoch grosser gross langer mehr mayor mas grande alto
    """,
    "down": """
        lower low smaller short shorter less fewer decrease decreases decreased
        niedriger kleiner kurzer weniger menor menos pequeno bajo
    """,
    "over": "overfit overfits overfitting",
    "under": "underfit underfits underfitting",
}
TURNS: Mapping[str, str] = {word: turn for turn, said in _TURNS.items() for word in said.split()}
"""Which way a word turns a condition."""

AGAINST = {"up": "down", "down": "up", "over": "under", "under": "over"}
"""Which way is the opposite of which."""
