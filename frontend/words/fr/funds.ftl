# Les fonds : qui donne, ce qui est demandé, reçu, engagé et dépensé, ce que chaque euro a payé, et ce que coûte un résultat.

menu-funds = Fonds
place-funds = Suivre les contributions, les dépenses et le solde de chaque contributeur, écrire aux contributeurs, lire les coûts.

journal-subject-fund = Fonds
journal-subject-fund-agreement = Convention d’un fonds
journal-subject-fund-line = Ligne d’un fonds
journal-subject-fund-share = Part d’un contributeur
event-fund-opened = Fonds ouvert
event-fund-agreement-recorded = Convention d’un contributeur enregistrée
event-fund-called = Contribution demandée
event-fund-contributed = Contribution reçue
event-fund-committed = Dépense engagée
event-fund-spent = Dépense enregistrée
event-fund-line-corrected = Ligne d’un fonds retirée par une autre
event-fund-shared = Part d’un contributeur dans une dépense
export-list-fund-spending = ce que chaque euro d’un fonds a payé

done-fund-opened = Le fonds est ouvert. Enregistrez maintenant la convention de chaque contributeur.
done-fund-agreement-recorded = La convention est enregistrée.
done-fund-line-recorded = C’est enregistré.
done-fund-line-corrected = La ligne est retirée, par une autre qui la nomme.
done-fund-internet-shared = Les dépenses d’internet sont réparties entre les contributeurs.

fund-title = Fonds
fund-lead = Chaque fonds, ce qu’il a reçu, ce qu’il a dépensé et ce qu’il lui reste, au jour de votre choix.
fund-one = Fonds { $code }
fund-back = Tous les fonds
fund-back-to-one = Retour au fonds
fund-at = Au
fund-at-hint = La fin de ce jour. Sans date : aujourd’hui.
fund-at-wrong = Donnez une date qui n’est pas à venir.
fund-at-day = Au { $day }
fund-none = Aucun fonds
fund-none-help = Le service des finances ouvre un fonds par son code et son nom.
fund-fund = Code
fund-name = Nom
fund-name-wrong = Donnez un nom de 120 caractères au plus.
fund-code = Code du fonds
fund-code-hint = Celui des aides à l’internet et des cartes prépayées, par exemple FSL-2026.
fund-open = Ouvrir un fonds
fund-open-submit = Ouvrir le fonds
fund-unknown-codes = Codes utilisés, sans fonds
fund-unknown-codes-help = L’accès à internet a coûté de l’argent sous ces codes, et aucun fonds ne les porte. Ouvrez un fonds du même code : ses dépenses y sont reprises.

fund-given = Reçu
fund-spent = Dépensé
fund-balance = Solde
fund-committed = Engagé, pas encore payé
fund-free = Ni dépensé ni engagé
fund-called = Demandé
fund-is-short = Négatif
fund-uncovered = Sans contributeur : { $amount }
fund-uncovered-help = Cette part des dépenses n’est pas encore répartie entre les contributeurs. L’accès à internet se répartit d’un bouton, tant qu’il reste de l’argent à ceux qui peuvent le payer.
fund-internet-share = Répartir les dépenses d’internet

