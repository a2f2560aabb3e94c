# L’inventaire (récolement) : figer, compter, expliquer les écarts, clore.

menu-counts = Inventaire
place-counts = Compter le stock en scannant, expliquer chaque écart, clore par un procès-verbal.
counts-title = Inventaires
counts-lead = Un inventaire fige ce qui est attendu, puis plusieurs personnes comptent en scannant. L’activité continue.
counts-none = Aucun inventaire
counts-none-help = Les finances ouvrent un inventaire quand le stock est à compter.
counts-back = Tous les inventaires
count-heading = Inventaire
count-number = Inventaire n° { $number }
count-back = Retour à l’inventaire
count-frozen-at = Stock figé le
count-ended-at = Comptage terminé le
count-closed-at = Clos le
count-state = État
count-state-counting = Comptage en cours
count-state-resolving = Écarts à expliquer
count-state-closed = Clos
count-gaps = Écarts
count-go = Compter
count-go-of = Compter pour l’inventaire n° { $number }
count-yes = Oui
count-all-of-them = Tous
count-expected = Appareils attendus

## Ouvrir

count-new = Ouvrir un inventaire
count-new-lead = Au moment où vous ouvrez, l’outil retient chaque appareil attendu, et où il est.
count-scope = Ce qui est compté
count-scope-help = Cochez pour limiter. Rien de coché : tout est compté.
count-sites = Sites
count-owners = Propriétaires
count-kinds = Types d’appareils
count-site-wrong = Choisissez des sites de la liste.
count-owner-wrong = Choisissez des propriétaires de la liste.
count-kind-wrong = Choisissez des types de la liste.
count-how = Comment on compte
count-blind = Comptage en aveugle
count-blind-hint = Qui compte ne voit ni ce qui est attendu, ni ce qui reste à trouver.
count-second-pass = Second comptage par une autre personne
count-second-pass-hint = Chaque appareil est scanné deux fois, par deux personnes différentes.
count-two-people = Qui explique les écarts
count-two-people-help = Au-dessus d’un seuil, une seconde personne signe ce que la première a expliqué. Sans seuil, une personne suffit.
count-above-euros = Deux personnes à partir de cette valeur, en euros
count-above-euros-hint = Valeur d’achat, en euros entiers. Un écart sans valeur connue demande aussi deux personnes.
count-above-gaps = Deux personnes au-delà de ce nombre d’écarts
count-above-gaps-hint = Alors tous les écarts demandent deux personnes.
count-number-wrong = Donnez un nombre entier, ou laissez vide.
count-open-press = Figer le stock et ouvrir
count-nothing-expected = Aucun appareil n’est attendu avec ces limites. Rien n’est ouvert : élargissez-les.
done-count-opened = L’inventaire est ouvert, le stock attendu est figé.

## Compter

count-here = Vous comptez à : { $site }
count-here-help = Scannez chaque appareil de ce site, même s’il vous semble mal rangé.
count-pass-second-help = Second comptage : scannez ce qu’une autre personne a déjà compté.
count-scan = Scannez l’étiquette d’un appareil
count-over = Le comptage est terminé
count-done =
    { $count ->
        [one] { $count } compté par vous
       *[other] { $count } comptés par vous
    }
count-left-here =
    { $count ->
        [0] rien ne reste à trouver ici
        [one] { $count } reste à trouver ici
       *[other] { $count } restent à trouver ici
    }
