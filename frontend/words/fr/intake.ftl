# Lots de collecte : la liste
menu-reception = Réception
lots-title = Lots de collecte
lots-new = Annoncer un lot
lots-filter = État des lots
lots-every-state = Tous
lots-none = Aucun lot ici
lots-none-help = Annoncez un lot à partir de la liste d’appareils du donateur.
lots-back = Revenir aux lots
lot-title = Lot n° { $lot }
lot-number = Lot
lot-state = État
lot-state-announced = Annoncé
lot-state-being-received = En réception
lot-state-closed = Clos
lot-announced = Annoncés
lot-seen = Annoncés et vus
lot-awaited = Annoncés, pas encore vus
lot-not-received = Annoncés, jamais vus (réglé avec l’expéditeur)
lot-not-announced = Vus, non annoncés
lot-facts = Le lot
lot-donor = Donateur
lot-donor-hint = L’organisme qui envoie les appareils.
lot-donor-missing = Choisissez le donateur. S’il n’est pas dans la liste, ajoutez-le d’abord aux organismes.
lot-owner = Propriétaire
lot-owner-hint = L’organisme à qui les appareils appartiennent.
lot-owner-missing = Choisissez le propriétaire des appareils.
lot-basis = Fondement juridique
lot-basis-refurbishing-service = Prestation de remise en état : le propriétaire reste le même
lot-basis-cession = Cession : les appareils changent de propriétaire
lot-basis-loan-for-use = Prêt à usage
lot-basis-deposit = Dépôt : garde seulement
lot-legal-basis-missing = Choisissez le fondement juridique.
lot-reform-reference = Numéro de la décision de réforme
lot-reform-reference-hint = S’il y en a une.
lot-site = Atelier
lot-site-missing = Choisissez l’atelier qui recevra le lot.
lot-transport-holder = Responsable du transport
lot-transport-holder-hint = Le nom d’un organisme, pas celui d’une personne.
lot-boxes-announced = Cartons annoncés
lot-boxes-received = Cartons reçus
lot-boxes-wrong = Écrivez le nombre de cartons en chiffres, de 0 à 9999.
lot-source = Origine de la liste
lot-source-hint = Par exemple « Intune du Département ». Le sens des colonnes est retenu pour la prochaine liste de la même origine.
lot-source-missing = Dites d’où vient la liste.
lot-text-too-long = Ce texte dépasse { $limit } caractères. Raccourcissez-le.
lot-created = Annoncé le
lot-received-at = Réception commencée le
lot-closed-at = Clos le
lot-receive-late = Recevoir un appareil en retard
lot-see-gaps = Voir les écarts
lot-go-closing = Régler les écarts et clore
lot-receipt = Reçu pour le donateur (PDF)
lot-outcome = Bilan pour le donateur (PDF)

# Annoncer un lot
lot-new-title = Annoncer un lot
lot-new-lead = Rien n’est enregistré avant votre accord : vous verrez d’abord ce que dit la liste.
lot-list = Liste d’appareils
lot-list-hint = Un fichier CSV exporté de votre outil de gestion. Les colonnes sur des personnes sont retirées dès la lecture ; le fichier n’est jamais gardé.
lot-list-missing = Choisissez le fichier de la liste.
lot-list-again = Choisissez de nouveau le fichier : votre navigateur ne le garde pas.
lot-list-too-long = Cette liste dépasse { $limit } lignes. Partagez-la, ou demandez à l’exploitant de l’importer en ligne de commande.
lot-new-submit = Lire la liste
done-lot-announced = Le lot est annoncé.

# Vérifier la liste
review-title = Vérifier la liste
review-lead = Rien n’est encore enregistré. Corrigez ce qui doit l’être, recalculez, puis acceptez.
review-refused-help = Les comptes ci-dessous viennent d’être refaits. Relisez-les, puis décidez.
review-mapping-help = Les comptes ci-dessous ne tiennent pas compte de votre choix de colonnes. Corrigez-le, puis recalculez.
review-rows = lignes lues
review-accepted = Acceptées
review-refused = Refusée
review-refused-lines = Refusées
review-doubtful = Acceptée, à vérifier
review-reading = Lu comme { $encoding }, colonnes séparées par { $delimiter }.
review-emptied = { $cells } cases sur des personnes, dans d’autres colonnes, ont été vidées.
lot-delimiter-semicolon = des points-virgules
lot-delimiter-comma = des virgules
lot-delimiter-tab = des tabulations
lot-delimiter-bar = des barres verticales
review-dropped = Colonnes retirées
review-columns = Ce que disent les colonnes
review-column = Colonne
review-example = Exemple
review-meaning = Sens
review-statuses = Quels statuts peuvent être collectés ?
review-no-status = Sans statut
review-devices =
    { $count ->
        [one] { $count } appareil
       *[other] { $count } appareils
    }
review-default-type = Type des appareils dont la ligne ne le dit pas
review-default-type-hint = Sans choix, ces lignes sont refusées.
review-no-default-type = Aucun
review-findings = Ce qui a été constaté
review-finding = Constat
review-lines = Lignes
review-decision = Décision
review-severity-refused = Lignes refusées
review-severity-information = Pour information
review-refuse-kind = Refuser ces lignes
review-recalculate = Recalculer
review-accept =
    { $count ->
        [one] Accepter { $count } appareil
       *[other] Accepter { $count } appareils
    }
