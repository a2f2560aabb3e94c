## Vue pas à pas : une question ou une consigne par page, deux phrases au plus. Chaque autre langue de cette vue
## est un seul fichier, worker.ftl dans un dossier à son nom ; les questions des listes y sont sous check-….

worker-language-name = Français

worker-yes = Oui
worker-no = Non
worker-none-there = Il n’y en a pas
worker-done = C’est fait
worker-finished = C’est fini
worker-back = Retour
worker-skip = Passer
worker-next-device = Appareil suivant
worker-answer-again = Répondre de nouveau
worker-listen = Écouter
worker-quiet = Couper la voix
worker-home = Accueil
worker-help = J’ai besoin d’aide
worker-help-ask = Appelez votre encadrant. Montrez-lui cet écran.
worker-help-say = Vous pouvez dire :
worker-help-sentence = J’ai besoin d’aide, s’il vous plaît.
worker-whole-list = Voir toute la liste
worker-whole-bench = Travailler avec les listes entières

worker-scan = Scannez un appareil
worker-scan-help = Visez l’étiquette, ou tapez le code.
worker-scan-label = Code de l’étiquette
worker-scan-go = Chercher
worker-other-device = Un autre appareil ? Scannez-le.
worker-other-unsent = Votre réponse n’est pas envoyée. Envoyez-la d’abord, ou appuyez sur « Chercher » pour la laisser.
worker-or-take = Ou continuez avec
worker-language = Langue
worker-code-unknown = Ce code n’est pas connu ici. Vérifiez l’étiquette, ou demandez à votre encadrant.
worker-code-blank = Cette étiquette n’est encore sur aucun appareil. Réceptionnez d’abord l’appareil.

worker-part-triage = Tri
worker-part-erasure = Effacement
worker-part-refurbishment = Remise en état
worker-part-check = Contrôle

worker-grade-a = Très bon : aucune marque
worker-grade-b = Bon : petites rayures
worker-grade-c = Usé : rayures visibles
worker-grade-scrap = Cassé ou dangereux
worker-number-bounds = Un nombre de { $lowest } à { $highest }.
worker-number-send = Envoyer le nombre
worker-unit-percent = %
worker-unit-cycles = cycles
worker-unit-hours = heures
worker-unit-minutes = minutes
worker-unit-gigabytes = Go
worker-unit-celsius = °C
worker-picture-help = Personne ne doit être sur la photo.

worker-system = Quel est le système ?
worker-system-help = Regardez l’écran au démarrage.
worker-reset = Remettez l’appareil à zéro.
worker-reset-help = Attendez la fin. Puis appuyez sur le bouton.
worker-activation-lock = Compte Apple retiré ?
worker-activation-lock-help = L’appareil ne doit demander aucun compte.
worker-reset-protection = Compte Google retiré ?
worker-reset-protection-help = L’appareil ne doit demander aucun ancien compte.
worker-device-management = Gestion à distance retirée ?
worker-device-management-help = Aucun message d’une école ou d’une entreprise.
worker-sim = Carte SIM retirée ?
worker-sim-help = S’il y a une carte, retirez-la.
worker-sd = Carte mémoire retirée ?
worker-sd-help = S’il y a une carte, retirez-la.
worker-slot-emptied = Oui, c’est vide
worker-no-slot = Pas d’emplacement
worker-photo = Photographiez l’écran de démarrage.
worker-photo-help = On doit bien voir le premier écran.
worker-photo-choose = La photo
worker-photo-send = Envoyer la photo
worker-wipe = Effacez le disque.
worker-wipe-help = Démarrez avec la clé USB d’effacement. Attendez la fin.
worker-log = Ajoutez le fichier d’effacement.
worker-log-help = Il est sur la clé USB.
worker-log-choose = Le fichier
worker-log-send = Envoyer le fichier
worker-serials = Numéro écrit sur le disque
worker-ask-check = Le travail est fini !
worker-ask-check-help = Une autre personne va contrôler l’appareil.
worker-ask-check-button = Demander le contrôle

worker-stop-supervisor = Stop. Votre encadrant décide.
worker-stop-supervisor-help = Posez l’appareil à part.
worker-stop-training = Il faut une personne formée pour effacer.
worker-stop-give = Donnez l’appareil à votre encadrant.
worker-stop-locked = L’appareil est bloqué.
worker-stop-locked-help = Un ancien compte est encore là. Donnez-le à votre encadrant.
worker-stop-software = Il faut installer un autre logiciel, ou dire lequel est installé.
worker-stop-part = Il manque une pièce à cet appareil.
worker-stop-finished = C’est fini, bravo !
worker-stop-finished-help = Une autre personne va le contrôler. Posez l’appareil à sa place.
worker-stop-ready = Cet appareil est prêt.
worker-stop-nothing = Il n’y a rien à faire.
worker-stop-elsewhere = Rien à faire ici avec cet appareil.

worker-repair = Il y a un problème. Réparez, ou demandez de l’aide.
worker-came-back = L’appareil est revenu. Lisez pourquoi, ou demandez à votre encadrant.
worker-log-refused = L’effacement n’est pas accepté. Recommencez, ou demandez de l’aide.

worker-refused-moved = L’appareil a déjà avancé. Regardez cette page.
worker-refused-training = Il faut une formation pour cela. Appelez votre encadrant.
worker-refused-repair = Seule une personne formée ouvre l’appareil. Appelez votre encadrant.
worker-refused-locked = L’appareil est bloqué. Appelez votre encadrant.
worker-refused-changed = Une autre personne vient de changer cet appareil. Répondez de nouveau.
worker-refused-list = La liste de questions a changé. Répondez de nouveau.
worker-refused-other = Rien n’est enregistré. Appelez votre encadrant.

worker-answer-missing = Choisissez une réponse.
worker-number-missing = Tapez d’abord le nombre.
worker-number-wrong = Ce nombre n’est pas possible. Regardez de nouveau.
worker-photo-missing = Prenez d’abord une photo.
worker-photo-wrong = Ce n’est pas une photo. Prenez-en une autre.
worker-photo-too-early = Répondez d’abord aux questions d’avant.
worker-log-missing = Choisissez d’abord le fichier.
worker-log-wrong = Ce n’est pas le bon fichier. Choisissez-en un autre.
worker-serials-missing = Tapez le numéro écrit sur le disque.
