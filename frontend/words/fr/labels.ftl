# Codes des étiquettes
label-code-empty = Scannez l’étiquette, ou tapez le code écrit dessus.
label-code-other-address = Ce code QR n’est pas celui d’une étiquette d’appareil. Scannez l’étiquette collée sur l’appareil.
label-code-symbol = Le caractère « { $symbol } » n’est dans aucun code. Les codes n’ont ni 0, ni 1, ni A, E, I, L, O, Q : regardez de nouveau l’étiquette.
label-code-length = Un code a 8 caractères ; il y en a { $count } ici. Regardez de nouveau l’étiquette.
label-code-check = Un caractère n’est pas le bon. Comparez avec l’étiquette et corrigez.
