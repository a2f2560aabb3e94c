# Codes des étiquettes
label-code-empty = Scannez l’étiquette, ou tapez le code écrit dessus.
label-code-other-address = Ce code QR n’est pas celui d’une étiquette d’appareil. Scannez l’étiquette collée sur l’appareil.
label-code-symbol = Le caractère « { $symbol } » n’est dans aucun code. Les codes n’ont ni 0, ni 1, ni A, E, I, L, O, Q : regardez de nouveau l’étiquette.
label-code-length = Un code a 8 caractères ; il y en a { $count } ici. Regardez de nouveau l’étiquette.
label-code-check = Un caractère n’est pas le bon. Comparez avec l’étiquette et corrigez.

# Planches d'étiquettes
labels-title = Étiquettes
labels-intro = Imprimez des étiquettes vierges. À la réception, chacune est collée sur un appareil, puis scannée.
labels-template = Format
labels-count = Nombre d’étiquettes
labels-skip = Étiquettes déjà utilisées sur la première planche
labels-skip-hint = Pour finir une planche entamée. Laissez vide pour une planche neuve.
labels-site = Pour le site
labels-make = Préparer les étiquettes
labels-template-missing = Choisissez un format.
labels-count-wrong = Tapez un nombre entre 1 et { $most }.
labels-skip-wrong = Tapez un nombre entre 0 et { $most } : il n’y a pas plus d’étiquettes sur une planche.
labels-site-missing = Choisissez le site où ces étiquettes seront utilisées.
labels-broken = Formats qui ne peuvent pas être lus
done-labels-made = Les étiquettes sont prêtes.
labels-ready = À imprimer
labels-ready-help = Ouvrez le PDF et imprimez-le à 100 % (« taille réelle »).
labels-open-pdf = Ouvrir le PDF
labels-batches = Planches préparées
labels-batches-caption = Les dernières préparations d’abord ; « vierges » compte les étiquettes qui ne sont sur aucun appareil
labels-no-batch = Aucune planche pour l’instant
labels-no-batch-help = Préparez-en une avec le formulaire ci-dessus.
labels-printed-on = Préparées le
labels-blank = Vierges
labels-pdf = PDF
labels-batch-pdf = Planches n° { $number }
labels-file = etiquettes
labels-line = { $owner }. Trouvé ? Appelez le { $phone }
