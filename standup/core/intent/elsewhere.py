"""What is said to anybody in further languages: greetings, thanks, assent, and the plainest wishes.

Short words that are also a topic in English are left out ("go", "da", "sim").
"""

from standup.core.intent.lexicon import Lexicon

ELSEWHERE = Lexicon(
    heads={
        # French, Italian, Portuguese, Dutch, Polish, Czech, Turkish, Swedish, Russian, Ukrainian
        "later": "(rappelle|écris) moi (demain|plus tard), ricordamelo domani, me lembra "
        "(amanhã|depois|mais tarde), plus tard, plus tard stp, après, (demande|redemande|rappelle) "
        "moi, dans # minutes, più tardi, dopo, ricordamelo, mais tarde, depois, lembra me, later "
        "graag, straks, później, potem, později, daha sonra, sonra, senare, позже, потом, напомни, "
        "напомни мне, пізніше, 後で, あとで, 以后, 稍后, 나중에",
        "help": "aide, à l'aide, aidez moi, aide moi, aiuto, aiutami, ajuda, me ajuda, hulp, "
        "pomoc, yardım, hjälp, помощь, помоги, помогите, справка, допомога, 帮助, 助けて, 도움말",
        "stop": "ne (m'écris|me dérange|m'écrivez) plus, non scrivermi più, arrête, arrêtez, "
        "arrête ça, stop s'il te plaît, stop stp, laisse moi tranquille, smettila, basta, fermati, "
        "pare, para com isso, ophouden, hou op, przestań, přestaň, sluta, стоп, хватит, перестань, "
        "стій, 停止",
        "leave": "je veux (partir|quitter|me désabonner), désabonner, me désabonner, "
        "désinscription, disiscrivimi, voglio uscire, quero sair, sair, descadastrar, afmelden, "
        "uitschrijven, wypisz mnie, odhlásit, avsluta, отписаться, отпиши меня",
        "skip": "passer, sauter, pular, pula, overslaan, pomiń, přeskočit, atla, "
        "hoppa över, пропустить, пропуск, пропусти",
        "pause": "pausa per favore, pausar, pauzeren, pauza, пауза",
        "undo": "annuler, annule, annule ça, annulla, desfazer, desfaz, ongedaan maken, cofnij, "
        "geri al, ångra, отменить, отмени, удали это, supprime (ça|cela|mon message)",
        "away": "je ne suis pas (là|disponible|dispo), non sono disponibile, non ci sono, não "
        "estou, (je suis|je serai) (absent|absente|malade|en vacances|en congé|pas là), en "
        "vacances, absent, absente, sono (in vacanza|malato|malata|via), in vacanza, estou (de "
        "férias|doente|fora), de férias, ik ben (ziek|weg|op vakantie|afwezig), op vakantie, "
        "afwezig, я (болею|в отпуске), в отпуске",
        "back": "je suis de retour, de retour, sono tornato, sono tornata, estou de volta, voltei, "
        "ik ben terug, я вернулся, я вернулась",
    },
    phrases={},
    tags={
        "talk": "bonjour, bonsoir, salut, coucou, bonne (nuit|journée|soirée), à "
        "(demain|bientôt|plus|plus tard|tout à l'heure), au revoir, merci, merci (beaucoup|bien), "
        "mille mercis, de rien, s'il (te|vous) plaît, oui, oui oui, ouais, non, non merci, "
        "d'accord, désolé, désolée, pardon, ça va, ça va bien, parfait, très bien, mdr, ptdr, "
        "bravo, buongiorno, buonasera, buonanotte, ciao a tutti, salve, grazie, grazie mille, "
        "mille grazie, prego, per favore, va bene, scusa, scusi, mi dispiace, arrivederci, a "
        "domani, come stai, come va, perfetto, bene, olá, ola, oi, bom dia, boa (tarde|noite), "
        "tudo bem, tchau, até (amanhã|logo|mais), obrigado, obrigada, muito obrigado, muito "
        "obrigada, por favor, desculpa, desculpe, beleza, valeu, kkkk, kkkkk, rsrs, tá bom, tudo "
        "bom, goedemorgen, goedemiddag, goedenavond, hoi, doei, tot ziens, tot morgen, bedankt, "
        "dank je, dank je wel, dankjewel, dank u, graag gedaan, alsjeblieft, sorry hoor, prima, "
        "cześć, dzień dobry, dziękuję, dzięki, proszę, dobranoc, do widzenia, do jutra, ahoj, "
        "dobrý den, děkuji, díky, prosím, dobrou noc, nashledanou, merhaba, selam, günaydın, iyi "
        "geceler, iyi akşamlar, teşekkürler, teşekkür ederim, sağol, evet, hayır, tamam, lütfen, "
        "görüşürüz, nasılsın, hej, hejsan, god morgon, tack, tack så mycket, tusen tack, takk, "
        "varsågod, förlåt, hej då, hei, kiitos, huomenta, näkemiin, привет, здравствуй, "
        "здравствуйте, доброе утро, добрый (день|вечер), спокойной ночи, пока, до "
        "(завтра|свидания|встречи), спасибо, большое спасибо, спс, пожалуйста, да, нет, ок, окей, "
        "хорошо, ладно, понятно, понял, поняла, извини, извините, прости, круто, отлично, как "
        "дела, тест, хаха, ахаха, лол, привіт, дякую, добрий (день|вечір|ранок), до побачення, "
        "так, ні, ありがとう, ありがとうございます, こんにちは, おはよう, おはようございます, "
        "こんばんは, おやすみ, はい, いいえ, すみません, ごめん, ごめんなさい, 了解, 了解です, "
        "你好, 您好, 谢谢, 谢谢你, 早上好, 早安, 晚安, 再见, 好, 好的, 是的, 不, 收到, 对不起, "
        "안녕, 안녕하세요, 감사합니다, 고마워, 네, 아니요, namaste, dhanyavaad, shukriya, مرحبا, "
        "شكرا, السلام عليكم, salam, salaam, shukran, שלום, תודה, shalom, aloha, konnichiwa, "
        "arigato, arigatou, ni hao, xie xie, annyeong",
        "time": "aujourd'hui, demain, hier, lundi, mardi, mercredi, jeudi, vendredi, samedi, "
        "dimanche, jusqu'à, jusqu'au, jusqu'à ce soir, semaine, heure, heures, oggi, domani, ieri, "
        "lunedì, martedì, mercoledì, giovedì, venerdì, fino a, fino al, settimana, hoje, amanhã, "
        "segunda, terça, quarta, quinta, sexta, até, vandaag, morgen, maandag, dinsdag, woensdag, "
        "donderdag, vrijdag, сегодня, завтра, вчера, понедельника, до понедельника, jutro, dziś",
        "asked": "c'est quoi, c'est quoi (ça|ce truc), qu'est ce que c'est, (qui|t'es|tu es) qui, "
        "qui (es tu|êtes vous|lit ça|lit ceci|voit ça), comment ça marche, tu es un robot, "
        "cos'è questo, che cos'è, chi sei, chi legge, chi legge questo, come funziona, o que é "
        "isso, quem é você, quem lê isso, como funciona, wat is dit, wie ben je, wie leest dit, "
        "что это, что это такое, кто ты, ты кто, ты бот, кто это читает, как это работает, "
        "bu ne, kimsin, co to jest, kim jesteś, これは何, 你是谁, 这是什么",
        "please": "svp, stp, s'il te plaît, s'il vous plaît, per favore, пожалуйста, alsjeblieft",
    },
)