review-every-line = Lignes refusées, puis lignes à vérifier
review-line = Ligne
review-line-number = Ligne { $line }
review-why = Pourquoi
review-more = Et { $count } lignes de plus. Les comptes par constat, plus haut, les comprennent.
lot-refused-nothing-accepted = Aucune ligne ne peut être acceptée : le lot n’est pas créé.
lot-refused-already-in-stock = Un appareil de cette liste vient d’entrer dans le stock : rien n’a été enregistré.

# Réception
receptions-title = Lots à recevoir
receptions-none = Aucun lot à recevoir
receptions-none-help = Le coordinateur ou votre encadrant annonce les lots.
reception-title = Réception du lot n° { $lot }
reception-go = Recevoir les appareils
reception-tally = { $seen } sur { $announced } reçus
reception-tally-more = (et { $count } non annoncés)
reception-scan = Scannez un code de l’appareil
reception-scan-hint = Numéro de série, IMEI, étiquette ou numéro d’inventaire. Ou tapez les 4 derniers caractères.
reception-announced = Appareil annoncé
reception-label = Scannez une étiquette neuve
reception-label-hint = Collez l’étiquette sur l’appareil, puis scannez-la.
reception-label-submit = Recevoir avec cette étiquette
reception-another = Ce n’est pas cet appareil
reception-pick = Lequel est-ce ? Code lu : { $code }
reception-this-one = C’est celui-ci
reception-pick-more = Et { $count } autres. Tapez plus de caractères pour en voir moins.
reception-blank-label = C’est une étiquette neuve
reception-blank-label-help = Scannez d’abord un code de l’appareil. L’étiquette vient après.
reception-already = Cet appareil est déjà reçu
reception-already-help = Rien à faire : passez au suivant. S’il n’a pas d’étiquette, appelez votre encadrant.
reception-other-lot = Cet appareil est du lot n° { $lot }
reception-other-lot-help = Mettez-le de côté et appelez votre encadrant : il se reçoit avec l’autre lot.
reception-unknown = Cet appareil n’est pas annoncé
reception-scan-again = Scanner un autre code
reception-unknown-help = Scannez un autre code de l’appareil. Si aucun n’est connu, décrivez-le ici.
reception-found = Vu, non annoncé
reception-found-kind = Type d’appareil
reception-found-manufacturer = Marque
reception-found-model = Modèle
reception-found-serial = Numéro de série
reception-found-serial-hint = Le code lu. Videz la case si ce n’est pas le numéro de série.
reception-found-submit = Recevoir cet appareil
lot-found-kind-missing = Choisissez le type de l’appareil.
lot-found-manufacturer-missing = Écrivez la marque.
lot-found-model-missing = Écrivez le modèle.
lot-found-serial-placeholder = Ce n’est pas un vrai numéro de série. Laissez la case vide.
reception-latest = Derniers appareils reçus
reception-back-to-lot = Revenir au lot
reception-back = Revenir aux lots à recevoir
reception-closed = Ce lot est clos
reception-closed-help = Un appareil annoncé qui arrive en retard peut encore être reçu ici. Un appareil non annoncé va dans un autre lot.
lot-closed-unknown-code = Aucun appareil en retard de ce lot ne porte ce code. Le lot est clos : mettez l’appareil de côté et appelez votre encadrant.
lot-refused-label-unknown = Cette étiquette n’a pas été imprimée ici. Prenez une étiquette d’une planche de l’atelier.
lot-refused-label-taken = Cette étiquette est déjà sur un autre appareil. Prenez-en une neuve.
lot-refused-device-taken = Quelqu’un vient de recevoir cet appareil ou de prendre cette étiquette. Regardez la liste des derniers reçus, puis passez au suivant.
lot-refused-device-known = Un appareil de cette marque porte déjà ce numéro de série dans le stock. Vérifiez le numéro, ou appelez votre encadrant.
lot-refused-closed = Ce lot est déjà clos.
lot-refused-unseen = Des appareils annoncés ne sont ni vus ni réglés avec l’expéditeur. Réglez-les d’abord, ci-dessous.
done-lot-device-received = Appareil reçu. Au suivant !
done-lot-device-found = Appareil non annoncé reçu. Au suivant !

# Clôture
closing-title = Écarts du lot n° { $lot }
closing-awaited = Annoncés, pas vus : { $count }
closing-awaited-none = Tous les appareils annoncés sont vus ou réglés.
closing-awaited-help = Appelez l’expéditeur. Cochez ceux qui ne viendront pas.
closing-awaited-caption = Annoncés, pas vus
closing-settle = Réglé
closing-not-received = Ne viendra pas
closing-device = Appareil
closing-serial = N° de série
closing-tag = Étiquette
closing-inventory = Inventaire
closing-label = Étiquette posée
closing-more = Et { $count } de plus.
closing-settle-ticked = Régler les appareils cochés
closing-settle-all =
    { $count ->
        [one] Régler { $count } appareil : il ne viendra pas
       *[other] Régler les { $count } appareils : ils ne viendront pas
    }
lot-none-ticked = Cochez au moins un appareil.
closing-not-announced = Vus, non annoncés : { $count }
closing-not-announced-help = Dites-les à l’expéditeur : le reçu les nomme.
closing-settled = Jamais reçus, réglés avec l’expéditeur : { $count }
closing-close = Clore le lot
closing-submit = Clore le lot
done-lot-unseen-closed = Réglé avec l’expéditeur.
done-lot-closed = Le lot est clos. Le reçu est prêt pour le donateur.

lot-locks = Appareils bloqués
