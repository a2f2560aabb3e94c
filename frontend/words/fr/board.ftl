## Le tableau de l’atelier

menu-board = Tableau
place-board = Où en est l’atelier : ce qui attend, depuis quand, et ce qui bloque.
board-title = Tableau de l’atelier
board-site = Atelier
board-own-site = Mon site
board-all-sites = Tous les sites de mon organisme
board-lot = Lot
board-days = À cette étape depuis plus de (jours)
board-days-not-a-number = Écrivez un nombre de jours, par exemple 7.
board-only-blocked = Seulement ce qui est bloqué
board-everything = Tout revoir
board-more = Voir la suite
board-oldest-first = Ce qui attend depuis le plus longtemps est en haut.
board-column-empty = Rien ici.
board-to-erase =
    { $count ->
        [one] dont { $count } à effacer
       *[other] dont { $count } à effacer
    }

board-choose = Choisissez l’atelier à regarder.
board-workshops = Les ateliers, et ce qui s’y trouve
board-no-workshop = Aucun atelier ouvert sur votre territoire
board-no-workshop-help = Un site devient un atelier sur la page de son organisme.

board-alerts =
    { $count ->
        [one] { $count } lot attend
       *[other] { $count } lots attendent
    }
board-lot-name = Lot { $lot }, { $donor }
board-lot-to-come = annoncé { $since }, pas encore arrivé. Demandez des nouvelles à l’expéditeur.
board-lot-to-begin = des appareils sont en quarantaine { $since }. Commencez par eux.
board-lot-to-close = reçu { $since }, pas encore clos avec l’expéditeur. Réglez les écarts.

board-queue = Contrôles que vous pouvez signer
board-queue-none = Aucun pour le moment.
board-queue-others =
    { $count ->
        [one] { $count } autre appareil attend quelqu’un d’autre : vous y avez travaillé, ou il lui manque quelque chose.
       *[other] { $count } autres appareils attendent quelqu’un d’autre : vous y avez travaillé, ou il leur manque quelque chose.
    }

board-for-others = Contrôles qui attendent autre chose que vous
board-for-others-see = Voir lesquels

board-blocked = Bloqués
board-blocked-none = Rien n’est bloqué.
board-block-locked = Verrouillé
board-block-locked-help = L’ancien propriétaire doit lever le verrou : la liste de levée est sur la page du lot.
board-block-nobody-erases = Personne pour effacer
board-block-nobody-erases-help = Personne n’est habilité à l’effacement aujourd’hui : voyez la page Équipe.
board-block-lacks-proof = Preuve à refaire
board-block-lacks-proof-help = Au contrôle sans effacement accepté : renvoyez l’appareil en remise en état.
board-block-part-missing = Pièce manquante
board-block-part-missing-help = Une pièce est sortie de l’appareil et n’a pas été remplacée : posez-en une, ou gardez l’appareil pour ses pièces.
board-block-software-short = Logiciel insuffisant
board-block-software-short-help = Aucun programme ouvert ne prendrait l’appareil ainsi : mises à jour trop courtes ou sans date connue, ou logiciel non libre. Sa page au poste dit lequel des trois.
board-block-software-unsaid = Logiciel non noté
board-block-software-unsaid-help = L’appareil est effacé, et personne n’a noté ce qui est installé, que les programmes demandent : notez-le au poste.
board-block-nobody-checks = Personne pour signer
board-block-nobody-checks-help = Qui pourrait signer y a travaillé, ou personne n’est habilité au contrôle : faites habiliter quelqu’un d’autre.

board-flow = Ce qui est passé par l’atelier
board-flow-hint = Chaque passage compte : un appareil renvoyé puis contrôlé de nouveau compte deux fois. Les six dessins ont la même échelle ; le tableau dit les mêmes chiffres. Une date est un jour, ou le lundi d’une semaine.
board-flow-days = Voir les 7 derniers jours
board-flow-weeks = Voir les 8 dernières semaines
board-flow-caption = Passages par étape
board-flow-step = Étape
board-flow-sum = Total
board-flow-total =
    { $total ->
        [one] { $total } passage en tout ; le détail est dans le tableau.
       *[other] { $total } passages en tout ; le détail est dans le tableau.
    }
board-flow-received = Reçus
board-flow-triaged = Triés
board-flow-work-done = Remis en état
board-flow-checked = Contrôlés
board-flow-ready = Prêts
board-flow-scrapped = Mis au rebut

board-on-the-way = En route entre ateliers : { $leaving } partis d’ici, { $coming } attendus ici. Ils ne sont dans aucune colonne.