fund-contributors = Contributeurs
fund-contributor = Contributeur
fund-contributor-hint = Un organisme de la liste. Le coordinateur en ajoute.
fund-no-contributor = Aucun contributeur
fund-no-contributor-help = Enregistrez la convention de chaque contributeur : sa durée, sa règle, son plafond, et à quoi son argent est réservé.
fund-agreement = Convention
fund-agreement-days = { $number }, du { $from } au { $until }
fund-agreements = Conventions
fund-agreements-of = Conventions du fonds { $code }
fund-agreements-lead = Une convention enregistrée ne change plus. Si elle contient une erreur et que rien n’a bougé, une autre la remplace et la nomme.
fund-agreement-new = Enregistrer une convention
fund-agreement-submit = Enregistrer la convention
fund-number = Numéro de la convention
fund-number-hint = Celui du document signé, sans nom de personne.
fund-number-wrong = Donnez un numéro de 60 caractères au plus.
fund-nature = Nature du contributeur
fund-nature-local-authority = Collectivité locale
fund-nature-state = État
fund-nature-other = Autre organisme
fund-starts = Premier jour
fund-starts-wrong = Donnez une date.
fund-ends = Dernier jour
fund-ends-hint = Rien n’est payé par cette convention après ce jour. Une convention dure souvent plusieurs années.
fund-ends-wrong = Donnez une date qui ne précède pas le premier jour.
fund-rule = Règle
fund-matching-gift = Don : ce qui est demandé
fund-matching-contributions = Selon ce que donnent les autres
fund-matching-spending = Selon ce que le fonds dépense
fund-rule-gift = Don.
fund-rule-contributions = 1 € des autres contributeurs apporte { $brings }.
fund-rule-spending = 1 € dépensé apporte { $brings }.
fund-brings = Ce que 1 € apporte
fund-brings-hint = En euros, par exemple 2,00 quand 1 € apporte 2 €. Vide pour un don.
fund-brings-wrong = Donnez un montant de 0,01 à 1 000 €.
fund-brings-of-gift = Un don n’a pas de règle : laissez ce champ vide, ou choisissez une autre règle.
fund-cap = Plafond
fund-cap-hint = En euros, pour toute la durée. Vide s’il n’y en a pas.
fund-cap-wrong = Donnez un montant en euros, ou laissez vide.
fund-cap-needed = Quand l’argent vient après la dépense, donnez le plafond.
fund-no-cap = Sans plafond
fund-in-advance = L’argent vient après la dépense
fund-in-advance-hint = Le fonds dépense d’abord, le contributeur verse ensuite, jusqu’au plafond. Sans cette case, rien ne se dépense avant d’être reçu.
fund-comes-after = Versé après la dépense.
fund-net-of-state = Net des aides de l’État : ce que l’État donne est retiré de la base
fund-equal-share = À parts égales : pas plus que ce que donnent les collectivités locales
fund-limits-need-spending = Ces deux limites vont avec la règle « selon ce que le fonds dépense ».
fund-earmarks = Réservé à
fund-earmarks-help = Laissez vide ce qui n’est pas dans la convention. L’argent réservé est dépensé le premier.
fund-no-earmark = Toute dépense
fund-any = Tous
fund-earmark-public = Public : { $programme }
fund-earmark-territory = Territoire : { $epci }
fund-earmark-expense = Dépense : { $expense }
fund-earmark-own-users = Clients du contributeur, sur preuve
fund-public = Public, par programme
fund-territory = Territoire
fund-expense = Nature de la dépense
fund-expense-hint = L’accès à internet se note avec les aides et les cartes, et compte ici sous le même code.
fund-own-users = Seulement pour les clients du contributeur
fund-own-users-hint = La preuve se vérifie et se note par oui ou non. Aucun numéro de client n’est gardé.
fund-corrects = Remplace la convention
fund-corrects-hint = Si vous corrigez une convention mal enregistrée, sous laquelle rien n’a bougé.
fund-corrects-none = Aucune : c’est une nouvelle convention
fund-corrects-wrong = Cette convention ne peut pas être remplacée.
fund-choose-contributor = Choisissez un organisme de la liste.
fund-choose-nature = Choisissez une nature.
fund-choose-matching = Choisissez une règle.
fund-choose-programme = Choisissez un programme de la liste.
fund-choose-epci = Choisissez un territoire de la liste.
fund-choose-expense = Choisissez une nature de dépense.
fund-choose-kind = Choisissez ce que vous enregistrez.
fund-choose-agreement = Choisissez une convention.
fund-choose-site = Choisissez l’atelier du poste.
fund-choose-commitment = Choisissez un engagement de la liste.

fund-methods = Ce que donnent les règles
fund-methods-help = Calculé sur les jours de chaque convention, en centimes ; une fraction de centime est laissée.
fund-method-contributions = les autres contributeurs ont donné { $base }.
fund-method-spending = le fonds a dépensé { $base } pour ce que la convention permet.
fund-method-net = L’État en donne { $amount }, qui sont retirés.
fund-method-brings = 1 € apporte { $brings } : { $amount }.
fund-limit-cap = Le plafond s’applique.
fund-limit-equal-share = La part égale des collectivités s’applique.
fund-method-owed = Dû : { $amount } ; reste à recevoir : { $missing }.

