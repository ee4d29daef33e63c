"""German."""

from standup.core.intent.lexicon import Lexicon

GERMAN = Lexicon(
    heads={
        "pause": "pausiere, pausier, pausieren, pause machen, mach (eine |mal |)pause, pause bis",
        "resume": "fortsetzen, weitermachen, mach weiter, weiter fragen, frag wieder",
        "who": "wer, wer fehlt, wer fehlt noch, wer hat (noch |)(nicht |)(geantwortet|"
        "geschrieben|gepostet), wer muss noch, wer ist (noch offen|noch dran|fertig)",
        "why": "warum, wieso, weshalb, warum hast du (mich |)(nicht |)gefragt, warum wurde ich, "
        "wieso wurde ich",
        "start now": "fang jetzt an, leg (jetzt |)los, starte (jetzt|den standup|das standup|die "
        "runde), fang an, start jetzt",
        "leave": "abmelden, austragen, austreten, aussteigen, kündigen, melde mich ab, meld mich "
        "ab, trag mich aus, nimm mich (raus|von|aus), lösch mich, streich mich, entferne mich, "
        "verlassen",
        "join": "anmelden, mitmachen, beitreten, melde mich an, meld mich an, trag mich ein, bin "
        "dabei, nimm mich auf, füg mich hinzu",
        "remind missing": "erinnere (alle|die anderen|die|alle die), erinner (alle|die anderen|"
        "die), stups die anderen an",
        "help": "hilfe, hilf mir, hilf, befehle, zeig (mir |)(die |)(hilfe|befehle)",
        "undo": "rückgängig, zurücknehmen, nimm (das|es) zurück, rückgängig machen, mach (das|"
        "es) (wieder |)rückgängig, (lösch|lösche|losche|entfern|entferne|delete|remove) (das|es|"
        "dies|den|die|"
        "meine|meinen|bitte), (nicht) (posten|veröffentlichen|teilen|senden|abschicken), poste "
        "das nicht, vergiss das, ignorier das, zieh das zurück, widerrufen, das zurück, weg "
        "damit",
        "skip": "komm(e|) (ich |)heute (leider |)nicht (mehr |)dazu, "
        "(heute |)(mach|mache|schaff|schaffe) ich (das |es |)(heute |)nicht, überspringen, "
        "überspring, überspringe, überspring mich, überspringen wir, "
        "auslassen, heute (leider|lieber doch|doch) nicht, (leider|lieber) heute nicht, lass (mich "
        "|)aus, lass mich heute aus, heute nicht, heute lieber nicht, "
        "heute mal nicht, nicht heute, passe, ich passe, setze aus, ich setze aus, "
        "(ich |)setze heute aus, ich setz heute aus, setz aus, "
        "heute aussetzen, aussetzen, (heute |)setz ich (heute |)aus, (heute |)setze ich (heute |"
        ")aus, ich "
        "setz aus, setz heute aus, "
        " lass heute weg, heute ohne mich, nächste frage",
        "history": "verlauf, zeig (mir |)meine (letzten|alten|bisherigen) (berichte|antworten|"
        "beiträge), meine letzten berichte, meine letzten antworten",
        "settings": "einstellungen, zeig (mir |)(die |meine |)einstellungen, meine einstellungen",
        "my report": "mein bericht, meine berichte, was habe ich, was hab ich, zeig (mir |"
        ")meinen bericht",
        "team report": "teambericht, team bericht, was hat das team, was haben (die anderen|"
        "alle|wir)",
        "report": "bericht, ich will jetzt antworten, ich möchte jetzt antworten, lass mich "
        "(jetzt |)antworten, frag mich jetzt, jetzt antworten",
        "changes": "änderungen",
        "extend": "verlängern, verlängere, verlänger, gib (ihnen|allen|uns) (noch|mehr)",
        "cancel": "sag (morgen|heute|den nächsten) ab, nächsten absagen, absagen",
        "cancel command": "abbrechen, abbruch, brich ab, storno, stornieren",
        "timezone": "zeitzone, zeitzone ändern",
        "remind": "keine erinnerungen, keine erinnerung, erinnerungen aus, erinnerungen an, "
        "erinnere mich täglich",
        "quiet": "ruhe, stumm, stummschalten, leise, sei (still|ruhig|leise), psst, mute",
        "my days": "meine tage, frag mich nur (am|an|montags|dienstags|mittwochs|donnerstags|"
        "freitags)",
        "ask me at": "frag mich (um|früher|schon um|lieber um|immer um), schreib mir um",
        "later": "später, erinner mich, erinnere mich, frag (mich |)(später|nochmal|noch mal|"
        "wieder|morgen|in|gleich|nachher|heute|dann|am|bitte|später nochmal|doch), frag in, frag "
        "mich, gib mir (noch |)(eine|ein|zehn|fünf|10|5|15|20|30|kurz|ne), nicht jetzt, jetzt "
        "nicht, gerade nicht, grad nicht, nachher, gleich, spater, melde mich (später|gleich|"
        "nachher|morgen), meld mich (später|gleich|nachher|morgen), mach ich (später|nachher|"
        "gleich|morgen), mache ich (später|nachher|morgen), antworte (später|nachher|morgen|"
        "gleich), ich antworte, verschieben, schreib mir (später|in|nochmal|morgen), erinnerst "
        "du mich, noch (5|10) minuten, ein andermal",
        "away": "abwesend, weg bis, urlaub, im urlaub, krank, krankgeschrieben, krank gemeldet, "
        "krank geschrieben, krankgemeldet, "
        "frei, unterwegs bis, verreist, nicht da, nicht im büro, habe frei, hab frei, außer "
        "haus, elternzeit, ab morgen urlaub, bin weg bis, bin (krank|weg|raus|abwesend|verreist|"
        "unterwegs)",
        "back": "zurück, wieder da, bin wieder da, bin zurück, ich bin zurück, ich bin wieder "
        "da, bin wieder zurück, bin wieder hier, wieder (gesund|fit), (ich |)bin wieder (gesund|"
        "fit), wieder im büro, bin wieder im büro, bin (ab |)heute wieder (da|zurück)",
        "edit": "bearbeiten, ändern, korrigieren, korrigiere, (ändere|ander|änder) (meine|"
        "meinen|das)",
        "search": "suche, suche nach, such, finde",
        "add": "füge, füg, lade",
        "delete": "löschen, lösche, lösch, alles löschen, entfernen, lösch alles",
        "who reads this": "wer liest, wer sieht",
        "stop": "aufhören zu (nerven|fragen|schreiben|stören), mal aufhören, stopp, stop, hör "
        "auf, hor auf, aufhören, halt, halt die (klappe|fresse), nerv nicht, nerv mich nicht, "
        "lass mich (in ruhe|in frieden|zufrieden), lasst mich in ruhe, lass das, lass es, "
        "verschwinde, hau ab, geh weg, frag (mich |)(nicht|nie) (mehr|wieder), frag nicht, "
        "schreib mir nicht, schreib mir nicht mehr, keine (fragen|nachrichten) mehr, hör bitte "
        "auf, schluss, genug, erinner mich nicht, erinnere mich nicht, stör (mich |)nicht, "
        "klappe, es reicht, reicht jetzt, kein spam, keine nachrichten, keine fragen",
        "control": "stell ab, stelle ab, schalte, schalt, schalte aus, deaktiviere, aktiviere, "
        "schließe, beende, zeig, zeig mir, zeige, zeige mir, verschieb, verschiebe, schick mir, "
        "sende mir, gib mir, ändere meine, stelle, setze, nenn mir, liste, blockiere, mach das "
        "aus, mach aus",
        "publish": "veröffentlichen, veröffentliche",
        "link": "(verbinde|verknüpf|verknüpfe|koppel|kopple) (mein|meinen) "
        "(discord|matrix|telegram|slack)( konto|)",
        "export me": "exportieren, meine daten",
        "forget me": "vergiss mich, (lösch|lösche|löscht) (bitte |)(alle meine daten|meine daten|"
        "alles über mich|alles von mir)",
    },
    phrases={
        "away": "im urlaub, in urlaub, auf urlaub, (ich |)bin (im|in|auf) urlaub, bin (ich |"
        ")(krank|weg|raus|abwesend|verreist|"
        "nicht da|nicht dabei|nicht im büro|unterwegs bis|krankgeschrieben|krank geschrieben|krank "
        "gemeldet|im krankenstand|außer haus|off), ich bin (heute|morgen|diese woche|nächste woche|"
        "ab morgen) (krank|weg|raus|nicht da|abwesend|nicht dabei|im urlaub), bin (heute|morgen|"
        "diese woche|nächste woche|die woche|am montag|am freitag|bis montag|übermorgen|die ganze "
        "woche) (krank|weg|raus|nicht da|abwesend|nicht dabei|nicht im büro|off), nicht (da|dabei|"
        "im büro), (habe|hab) (ich |)(heute |morgen |am freitag |am montag |)(frei|urlaub), krank "
        "gemeldet, krankgeschrieben, ab morgen urlaub, melde mich krank, (nehme|nehm) (mir |"
        ")(heute |morgen |)frei, (bin|ich bin) erkältet, (habe|hab) (ich |)(fieber|grippe|corona|"
        "die grippe), lieg (flach|im bett), liege (flach|im bett), (fühle|fühl) mich (krank|nicht "
        "gut|nicht wohl|nicht so gut), mich hats erwischt",
        "back": "bin wieder da, wieder zurück aus, bin zurück aus, zurück aus dem urlaub, bin (ab "
        "|)heute wieder (da|zurück), (bin |)aus dem urlaub zurück, (ich |)bin wieder (gesund|fit), "
        "wieder im büro, bin wieder hier",
        "leave": "(will|möchte|mag) (ich |)(da |hier |)(nicht|nimmer) (mehr |)(mitmachen|"
        "teilnehmen|dabei sein|mitspielen), nicht mehr (mitmachen|teilnehmen|dabei sein), keine "
        "lust mehr, (will|möchte) (raus|austreten|aussteigen|mich abmelden|weg hier), von der "
        "liste, melde mich ab, meld mich ab, mich (hier |)(abmelden|austragen|rausnehmen), (melde|"
        "meld|trage|trag) ich mich (wieder |)(ab|aus), aus (der liste|dem verteiler|dem kanal)",
        "join": "(will|möchte|kann ich) (auch |wieder |gern |gerne |)(mitmachen|dabei "
        "sein|teilnehmen|mich anmelden)",
        "undo": "falscher (chat|kanal|ort|thread), falsches fenster, falsche (person|gruppe), "
        "nicht für (alle|euch|das team|den kanal|den thread|den chat|die gruppe), (sollte|soll|"
        "gehört|"
        "gehörte|darf|durfte|muss|musste|hätte|hätte ja) (da |hier |eigentlich |"
        ")nicht (in den thread|"
        "in den kanal|in den channel|in den chat|in die gruppe|ins team|hierher|hierhin|hier rein|"
        "da "
        "rein|rein|öffentlich), war nicht (für|so gemeint), (das|es|die|den|"
        "meine|meinen|letzte|nachricht|antwort|post|beitrag|bitte|wieder) (bitte |wieder |"
        ")(löschen|entfernen|zurücknehmen|rückgängig machen), lösch (das|es|die|bitte|meine), "
        "aus versehen, versehentlich, bitte löschen, nicht (posten|veröffentlichen|teilen|"
        "abschicken), das löschen, bitte nicht posten",
        "timezone": "meine zeitzone, die zeitzone",
        "later": "(später|nochmal|noch mal|noch einmal|nachher|morgen|abend|stunde|minuten|uhr|"
        "wieder) (fragen|erinnern|nochmal|nachfragen|melden|noch mal|noch einmal|antworten|"
        "schreiben), später (mehr|nochmal|wieder|vielleicht), erinner mich, erinnere mich, (in|"
        "um) (10|5|15|20|30|zehn|fünf) (min|minuten), mich (später|nachher|morgen), das später, "
        "lieber später",
        "ask me at": "mich (um|früher)",
        "who reads this": "wer (liest|sieht|kann|darf|bekommt) (das|dies|meine|alles|hier|es|"
        "die|mit), wo (landet|wird|steht|geht|erscheint|kommt) (das|es|meine|die), (ist|wird) "
        "(das|es|hier) (hier |)(öffentlich|privat|anonym|veröffentlicht|gespeichert|geheim|"
        "vertraulich|geteilt|sichtbar|alles öffentlich), (sehen|lesen|sieht) (das |es |)(alle|"
        "andere|die anderen|mein chef|jeder|jemand) (das|mit|es|meine)",
        "skip": "überspring mich, heute überspringen, überspringe mich, lass mich aus, lass mich "
        "heute aus, heute nichts zu berichten",
        "edit": "meine antwort (ändern|bearbeiten|korrigieren), meinen plan (ändern|bearbeiten), "
        "(antwort|plan|nachricht) (ändern|bearbeiten|korrigieren)",
        "pause": "(mach|machen wir) (mal |eine |)pause bis",
        "stop": "(auf|damit auf|aufhören) mich zu (fragen|nerven|stören|erinnern), nicht mehr "
        "fragen, keine erinnerungen mehr, hör (bitte |endlich |mal |)auf, keine nachrichten mehr",
        "report": "jetzt (schon |)antworten, früher antworten",
    },
    tags={
        "complaint": "du (nervst|störst)( mich|)( echt| total| langsam| so|), du bist (so |echt |"
        "total |)(nervig|lästig|anstrengend|doof|blöd|penetrant), du gehst mir (echt |langsam |"
        ")auf (die nerven|den keks|den sack|den geist|den wecker), (nerviger|blöder|dummer|doofer|"
        "lästiger|bescheuerter) bot, (schon wieder|nicht schon wieder|nicht) du, ich hasse (dich|"
        "diesen bot|den bot), du fragst (immer|ständig|dauernd|jeden tag|zu viel|zu oft)( "
        "dasselbe| das gleiche|), du (fragst|schreibst) (zu viel|zu oft)",
        "owed": "sorry, entschuldigung, entschuldigt, verzeihung, verzeiht, leid, danke, dank, "
        "glückwunsch, gratuliere, respekt, gut gemacht",
        "to all": "alle, allen, allerseits, leute, zusammen, team, ihr, euch",
        "ill": "krank, krankgeschrieben, krank geschrieben, krankgemeldet, krank gemeldet, (bin|"
        "ich bin|liege) (krank|krankgeschrieben|krank geschrieben|krank gemeldet|im krankenstand), "
        "melde mich krank, (bin|ich bin) (heute|morgen|diese woche|nächste woche|die woche|am "
        "montag|am freitag|bis montag|übermorgen|die ganze woche|ab morgen) krank, (habe|hab) (ich "
        "|)(grippe|corona|die grippe), lieg flach, liege flach, (lieg|liege) im bett",
        "at home": "(bleib|bleibe) (ich |)(zuhause|zu hause|daheim|im bett), zuhause, daheim, zu "
        "hause, im bett, (bleib|bleibe)",
        "talk": "servas, was, wie bitte, hä, häh, wie jetzt, hab dich lieb, hdl, hdgdl, ist "
        "(hier |da |)jemand( da| hier|), hallo, halli hallo, hallöchen, hallochen, hi, hey, "
        "moin, moin moin, moinsen, servus, grüß (gott|dich|euch), grüezi, tach, tag, guten "
        "(morgen|tag|abend|mittag|appetit), gute nacht, morgen zusammen, morgen, mahlzeit, n "
        "abend, nabend, tschüss, tschüs, tschau, ciao, ade, bis (morgen|freitag|dienstag|"
        "mittwoch|donnerstag|demnächst|dann|später|bald|montag|nachher|gleich|nächste woche), "
        "auf wiedersehen, schönen (feierabend|tag|abend|abend noch|tag noch|urlaub), schönes "
        "(wochenende|we|weekend), schöne (woche|grüße|feiertage|pause), frohe (weihnachten|"
        "ostern), frohes neues, danke, dankeschön, danke schön, danke sehr, danke dir, danke "
        "euch, dank dir, vielen dank, vielen lieben dank, lieben dank, besten dank, herzlichen "
        "dank, tausend dank, merci, thx, danke für, bitte, bitte schön, bitteschön, bitte sehr, "
        "gern, gerne, gern geschehen, gerne doch, kein problem, kein ding, keine ursache, nichts "
        "zu danken, alles klar, alles gut, klar, na klar, klaro, logo, ok, okay, oki, okidoki, "
        "oke, okäse, gut, sehr gut, na gut, schon gut, passt, passt schon, passt so, geht klar, "
        "geht in ordnung, in ordnung, einverstanden, verstanden, verstehe, ach so, achso, aha, "
        "ah, genau, richtig, stimmt, ja, jaja, ja ja, jo, jep, jap, jup, jawohl, joa, nö, nee, "
        "ne, nein, nein danke, doch, mach ich, wird gemacht, super, toll, klasse, prima, spitze, "
        "genial, geil, cool, krass, mega, perfekt, wunderbar, schön, nice, hammer, stark, läuft, "
        "haha, hahaha, hihi, hehe, lol, sorry, sry, tut mir leid, entschuldigung, entschuldige, "
        "verzeihung, pardon, ups, uups, hoppla, oje, ohje, mist, verdammt, hm, hmm, naja, na ja, "
        "tja, puh, uff, oh, ach, wow, moment, moment mal, sekunde, einen moment, einen "
        "augenblick, augenblick, kurz, warte, warte kurz, warte mal, gute frage, schwierige "
        "frage, gute idee, guter bot, braver bot, blöder bot, doofer bot, weiß (ich |)(noch |"
        ")nicht, weiß (ich |)(noch |)(nicht|ned|net), weiß noch nicht, keine ahnung, ka, kp, wie "
        "gehts, wie geht es (dir|euch), wie gehts dir, was geht, na, glückwunsch, herzlichen "
        "glückwunsch, gratuliere, hut ab, gut gemacht, test, teste, bin (spät|zu spät) dran, bin "
        "da, bin gleich (wieder |)(da|zurück), gleich wieder da, (bin |)in # (min|minuten) "
        "(zurück|wieder da), komme gleich, bin unterwegs, lg, "
        "vg, mfg, liebe grüße, viele grüße, "
        "bb, bis denne, freut mich, gleichfalls, ebenso, euch auch, dir auch, schade, leider "
        "nein, egal, macht nichts, nix für ungut, schon ok, schon okay, ach ja, ach nein, ach "
        "komm, echt, wirklich, echt jetzt, ernsthaft, im ernst",
        "address": "zusammen, alle, allen, allerseits, leute, ihr, euch, team, bot, du, alter, "
        "digga, kollegen, freunde, jungs, miteinander, roboter, lieber bot, lieber, liebe, "
        "lieben, ihr lieben, meine lieben",
        "fill": "bitte, mal, doch, halt, eben, jetzt, kurz, noch, auch, dann, nochmal, noch mal, "
        "wieder, schon, ja, einfach, endlich, lieber, leider, vielleicht, und, aber, gerade, "
        "grad, grade, gleich, sofort, muss, ich muss, bloß, also, denn, sorry, ich, aus, erst, "
        "erstmal, danach, so, weil",
        "wish": "kannst du, könntest du, kannste, könnt ihr, würdest du, können wir, willst du, "
        "stell, setz, setze, stelle, stell mal",
        "you": "du, dich, dir, dein, deine, deiner, deinen, bist, kannst, hast, willst, machst, "
        "fragst, meinst, weißt, sprichst, heißt, schreibst, ihr, speicherst",
        "excuse": "keine zeit, kein zeit, keine zeit heute, im (meeting|call|zug|auto|termin|"
        "büro|gespräch|bus|stress), in (einem|nem|einer) (meeting|call|termin|besprechung|"
        "sitzung), bin (im|in|am|beim) (meeting|call|zug|auto|termin|gespräch|essen|telefon|bus|"
        "arzt), muss weg, muss los, muss gleich los, kein bock, keinen bock, keine lust, kann "
        "(grad|gerade|jetzt) nicht, kann nicht, geht grad nicht, geht gerade nicht, bin "
        "beschäftigt, bin unterwegs, unterwegs, im stress, zu müde, beschäftigt, viel los, bin "
        "noch nicht so weit, noch nicht fertig, (heute kann ich|ich kann heute|kann heute) "
        "(leider |)nicht, heute (hab|habe) ich keine zeit",
        "time": "vom, heute, morgen, gestern, übermorgen, früh, abend, abends, mittag, mittags, "
        "nachmittag, vormittag, nacht, montag, dienstag, mittwoch, donnerstag, freitag, samstag, "
        "sonntag, montags, dienstags, mittwochs, donnerstags, freitags, mo, di, mi, do, fr, sa, "
        "so, januar, februar, märz, april, mai, juni, juli, august, september, oktober, "
        "november, dezember, tag, tage, tagen, woche, wochen, monat, monate, jahr, stunde, "
        "stunden, std, minute, minuten, min, uhr, jetzt, später, nachher, gleich, bald, bis, ab, "
        "von, um, am, im, in, vor, nach, nächste, nächsten, nächster, diese, dieser, diesen, "
        "letzte, letzten, ganze, ganzen, halbe, halben, eine, einer, einem, ein, einen, der, "
        "die, das, den, dem, zum, zur, für, zu, weihnachten, ostern, neujahr, silvester, "
        "wochenende, ende, anfang, rest, heute abend, zwei, drei, vier, fünf, zehn, zwanzig, "
        "dreißig, und, noch, ner, ne, nem, paar, länger, erst, wieder, wieder am, zurück am, auf",
        "rest": "mich, mir, uns, es, das, dies, den, die, der, meine, meinen, mein, alle, allen, "
        "alles, ich, nicht, mehr, hier, da, davon, zu, auf, aus, an, ab, von, bis, wieder, "
        "zurück, raus, weg, dabei, wir, man, keine, nie, über",
        "bot": "bot, frage, fragen, gefragt, fragst, antwort, antworten, antworte, geantwortet, "
        "nachricht, nachrichten, beitrag, beiträge, bericht, berichte, erinnerung, erinnerungen, "
        "erinnern, erinnere, gepostet, posten, post, posts, chat, kanal, standup, runde, liste, "
        "plan, zeitzone, einstellungen, hilfe, befehl, befehle, löschen, gelöscht, bekommen, "
        "erhalten, angekommen, schreiben, schreib, geschrieben, sagen, gesagt, senden, gesendet, "
        "lesen, liest, sehen, sieht, name, deutsch, englisch, spanisch, sprache, daten, mensch, "
        "echt, roboter, maschine, ki, stören, nerven, nervst, zeile, punkte, eingeben, "
        "funktionieren, funktioniert, heißt, gespeichert, team, gruppe, teilnehmen, mitmachen, "
        "ändern, soll",
        "ask": "wer steckt (hinter|dahinter), wer hat (dich|das|das hier) (gemacht|gebaut|"
        "programmiert|geschrieben|erstellt|entwickelt), was, wer, wo, wohin, wann, warum, wieso, "
        "weshalb, wie, wozu, welche, welcher, wieviel, wie viele, ist, bist, hast, kannst, kann, "
        "soll, muss, wird, sind, darf, gibt, ist jemand, jemand, bin, habe, sprichst, weißt, "
        "wem, wurde, siehst",
        "howto": "kann ich, könnte ich, darf ich, ich will, ich möchte, ich würde gern, ich "
        "würde gerne, ich hätte gern, ich mag, sollen wir, lass uns, ich brauche, will, möchte, "
        "wie kann ich, wie komme ich, wie mache ich, wie",
        "verb": "ist, sind, war, waren, wird, geht, hat, helfen, hilft, funktioniert",
        "learned": "gelernt, heute gelernt, ich habe gelernt, hab gelernt, ich hab gelernt, "
        "verstanden, begriffen, kapiert",
        "noun": "bot, nachricht, nachrichten, beitrag, beiträge, antwort, antworten, frage, "
        "fragen, erinnerung, erinnerungen, standup, zeitzone, einstellungen, benachrichtigung, "
        "benachrichtigungen, daten, bericht, berichte, konto",
        "function": "alten, alte, sehe, mache, machst, passiert, fertig, bereit, schwer, leicht, "
        "einfach, blöd, doof, schlecht, besser, gut, gute, guter, gutes, lustig, komisch, "
        "kaputt, falsch, richtig, neu, alt, groß, klein, tag, nächste, ich, du, er, sie, es, "
        "wir, ihr, mich, dich, sich, uns, euch, mir, dir, ihm, ihnen, mein, meine, meinen, "
        "meinem, meiner, dein, deine, der, die, das, den, dem, des, ein, eine, einen, einem, "
        "einer, eines, und, oder, aber, wenn, weil, dass, daß, als, ob, in, im, an, am, auf, "
        "aus, bei, beim, mit, nach, von, vom, vor, zu, zum, zur, für, über, unter, durch, gegen, "
        "ohne, um, nicht, kein, keine, keinen, nie, nichts, nix, etwas, was, alles, viel, viele, "
        "wenig, mehr, sehr, ganz, so, nur, auch, noch, schon, doch, da, dort, hier, dann, ist, "
        "sind, war, waren, bin, sein, wäre, habe, hab, hat, haben, hatte, gehabt, wird, werden, "
        "wurde, kann, können, konnte, muss, müssen, musste, soll, sollen, will, wollen, wollte, "
        "mag, möchte, darf, mach, machen, macht, gemacht, gehe, geh, gehen, geht, ging, komme, "
        "komm, kommen, kommt, kam, gibt, gebe, gib, lass, lassen, weiß, wissen, glaube, denke, "
        "finde, sache, ding, dinge, zeug, das hier, dies, diese, dieses, jemand, niemand, man, "
        "selbst, eigentlich, irgendwie, irgendwas, bisschen, genug, los",
        "everyday": "müde, hunger, hungrig, krank, spät, wetter, regen, mittag, mittagessen, "
        "mittagspause, pause, essen, kaffee, frühstück, feierabend, homeoffice, zuhause, zu "
        "hause, büro, zug, bahn, auto, arzt, kinder, hund, familie, telefon, internet, termin, "
        "meeting, besprechung, wochenende, urlaub, sport, beschäftigt, langweilig, arbeit, "
        "arbeite, dito, mir auch, ich auch, wie gestern, schule, kita, geburtstag, party, spiel, "
        "bett, schlafen, einkaufen, kochen, laufen",
        "at a time": "um, in, nach",
        "past": "gestern, letzte",
        "yes or no": "ja, nein",
        "own thing": "(meine|meinen|meiner|mein) (letzte |letzten |alte |alten )(antwort|"
        "antworten|nachricht|nachrichten|beitrag|post|erinnerung|erinnerungen|daten|konto)",
        "study": "lerne, lernen, lese, lesen, schreibe, üben, übe",
        "opener": "wie, warum, was, wann, wer, dass",
        "if": "wenn, falls",
        "before news": "ok, ja, hallo, cool, haha",
        "to me": "mich, mir, uns, frag, zeig, lass, antworten",
        "to anybody": "jemand, wer von euch",
        "farewell": "wir sehen uns, sehen uns, man sieht sich, wir lesen uns",
        "comment": "das ist, das war, das ist ja, das ist so",
        "please": "bitte",
        "me": "mich, mir, uns",
        "this": "das, dies, hier, es",
        "pointing": "das, dies, meine, meinen, den, die",
        "thanked for": "für, fürs",
        "today": "heute, jetzt",
        "nothing": "nichts, nix",
        "elsewhere": "konferenz, tagung, messe, schulung, fortbildung, dienstreise, klausur",
        "aside": "wie (gestern|immer|letztes), das gleiche, dasselbe, gleiches, (ich bin|bin) "
        "(im|in|auf|beim|am)( einer| einem| der|)",
    },
)
