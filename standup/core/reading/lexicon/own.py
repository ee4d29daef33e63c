"""What stands around a question's own words for what came of items, in every language.

Each is the inside of a pattern: what is said is told apart by `own_claims`.
"""

ALL = r"all of (?:it|them|these)|all|everything|both|alle|alles|beide|todo|todos|todas|ambos|ambas"
TWO = r"both|beide|ambos|ambas"
REST = (
    r"(?:the |all the )?(?:rest|others?)|(?:der |alle )?(?:rest|anderen|übrigen)|die anderen"
    r"|(?:el )?resto|l[oa]s (?:demás|demas|otr[oa]s)"
)
IT = r"it|this|that one|this one|es|das|die|der|lo"
ARTICLES = r"the|our|my|a|an|der|die|das|den|unser|unsere|mein|meine|el|la|los|las|un|una|mi"
AND = r"and|und|y|e"
BEGINS = r"and|but|und|aber|y|pero|e|&|\+"  # a clause of its own, right behind another one
IS = (
    r"has been|have been|has|have|is|are|was|were|got|['’]s|now|still|finally|already|clearly"
    r"|definitely|fully|completely|remains|stays|ist|sind|war|waren|wurde|wurden|bleibt|bleiben"
    r"|jetzt|noch|immer noch|schon|endlich|klar|eindeutig|es|está|esta|están|fue|fueron|ha sido"
    r"|queda|quedan|sigue|siguen|ya|ahora|aún|aun|todavía|por fin|claramente"
)
EXCEPT = (
    r"except|except for|apart from|other than|save|besides|minus|außer|ausser|bis auf"
    r"|mit ausnahme|excepto|menos|salvo|a excepción"
)
MAYBE_EXCEPT = r"but|not|just not|only not|without|aber|nicht|nur nicht|ohne|pero|sin|no"
SOME = r"one|two|three|some|a few|several|eine?[nrs]?|zwei|drei|einige|manche|un[oa]?|dos|tres"
COUNTING = (
    r"only|just|of|out of|at least|most|none|nothing|neither|either|or|nur|von|mindestens"
    r"|die meisten|keine?s?|nichts|oder|solo|sólo|de|al menos|la mayoría|ningun[oa]?|nada|o"
)
FILLERS = (
    r"yes|yeah|yep|no|nope|ok|okay|well|so|hm+|sadly|ja|nein|naja|also|leider|sí|si|bueno|pues"
)
NO = r"no|nope|nah|nein|nö|noch nicht|not yet|todavía no|aún no"
NOT = (
    r"not|never|yet|isn|wasn|hasn|nicht|nie|niemals|kaum|hardly|barely|almost|nearly|partly|half"
    r"|fast|beinahe|nunca|jamás|casi"
)
IF = r"if|unless|once|until|till|falls|sofern|wenn|sobald|bis|si|cuando|hasta"
MAYBE = (
    r"maybe|perhaps|probably|possibly|i think|i guess|i suppose|i believe|not sure|almost|nearly"
    r"|vielleicht|wahrscheinlich|vermutlich|glaube ich|glaub ich|denke ich|fast|quizás?|tal vez"
    r"|probablemente|creo|supongo|casi"
)
CORRECTING = (
    r"no|wait|sorry|actually|i mean|scratch that|rather|then|nein|doch|halt|quatsch|ich meine"
    r"|besser gesagt|dann|perd[oó]n|digo|mejor dicho|espera|luego"
)
REASONS = (
    r"because|since|as|due to|thanks to|although|though|weil|da|denn|wegen|dank|obwohl|porque"
    r"|ya que|debido a|gracias a|aunque"
)
_BESIDES = (
    "with without because since as after before by in on at for from to due thanks despite "
    "instead but and so though although while this last today tonight yesterday now again already "
    "early late too also finally mostly anyway mit ohne weil da denn nach vor durch von in im an "
    "am auf für aus wegen dank trotz statt aber und obwohl während heute gestern jetzt wieder "
    "schon früh spät auch endlich con sin porque ya tras antes por en para de del desde debido "
    "gracias pese pero y aunque mientras hoy ayer ahora otra temprano tarde también "
)
BESIDES = frozenset(_BESIDES.split())
"""With what words about it begin that stand right behind such a word."""
