# La conservation des données des personnes, et ce qu'elles en demandent.

menu-retention = Conservation
place-retention = Combien de temps les données sont gardées, qui sera effacé et quand, les papiers archivés.
menu-rights = Demandes des personnes
place-rights = Le registre des demandes d’accès, de correction, d’effacement, et leurs réponses.

retention-title = Conservation des données
retention-lead = Les données d’une personne servent jusqu’à un temps fixé après le dernier contact, puis sont effacées. Ses papiers signés passent aux archives restreintes, et ne sont éliminés qu’avec le visa des archives. Les personnes sont ici des numéros.
retention-dry-run = Essai à blanc
retention-dry-run-title = Ce que ferait le prochain passage
retention-dry-run-said = Annoncer : { $announce }. Retirer une annonce : { $back }. Effacer : { $erase }.
retention-dry-run-help = Rien n’a été fait. Le passage a lieu toutes les heures.
retention-coming = Seront effacées
retention-nobody = Personne n’est annoncé
retention-nobody-help = Toute personne est annoncée ici, et par un message, au moins { $days } jours avant d’être effacée.
retention-announced-count =
    { $count ->
        [one] { $count } personne est annoncée.
       *[other] { $count } personnes sont annoncées.
    }
retention-person = Personne
retention-announced-on = Annoncée le
retention-erase-on = Sera effacée le
retention-held = Gardées au-delà de leur temps
retention-held-help = Quelque chose est encore ouvert pour ces personnes : elles ne sont ni annoncées, ni effacées.
retention-held-nobody = Personne sur cette page.
retention-why = Pourquoi
retention-archived-count =
    { $count ->
        [0] Aucun papier signé aux archives restreintes.
        [one] { $count } papier signé aux archives restreintes.
       *[other] { $count } papiers signés aux archives restreintes.
    }
retention-over-count =
    { $count ->
        [0] Aucun n’est arrivé au bout de sa durée.
        [one] { $count } est au bout de sa durée et attend un visa.
       *[other] { $count } sont au bout de leur durée et attendent un visa.
    }
retention-settings = Durées
retention-months = Mois après le dernier contact
retention-months-help = De 1 à 120. La CNIL recommande deux ans dans le secteur social : 24.
retention-days = Jours entre l’annonce et l’effacement
retention-days-help = De 30 à 180.
retention-years = Années aux archives pour un papier signé
retention-years-help = De 1 à 30, après la fin de la remise. Cinq ans est le délai ordinaire pour agir en justice.
retention-set = Enregistrer les durées
retention-months-wrong = Écrivez un nombre de mois, de 1 à 120.
retention-days-wrong = Écrivez un nombre de jours, de 30 à 180.
retention-years-wrong = Écrivez un nombre d’années, de 1 à 30.
done-retention-set = Les durées sont enregistrées. Elles valent dès le prochain passage.
retention-back = Revenir à la conservation

retention-person-title = Données de { $reference }
retention-stage-active = En usage
retention-stage-announced = Effacement annoncé
retention-stage-archived = Archives restreintes
retention-stage-eliminated = Plus rien de personnel
retention-kept-by = Les données servent encore, quel que soit le temps passé :
retention-kept-until = Sans nouveau contact, elles seront annoncées, puis effacées après le { $date }.
retention-erased-on = Sans nouveau contact, elles seront effacées le { $date }.
retention-archived-until = Les données sont effacées. Il reste des papiers signés, gardés jusqu’au { $date }, puis jusqu’au visa des archives.
retention-archived-over = Les données sont effacées. La durée des papiers signés s’est achevée le { $date } : ils attendent le visa des archives.
retention-eliminated-help = Il ne reste que des numéros, dans le journal et les statistiques.
retention-restricted-since = Depuis le { $date }, ses données sont conservées sans être utilisées. Vous seul pouvez les ouvrir.
retention-hold-loan = Un appareil prêté est encore chez elle (remise { $number }).
retention-hold-request = Une demande est en cours : { $reference }.
retention-hold-clearance = Un feu vert vaut encore jusqu’au { $date }.
retention-hold-right = Sa demande { $reference } attend une réponse.
retention-hold-restricted = Elle a demandé la limitation de ses données.
retention-see-person = Voir ce que l’on sait

retention-letter-subject =
    { $count ->
        [one] { $count } personne sera effacée
       *[other] { $count } personnes seront effacées
    }
retention-letter-coming =
    { $count ->
        [one] Le temps de conservation des données de { $count } personne s’achève. Elles seront effacées à partir du { $date }.
       *[other] Le temps de conservation des données de { $count } personnes s’achève. Elles seront effacées à partir du { $date }.
    }
retention-letter-next = Vous n’avez rien à faire si c’est ce qui doit arriver. La page « Conservation » dit de quels numéros il s’agit. Un nouveau contact, une demande ou un prêt arrête l’effacement.
retention-letter-link = Voir la conservation