fund-by-expense = Par nature de dépense
fund-expense-device = Appareils
fund-expense-part = Pièces
fund-expense-workshop-post = Postes en atelier
fund-expense-training = Heures de formation
fund-expense-internet = Accès à internet
fund-expense-pass = Pass numériques

fund-contributions = Contributions
fund-contributions-of = Contributions au fonds { $code }
fund-contributions-lead = Les appels de chaque année et ce qui a été reçu. Une ligne enregistrée ne change plus : une autre la retire et la nomme.
fund-give = Enregistrer un appel ou une contribution
fund-give-submit = Enregistrer
fund-line-kind = Nature
fund-line-kind-hint = Un appel demande l’argent de l’année. Une contribution est de l’argent reçu.
fund-line-call = Appel
fund-line-contribution = Contribution
fund-line-commitment = Engagement
fund-line-commitment-hint = Commandé, pas encore payé. Aucun contributeur n’est touché.
fund-line-spend = Dépense
fund-line-spend-hint = Payé. La dépense est répartie aussitôt entre les contributeurs.
fund-on = Date
fund-on-wrong = Donnez une date qui n’est pas à venir.
fund-amount = Montant
fund-amount-off = Montant retiré
fund-amount-hint = En euros, par exemple 219,50.
fund-amount-wrong = Donnez un montant en euros, comme 219,50.
fund-lines = Lignes, la dernière en premier
fund-line-number = Ligne n°
fund-nothing-given = Rien n’est demandé ni reçu
fund-nothing-given-help = Enregistrez l’appel de l’année, puis ce qui est reçu.
fund-correction = Correction
fund-correct = Retirer
fund-corrects-line = Retire la ligne { $number }
fund-taken-off = Retirée

fund-spending = Dépenses
fund-spending-of = Dépenses du fonds { $code }
fund-spending-lead = Ce que chaque euro a payé, jusqu’à l’appareil et à l’heure, et quel contributeur le porte.
fund-spend-new = Enregistrer une dépense ou un engagement
fund-spend-of = Dépense du fonds { $code }
fund-spend-lead = Une dépense nomme ce qu’elle paie. Elle est répartie entre les contributeurs qui peuvent la payer ce jour-là, en proportion de ce qu’il leur reste.
fund-spend-submit = Enregistrer
fund-nothing-spent = Rien n’est dépensé
fund-nothing-spent-help = Les dépenses et les engagements s’affichent ici, ligne par ligne.
fund-export = Télécharger le tableau (CSV)
fund-file = depenses-du-fonds
fund-thing-title = Ce qui est payé
fund-thing-help = À remplir pour une dépense. Un engagement se fait sur la nature de la dépense seule.
fund-thing = Ce qui est payé
fund-thing-hint = L’étiquette de l’appareil ou de la pièce, le numéro de la séance ou celui du règlement des pass.
fund-thing-wrong = Rien ne porte cette étiquette ou ce numéro pour cette nature de dépense. Vérifiez-les.
fund-thing-unlabelled = Appareil n° { $number }
fund-thing-session = Séance n° { $number }
fund-thing-settlement = Règlement n° { $number }
fund-thing-plan = Aide n° { $number }, { $month }
fund-thing-prepaid = Carte ou bon n° { $number }
fund-site = Atelier du poste
fund-minutes = Durée payée, en minutes
fund-minutes-hint = Pour une formation ou un poste, par exemple 180 pour 3 heures.
fund-minutes-wrong = Donnez un nombre entier de minutes, de 1 à 60 000.
fund-hours = { $hours } h { $minutes }
fund-commitment-left = N° { $number }, { $expense } : il reste { $left }
fund-commitment-none = Aucun
fund-purpose-title = Pour qui, où
fund-purpose-help = L’argent réservé à un public, à un territoire ou à des clients ne paie que ce qui le dit ici. Ne nommez personne.
fund-not-told = Non précisé
fund-own-user-of = Client du contributeur
fund-own-user-of-hint = Choisissez seulement si vous avez vu la preuve. Aucun numéro n’est gardé.
fund-own-user-no = Non, ou pas de preuve
fund-borne-by = Porté par
fund-internet = Accès à internet sous ce code
fund-internet-help = Noté avec les aides à l’abonnement, les cartes et les bons. Le tableau CSV a chaque ligne.

