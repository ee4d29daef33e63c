"""English."""

SAID = {
    "d": "done, all done with it, finished, complete, completed, did it, done it, made it, got"
    " it done, got done, wrapped up, sorted, nailed it, works now, is up, up and running,"
    " shipped, merged,"
    " checked off, ticked off, accomplished, achieved, taken care of, all the way through,"
    " through with it, got through it, finished it, more done, over with, in the bag, good"
    " to go, a wrap, covered, success, managed it, managed, managed to do it, crossed off,"
    " dusted, all finished, wrapped it up, smashed it, smashed all of it, crushed it,"
    " crushed all of it,"
    " is finish",
    "p": "half-done, half-finished, half-written, half-read, partly, partially, partial, part,"
    " half, halfway, half way, half done, half finished,"
    " half baked, mostly, mostly done, partly done, partially done, in progress, in the"
    " works, started, begun, began, wip, ongoing, under way, underway, some of it, most of"
    " it, part of it, half of it, the first half, first half, first part, second half, only the"
    " first half, a bit, a little, a"
    " bit of it, not all of it, not all, not completely, not entirely, not fully, not quite,"
    " not quite done, nearly there, almost there, got halfway, still running, still going,"
    " still working on, working on, currently on, in the middle of,"
    " still on it, still working on it, working on it, more than half, about half, a start,"
    " made a start, made progress, made some progress, some progress, incomplete,"
    " unfinished, not finished yet but started, tbc, a third, one third, two thirds, a"
    " quarter, three quarters, a third of it, two thirds of it, a quarter of it, three quarters"
    " of it, still at it, not there yet, getting there,"
    " about halfway, got about halfway, halfway there, halfway through",
    "c": "changed, switched, swapped, replaced, traded, changed my mind about, exchanged",
    "n": "not yet, not started, not at all, not happening, not touched, not even started, not a"
    " thing, didnt happen, hasnt happened, never happened, didnt get to it, didnt get to,"
    " never got to it, never got to, never got around to, didnt get around to it, didnt get"
    " around to, didnt do it, didnt make it, havent started, havent touched, hasnt been"
    " touched, hasnt been started, havent got to, skipped, skipped it, dropped, missed,"
    " forgot, forgot about, forgotten, forgot it, failed, postponed, moved to tomorrow,"
    " moved, cancelled, canceled, abandoned, ditched, untouched, undone, no time, no time"
    " for, no time today, ran out of time, ran out of time for, out of time for, no luck, no"
    " luck with, no chance, no progress, no progress on, not a chance, will have to wait,"
    " has to wait, have to wait, didnt touch, didnt open, didnt look at, pushed to tomorrow,"
    " pushed back, put off, delayed,"
    " deferred, got nowhere, of course not, couldnt do it, didnt manage, didnt manage it,"
    " not begun, fell through, is still open, still open, still to do, still todo, yet to"
    " do, not this time, not today, left undone, never started, didnt start, failed to do,"
    " bailed on, gave up, gave up on, no dice, still on my list, still on my todo list, no go,"
    " had to wait, must wait, can wait, on hold,"
    " punted, didnt even start, didnt even begin, didnt even open it,"
    " didnt even look at it, havent even looked at it, never got round to it, never got round to,"
    " didnt get round to it, didnt get round to, still broken,"
    " ran out of steam, ran out of steam for",
    "y": "yes, um yes, yep, yup, yeah, yea, yess, y, aye, indeed, of course, sure, absolutely,"
    " definitely",
    "z": "no, um no, nope, nah, n, noo, nay",
    "k": "ok, okay, k, fine, good, all good, alright, cool, great",
    "G": "not, did not, could not, can not, isnt, arent, wasnt, werent, didnt, hasnt, havent,"
    " hadnt, couldnt, cant, cannot,"
    " never, aint, without, didnt get, didnt do, didnt manage to, couldnt get"
    " to, not get to, not get",
    "H": "almost, nearly, practically, pretty much, virtually, just about, more or less, as good"
    " as, close to, not quite, not really, not completely, not entirely, not fully, not"
    " exactly, about to be, basically, roughly",
    "L": "hardly, barely, scarcely, kind of, kinda, sort of, sorta, so so, meh, somewhat, tbd,"
    " hardly anything, in theory, yeah right, for the most part, up to, less, less than,"
    " fewer, as far as, so far, for now, in principle, on paper, far from, nowhere near,"
    " well see, of sorts, all but done, all but finished, ish, technically, in a way,"
    " allegedly, supposedly, depends, yes and no,"
    " done for today, done for the day, done for tonight, finished for today, finished for the"
    " day, like hell, like fuck, my ass,"
    " done is a, done is an, done is too, done would be, done means, define done,"
    " so done, so fucking done, so damn done, this shit, this crap, this bullshit, that shit,"
    " fucking around",
    "D": "maybe, perhaps, probably, possibly, i think, i guess, i suppose, i believe, i hope,"
    " hopefully, presumably, not sure, unsure, who knows, dont know, no idea, i wish, wish,"
    " pretend, wouldnt say, dont think, doubt, might, may, say, said, says, supposed, seems,"
    " looks like, as if, apparently, claims, lol no, let me check, wait",
    "Y": "too, as well, also, ditto, likewise, as well too",
    "S": "nothing else, nothing more, none of the others, none of the rest",
    "F": "tomorrow, next, are next, is next, next up, later, tonight, soon, next week, next"
    " month, next day, next time, monday,"
    " tuesday, wednesday, thursday, friday, for next week, for tomorrow, for later, for"
    " another day, another day, on monday, this weekend, this evening, by tonight, by"
    " tomorrow, tmrw, tmr, moved to next week",
    "C": "turns out, it turns out, turns out that, learned that, learnt that, found out that,"
    " realised"
    " that, realized that, discovered that, if, unless, when, once, until, till, should, should"
    " be, would, wouldnt, could, will,"
    " wont, ll, going to, gonna, want, wanted, need, needs, must, shall, dont, doesnt,"
    " shouldnt, try to, trying, tried to, meant to, planned, plan, hope, trying to, almost"
    " would",
    "Q": "all, everything, all of it, all of them, all of the above, the whole list, whole list,"
    " the whole lot, the lot, every single one, each one, all items, all tasks, every item,"
    " everything on the list, everything i planned, everything i had planned,"
    " everything i wanted, all i planned, all i wanted, everything planned,"
    " everything i set out to do, all things, all points, it all, every one, every one of them,"
    " all of these, all of those, whole plan, the whole plan,"
    " all of em",
    "B": "both, both of them, both of those, both of these, both things, the two of them,"
    " both of em",
    "N": "none, nothing, none of it, none of them, none of these, none of those, not a single"
    " one, not one, not any of them, not any, nada, zilch, zip, no items, nothing at all,"
    " absolutely nothing, nothing much happened, nothing whatsoever, none at all, none of"
    " the above,"
    " none of em, fuck all, bugger all, sod all, jack shit",
    "a": "any, anything, any of it, any of them, any of these, any of those, either, either of"
    " them, a thing",
    "E": "neither, neither of them, neither one, nor, neither of the two, neither of those",
    "M": "most, most of them, most of the list, some, some of them, many, a few, several, one of"
    " the two, one of them, two of them, the majority, almost everything, a couple, few,"
    " more than half of them, one of those, half of them, half the list, nearly everything,"
    " nearly all, almost all, hardly anything, the bulk, a lot, lots,"
    " most of em",
    "e": "a bit of each, a bit of everything, a little of everything, a little of each, some of"
    " each, part of each, half of each",
    "R": "rest, the rest, the others, others, the remaining, remaining, everything else, all"
    " else, the other, the other one, other one, the rest of them, the rest of it, all the"
    " rest, the remaining ones, the other ones, all others, all the others, anything else,"
    " the other items, remaining ones, remainder",
    "X": "but for, except, except for, excepting, apart from, aside from, besides,"
    " other than, minus, save for, excluding, with the exception of, bar, barring, just not,"
    " only not, without, excpet, exept, though not, still missing,"
    " modulo, sans, less the, not counting, not including, leaving out, leaving"
    " aside, ignoring, omitting, give or take, exclusive of, excl, if you ignore, if we"
    " ignore",
    "O": "only, just, merely, solely, nothing but, nothing except, none but",
    "K": "not only, not just, not merely",
    "o": "to do, todo, left, left open, open, missing, pending, outstanding, remaining to do,"
    " left to do, unresolved, left over, lacking, outstanding still, to be done",
    "s": "still",
    "I": "instead of, in place of, rather than, in lieu of",
    "m": "fully, completely, entirely, totally, altogether, quite, exactly, properly, really,"
    " perfectly, wholly",
    "q": "even, including, incl, even the, also including",
    "j": "it, them, this one, that one, em",
    "J": "instead, something else, other things, ended up",
    "A": "and, plus, as well as, n",
    "b": "but, however, though, although, while, whereas, yet, save",
    "r": "because, bc, cause, cuz, coz, since, due to, thanks to, so that, as, which, that,"
    " where, who",
    "P": "out of, after, before, in, at, by, with, on, during, from, for, over, under, about,"
    " of, to, through, within, against, around, into, per, via, up,"
    " b4",
    "W": "read, watched, wrote, written, built, made, fixed, ran, run, reviewed, solved,"
    " studied, learned, learnt, practised, practiced, did, do, got through, worked through,"
    " went through, finish, got to, implemented, tested, drafted, called, cleaned, prepared,"
    " updated, refactored, set up, installed, tried, wrapped, finished up, cracked, passed,"
    " sent, submitted, published, listened, repaired, bought, cooked, drew, played,"
    " recorded, summarised, summarized, translated",
    "h": "i have, ive got, i have got, we have, got, have",
    "f": "y'all, y’all,"
    " twice, last night, last week, last time, first thing, is, are, was, were, be, been, am,"
    " being, has, have, had, having, the, a, an, its,"
    " it's, i, we, my, our, 's, 're, 'm, 've, 'd, me, us, they, theyre, this, these, those,"
    " now, got, gotten, finally, already, well, so, that's all, thats all, that is all, that's it,"
    " thats it, that is it, uh, uhm, erm, um so, period, actually, sadly,"
    " unfortunately, happily, luckily, hi, hello, hey, thanks, thank you, thx, cheers, ty,"
    " successfully, sorry, sry, please, pls, lol, haha, tbh, imo, btw, fyi, today, yesterday,"
    " this morning, this"
    " afternoon, at last, team, all right, item, items, number, nr, task, tasks, point,"
    " points, things, of course i, yay, woohoo, phew, ugh, oh, ah, hm, right, as planned, as"
    " promised, for sure, for real, hooray, no problem, no problems, no trouble at all, no"
    " trouble, no worries, not bad, not bad today, not too bad, all day, at all, long day,"
    " of course we, there, ok so, okay so, though, honestly, guys, folks, you, couldnt be,"
    " happened, happen, was fun, then, very, just now, in the end, in full, today's,"
    " afternoon, good morning, see you all tomorrow, see you tomorrow, see you all, good"
    " evening, morning, evening, everything went well so, see you, good news, quick update,"
    " update, status, turned out,"
    " r, ur, hell, fuck, fucking, damn, bloody, effing, freaking, goddamn",
}

VERBS = (
    "write wrote written, read read read, build built built, run ran run, buy bought bought,"
    " make made made, do did done, go went gone, take took taken, give gave given, get got got,"
    " learn learnt learnt, learn learned learned, teach taught taught, think thought thought,"
    " draw drew drawn, sing sang sung, speak spoke spoken, send sent sent, set set set, put put"
    " put, cut cut cut, find found found, hold held held, meet met met, sell sold sold, tell"
    " told told, begin began begun, see saw seen, swim swam swum, drive drove driven, eat ate"
    " eaten, fix fixed fixed, grow grew grown, hear heard heard, keep kept kept, leave left"
    " left, pay paid paid, quit quit quit, ride rode ridden, sew sewed sewn, spend spent spent,"
    " throw threw thrown, understand understood understood, wash washed washed, rebuild rebuilt"
    " rebuilt, rewrite rewrote rewritten, redo redid redone, choose chose chosen, try tried"
    " tried, summarise summarised summarised, summarize summarized summarized"
)
