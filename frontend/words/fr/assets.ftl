# Les comptes du propriétaire à côté du stock, le dossier de preuves d’un lot, le taux de réemploi.

menu-accounting = État de l’actif
place-accounting = Comparer l’état de l’actif au stock, vérifier les valeurs nettes, suivre le taux de réemploi.
journal-subject-asset-import = État de l’actif importé
event-assets-imported = État de l’actif importé : son fichier, ses lignes et ses totaux
export-list-assets = un état de l’actif comparé au stock
export-list-reuse = le taux de réemploi d’une année
done-accounting-imported = L’état de l’actif est importé.
done-accounting-imported-before = Ce fichier avait déjà été importé : rien n’a changé.
done-accounting-duration-kept = C’est enregistré.

accounting-title = État de l’actif
accounting-lead = L’état de l’actif d’un propriétaire, à côté des appareils du stock, par numéro d’inventaire. Ce qui a été importé ne change plus.
accounting-new = Importer un état de l’actif
accounting-none = Aucun état de l’actif
accounting-none-help = Le service des finances importe celui du propriétaire, ou son bilan d’entrée, en XLSX ou en CSV.
accounting-list = État
accounting-list-of = Au { $date }
accounting-lines = Lignes
accounting-imported-on = Importé le
accounting-back = Tous les états de l’actif

## Les colonnes

accounting-inventory-number = Numéro d’inventaire
accounting-accounting-number = Numéro comptable
accounting-designation = Désignation
accounting-account = Compte par nature
accounting-acquired-on = Date d’acquisition
accounting-value = Valeur d’acquisition
accounting-net-book = Valeur nette comptable
accounting-subsidies = Subventions attachées
accounting-ignore = Ne pas lire

## L’import

accounting-import-lead = Rien n’est enregistré avant que vous ayez vu ce qui sera pris et ce qui est refusé.
accounting-as-of = Date de l’état
accounting-as-of-hint = Le jour des valeurs nettes comptables, souvent un 31 décembre.
accounting-as-of-missing = Donnez la date de l’état, par exemple 31/12/2025.
accounting-as-of-to-come = Cette date est à venir : donnez le jour des valeurs nettes du fichier.
accounting-owner-missing = Choisissez le propriétaire.
accounting-file-label = Fichier
accounting-file-hint = XLSX ou CSV, 100 000 lignes au plus. La première ligne porte les noms des colonnes.
accounting-no-file = Choisissez un fichier.
accounting-file-again = Choisissez le fichier de nouveau : le navigateur ne le garde pas.
accounting-file-empty = Ce fichier n’a aucune ligne.
accounting-file-too-large = Ce fichier est trop grand. Coupez-le, ou demandez l’import en ligne de commande.
accounting-file-too-many = Plus de { $limit } lignes : demandez l’import en ligne de commande.
accounting-file-no-workbook = Ce n’est pas un classeur XLSX entier. Enregistrez-le de nouveau, ou en CSV.
accounting-file-not-text = Ce n’est ni un classeur ni un texte lisible. Enregistrez-le en XLSX, ou en CSV encodé en UTF-8.
accounting-file-no-header = La première ligne doit porter les noms des colonnes.
accounting-file-encoding = Les accents des noms de colonnes sont abîmés : le fichier a été lu dans un autre encodage que le sien. Enregistrez-le de nouveau en UTF-8, ou en XLSX.
accounting-dry-run = Voir ce qui serait importé
accounting-dry-run-title = Avant d’importer
accounting-dry-run-lead = { $owner }, au { $date }. Rien n’est encore enregistré.
accounting-before = Ce fichier a déjà été importé
accounting-before-link = Voir l’état importé
accounting-taken = Prises
accounting-refused = Refusées
accounting-columns = Ce que veut dire chaque colonne
accounting-columns-hint = Votre choix est retenu pour le prochain fichier de ce propriétaire.
accounting-columns-help = Corrigez le sens des colonnes ci-dessous, puis vérifiez de nouveau.
accounting-column = Colonne
accounting-example = Exemple
accounting-meaning = Sens
accounting-column-twice = Deux colonnes disent « { $field } » : n’en gardez qu’une.
accounting-column-missing = Aucune colonne ne dit « { $field } » : choisissez-la.
accounting-other-columns = Le fichier n’a pas ces colonnes : choisissez-le de nouveau.
accounting-recalculate = Vérifier de nouveau
accounting-accept = { $count ->
    [one] Importer { $count } ligne
   *[other] Importer { $count } lignes
}
accounting-another = Choisir un autre fichier
accounting-refused-lines = Lignes refusées
accounting-refused-hint = Elles n’entrent pas. Corrigez-les dans le fichier : le fichier corrigé s’importe comme un nouvel état.
accounting-line = Ligne
accounting-line-number = Ligne { $number }
accounting-why = Pourquoi
accounting-more-refused = Et { $count } autres.
accounting-why-ragged = Elle n’a pas autant de cellules que la première ligne.
accounting-why-encoding = Accents abîmés : « { $typed } » a été lu dans un autre encodage que le sien.
accounting-why-no-number = Ni numéro d’inventaire ni numéro comptable.
accounting-why-no-date = La date d’acquisition manque.
accounting-why-bad-date = « { $typed } » n’est pas une date.
accounting-why-later-date = « { $typed } » est après la date de l’état.
accounting-why-no-amount = Le montant manque.
accounting-why-bad-amount = « { $typed } » n’est pas un montant.
accounting-why-two-readings = « { $typed } » se lit de deux façons : écrivez les centimes, par exemple 1219,00 ou 1,22.
accounting-why-negative = « { $typed } » est négatif.
accounting-why-net-above-value = La valeur nette « { $typed } » dépasse la valeur d’acquisition.
accounting-why-bad-account = « { $typed } » n’est pas un compte : 1 à 12 chiffres ou lettres.
accounting-why-too-long = Plus de 200 caractères.
accounting-why-about-a-person = Ce texte semble parler d’une personne : retirez-le du fichier.
accounting-why-twice = « { $typed } » est déjà à la ligne { $line }.

