"""What short answers are said in, in English, German and Spanish."""

YES = (
    "yes, y, i've done it, yess, affirmative, i do, i have, we have, yep, yeah, yea, yup, aye,"
    " sure, of course, true, absolutely,"
    " definitely, indeed, certainly, for sure, why not yes, without a doubt, no doubt, i did,"
    " i am, we did, we are, ja, jo, jep, jup, klar, na klar, sicher, doch, auf jeden fall,"
    " naturlich, jawohl, gewiss, si, sip, claro, claro que si, por supuesto, desde luego, oui,"
    " sim, totally, yes please, you bet, ye, yis, ofc, sure thing, damn right,"
    " you betcha, logo, logisch, aber ja, aber klar, ja klar, yes klar, obvio, dale, ya lo creo"
)
NO = (
    "no, n, noo, nope, nah, none, negative, i dont, i do not, i havent, i have not, we have not,"
    " i dont think so, i think"
    " not, we havent, false, never, not yet, not today, not at all, i'm not, not"
    " really, not so far, not now, not quite, no way, i didnt, i did not, im not, i am not, we"
    " didnt, sure not, of course not, definitely not, absolutely not, certainly not, not this"
    " time, hell no, nein, no no, nay, nee, ne, nej, nao, non, noe, leider nicht, leider nein,"
    " noch nicht, klar nicht, naturlich nicht, keinesfalls, auf keinen fall, gar nicht, nicht,"
    " sicher nicht, niemals, nie, heute nicht, todavia no, aun no, claro que no, para nada,"
    " que va, nunca, por supuesto que no, nop, hoy no, desde luego que no, yeah no, no not yet,"
    " nicht wirklich, la verdad que no, la verdad es que no, ni de broma, ni hablar,"
    " nopers, no thx, no thanks, nah thanks, fuck no, no fucking way"
)
NO_PROBLEM = "no problem, no problems, kein problem, sin problema, sin problemas, no doubt, why not"
NEITHER = (
    "maybe, perhaps, possibly, probably, not sure, not no, dont know, no idea, i wish, as if,"
    " jein, depends, partly, almost, hardly, unless, vielleicht, weiss nicht, keine ahnung, no"
    " se, mas o menos, quiza, quizas, a lo mejor, tal vez, kommt drauf an, hmm, hm, i think"
    " so, kind of, sort of"
)
AROUND = (
    "about, around, roughly, approximately, approx, almost, nearly, circa, ca, like, some,"
    " maybe about, just about, ungefahr, etwa, bout, so um die, um die, zirka, rund, knapp, fast,"
    " so, unos, unas, como, mas o menos, aproximadamente, casi, alrededor de"
)
LEADS = (
    "i spent, spent, i'd say, i'm at, it's, i've spent, i've had, it was, it took, took, it"
    " is, its, id say, i d say, i would say, i had, had, i did, ran, i ran, did, walked,"
    " cycled, swam, i think, im at, a total of, in total, a, an, un, una, eine, ein, ne, a"
    " strong, a solid, solid, a good, es waren, waren, habe, hab, ich habe, ich hab, fueron,"
    " he hecho, yo, my mood is, mood, today, heute, hoy, well, so, okay, ok, ich sage, diria,"
    " a weak, strong, um, uh, for, i have, gar, i guess, exactly, only, just, maybe, studied, i"
    " studied, worked, i worked,"
    " practised, i"
    " practised, practiced, i practiced, coded, i coded, learned, i learned, read, i read, wrote, i"
    " wrote, managed, i managed, got, i got, i'd give it, id give it, i d give it, give it, call"
    " it,"
    " genau, nur, gelernt, solo, exactamente, estudie"
)
TRAILS = (
    "ish, or so, give or take, on it, today, this morning, this afternoon, this evening, in"
    " total, i think, i guess, thanks, thank you, thx, lol, please, so far, altogether,"
    " more or less, roughly, approximately, ungefahr, circa, ca,"
    " mas o menos, aproximadamente,"
    " overall, heute, danke, insgesamt, hoy, gracias, en total, stars, pls, plz, tbh, points,"
    " punkte, sterne,"
    " puntos, o asi, oder so, now, haha, for today, for me, i d say, id say"
)
UNSETTLES = (
    "maybe, perhaps, or, possibly, rather, but maybe, vielleicht, oder, eher, quiza, quizas,"
    " tal vez, o, u, and, und, y, sometimes, unless, if, falls, no, not"
)
PLACE = (
    "i'm, i'm in, i'll be, it's, we're, in, in the, at the, at, im, am, in der, en, en la, en"
    " el, la, el, the, a, an, working, work, yet, all day, all, from, from the, i am, i m, ill"
    " be, i ll be, will be, today, heute, hoy, please, pls, plz, bitte, por favor, here, a bit,"
    " a little, still, again,"
    " wieder, still at, one, option, number, das, der, die, ich bin, bin, estoy, my, going to"
    " the, i, m, was, just, zu, be, this morning, thanks, danke, gracias, for today"
)
FEELING = (
    "i'm, it's, i've been, i am, im, i m, i feel, feel, feeling, doing, i, m, it is, its, it"
    " was, was, my mood is, mood, today, heute, hoy, day, tag, dia, thanks, thank you, danke,"
    " gracias, really, quite, pretty, rather, ganz, well it was, es geht mir, mir geht es, mir"
    " gehts, gehts mir, bin, ich bin, estoy, me siento, muy, alles, all, a, the, overall, so"
    " far, just, ist, war, geht es mir, eigentlich, la verdad, everything, is, ok so,"
    " all in all, you, and you, lol,"
    " haha, very, i guess, i suppose, in general, generally, an, mir geht's, geht's mir, it's"
    " been, has been"
)
MOODS = (
    (
        "terrible, awful, horrible, dreadful, very bad, really bad, couldnt be worse, the"
        " worst, miserable, furchtbar, schrecklich, ganz schrecklich, schlimm, sehr schlecht,"
        " fatal, muy"
        " mal, pesimo, terribly, shitty, shit, like shit, crap, crappy, beschissen, scheisse,"
        " im eimer, total im eimer, como"
        " el culo"
    ),
    (
        "bad, not good, not so good, not very good, poor, schlecht, nicht gut, nicht so gut,"
        " mal, no muy bien, no bien, no tan bien, low, down, mies, meh day, nicht toll,"
        " eher schlecht, ziemlich schlecht, recht schlecht, bastante mal"
    ),
    (
        "ok, okay, okayy, so so, soso, okay ish, okayish, alright, neutral, geht so, mittel,"
        " mittelmassig, regular, mas o menos, so la la, asi asi, average, all right"
    ),
    (
        "good, pretty good, quite good, gut, ganz gut, recht gut, bien, happy, todo bien, alles"
        " gut, all good, bastante bien,"
        " fine thanks"
    ),
    (
        "great, fantastic, amazing, excellent, very good, awesome, super, sehr gut, couldnt"
        " be better, genial, wonderful, brilliant, toll, prima, hervorragend, muy bien,"
        " excelente, fenomenal, estupendo, estupenda, stupendous, perfect, perfekt, the best,"
        " mega, richtig gut, de maravilla, really good, superb, spitze, increible"
    ),
)
