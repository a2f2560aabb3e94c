# Qui a consulté les données de qui.

access-lead = Chaque consultation des données d’un bénéficiaire, gardée douze mois. Les personnes y sont des numéros, jamais des noms.
access-recipient = Numéro du bénéficiaire
access-recipient-unreadable = Un numéro de bénéficiaire ne contient que des chiffres, par exemple 12.
access-none = Aucune consultation
access-none-help = Retirez le filtre pour voir toutes les consultations gardées.
access-latest = Dernières consultations
access-when = Quand
access-who = Qui
access-what = Quoi
access-whose = Données de
access-person = Bénéficiaire { $number }
access-viewed = A affiché la fiche
access-searched = A trouvé par une recherche
access-recorded = A enregistré ou modifié
access-printed = A imprimé ou copié
