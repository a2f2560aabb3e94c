## Poste de travail

bench-title = Poste
bench-scan = Scannez une étiquette
bench-scan-hint = Ou tapez son code, puis Entrée.
bench-code-elsewhere = Aucun appareil de votre atelier ne porte ce code. Vérifiez l’étiquette ; si elle est juste, montrez l’appareil à votre encadrant.
bench-code-elsewhere-supervisor = Aucun appareil de votre atelier ne porte ce code. Vérifiez l’étiquette ; si elle est juste, l’appareil est à un autre atelier ou en route : demandez au coordinateur.
bench-code-blank = Cette étiquette n’est encore sur aucun appareil : réceptionnez d’abord l’appareil.
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
bench-ask-colleagues = Dans votre atelier, demandez à : { $names }.
bench-back = Poste
bench-to-tasks = Travailler pas à pas : une question par page
bench-as-tasks = Pas à pas

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
bench-repair-hint = Une réponse bloque : réparez, puis changez la réponse. Si c’est impossible, montrez l’appareil à votre encadrant.
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
bench-wait-check-habilitation = Il vous faut une habilitation « contrôle qualité » en cours.

bench-erasure = Effacement
bench-holds-no-data = Ne garde aucune donnée
bench-see-photo = Photo de l’écran de démarrage
bench-see-log = Voir le journal d’effacement
bench-erase-again = Noter un nouvel effacement
bench-list-unfinished = À faire
bench-list-failed = À corriger
bench-list-passed = Fait
bench-list-number = Liste de contrôle n° { $number }
bench-list-of-this-device = La sienne est la liste n° { $number } : voici ses questions.
bench-findings = Ce que la liste a relevé
bench-finding-blocks = Bloque
bench-finding-noted = Noté, ne bloque pas
bench-finding-good = Relevé
unit-percent = { $value } %
unit-cycles =
    { $value ->
        [one] { $value } cycle
       *[other] { $value } cycles
    }
unit-hours = { $value } h
unit-minutes = { $value } min
unit-gigabytes = { $value } Go
unit-celsius = { $value } °C

bench-came-back = Revenu, pour cette raison
bench-blocked-moved-on = L’appareil n’est plus à cette étape : quelqu’un a avancé entre-temps. Voyez ci-dessous où il en est.
bench-blocked-other-list = Ces réponses sont celles d’une autre liste de contrôle. Répondez avec la liste de cet appareil.
bench-blocked-triage-unfinished = Le tri n’est pas fini. Répondez à toutes ses questions.
bench-blocked-triage-failed = Le tri a trouvé un défaut. Réparez et revoyez le tri, ou mettez l’appareil au rebut.
bench-blocked-grade-missing = Le grade manque. Revoyez le tri.
bench-blocked-erasure-missing = L’effacement n’est pas noté pour ce passage à l’atelier. Effacez l’appareil et joignez la preuve.
bench-blocked-erasure-not-accepted = Le dernier effacement n’est pas accepté. Voyez pourquoi ci-dessous, recommencez, puis joignez la nouvelle preuve.
bench-blocked-checklist-unfinished = La liste de remise en état n’est pas finie.
bench-blocked-checklist-failed = Une réponse de la liste de remise en état bloque. Réparez, puis changez la réponse.
bench-blocked-nothing-to-erase = Ce type d’appareil ne garde aucune donnée : il n’y a rien à effacer.
bench-blocked-erasure-habilitation = Pour noter un effacement, il vous faut une habilitation « effacement » en cours.
bench-blocked-check-habilitation = Pour signer, il vous faut une habilitation « contrôle qualité » en cours.
bench-blocked-repair-habilitation = Répondre « oui » après un « non » dit que l’appareil a été ouvert et réparé : il faut une habilitation « réparation électrique » en cours. Confiez cette réparation à une personne habilitée.
bench-blocked-own-work = Vous avez travaillé sur cet appareil. Une autre personne habilitée doit le contrôler.
bench-blocked-check-unfinished = Le contrôle n’est pas fini. Répondez à toutes ses questions.
bench-blocked-check-failed = Une réponse du contrôle bloque. Renvoyez l’appareil avec la raison.
bench-blocked-allocated = Cet appareil est attribué à une demande. Demandez d’abord au coordinateur de reprendre l’attribution.

