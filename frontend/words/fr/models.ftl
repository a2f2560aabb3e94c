models-title = Modèles et mises à jour
models-lead = Jusqu’à quand le constructeur envoie des mises à jour à chaque modèle. L’atelier le voit avant de commencer le travail, et les programmes peuvent demander une durée.
models-one = Noter un modèle
models-model-hint = Écrit comme sur la fiche de l’appareil ; majuscules et accents ne comptent pas.
models-until = Mises à jour jusqu’au
models-until-hint = Un jour (30/06/2027) ou un mois (06/2027). Laissez vide pour retirer une date fausse.
models-source = Source
models-source-hint = La page du constructeur où vous l’avez lu, par exemple support.google.com. Jamais le nom d’une personne.
models-save = Enregistrer
models-undated = Modèles en stock sans date
models-devices =
    { $count ->
        [one] { $count } appareil
       *[other] { $count } appareils
    }
models-known = Modèles connus
models-none = Aucun modèle n’a encore de date
models-none-help = Notez un modèle ci-dessus, ou importez une liste.
models-ended = Terminées
models-withdrawn = date retirée
models-import = Importer une liste
models-list = Liste (CSV)
models-list-hint = Colonnes : type, marque, modèle, mises à jour jusqu’au, source. Une ligne fausse et rien n’est pris : la page dit lesquelles corriger. Pas de classeur Excel : enregistrez-le en CSV.
models-import-press = Importer
models-list-missing = Choisissez un fichier.
models-list-columns = Il manque une des cinq colonnes : type, marque, modèle, mises à jour jusqu’au, source.
models-list-lines = Des lignes sont fausses ; rien n’a été pris. Corrigez-les dans le fichier et choisissez-le de nouveau.
models-line = Ligne { $number } :
models-line-ragged = le nombre de cellules n’est pas celui de l’en-tête.
models-kind-wrong = Choisissez tablette, téléphone, ordinateur portable ou ordinateur fixe.
models-manufacturer-wrong = Donnez la marque.
models-model-wrong = Donnez le modèle.
models-until-wrong = Écrivez la date comme 30/06/2027, ou le mois comme 06/2027.
models-source-wrong = Dites où la date a été lue, en 120 signes au plus.
models-source-personal = La source ne doit pas nommer une personne : donnez le site du constructeur.
done-model-kept = Modèle enregistré.
done-models-imported = Liste importée.