papers-title = Archives restreintes
papers-lead = Les bordereaux et les signatures des personnes effacées. Vous seul les ouvrez, pour un motif choisi dans la liste ; chaque ouverture est notée.
papers-reference-help = Le numéro de la demande. C’est par lui que l’on retrouve un papier dont la personne est effacée.
papers-none = Aucun papier archivé
papers-none-help = Un papier signé arrive ici quand les données de sa personne sont effacées. Retirez le filtre pour tout voir.
paper-reference-unreadable = Écrivez un numéro de demande, par exemple R-000123.
paper-signature = Signature à l’écran
paper-slip = Bordereau de remise
paper-archived-on = Archivé le
paper-archived = Archivé jusqu’au { $date }
paper-over = Attend le visa
paper-in-use = En usage
paper-eliminated = Éliminé le { $date }
paper-visa = Visa { $number }
papers-of-person = Papiers signés
papers-of-person-none = Aucun papier signé pour cette personne.
paper-open = Ouvrir un papier signé
paper-open-help = Le motif et l’heure sont notés, douze mois. Le papier reste ouvert un quart d’heure.
paper-which = Quel papier ?
paper-which-missing = Choisissez un papier.
paper-reason = Motif
paper-reason-missing = Choisissez un motif.
paper-reason-litigation = Litige ou contentieux
paper-reason-audit = Contrôle des comptes
paper-reason-right = Demande de la personne
paper-reason-archives = Service des archives

visa-title = Éliminer avec le visa des archives
visa-help = Établissez le bordereau d’élimination avec le service des archives, puis enregistrez ici le visa obtenu. Les papiers au bout de leur durée à la date du bordereau sont alors détruits pour toujours ; leur empreinte et cette ligne restent.
visa-number = Numéro du visa
visa-number-missing = Écrivez le numéro du visa, en 60 caractères au plus.
visa-day = Date du visa
visa-day-wrong = Écrivez la date du visa, pas un jour à venir.
visa-over = Date du bordereau
visa-over-help = Le visa vaut pour les papiers au bout de leur durée ce jour-là.
visa-over-wrong = Écrivez la date du bordereau, pas un jour à venir.
visa-reaches-nothing = Aucun papier n’était au bout de sa durée ce jour-là. Rien n’a été enregistré.
visa-sure = Oui, détruire ces papiers pour toujours
visa-not-sure = Cochez la case pour confirmer : l’élimination ne peut pas être annulée.
visa-eliminate = Enregistrer le visa et éliminer
visas-title = Visas enregistrés
visa-recorded-on = Enregistré le, par
visa-papers = Papiers éliminés
done-papers-eliminated = Le visa est enregistré, les papiers sont éliminés.

rights-title = Demandes des personnes
rights-lead = Ce que des personnes demandent de leurs données. Chacune reçoit une réponse dans le mois qui suit la réception. La liste ne dit rien de personne.
rights-find-person = Chercher la personne
rights-of-unknown = Une personne introuvable
rights-show-open = Voir celles à traiter
rights-show-answered = Voir celles qui ont une réponse
rights-open = À traiter
rights-answered = Avec une réponse
rights-none = Aucune demande
rights-none-help = Pour en noter une, cherchez d’abord la personne.
rights-overdue-count =
    { $count ->
        [one] { $count } demande a dépassé son délai
       *[other] { $count } demandes ont dépassé leur délai
    }