bench-answer-yes = Oui
bench-answer-no = Non
bench-answer-not-applicable = Il n’y en a pas
bench-answer-photo = Voir la photo
bench-measure-bounds = Un nombre entier, de { $lowest } à { $highest }.
bench-measure-at-least = Bon à partir de { $least }.
bench-measure-at-most = Bon jusqu’à { $most }.
bench-measure-between = Bon de { $least } à { $most }.
bench-measure-wrong = Ce nombre n’est pas possible ici. Écrivez un nombre entier, dans les limites données.
bench-photo-hint = Une image JPEG ou PNG. Aucune personne ne doit y figurer.
bench-photo-again = Le navigateur ne garde pas les fichiers : si vous veniez d’en choisir un, choisissez-le de nouveau.
bench-photo-replaces = Une photo est déjà gardée. Une nouvelle prendra sa place.
bench-answer-missing = { $question } Répondez à cette question.
bench-answer-failed = { $question } Cette réponse empêche de signer. Corrigez-la, ou renvoyez l’appareil avec la raison.

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
bench-blocked-locked-at-check = L’appareil est au contrôle qualité : un verrou ne se lève pas pendant le contrôle. Renvoyez-le en remise en état, puis notez la levée.
bench-wait-release = L’appareil est bloqué. L’ancien propriétaire doit lever le verrou ; ensuite, notez-le ici.
wipe-drives-expected = Le journal doit être celui des disques numéro

bench-blocked = Bloqué
bench-next-blocked = Attendre la levée du verrou
bench-note-release = Noter la levée
bench-hardware = Inventaire de la machine
bench-locks = Verrous de l’ancien propriétaire
reset-locked = L’appareil demande un ancien compte ou montre un organisme ? Notez-le comme bloqué.

locks-title = Verrous de l’ancien propriétaire
locks-lead = Un appareil encore lié à un compte ou géré à distance est bloqué : il ne peut pas devenir prêt.
locks-question = Quels verrous voyez-vous maintenant ?
locks-hint = Décochez un verrou quand l’appareil ne le demande plus.
locks-submit = Enregistrer ce que je vois
done-bench-locks-noted = C’est noté.

hardware-page-title = Inventaire de la machine
hardware-lead = Le fichier de « lshw -json » (lancé par root) ou de l’agent GLPI. Le modèle, le processeur, la mémoire et les disques en sont gardés ; rien de l’utilisateur ni du réseau.
hardware-serial-expected = L’inventaire doit être celui de l’ordinateur numéro
hardware-file = Fichier d’inventaire
hardware-file-hint = Un fichier .json, 2 Mo au plus.
hardware-file-again = Choisissez de nouveau le fichier : le navigateur ne l’a pas gardé.
hardware-file-missing = Choisissez le fichier d’inventaire.
hardware-submit = Envoyer l’inventaire
hardware-too-large = Ce fichier est trop gros pour un inventaire. Envoyez le fichier de cette seule machine.
hardware-truncated = Le fichier s’arrête au milieu. Copiez-le de nouveau en entier.
hardware-not-json = Ce fichier n’est pas du JSON. Relancez « lshw -json » ou l’agent GLPI.
hardware-too-deep = Ce fichier est imbriqué bien plus qu’un inventaire : il n’est pas lu.
hardware-not-an-inventory = Ce fichier n’est ni de « lshw -json » ni d’un agent GLPI.
hardware-hostile-text = Un champ du fichier contient un texte qu’aucune machine n’écrit. Refaites l’inventaire sur la machine elle-même.
hardware-drive-without-serial = Un disque ne dit pas son numéro de série. Relancez l’outil en tant que root (sudo).
hardware-too-many-drives = Ce fichier nomme plus de disques qu’une machine n’en a.
hardware-another-machine = Cet inventaire est celui d’une autre machine : son numéro de série n’est pas celui de l’appareil.
hardware-nameless = L’inventaire ne dit pas le numéro de série de la machine. Relancez l’outil en tant que root (sudo).
hardware-unknown-machine = Aucun appareil de votre atelier ne porte ce numéro de série. Recevez-le d’abord, ou joignez le fichier au poste.
hardware-not-at-work = L’appareil n’est pas en cours de travail à l’atelier : son inventaire n’est plus changé.
hardware-drive-known = Cet inventaire ne nomme plus un disque, et un disque de ce numéro est déjà noté dans votre atelier. Cherchez-le dans « Pièces », et montrez les deux à votre encadrant.
hardware-serial-taken = Un autre appareil du stock porte déjà ce numéro de série. Montrez les deux à votre encadrant.
hardware-token-unknown = Ce jeton n’est pas connu. Demandez-en un à votre encadrant.
hardware-token-revoked = Ce jeton a été révoqué. Demandez-en un autre à votre encadrant.
done-bench-hardware-read = Inventaire enregistré.
hardware-known = Cet inventaire est déjà connu
hardware-known-on = Ce même fichier a déjà été lu, le { $date }. Rien n’a changé depuis, et rien n’est noté de nouveau.

