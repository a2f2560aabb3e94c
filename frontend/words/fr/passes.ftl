# Les pass numériques : émis, donnés avec une lettre, pris dans un lieu de formation, payés.

menu-passes = Pass numériques
place-passes = Émettre des pass, voir où en est chacun, payer ceux qui ont servi.
menu-pass-letters = Lettres des pass
place-pass-letters = Imprimer ensemble les lettres des personnes qui n’ont pas choisi l’e-mail.
menu-pass-use = Prendre un pass
place-pass-use = Scanner ou taper le pass d’une personne en formation.

passes-title = Pass numériques
passes-lead = Chaque pass, de son émission à son paiement. Personne n’y est nommé : une personne est une référence.
passes-limited = Vous voyez les pass donnés pour les demandes de votre territoire ou pris dans ses lieux.
passes-totals = Totaux
passes-totals-caption = Nombre et montant des pass, selon où ils en sont
passes-by-place = Par lieu de formation
passes-list = Les pass
passes-none = Aucun pass
passes-none-help = Changez les filtres, ou émettez des pass pour un programme.
passes-export = Télécharger le tableau (CSV)
passes-back = Retour aux pass numériques

pass-file = pass-numeriques
pass-reference = Pass
pass-programme = Programme
pass-standing = Où il en est
pass-value = Valeur
pass-last-day = Dernier jour
pass-person = Bénéficiaire
pass-request = Demande
pass-whose = Pour
pass-given-on = Donnés le
pass-used-on = Pris le
pass-place = Lieu de formation
pass-settlement-number = Règlement n°
pass-count = Nombre de pass
pass-amount = Montant
pass-used-count = Pris, à payer
pass-owed = À payer
pass-paid-count = Payés
pass-paid-amount = Montant payé
pass-used-at = { $when }, à { $place }

pass-standing-issued = Émis, à donner
pass-standing-given = Donné
pass-standing-used = Pris, à payer
pass-standing-paid = Payé
pass-standing-expired = Expiré
pass-standing-cancelled = Annulé

pass-issues-title = Émettre des pass
pass-issues-lead = Un pass a une valeur et un dernier jour. Son code reste secret : il n’est lisible que sur la lettre de la personne.
pass-issues-made = Pass émis
pass-issue-number = Émission n°
pass-issued-on = Émis le
pass-left = Restants
pass-count-hint = De 1 à 500.
pass-count-wrong = Donnez un nombre entier de 1 à 500.
pass-value-hint = En euros, par exemple 10 ou 10,00. 1 000 € au plus.
pass-value-wrong = Donnez une valeur en euros, comme 10 ou 10,50, de 1 centime à 1 000 €.
pass-last-day-hint = Le pass est pris jusqu’à la fin de ce jour.
pass-last-day-wrong = Choisissez un jour qui n’est pas passé.
pass-choose-programme = Choisissez un programme.
pass-issue-submit = Émettre
pass-cancel-left = Annuler les restants

pass-rules-title = Pass numériques de « { $programme } »
pass-rules-lead = Combien de pass une demande reçoit, et où ils sont pris.
pass-rules-numbers = Nombre de pass par niveau
pass-rules-numbers-help = Le niveau est celui du positionnement de la demande. 0 : pas de pass à ce niveau.
pass-level-not-placed = Sans positionnement
pass-number-wrong = Donnez un nombre entier de 0 à { $limit }.
pass-rules-places = Lieux qui prennent ces pass
pass-rules-places-help = Un lieu retiré ne prend plus de pass ; ceux qu’il a pris lui sont payés.
pass-rules-no-place = Aucun lieu de formation n’est ouvert. Créez-en un parmi les organismes.
pass-choose-places = Un des lieux choisis n’est pas un lieu de formation ouvert. Choisissez de nouveau.
pass-rules-save = Enregistrer

