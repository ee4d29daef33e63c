"""Numbers and places in words."""

_COUNTS = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
)
_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "erste zweite dritte vierte funfte sechste siebte achte neunte zehnte",
    "ersten zweiten dritten vierten funften sechsten siebten achten neunten zehnten",
    "erstes zweites drittes viertes funftes sechstes siebtes achtes neuntes zehntes",
    "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
    "primera segunda tercera cuarta quinta sexta septima octava novena decima",
    "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo",
    "primeros segundos terceros cuartos quintos sextos septimos octavos novenos decimos",
)

GERMAN_COUNTS = {word: n for n, word in enumerate(_COUNTS[1].split())}
COUNTS = {word: n for words in _COUNTS for n, word in enumerate(words.split())}
COUNTS |= {"eine": 1, "einer": 1, "einem": 1, "una": 1}
"""How many a word says that something is."""

PLACES = {word: n for words in _PLACES for n, word in enumerate(words.split(), 1)}
"""Which in a row a word says."""

PLACES |= dict.fromkeys(["former", "ersteres", "erstere", "ersterer"], 1)

LAST = frozenset(
    [
        "last",
        "letzte",
        "letzten",
        "letztes",
        "ultimo",
        "ultima",
        "ultimos",
        "ultimas",
        "latter",
        "letzteres",
        "letztere",
        "letzterer",
    ]
)
"""The words for the one at the end."""