token-title = Jetons de poste
token-lead = Un jeton permet au système de démarrage d’un poste d’envoyer l’inventaire de la machine. Il ne sert à rien d’autre.
token-fresh = Copiez ce jeton maintenant
token-fresh-help = Il ne sera plus montré. S’il est perdu, révoquez-le et créez-en un autre.
token-how = Sur le poste, en tant que root :
token-none = Aucun jeton
token-none-help = Créez-en un par clé de démarrage.
token-name = Nom
token-name-hint = Par exemple : clé USB du poste 2.
token-name-wrong = Donnez un nom de 60 caractères au plus.
token-site = Atelier
token-site-missing = Choisissez l’atelier.
token-state = État
token-live = En service
token-revoked = Révoqué
token-refused-uses =
    { $count ->
        [one] essayé { $count } fois depuis
       *[other] essayé { $count } fois depuis
    }
token-last-used = Dernier usage
token-action = Action
token-revoke = Révoquer
token-new = Nouveau jeton
token-make = Créer le jeton
done-token-made = Le jeton est créé. Il n’a été montré qu’une fois.
done-token-revoked = Le jeton est révoqué.

release-title = Appareils bloqués
release-lead = Envoyez cette liste à qui administre les appareils chez l’ancien propriétaire. Elle ne contient aucune donnée personnelle.
release-download = Télécharger la liste
release-file-name = lot-{ $lot }-verrous
release-caption = Verrous encore en place dans ce lot
release-lock = Verrou
release-released = Levé
release-released-on = Levé le
release-since = Vu le
release-none = Aucun appareil bloqué dans ce lot
release-none-help = Un verrou se note au poste, avec l’appareil en main.
release-import = La liste revenue
release-file = Liste remplie
release-file-hint = La même liste, avec « oui » ou « non » dans « Levé », et le jour dans « Levé le ». Ses titres peuvent être en français ou en anglais.
release-file-missing = Choisissez le fichier de la liste.
release-submit = Lire la liste
release-columns-missing = Ce fichier n’a pas les colonnes de la liste : « Code », « Numéro de série » ou « IMEI », puis « Verrou » et « Levé ».
release-read = Liste lue
release-read-partly = Liste lue, sauf quelques lignes
release-counts =
    { $released ->
        [0] Aucun verrou levé
        [one] { $released } verrou levé
       *[other] { $released } verrous levés
    }, { $unchanged ->
        [0] aucune ligne sans changement
        [one] { $unchanged } ligne sans changement
       *[other] { $unchanged } lignes sans changement
    }.
release-line = Ligne { $number } :
release-unknown-device = aucun appareil bloqué de ce lot ne porte ces numéros.
release-other-device = ces numéros sont de deux appareils différents.
release-unknown-lock = ce verrou n’est pas un de la liste : reprenez le mot de la liste envoyée.
release-no-such-lock = cet appareil n’a pas ce verrou.
release-neither-yes-nor-no = « Levé » doit être oui ou non.
release-date-unreadable = cette date ne se lit pas ; écrivez-la comme 2026-05-04.
release-date-in-the-future = cette date est dans le futur.
release-date-before-found = le verrou a encore été vu après cette date.