count-unlabelled-title = Un appareil sans étiquette
count-unlabelled-kind = Quel type d’appareil ?
count-unlabelled-hint = Étiquette absente ou illisible. Mettez l’appareil de côté : les finances le verront.
count-unlabelled-press = Noter un appareil sans étiquette
count-kind-missing = Choisissez un type d’appareil.
count-passes = Quel comptage ?
count-pass-first = Premier comptage
count-pass-second = Second comptage
count-already-by = Déjà compté par { $who }, le { $when }
done-count-noted = Noté.
done-count-found = Compté : attendu, et à sa place.
done-count-found-elsewhere = Compté. Le journal le dit ailleurs : mettez-le de côté.
done-count-found-handed-over = Compté. Le journal le dit remis ou prêté : mettez-le de côté.
done-count-found-in-transit = Compté. Le journal le dit en route : notez son arrivée.
done-count-found-gone = Compté. Le journal le dit jeté ou cédé : mettez-le de côté.
done-count-not-expected = Compté. Il est à sa place, sans être dans le stock figé.
done-count-unknown-label = Noté : aucun appareil ne porte cette étiquette. Mettez la chose de côté.
done-count-unlabelled = Noté : un appareil sans étiquette.
done-count-already = Déjà compté : la première ligne dit par qui et quand.
count-refused-ended = Le comptage est terminé : ce scan n’est pas compté. Prévenez les finances, qui peuvent le rouvrir.
count-refused-no-device = C’est l’étiquette d’un carton, d’un emplacement ou d’une pièce. Scannez les appareils, un par un.
count-refused-same-person = Vous l’avez compté dans l’autre comptage. Une autre personne doit le compter ici.

## Résultats

count-figures = Résultats
count-left =
    { $count ->
        [0] Tous les appareils attendus ont été scannés.
        [one] Un appareil attendu n’a pas encore été scanné.
       *[other] { $count } appareils attendus n’ont pas encore été scannés.
    }
count-class = Résultat
count-class-found = Trouvé comme attendu
count-class-found-elsewhere = Trouvé ici, attendu ailleurs
count-class-found-handed-over = Trouvé, alors qu’il est remis ou prêté
count-class-found-in-transit = Trouvé, alors qu’il est en route
count-class-found-gone = Trouvé, alors qu’il est jeté ou cédé
count-class-came-since = Arrivé depuis que le stock est figé
count-class-outside-scope = À sa place, hors de cet inventaire
count-class-unknown-label = Étiquette inconnue
count-class-unlabelled = Sans étiquette
count-class-one-count-only = Vu par un seul des deux comptages
count-class-handed-over = Non vu : remis ou prêté
count-class-in-transit = Non vu : en route
count-class-moved-since = Non vu : déplacé depuis, dit le journal
count-class-left-since = Non vu : jeté ou cédé depuis
count-class-missing = Manquant
count-twice = Scanné plusieurs fois
count-repeats = Scans de plus
count-repeated =
    { $count ->
        [one] scanné { $count } fois de plus
       *[other] scanné { $count } fois de plus
    }
count-is-gap = Écart
count-counters = Qui a compté
count-counter =
    { $count ->
        [one] { $name } : { $count } scan
       *[other] { $name } : { $count } scans
    }
count-counters-none = Personne n’a encore scanné.
count-lines = Voir chaque ligne
count-lines-title = Lignes de l’inventaire n° { $number }
count-lines-gaps = Tous les écarts
count-lines-twice = Scannés plusieurs fois
count-lines-none = Aucune ligne
count-lines-none-help = Choisissez un autre résultat.
count-line = Ligne
count-line-title = Ligne { $number }
count-expected-at = Attendu à
count-found-at = Trouvé à
count-scanned = Scanné
count-by-whom-when = { $who }, le { $when }
count-export = Télécharger les lignes (CSV)
count-export-file = inventaire
count-record = Procès-verbal (PDF)
count-record-file = proces-verbal-inventaire
count-record-hash = Empreinte du procès-verbal

## Terminer, expliquer, clore

count-next-counting = Le comptage est en cours
count-next-counting-help = Plusieurs personnes peuvent compter en même temps, aussi sans réseau. Les déplacements continuent : le journal les suit.
count-end = Terminer le comptage
count-end-help = Attendez que chaque téléphone ait envoyé ses scans. Ensuite, plus personne ne compte, et les écarts sont établis.
count-next-resolving = Expliquer les écarts
count-reasons-open =
    { $count ->
        [0] Chaque écart a son motif.
        [one] Un écart attend son motif.
       *[other] { $count } écarts attendent leur motif.
    }
