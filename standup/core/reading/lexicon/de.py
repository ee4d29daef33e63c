"""German."""

SAID = {
    "d": "erledigt, fertig, geschafft, gemacht, abgeschlossen, abgehakt, durch, vollstandig,"
    " beendet, ist durch, ist raus, sind raus, ging raus, steht, hat geklappt, geklappt,"
    " vollbracht, fertig gemacht, fertig"
    " gestellt, fertiggestellt, hinbekommen, hingekriegt, durchgezogen",
    "p": "teilweise, halb, zur halfte, halfte, die halfte, zum teil, teils, angefangen,"
    " begonnen, gestartet, halbwegs, halb fertig, so halb, in arbeit, dabei, nicht ganz,"
    " nicht ganz geschafft, nicht ganz fertig, noch nicht ganz, noch nicht ganz fertig, fast"
    " geschafft, fast fertig, so gut wie fertig, grosstenteils, weitgehend, uberwiegend, ein"
    " bisschen, bisschen, zu teilen, erste halfte, die erste halfte, ein stuck, ein teil, ein"
    " teil davon, am laufen, dran,"
    " bin dran, noch dran, noch an, sitze noch an, noch in arbeit, lauft noch, noch dabei,"
    " bin noch dabei, teils teils,"
    " zwei drittel, ein"
    " drittel, ein viertel, drei viertel",
    "c": "geandert, getauscht, gewechselt, ausgetauscht, ersetzt, umgeplant",
    "n": "noch nicht, noch net, nicht gekommen, nicht dazu gekommen, nicht angefangen,"
    " nicht angefasst, nicht angeruhrt, gar"
    " nicht, uberhaupt nicht, verschoben, verschoben auf morgen, vergessen, ausgefallen,"
    " keine zeit, keine zeit gehabt, keine lust, keine lust gehabt, lauft noch nicht,"
    " keine zeit fur, ubersprungen, gestrichen,"
    " fallengelassen, fallen gelassen, fehlt, fehlt noch, fehlen, fehlen noch, bin ich nicht"
    " gekommen, offen, noch offen, muss warten, mussen warten, nicht passiert, ging nicht,"
    " verpasst, weggelassen, liegen geblieben, liegengeblieben, nicht begonnen, nicht"
    " dazugekommen, kam ich nicht, nicht mehr geschafft, nicht mehr, abgebrochen,"
    " gescheitert, ausgelassen",
    "y": "ja, jo, jep, jup, jawohl, schon, klar, jawoll, yo",
    "z": "nein, nee, ne, nö, noe, no, nope, leider nein, nada",
    "k": "alles gut, passt, gut",
    "G": "nicht, nich, net, nie, nicht mehr, ohne",
    "H": "fast, beinahe, nahezu, so gut wie, praktisch, quasi, annahernd",
    "L": "kaum, jein, naja, na ja, geht so, mehr oder weniger, ein wenig, irgendwie, so lala,"
    " hm, schon wars, schon war es, von wegen, so halbwegs, kaum was, eigentlich, im"
    " prinzip, theoretisch, lange nicht, noch lange nicht, soweit,"
    " fertig fur heute, feierabend, fur heute fertig,"
    " bis auf weiteres",
    "D": "vielleicht, glaub ich, glaube ich, ich glaube, denke ich, ich denke, wahrscheinlich,"
    " vermutlich, hoffentlich, wohl, eventuell, weiss nicht, keine ahnung, scheint,"
    " angeblich, nicht sicher, mal sehen",
    "Y": "auch, ebenfalls, ebenso, genauso, auch schon",
    "S": "sonst nichts, sonst nix, nichts anderes, nichts sonst",
    "F": "morgen, spater, nachste woche, heute abend, montag, dienstag, mittwoch, donnerstag,"
    " freitag, bald, ubermorgen, auf morgen, am montag, fur morgen, kommt morgen, folgt",
    "C": "wenn, falls, sobald, bis, sollte, wurde, konnte, will, wollte, muss, musste, werde,"
    " wird, soll, mochte, ware",
    "Q": "alles, alle, alle punkte, die ganze liste, ganze liste, samtliche, samtliches, alles"
    " davon, alles zusammen, alles was ich wollte, alles was ich vorhatte,"
    " alles was geplant war, alles geplante, alle aufgaben, alles auf der liste",
    "B": "beides, beide, alle beide, die beiden, beiden",
    "N": "nichts, nix, gar nichts, keins, keines, keine, keiner, keins davon, nichts davon, gar"
    " nix, uberhaupt nichts, kein einziges, keinen, kein, absolut nichts, nichts von allem,"
    " keines davon, nichts von alledem",
    "E": "weder, noch, weder noch, keins von beiden, keines von beiden, keine von beiden, nichts"
    " von beidem",
    "M": "die meisten, das meiste, meiste, meisten, fast alles, einige, einiges, manche,"
    " manches, vieles, ein paar, mehrere, fast alle, so gut wie alles, vieles davon, eins"
    " von beiden, eines von beiden, kaum was, kaum etwas",
    "e": "uberall ein bisschen, von allem ein bisschen, alles ein bisschen, von allem etwas,"
    " uberall etwas, von jedem etwas, von jedem ein bisschen",
    "R": "rest, der rest, den rest, die anderen, andere, anderen, die ubrigen, ubrige, das"
    " ubrige, alles andere, alles ubrige, sonst alles, das andere, der andere, die andere,"
    " ubrigen, restlichen, die restlichen, das ganze andere, alle anderen, sonst",
    "X": "ausser, bis auf, bis aufs, bis auf die, abgesehen von, mit ausnahme von, mit ausnahme"
    " vom, mit ausnahme der, mit ausnahme des, nur nicht, ausgenommen, ohne,"
    " modulo, minus, abzuglich, abgesehen vom, nicht mitgezahlt",
    "O": "nur, bloss, lediglich, nichts ausser, einzig, ausschliesslich",
    "K": "nicht nur, nicht bloss",
    "o": "ubrig, unerledigt, ausstehend, liegengeblieben",
    "s": "immer noch, weiterhin",
    "I": "statt, anstatt, anstelle von, anstelle, an stelle von, statt dessen",
    "m": "ganz, komplett, vollig, wirklich, so ganz, richtig",
    "q": "sogar, inklusive, inkl, samt, einschliesslich, selbst",
    "j": "es, ihn, sie",
    "J": "stattdessen, statt dessen, lieber, doch lieber, was anderes, etwas anderes",
    "A": "und, sowie, plus, u",
    "b": "aber, doch, jedoch, allerdings, wahrend, sondern, obwohl",
    "r": "weil, da, denn, wegen, damit, dass, weils",
    "P": "nach, vor, mit, bei, fur, zu, von, vom, zum, zur, in, im, am, an, auf, aufs, uber, um",
    "W": "gelesen, geschaut, gesehen, geschrieben, gebaut, gefixt, geubt, repariert,"
    " vorbereitet, angeschaut, durchgearbeitet, bearbeitet, gelernt, getestet, gerechnet,"
    " gefahren, aufgeraumt, angesehen, gehort, angehort, durchgelesen, implementiert, eingerichtet",
    "h": "hab ich, habe ich, hatte ich, haben wir, hab, habe",
    "f": "ist, is, sind, war, waren, sein, haben, hat, hatte, wurde, wurden, worden,"
    " bin, der, die, das, den, dem, des, ein, eine, einen, einem, ich, wir, mir, mich,"
    " heute, gestern, jetzt, endlich, leider, das ist alles, das war alles, das wars, das war's,"
    " mehr nicht, zum gluck, schon, schon mal, mal, so,"
    " danke, danke euch, danke schon, bitte, hallo, hi, moin, hey, servus, sorry, hallo"
    " zusammen, zusammen, lg, liebe grusse, viele grusse, gruss, na, also, dann, davon,"
    " geworden, kein problem, keine probleme, kein ding, nr, nummer, punkt, punkte, tschuss,"
    " ok, voll, echt, immerhin, ging gut, dazu, euch, dir, von euch, super, gott sei dank,"
    " guten abend, guten morgen, sachen, erfolgreich,"
    " verdammt, verdammte",
}

VERBS = (
    "lesen las gelesen, schreiben schrieb geschrieben, sehen sah gesehen, ansehen sah"
    " angesehen, fahren fuhr gefahren, gehen ging gegangen, geben gab gegeben, nehmen nahm"
    " genommen, finden fand gefunden, sprechen sprach gesprochen, schwimmen schwamm geschwommen,"
    " laufen lief gelaufen, singen sang gesungen, halten hielt gehalten, bringen brachte"
    " gebracht, anrufen rief angerufen, rufen rief gerufen, essen ass gegessen, trinken trank"
    " getrunken, backen backte gebacken, schneiden schnitt geschnitten, waschen wusch gewaschen,"
    " zuruckgeben gab zuruckgegeben, beginnen begann begonnen, verstehen verstand verstanden,"
    " beschreiben beschrieb beschrieben, durchlesen las durchgelesen, uben ubte geubt, anschauen"
    " schaute angeschaut, aufraumen raumte aufgeraumt, ausprobieren probierte ausprobiert,"
    " einrichten richtete eingerichtet, aufschreiben schrieb aufgeschrieben, tun tat getan,"
    " nachlesen las nachgelesen, abgeben gab abgegeben, einkaufen kaufte eingekauft"
)