rights-overdue-help = Répondez d’abord à celles-là : elles sont en haut de la liste.
rights-kind = Demande
rights-access = Accès
rights-rectification = Rectification
rights-limitation = Limitation
rights-opposition = Opposition
rights-erasure = Effacement
rights-portability = Portabilité
rights-kind-missing = Dites ce que la personne demande.
rights-received-on = Reçue le
rights-received-help = Le jour où la demande est arrivée : le délai d’un mois part de là.
rights-received-wrong = Écrivez le jour de réception, dans les douze derniers mois.
rights-due-on = Répondre avant le
rights-answer = Réponse
rights-waiting = À traiter
rights-overdue = Délai dépassé
rights-done = Fait
rights-restricted = Limité
rights-refused = Refusé
rights-lifted = Limitation levée
rights-new = Noter une demande
rights-new-for = Pour { $reference }.
rights-new-nobody = Cherchez d’abord la personne par son nom : la demande se note depuis sa page.
rights-person-missing = Cherchez la personne, ou cochez qu’elle est introuvable.
rights-unknown = Cette personne est introuvable ici
rights-unknown-help = Vous l’avez cherchée par son nom et son année de naissance.
rights-take-in = Noter la demande
rights-back = Revenir au registre
rights-one-title = Demande { $reference }
rights-registered-by = Notée par
rights-answered-on = Répondue le
rights-answered-by = Répondue par
rights-lifted-on = Levée le
rights-lifted-by = Levée par
rights-see-person = Voir { $reference }
rights-see-stage = Conservation et copie
rights-nobody-found = La personne a été cherchée et n’a pas été trouvée.
rights-answer-it = Répondre
rights-answer-help = Notez la réponse une fois qu’elle est vraie : la copie remise, la correction faite, les données effacées. Une réponse ne se change plus.
rights-answer-missing = Choisissez une réponse.
rights-ground = Motif du refus
rights-ground-help = Seulement pour un refus.
rights-ground-missing = Un refus dit son motif : choisissez-le.
rights-ground-not-wanted = Un motif ne va qu’avec un refus. Retirez-le, ou refusez.
rights-ground-identity = L’identité n’a pas pu être vérifiée (RGPD, art. 12.6)
rights-ground-excessive = Demande infondée ou excessive (art. 12.5)
rights-ground-loan = Un appareil prêté est chez la personne (art. 17.3 b)
rights-ground-mission = Motif légitime de la mission publique (art. 21.1)
rights-ground-obligation = Obligation légale ou archives publiques (art. 17.3 b et d)
rights-ground-claims = Défense de droits en justice (art. 17.3 e)
rights-ground-others = Droits d’autres personnes (art. 15.4)
rights-ground-not-applicable = Ce droit ne s’applique pas ici (art. 20.3 : mission publique)
rights-ground-unknown = Rien n’est gardé sur cette personne
rights-record = Enregistrer la réponse
rights-not-yet-unknown = La personne est introuvable : il n’y a rien à faire ici. Refusez avec le motif « Rien n’est gardé sur cette personne ».
rights-not-yet-copied = Remettez d’abord la copie : ouvrez « Conservation et copie », puis la copie ou le fichier.
rights-not-yet-corrected = Corrigez d’abord ce que l’on sait, sur la page de la personne.
rights-not-yet-forgotten = Effacez d’abord ses données, sur la page de la personne. Si un appareil ou une demande l’empêche, répondez « Limité » ou refusez.
rights-not-yet-answer = Cette réponse ne va pas avec cette demande. Une limitation se répond par « Limité » ou par un refus, un accès par « Fait » ou par un refus.
rights-already-forgotten = Les données de cette personne sont déjà effacées : il n’y a rien à limiter.
rights-already-restricted = Les données de cette personne sont déjà limitées.
rights-lift = Lever la limitation
rights-lift-help = Les agents qui suivent la personne pourront de nouveau ouvrir et utiliser ses données.
rights-lift-told = La personne en est informée (RGPD, art. 18.3)
rights-lift-not-told = Informez d’abord la personne, puis cochez la case.
rights-of-person = Ses demandes sur ses données
rights-of-person-none = Aucune.
done-right-taken-in = La demande est notée.
done-right-answered = La réponse est enregistrée.
done-right-lifted = La limitation est levée.

copy-title = Copie des données d’une personne
copy-lead = Tout ce qui est gardé sur { $reference }, le { $date }. Les messages vont aux prescripteurs et leur texte s’efface à l’envoi : il n’en reste que la sorte et la date. Les consultations disent le rôle et l’organisme, pas le nom des agents.
copy-read = Copie à lire ou imprimer
copy-download = Copie en fichier (JSON)
copy-back = Revenir
copy-nothing = Rien.
copy-identity = Qui est cette personne
copy-requests = Demandes d’appareil
copy-remarks = Remarques des agents
copy-learners = Personnes formées
copy-enrolments = Inscriptions
copy-attendance = Séances
copy-clearances = Feux verts
copy-handovers = Remises
copy-messages = Messages écrits à son sujet
copy-papers = Papiers signés
copy-rights = Demandes sur ses données
copy-looks = Consultations de ses données
copy-restricted-since = Limitation depuis le
copy-erased-at = Effacée le
copy-decided-at = Décidée le
copy-closed-at = Close le
copy-proof-seen-on = Justificatif vu le
copy-needs = Besoins
copy-remark = Remarque
copy-relation = Lien
copy-pathway = Parcours
copy-enrolled-at = Inscription le
copy-attested-at = Attestation le
copy-withdrawn-at = Retrait le
copy-session = Séance du
copy-minutes = Durée
copy-basis = Fondement
copy-issued-at = Donné le
copy-expires-at = Expire le
copy-used-at = Utilisé le
copy-waiver-reason = Motif de dérogation
copy-device = Appareil
copy-label = Étiquette
copy-handed-at = Remis le
copy-received-by = Reçu par
copy-proxy = Mandataire
copy-legal-chain = Cadre
copy-due-back = À rendre avant le
copy-definitive-at = Définitive depuis le
copy-ended-at = Rendu le
copy-message-kind = Sorte
copy-written-at = Écrit le
copy-paper-kind = Papier
copy-made-at = Fait le
copy-sha256 = Empreinte
copy-role = Rôle
copy-organisation = Organisme