## La comparaison

accounting-compared = L’état de l’actif et le stock
accounting-compared-lead = { $owner }, au { $date }.
accounting-altered = Les lignes ne donnent plus les totaux de l’import
accounting-altered-help = Quelqu’un a touché à la base de données. Prévenez l’exploitant, et vérifiez le journal.
accounting-matched = Lignes dont un appareil porte le numéro
accounting-devices = Appareils du propriétaire
accounting-file-hash = Empreinte du fichier (SHA-256)
accounting-classes = Ce qui concorde, et ce qui ne concorde pas
accounting-class = Classe
accounting-count = Nombre
accounting-means = Ce que cela veut dire
accounting-class-both = Des deux côtés
accounting-class-both-means = Un appareil et une ligne du même numéro, même valeur d’acquisition et même date.
accounting-class-differs = Des deux côtés, avec un écart
accounting-class-differs-means = Même numéro, mais la valeur ou la date n’est pas la même, le numéro est porté par plusieurs appareils, ou l’appareil était déjà sorti.
accounting-class-theirs = Seulement dans l’état
accounting-class-theirs-means = Aucun appareil de ce propriétaire ne porte ce numéro chez nous : il n’est pas venu, ou son numéro n’est pas saisi.
accounting-class-ours = Seulement dans le stock
accounting-class-ours-means = L’état n’a pas ce numéro, ou l’appareil n’en a pas.
accounting-class-left = Sorti, et plus dans l’état
accounting-class-left-means = Réformé ou cédé à la date de l’état au plus tard : c’est ce qu’on attend.
accounting-closes = Les deux premières classes et les deux dernières font ensemble tous les appareils du propriétaire, tels que le stock les connaît maintenant.
accounting-class-empty = Rien dans cette classe
accounting-class-empty-help = Choisissez-en une autre dans le tableau.
accounting-in-list = Dans l’état
accounting-in-stock = Dans le stock
accounting-gap = Écart
accounting-gap-value = valeur différente
accounting-gap-value-unknown = valeur inconnue du stock
accounting-gap-acquired = date différente
accounting-gap-acquired-unknown = date inconnue du stock
accounting-gap-shared = numéro porté par plusieurs appareils
accounting-gap-gone = déjà réformé ou cédé
accounting-absent = absent
accounting-no-number = Sans numéro
accounting-no-day = date inconnue
accounting-no-value = valeur inconnue
accounting-net-short = nette { $value }
accounting-csv = Télécharger tout (CSV)
accounting-xlsx = Télécharger tout (XLSX)
accounting-events = Dans le journal
accounting-file = etat-de-l-actif
accounting-sheet = État de l’actif
accounting-our-number = Numéro dans le stock
accounting-our-designation = Appareil
accounting-our-inventory-number = Numéro d’inventaire dans le stock
accounting-our-acquired-on = Date d’acquisition dans le stock
accounting-our-value = Valeur d’acquisition dans le stock

