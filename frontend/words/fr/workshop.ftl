## Poste de travail

bench-title = Poste
bench-scan = Scannez une étiquette
bench-scan-hint = Ou tapez son code, puis Entrée.
bench-code-elsewhere = Aucun appareil de votre atelier ne porte ce code. Vérifiez l’étiquette ; si elle est juste, montrez l’appareil à votre encadrant.
bench-oldest = Le plus ancien : { $since }
bench-to-triage = À trier
bench-in-refurbishment = En remise en état
bench-to-check = À contrôler par vous
bench-all-to-check = En attente d’un contrôle
bench-ready = Prêts
bench-more =
    { $count ->
        [one] et { $count } autre appareil, plus récent
       *[other] et { $count } autres appareils, plus récents
    }
bench-column-device = Appareil
bench-column-waiting = Attente
bench-column-next = À faire
bench-not-checker = Vous ne pouvez pas signer de contrôle
bench-ask-colleagues = Dans votre atelier, demandez à : { $names }.
bench-back = Poste

bench-now = À faire maintenant
bench-next-triage = Trier l’appareil
bench-next-scrap = Mettre au rebut
bench-next-erase = Noter l’effacement
bench-next-checklist = Remplir la liste
bench-next-repair = Réparer, puis répondre
bench-next-ask-check = Demander le contrôle
bench-next-check = Faire le contrôle
bench-next-send-back = Renvoyer en remise en état
bench-next-wait = Attendre un collègue
bench-next-ready = Prêt
bench-next-nothing = Rien à faire au poste

bench-triage-hint = Regardez l’appareil, répondez, donnez son grade.
bench-triage-again = Revoir le tri
bench-scrap-why = Le tri a trouvé un défaut qui empêche de continuer. Réparez et revoyez le tri, ou mettez l’appareil au rebut.
bench-erase-reset-hint = Réinitialisez l’appareil, photographiez l’écran de démarrage, puis notez-le ici.
bench-erase-nwipe-hint = Effacez les disques avec ShredOS ou nwipe, puis joignez le journal ici.
bench-checklist-hint = Testez, nettoyez, répondez. Vous pouvez vous arrêter et reprendre.
bench-checklist-again = Revoir la liste
bench-repair-hint = Une réponse est « non » : réparez, puis changez la réponse. Si c’est impossible, montrez l’appareil à votre encadrant.
bench-ask-check-hint = Tout est fait. Une autre personne va contrôler l’appareil.
bench-check-hint = Regardez l’appareil comme si vous le receviez.
bench-send-back-hint = Il manque une preuve : renvoyez l’appareil en remise en état.
bench-ready-hint = Contrôlé et prêt : il attend d’être attribué.
bench-before-check = Avant le contrôle, il reste à faire
bench-steps = Étapes
bench-other-actions = Autres actions

bench-wait-scrap-decision = Le tri a trouvé un défaut. Votre encadrant décide : réparer ou mettre au rebut.
bench-wait-erasure-habilitation = L’effacement doit être noté par une personne habilitée.
bench-wait-supervisor = L’appareil attend le contrôle d’un encadrant.
bench-wait-somebody-else = Vous avez travaillé sur cet appareil : une autre personne habilitée doit le contrôler.
bench-wait-check-habilitation = Il vous faut une habilitation « contrôle qualité » en cours. Demandez-la au coordinateur.

bench-erasure = Effacement
bench-holds-no-data = Ne garde aucune donnée
bench-see-photo = Photo de l’écran de démarrage
bench-see-log = Voir le journal d’effacement
bench-erase-again = Noter un nouvel effacement
bench-list-unfinished = À faire
bench-list-failed = À corriger
bench-list-passed = Fait