fund-letter = Lettre
fund-letter-open = Lettre
fund-letter-file = lettre-au-contributeur
fund-things-device = { $count ->
    [one] { $count } appareil
   *[other] { $count } appareils
}
fund-things-part = { $count ->
    [one] { $count } pièce
   *[other] { $count } pièces
}
fund-things-post = { $hours } de poste en atelier
fund-things-training = { $count ->
    [one] { $count } séance, { $hours } payées
   *[other] { $count } séances, { $hours } payées
}
fund-things-internet = { $count ->
    [one] { $count } mois d’aide, carte ou bon
   *[other] { $count } mois d’aide, cartes ou bons
}
fund-things-pass = { $count ->
    [one] { $count } règlement de pass
   *[other] { $count } règlements de pass
}

fund-refused-code = Un fonds porte déjà ce code
fund-refused-code-help = Choisissez un autre code, ou ouvrez le fonds dans la liste.
fund-refused-moved = Cette convention n’est plus celle qui vaut, ou quelque chose a bougé
fund-refused-moved-help = Une convention se remplace tant que rien n’a été demandé, reçu ni dépensé par elle. Regardez la liste des conventions.
fund-refused-not-begun = La convention commence plus tard
fund-refused-not-begun-help = Vérifiez la date, ou le premier jour de la convention.
fund-refused-cap = Au-dessus du plafond : il en reste { $left }
fund-refused-cap-help = Vérifiez le montant. Un plafond plus haut demande une nouvelle convention.
fund-refused-short = Il manque { $missing } à ceux qui peuvent payer
fund-refused-short-help = Les contributeurs dont la convention permet cette dépense, ce jour-là, n’ont pas assez. Vérifiez la date, le public et le territoire, ou enregistrez d’abord ce qui a été reçu.
fund-refused-commitment = Il reste { $left } sur cet engagement
fund-refused-commitment-help = Un engagement paie une dépense de même nature, qui ne le précède pas. Choisissez-en un autre, ou aucun.
fund-refused-settlement = De ce règlement de pass, il reste { $left } à payer
fund-refused-settlement-help = Vérifiez le numéro et le montant.
fund-refused-corrected = Cette ligne est une correction, ou elle est déjà retirée
fund-refused-corrected-help = Enregistrez plutôt une nouvelle ligne.
fund-refused-spent = Cet argent est déjà dépensé
fund-refused-spent-help = Retirez d’abord les dépenses qu’il a payées, puis recommencez.
fund-refused-internet = Aucun contributeur n’a de quoi payer ces dépenses d’internet
fund-refused-internet-help = Il faut une convention qui les permet à leur date, et de l’argent reçu. Elles restent affichées sans contributeur.

cost-title = Ce que coûte un résultat
cost-lead = Ce que les fonds ont dépensé pour une personne équipée, un prêt, une heure de formation, avec le calcul. Personne n’est nommé.
cost-year = Année
cost-until = { $year }, jusqu’au { $day }
cost-of = Coût
cost-spent = Dépensé
cost-count = Divisé par
cost-one = Coût d’un seul
cost-method = Calcul
cost-person = Une personne équipée
cost-person-method = Dépenses des fonds en appareils, pièces et postes en atelier, sans les appareils de la bibliothèque de prêt, divisées par les personnes et foyers à leur première remise.
cost-loan = Un prêt
cost-loan-method = Dépenses des fonds en appareils qui sont aujourd’hui de la bibliothèque de prêt, divisées par les prêts sortis du magasin.
cost-hour = Une heure de formation
cost-hour-method = Dépenses des fonds en heures de formation, divisées par les heures de présence de toutes les personnes ensemble. Les pass numériques n’y sont pas.
cost-hidden = Trop peu pour le dire
cost-rounding = Les nombres de personnes et de prêts sont arrondis à cinq près, et le coût est calculé sur le nombre affiché. Les heures sont entières. De moins de cinq, rien n’est dit. Seuls les trimestres terminés comptent.
cost-none = Aucun trimestre terminé
cost-none-help = Les coûts se lisent une fois le premier trimestre de l’année terminé.