count-signatures-open =
    { $count ->
        [0] Aucune signature n’est attendue.
        [one] Une signature est attendue.
       *[other] { $count } signatures sont attendues.
    }
count-see-gaps = Voir les écarts
count-gaps-back = Tous les écarts
count-close = Clore l’inventaire
count-close-help = Le procès-verbal est fait une fois. Après, rien de cet inventaire ne change plus.
count-reopen = Reprendre le comptage
count-reopen-help = Possible tant qu’aucun écart n’est expliqué. Les scans restent.
count-to-resolve = À expliquer
count-to-sign = À contresigner
count-resolve = Pourquoi cet écart ?
count-resolve-help = Le motif ne change plus ensuite. Le stock n’est pas modifié : corrigez-le là où l’appareil se range, se scanne ou se jette.
count-resolve-two = Une seconde personne signera ce motif.
count-resolve-press = Enregistrer le motif
count-reason = Motif
count-reason-missing = Choisissez un motif.
count-reason-moved-unrecorded = Déplacé sans avoir été scanné
count-reason-given-unrecorded = Remis, prêté ou rendu sans avoir été scanné
count-reason-scrapped-unrecorded = Jeté ou cédé sans avoir été enregistré
count-reason-found-later = Retrouvé après le comptage
count-reason-label-fault = Étiquette perdue, illisible ou posée par erreur
count-reason-not-in-stock = N’appartient pas au stock
count-reason-counting-mistake = Erreur de comptage
count-reason-stolen = Volé
count-reason-lost = Perdu
count-reason-unexplained = Non expliqué
count-words = Précisions
count-words-hint = Ce qui a été vérifié, et où. Ces mots sont gardés chiffrés et peuvent être effacés.
count-words-too-long = 1 000 caractères au plus.
count-moves = Déplacé sans être vu
count-moves-help = Le journal l’a déplacé pendant le comptage, mais personne n’a lu son étiquette, ne l’a remis ni scanné : il reste à trouver.
count-words-erased = Effacées
count-proof = Pièce justificative
count-proof-hint = Un PDF ou une photo : plainte, bon, constat.
count-proof-download = Télécharger la pièce
count-proof-file = piece-inventaire
count-resolved-by = Expliqué par
count-signed-by = Contresigné par
count-sign = Contresigner
count-sign-help = Lisez le motif et la pièce. Vous signez que vous les avez vérifiés.
count-sign-press = Contresigner ce motif
count-sign-waits = Une autre personne des finances doit signer.
done-count-ended = Le comptage est terminé, les écarts sont établis.
done-count-reopened = Le comptage a repris.
done-count-closed = L’inventaire est clos, son procès-verbal est fait.
done-count-gap-resolved = Le motif est enregistré.
done-count-gap-signed = Le motif est contresigné.
count-stays-not-ended = Le comptage n’est pas terminé.
count-stays-resolved = Un écart est déjà expliqué : relisez-le.
count-stays-not-resolved = Cet écart n’a pas encore de motif.
count-stays-own = Vous avez donné ce motif : une autre personne doit le signer.
count-stays-signed = Ce motif est déjà contresigné.
count-stays-gaps = Des écarts attendent encore leur motif.
count-stays-signatures = Des motifs attendent encore une seconde signature.
count-stays-closed = Cet inventaire est clos : rien n’en change plus.
count-stays-busy = Quelqu’un agissait sur cet inventaire au même moment. Regardez où il en est, puis recommencez si besoin.

journal-subject-stock-count = Inventaire
event-count-opened = Inventaire ouvert
event-count-frozen = Stock attendu figé
event-count-ended = Comptage terminé, scans scellés
event-count-reopened = Comptage repris
event-count-gap-resolved = Écart expliqué
event-count-gap-signed = Motif d’un écart contresigné
event-count-closed = Inventaire clos, procès-verbal fait
