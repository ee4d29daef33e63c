"""Words in which people tell of their work, in all languages."""

from standup.core.intent.lexicon import Lexicon

WORK = Lexicon(
    heads={
        "help": "info, menu, faq, instructions, guide, user guide",
        "who": "who is (still |)(missing|pending|outstanding|responsible|in charge|in here|on the "
        "team|participating|taking part), whos (still |)(missing|in here|participating|taking "
        "part|responsible), who (takes|is taking) part, who participates, who else (is|answered|"
        "takes), how many (people |)(are|have|answered|take)( here|), (is|are|has|have|did) ("
        "everyone|everybody|anyone|anybody|someone|the others|others|all|my team|the team) ("
        "done|answered|answer|ready|finished|replied|reply|here|in|posted), are we waiting for ("
        "someone|somebody|anyone|anybody), who are we waiting for, wer fehlt( noch|), quién falta",
        "join": "rejoin, re join, let me back in",
        "link": "link (discord|matrix|telegram|slack), unlink (discord|matrix|telegram|slack), "
        "prefer (discord|matrix|telegram|slack)",
        "why": "why (am|do) i (getting|get|see|seeing|receiving|receive)( this| these| that| "
        "messages|), warum (bekomme|kriege|sehe) ich (das|diese nachrichten), por qué (me llega|"
        "recibo|veo) esto",
    },
    phrases={
        "undo": "(should|must|has to|needs to|ought to) (stay|be|remain|be kept) private, "
        "(stay|keep|kept) private, (didnt|did not|dont|do not) want to (share|post|send|publish)( "
        "this| that| it|), (soll|sollte|darf) nicht (gepostet|geteilt|veröffentlicht)( werden|), "
        "no (quería|quiero) (publicar|compartir) (eso|esto), (was |were "
        "|)(meant|intended|supposed) (for|to go to) (someone|somebody|another|a different), by "
        "accident, (war|das war) (ein versehen|nicht für|für jemand anderen|für jemand anders|aus "
        "versehen|falsch)",
        "my report": "what have i (written|said|answered|done|posted|told you)( so far| already|)",
        "skip": "hoje não, oggi no, pas aujourd'hui, vandaag niet",
        "my days": "(dont|do not|never) work on (monday|tuesday|wednesday|thursday|friday|mondays|"
        "tuesdays|wednesdays|thursdays|fridays|weekends), i only work( on| from|) (monday|tuesday|"
        "wednesday|thursday|mondays|tuesdays|wednesdays|thursdays)",
        "later": "hit me up later, mach(e|) (ich |)später weiter, escríbeme (a|luego|más|mañana), "
        "(need|want|have|get) (a bit |some |a little |# |five |ten |two )(more |)(time|"
        "minutes|mins|hours), get (back |)to (it|this|that|you) (later|soon|after|tomorrow|"
        "tonight), (will|ill|i will) (do|answer|respond|reply|write|report|fill)( it| this| that| "
        "you| in|) (later|soon|after|tomorrow|tonight|when|once), (will|ill|i "
        "will) (do|answer|write|fill|finish) (it|this|that|you) (at|by|around|about) (#|noon|"
        "lunch), (will|ill|i will) (do|answer|write|fill|finish) (it|this|that|you) (in a bit|"
        "in a while|in an hour|in the evening|in the afternoon|this evening|this afternoon), "
        "ask me then, remember me (tomorrow|at|in|later|again|please|on), ask to me (later|"
        "tomorrow|again|at|in), brauche "
        "(noch |etwas |ein bisschen )(mehr |)zeit, ich (antworte|mache das|schreibe) später, "
        "necesito (más |un poco más de )tiempo, luego (te digo|contesto|respondo)",
        "away": "vuelvo (el|en|la|a), regreso (el|en), not feeling (well|good|great|so well), "
        "(have|having|got|make|making|take|taking) (a |)(vacation|vacations|holiday|holidays|day "
        "off|leave|sick day), (today |)(i |)(am |)not (work|working) (today|tomorrow|), i not "
        "work, (i |)(come|ill be|im) back on "
        "(monday|tuesday|wednesday|thursday|friday|saturday|sunday), back on "
        "(monday|tuesday|wednesday|thursday|friday), (habe|hab) (ich |)(frei|urlaub), mir geht es "
        "nicht gut, mir gehts nicht gut",
        "pause": "(make|do|take) (a |)pause (until|for|please|from|now), mach pause, mach eine "
        "pause",
        "leave": "let me out, get me out, i want (it |)out, how (do|can) i (get|go) out",
        "timezone": "i live in, im now in, i am now in, ich wohne (jetzt |)in, ahora vivo en, "
        "time is wrong, wrong time, its (midnight|# am|# pm|night|the middle of the night) here, "
        "its late here",
        "back": "(ive|i have) returned",
        "edit": "(misspelled|mistyped|misspelt) (something|it|that), (correct|fix|change|edit) "
        "(something|a typo|a mistake)( in my answer|), ändere ich meine antwort, cambio mi "
        "respuesta",
        "team report": "(dijeron|escribieron|respondieron) (los demás|los otros|todos), "
        "(haben|schreiben) die anderen, (see|read|know) (what |)(the |)(others|other "
        "peoples|everyones) (answers|have written|wrote|write|answered|said|learned|posted|), what "
        "the others",
        "deadline": "deadline #, "
        "frist #, (el |)plazo (a las |hasta las |)#, deadline (at|to|is) #, "
        "(move|set|change) (the|our) deadline",
    },
    tags={
        # what opens an account, wherever it leads
        "doing": "did (a|some|an), had (a|an|some|two|three|many|lots of), met with, had "
        "fun with, told, tried, got, gave, took, used, went, worked, started, began, "
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
        "(gerade |)(dabei|am lesen|am lernen|am schreiben), ich (las|lese|lerne|übe|schreibe|"
        "baue|mache), mache ich, lese ich, lerne ich, schreibe ich",
        # what needs nothing that we do not know to be one
        "account": "my (plan|goal|aim|task) (for today |today |)is( to|), made (good |some |little "
        "|no |a bit of )progress, waiting for, blocked by, blocked on, stuck on, stuck at, stuck "
        "with, working on, progress on, progress with, warte auf, hänge an, hänge bei, atascado "
        "en, esperando",
        "learned": "what i learned (today |)(is |was )(that|how|), the thing i learned (today |)("
        "is|was)( that|), my learning (today |)(is|was)",
        # a howto that says what somebody is about to do, and asks nothing
        "intent": "i will, ill, im going to, im gonna, i have to, i gotta, gotta, i must, lets, i "
        "want to, i need to, i wanna, wanna, id like to, i would like to, ich will, ich möchte, "
        "quiero, quisiera, me gustaría, necesito",
        # what asks the bot, as it stands
        "asked": "whats (open|due|pending|waiting|on today|my plan|the question)( again| now|), "
        "what is (open|due|my plan), whens my next( one| standup| question|), when is my next( "
        "one| standup| question|), what was my plan( again|), what did i plan( again|), what (was|"
        "am) i (supposed to|going to|meant to|gonna) (do|learn|write|work on)( "
        "again| today|), was (sollte|wollte|muss) ich (nochmal |noch mal |eigentlich |heute |)("
        "machen|lernen|tun|schreiben), qué tenía que (hacer|aprender|escribir)( hoy|), how many "
        "(more |)(questions|more|are left)( are|)( there|)( left|), i (dont|do "
        "not|didnt|did not|cant|cannot) (understand|get it|get this|get the question|understand "
        "it|understand this|understand the question|follow), wat, verstehe ich nicht, verstehe "
        "nicht, ich verstehe (das |die frage |)nicht, no (lo |)entiendo( la pregunta|), wann kommt "
        "(die|deine|das) nächste( frage| runde|), when (is|will|does) the next( question| standup| "
        "one| round|), whens the next (question|standup|one|round), (repeat|say) (the "
        "question|that|it)( again| please|), repeat please, when (will|do|are) you "
        "(ask|asking|going to ask|write|writing) (me |us |)(again|next|), whats next, whats coming "
        "next, what comes next, what is next, what now, now what, whats the status, what is the "
        "status, what happens (now|next), how long do i have, how much time (do i have|is "
        "left|left), until when, by when, how are you doing, hows your day, hows life, who "
        "(made|built|created|wrote|programmed|developed|runs|owns|coded|designed) "
        "(you|this|it|this bot|this thing), who (trained|invented|set up) (you|this|it|this "
        "bot|this thing), who is behind (you|this|it|this bot|the bot), what else can, was kommt "
        "(als nächstes|jetzt|dann), wie gehts weiter, wie geht es weiter, bis wann, wie lange "
        "(habe ich|hab ich|noch), wie viel zeit, was nun, was jetzt, wie ist der stand, qué sigue, "
        "qué viene (ahora|después), hasta cuándo, cuánto tiempo (tengo|queda), y ahora qué",
        # what somebody is told to do, and may have told themselves
        "work": "review, prepare, look (into|at), test, deploy, fix, improve, update, understand, "
        "explore, explain, discuss, refactor, implement, debug, investigate, research, draft, "
        "design, rewrite, talk to, meet with, pair with, clean up, vorbereiten, besprechen, "
        "revisar, preparar, hablar con, arreglar, probar",
        "result": "is (down|up|back up|back online|offline|unreachable|failing|flaky|red|green), "
        "done, finished, works, worked, written, fixed, merged, deployed, live, online, completed, "
        "complete, released, shipped, updated, improved, implemented, solved, sent, published, "
        "handled, fertig, erledigt, geschrieben, läuft, geht, funktioniert, gebaut, umgebaut, "
        "repariert, abgeschlossen, veröffentlicht, terminado, terminada, lista, listo, hecho, "
        "hecha, funciona, escrito, arreglado, acabado, laufen",
        # words of ours that are as often a subject
        "subject": "report, reports, bericht, berichte, informe, informes, german, english, "
        "spanish, french, italian, portuguese, deutsch, englisch, spanisch, inglés, alemán, "
        "français",
        "time": "wk, wks, nxt, half (one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
        "twelve|#)",
        # a day's kind, and no wish for quiet
        "everyday": "(a |)quiet (day|week|morning|afternoon|monday|friday), (ein |)ruhiger tag",
        # of what there may be many, and no days
        "count": "time, times, one, two, three, four, five, six, seven, eight, nine, ten, fifteen, "
        "twenty, thirty, few, couple, half, some, more, zwei, drei, vier, fünf, zehn, dos, tres, "
        "cuatro, cinco, diez",
        "ask": "whose",
        "function": "taking, missing, previous, typo, mistake",
        # what joins a title's subject to it
        "talk": "oki doki, lolz, i guess, i guess so, que tengas (un |)(buen|lindo) (día|finde), "
        "got your message, great stuff, bye for now, gotta go, got to go, heyo, ta, yessir, yes "
        "sir, knock knock, test1, test2, (im|i am) (bored|confused|lost), (thats|that was) "
        "(helpful|useful|kind), (sorry|apologies) (i |)(forgot|missed)( it| this| that| the "
        "question| yesterday| to answer|), (thanks|thank you|thx|many thanks|thank you very "
        "much|thanks a lot) for (the|your|this) "
        "(reminder|reminders|patience|question|help|info|message|answer|nudge), (danke|vielen "
        "dank) für (die|deine) (erinnerung|frage|hilfe|geduld|nachricht), (muchas |)gracias por "
        "(el|la|tu) (recordatorio|pregunta|ayuda|mensaje|paciencia), thanks for "
        "(asking|reminding|reminding me|letting me know), danke fürs (erinnern|nachfragen|fragen), "
        "(sorry|apologies) (for|about), entschuldigung für, perdón por, desculpa por",
        "gone": "offline, frei, weg, fort, fuera, ausente, abwesend, verreist",
        # said to somebody, though it may be news
        "said": "stop everything, (i |we |)need help, change time, thats not what i "
        "(said|meant|wrote), go back, change the time, stop nagging, quit nagging, "
        "(that|the|this|your) (link|button) (doesnt|does not|wont) (open|load|work), i (see|have) "
        "no buttons, nothing works( here|), am i (too |)late, its not working, it (doesnt|does "
        "not|isnt) (work|working), nothing happens, (the|your|this) (button|buttons|link|links) "
        "(doesnt|dont|does not|do not|isnt|arent|is|are|is not|are not) "
        "(work|working|broken|missing|there|gone), i cant click (the|your|this) (button|buttons), "
        "geht nicht, funktioniert nicht, no funciona, this sucks, i hate (this|this bot|you|it), "
        "this is (stupid|annoying|dumb|useless|spam), (done|finished) for today, (thats|that is) "
        "(it|all) (for today|from me|for now), für heute (fertig|erledigt), das wars für heute, "
        "das wars von mir, por hoy terminé, eso es todo (por hoy|), nothing more( from me| today|)",
        "mash": "asdf, asd, asdfg, asdfgh, asdfghj, asdfasdf, asdasd, qwe, qwer, qwert, qwerty, "
        "jkl, hjkl, sdf, dfg, fgh, xyz, aaa, bbb, aaaa, foo, bla, blah, blabla",
        "place": "utc, gmt, cet, cest, est, edt, cst, cdt, pst, pdt, mst, mez, mesz, ist, jst, "
        "bst, eet, wet, europe, london, berlin, paris, madrid, rome, lisbon, vienna, zurich, "
        "amsterdam, brussels, dublin, prague, warsaw, budapest, athens, istanbul, ankara, kyiv, "
        "kiev, bucharest, sofia, belgrade, zagreb, oslo, stockholm, copenhagen, helsinki, tallinn, "
        "riga, vilnius, minsk, moscow, tbilisi, yerevan, baku, dubai, riyadh, doha, cairo, "
        "nairobi, lagos, accra, johannesburg, casablanca, tunis, algiers, tehran, karachi, lahore, "
        "delhi, mumbai, kolkata, bangalore, chennai, dhaka, kathmandu, colombo, bangkok, hanoi, "
        "saigon, jakarta, singapore, manila, hongkong, shanghai, beijing, taipei, seoul, tokyo, "
        "osaka, sydney, melbourne, brisbane, perth, auckland, honolulu, anchorage, seattle, "
        "vancouver, denver, phoenix, chicago, dallas, houston, austin, toronto, montreal, boston, "
        "miami, atlanta, bogota, lima, quito, caracas, santiago, montevideo, germany, france, "
        "spain, italy, portugal, poland, austria, switzerland, india, japan, china, korea, "
        "australia, brazil, argentina, chile, colombia, peru, mexico, canada, usa, wien, rom, "
        "lissabon, athen, prag, warschau, deutschland, london time, berlin time, new york, los "
        "angeles, san francisco, sao paulo, buenos aires, mexico city, tel aviv, hong kong, ho chi "
        "minh",
        "complement": "in, with, of, vs, versus, via, about, on, mit, über, im, von, des, vom, de, "
        "del, en, con, sobre, al, du, di, da",
        "indefinite": "a, an, ein, eine, einen, einem, einer, un, una, unos, unas, une, um, uma",
        "does": "do, does, did, works, work, funktioniert, funktionieren, geht, funciona, "
        "funcionan, fonctionne",
        "adjective": "great, good, nice, cool, perfect, interesting, awesome, amazing, excellent, "
        "brilliant, lovely, wonderful, fantastic, super, superb, neat, sweet, test, testing, no, "
        "not much, good question, fair, fine, right, hard, tough, sure, true, wait, waiting, "
        "spannende, spannender, guter, gute, gutes, tolle, toller, buena, buen, bueno",
    },
)
