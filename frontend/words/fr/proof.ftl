# Ce que dit la preuve : clés, points de contrôle envoyés, listes exportées, journées de consultations scellées.

event-export-begun = Export commencé
event-export-ended = Export mené à son terme
event-looks-sealed = Consultations de données personnelles d’une journée scellées : leur nombre et une empreinte, personne n’y est nommé
event-with-list = { $sentence } : { $list }
event-with-rows = { $rows ->
    [0] { $sentence } : aucune ligne
    [one] { $sentence } : { $rows } ligne
   *[other] { $sentence } : { $rows } lignes
}
export-list-stock = le stock
export-list-journal = le journal entier
export-list-bolc-sheet = une fiche BOLC d’un lot
export-list-locked-devices = les appareils bloqués d’un lot
export-list-reform-inventory = la liste d’un lot à réformer
export-list-pallet = les appareils d’une palette
export-list-hours = les heures d’un mois
export-list-count-lines = les lignes d’un inventaire
export-list-passes = le registre des pass
export-list-indicators = les indicateurs d’un programme
export-list-stock-at = le stock à une date
export-list-stock-movements = les mouvements du stock
journal-subject-access-seal = Journée de consultations
journal-subject-list-export = Liste exportée

proof-key = Clé qui signe le journal
proof-key-help = Notez cette empreinte ailleurs qu’ici. Un export ou un point de contrôle signé par une autre clé n’est pas de ce journal.
proof-public-key = Clé publique
proof-letter-subject = Point de contrôle du journal, { $date }
proof-letter-what = Le journal de Passe-Relais a été vérifié en entier, sans anomalie. Voici son point de contrôle du { $date } : { $subjects } chaînes, { $events } événements.
proof-letter-keep = Gardez ce message. Personne, pas même l’administrateur de la base, ne peut plus changer ce qui précède cette date sans que ce message le contredise.
proof-letter-hash = Empreinte du point de contrôle : { $hash }
proof-letter-key = Clé qui l’a signé : { $key }
proof-letter-line = Le voici tel qu’il figure dans tout export du journal :
proof-letter-compare = Pour comparer un export avec ce message : passe-relais journal verify FICHIER --checkpoint { $hash }
