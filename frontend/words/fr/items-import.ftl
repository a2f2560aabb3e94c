## Importer une liste de fiches du catalogue

items-import-help = Un fichier CSV, une ligne par fiche. Vous verrez d’abord ce qui serait ajouté ; rien n’est enregistré avant votre accord. Les fiches qui existent déjà ne changent pas.
items-import-columns = Colonnes reconnues : chaque champ de la fiche, par son nom à l’écran ou en court : name_fr, name_en, needs, purpose_fr, purpose_en, usage_fr, usage_en, guide_fr, guide_en, accessories_fr, accessories_en, age_from, age_to, synonyms, needs_cleaning, has_battery. Les autres colonnes sont laissées de côté.
items-import-cells = Dans une cellule, une étape ou un accessoire par ligne. Ce qui est difficile s’écrit comme dans la fiche, plusieurs séparés par une barre ( | ). Nettoyage et batterie : oui ou non.
items-import-file-hint = CSV, 2 Mo et 1 000 lignes au plus.
items-import-no-name-column = Aucune colonne ne donne le nom des fiches. Nommez-la « name_fr », puis choisissez de nouveau le fichier.
items-import-needs-missing = Dites au moins ce qui est difficile.
items-import-need-unknown = « { $typed } » n’est pas dans la liste de ce qui est difficile. Écrivez-le comme dans la fiche ; jamais un diagnostic.
items-import-flag-wrong = « { $typed } » n’est ni oui ni non.
items-import-told = Lignes laissées de côté
items-import-land =
    { $count ->
        [one] Ajouter { $count } fiche
       *[other] Ajouter { $count } fiches
    }
done-items-imported = Les fiches de la liste sont ajoutées. Scannez leurs exemplaires sur chaque fiche.