bench-came-back = Revenu, pour cette raison
bench-blocked-moved-on = L’appareil n’est plus à cette étape : quelqu’un a avancé entre-temps. Voyez ci-dessous où il en est.
bench-blocked-triage-unfinished = Le tri n’est pas fini. Répondez à toutes ses questions.
bench-blocked-triage-failed = Le tri a trouvé un défaut. Réparez et revoyez le tri, ou mettez l’appareil au rebut.
bench-blocked-grade-missing = Le grade manque. Revoyez le tri.
bench-blocked-erasure-missing = L’effacement n’est pas noté pour ce passage à l’atelier. Effacez l’appareil et joignez la preuve.
bench-blocked-erasure-not-accepted = Le dernier effacement n’est pas accepté. Voyez pourquoi ci-dessous, recommencez, puis joignez la nouvelle preuve.
bench-blocked-checklist-unfinished = La liste de remise en état n’est pas finie.
bench-blocked-checklist-failed = Une réponse de la liste de remise en état est « non ». Réparez, puis changez la réponse.
bench-blocked-nothing-to-erase = Ce type d’appareil ne garde aucune donnée : il n’y a rien à effacer.
bench-blocked-erasure-habilitation = Pour noter un effacement, il vous faut une habilitation « effacement » en cours. Demandez-la au coordinateur.
bench-blocked-check-habilitation = Pour signer, il vous faut une habilitation « contrôle qualité » en cours. Demandez-la au coordinateur.
bench-blocked-own-work = Vous avez travaillé sur cet appareil. Une autre personne habilitée doit le contrôler.
bench-blocked-check-unfinished = Le contrôle n’est pas fini. Répondez à toutes ses questions.
bench-blocked-check-failed = Une réponse du contrôle est « non ». Renvoyez l’appareil avec la raison.
bench-blocked-allocated = Cet appareil est attribué à une demande. Demandez d’abord au coordinateur de reprendre l’attribution.

bench-answer-yes = Oui
bench-answer-no = Non
bench-answer-not-applicable = Il n’y en a pas
bench-answer-missing = Répondez à cette question.
bench-answer-failed = Cette réponse empêche de signer. Corrigez-la, ou renvoyez l’appareil avec la raison.

bench-triage-title = Tri
bench-triage-submit = Terminer le tri
bench-checklist-title = Liste de remise en état
bench-checklist-submit = Garder mes réponses

check-title = Contrôle qualité
check-not-yours = Vous ne pouvez pas signer ce contrôle
check-photo = L’écran de démarrage, après l’effacement :
check-grade-so-far = Grade donné au tri :
check-pass = Signer : l’appareil est prêt
check-or-back = Ou renvoyer l’appareil
check-reason = Que faut-il refaire ?
check-reason-hint = Quelques mots. N’écrivez aucun nom de personne.
check-fail = Renvoyer en remise en état

bench-bring-back = Reprendre à l’atelier
bench-bring-back-hint = L’appareil retourne en quarantaine et recommence au tri, avec un nouvel effacement.
bench-bring-back-reason = Pourquoi revient-il ?
bench-bring-back-submit = Reprendre l’appareil
bench-reason-missing = Écrivez la raison en quelques mots.
bench-reason-too-long = Faites plus court : 500 caractères au plus.

scrap-title = Mettre au rebut
scrap-hint = L’appareil sort du stock pour toujours.
scrap-weight = Poids en kilogrammes
scrap-weight-hint = Par exemple 0,48
scrap-weight-wrong = Donnez le poids en kilogrammes, par exemple 0,48.
scrap-code = Code déchet
scrap-code-160213 = équipement professionnel avec pièce dangereuse (batterie, écran)
scrap-code-160214 = équipement professionnel sans pièce dangereuse
scrap-code-200135 = équipement ménager avec pièce dangereuse (batterie, écran)
scrap-code-200136 = équipement ménager sans pièce dangereuse
scrap-code-missing = Choisissez le code déchet.
scrap-recipient = Qui l’emporte ?
scrap-recipient-hint = Nom de l’entreprise ou de l’éco-organisme.
scrap-recipient-missing = Donnez le nom de qui l’emporte (200 caractères au plus).
scrap-siret = SIRET de qui l’emporte
scrap-siret-wrong = Ce SIRET n’est pas juste : il a 14 chiffres. Vérifiez-le, ou laissez le champ vide.
scrap-form = Numéro du bordereau de suivi
scrap-form-hint = Par exemple BSD-20261121-ABC123DEF
scrap-form-too-long = Ce numéro est trop long : 40 caractères au plus.
scrap-data-handled = Le disque est retiré, ou sera détruit par qui emporte l’appareil
scrap-data-hint = Cet appareil n’a pas d’effacement accepté : des données peuvent y rester.
scrap-data-unhandled = Des données peuvent rester sur l’appareil. Effacez-le, ou confirmez qu’elles seront détruites.
scrap-submit = Mettre au rebut

