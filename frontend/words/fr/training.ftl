# La formation, les feux verts et les dérogations.

training-title = Formation
training-sessions = Séances qui ont encore des places
training-my-sessions = Mes séances, aujourd’hui et à venir
training-past-sessions = Mes séances passées
training-all-sessions = Séances d’aujourd’hui et à venir
training-later-sessions = Séances suivantes
training-earlier-sessions = Séances plus anciennes
training-from-the-start = Revenir au début de la liste
training-no-session = Aucune séance
training-no-session-trainer = Prévoyez une séance : les prescripteurs pourront y inscrire des personnes.
training-no-session-other = Les formateurs n’ont pas encore prévu de séance avec des places. Demandez-leur, ou revenez plus tard.
training-places-taken = { $taken } sur { $capacity }
training-places-left =
    { $left ->
        [one] { $left } place
       *[other] { $left } places
    }
training-back = Revenir aux séances
training-back-request = Revenir à la demande
person-forgotten = Personne effacée
person-restricted = Limité à la demande de la personne
training-request = demande { $reference }

session-plan = Prévoir une séance
session-plan-submit = Prévoir la séance
session-when = Quand
session-pathway = Parcours
session-site = Site
session-length = Durée
session-places = Places
session-modules = Modules
session-form = Forme
session-form-group = En groupe
session-form-individual = Accompagnement individuel
session-form-individual-hint = Une seule place.
session-date = Date
session-time = Heure
session-time-hint = Heure de Paris, par exemple 14:30.
session-minutes = Durée en minutes
session-capacity = Nombre de places
session-capacity-hint = Pour un groupe. Un accompagnement individuel a une place.
session-choose-pathway = Choisissez le parcours.
session-choose-modules = Cochez au moins un module du parcours choisi, et aucun d’un autre parcours.
session-choose-site = Choisissez le site.
session-choose-form = Choisissez : en groupe ou individuel.
session-date-unreadable = Indiquez la date, par exemple 14/09/2026.
session-held = Cette séance a déjà commencé ou a déjà eu lieu
session-held-hint = À cocher pour une présence notée sur papier, jusqu’à 60 jours en arrière.
session-date-past = Ce moment est passé. Choisissez une date à venir, ou cochez plus bas que la séance a déjà eu lieu.
session-date-to-come = Ce moment est à venir, et vous avez coché que la séance a déjà eu lieu. Corrigez la date, ou décochez.
session-date-too-old = Cette séance a plus de 60 jours : elle ne s’enregistre plus.
session-time-unreadable = Indiquez une heure qui existe ce jour-là, par exemple 14:30.
session-minutes-wrong = Indiquez une durée de 15 à 600 minutes.
session-capacity-wrong = Indiquez un nombre de places, de 1 à 200.
done-session-planned = La séance est prévue.
done-session-recorded = La séance passée est enregistrée. Ajoutez les personnes, puis notez leur présence.
session-cancelled = Séance annulée
session-cancelled-explained = Annulée le { $date }. Les places sont libérées et les prescripteurs prévenus. On n’y note plus de présence.
session-past = Cette séance est passée
session-past-explained = Vous pouvez encore noter la présence relevée sur papier.
cancellation-title = Annuler la séance
cancellation-link = Annuler
cancellation-places =
    { $taken ->
        [0] Personne n’a de place dans cette séance
        [one] { $taken } place réservée sera perdue
       *[other] { $taken } places réservées seront perdues
    }
cancellation-explained = Les prescripteurs des personnes inscrites sont prévenus par message et peuvent choisir une autre séance. Une séance annulée ne se rouvre pas.
cancellation-submit = Annuler la séance
cancellation-back = Revenir sans annuler
cancellation-back-done = Revenir
done-session-cancelled = La séance est annulée. Les personnes concernées sont prévenues par message.
session-letter-greeting = Bonjour,
session-letter-subject = Séance du { $date } annulée
session-letter-cancelled = La séance de formation du { $date }, à { $site }, { $city }, n’aura pas lieu.
session-letter-place = La personne de votre demande { $reference } y avait une place.
session-letter-next = À vous d’agir : prévenez-la, puis réservez-lui une place dans une autre séance, sur la page de formation de la demande.
session-letter-by = C’est { $name } qui l’a annulée ({ $role }, { $organisation }).
session-letter-told = Les prescripteurs des personnes inscrites sont prévenus. Vous n’avez rien à faire ici.
session-letter-link = Voir la formation

