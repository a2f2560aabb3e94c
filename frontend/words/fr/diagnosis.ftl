# Le diagnostic de la chaîne, et les graphiques du stock.

menu-diagnosis = Diagnostic
place-diagnosis = Voir où les appareils attendent dans la chaîne, par intercommunalité et par étape, et ce qui se perd.

diagnosis-title = Diagnostic de la chaîne
diagnosis-lead = Ce qui est arrivé à chaque étape, ce qui en est sorti et comment, ce qui attend, et l’étape qui retient les autres.
diagnosis-epci = Intercommunalité
diagnosis-everywhere = Toutes les intercommunalités
diagnosis-nowhere = Intercommunalité non renseignée
diagnosis-press = Voir le diagnostic
diagnosis-asked = Calculé le { $when }. Cette adresse redonne le même calcul : { $address }
diagnosis-limited = Votre territoire seulement.

diagnosis-step-collected = Collecte
diagnosis-step-received = Réception, en quarantaine
diagnosis-step-triage = Tri
diagnosis-step-refurbishment = Remise en état
diagnosis-step-quality-check = Contrôle qualité
diagnosis-step-ready = Prêt à partir

diagnosis-bottleneck = L’étape qui retient les autres : { $step }
diagnosis-bottleneck-waits = { $count } appareils y attendent ; { $days ->
    [0] la moitié depuis moins d’un jour.
    [1] la moitié depuis 1 jour ou plus.
   *[other] la moitié depuis { $days } jours ou plus.
  }
diagnosis-bottleneck-pace = Au rythme de la période, il faudrait { $days } jours pour les traiter, sans rien recevoir de plus.
diagnosis-bottleneck-stopped = Aucun n’en est sorti pendant la période.
diagnosis-bottleneck-line = { $step } : { $count } appareils, { $days ->
    [one] { $days } jour de médiane
   *[other] { $days } jours de médiane
  }
diagnosis-no-bottleneck = Aucune étape ne retient les autres
diagnosis-no-bottleneck-help = Partout, moins de { $fewest } appareils attendent, ou { $days } jours suffiraient à les traiter au rythme de la période.
diagnosis-no-bottleneck-line = Aucune
diagnosis-declared = { $count ->
    [0] Les ateliers déclarent ne rien pouvoir prendre.
    [1] Les ateliers déclarent pouvoir prendre 1 appareil par semaine.
   *[other] Les ateliers déclarent pouvoir prendre { $count } appareils par semaine.
  }
diagnosis-undeclared = Aucun atelier n’a déclaré ce qu’il peut prendre par semaine.
diagnosis-received-weekly = Arrivés en réception par semaine, en moyenne : { $count }.

diagnosis-steps = Étape par étape
diagnosis-steps-caption = Ce qui était là, arrivé, sorti et resté à chaque étape ; les jours sont des médianes
diagnosis-step = Étape
diagnosis-before = En attente au début
diagnosis-came = Arrivés
diagnosis-forward = Sortis vers la suite
diagnosis-back = Renvoyés en arrière
diagnosis-lost = Perdus
diagnosis-moved = Partis ailleurs
diagnosis-waiting = En attente à la fin
diagnosis-yield = Rendement, en %
diagnosis-took = Jours à l’étape
diagnosis-waited = Jours d’attente
diagnosis-plot-help = Une colonne par étape, dans l’ordre de la chaîne, numérotées comme dans le tableau.
diagnosis-closes = À chaque étape, ce qui était là et ce qui est arrivé fait ce qui est sorti et ce qui attend.
diagnosis-does-not-close = À une étape, les comptes ne tombent pas juste : prévenez qui tient l’installation, et faites vérifier le journal.

diagnosis-capacity = Ce qui arrive et ce que les ateliers peuvent prendre
diagnosis-losses = Ce qui s’est perdu, et pourquoi
diagnosis-losses-none = Rien ne s’est perdu pendant la période.
diagnosis-losses-caption = Appareils sortis de la chaîne sans servir à personne, par cause et par étape
diagnosis-losses-hint = La cause est la première que ses fiches disaient vraie au moment de la sortie, dans l’ordre : jamais reçu, verrou, réponse bloquante, effacement non prouvé.
diagnosis-cause = Cause
diagnosis-cause-never-came = Annoncé et jamais reçu
diagnosis-cause-locked = Verrouillé par son ancien propriétaire
diagnosis-cause-fault = Un point bloquant de sa liste de contrôle
diagnosis-cause-not-erased = Effacement non prouvé
diagnosis-cause-unsaid = Sans cause notée
diagnosis-areas = Intercommunalité par intercommunalité
diagnosis-received = Arrivés en réception
diagnosis-ready = Devenus prêts
diagnosis-per-week = Capacité déclarée par semaine
diagnosis-holds = Ce qui retient

