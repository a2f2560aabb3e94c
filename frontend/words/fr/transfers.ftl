## Plusieurs ateliers : capacité, partage d’un lot, transferts

menu-transfers = Transferts
place-transfers = Ce qui va d’un atelier à l’autre : scanner au départ et à l’arrivée.
menu-capacity = Capacités
place-capacity = Ce que chaque atelier peut prendre par semaine, et les règles de partage d’un lot.

workshop-mode = Type d’atelier
workshop-mode-in-house = En régie
workshop-mode-insertion = Insertion
workshop-mode-adapted = Entreprise adaptée
workshop-mode-contractor = Prestataire

capacity-title = Capacités et règles de partage
capacity-intro = Chaque atelier dit combien d’appareils il peut prendre par semaine. La place restante en retire ce qui y attend sans avoir été touché et ce qui est annoncé par un transfert.
capacity-per-week = Appareils par semaine
capacity-per-week-hint = 0 si l’atelier ne prend rien.
capacity-since = Déclaré à partir du
capacity-waiting = En quarantaine
capacity-coming = À venir
capacity-left = Place restante
capacity-undeclared = Rien de déclaré : aucun lot ne lui est proposé
capacity-declare = Déclarer une capacité
capacity-declare-press = Déclarer
capacity-from = À partir du
capacity-site-missing = Choisissez un atelier.
capacity-not-a-number = Écrivez un nombre d’appareils, de 0 à 100 000.
capacity-day-wrong = Choisissez aujourd’hui ou un jour à venir.
done-capacity-declared = Capacité déclarée.

split-rules = Règles de partage
split-rules-help = La première règle qui convient à un appareil décide de sa destination, tant que l’atelier a de la place. Le reste va à qui a le plus de place.
split-rules-none = Aucune règle : tout se partage selon la place restante.
split-rule-add = Ajouter une règle
split-rule-add-press = Ajouter la règle
split-rule-to = Vers l’atelier
split-rule-end = Retirer
split-rule-empty = Choisissez un type d’appareil ou un grade.
split-any-kind = Tout appareil
split-grade = grade { $grade }
split-no-grade = pas encore de grade
done-split-rule-added = Règle ajoutée.
done-split-rule-ended = Règle retirée. Ce qui est déjà partagé le reste.

split-link = Partager entre ateliers
split-title = Partager le lot
split-heading = Partager le lot { $lot }
split-intro = Ces appareils sont ici : { $home }. L’outil propose, vous décidez : changez les nombres, puis confirmez. Rien ne part sans avoir été scanné.
split-none = Rien à partager
split-none-help = Seuls les appareils reçus, au tri ou en remise en état, et sur aucun transfert, se partagent.
split-no-taker = Aucun autre atelier n’a déclaré de capacité
split-no-taker-help = Déclarez-la sur la page des capacités, puis revenez.
split-room = place restante cette semaine : { $week } déclarés, { $waiting } en quarantaine, { $coming } à venir
split-why =
    { $count ->
        [0] Proposé selon la place restante de chacun ; aucune règle n’est en vigueur.
        [one] Proposé selon { $count } règle, puis la place restante de chacun.
       *[other] Proposé selon { $count } règles, puis la place restante de chacun.
    }
split-caption = Combien d’appareils vont à chaque atelier
split-what = Appareils
split-there = Sur place
split-stays = Restent, selon la proposition
split-confirm = Confirmer le partage
split-transfers = Transferts de ce lot
split-not-a-number = Écrivez des nombres entiers, ou laissez vide.
split-too-many = Vous envoyez plus d’appareils qu’il n’y en a. Baissez un nombre.
split-nothing = Rien ne part : écrivez au moins un nombre.
done-lot-shared = Lot partagé. Scannez maintenant les appareils au départ de chaque transfert.

transfers-title = Transferts
transfers-none = Aucun transfert
transfers-none-help = Un transfert naît du partage d’un lot : ouvrez un lot reçu, puis « Partager entre ateliers ».
transfer-number = Transfert
transfer-title = Transfert { $transfer }
transfer-way = Départ : { $from }. Arrivée : { $to }.
transfer-from = De
transfer-to = Vers
transfer-made = Créé le
transfer-devices = Appareils
transfer-scanned-out = Scannés au départ
transfer-settled = Réglés
transfer-counts =
    { $all ->
        [one] { $all } appareil, dont { $sent } parti et { $ended } réglé
       *[other] { $all } appareils, dont { $sent } { $sent ->
            [one] parti
           *[other] partis
        } et { $ended } { $ended ->
            [one] réglé
           *[other] réglés
        }
    }
transfer-scan-out = Scannez ce qui part
transfer-scan-out-hint = L’appareil quitte son carton. Jusqu’à son arrivée, vous en répondez.
transfer-scan-out-press = Sortir
transfer-scan-in = Scannez ce qui arrive
transfer-scan-in-hint = Même ce qui n’est pas sur la liste : l’outil le note.
transfer-scan-in-press = Recevoir
transfer-slip = Imprimer le bordereau
transfer-card = Imprimer la carte de départ
transfer-card-title = Carte du transfert { $transfer }
transfer-card-file = carte-transfert-{ $transfer }
transfer-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
transfer-line-sent = parti le { $date }
transfer-line-ended = réglé le { $date }
transfer-line-missing = Partis, pas arrivés
transfer-line-on-the-way = En route
transfer-line-to-send = À envoyer
transfer-line-came-unsent = Arrivés sans avoir été scannés au départ
transfer-line-unlisted = Arrivés sans être sur la liste
transfer-line-elsewhere = Arrivés ailleurs
transfer-line-arrived = Arrivés
transfer-line-returned = Revenus
transfer-line-withdrawn = Retirés de la liste
transfer-withdraw-title = Ne plus envoyer le reste
transfer-withdraw-help = Ce qui n’a pas été scanné au départ quitte la liste et reste où il est. Ce qui est parti n’est pas touché.
transfer-withdraw = Retirer de la liste ce qui n’est pas parti
transfer-refused-not-listed = Cet appareil n’est pas sur ce transfert. Vérifiez l’étiquette et le numéro du transfert.
transfer-refused-already-sent = Cet appareil est déjà parti avec ce transfert.
transfer-refused-not-here = Cet appareil n’est plus à l’atelier d’où part ce transfert. Ouvrez sa fiche pour voir où il est.
transfer-refused-work-done = Cet appareil est au contrôle, prêt ou au rebut : il ne change plus d’atelier par un transfert.
transfer-refused-ended = Cet appareil n’est plus attendu sur ce transfert. S’il est devant vous, scannez-le avec la carte « Reçu ici ».
transfer-refused-already-here = Cet appareil est déjà ici.
transfer-refused-in-workshop = Cet appareil n’est pas sur la liste et l’autre atelier y travaille encore. Appelez-le avant de le garder.
done-transfer-sent = Scanné au départ. L’appareil est en route.
done-transfer-came = Scanné à l’arrivée. L’appareil est ici.
done-transfer-withdrawn = Retiré de la liste.