attendance-title = Présence
attendance-learners = Personnes inscrites
attendance-from-the-start = Les présences se notent à partir de l’heure de début : rechargez alors cette page. Les heures comptent quand la séance est finie.
attendance-nobody = Personne n’est inscrit
attendance-nobody-help = Les places se réservent depuis la page de formation d’une demande.
attendance-booked = Place réservée
attendance-present = Présent
attendance-absent = Absent
attendance-mark-present = Présent
attendance-mark-absent = Absent
attendance-hand-over = Remettre l’appareil
attendance-progress = Voir le parcours
done-attendance-recorded = La présence est notée.
attendance-add = Ajouter une personne
attendance-reference = Numéro de la demande
attendance-reference-hint = Par exemple R-000123. La personne doit être inscrite au parcours.
attendance-reference-unknown = Aucune demande n’a ce numéro. Vérifiez-le sur la demande, par exemple R-000123.
attendance-add-submit = Ajouter à la séance
place-free = Libérer la place
done-place-freed = La place est libérée.

progress-title = Formation de la demande { $reference }
progress-who = Bénéficiaire
progress-programme = Programme
progress-gate = Condition de remise
progress-learner = Personne formée
progress-done = Temps suivi
progress-done-of = { $done } sur { $required }
progress-attestation-withdrawn = Attestation retirée
progress-attestation-withdrawn-help = L’attestation établie avant le { $date } ne vaut plus : une présence qu’elle cite a été corrigée. Demandez à la personne de ne plus s’en servir. Dès que tout est suivi, le formateur en établit une autre.
progress-attested = Parcours attesté le
progress-closed = Cette demande est close
progress-closed-help = Il n’y a plus de feu vert à attendre.
progress-not-cleared = Tout est là, mais le feu vert n’est pas donné
progress-not-cleared-help = Si une séance vient de finir, le feu vert est donné au moment de la remise. S’il a été retiré, le formateur peut le redonner sur cette page.
progress-missing = Ce qui manque pour le feu vert
progress-enrol = Inscrire au parcours
progress-who-learns = Qui suit la formation ?
progress-enrol-submit = Inscrire
progress-no-learner = Personne n’est indiqué à former pour cette demande. Le prescripteur l’ajoute sur la demande.
progress-sessions = Séances
progress-session = Séance
progress-book = Réserver la place
progress-no-session = Aucune séance à venir n’a de place. Demandez à un formateur d’en prévoir une.
progress-attest = Attester le parcours
progress-attest-help = Tout ce que le programme demande a été suivi.
unenrol-title = Retirer l’inscription
unenrol-help = Les places réservées sont libérées. Si un feu vert a été donné grâce à cette inscription, il est retiré. Les présences déjà notées sont gardées.
unenrol-submit = Retirer l’inscription
done-enrolment-withdrawn = L’inscription est retirée.
done-learner-enrolled = L’inscription est faite.
done-place-booked = La place est réservée.
done-pathway-attested = Le parcours est attesté.
done-clearance-issued = Le feu vert est donné.

training-choose-learner = Choisissez la personne formée.
training-choose-session = Choisissez une séance.

training-gate-enrolled = Être inscrit au parcours
training-gate-attended = Avoir suivi le parcours
training-gate-hands-on = Remise par le formateur, à la fin de la prise en main
training-gate-provisional = Prêt provisoire, définitif quand le parcours est attesté

training-missing-device = Aucun appareil n’est encore attribué : le coordinateur décide.
training-missing-enrolment = La personne n’est pas inscrite au parcours : le prescripteur ou le formateur l’inscrit.
training-missing-minutes = Il reste { $left } de formation à suivre : réservez une place en séance.
training-missing-modules =
    { $count ->
        [one] Il manque un module : { $modules }.
       *[other] Il manque { $count } modules : { $modules }.
    }
training-missing-session-end = La personne est à une séance : les heures et les modules comptent quand la séance est finie.
training-missing-session = La personne n’a encore été présente à aucune séance : sa présence doit d’abord être notée.
training-missing-trainers-hand = Le formateur de la séance remet lui-même l’appareil : confiez-le-lui.

