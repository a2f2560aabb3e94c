## Catégorie technique

category-title = Catégorie technique
category-lead = Ce que vaut l’appareil comme outil : sa vitesse, sa mémoire, sa place. Ce n’est pas le grade, qui dit son aspect.
category-is = Catégorie { $category }
category-decided = Fixée par un encadrant. D’après les règles : { $computed }.
category-decided-why = Motif : « { $words } »
category-points-caption = Points donnés le { $date } par les règles « { $set } »
category-column-part = Élément
category-column-points = Points
category-total = Total
category-source = Règles publiées : { $source }
category-rules-hash = Empreinte des règles « { $set } » qui ont décidé :
category-rules-not-same = Ces règles ne sont plus les mêmes
category-rules-changed = Ce jeu de règles a changé depuis. La catégorie reste celle d’alors ; pour la recalculer, envoyez de nouveau les nombres.
category-rules-gone = Ce jeu de règles n’est plus installé ici. La catégorie reste celle d’alors ; pour la recalculer, choisissez un autre jeu.
category-part = { $part } : { $value }
category-part-drive = Disque { $technology } : { $gb } Go
category-why-drives = Les disques comptent ensemble pour { $most } points au plus.
category-why-weighted = Le total est pondéré de { $percent } %.
category-why-limited-hdd = { $part } : trop peu de points, et aucun disque SSD ou NVMe. La catégorie est { $best } au mieux ; la somme donnerait { $sum }.
category-why-limited-flash = { $part } : trop peu de points. Avec un disque SSD ou NVMe, la catégorie est { $best } au mieux ; la somme donnerait { $sum }.
category-no-rules = Aucune règle pour ce type d’appareil
category-no-rules-help = La catégorie technique concerne les ordinateurs, les tablettes et les téléphones.
category-judge = Calculer la catégorie
category-again = Calculer de nouveau
category-sets = Plusieurs jeux de règles conviennent. Choisissez :
category-by-set = Règles : { $set }
category-processor = Processeur de cet appareil : { $processor }
category-cpu-mark = Indice du processeur (CPU Mark)
category-cpu-mark-hint = Cherchez le nom du processeur sur cpubenchmark.net et recopiez le nombre « CPU Mark ».
category-ram = Mémoire vive (RAM), en Go
category-ram-hint = Si l’inventaire de la machine est enregistré, elle est déjà remplie.
category-storage = Stockage, en Go
category-storage-hint = La place totale, comme 32 ou 64.
category-index = Indice de vitesse (Antutu)
category-index-hint = Le nombre donné par Antutu pour ce modèle.
category-battery = État de la batterie, en %
category-battery-hint = Ce qu’elle contient encore, par rapport à une batterie neuve.
category-drives = Disques
category-drives-hint = Un disque par ligne, tel qu’il est vendu : 256, 500, 1000 Go. Laissez les autres lignes vides.
category-drive-kind = Disque { $number } : technique
category-drive-size = Disque { $number } : taille en Go
category-drive-none = Pas de disque
category-weighting = Pondération
category-weighting-hint = Ce que l’état de l’appareil ajoute ou retire au total. 0 s’il n’y a rien à dire.
category-percent = { $percent } %
category-submit = Calculer la catégorie
category-number-wrong = Tapez un nombre entier, { $most } au plus.
category-number-missing =
    { $field ->
        [cpu_mark] Indice du processeur.
        [ram_gb] Mémoire vive.
        [storage_gb] Stockage.
        [mobile_index] Indice de vitesse.
       *[battery_percent] État de la batterie.
    } Ce nombre manque : sans lui, les règles ne disent rien.
category-drive-missing = Indiquez au moins un disque, avec sa technique et sa taille.
category-drive-wrong = Pour chaque disque, choisissez la technique et tapez la taille en Go.
category-weighting-missing = Choisissez une pondération de la liste.
category-not-at-work = L’appareil n’est pas en cours de travail à l’atelier : sa catégorie ne change plus.
category-was-decided = Un encadrant a fixé cette catégorie. Si elle ne convient plus, demandez-lui de la revoir.
category-nothing-computed = Calculez d’abord la catégorie : l’encadrant décide à partir de ses points.
category-decide = Fixer une autre catégorie
category-decide-help = Réservé à l’encadrant. Le calcul reste visible, avec votre motif. Votre décision tient jusqu’à ce qu’un encadrant la change.
category-decision = Catégorie
category-decision-missing = Choisissez une catégorie.
category-decision-same = C’est déjà la catégorie des règles : recalculez pour y revenir.
category-decision-reason = Motif
category-decision-reason-hint = Parlez de l’appareil, jamais d’une personne.
category-reason-missing = Dites pourquoi : le motif est gardé avec la décision.
category-reason-too-long = Le motif est trop long : 500 caractères au plus.
category-decide-submit = Fixer cette catégorie
device-category-decided = fixée par un encadrant
done-bench-category-recorded = Catégorie enregistrée.
bench-category = Catégorie technique

## Logiciels

software-title = Logiciel installé
software-lead = Dites ce qui est installé sur l’appareil maintenant.
software-none = Ce type d’appareil n’a pas de logiciel à installer
software-now = Installé
software-updates = Mises à jour
software-unsaid = Pas encore noté
software-free = logiciel libre
software-not-free = logiciel non libre
software-free-until = logiciel libre, mises à jour jusqu’au { $date }
software-until = jusqu’au { $date }
software-until-unknown = Date de fin inconnue. Le coordinateur peut l’ajouter pour ce modèle.
software-image = Logiciel
software-image-missing = Choisissez le logiciel installé.
software-image-of-another = Ce logiciel ne va pas sur cet appareil : il est fait pour ceux d’un autre fabricant. Choisissez dans la liste.
software-release = Version
software-release-hint = Le numéro affiché dans « À propos », par exemple 22.1, 24H2 ou 17.
software-release-missing = Tapez le numéro de version.
software-release-wrong = Tapez seulement le numéro : chiffres, lettres, points et tirets, 20 signes au plus.
software-submit = Enregistrer
software-updates-ended = Mises à jour terminées depuis le { $date }
software-updates-ended-help = Avant de commencer : ce modèle ne reçoit plus de correctifs de sécurité. Un ordinateur peut recevoir un système libre qui a ses propres mises à jour ; sinon, demandez à l’encadrant s’il vaut le travail.
software-updates-short = Mises à jour jusqu’au { $date } seulement
software-below-unsaid = Le logiciel installé n’est pas noté, et les programmes le demandent.
software-below-not-free = Le logiciel installé n’est pas libre, et les programmes ouverts demandent un logiciel libre.
software-below-updates-unsaid = Personne ne sait jusqu’à quand ce modèle reçoit des mises à jour. Demandez au coordinateur d’ajouter la date.
software-below-updates-end = Les mises à jour s’arrêtent trop tôt pour les programmes ouverts. Installez un système qui dure plus longtemps, ou montrez l’appareil à l’encadrant.
done-bench-software-recorded = Logiciel enregistré.
bench-software = Logiciel installé
bench-next-install = Voir le logiciel
bench-install-hint = Tout le reste est fait. Il manque le logiciel : sans cela, aucun programme ouvert ne peut prendre l’appareil.
