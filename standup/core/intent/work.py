"""Words in which people tell of their work, in all languages."""

from standup.core.intent.lexicon import Lexicon

WORK = Lexicon(
    heads={
        "join": "rejoin, re join, let me back in",
        "link": "link (discord|matrix|telegram|slack), unlink (discord|matrix|telegram|slack), "
        "prefer (discord|matrix|telegram|slack)",
        "why": "why (am|do) i (getting|get|see|seeing|receiving|receive)( this| these| that| "
        "messages|), warum (bekomme|kriege|sehe) ich (das|diese nachrichten), por qué (me llega|"
        "recibo|veo) esto",
    },
    phrases={
        "deadline": "deadline #, deadline (at|to|is) #, (move|set|change) (the|our) deadline",
    },
    tags={
        # what opens an account, wherever it leads
        "doing": "did, told, tried, got, gave, took, used, went, worked, started, began, "
        "finished, ended, changed, read, wrote, studied, practised, practiced, watched, listened "
        "to, built, fixed, helped, asked, talked, talked to, discussed, spent, struggled, played, "
        "found, found out, solved, taught, explained, showed, saw, met, ran, drew, completed, "
        "continued, implemented, reviewed, tested, deployed, shipped, merged, wrote about, read "
        "about, heard, (im|i am|we are|were|been|ive been|i was|) (working on|reading|learning|"
        "writing|building|studying|practising|practicing|watching|fixing|preparing|testing "
        "out|looking into|digging into|playing with), can (now|finally), could (now|finally), "
        "couldnt, did not, didnt, looked (at|into), dug into, went through, got through, started "
        "(with|on|reading|learning|to), kept, "
        "leí, hice, terminé, escribí, estudié, practiqué, arreglé, vi, probé, empecé, acabé, "
        "trabajé, avancé, logré, aprendimos, aprendiendo, leyendo, estudiando, trabajando en, he "
        "(leído|hecho|terminado|escrito|estudiado|visto|probado), ya terminé, "
        "las, schrieb, baute, machte, lernte, fand, übte, arbeite an, arbeite gerade an, bin "
        "(gerade |)(dabei|am lesen|am lernen|am schreiben), habe, hab, ich (habe|hab|las|lese|"
        "lerne|übe|schreibe|baue), wir haben",
        # what needs nothing that we do not know to be one
        "account": "waiting for, blocked by, blocked on, stuck on, stuck at, stuck in, stuck with, "
        "working on, progress on, progress with, warte auf, hänge an, hänge bei, atascado en, "
        "esperando",
        # a howto that says what somebody is about to do, and asks nothing
        "intent": "i will, ill, im going to, im gonna, i have to, i gotta, gotta, i must, lets, i "
        "want to, i need to, i wanna, wanna, id like to, i would like to, ich will, ich möchte, "
        "quiero, quisiera, me gustaría, necesito",
        # what asks the bot, as it stands
        "asked": "whats next, whats coming next, what comes next, what is next, what now, now "
        "what, whats the status, what is the status, what happens (now|next), how long do i have, "
        "how much time (do i have|is left|left), until when, by when, how are you doing, hows "
        "your day, hows life, who (made|built|created|wrote|programmed|developed|runs|owns|coded|"
        "designed|trained|invented|set up) (you|this|it|this bot|this thing), who is behind (you|"
        "this|it|this bot|the bot), what else can, "
        "was kommt (als nächstes|jetzt|dann), wie gehts weiter, wie geht es weiter, bis wann, wie "
        "lange (habe ich|hab ich|noch), wie viel zeit, was nun, was jetzt, wie ist der stand, "
        "qué sigue, qué viene (ahora|después), hasta cuándo, cuánto tiempo (tengo|queda), y ahora "
        "qué",
        "result": "done, finished, works, worked, written, fixed, merged, deployed, live, "
        "online, completed, complete, released, shipped, updated, improved, implemented, solved, "
        "sent, published, handled, fertig, erledigt, geschrieben, läuft, geht, funktioniert, "
        "gebaut, umgebaut, repariert, abgeschlossen, veröffentlicht, terminado, terminada, lista, "
        "listo, hecho, hecha, funciona, escrito, arreglado, acabado",
        # what joins a title's subject to it
        "gone": "weg, fort, fuera, ausente, abwesend, verreist",
        "mash": "asdf, asd, asdfg, asdfgh, asdfghj, asdfasdf, asdasd, qwe, qwer, qwert, qwerty, "
        "jkl, hjkl, sdf, dfg, fgh, xyz, aaa, bbb, aaaa, foo, bla, blah, blabla",
        "place": "utc, gmt, cet, cest, est, edt, cst, cdt, pst, pdt, mst, mez, mesz, ist, jst, "
        "bst, eet, wet, europe, london, berlin, paris, madrid, rome, lisbon, vienna, zurich, "
        "amsterdam, brussels, dublin, prague, warsaw, budapest, athens, istanbul, ankara, kyiv, "
        "kiev, bucharest, sofia, belgrade, zagreb, oslo, stockholm, copenhagen, helsinki, tallinn, "
        "riga, vilnius, minsk, moscow, tbilisi, yerevan, baku, dubai, riyadh, doha, cairo, nairobi, "
        "lagos, accra, johannesburg, casablanca, tunis, algiers, tehran, karachi, lahore, delhi, "
        "mumbai, kolkata, bangalore, chennai, dhaka, kathmandu, colombo, bangkok, hanoi, saigon, "
        "jakarta, singapore, manila, hongkong, shanghai, beijing, taipei, seoul, tokyo, osaka, "
        "sydney, melbourne, brisbane, perth, auckland, honolulu, anchorage, seattle, vancouver, "
        "denver, phoenix, chicago, dallas, houston, austin, toronto, montreal, boston, miami, "
        "atlanta, bogota, lima, quito, caracas, santiago, montevideo, germany, france, spain, "
        "italy, portugal, poland, austria, switzerland, india, japan, china, korea, australia, "
        "brazil, argentina, chile, colombia, peru, mexico, canada, usa, wien, rom, lissabon, "
        "athen, prag, warschau, deutschland, london time, berlin time, new york, los angeles, san "
        "francisco, sao paulo, buenos aires, mexico city, tel aviv, hong kong, ho chi minh",
        "complement": "in, with, of, vs, versus, via, about, on, mit, über, im, von, des, vom, de, "
        "del, en, con, sobre, du, di, da",
        "indefinite": "a, an, ein, eine, einen, einem, einer, un, una, unos, unas, une, um, uma",
        "does": "do, does, did, works, work, funktioniert, funktionieren, geht, funciona, "
        "funcionan, fonctionne",
        "adjective": "great, good, nice, cool, perfect, interesting, awesome, amazing, excellent, "
        "brilliant, lovely, wonderful, fantastic, super, superb, neat, sweet, test, testing, no, "
        "not much, good question, fair, fine, right, hard, tough, sure, true, wait, waiting, "
        "spannende, spannender, guter, gute, gutes, tolle, toller, buena, buen, bueno",
    },
)