training-refused-request-closed = Cette demande est close : on n’y inscrit plus personne.
training-refused-already-enrolled = Une personne est déjà inscrite pour cette demande. Réservez-lui une place.
training-refused-not-enrolled = Personne n’est inscrit au parcours. Inscrivez d’abord la personne formée.
training-refused-session-full = Cette séance est complète. Choisissez-en une autre.
training-refused-session-over = Cette séance est finie. Choisissez-en une autre.
training-refused-wrong-session = Cette séance est d’un autre parcours. Choisissez-en une autre.
training-refused-session-cancelled = Cette séance est annulée. Choisissez-en une autre.
training-refused-session-held = La présence de quelqu’un est déjà notée : la séance a eu lieu, elle ne s’annule plus. Corrigez plutôt la présence.
training-refused-not-booked = Il n’y a pas de place à libérer : elle l’est déjà, ou la présence est notée.
training-refused-clearance-used = L’appareil a été remis grâce à cette inscription : elle ne se retire plus.
training-refused-handed-over-on-it = Un appareil, une carte ou un bon a été remis parce que la personne était présente : cette présence ne se retire plus. Si elle est fausse, prévenez le coordinateur.
training-refused-definitive-on-it = Le parcours est attesté, et la personne garde l’appareil pour de bon : ce qui compte pour cette attestation ne se retire plus. Si c’est une erreur, prévenez le coordinateur.
training-refused-fulfilled-on-it = Le parcours est attesté et la demande est honorée : ce qui compte pour cette attestation ne se retire plus. Si c’est une erreur, prévenez le coordinateur.
training-refused-already-booked = Une place est déjà réservée dans cette séance.
training-refused-not-begun = La séance n’a pas commencé. Notez les présences à partir de l’heure de début, indiquée sur cette page.
training-refused-not-yet = Il manque encore quelque chose : voyez la liste ci-dessous.
training-refused-already-attested = Le parcours est déjà attesté.
training-refused-already-cleared = Un feu vert est déjà donné pour cette demande : il n’y a rien à faire.
training-refused-not-standing = Ce feu vert a déjà servi ou a déjà été retiré. Revenez à la demande pour voir où elle en est.

clearance-issued = Feu vert donné
clearance-until = Valable jusqu’au { $date }.
clearance-expired = Le feu vert a expiré
clearance-expired-help = L’appareil ne peut plus être remis avec lui. Le formateur peut le renouveler sur cette page.
clearance-renew = Redonner le feu vert
clearance-basis-enrolled = Inscrit au parcours.
clearance-basis-attended = Parcours suivi.
clearance-basis-hands-on = Prise en main faite avec le formateur.
clearance-basis-provisional = Prêt provisoire, le temps du parcours.
clearance-basis-waiver = Dérogation accordée.
done-clearance-withdrawn = Le feu vert est retiré.

withdrawal-title = Retirer le feu vert
withdrawal-reason = Pourquoi le retirer ?
withdrawal-submit = Retirer le feu vert
withdrawal-say-why = Dites pourquoi, en 500 caractères au plus.

waiver-title = Dérogation pour la demande { $reference }
waiver-refused = La dérogation n’est pas accordée
waiver-count = Dérogations cette année
waiver-count-of = { $granted } sur { $ceiling } au plus
waiver-grant = Accorder une dérogation
waiver-explained =
    { $days ->
        [one] Elle remplace la formation pour une seule remise et vaut { $days } jour.
       *[other] Elle remplace la formation pour une seule remise et vaut { $days } jours.
    }
waiver-reason = Motif
waiver-reason-health = Santé
waiver-reason-distance = Éloignement
waiver-reason-already-trained = Personne déjà formée
waiver-reason-emergency = Urgence
waiver-submit = Accorder la dérogation
waiver-choose-reason = Choisissez un motif.
waiver-refused-no-device = Aucun appareil n’est attribué. Attribuez-en un d’abord.
waiver-refused-nobody-to-train = Personne n’est indiqué à former. Le prescripteur l’ajoute sur la demande.
waiver-refused-prescriber = Vous avez fait cette demande. Un autre coordinateur doit décider.
waiver-refused-trainer = Vous formez pour cette demande. Un autre coordinateur doit décider.
waiver-refused-clerk = Vous remettez des appareils à ce point de remise. Un autre coordinateur doit décider.
waiver-refused-ceiling = Le nombre de dérogations du programme est atteint cette année. La formation doit être suivie.
done-waiver-granted = La dérogation est accordée.

learner-is-oneself = La personne elle-même
learner-is-carer = Proche aidant
learner-is-foster-carer = Assistant familial
learner-is-parent = Parent
learner-is-educator = Éducateur
learner-is-teacher = Enseignant
learner-is-aidant = Aidant numérique
learner-is-signatory = Signataire

recall-title = Appareils à faire revenir
recall-explained = Le délai du prêt provisoire est passé et le parcours n’est pas attesté.
recall-none = Aucun prêt provisoire n’a dépassé son délai.
recall-due = à rendre le { $date }
recall-letter-subject = Demande { $reference } : l’appareil prêté est à faire revenir
recall-letter-due = Le prêt provisoire de la demande { $reference } allait jusqu’au { $date }, et le parcours de formation n’est pas attesté.
recall-letter-next = À vous d’agir : si la formation peut encore être suivie, voyez avec le formateur et réservez une place, sur la page de formation de la demande. Sinon, demandez à la personne de rapporter l’appareil à { $site }, { $city }.
progress-to-attest = Tout est suivi : il reste à attester
progress-to-attest-help = Le formateur d’une des séances atteste le parcours sur cette page, et la demande est terminée.