passes-of-request = Pass numériques de la demande { $reference }
passes-see = Voir les pass numériques
passes-give = Donner les pass numériques
passes-give-help = Un clic donne tous les pass que le programme prévoit. La lettre du Département part par e-mail si la personne l’a choisi ; sinon, elle attend d’être imprimée.
passes-where = Où les utiliser
pass-letter = Lettre
passes-went-by-mail = par e-mail
passes-were-printed = imprimée
passes-wait-to-print = à imprimer
passes-letter-print = Imprimer la lettre
passes-withdraw = Reprendre les pass non utilisés
passes-withdraw-help = Si la lettre est perdue ou partie à une autre personne. Les pass déjà pris restent pris. Le prescripteur peut ensuite en donner d’autres.

pass-refused-closed = Cette demande est refusée ou annulée
pass-refused-closed-help = Les pass se donnent pour une demande ouverte ou satisfaite. Faites une nouvelle demande si la situation a changé.
pass-refused-given = Ces pass sont déjà donnés
pass-refused-given-help = Une demande reçoit ses pass une fois. La lettre peut être imprimée de nouveau.
pass-refused-forgotten = Les données de cette personne sont effacées
pass-refused-forgotten-help = Plus personne ne peut lui écrire. Si elle revient, faites une nouvelle demande.
pass-refused-level = Le programme ne prévoit pas de pass pour cette demande
pass-refused-level-help = Le nombre de pass dépend du positionnement. Demandez à la coordination si vous pensez que c’est une erreur.
pass-refused-too-few = Il faut { $wanted } pass, il en reste { $left }
pass-refused-too-few-help = Rien n’a été donné. Demandez à la coordination d’en émettre, puis cliquez de nouveau.
pass-refused-nothing = Il n’y a plus de pass à annuler
pass-refused-nothing-help = Ils ont été donnés, pris ou annulés entre-temps.
pass-refused-not-owed = Aucun pass à payer sur cette période
pass-refused-not-owed-help = Choisissez un autre organisme, un autre programme ou d’autres dates. Ce qui est payé ne l’est pas deux fois.
pass-refused-too-many = Plus de { $limit } pass à payer d’un coup
pass-refused-too-many-help = Rien n’est payé. Choisissez une période plus courte.
pass-refused-stays-help = Rien n’a changé. Rechargez la page pour voir où en est le pass.

pass-letters-title = Lettres des pass numériques
pass-letters-lead = Les lettres des personnes sans adresse e-mail. Imprimez-les ensemble, puis remettez-les ou postez-les.
pass-letters-none = Aucune lettre à imprimer
pass-letters-none-help = Les lettres des pass que vous donnez à des personnes qui n’ont pas choisi l’e-mail viendront ici.
pass-letters-print =
    { $count ->
        [one] Préparer { $count } lettre
       *[other] Préparer { $count } lettres
    }
pass-letters-more = D’autres lettres attendent : préparez ce lot, puis le suivant.
pass-letters-batches = Lots préparés
pass-letters-batches-help = Un lot s’imprime autant de fois qu’il faut. Un pass déjà pris n’y est plus ; une lettre sans pass à prendre non plus.
pass-letters-batch =
    { $count ->
        [one] { $count } lettre, { $when }
       *[other] { $count } lettres, { $when }
    }

