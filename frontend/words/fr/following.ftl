# Le suivi d’une demande : à qui d’agir, questions et réponses, attente, rappels, paires.

turn-waits-for = À qui d’agir
turn-who-coordinator = un coordinateur
turn-who-prescriber = le prescripteur
turn-who-trainer = la formation
turn-who-recipient = la personne
turn-who-nobody = personne
turn-what-decide = décider
turn-what-answer = répondre à la question posée
turn-what-bring-proof = apporter le justificatif
turn-what-reach-person = joindre la personne
turn-what-find-device = trouver un appareil
turn-what-ask-committee = avoir l’avis de la commission
turn-what-enrol = inscrire la personne à la formation
turn-what-learn = suivre les séances réservées
turn-what-fetch = venir au point de remise
turn-what-nobody = il n’y a plus rien à faire
turn-line = { $who }, { $since }
turn-sentence = Attend { $who }, { $since } : { $what }.
turn-speak = Questions et réponses
turn-question = Poser la question
turn-question-words = Votre question
turn-answer = Envoyer la réponse
turn-answer-words = Votre réponse
turn-words-help = L’autre côté la lit sur cette page. Aucun nom, rien sur la santé.
turn-words-missing = Écrivez quelques mots.
turn-words-too-long = Ce texte est trop long. Gardez l’essentiel, en 2 000 signes au plus.
turn-letter-subject = Demande { $reference } : à lire
turn-letter-question = Une question est posée sur la demande { $reference }.
turn-letter-question-next = À vous d’agir : lisez-la et répondez sur la page de la demande.
turn-letter-answer = Une réponse est arrivée sur la demande { $reference }.
turn-letter-answer-next = Elle se lit sur la page de la demande.
turn-letter-held = La demande { $reference } est mise en attente.
turn-letter-held-yours = À vous d’agir : la demande avancera quand ce sera fait. Dites-le sur la page de la demande.
turn-letter-held-ours = Vous n’avez rien à faire. La demande garde sa place.
turn-letter-list = Voir les demandes

reminder-letter-subject = { $count ->
    [one] Une demande attend
   *[other] { $count } demandes attendent
 }
reminder-letter-yours = { $count ->
    [one] Cette demande n’a pas avancé depuis longtemps :
   *[other] Ces demandes n’ont pas avancé depuis longtemps :
 }
reminder-letter-escalated = { $count ->
    [one] Malgré un rappel, personne n’a fait avancer cette demande :
   *[other] Malgré un rappel, personne n’a fait avancer ces demandes :
 }
reminder-letter-line = { $reference } attend { $who }, { $since } : { $what }.

hold-title = Mettre en attente
hold-reason = Ce que la demande attend
hold-reason-help = Le motif est écrit au prescripteur.
hold-reason-missing = Choisissez ce que la demande attend.
hold-submit = Mettre en attente
hold-release = Reprendre cette demande
hold-release-help = Elle est en attente : { $reason }. Reprise, elle est de nouveau à décider.
hold-proof-awaited = un justificatif est attendu
hold-person-not-reached = la personne n’a pas pu être jointe
hold-device-awaited = un appareil qui convient est attendu
hold-committee-awaited = l’avis de la commission est attendu

cancel-reason = Motif de l’annulation
cancel-reason-missing = Choisissez le motif.
cancel-equipped-otherwise = La personne a trouvé un appareil autrement
cancel-no-longer-wanted = La personne ne le souhaite plus
cancel-moved-away = La personne a déménagé
cancel-not-reached = La personne ne répond plus
cancel-sent-by-mistake = La demande a été envoyée par erreur

reassign-title = Donner les demandes d’un collègue absent
reassign-lead = Toutes ses demandes en cours passent à un autre prescripteur de votre organisme, en une fois. Les deux sont prévenus.
reassign-none = Aucun collègue n’a de demande en cours
reassign-none-help = Vous pourrez le faire ici dès qu’une demande sera envoyée.
reassign-from = Qui est absent
reassign-from-choice = { $count ->
    [one] { $name } ({ $count } demande en cours)
   *[other] { $name } ({ $count } demandes en cours)
 }
reassign-from-missing = Choisissez qui est absent.
reassign-to = Qui reprend ses demandes
reassign-to-help = Un prescripteur de votre organisme qui y travaille encore.
reassign-to-missing = Choisissez qui reprend ses demandes.
reassign-to-same = Choisissez quelqu’un d’autre.
reassign-submit = Donner toutes ses demandes
reassign-letter-subject = Des demandes changent de mains
reassign-letter-given = { $count ->
    [one] Une demande que vous suiviez est maintenant suivie par un collègue :
   *[other] { $count } demandes que vous suiviez sont maintenant suivies par un collègue :
 }
reassign-letter-taken = { $count ->
    [one] Vous suivez maintenant une demande d’un collègue :
   *[other] Vous suivez maintenant { $count } demandes d’un collègue :
 }
reassign-letter-next = Voyez pour chacune si elle vous attend.

pairs-title = Peut-être la même personne
pairs-lead = Deux organismes ont peut-être demandé pour la même personne : même nom de famille, même année de naissance. Aucun prescripteur ne le sait. Renseignez-vous auprès des deux, sans donner le nom de l’un à l’autre.
pairs-none = Aucune demande en cours ne ressemble à une autre
pairs-none-help = Celles de deux organismes pour un même nom et une même année de naissance apparaîtraient ici.
pair-same = C’est la même personne
pair-not = Ce n’est pas la même
pair-is-same = Jugé : la même personne
pair-is-not = Jugé : pas la même personne

done-question-asked = La question est posée. L’autre côté est prévenu.
done-question-answered = La réponse est envoyée. L’autre côté est prévenu.
done-request-held = La demande est en attente. Le prescripteur est prévenu.
done-request-released = La demande est de nouveau à décider.
done-requests-reassigned = Les demandes ont changé de mains. Les deux prescripteurs sont prévenus.
done-pair-judged = C’est noté.

mail-kind-request-waits = Demande qui attend quelqu’un
mail-kind-request-reminder = Rappel sur des demandes qui attendent
mail-kind-request-reassigned = Demandes données à un collègue
journal-subject-recipient-pair = Paire de bénéficiaires
event-request-reassigned = Demande donnée à un autre prescripteur
event-question-asked = Question posée
event-question-answered = Réponse donnée
event-request-held = Demande mise en attente
event-request-released = Demande reprise après l’attente
event-pair-judged = Paire de bénéficiaires jugée
