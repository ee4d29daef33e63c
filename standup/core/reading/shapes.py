"""The shapes of clauses, over the letters of their tags (see `tags`): what `grammar` looks for."""

from standup.core.text.pattern import Pattern

_NEXT = r"T[:\-]?[dpcnyzGEFowW%/kNLH]"  # another claim, without a sign before it
_END = rf"(?=[,.|?:()\-brAXRKQNq]|{_NEXT}|$)"
_TAIL = r"(?P<tail>[UP]*)"


def _rule(pattern: str) -> Pattern:
    return Pattern(pattern + _TAIL + _END)


NEITHER = _rule(r"E(?P<t>[TV](?:[,A]*E[TV])+)[dW]?")
NOT_ONLY = _rule(r"K(?P<t>[TV])[,bA]*(?P<u>[TV])?d?")
ALL_BUT = _rule(r"[dyW]?(?P<q>[QBNd])(?P<s>[dW]?)[,(.]*X(?P<t>T)\)?(?P<l>[dpncWL]?)")
WITHOUT = _rule(  # what was left out, and what became of it instead
    r"[dyW]?(?P<q>[QB])(?P<s>[dW]?)[,(.]*X(?P<t>T)(?:[,:(\-]+r?|r)(?P<l>[pn])\)?(?=[,.|]|$)"
)
PART = Pattern(  # of one item: `done, except for the last slide`
    r"(?:[yk][,.]*)?(?:[QB][dW]?|[dWykznN][QB]?)[,.(\-]*X(?P<t>[UPTVQ]+)\)?(?=[,.|?:()\-brA]|$)"
)
PART_FIRST = Pattern(r"X(?P<t>[UPTV]+)[dW](?=[,.|?:()\-brA]|$)")
BUT_ALL = _rule(r"X(?P<t>T),?(?P<q>[QN])(?P<s>[doW]?)")
WITHOUT_WORDS = Pattern(r"[,(:\-]*X(?!P*T)")  # `tests done, except for the slow ones`
EXCEPT = _rule(r"X(?P<t>T)")
ONLY = _rule(
    r"(?:O(?P<w>[dW]?)(?P<t>T)(?P<s>[dWpnoGz]?)|W?O(?P<t2>T)|(?P<t3>T)[dW]?O(?=[,.|:()\-]|$))"
)
ONLY_LEFT = _rule(r"(?P<o>O[no]|[no]O)P*(?P<t>T)")  # `only missing the docs`, `solo falta el 3`
ONLY_VERB = _rule(r"O(?P<t>V)")
ALL = _rule(r"(?:y[,.]*)?(?P<a>[dyWpn]?|d[,:\-])P*(?P<q>[QB])(?P<s>[dpcnyW%FGz]?)")
ALL_OF = _rule(r"[dW]?(?P<q>[QB])P*(?P<t>[TV])(?P<s>[dWn]?)V?")
NONE = _rule(r"[GwWz]?(?P<q>[NE])P*(?P<s>[dWno]?)")
EACH = _rule(r"e")
NOTHING_ELSE = _rule(r"W?S[dW]?")
REST = _rule(r"(?P<a>[dWnow]?)(?P<q>R)(?P<t>T?)[:\-]?(?P<s>[dpcnyzGFoW]?)")
INSTEAD = Pattern(r"[UWP]*I(?P<t>T|V|[QB]):?(?P<tail>[UPTWdV]*)" + _END)
SWAPPED = Pattern(r"c(?P<t>T)(?P<tail>[UPWT]*)" + _END)
CHANGED = Pattern(
    r"(?P<t>T)(?:[:\-]?c(?:[,:\-]?[UPWVTj]*J)?(?P<tail>[UPWJ]*)|[:\-][UPWj]*J)" + _END
)
ITEM_FIRST = _rule(r"P*(?P<t>T)[:\-]?(?P<s>[dpcnyzGEFowW%/kNLHZ])")
LABELLED = Pattern(r"(?P<t>T):(?P<s>[dpcnyzGWw%])(?P<tail>)(?=T:)")  # `1: done 2: not 3: …`
HEADED = Pattern(r"(?P<s>[dpcnyzG]):(?P<t>T)(?P<tail>)(?=[dpcnyzG]:T)")  # `done: 1 2 not: 3`
BRACKETED = Pattern(r"(?P<t>T)\((?P<s>[dpcnyzGW%])(?P<tail>\)?)")
NONE_OF_SEVERAL = Pattern(r"(?P<s>z)P*(?P<t>T)(?P<tail>)(?=zT)")  # `no gym no paper`
STATUS_FIRST = Pattern(
    r"(?P<s>[dpcnGWw%/o]|z(?=T)):?P*(?P<t>T)W?(?P<tail>[UP]*)"
    r"(?=[,.|?:()\-brAXRKQNq]|[dpcn]T|$)"
)
VERB = _rule(r"(?P<s>[Vv])(?P<a>[dyzGpBQ]?)")
NAMED = Pattern(r"T(?=[,.|bA]|$)")
BUT = Pattern(r",?(?:b|z(?!T))")
EVEN = _rule(r"q(?P<t>[TV])")
BARE = Pattern(r"(?P<s>[dpcnyzk%/QNGFWVvH])(?P=s)*(?P<tail>P[UP]*)?(?=[,.|?:()\-brA]|$)")
OTHER = Pattern(r"[UPWVT]*J[UPWTVdJ]*" + _END)
DOUBTS = Pattern(r"[GLDCFHz]+(?=[,.|?)]|$)")
STRONG = Pattern(r",(?:A|b)?T[:\-]?[dpcnyzG](?=[,.|:()\-br]|$)|[,Ab]+[dpcnG]:T(?=[,.|]|$)")
OF = Pattern(r"[dpcnyz%][:\-]?T(?=[,.|A]|$)")
STRONG_AT_ONCE = Pattern(r"\(?T\)?[:\-]?[dpcnyzG](?=[,.|:()\-br]|$)")
OF_ITEMS = (HEADED, LABELLED, BRACKETED, ITEM_FIRST, NONE_OF_SEVERAL, STATUS_FIRST)
