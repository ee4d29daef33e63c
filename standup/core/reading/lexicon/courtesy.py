"""Words by which somebody speaks to everybody, in English, German and Spanish."""

EVERYBODY = frozenset(["all", "alle", "allen", "todos", "todas"])
COURTEOUS = frozenset(
    [
        *("hi", "hello", "hey", "hiya", "howdy", "yo", "morning", "gm", "afternoon", "evening"),
        *("night", "bye", "thanks", "thx", "ty", "tx", "thank", "cheers", "sorry", "apologies"),
        *("welcome", "congrats", "hallo", "moin", "servus", "morgen", "abend", "tag", "danke"),
        *("dank", "entschuldigung", "tschuss", "gruss", "grusse", "hola", "buenas", "dias"),
        *("tardes", "noches", "gracias", "perdon", "disculpen", "saludos", "adios", "chao"),
    ]
)
"""After which `all` is whom somebody speaks to, as in `thanks all`, and not how much is done."""
AND_TO = frozenset([",", "a", "an", "to", "you", "'", "’", "euch", "ihnen", "und", "y", "and"])
"""What may stand between the two."""
TO = frozenset(
    [
        *("to", "for", "with", "from", "you", "an", "fur", "mit", "von", "euch", "ihr", "a"),
        *("para", "con", "de", "entre", "y", "'", "’"),
    ]
)
"""What stands before `all` where it is people: `to all`, `an euch alle`, `y'all`."""
OF_THEM = frozenset(
    ["of", "you", "von", "euch", "de", "ustedes", "vosotros", "zusammen", "together"]
)
"""What may follow it there: `all of you`, `alle zusammen`."""
