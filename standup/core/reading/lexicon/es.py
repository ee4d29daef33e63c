"""Spanish."""

SAID = {
    "d": "hecho, hecha, hechos, hechas, listo, lista, listos, listas, terminado, terminada,"
    " terminados, terminadas, completo, completa, completado, completada, ya esta, ya estan,"
    " ya quedo, acabado, acabada, acabados, acabadas, cumplido, cumplida, quedo listo, quedo"
    " lista, lo hice, la hice, lo logre, logrado, lograda, ya lo hice, ya la hice,"
    " finalizado, finalizada, resuelto, resuelta, lo consegui, salio, todo al dia,"
    " conseguido",
    "p": "parcialmente, en parte, a medias, a la mitad, mitad, la mitad, por la mitad, a mitad,"
    " medio, empezado, empezada, empezados, empezadas, comenzado, comenzada, iniciado,"
    " iniciada, en proceso, en curso, en marcha, en progreso, no del todo, casi listo, casi"
    " lista, casi listos, casi listas, casi hecho, casi hecha, casi terminado, casi"
    " terminada, lo deje a la mitad, un poco, una parte, parte, lo empece, la empece,"
    " empece, avanzado, avanzada, avance, avance un poco, en ello, estoy en ello, estoy en eso,"
    " todavia estoy"
    " en ello, sigo en ello, sigo con, aun estoy en ello, un tercio,"
    " dos tercios, un cuarto, tres cuartos",
    "c": "cambiado, cambiada, cambie, sustituido, reemplazado, cambio, cambio de planes",
    "n": "todavia no, aun no, no lo hice, no la hice, no me dio tiempo, no me ha dado tiempo, no"
    " me ha dado tiempo a, sin tiempo, no tuve"
    " tiempo, no tuve tiempo para, no tuve tiempo de, pendiente, pendientes, falta, faltan,"
    " falto, se me olvido, olvidado, olvide, no llegue, no llegue a, no lo logre, tampoco,"
    " ni lo abri, ni la abri, ni lo toque, ni lo empece, no lo empece, saltado, pospuesto,"
    " pospuesta, aplazado, aplazada, cancelado, para otro dia, no pude, no pudo ser, para"
    " manana, lo deje para manana, lo dejo para manana, imposible, quedo pendiente,"
    " queda pendiente, quedan pendientes, para la proxima, sin"
    " hacer, sin empezar, ni empezado, ni empezada, ni empezados, ni empezadas,"
    " nada de nada con, por hacer, ni empece",
    "y": "si, sip, claro, claro que si, por supuesto, sii, siii, simon",
    "z": "no, nop, nel, claro que no, para nada, que va, nones",
    "k": "todo bien, bien, vale, dale, va",
    "G": "ni siquiera, nunca, jamas, sin, no pude con, no hice, no logre, no toque, no me quedo,"
    " no llegue a, no pude hacer",
    "H": "casi, practicamente, por poco",
    "L": "mas o menos, apenas, si y no, ojala, ni bien ni mal, asi asi, algo, en principio, en"
    " teoria, por ahora, apenas algo,"
    " listo por hoy, hecho por hoy, terminado por hoy",
    "D": "quiza, quizas, tal vez, creo, creo que si, creo que no, supongo, a lo mejor, no se,"
    " parece, espero, probablemente, puede que",
    "Y": "tambien",
    "S": "ningun otro, ninguna otra, ninguno mas",
    "F": "manana, luego, despues, mas tarde, la proxima semana, el lunes, el martes, el viernes,"
    " pronto, la semana que viene, para la semana, otro dia",
    "C": "cuando, hasta que, deberia, quiero, queria, voy a, tengo que, tenia que, podria",
    "Q": "todo, todos, todas, todo lo demas y, la lista entera, toda la lista, todas las cosas,"
    " absolutamente todo, todo eso, todo lo planeado, todo lo que queria, todo lo que planee,"
    " todo lo que tenia planeado",
    "B": "ambos, ambas, los dos, las dos, ambas cosas, las dos cosas, los 2, las 2",
    "N": "nada, ninguno, ninguna, nada de nada, ninguno de ellos, nada de eso, ni uno, ni una,"
    " ninguna de ellas, absolutamente nada, ni una sola",
    "E": "ni, ni uno ni otro, ni una ni otra, ninguno de los dos, ninguna de las dos",
    "M": "la mayoria, casi todo, casi todos, casi todas, algunos, algunas, unos cuantos, varias,"
    " varios, uno de los dos, una de las dos, practicamente todo, apenas algo, apenas nada,"
    " casi nada",
    "e": "un poco de cada cosa, un poco de todo, un poco de cada uno, un poco de cada una, algo"
    " de cada",
    "R": "el resto, resto, lo demas, los demas, las demas, lo otro, los otros, las otras, el"
    " otro, la otra, todo lo demas, las otras dos, los otros dos",
    "X": "excepto, salvo, menos, a excepcion de, con excepcion de, quitando, aparte de,"
    " exceptuando, con la excepcion de, fuera de, a excepcion del,"
    " modulo, a falta de, a falta del, sin contar, sin contar con, descontando, quitado",
    "O": "solo, solamente, unicamente, nada excepto, nada mas que, nada menos, nada salvo",
    "K": "no solo, no solamente",
    "o": "por terminar, abierto, abierta, abiertos",
    "s": "todavia, sigue, aun",
    "I": "en vez de, en lugar de, en vez del, en lugar del",
    "m": "completamente, del todo, totalmente",
    "q": "hasta, incluso, incluidos, incluida, incluidas",
    "J": "en su lugar, otra cosa, mejor hice, al final hice, en cambio, en vez de eso",
    "A": "y, e, mas, ademas",
    "b": "pero, aunque, sino, mientras",
    "r": "porque, ya que, pues, por, que, debido a",
    "P": "despues de, antes de, en, con, de, del, a, al, para, sobre, durante, tras",
    "W": "hice, termine, lei, vi, escribi, arregle, acabe, complete, estudie, repase, prepare,"
    " hicimos, llame, leido, vista, visto, leida, escuchado, escuchada, oido, escuche",
    "h": "lo tengo, la tengo, los tengo, las tengo, ya, ya lo tengo, ya la tengo",
    "f": "es, le, les, te, esta, estan, fue, fueron, ha, han, he, hemos, el, la, los, las, lo,"
    " un, una, unos,"
    " me, se, yo, nos, hoy, ayer, por fin, eso es todo, es todo, nada mas, finalmente,"
    " tambien, gracias, muchas gracias,"
    " hola, buenas, perdon, saludos, jaja, jajaja, bueno, pues, entonces, quedo, quedaron,"
    " sin problemas, sin problema, al final, numero, lamentablemente, por desgracia, por"
    " suerte, punto, buenas tardes, buenas noches, cosas, un abrazo, afortunadamente, muy,"
    " estuvo,"
    " menos mal, joder",
}

VERBS = (
    "hacer hice hecho, ver vi visto, leer lei leido, escribir escribi escrito, abrir abri"
    " abierto, resolver resolvi resuelto, ir fui ido, dar di dado, poner puse puesto, decir dije"
    " dicho, traducir traduje traducido, buscar busque buscado, practicar practique practicado,"
    " llegar llegue llegado, pagar pague pagado, empezar empece empezado, jugar jugue jugado,"
    " explicar explique explicado, publicar publique publicado, tocar toque tocado, cocinar"
    " cocine cocinado, construir construi construido, oir oi oido"
)
