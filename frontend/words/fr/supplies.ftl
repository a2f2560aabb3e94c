# Fournitures : chargeurs, câbles, coques, comptés par site ; et le chargeur d'un appareil.

menu-supplies = Fournitures
place-supplies = Compter les chargeurs, câbles et coques, et voir ce qui va manquer.

supplies-title = Fournitures
supplies-lead = Chargeurs, câbles, coques : combien il y en a sur chaque site, et ce qui va manquer.
supplies-site = Site
supplies-caption = Fournitures du site { $site }
supplies-low =
    { $count ->
        [one] Une fourniture est sous son minimum
       *[other] { $count } fournitures sont sous leur minimum
    }
supplies-no-site = Votre organisme n’a pas de site ouvert
supplies-no-site-help = Les fournitures se comptent par site. Demandez au coordinateur d’en ouvrir un.
supply-kind = Fourniture
supply-quantity = En stock
supply-minimum = Minimum
supply-level = État
supply-of-minimum = { $quantity } pour un minimum de { $minimum }
supply-level-unwatched = Sans minimum
supply-level-enough = Suffisant
supply-level-low = Sous le minimum
supply-level-empty = Épuisé

supply-receive = Il en arrive
supply-pieces = Nombre de pièces
supply-receive-press = Ajouter au stock
supply-count = Compter l’étagère
supply-counted = Comptés sur l’étagère
supply-count-hint = Ce qui manque est noté comme perdu ou cassé, ce qui est en trop comme retrouvé.
supply-count-press = Noter le comptage
supply-use = Donner avec un appareil
supply-code = Code de l’appareil
supply-use-hint = Scannez l’étiquette d’un appareil de ce site. Une pièce sort du stock.
supply-use-press = Sortir une pièce
supply-watch = Être prévenu
supply-watch-hint = En dessous, cette page et l’accueil le disent. 0 : ne pas prévenir.
supply-watch-press = Garder ce minimum
supply-send = Envoyer à un autre site
supply-to = Vers
supply-send-press = Envoyer
supply-ledger = Derniers mouvements
supply-ledger-none = Aucun mouvement
supply-ledger-none-help = Notez ce qui arrive, ou comptez ce qui est sur l’étagère.
supply-when = Quand
supply-what = Quoi
supply-change = Mouvement
supply-after = En stock ensuite
supply-was-received = Arrivé
supply-was-used = Donné avec l’appareil
supply-was-missing = Manquant au comptage : perdu ou cassé
supply-was-found = Retrouvé au comptage
supply-was-right = Comptage juste
supply-was-sent = Envoyé à { $site }
supply-has-arrived = Reçu de { $site }

supply-pieces-wrong = Écrivez un nombre entier d’au moins 1.
supply-count-wrong = Écrivez un nombre entier, 0 compris.
supply-device-not-here = Aucun appareil de ce site ne porte ce code. Vérifiez l’étiquette.
supply-site-missing = Choisissez le site qui les reçoit.
supply-not-enough = Il n’y en a pas assez sur ce site. Comptez l’étagère, ou faites-en venir.
supply-changed = Le stock a changé pendant que vous comptiez. Regardez le nouveau nombre, puis comptez de nouveau.
supply-refused-help = La page montre le stock d’à présent.
done-supply-noted = Noté.

charger-title = Chargeur
charger-question = Un chargeur part avec cet appareil ?
charger-hint = La fiche, la page de remise et le bordereau le diront.
charger-came-with = Oui, celui qui est arrivé avec lui
charger-from-stock = Oui, un { $kind } du stock
charger-left = { $count } en stock ici : il en sortira un
charger-choose-none = Non, il part sans chargeur
charger-with = Avec chargeur
charger-with-kind = Avec { $kind }
charger-without = Sans chargeur
charger-gone = Il n’y a plus de ce chargeur en stock. Choisissez-en un autre, ou « sans chargeur ».