diagnosis-method = Comment c’est calculé
diagnosis-method-rule = L’étape qui retient les autres est celle qui mettrait le plus de temps à se vider au rythme de la période. Elle n’est nommée que si { $fewest } appareils au moins y attendent, et s’il y faudrait plus de { $days } jours ; quand rien n’en sort, que si la moitié attend depuis plus de { $days } jours. À égalité, celle où il en attend le plus, puis la première.
diagnosis-method-steps = Un appareil est à la collecte tant qu’il est annoncé, prêt à partir tant qu’il est sur un site ; remis, prêté ou cédé, il est sorti vers la suite. Un appareil qui revient recommence à la réception. En transit, il est encore au site qui l’envoie.
diagnosis-method-days = Les jours sont des jours entiers passés à l’étape ; la médiane est la valeur du milieu, et de deux la plus longue. Une valeur corrigée ou un déplacement dans la même intercommunalité n’interrompt rien.
diagnosis-method-yield = Le rendement est la part des sorties qui va vers la suite ; ce qui continue la même étape dans une autre intercommunalité n’est pas une sortie.
diagnosis-method-epci = L’intercommunalité est celle du site, telle que sa fiche la dit aujourd’hui ; un appareil annoncé compte pour l’atelier qui l’attend.
diagnosis-method-capacity = La capacité est celle que les ateliers ont déclarée pour le dernier jour de la période.

diagnosis-back-to = Revenir au diagnostic
diagnosis-plots = En images
plot-press = Voir
plot-help = Les mêmes chiffres sont dans le tableau de cette page.
plot-nothing = Rien à montrer
plot-nothing-help = Rien ne correspond à ces dates. Changez-les.
plot-no-site = Sans site

plot-stock-title = Le stock par étape, au fil du temps
plot-stock-lead = Combien d’appareils il y avait à chaque étape, à la fin de chaque mois.
plot-stock-caption = Appareils à la fin de chacun de ces jours
plot-stock-method = Compté sur les périodes que le journal donne à chaque appareil, comme le stock à une date. Quand la période est longue, seule une fin de mois sur plusieurs est montrée ; toutes les images ont la même échelle.

plot-ages-title = L’âge des appareils
plot-ages-lead = Depuis combien d’années pleines chaque appareil a été acheté.
plot-ages-caption = { $group }, le { $date }
plot-ages-method = L’âge se compte depuis la date d’acquisition notée aujourd’hui sur la fiche, jusqu’au jour demandé. La dernière classe réunit tout ce qui a dix ans ou plus.
plot-age = Âge
plot-age-unknown = Date d’achat inconnue
plot-age-oldest = { $years } ans et plus
plot-age-years = { $years ->
    [0] Moins d’un an
    [1] 1 an
   *[other] { $years } ans
  }

plot-lot-title = Le parcours d’un lot
plot-lot-lead = Jusqu’où les appareils d’un lot sont allés, et où ils sont.
plot-lot = Lot
plot-lot-latest = Le dernier lot
plot-lot-reached = Lot { $lot } : jusqu’où ses appareils sont allés au { $date }
plot-lot-became = Lot { $lot } : où ses appareils sont au { $date }
plot-lot-out = Remis, prêtés ou cédés
plot-lot-method = Un appareil compte à l’étape la plus avancée qu’il a atteinte, et à toutes celles d’avant, même s’il est revenu ou perdu depuis. La seconde image dit où chacun est ce jour-là.

plot-variances-title = Les écarts d’inventaire par site
plot-variances-lead = Ce que les inventaires ont trouvé qui n’allait pas, site par site.
plot-variances-caption = { $count ->
    [one] { $count } inventaire dont le comptage a pris fin du { $from } au { $to }
   *[other] { $count } inventaires dont le comptage a pris fin du { $from } au { $to }
  }
plot-variances-none = Aucun inventaire n’a pris fin dans cette période.
plot-variances-method = Un écart compte au site où la chose a été trouvée, sinon au site où elle était attendue. Un appareil attendu par deux inventaires compte deux fois. L’image montre les quinze sites qui ont le plus d’écarts.
plot-expected = Attendus
plot-missing = Manquants
plot-elsewhere = Trouvés ailleurs
plot-other-gaps = Autres écarts
plot-gaps = Écarts
plot-gaps-per-hundred = Écarts pour 100 attendus
