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
labels-ready-help = Ouvrez le fichier et imprimez-le à 100 % (« taille réelle »). Un fichier .zpl s’envoie tel quel à l’imprimante d’étiquettes.
labels-open-pdf = Ouvrir les étiquettes
labels-batches = Planches préparées
labels-batches-caption = Les dernières préparations d’abord ; « vierges » compte les étiquettes qui ne sont sur aucun appareil
labels-no-batch = Aucune planche pour l’instant
labels-no-batch-help = Préparez-en une avec le formulaire ci-dessus.
labels-printed-on = Préparées le
labels-blank = Vierges
labels-pdf = Fichier
labels-batch-pdf = Planches n° { $number }
labels-file = etiquettes
labels-line = { $owner }. Trouvé ? Appelez le { $phone }

# Les formats
labels-formats = Voir les formats
labels-formats-help = Chaque format a un aperçu, une feuille d’essai pour régler l’imprimante, et l’image de sa planche pour finir une planche entamée.
labels-format-use = Imprimer dans ce format
labels-format-facts = Mesures
labels-format-page = Page
labels-format-label = Étiquette
labels-format-count = Étiquettes par page
labels-format-module = Un carré du code QR
labels-format-printer = Imprimante
labels-format-size = { $across } × { $down } mm
labels-format-mm = { $mm } mm
labels-format-dpi = { $dpi } points par pouce
labels-preview = Aperçu
labels-preview-alt = La première page, avec des codes d’exemple
labels-preview-help = Avec des codes d’exemple : n’imprimez pas cette image.
labels-preview-zpl = Aperçu approché, avec un code d’exemple : l’imprimante a ses propres lettres.
labels-calibration = Feuille d’essai
labels-calibration-help = Imprimez la feuille d’essai une fois par imprimante, à 100 % (« taille réelle ») : elle montre le bord de chaque étiquette et un carré à mesurer.
labels-calibration-file = essai
labels-begin = Finir une planche entamée
labels-begin-help = Touchez la première étiquette encore libre, la planche devant vous. Les étiquettes d’avant restent vides.
labels-begin-at = Commencer à l’étiquette
labels-too-small = Formats trop petits pour votre adresse
labels-too-small-help = Leur code QR serait trop fin pour être lu : chaque carré doit mesurer au moins 0,25 mm. Demandez à l’exploitant une adresse plus courte, ou prenez une étiquette plus grande.
labels-too-small-by = { $title } : carrés de { $mm } mm

# Les étiquettes d'un lot
lot-labels-go = Réimprimer des étiquettes
lot-labels-title = Réimprimer des étiquettes
lot-labels-lead = Chaque étiquette réimprimée est inscrite dans l’histoire de son appareil. Jetez l’ancienne : deux étiquettes du même code ne restent jamais ensemble.
lot-labels-none = Aucun appareil de ce lot ne porte d’étiquette
lot-labels-none-help = Les étiquettes se collent à la réception.
lot-labels-all =
    { $count ->
        [one] Réimprimer la seule étiquette
       *[other] Réimprimer les { $count } étiquettes
    }
lot-labels-some-open = Seulement quelques-unes
lot-labels-some-legend = Les appareils dont l’étiquette est à réimprimer
lot-labels-some = Réimprimer celles qui sont cochées
lot-labels-none-chosen = Cochez au moins un appareil.
lot-labels-too-many = C’est trop pour une fois : { $most } étiquettes au plus. Cochez-en moins.
lot-labels-earlier = Déjà réimprimées
lot-labels-of = Étiquettes du { $date }
done-labels-reprinted = La réimpression est inscrite dans l’histoire des appareils.