pass-use-title = Prendre un pass numérique
pass-code = Code du pass
pass-code-hint = Scannez le code de la lettre, ou tapez les seize signes écrits à côté.
pass-use-submit = Prendre
pass-code-empty = Scannez ou tapez le code d’un pass.
pass-code-wrong = Ce n’est pas un code de pass : il compte seize signes, et l’un d’eux est faux ou manque. Vérifiez et tapez-le de nouveau.
pass-taken-today = Pris ici aujourd’hui
pass-no-place = Vous ne travaillez pas dans un lieu de formation
pass-no-place-help = Un pass est pris dans un lieu. Demandez au responsable de votre organisme de vous rattacher à un lieu de formation.
pass-unknown = Aucun pass n’a ce code
pass-unknown-help = Vérifiez la lettre. Après plusieurs codes inconnus, cette page attend un quart d’heure.
pass-not-given = Ce pass n’a été donné à personne
pass-not-given-help = Ne le prenez pas. Prévenez la coordination : ce code ne devrait être sur aucune lettre.
pass-cancelled = Ce pass est annulé
pass-cancelled-help = La personne a peut-être reçu une nouvelle lettre. Sinon, qu’elle appelle le numéro écrit sur sa lettre.
pass-expired-on = Ce pass n’est plus valable depuis le { $date } au soir
pass-expired-help = La personne peut appeler le numéro écrit sur sa lettre pour en demander d’autres.
pass-used = Ce pass a déjà servi
pass-used-help = Il a été pris le { $when }, à { $place }. Chaque pass sert une fois.
pass-other-programme = Ce lieu ne prend pas les pass de « { $programme } »
pass-other-programme-help = Le pass reste valable. Les lieux qui le prennent sont écrits sur la lettre.

pass-settlement-title = Payer les pass
pass-settlement-lead = Choisissez un organisme, un programme et une période terminée : la liste de ce qui est dû s’affiche avant que rien ne soit enregistré.
pass-organisation = Organisme
pass-from = Du
pass-until = Au
pass-until-hint = Au plus tard hier.
pass-from-wrong = Choisissez le premier jour.
pass-until-wrong = Choisissez un dernier jour passé, qui ne vient pas avant le premier.
pass-choose-organisation = Choisissez un organisme.
pass-settlement-show = Voir ce qui est dû
pass-owed-sum =
    { $count ->
        [one] { $count } pass, { $amount }
       *[other] { $count } pass, { $amount }
    }
pass-settlement-pay = Enregistrer le paiement de { $amount }
pass-settled = Règlements
pass-settled-on = Enregistré le
pass-period-label = Période
pass-period = du { $from } au { $until }

pass-letter-subject = Vos pass numériques
pass-letter-greeting = Bonjour,
pass-letter-given =
    { $count ->
        [one] Le Département vous donne un pass numérique ({ $programme }).
       *[other] Le Département vous donne { $count } pass numériques ({ $programme }).
    }
pass-letter-what = Ils paient vos heures de formation au numérique. Vous n’avez rien à payer. Allez dans l’un des lieux ci-dessous avec cette lettre, imprimée ou sur votre téléphone.
pass-letter-code = { $code } : { $value }, jusqu’au { $date }
pass-letter-once = Le formateur prend un pass par séance. Chaque pass sert une fois. Gardez cette lettre : qui a le code peut l’utiliser.
pass-letter-places = Où aller :
pass-letter-no-place = Pour savoir où aller, posez la question à l’organisme ci-dessous.
pass-letter-call = Une question ? Appelez { $organisation } au { $phone }.
pass-letter-ask = Une question ? Posez-la à { $organisation }.

copy-passes = Pass numériques
mail-kind-passes-given = Pass numériques donnés
journal-subject-pass = Pass numérique
event-pass-issued = Pass émis
event-pass-given = Pass donné
event-pass-used = Pass pris dans un lieu de formation
event-pass-paid = Pass payé
event-pass-cancelled = Pass annulé
event-passes-given = Pass numériques donnés
event-passes-withdrawn = Pass numériques non utilisés repris
event-pass-rules-changed = Règle des pass numériques changée

done-passes-issued = Les pass sont émis. Les prescripteurs peuvent les donner.
done-passes-cancelled = Les pass restants sont annulés.
done-pass-rules-changed = Règle enregistrée.
done-passes-mailed = Les pass sont donnés. La lettre part par e-mail.
done-passes-to-print = Les pass sont donnés. La lettre est avec celles à imprimer.
done-passes-withdrawn = Les pass non utilisés sont repris.
done-letters-batched = Le lot est prêt : ouvrez-le pour l’imprimer.
done-pass-used = Pass pris.
done-passes-settled = Paiement enregistré.