reset-title = Noter la réinitialisation
reset-hint = Tout doit être fait avant d’envoyer : s’il manque quelque chose, rien n’est enregistré.
reset-which-system = Quel est le système de l’appareil ?
reset-which-system-hint = Regardez l’écran de démarrage.
reset-continue = Continuer
reset-system = Système :
reset-day = Jour de la réinitialisation
reset-activation-lock = Le verrouillage d’activation est-il retiré ?
reset-activation-lock-hint = En Wi-Fi, l’appareil ne demande aucun compte Apple.
reset-protection = La protection Google (FRP) est-elle retirée ?
reset-protection-hint = En Wi-Fi, l’appareil ne demande pas l’ancien compte.
reset-management = La gestion à distance (MDM) est-elle retirée ?
reset-management-hint = En Wi-Fi, aucun organisme ne s’affiche.
reset-released = Oui, vérifié
reset-not-released = Non, encore active
reset-sim = Carte SIM
reset-sd = Carte mémoire (SD)
reset-slot-emptied = Emplacement vide, carte retirée
reset-no-slot = Pas d’emplacement
reset-photo = Photo de l’écran de démarrage
reset-photo-hint = JPEG ou PNG. Le lieu enregistré dans la photo n’est pas gardé.
reset-photo-again = Choisissez de nouveau la photo : le navigateur ne l’a pas gardée. JPEG ou PNG.
reset-submit = Enregistrer l’effacement
photo-not-a-photo = Ce fichier n’est pas une photo lisible. Prenez une photo en JPEG ou en PNG.
photo-too-many-pixels = Cette photo est trop grande. Prenez-la avec moins de 50 millions de pixels.

wipe-title = Joindre le journal d’effacement
wipe-hint = Le journal est lu et jugé tout de suite. Refusé, il est gardé aussi, avec ce qu’il faut faire.
wipe-serial-expected = Le journal doit être celui de l’ordinateur numéro
wipe-drive-serials = Numéros de série des disques
wipe-drive-serials-hint = Lus sur les disques eux-mêmes, séparés par des virgules : le stock ne connaît pas le numéro de cet ordinateur.
wipe-serials-missing = Donnez le numéro de série écrit sur chaque disque.
wipe-log = Journal de nwipe ou de ShredOS
wipe-log-hint = Le fichier .log écrit pendant l’effacement, 8 Mo au plus.
wipe-log-again = Choisissez de nouveau le fichier : le navigateur ne l’a pas gardé.
wipe-log-missing = Choisissez le fichier du journal.
wipe-submit = Envoyer le journal

erasure-drive-serial-mismatch = Un disque du journal n’est pas parmi les numéros que vous avez lus. Vérifiez les numéros, ou joignez le journal de ces disques.
erasure-wipe-before-reception = Cet effacement est plus ancien que l’arrivée de l’appareil : il ne prouve rien pour ce passage. Effacez de nouveau. Si la date de l’ordinateur est fausse, réglez-la d’abord.
erasure-wipe-in-the-future = La date de cet effacement est dans le futur. Réglez la date de l’ordinateur, puis effacez de nouveau.
erasure-wipe-undated = Le journal ne dit pas quand l’effacement a fini. Joignez le journal complet, ou recommencez.

done-bench-triaged = Tri terminé : l’appareil passe en remise en état.
done-bench-held = Réponses gardées. L’appareil ne peut pas continuer comme cela.
done-bench-answers-kept = Réponses gardées.
done-bench-erased = Effacement accepté et enregistré.
done-bench-check-asked = Contrôle demandé.
done-bench-check-passed = Contrôle signé : l’appareil est prêt.
done-bench-check-failed = L’appareil est renvoyé en remise en état.
done-bench-brought-back = L’appareil est de retour à l’atelier, en quarantaine.
done-bench-scrapped = L’appareil est sorti du stock.

bench-blocked-drive-not-erased = Un disque de l’appareil n’a pas d’effacement accepté. Effacez-le aussi et joignez son journal ; si vous l’avez retiré, envoyez un nouvel inventaire de la machine.
bench-blocked-locked = L’appareil est bloqué : il est encore lié à son ancien propriétaire. Il faut d’abord que le verrou soit levé.
bench-wait-release = L’appareil est bloqué. L’ancien propriétaire doit lever le verrou ; ensuite, notez-le ici.
wipe-drives-expected = Le journal doit être celui des disques numéro