## Les valeurs nettes

accounting-values = Vérifier les valeurs nettes
accounting-authority = La valeur nette importée fait foi. Notre calcul ne fait que signaler un écart.
accounting-rule = Calcul linéaire, prorata temporis en jours réels : le jour d’acquisition compte, la durée va jusqu’au même jour N années plus tard, chaque jour pèse autant. L’amorti depuis le début est arrondi une fois au centime le plus proche, un demi-centime vers le haut. Faute de date de mise en service, on part de la date d’acquisition.
accounting-agree = Lignes d’accord au centime
accounting-flagged = Lignes signalées
accounting-unknown-duration = Lignes sans durée connue, non calculées
accounting-sent-total = Valeurs nettes importées, des lignes calculées
accounting-ours-total = Valeurs nettes calculées, des mêmes lignes
accounting-sent = Nette importée
accounting-ours = Nette calculée
accounting-difference = Écart
accounting-years = Années
accounting-none-flagged = Aucune ligne signalée
accounting-none-flagged-help = Aucune ligne calculée ne s’écarte de la valeur nette importée.
accounting-no-durations = Aucune durée n’est connue pour ce propriétaire.
accounting-one-line = Ligne
accounting-file-line = Ligne du fichier
accounting-no-plan = Aucune durée n’est connue pour ce compte
accounting-plan = Plan d’amortissement linéaire
accounting-plan-year = Année
accounting-annuity = Amorti dans l’année
accounting-left-over = Reste au 31 décembre
accounting-durations = Durées d’amortissement
accounting-durations-lead = Les durées sont celles que l’assemblée du propriétaire a votées, par compte. Un début de compte vaut pour tous ceux qui commencent ainsi ; le plus long l’emporte.
accounting-durations-none = Aucune durée
accounting-durations-none-help = Sans durée, aucune valeur nette n’est calculée.
accounting-duration-account-hint = Un compte ou son début, par exemple 2183.
accounting-duration-account-wrong = Donnez un compte : 1 à 12 chiffres ou lettres.
accounting-duration-years-hint = De 1 à 50. Laissez vide pour retirer le compte.
accounting-duration-years-wrong = Donnez un nombre d’années, de 1 à 50.
accounting-duration-keep = Enregistrer la durée

## Le dossier de preuves d’un lot

folder-title = Dossier de preuves
folder-of-lot = Dossier de preuves du lot { $number }
folder-lead = Pourquoi les appareils sont sortis de l’inventaire, ce que chacun est devenu, ce qu’il pesait, et les preuves. Personne n’y est nommé.
folder-print = Imprimer le dossier
folder-file = dossier-de-preuves-lot
folder-donor = Donateur
folder-workshop = Atelier
folder-basis = Fondement
folder-reform-reference = Référence de réforme à l’annonce
folder-announced-on = Annoncé le
folder-received-on = Reçu le
folder-closed-on = Clos le
folder-not-yet = pas encore
folder-devices = Appareils
folder-outcomes = Ce qu’ils sont devenus
folder-outcome = Devenir
folder-outcome-awaited = Annoncé, pas encore arrivé
folder-outcome-never-came = Jamais reçu
folder-outcome-in-workshop = À l’atelier
folder-outcome-ready = Prêt
folder-outcome-handed-over = Remis à un bénéficiaire
folder-outcome-lent = En prêt
folder-outcome-ceded = Cédé
folder-outcome-scrapped = Mis au rebut
folder-proofs = Les preuves
folder-proof = Preuves
folder-reformed = Au certificat d’une réforme
folder-erased = Effacement accepté, au moins une preuve
folder-certified = Certificat d’effacement
folder-checked = Contrôle qualité réussi
folder-of-devices = { $count } sur { $of }
folder-proof-erased = effacement accepté
folder-proof-certified = certificat d’effacement
folder-proof-checked = contrôle réussi
folder-proof-none = aucune
folder-weights = Les poids
folder-weighed-alone = { $count ->
    [one] { $count } appareil pesé seul : { $weight }.
   *[other] { $count } appareils pesés un à un : { $weight }.
}
folder-weighed-pallet = Palette { $number } : { $weight } en tout, dont { $count } de ses { $of } appareils viennent de ce lot. Leur part n’est pas pesée.
folder-weighed-nothing = Rien de ce lot n’a été pesé.
folder-reforms = Réformes
folder-cessions = Cessions
folder-pallets = Palettes de déchets
folder-recipient = Bénéficiaire de la cession
folder-pallet-number = Palette
folder-departed-on = Partie le
folder-waste = Code et bordereau
folder-none = Aucune.
folder-lines = Appareils du lot
folder-no-lines = Aucun appareil
folder-no-lines-help = Ce lot n’a pas encore d’appareil.
folder-by-cession = par l’acte { $number }
folder-by-pallet = sur la palette { $number }
folder-masked = Les noms sont masqués : signataires, destinataires et bénéficiaires ne sont que sur les actes et les remises.
folder-part = Appareils { $from } à { $to } sur { $of }.
folder-next-part = La suite est à cette adresse : { $address }

