"""What stands around a plan, or in place of one, in English, German and Spanish."""

NOTHING = (
    "nothing, none, nada, nichts, nix, keine, keins, ninguno, ninguna, no plan, no plans,"
    " nothing planned, nothing at all, no plan yet, not planning anything, n a, gar nichts,"
    " kein plan, keine plane, sin plan, nada planeado, nichts geplant, nothing special"
    " planned, i have nothing, i have no plan, i have no plans, no tengo plan,"
    " no tengo planes,"
    " no tengo nada, no tengo nada planeado, hab keinen plan, habe keinen plan, habe nichts vor"
)
AROUND_NOTHING = (
    "today, yet, noch, todavia, por ahora, for now, heute, hoy, sorry, for today, fur heute, para"
    " hoy, i m afraid, i'm afraid,"
    " afraid, please, thanks, leider, perdon, lo siento, this time, from me, for me, really,"
    " much, und, gracias, danke"
)
WHY_NOTHING = (
    "on call, on duty, oncall, on support, on support duty, all day, in meetings, meetings, meeting"
    " day, sick, ill, sick kid, kid is sick, sick day, day off, off, on leave, on holiday, on"
    " vacation, holiday, vacation, travelling, traveling, too busy, busy, no time, because, i m,"
    " i'm, am, i, bereitschaft, habe, hab, ich, bin, rufbereitschaft, den ganzen tag, ganzer tag,"
    " krank, kind krank, kind ist krank, urlaub, im urlaub, frei, unterwegs, keine zeit, weil, nur"
    " meetings, only meetings, just meetings, solo reuniones, reuniones, de guardia, estoy,"
    " guardia, todo el dia, enfermo, enferma, de viaje, de vacaciones, vacaciones, sin tiempo,"
    " porque, tengo, dia libre"
)
GREETINGS = (
    "hi, hello, hey, morning, good morning, good day, gm, moin, moin moin, hallo, guten"
    " morgen, guten tag, servus, hola, buenas, buenos dias, buen dia, buenas tardes, hiya, yo,"
    " howdy, greetings, good afternoon, good evening, guten abend"
)
ADDRESSED = (
    "all, everyone, everybody, team, folks, guys, there, together, zusammen, alle, ihr, an"
    " alle, a todos, todos, equipo, you all, people, friends, leute"
)
HEADINGS = (
    "plan, my plan, the plan, plan for today, my plan for today, today, for today, todays"
    " plan, today s plan, today's plan, goals, my goals, today i will learn, todo, to do, mein"
    " plan, plan fur heute, heute, fur heute, mein plan fur heute, mi plan, el plan, hoy, para"
    " hoy, plan para hoy, mi plan para hoy, plan de hoy, learning"
)
FAREWELLS = (
    "see you, bye, goodbye, thanks, thank you, cheers, that's it, thats it, that is it,"
    " that's all, thats all, that is all,"
    " have a nice, have a good, have a great, let's go, lets go, let's gooo, lets gooo, let's"
    " goo, wish me luck, good luck, talk later, ttyl, see ya, ciao, bis spater, bis dann, bis"
    " bald, bis morgen, tschuss, danke, lg, liebe grusse, viele grusse, schonen tag, das"
    " war's, das wars, das ist alles, mehr nicht, hasta luego, hasta manana, gracias, saludos,"
    " eso es todo, nos vemos, adios, que tengan, buen dia, un abrazo, vamos, all for today,"
    " cu, have fun"
)
SMALL_TALK = (
    "no, nope, nein, ok, okay, k, yes, ja, si, thanks, thank you, danke, gracias, sure, cool,"
    " fine, great, lol, hm, hmm, no idea, not yet, dunno yet, noch nicht, todavia no, aun no,"
    " tbc, tbd, tba, idk, idek, dunno, no clue, still thinking, still deciding,"
    " ill decide later, i ll decide later, not sure,"
    " not sure yet, dont"
    " know, dont know yet, i dont know, i dont know yet, no idea yet, unsure, we'll see, will see,"
    " let me think, mal sehen, weiss nicht, weiss noch nicht, weiss ich noch nicht, keine ahnung,"
    " noch keine ahnung, no se, no se todavia, todavia no se, ya veremos, maybe later"
)
SIGNED = (
    "lg, vg, liebe grusse, viele grusse, gruss, grusse, regards, best regards, kind regards,"
    " cheers,"
    " saludos, un abrazo, thanks, thank you, danke, gracias"
)
AFTER_FAREWELL = (
    "at, later, tomorrow, soon, then, tonight, day, a, nice, great, good, one, you, the,"
    " evening, weekend, week, and, und, y, um, am, uhr, spater, euch, allen, monday, friday,"
    " all, so, much, o'clock, around, on, in, pm, schonen, tag, abend, lunch, this, have, see,"
    " for, now, today, heute, hoy, go, friends"
)
