"""English."""

from standup.core.intent.lexicon import Lexicon

ENGLISH = Lexicon(
    heads={
        "pause": "pause, put (it|this|us|me|everything) on (hold|pause), take a break until",
        "resume": "resume, unpause, un pause, continue asking, start asking (me|us) again, restart",
        "who": "who, whos missing, who is missing, whos (left|late|done|answered|in|out), who is "
        "left, who (hasnt|has not|didnt|did not) (answered|answer|reply|replied|post|posted|"
        "write|written|respond|responded|check in|checked in|shared|share), who still (has|"
        "needs|have) to (answer|post|reply|share|write), who (answered|replied|posted|shared|has "
        "answered|has replied|has posted|did answer|is done|else is missing), status",
        "why": "why, why did (you|it|the bot) (ask|message|ping|text|remind|write|skip|not ask), "
        "why (didnt|did not|havent|dont) (i|you|we) (get|ask|get asked|receive|hear|got), why "
        "(was|am|wasnt) i (asked|skipped|not asked|being asked), why no question",
        "start now": "start now, start (the|this|our|todays) (standup|run|check in|checkin|"
        "round), start it, kick (it|this|things) off, begin (the standup|now), lets start, run "
        "(it|the "
        "standup) now",
        "leave": "leave, unsubscribe, unsub, opt out, optout, quit, i quit, sign me (out|off), "
        "deregister, (take|get|kick) me (off|out|out of), take me off (the|this|your), remove "
        "me, unenroll, i leave, drop me",
        "join": "join, sign me up, subscribe, subscribe me, opt in, optin, add me, count me in, "
        "let me (join|in), enroll, enrol, enroll me, im in",
        "remind missing": "remind (missing|the missing|everyone|everybody|all|the others|others|"
        "them|the rest|people|those|whoever), nudge (missing|everyone|everybody|the others|"
        "others|them|all|the rest|people|those), ping (missing|everyone|everybody|the others|"
        "others|them|the rest|those), poke (the others|them|everyone), chase (the others|them|"
        "everyone)",
        "help": "help, help me, help pls, commands, command list, list commands, show (me "
        ")(help|commands|the commands|all commands|the help), show help, show commands, man, "
        "manual, usage",
        "undo": "scratch (that|it), strike that, take down (my|that|it|the), (dont|do not|never) "
        "show (that|this|it|my), undo, delete (that|it|this|my|the last|last|what), remove "
        "(that|it|this|my|the last|last|what), erase (that|it|this|my), (take|pull|get|roll) "
        "(that|it|this) (back|down), take back, unsend, unpost, retract, revert, withdraw, dont "
        "(post|publish|share|send|show) (that|this|it|my), (please|pls) (dont|do not) (post|"
        "publish|share|send), never post, do not (post|publish|share|send|show) (that|this|it|"
        "my), scrap (that|it), ignore (that|my last|the last|my previous|this), forget (that|it|"
        "what i), keep (this|that|it) (private|between us|secret), wipe (that|it|my)",
        "skip": "(not|wont|not gonna|not going to|cant) (doing|do) (it|this|that|anything) today, "
        "skip, skip it, skip me, skip this, skip that, skip one, skipping (this|it|that|"
        "this one|that one|the question), (id |i |)(would |)(rather|prefer) not( to|) (say|"
        "answer|tell|share), pass, pass on, ill pass, i pass, ill skip, leave me out today, not "
        "today, not this time, nothing today, i skip, gonna skip, skip today, count me out, "
        "skipping today, sit this one out, next question",
        "skip run": "skip run, skip the run, skip this run, skip the day, skip standup",
        "history": "history, show (me )my (last|past|old|previous|earlier|recent) (reports|"
        "answers|posts|updates|messages), my (last|past|old|previous) (reports|answers|posts|"
        "updates), show (me )(my )history, my history",
        "settings": "settings, show (me )(my |the )(settings|setting|preferences|prefs|config|"
        "configuration), my settings, preferences, config, setting",
        "my report": "my report, my reports, show (me )my report, what did i (learn|share|write|"
        "post|do|say), what have i (learned|shared|posted|done), my stats, my summary",
        "team report": "team report, show (me )(the |our )team report, the team report, what did "
        "(the team|everyone|everybody|we|the others|others|they|people|my team) (learn|share|"
        "write|post|do|say), what has everyone learned, show (me )(what|everything) (the team|"
        "everyone|others) (learned|shared|wrote), digest, team summary",
        "report": "report, let me (answer|report|post|share|write|do it) (now|early|it now|"
        "first|mine), let me (answer|report), (answer|report) (now|early), i (want|would like|d "
        "like|wanna) to (answer|report|share) (now|early|already), id like to (answer|report|"
        "share) (now|early|already), ask me now, ready to answer, im ready, can i (answer|"
        "report|share) (now|early|already)",
        "changes": "changes, show (me )(the )changes, audit, audit log, what changed, who changed",
        "extend": "extend, extend (it|by|the deadline|this|for), give (them|us|everyone|people|"
        "me) (another|more|a bit more|some more|one more), prolong, push (back )the deadline, "
        "(move|delay) the deadline, keep it open, more time",
        "cancel": "cancel next, cancel the next, cancel tomorrow, cancel (monday|tuesday|"
        "wednesday|thursday|friday|today|next week|this week|tomorrows|todays), cancel the "
        "(standup|run|round)",
        "cancel command": "cancel, cancel (that|it|this), abort, nevermind that",
        "timezone": "timezone, time zone, tz, set timezone, set tz, set time zone, change (tz|"
        "timezone)",
        "remind": "remind, remind me (every|daily|always|weekly|twice), reminders (on|off), move "
        "my reminder, no (more )(reminder|reminders|nudges|pings|notifications|messages), "
        "reminders",
        "quiet": "quiet, mute, silence, unmute, be quiet, hush, shush, mute (me|you|this|it|"
        "yourself), do not disturb, dnd, keep quiet",
        "my days": "my days, only ask me (on|every), (ask|remind|message) me only (on|every), "
        "only on, ask me on, dont ask me on, not on, change my days, set my days, ask me every",
        "ask me at": "ask me (at|earlier|a bit earlier|by|before|a bit later every), (write|"
        "message|ping|text) me at, change my time, set my time, move my time, ask me each, ask "
        "earlier",
        "later": "later, give me (til|till|until|time|more time), let me (answer|report|do it|do "
        "this|write|reply) (later|after|tomorrow|tonight|in), remind me, remind me (later|in|at|"
        "again|tomorrow|tonight|after|this|when), ask me, ask (me )(later|again|in|tomorrow|"
        "tonight|this|after), ask again, snooze, not now, not right now, give me (a|an|10|5|15|"
        "20|30|a few|some|another|one|two|half|ten|five), gimme, get back to me, try (me "
        ")(again|later|in|tomorrow), come back (later|in|tomorrow|at|to me|after), ping me (in|"
        "later|again|at|after|tomorrow), write me (later|in), message me (later|in|again|after), "
        "postpone, remind again, wait until, hold on until, check (back )(later|in|with me), ill "
        "(answer|do it|do this|write|reply|get back|respond) (later|tomorrow|tonight|soon|in|"
        "after|this), ill (answer|reply|respond), in a bit, maybe later, do (it|this) later, "
        "delay",
        "away": "away, vacay, vaca, vacations, holidays, afk, rdo, ooo, afk until, out of office, "
        "out of the office, out sick, off sick, vacation, holiday, on holiday, on holidays, on "
        "vacation, on leave, on pto, pto, off, off work, sick, im sick, unwell, sick leave, sick "
        "day, day off, travelling until, traveling until, out today, out until, out of town, gone "
        "until, parental leave",
        "back": "back, im back, i am back, back again, i returned, im here again, back online",
        "edit": "edit, let me (fix|edit|change|correct) (my|that|it), edit my, change my "
        "(answer|plan|post|message|update|last|report|entry), (fix|correct|update|redo|rewrite|"
        "modify) my (answer|plan|post|message|update|last|report|entry), (edit|change) (that|it|"
        "the last|last|this), redo, correct that",
        "reach": "ask, tell, ping, poke, nudge, message, dm, notify",
        "search": "search, search for, look up, find",
        "add": "add, invite, add (someone|somebody|a person|people|him|her|them|member|a member)",
        "forget me": "forget me, forget everything about me, (delete|erase|remove|wipe) (all |"
        "everything )(my data|my account|about me|of me|i wrote|my stuff), (delete|erase|remove|"
        "wipe) "
        "everything you (have|know|have got) (on|about|of) me",
        "delete": "delete, remove, erase, clear, delete everything, delete all, wipe, delete "
        "(all|everything) (about|of) me, forget me, forget everything, delete my (data|account)",
        "who reads this": "who reads this, who reads",
        "stop": "stop, stop it, stop this, stop that, stop (asking|messaging|spamming|pinging|"
        "texting|bothering|annoying|writing|sending|posting|reminding|disturbing|bugging|dming|"
        "talking), quit (asking|messaging|spamming|pinging|bugging|bothering|reminding), stfu, "
        "shut up, shut it, go away, get lost, leave me (alone|be|in peace), leave us alone, "
        "(dont|do not|never) (ask|remind|message|ping|text|bother|write|dm|disturb|bug|contact|"
        "spam|send|nag), piss off, fuck off, buzz off, enough, no (more )(questions|spam|dms), "
        "end this, knock it off, cut it out, stop now, halt, exit, stop bot, give me a break",
        "start": "start",
        "control": "pull up, dig up, dig out, freeze, unfreeze, replace, swap, overwrite, scratch, "
        "drop, reopen, restore, "
        "wake me up, wake me, bring, call me, count, register, let me back in, put me back, "
        "turn, turn (off|on|it off|it on|this off|that off|down), switch (off|on|it off|this "
        "off), disable, enable, activate, deactivate, close, open, end, finish, hide, show, show "
        "me, send me, resend, repeat, move, push, shift, reschedule, set, change, update, list, "
        "tell me, give me, put, block, ban, kill, reset, archive, download, unlock, lock, "
        "schedule, bring back, open up, ask everyone, ask everybody, ask (them|the others|us)( "
        "again|), let (us|them), fix, switch, rename, approve",
        "publish": "publish, unpublish, publish (mine|all|last|my), unpublish (mine|all|last|my)",
        "export me": "(get|have|see|download) (all |)my data, export, export me, export my data, "
        "give me my data, download my data",
        "link": "link, unlink, link my (account|accounts), (connect|hook up|join up|pair) (my |)"
        "(discord|matrix|telegram|slack)( account|)",
        "invite": "invite (someone|somebody|people|a friend|him|her|them)",
    },
    phrases={
        "away": "(im|i am|ill be|i will be|gonna be|going to be|i m|ima be|well be|we are|were) "
        "(away|off|ill|sick|out|on leave|on vacation|on holiday|on holidays|ooo|out of office|"
        "travelling|traveling|afk|unavailable|not available|not here|not in|not around|not working|"
        "not feeling well|gone|on sick leave|off sick|out sick|on pto|on a trip|in hospital|on "
        "parental leave|out of town|out of the office|unwell|afk until|not well), (wont|will not|"
        "cant|cannot) be (here|there|around|in|available|working|able to join|able to), taking "
        "pto, on pto, take pto, taking vacation, taking holiday, (take|taking|have|having|got|"
        "took) (a|the|some|an|another) (day|week|days|afternoon|morning|weeks|time|few days) off, "
        "not working (today|tomorrow|on|this|next), not (in|here|around|available) (today|tomorrow|"
        "on|this|next|until), (wont|cant) make it, out of office, on sick leave, called in sick, "
        "calling in sick, on parental leave, (going|go) on (vacation|holiday|leave|holidays), "
        "(have|got|caught|down with|in bed with|home with|out with) (the flu|flu|a fever|fever|"
        "covid|food poisoning|a stomach flu), (feel|feeling) (sick|ill|unwell|poorly|rough|awful|"
        "lousy|dizzy|feverish), (feel|feeling|im|bit|a bit) under the weather, (dont|do not|not) "
        "(feel|feeling) (well|too well|so well|good today), home sick, sick (at|in) (home|bed), "
        "(have|got|caught) (a |a bad )(cold|migraine), (take|taking|having) a sick day, (take|"
        "taking) the rest of the (day|week) off",
        "back": "im back, i am back, back (at work|in the office|in office), back from (lunch|my "
        "lunch|my break|vacation|holiday|leave|holidays|my vacation|sick "
        "leave|my holiday|pto|my trip|my break|the holidays|parental leave|being sick)",
        "leave": "(dont|do not) want (to do this|to do it|this|to take part|to participate|to be "
        "in|to be part|to join|to be asked|any of this|to be here|to play|to do that)( anymore| "
        "any more|), want out, no longer want, (leave|quit|exit) (this|learning|standup|the "
        "standup|the team|the bot|the group), "
        "(want|like|going|need|can i|do i|how to|i) (to )(leave|quit|unsubscribe|opt out|drop "
        "out), not interested, (off|from) the list, (unsubscribe|remove) me, stop participating, "
        "(im|i am|count me) out of (this|here)",
        "join": "(want|like|love|can i|do i|may i|how to|could i) (to )(join|take part|participate|"
        "sign up|subscribe|be part)",
        "undo": "(that|this|my|the) (last |)(message|post|answer|one) (was|wasnt|was not|is|"
        "isnt) (not |)(meant |)for, (that|this|it) was a (mistake|typo), (that|this|it) was "
        "(accidental|by mistake), (wasnt|was not|isnt|is not|werent) (meant|supposed|intended) "
        "(for|to), (shouldnt|should not) (be|have gone|go|have been) (in|into|to|on) (the|this) "
        "(thread|channel|chat|group), (doesnt|does not|didnt) belong (here|there|in the thread|"
        "in the "
        "channel|in this thread), not (meant|intended) for, wrong (chat|channel|window|place|"
        "person|room|bot|"
        "thread|message), didnt mean to (send|post|write|share|say|type)( that| this| it|), "
        "(delete|remove|undo|unsend|retract|erase) (that|it|this|what|my|the) (last |)(post|"
        "message|answer|update|i|one|entry|)( just|) (wrote|sent|said|posted|), (sent|posted|"
        "send|pasted) (that |this |it |)(by (mistake|accident)|accidentally|in error), (delete|"
        "remove|undo|unsend) (my|that|the last|it), (posted|sent) (to|in) the wrong, take (that|"
        "it|this) back, accidentally (sent|posted), by mistake",
        "timezone": "my (timezone|time zone|tz), time zone, the (timezone|time zone), (change|"
        "set|update|fix) (the |my |)(timezone|time zone|tz), timezone is wrong",
        "later": "(ask|remind|ping|message|write|text|dm) me (again |)(later|again|in|at|"
        "tomorrow|tonight|after|this), (do|answer|reply|write|finish|respond to|continue) (this|"
        "it|that|you|) (later|tomorrow|tonight|in a bit|soon|after), remind me, (answer|reply|"
        "respond) later",
        "ask me at": "(ask|message|ping|write|text) me (a bit |)(at|earlier), different time, "
        "another time every",
        "who reads this": "who (reads|sees|can see|can read|will see|will read|gets to see|gets "
        "to read|is reading|is seeing|else sees|else reads|else can see|has access|could see|"
        "gets) (this|that|it|my|what|these|the|to|all), who reads, where (does|do|will|is|are) "
        "(this|it|my|these|that|the) (answer|answers|message|messages|post|) (get |be |go |"
        ")(posted|published|go|shared|shown|land|end up|sent), (is|are|will) (this|it|that|my|"
        "these|the) (answer|answers|message|messages|chat|data|post|) (be |)(public|private|"
        "anonymous|visible|shared|secret|confidential|published|posted|shown|logged|stored|"
        "saved), (can|do|does|will) (other |)(people|others|everyone|my boss|the boss|my team|"
        "anybody|everybody|my manager|the team|someone|colleagues) (see|read|know), where is "
        "this (posted|published|going), who is this for",
        "start now": "start (the |a |our |)(standup|run|round|check in)( now|)",
        "skip": "skip (me|it|this|today|that), have nothing (today|to say|to share|to report|for "
        "today), nothing (to say|to share|to report) today",
        "edit": "(edit|change|fix|correct|update|redo|rewrite|modify) my (answer|plan|post|"
        "message|update|last|report|entry|reply|mistake), (edit|change|correct|fix) (it|that|"
        "what i)",
        "settings": "my settings",
        "quiet": "mute (you|this|it|the bot)",
        "my days": "(ask|remind|message) me only",
        "stop": "stop (asking|messaging|spamming|pinging|texting|bothering|sending|reminding) "
        "(me|us|this)",
        "pause": "pause (this|it|the standup|the bot|learning day|standup|everything|for)",
        "report": "(answer|report|share) (early|right now)",
    },
    tags={
        "talk": "wicked, good on (you|ya), youre doing (great|well|fine), let me think about (it|"
        "this|that), ikr, lmk, hbd, happy bday, afaik, imo, imho, tgif, yw, wb, gj, gg, wp, ggwp, "
        "nbd, ofc, obv, tbh, smh, istg, ngl, fr, bruh, oof, meow, yolo, lets gooo, bump, huh, "
        "what, pardon me, come again, eh what, merry (christmas|xmas), happy (easter|halloween|"
        "thanksgiving|diwali|eid), happy (new year|holidays), season greetings, (gimme|give me) a "
        "(sec|second|moment|minute), hugs, much love, youre awesome, (u|you) (r|are) (awesome|"
        "great|the best|cool|funny|amazing|nice|cute|sweet|welcome|annoying|right), ur (the best|"
        "awesome|great|cool|funny), hi, hii, hiya, hello, helo, hey, heya, hey there, yo, howdy, "
        "greetings, sup, whats up, wassup, (good |g)(morning|evening|afternoon|night|day), gm, gn, "
        "gmorning, mornin, morning, evening, goodnight, goodmorning, bye, bye bye, goodbye, cya, "
        "cu, see (you|ya|u), ttyl, later gator, take care, so long, have a (good|nice|great|"
        "lovely) (one|day|weekend|evening|night|week|time), see (you|ya|u) (tomorrow|later|soon|"
        "then|around|monday|tuesday|wednesday|thursday|friday|next week|all|tmrw|in #|at #), is "
        "anyone (here|there|home), anyone (here|there), anybody (here|there), is anybody (here|"
        "there), happy learning day, happy (friday|monday|weekend|new year|holidays|learning|"
        "birthday|thursday|tuesday|wednesday), good weekend, enjoy, enjoy your, welcome, welcome "
        "back, thanks, thanx, thx, tx, thnx, thks, ty, tysm, tyvm, tyty, tks, thank (you|u|ya|"
        "god), many thanks, cheers, much appreciated, appreciated, appreciate it, bless you, "
        "thanks a (lot|bunch|ton|million), thanks (so|very) much, thank (you|u) (so|very) much, "
        "thanks for, thank you for, ok, okay, okey, oki, okie, okidoki, okey dokey, k, kk, okk, "
        "okok, alright, allright, aight, all right, right, fine, good, all good, sure, sure thing, "
        "yes, yess, yep, yeah, yea, yup, ya, yay, yayy, y, aye, of course, absolutely, definitely, "
        "agreed, i agree, true, indeed, exactly, correct, no, nope, nah, n, no no, not really, no "
        "worries, no problem, no prob, np, nw, no thanks, no thank you, got it, gotcha, "
        "understood, i see, roger, roger that, copy that, ack, will do, on it, sounds good, sounds "
        "great, makes sense, looks good, lgtm, deal, fair, fair enough, works for me, fine by me, "
        "(thats|its|that is|it is) (fine|ok|okay|good|great|cool|right|nice|funny|fair|true|"
        "awesome), nice, nice one, cool, coool, sweet, neat, great, awesome, amazing, perfect, "
        "excellent, brilliant, lovely, wonderful, fantastic, super, superb, sick one, dope, lit, "
        "wow, woah, whoa, woohoo, woo, yippee, hooray, hurray, omg, omfg, wtf, lol, lool, lolol, "
        "rofl, lmao, lmfao, haha, hah, hehe, heh, hihi, xd, kek, haha nice, funny, well done, good "
        "job, great job, nice job, good bot, cool bot, bad bot, nice bot, great bot, stupid bot, "
        "dumb bot, silly bot, love you, love it, i love (you|it|this), i like (you|it|this), you "
        "rock, youre (welcome|the best|great|awesome|funny|cute|sweet|right|annoying|cool), ur "
        "welcome, most welcome, my pleasure, anytime, sorry, sry, soz, apologies, my apologies, "
        "pardon, excuse me, my bad, mb, my mistake, my fault, oops, ops, whoops, oopsie, oopsies, "
        "uups, ouch, damn, dang, darn, shit, crap, ugh, argh, arg, meh, bah, hm, hmm, hmmm, mm, "
        "mmm, mhm, mmhm, uh, uhm, um, er, eh, oh, ohh, ooh, ah, aha, ahh, eww, phew, pff, brb, "
        "(brb|bbl|back) in #( min| mins| minutes|), "
        "back in a (sec|second|minute|min|moment|bit|tick), "
        "bbl, afk, gtg, g2g, one (moment|sec|second|minute), (a|just a|one) (moment|sec|second|"
        "minute|min), moment, sec, hold on, hang on, wait, waiting, just a moment, let me (think|"
        "see|check), lemme (think|see|check), good (question|q|point|idea|one), great (question|q|"
        "point|idea), nice question, hard question, tough question, tough one, idk, dunno, dont "
        "know, i dont know, no idea, not sure, not sure yet, im not sure, dont know yet, cant "
        "think of anything, nevermind, never mind, nvm, whatever you say, test, testing, testing "
        "#, test #, tests 123, test test, check check, ping, pong, 123, sorry late, sorry im late, "
        "running late, coming, be right back, be right there, omw, done deal, plus one, im here, "
        "here i am, hello there, hi there, nice to (meet|see) you, how are you, how r u, how are "
        "things, hows it going, how do you do, whats new, whats good, calling it a (day|night), "
        "logging off, clocking off, heading home, cool beans, coolio, noice, right on, fair "
        "enough, okey dokey, no biggie, congrats, congratulations, grats, gratz, kudos, bravo, "
        "props, xoxo, xx, ily, fyi, you too, u too, same to you, likewise, thank, glad to hear, "
        "good to (know|hear), interesting, yikes, jk, just kidding, kidding, sounds, yep yep, sir, "
        "maam, almost, soon, ready, coming soon, miss you, good luck, gl, hf, lets go, lets goo, "
        "letsgo, go team, im on it, oh no, oh well, oh ok, too bad, what a pity, thats it, thats "
        "all, rip, hdl",
        "address": "standup, learning day, bot, robot, botty, mr bot, dear bot, all, everyone, "
        "everybody, every one, folks, guys, there, team, people, friends, friend, mate, dude, "
        "bro, man, buddy, pal, you all, yall, gang, peeps, crew, standup bot, dear, world peace, "
        "again, both, ladies, boss, too",
        "fill": "rn, atm, "
        "yet, rather, id rather, preferably, please, pls, plz, plss, pleas, plese, "
        "kindly, just, so, well, then, now, also, anyway, actually, really, maybe, perhaps, ok, "
        "instead, though, tho, btw, right now, right away, asap, already, for me, if possible, "
        "if you can, at least, quickly, quick, simply, finally, sadly, afraid, unfortunately, "
        "guess, thanks in advance, and, but, or, wait, hey, today only, only, even, still",
        "wish": "can you, could you, can u, could u, would you, will you, wont you, i need you "
        "to, i want you to, id like you to, you can, do you mind, want you to, need you to",
        "you": "you, u, your, ur, yours, yourself, youre, ya, youll, youve, r u, ru",
        "excuse": "cannot, cannot right now, cannot now, i cannot, unable, unable to, in a "
        "(meeting|mtg|call|lecture|class|rush|hurry), in (meeting|meetings|class|transit), in "
        "meetings all day, at (lunch|work|the gym|the doctor|the dentist|the airport|the "
        "office), on (a|the) (call|phone|train|bus|plane|road|way|go|run|mobile), on the way, on "
        "my way, no time, no time for this, dont have time, havent got time, have no time, got "
        "no time, dont have the time, too busy, busy, im busy, so busy, super busy, swamped, "
        "cant, cant right now, i cant, cant now, cant do it, cant do this, cant talk, cant "
        "answer, cant write, not at my desk, not at (a|the) computer, driving, cooking, eating, "
        "having (lunch|dinner|breakfast), walking the dog, with the kids, picking up the kids, "
        "at the moment, too tired, not in the mood, dont feel like it, not feeling it, gotta "
        "run, have to run, got to go, need to run, not ready, not ready yet, still working, not "
        "yet, not done yet",
        "time": "tommorow, tommorrow, tomorow, tomorro, tomorrrow, 2morrow, 2moro, wensday, "
        "wendsday, thrusday, today, tonight, tomorrow, tmrw, tmr, tmrrw, tomoro, yesterday, now, "
        "later, soon, monday, tuesday, wednesday, thursday, friday, saturday, sunday, mondays, "
        "tuesdays, wednesdays, thursdays, fridays, saturdays, sundays, mon, tue, tues, wed, thu, "
        "thur, thurs, fri, sat, sun, weekday, weekdays, weekend, weekends, january, february, "
        "march, april, june, july, august, september, october, november, december, jan, feb, "
        "mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, day, days, week, weeks, month, "
        "months, year, years, hour, hours, hr, hrs, h, minute, minutes, min, mins, m, second, "
        "seconds, sec, secs, am, pm, oclock, noon, midnight, morning, afternoon, evening, night, "
        "lunch time, lunchtime, eod, eow, christmas, xmas, easter, new year, until, til, till, "
        "from, to, between, through, thru, next, last, this, past, at, in, on, by, after, "
        "before, around, about, for, during, over, since, every, each, daily, weekly, the, a, "
        "an, another, other, half, quarter, few, couple, couple of, some, more, one, two, three, "
        "four, five, six, seven, eight, nine, ten, fifteen, twenty, thirty, of, rest, rest of, "
        "th, st, nd, rd, whole, all, entire, long, while, bit, later today, then, earlier, "
        "early, notice, further notice, forever, first, third, end, start, holidays, only, "
        "again, same time, time, times, always, ever, onwards, and, summer, winter, spring, "
        "autumn, or",
        "rest": "me, us, it, this, that, them, these, those, my, our, their, mine, everyone, "
        "everybody, everything, anything, anywhere, anyone, anybody, someone, one, the, a, an, "
        "here, there, from, to, for, with, about, of, off, out, in, on, at, up, down, back, any, "
        "anymore, any more, again, not, no, all, too, longer, myself out, we, i, myself, "
        "instead, more, with this, list",
        "bot": "bot, message, messages, msg, msgs, dm, dms, post, posts, posted, posting, "
        "answer, answers, answered, answering, question, questions, q, reply, replies, replied, "
        "reminder, reminders, remind, reminding, reminded, ask, asks, asked, asking, report, "
        "reports, update, updates, entry, chat, channel, thread, standup, standups, stand up, "
        "check in, checkin, learning day, standup bot, run, round, timezone, time zone, tz, "
        "settings, setting, notification, notifications, nudge, spam, spamming, command, "
        "commands, help, list, plan, schedule, deadline, delete, remove, undo, edit, change, "
        "skip, pause, stop, cancel, leave, join, history, public, private, item, items, english, "
        "german, spanish, deutsch, french, language, alerts, summary, digest, langs, write, "
        "writing, send, sent, sends, sending, say, said, type, typed, get, got, publish, "
        "published, share, shared, participate, take part, learn, learned, see, read, reads, "
        "team, members, member, group, participants, account, data, human, real, person, "
        "machine, ai, robot, gpt, chatgpt, name, access, text, texts, pinging, ping, options, "
        "option, feature, version, on, off, sign, line, per line, words, format, format of, "
        "purpose, point",
        "ask": "who is behind (you|this|it|this bot|the bot), ru, r u, who (made|built|created|"
        "wrote|programmed|developed|runs|owns|coded|designed|trained|invented|set up) (you|this|"
        "it|this bot|this thing), what, whats, what s, who, whos, where, wheres, when, whens, "
        "why, how, hows, which, is, are, am, do, does, did, how often, what time, how many, how "
        "long, how much, can, could, should, will, would, has, have, was, were, may, wot, wat, "
        "wut, y, in, isnt, arent, dont, doesnt, didnt, anyone, anybody, any",
        "howto": "can we, could we, can i, could i, may i, might i, am i able to, i want to, i "
        "want, i wanna, i would like to, id like to, i d like to, i would like, id like, i need "
        "to, let me, lets, should i, would it be possible to, is it possible to, do i have to, "
        "im gonna, im going to, i will, ill, i have to, gotta, i gotta, i must, wanna, how do i, "
        "how can i, how to, how do we, how can we, how would i, where can i, where do i, is "
        "there a way to, is there any way to",
        "progress": "more of, half way, halfway, halfway through, half way through, half done, "
        "nearly done, almost done",
        "verb": "is, are, was, were, works, work, makes, has, had, does, s, helps, matters, "
        "isnt, arent, becomes, means, mean",
        "learned": "til (you can|that|how|why|about), i finally get, i get it now, i now get, now "
        "i get, learned, learnt, i learned, i learnt, ive learned, today i learned, learned that, "
        "understood, i understood, i finally understand, figured out, i figured out",
        "noun": "bot, robot, message, messages, msg, msgs, dm, dms, post, posts, answer, "
        "answers, question, questions, reply, replies, reminder, reminders, reports, report, "
        "updates, standup, standups, stand up, check in, checkin, learning day, timezone, time "
        "zone, settings, notification, notifications, alerts, nudges, spam, command, commands, "
        "account, data, deadline, summary, digest, members, participants, channel, chat, learn, "
        "answered, replied, posted",
        "function": "last, first, second, third, end, rest, long, bit, couple, half, quarter, few, "
        "entire, whole, every, each, other, another, see above, as above, see yesterday, usual, as "
        "usual, the usual, languages, rather not, nothing planned, nothing special, no plan, no "
        "plans, no plan yet, often, early, work, ready, done, finished, finally, thinking, "
        "reading, working, nothing, something, stuff, review, wanted, request, look, same, hard, "
        "easy, fun, difficult, boring, weird, crazy, bad, worse, best, better, great, good, nice, "
        "fine, ok, awesome, interesting, useful, useless, stupid, annoying, strange, job, day, "
        "stuck, wrong, right, broken, down, new, old, big, small, short, little, world, today, "
        "progress, out, quick, why not, im off by, off by, off by one, somebody, someone, anyone "
        "know, i, im, ive, ill, id, me, my, mine, myself, we, us, our, ours, he, she, they, them, "
        "their, his, her, him, it, its, this, that, thats, these, those, theres, the, a, an, and, "
        "or, but, if, because, cause, cuz, cos, bc, as, than, of, to, too, in, into, on, at, by, "
        "for, with, without, from, about, up, off, over, under, again, not, no, never, none, "
        "anything, everything, some, any, many, much, lot, lots, a lot, more, most, mostly, less, "
        "least, be, been, being, am, do, doing, doesnt, dont, didnt, cant, couldnt, wont, wouldnt, "
        "shouldnt, havent, hasnt, hadnt, would, should, could, might, must, shall, will, have, "
        "having, had, go, goes, going, gone, went, come, comes, came, coming, make, made, take, "
        "taken, took, give, gave, put, keep, want, wants, need, needs, needed, like, likes, liked, "
        "know, knows, knew, think, thought, feel, felt, looks, looking, happen, happens, happened, "
        "tell, told, try, tried, use, used, let, lets, mean, means, meant, works, worked, "
        "different, very, quite, just, only, own, such, here, there, where, when, why, how, what, "
        "which, who, whom, while, still, yet, ever, anymore, thing, things, way, anyway, kind, "
        "sort, possible, able, via, per, vs, yes, (im |i am |)(so |really |)(sick|sick and tired|"
        "tired|fed up) (of|with), hear, seen, saw, speak, talk, talking, talks, understand, "
        "believe, hope, guess, wish, wonder, bring, start, started, begin, began, finish, ended, "
        "as well, im not, else, even, though, so far",
        "everyday": "rewind, asleep, awake, half asleep, tired, hungry, late, sleepy, sleep, "
        "bored, happy, sad, stressed, exhausted, cold, hot, weather, rain, sun, lunch, dinner, "
        "breakfast, coffee, tea, beer, pizza, food, snack, break, gym, home, office, train, bus, "
        "car, doctor, dentist, kids, dog, cat, family, call, meeting, meetings, phone, internet, "
        "wifi, laptop, computer, pc, mic, camera, power, party, birthday, weekend, game, "
        "football, walk, holiday, vacation, sick, ill, headache, nap, bed, busy, free, whatever, "
        "pr, prs, plans, policy, eta, tbd, tba, na, n a, wip, ditto, me too, same here, asdf, "
        "asd, qwer, qwerty, qwe, asdfg, asdfgh, jkl, foo, blah, bla, blabla, hjkl, sdf, scam, "
        "joke, chill, relax, relaxing, delayed, delay, traffic, parking, school, kita, hospital, "
        "appointment, errands, shopping, laundry, dishes, bathroom, away, vibes, mood, life",
        "at a time": "in, at, around, after",
        "past": "yesterday, last, of",
        "yes or no": "yes, no, yep, yeah, nope, nah, y, n",
        "own thing": "my (last |first |own |old |latest )(answer|answers|message|messages|post|"
        "posts|reply|update|entry|report|plan|reminder|reminders|data|account)",
        "study": "back up, clean, tidy, tidy up, clean up, set up, learn, read, write, practise, "
        "practice, study, revise, build, try, finish, continue, learning, reading, writing",
        "opener": "how, what, why, when, who, to, that",
        "if": "when, if",
        "before news": "ok, okay, so, yes, yay, hey, hi, hello, wow, haha, lol, yeah, test, "
        "cool, nice",
        "to me": "me, us, you, ask, show, let, answer, respond",
        "to anybody": "somebody, someone",
        "complaint": "(youre|you are|ur|u r|u are|youre being|you are being) (so |really |very |"
        "too |just |such |being |kinda |)(annoying|irritating|a pain|useless|stupid|dumb|pushy|"
        "nosy|needy|spammy|a nuisance|the worst|impossible|tiring|exhausting|a pest|noisy|too "
        "much), (you|u) (really |)(annoy|bother|bug|irritate|stress|pester|harass|nag) (me|us), "
        "(you|u) keep (asking|bugging|bothering|messaging|pinging|texting|writing|spamming|"
        "annoying|nagging|reminding|pestering|sending)( me| us|), why (do|are) (you|u) (keep |"
        "always |)(asking|bugging|bothering|messaging|pinging|texting|writing|spamming|annoying|"
        "nagging|reminding|pestering|sending)( me| us|), why do (you|u) always (ask|bug|bother|"
        "message|ping)( me| us|), (i |)(hate|cant stand) (you|u|this bot|that bot|the bot|these "
        "questions|your questions|your messages|your reminders), (stupid|dumb|annoying|useless|"
        "silly|damn|bloody|fucking|effing|pesky) bot, you suck, u suck, not (you|u) again, (you|u) "
        "again, (im |i am |)(so |really |)(sick|tired|sick and tired|fed up|done) (of|with) (you|u|"
        "this|it|this bot|that bot|the bot|your questions|these questions|your messages|these "
        "messages|your reminders|being asked), (you|u) (ask|message|write|ping|text) (me |)(too "
        "much|too often|all the time|constantly|every day|every single day|nonstop), (you|u) (ask|"
        "send) (me |)(too|so) many (questions|messages|reminders|things), (so|too) many (messages|"
        "questions|reminders|pings|notifications) from you, get off my back, (you|youre|you are|u|"
        "ur) (drive|driving) (me|us) (crazy|nuts|mad|insane), (this|that) (thing|bot) (drives|is "
        "driving) me (crazy|nuts|mad|insane), do you ever (shut up|stop|sleep|rest)",
        "owed": "sorry, sry, soz, apologies, apologize, apologise, thanks, thank, thx, ty, tysm, "
        "cheers, congrats, congratulations, kudos, props, (good|great|nice|amazing|awesome) (job|"
        "work), well done",
        "to all": "all, everyone, everybody, folks, guys, team, people, yall, gang, peeps, crew",
        "ill": "sick, im sick, i am sick, ill, unwell, out sick, off sick, home sick, sick leave, "
        "sick day, (take|taking|having) a sick day, on sick leave, called in sick, calling in "
        "sick, sick (at|in) (home|bed), (im|i am|ill be|i will be|well be|we are|were) (sick|ill|"
        "unwell|off sick|out sick|on sick leave|not well|not feeling well|in hospital), (have|got|"
        "caught|down with|in bed with|home with|out with) (the flu|flu|covid|food poisoning|a "
        "stomach flu)",
        "at home": "(staying|stay|going|went|resting) (at home|home|in bed), in bed, resting",
        "farewell": "see (you|ya|u), cya, cu, catch you, talk to you, speak",
        "comment": "thats, that is, that was, thats so, that was so, thats really",
        "please": "please, pls, plz, plss, pleas, plese, kindly",
        "me": "me, us",
        "this": "this, that, it, here, thats, off",
        "pointing": "that, this, the, my",
        "thanked for": "for",
        "today": "today, tonight, now",
        "nothing": "nothing",
        "elsewhere": "conference, offsite, trade fair, training, business trip, company retreat",
        "aside": "same, the same, same old, (im|i am|were|we are) (at|in|on)( a| the| an|)",
    },
)