## Le taux de réemploi

reuse-title = Taux de réemploi (REEN)
reuse-lead = Des appareils réformés qui étaient en stock au 1er janvier, la part réemployée dans l’année.
reuse-year = Année
reuse-press = Voir le taux
reuse-of = { $owner }, { $year }
reuse-ratio = Taux
reuse-numerator = Réemployés, prouvés
reuse-denominator = Réformés en stock au 1er janvier
reuse-target = Objectif
reuse-reached = Objectif atteint
reuse-missed = Objectif non atteint
reuse-not-yet = Pas encore atteint : l’année n’est pas finie
reuse-nothing = Aucun taux : rien de réformé n’était en stock au 1er janvier
reuse-parts = Ce qui compte, et ce qui ne compte pas
reuse-part = Part
reuse-part-reused = Réemployés dans l’année
reuse-part-waiting = Réformés, non réemployés par un acte dans l’année
reuse-part-too-old = Écartés : plus de 10 ans à la réforme
reuse-part-out-of-scope = Écartés : accessoires
reuse-within = { $count ->
    [one] { $count } autre appareil a été réformé et cédé dans l’année même : il n’était pas réformé au 1er janvier, et ne compte pas ici.
   *[other] { $count } autres appareils ont été réformés et cédés dans l’année même : ils n’étaient pas réformés au 1er janvier, et ne comptent pas ici.
}
reuse-none = Aucun appareil
reuse-none-help = Choisissez une autre part dans le tableau.
reuse-nobody = Aucun propriétaire
reuse-nobody-help = Aucun organisme ne possède encore d’appareil ici.
reuse-reform = Réforme
reuse-cession = Cession
reuse-act = Acte
reuse-export = Télécharger la liste (CSV)
reuse-file = taux-de-reemploi
reuse-method = Méthode
reuse-method-ratio = Taux = réemployés ÷ réformés en stock au 1er janvier à 0 h, l’un et l’autre sans ce qui est écarté ; arrondi au dixième inférieur. Prêts et remises en cours ce jour-là ne sont pas en stock.
reuse-method-proof = Réemployé : cédé dans l’année par un acte où l’acquéreur s’engage à réemployer. Une remise directe à une personne n’est pas comptée : sa place dans le taux reste à confirmer.
reuse-method-out = Écartés : plus de 10 ans à la date de la réforme. Les supports classifiés ou sous obligation de sécurité le sont aussi par le texte : ils ne sont pas marqués ici, retirez-les vous-même. Les accessoires sont écartés : leur catégorie n’est pas confirmée.
reuse-method-law = Décret 2023-266 du 12 avril 2023 (article 16 de la loi REEN), écrans et petits équipements informatiques et de télécommunications : 25 % en 2023, 35 % en 2024, 50 % à partir de 2025. Lu dans des sources publiques ; votre service juridique confirme le texte en vigueur.
