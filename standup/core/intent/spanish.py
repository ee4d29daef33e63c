"""Spanish."""

from standup.core.intent.lexicon import Lexicon

SPANISH = Lexicon(
    heads={
        "pause": "pausa, pausar, pausa (esto|todo|el|la), pon (esto |)en pausa, ponlo en pausa, "
        "haz una pausa",
        "resume": "reanudar, reanuda, continuar, continúa",
        "who": "quién falta, quién, quiénes faltan, quién (no |)ha (respondido|contestado), "
        "quién (no |)respondió, quiénes",
        "why": "por qué, porqué, por qué no me preguntaste, por qué me (preguntaste)",
        "start now": "empieza ya, empezar ahora, inicia (ya|ahora)",
        "leave": "salir, salirme, darme de baja, dame de baja, dar de baja, bórrame, quítame, "
        "sácame, elimíname, desuscribir, desuscribirme, me salgo, me voy del, me doy de baja",
        "join": "unirme, apúntame, inscríbeme, apuntarme, inscribirme, unirse, agrégame, "
        "añádeme, me apunto",
        "remind missing": "recuérdales, recuérdaselo a (todos|los demás|los que), recuerda a "
        "(todos|los demás|los que), avisa a (todos|los "
        "demás|los que)",
        "help": "ayuda, ayúdame, comandos, muéstrame los comandos, necesito ayuda, socorro",
        "undo": "deshacer, deshaz, deshazlo, borra (eso|esto|lo|mi|el|la), bórralo, borralo, "
        "elimina (eso|esto|mi|lo|el|la), elimínalo, quita (eso|esto|mi|lo), quítalo, no "
        "(publiques|compartas|envíes|mandes|muestres), no lo (publiques|compartas|envíes|"
        "mandes), retira eso, olvida (eso|lo que), olvídalo, ignora (eso|esto|lo)",
        "skip": "hoy no lo (hago|haré), no lo (hago|haré) hoy, saltar, sáltame, salta, sáltalo, "
        "sáltatelo, sáltate, paso, hoy no, hoy paso, "
        "omitir, omite, hoy sáltame, por hoy no, hoy mejor no, "
        "mejor hoy no, hoy sin mí, hoy nada, siguiente pregunta, "
        "pasa de mí, me la salto, saltamos",
        "history": "historial, mis (últimos |)(informes|reportes|respuestas), muéstrame mis "
        "(últimos|últimas|informes|respuestas|reportes)",
        "status": "estado, mi estado",
        "settings": "ajustes, configuración, opciones, mis ajustes, muéstrame (los|mis) ajustes",
        "my report": "mi informe, mi reporte, qué aprendí, mis aprendizajes",
        "team report": "informe del equipo, reporte del equipo, qué aprendió (el equipo|la "
        "gente), qué (aprendieron|hicieron) (todos|los demás|ayer|hoy)",
        "report": "informe, reporte, quiero responder (ya|ahora), déjame responder, responder "
        "ahora, pregúntame ahora, pregúntame ya",
        "changes": "cambios",
        "extend": "extender, extiende, alarga, prorrogar, dales (otra|una|más), danos más",
        "cancel": "cancela (el|la|mañana|hoy) (próximo|próxima|siguiente|de), cancela mañana",
        "cancel command": "cancelar, cancela, cancela eso, cancélalo, anular, anula",
        "timezone": "zona horaria, huso horario",
        "remind": "no más recordatorios, sin recordatorios, no me recuerdes, recordatorios",
        "quiet": "silencio, silenciar, cállate, callate, silencia, calla, shh",
        "my days": "mis días, pregúntame solo (los|el), solo (los|el)",
        "ask me at": "pregúntame (a las|más temprano|antes)",
        "later": "luego, más tarde, después, recuérdame, recuérdamelo, pregúntame, pregúntame "
        "(en|luego|más|mañana|después|otra|de nuevo|más tarde), dame (10|5|15|20|30|un|unos|una|"
        "diez|cinco|otros|media), ahora no, ahorita no, ahora mismo no, en un rato, al rato, lo "
        "hago (luego|después|más tarde|mañana), te (respondo|contesto|escribo|digo|aviso) "
        "(luego|después|más tarde|mañana|en), luego (te |)(respondo|contesto|escribo|digo), "
        "respondo (luego|después|más tarde|mañana), contesto (luego|después|más tarde|mañana), "
        "avísame (luego|más|en|después|mañana), mejor (luego|más tarde|mañana|después), otro "
        "rato, en otro momento, posponer, aplazar, escríbeme (luego|más|en)",
        "away": "fuera, ausente, enfermo, enferma, vacaciones, de vacaciones, de baja, estoy "
        "(fuera|enfermo|enferma|de vacaciones|de baja|ausente|malo|mala|de viaje|de permiso|de "
        "licencia), fuera de la oficina, no estaré, no estoy, de viaje hasta, día libre, tengo "
        "(el |un )día libre, tengo libre",
        "back": "ya volví, volví, he vuelto, ya he vuelto, ya estoy de vuelta, estoy de vuelta, "
        "de vuelta, ya regresé, regresé, ya estoy (aquí|bien|mejor), atrás, "
        "ya vine, de vuelta en (la oficina|el trabajo|casa)",
        "edit": "editar, edita, corrige (mi|eso), cambia mi (respuesta|plan|mensaje)",
        "search": "buscar, busca",
        "add": "añade a, agrega a, invita a",
        "delete": "borrar, borra, eliminar, elimina, borra todo",
        "who reads this": "quién lee, quién ve",
        "stop": "para, parar, para ya, basta, basta ya, stop, detente, alto, deja de (preguntar|"
        "preguntarme|molestar|molestarme|escribirme|escribir|mandar|mandarme|enviarme|enviar), "
        "déjame en paz, déjame tranquilo, déjame tranquila, no me (molestes|preguntes|escribas|"
        "hables|mandes|envíes|fastidies|jodas), vete, lárgate, no molestes, no preguntes, no más "
        "(mensajes|preguntas), déjame, deja ya, ya basta, ya no me (preguntes|escribas|molestes)",
        "control": "desactiva, desactivar, activa, activar, apaga, apagar, cierra, cerrar, "
        "muéstrame, muestra, enséñame, manda, mándame, envíame, mueve, cambia, actualiza, dime, "
        "lista de, lista los, bloquea",
        "publish": "publicar, publica",
        "export me": "exportar, mis datos",
        "link": "(conecta|vincula|enlaza) mi (cuenta de |)(discord|matrix|telegram|slack)",
        "forget me": "olvídame, (borra|elimina) (todos |)mis datos, (borra|elimina) todo lo mío",
    },
    phrases={
        "away": "de vacaciones, estoy (fuera|enfermo|enferma|de baja|ausente|malo|mala|malito|"
        "malita|de permiso|de licencia|de viaje hasta|con gripe|resfriado|resfriada), estaré "
        "(fuera|ausente|de viaje|de vacaciones), estaremos fuera, no (voy a estar|estaré|estoy|"
        "podré estar|vengo|iré|trabajo) (mañana|hoy|el|la|esta|hasta|disponible|en la oficina|), "
        "(mañana|hoy) no (estoy|vengo|voy|puedo|trabajo|estaré|voy a estar), me tomo (el día|la "
        "semana|libre|el), día libre, fuera de la oficina, hasta el lunes fuera, estoy con (fiebre|"
        "migraña|covid), tengo (fiebre|gripe|la gripe|covid), me (siento|encuentro) (mal|enfermo|"
        "enferma|fatal)",
        "back": "ya volví, ya regresé, he vuelto, estoy de vuelta, (volví|vuelto|regresé) de "
        "(las |)vacaciones",
        "leave": "(quiero|quisiera|deseo|cómo puedo|puedo|cómo|me gustaría) (me |)(salir|"
        "salirme|darme de baja|salgo|dejar esto|irme|dejarlo|doy de baja), me doy de baja, no "
        "quiero (seguir|participar|estar|más|hacer esto|continuar)( más|), de la lista, ya no "
        "quiero (participar|seguir|estar|hacer esto|esto)",
        "join": "(quiero|quisiera|puedo|me gustaría) (volver a "
        "|)(participar|unirme|apuntarme|entrar|"
        "inscribirme)",
        "undo": "(chat|canal|grupo|sitio|lugar) equivocado, me equivoqué de (chat|canal|grupo), "
        "no era (para|aquí), no (iba|va|debía ir|debería ir|debería estar|"
        "debe ir|tenía que ir) (para el|al|en el) (hilo|grupo|canal|chat|equipo), no es para (el "
        "hilo|el grupo|el canal|el equipo|todos), no (va|iba) aquí, (delete|remove) (eso|esto), "
        "por error, sin querer, (borrar|borra|elimina|eliminar|quitar|quita) "
        "(eso|esto|lo|mi|el|la|lo último), bórralo, borrarlo, eliminarlo, no (publiques|lo "
        "publiques|compartas)",
        "timezone": "mi zona horaria, la zona horaria, mi huso horario",
        "later": "pregúntame, preguntarme (luego|más tarde|después|mañana|en|a las|otra vez|de "
        "nuevo), recuérdame, recuérdamelo, recordarme, recordármelo, luego contesto, contesto "
        "luego, luego respondo, respondo luego, hacerlo (luego|después|más tarde|mañana), "
        "responder (luego|después|más tarde|mañana), dame (unos|10|5)",
        "who reads this": "quién(es|) (lee|ve|leen|ven|puede leer|puede ver|pueden ver|va a "
        "leer|va a ver|verá|leerá) (esto|eso|mi|mis|lo|las|los|todo), dónde se (publica|ve|"
        "comparte|muestra), (es|será) (esto |)(público|privado|anónimo|confidencial), esto es "
        "(público|privado|anónimo), (lo|esto) (ve|ven|lee|leen) (todos|alguien|otros|mi jefe|los "
        "demás), a dónde va (esto|mi)",
        "skip": "sáltame, hoy no tengo nada, hoy paso, paso por hoy, no tengo nada hoy",
        "edit": "(cambiar|editar|corregir|modificar) mi (respuesta|plan|mensaje|informe)",
        "stop": "no quiero que me (preguntes|escribas|mandes|recuerdes|molestes), que no me "
        "(preguntes|escribas|mandes|molestes), deja de (preguntar|preguntarme|molestar|"
        "molestarme|escribirme|mandarme|enviarme), no más (mensajes|preguntas|recordatorios)",
        "report": "responder ahora, responder antes, responder ya",
    },
    tags={
        "complaint": "qué (pesado|pesada|plasta) eres, eres (muy |un |una |tan |)(pesado|pesada|"
        "molesto|molesta|insoportable|plasta|inútil), me (molestas|fastidias|aburres|cansas|"
        "tienes harto|tienes harta), bot (pesado|molesto|estúpido|inútil), (estúpido|maldito) "
        "bot, (odio este|no soporto este|odio al|no soporto al) bot, te odio, otra vez tú, "
        "(siempre|cada día) preguntas (lo mismo|igual), estoy (harto|harta) de (ti|este bot|tus "
        "preguntas|tus mensajes)",
        "owed": "perdón, perdonen, perdonad, disculpas, disculpen, disculpad, siento, gracias, "
        "felicidades, enhorabuena, buen trabajo",
        "to all": "todos, todas, equipo, chicos, chicas, gente, muchachos",
        "ill": "enfermo, enferma, de baja, estoy (enfermo|enferma|de baja|malo|mala|malito|malita|"
        "con gripe|con fiebre), tengo (gripe|la gripe|covid)",
        "at home": "me quedo( en|) (casa|cama), me quedo, en (casa|cama)",
        "talk": "qué, cómo, eh cómo, mande, hola, holaa, holi, buenas, buenos días, buen día, "
        "buenas tardes, buenas noches, muy buenas, qué tal, qué hay, qué onda, qué pasa, cómo "
        "(estás|están|va|andas|te va), saludos, un saludo, adiós, chao, chau, hasta (luego|"
        "mañana|pronto|la próxima|el lunes|después|la vista|ahora), nos vemos, nos vemos "
        "(mañana|luego|el lunes|pronto), cuídate, buen (finde|fin de semana|viaje|provecho|"
        "trabajo), feliz (finde|viernes|lunes|día|año|navidad|cumpleaños|semana), un abrazo, "
        "besos, gracias, muchas gracias, mil gracias, muchísimas gracias, grax, grcs, graciass, "
        "gracias por, te lo agradezco, de nada, no hay de qué, con gusto, a ti, a la orden, "
        "vale, ok, okay, okey, oki, va, dale, venga, bueno, bien, muy bien, está bien, todo "
        "bien, perfecto, genial, excelente, estupendo, fenomenal, guay, chévere, bacán, chido, "
        "buenísimo, qué bien, qué bueno, qué guay, qué chido, increíble, maravilloso, súper, de "
        "acuerdo, entendido, entiendo, claro, claro que sí, por supuesto, seguro, sí, si, sip, "
        "sii, así es, exacto, correcto, cierto, no, nop, nel, no gracias, para nada, listo, "
        "lista, hecho, jaja, jajaja, jeje, jejeje, jiji, ja, lol, xd, perdón, perdona, disculpa, "
        "disculpe, disculpen, lo siento, ups, uy, ay, vaya, mierda, caramba, hmm, mmm, eh, eeh, "
        "pues, este, un momento, momento, un segundo, un segundito, un momentito, un minuto, "
        "espera, espérame, ya voy, voy, ahí voy, (ahora|ya) vuelvo, vuelvo en #( min| minutos|), "
        "vuelvo (enseguida|en un "
        "momento|ahora mismo), ya casi, voy tarde, llego tarde, buena "
        "pregunta, gran pregunta, buena idea, no sé, no sé todavía, no lo sé, todavía no sé, ni "
        "idea, aún no sé, no tengo idea, buen bot, bot bueno, buen trabajo, bien hecho, bravo, "
        "felicidades, felicitaciones, enhorabuena, prueba, probando, igualmente, qué risa, qué "
        "pena, ni modo, no importa, no pasa nada, no te preocupes, tranquilo, wow, guau, ole, "
        "olé, oye, me alegro, encantado, encantada, mucho gusto, ánimo, suerte, vamos, en serio, "
        "de verdad",
        "address": "todos, todas, a todos, a todas, equipo, gente, chicos, chicas, amigos, "
        "amigas, amigo, bot, robot, compañeros, colegas, tío, señor bot, muchachos",
        "fill": "por favor, porfa, porfis, porfavor, plis, ya, ahora, ahorita, mejor, pues, "
        "entonces, también, solo, y, pero, o, bueno, un poco, otra vez, de nuevo, nuevamente, "
        "mismo, ahora mismo, eh, es que, porque, aún, todavía, tal vez, quizás, quizá, oye, "
        "favor, hoy mismo",
        "wish": "puedes, podrías, me puedes, me podrías, quiero que, necesito que, te pido que, "
        "cambia, pon, ponme",
        "you": "tú, te, ti, tu, tus, contigo, eres, puedes, tienes, haces, sabes, preguntas, "
        "preguntaste, recibiste, hablas, quieres, guardas, llamas, usas, usted, estás, vas",
        "excuse": "en una (reunión|llamada|clase), estoy en una (reunión|llamada|clase|junta), "
        "en reunión, en clase, estoy en (clase|reunión|el tren|el bus|el metro|la calle), no "
        "tengo tiempo, sin tiempo, no puedo, no puedo ahora, ahora no puedo, no puedo hoy, estoy "
        "ocupado, estoy ocupada, ocupado, ocupada, muy ocupado, muy ocupada, hoy no (tengo tiempo|"
        "me da tiempo|alcanzo), estoy liado, estoy "
        "liada, liado, me tengo que ir, tengo que irme, estoy (manejando|conduciendo|comiendo|"
        "cocinando|cansado|cansada), voy manejando, no tengo ganas, hoy no puedo, no me da "
        "tiempo",
        "time": "esta (tarde|noche|mañana|semana), "
        "hoy, mañana, ayer, anoche, pasado mañana, lunes, martes, miércoles, jueves, "
        "viernes, sábado, domingo, enero, febrero, marzo, abril, mayo, junio, julio, agosto, "
        "septiembre, octubre, noviembre, diciembre, día, días, semana, semanas, mes, meses, año, "
        "hora, horas, hrs, minuto, minutos, min, minutitos, rato, tarde, noche, mediodía, "
        "madrugada, finde, fin de semana, hasta, desde, a las, a la, el, la, los, las, un, una, "
        "unos, unas, en, de, del, al, por, para, que viene, próximo, próxima, siguiente, este, "
        "esta, estos, toda, todo, resto, otra, otro, otros, media, medio, más, luego, después, "
        "más tarde, más temprano, temprano, pronto, ahora, navidad, semana santa, dos, tres, "
        "cuatro, cinco, seis, siete, ocho, nueve, diez, quince, veinte, treinta, y, que, a, vez, "
        "próxima vez, nochebuena",
        "rest": "me, mí, nos, lo, la, los, las, le, les, eso, esto, esta, este, ese, esa, mi, "
        "mis, el, todo, todos, nada, no, más, aquí, ahí, de, del, a, al, para, en, por, que, yo, "
        "nuevo, tanto, último, última",
        "bot": "bot, mensaje, mensajes, respuesta, respuestas, responder, respondo, contestar, "
        "contesto, pregunta, preguntas, preguntar, preguntarme, recordatorio, recordatorios, "
        "informe, informes, reporte, reportes, publicar, publicado, publicó, publica, publicas, "
        "chat, canal, grupo, lista, plan, zona horaria, ajustes, comandos, ayuda, borrar, "
        "escribir, escribo, escribí, escribe, enviar, envié, enviado, leer, lee, ver, ve, "
        "participar, datos, nombre, humano, persona, robot, máquina, ia, real, español, inglés, "
        "alemán, idioma, poner, pongo, pongo aquí, decir, digo, llegó, recibido, recibió, "
        "standup, equipo, línea, cosas, funcionar, funciona, sirve, spam, hacer, hago, saltar, "
        "pausa, guardar, guardado",
        "ask": "quién (te|lo) (programa|hace|hizo|creó|programó|construyó|escribió), quién hizo "
        "esto, qué, quién, quiénes, dónde, adónde, cuándo, cómo, cuál, cuánto, cuántos, cuántas, "
        "por qué, para qué, es, eres, hay, puedo, puedes, tengo que, tengo, debo, recibiste, se, "
        "hablas, en, alguien, está, estás, esto, llegó",
        "howto": "puede, podría, puedo, podemos, quiero, quisiera, me gustaría, necesito, "
        "cambiar, poner, cómo puedo, cómo hago para, hay forma de, cómo me, cómo se puede",
        "verb": "es, son, era, fue, ayuda, ayudan, funciona, está, hay, tiene",
        "learned": "aprendí, hoy aprendí, he aprendido, aprendido, entendí",
        "noun": "bot, mensaje, mensajes, respuesta, respuestas, pregunta, preguntas, "
        "recordatorio, recordatorios, informe, informes, standup, zona horaria, ajustes, "
        "notificaciones, cuenta, datos, reporte, reportes",
        "function": "listo, lista, difícil, fácil, bueno, buena, malo, mala, mejor, peor, raro, "
        "nuevo, viejo, grande, pequeño, roto, terminé, yo, tú, él, ella, nosotros, ellos, me, "
        "te, se, nos, lo, la, le, los, las, les, mi, mis, tu, tus, su, sus, el, un, una, unos, "
        "unas, y, e, o, u, ni, pero, si, sí, porque, que, qué, como, cuando, donde, a, al, de, "
        "del, en, con, sin, por, para, sobre, entre, desde, hasta, hacia, no, nunca, nada, "
        "nadie, algo, alguien, todo, todos, mucho, muchos, mucha, poco, muy, más, menos, tan, "
        "tanto, solo, también, tampoco, ya, aún, aquí, ahí, allí, así, es, son, era, fue, ser, "
        "soy, estar, estoy, está, están, estaba, estuvo, hay, haber, he, ha, han, había, tengo, "
        "tiene, tener, tuve, hago, hace, hacer, hice, hizo, hecho, voy, va, van, vamos, ir, fui, "
        "vengo, viene, puedo, puede, poder, pude, quiero, quiere, sé, sabe, saber, creo, dar, "
        "doy, dame, deja, dejar, dejé, eso, esto, ese, esa, este, esta, cosa, cosas, otra, otro, "
        "mismo, misma, pues, bien, pasa, pasó, sigo, sigue, poner, gracias a, terminado, "
        "terminar",
        "everyday": "cansado, cansada, hambre, sueño, enfermo, tarde, comida, comer, almuerzo, "
        "cena, desayuno, café, descanso, casa, oficina, trabajo, trabajando, tren, coche, "
        "médico, niños, perro, familia, teléfono, internet, reunión, llamada, finde, vacaciones, "
        "gimnasio, fiesta, cumpleaños, ocupado, aburrido, lo mismo, igual, yo también, "
        "descansar, dormir, siesta, clima, lluvia, calor, frío, escuela, por hoy",
        "at a time": "en, a",
        "past": "ayer",
        "yes or no": "si, no",
        "own thing": "(mi|mis) (último |última |últimos )(respuesta|respuestas|mensaje|mensajes|"
        "informe|cuenta|datos|recordatorio|recordatorios)( anterior|)",
        "study": "aprender, leer, escribir, practicar, estudiar, hacer",
        "opener": "que, como, cuando, por, a",
        "if": "cuando, si",
        "before news": "sí, hola, vale, jaja",
        "to me": "me, nos, pregúntame, déjame, muéstrame",
        "to anybody": "alguien",
        "farewell": "nos vemos, nos leemos, hablamos, me voy, ya me voy, me marcho, me largo",
        "comment": "eso es, eso fue, eso está",
        "please": "porfa, porfis, porfavor, favor, plis",
        "me": "me, nos",
        "this": "es, esto, eso, aquí",
        "pointing": "eso, esto, mi, el, la, lo",
        "thanked for": "por",
        "today": "hoy, ahora",
        "nothing": "nada",
        "elsewhere": "congreso, conferencia, feria, formación, curso, viaje de trabajo",
        "aside": "lo mismo, igual que, (estoy|ando) en( una| un| la| el|)",
    },
)
