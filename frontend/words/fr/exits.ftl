# Les sorties : palettes de déchets, cessions gratuites, réformes.

menu-pallets = Palettes de déchets
menu-exits = Réformes et cessions
place-pallets = Charger une palette, la peser, la faire partir avec son bordereau.
place-exits = Décider une réforme ou une cession gratuite, relire les actes.

stage-ceded = Cédé
next-ceded = Il a été cédé
next-ceded-help = Cet appareil appartient à un autre organisme. S’il est devant vous, prévenez votre encadrant.

## Palettes

pallets-title = Palettes de déchets
pallets-lead = Un appareil mis au rebut attend sur une palette. La palette part pesée, avec son bordereau, et ne change plus.
pallets-none = Aucune palette
pallets-none-help = Un encadrant technique ouvre une palette quand un appareil est à jeter.
pallets-back = Toutes les palettes
pallet = Palette
pallet-number = Palette n° { $number }
pallet-state = État
pallet-open = En cours
pallet-left = Partie
pallet-devices = Appareils
pallet-weight = Poids
pallet-kilograms = { $kilograms } kg
pallet-recipient = Destinataire
pallet-recipient-siret = SIRET du destinataire
pallet-siret-wrong = Donnez le SIRET du destinataire : 14 chiffres, il est sur son contrat ou son bordereau.
pallet-transporter = Transporteur
pallet-transporter-hint = Qui conduit. S’il vient lui-même, répétez le nom du destinataire.
pallet-transporter-missing = Donnez le nom du transporteur (200 caractères au plus).
pallet-transporter-siret = SIRET du transporteur
pallet-open-title = Ouvrir une palette
pallet-code-hint = Tout ce qui va sur la palette part sous ce code.
pallet-open-press = Ouvrir la palette
pallet-no-site = Votre compte n’est rattaché à aucun site : demandez au coordinateur d’en choisir un.
pallet-load = Charger la palette
pallet-scan = Scannez l’étiquette de l’appareil
pallet-scan-hint = Il sort du stock et va sur cette palette. Vous pouvez l’en retirer tant qu’elle n’est pas partie.
pallet-scan-press = Mettre sur la palette
pallet-data-hint = À cocher pour les appareils sans effacement accepté. Le bordereau le dira au destinataire.
pallet-depart = Peser et faire partir
pallet-site = Où elle est
pallet-refused-stage = Un appareil à cette étape ne va pas sur une palette, ou il y est déjà. Scannez-le au poste pour voir où il en est.
pallet-site-left = D’où elle est partie
pallet-hazardous = Dangereux
pallet-hazardous-yes = Oui
pallet-hazardous-no = Non
pallet-treatment = Traitement prévu
pallet-treatment-hint = Le code du bordereau, par exemple R 12
pallet-treatment-wrong = Ce code n’existe pas : R 1 à R 13, ou D 1 à D 15. Laissez vide si vous ne le connaissez pas.
pallet-departed-on = Jour du départ
pallet-date-wrong = Donnez le jour du départ.
pallet-date-out-of-range = La palette n’a pu partir ni avant son ouverture, ni après aujourd’hui.
pallet-slip = Bordereau de palette (PDF)
pallet-list = Liste des appareils (tableur)
pallet-what-is-on-it = Sur la palette
pallet-empty = Rien pour l’instant
pallet-empty-help = Scannez un premier appareil.
pallet-take-off = Retirer
pallet-take-off-of = Retirer { $code } de la palette
pallet-weight-kilograms = Poids total en kilogrammes
pallet-weight-hint = Par exemple 182,5
pallet-weight-wrong = Donnez le poids de la palette en kilogrammes, par exemple 182,5.
pallet-slip-hint = BSD-20261121-ABC123DEF sur Trackdéchets, ou le numéro du bordereau du repreneur.
pallet-slip-wrong = Ce numéro n’est pas juste. Un numéro Trackdéchets s’écrit BSD, la date en huit chiffres, puis neuf lettres ou chiffres.
pallet-empty-departure = Rien n’est sur la palette : scannez d’abord les appareils.
pallet-depart-warning = Après le départ, rien ne change plus
pallet-depart-warning-help = Vérifiez le poids et le numéro du bordereau avant d’envoyer.
pallet-depart-press = Elle est partie
pallet-back = Revenir à la palette
exit-paper-hash = Empreinte du document (SHA-256)

scrap-where = Où va-t-il ?
scrap-onto-pallet = Sur la palette n° { $number }
scrap-alone = Il part seul
scrap-alone-hint = Pesé à part, avec son propre bordereau.
bench-blocked-pallet-not-here = Rien à mettre sur cette palette : elle est partie, elle est sur un autre site, ou l’appareil n’est pas à votre poste. Vérifiez l’étiquette et la palette.

done-pallet-opened = Palette ouverte. Scannez ce qui va dessus.
done-pallet-device-on = L’appareil est sur la palette.
done-pallet-device-off = L’appareil est retiré de la palette. Il repasse au tri.
done-pallet-departed = La palette est partie. Son bordereau est gardé.
done-bench-put-on-pallet = L’appareil est sur la palette.

event-device-put-on-pallet = Appareil mis au rebut sur une palette
event-device-taken-off-pallet = Appareil retiré de la palette, de retour au tri
event-device-ceded = Appareil cédé gratuitement à un organisme
event-device-reformed = Appareil réformé par son propriétaire
event-pallet-opened = Palette de déchets ouverte
event-pallet-departed = Palette de déchets partie, pesée
event-cession-signed = Cession gratuite signée
event-reform-decided = Réforme décidée
journal-subject-cession = Cession gratuite
journal-subject-reform = Réforme
journal-subject-waste-pallet = Palette de déchets

## Réformes et cessions

exits-title = Réformes et cessions
exits-lead = Les décisions qui font sortir un appareil de l’inventaire de son propriétaire, ou qui le donnent à un organisme.
exits-back = Toutes les réformes et cessions
exit-owner = Propriétaire
exit-decision-number = N° de la décision ou délibération
exit-decided-on = Date de la décision
exit-decided-on-wrong = Donnez la date de la décision, par exemple 05/10/2026.
exit-signatory-name = Qui a signé la décision : prénom et nom
exit-signatory-name-hint = Qui en a le pouvoir, ou la délégation ; jamais vous, qui l’enregistrez. Le nom est sur les papiers et n’entre pas dans le journal.
exit-signatory-name-missing = Donnez le prénom et le nom de qui a signé la décision (200 caractères au plus).
exit-signatory-is-you = Vous ne pouvez pas enregistrer une décision que vous avez signée : demandez-le à un collègue.
exit-signatory = Sa fonction
exit-signatory-missing = Donnez la fonction de qui a signé la décision (200 caractères au plus).
exit-signatory-hint = Par exemple : vice-présidente, par délégation.
exit-grounds = Visas, imprimés en tête
exit-grounds-hint = Proposés par l’outil. Corrigez-les avec votre service juridique : ils sont imprimés tels quels.
exit-grounds-missing = Écrivez les visas (3 000 caractères au plus).

## Cessions

cessions-title = Cessions gratuites
cessions-none = Aucune cession
cessions-none-help = Une cession donne des appareils prêts à une association ou à une entreprise solidaire que la loi nomme.
cession-title = Cession gratuite
cession-new = Céder des appareils
cession-new-lead = À un organisme seulement. Ce qui va à une personne passe par une demande, une formation et une remise.
cession-to = Cession gratuite : { $recipient }
cession-step-devices = Les appareils
cession-codes = Étiquettes, une par ligne
cession-codes-hint = Scannez-les l’une après l’autre dans ce champ.
cession-codes-press = Chercher ces appareils
cession-too-many = { $limit } appareils au plus par acte. Faites-en plusieurs.
cession-unknown = Ces lignes ne sont l’étiquette d’aucun appareil
cession-unknown-help = Corrigez-les ou retirez-les, puis cherchez de nouveau.
cession-not-all = Des appareils de la liste ne peuvent pas être cédés
cession-wanted =
    { $count ->
        [one] { $count } appareil sur la liste
       *[other] { $count } appareils sur la liste
    }
cession-may-be-given = Peut être cédé ?
cession-may-yes = Oui
cession-may-no = Non
cession-step-act = L’acte
cession-recipient = Bénéficiaire
cession-recipient-name = Nom de l’organisme
cession-recipient-hint = Une personne morale. Une personne ou un agent ne peut pas être bénéficiaire ici.
cession-recipient-missing = Donnez le nom de l’organisme (200 caractères au plus) : la loi ne permet de céder qu’à une personne morale qu’elle nomme (CG3P, art. L. 3212-2).
cession-number = SIRET ou numéro RNA
cession-number-hint = 14 chiffres, ou W et 9 chiffres pour une association
cession-number-wrong = Ce numéro n’est ni un SIRET ni un numéro RNA. Il est sur les statuts ou le récépissé de la préfecture.
cession-category = Catégorie du bénéficiaire
cession-category-hint = Ce sont celles que la loi nomme (CG3P, art. L. 3212-2 et L. 3212-3). Chacune a son justificatif.
cession-category-missing = Choisissez la catégorie du bénéficiaire : la loi dit à qui l’on peut céder (CG3P, art. L. 3212-2).
cession-parents-association = Association de parents d’élèves
cession-tutoring-association = Association de soutien scolaire
cession-public-utility = Association reconnue d’utilité publique
cession-esus = Organisme de réemploi agréé ESUS
cession-general-interest = Association d’intérêt général qui équipe, forme et accompagne des personnes en précarité
cession-students-association = Association d’étudiants
cession-charity = Fondation ou association caritative qui redistribue gratuitement
cession-proof = Justificatif
cession-proof-statutes = Statuts et récépissé de déclaration
cession-proof-decree = Décret de reconnaissance d’utilité publique
cession-proof-agreement = Agrément ESUS : numéro, début et fin
cession-proof-general-interest = Statuts dont l’objet est d’équiper, former et accompagner, et preuve de l’intérêt général
cession-proof-charity = Statuts et preuve qu’elle relève de l’article 238 bis, 1, b du code général des impôts
cession-proof-reference = Référence du justificatif
cession-proof-reference-hint = Numéro d’agrément, date du décret, date des statuts…
cession-proof-reference-missing = Donnez la référence du justificatif (200 caractères au plus) : la catégorie doit être prouvée (CG3P, art. L. 3212-2).
cession-proof-from = Valable depuis le
cession-proof-from-wrong = Donnez le jour depuis lequel le justificatif est valable, par exemple 05/10/2026.
cession-proof-until = Valable jusqu’au
cession-proof-until-wrong = Le jour jusqu’auquel le justificatif est valable ne se lit pas : écrivez-le comme 05/10/2026, ou laissez vide.
cession-proof-until-hint = Obligatoire pour un agrément ESUS.
cession-proof-file = Le justificatif
cession-proof-file-hint = PDF ou photo
cession-committed = Le bénéficiaire s’engage par écrit à n’utiliser les appareils que pour son objet, et à ne pas les vendre
cession-committed-hint = Sans cet engagement, pas de cession gratuite (CG3P, art. L. 3212-2).
cession-resells = Le bénéficiaire pourra les revendre à un prix solidaire
cession-resells-hint = Réservé aux associations d’utilité publique et à celles d’intérêt général. L’agrément ESUS seul ne suffit pas.
cession-resale = Revente
cession-resells-said = Permise à un prix solidaire, dans la limite de la liste
cession-no-resale-said = Exclue
cession-values = Valeurs
cession-values-hint = Valeur de vente estimée le jour de la cession, par appareil : 300 € au plus (CG3P, art. D. 3212-3). Le prix au plus ne sert que si la revente est permise.
cession-value = Valeur par appareil
cession-value-of = Valeur d’un { $model }, en euros
cession-price = Prix au plus
cession-price-of = Prix de revente au plus d’un { $model }, en euros
cession-price-cap = Plafond : { $cap }
cession-price-none = Pas de prix solidaire
cession-value-method = Comment la valeur est estimée
cession-value-method-hint = Par exemple : prix relevés sur trois sites de revente, le 5 octobre 2026.
cession-value-method-missing = Dites comment la valeur a été estimée (3 000 caractères au plus) : c’est elle que la loi plafonne à 300 € (CG3P, art. D. 3212-3).
cession-value-missing = { $model } : donnez la valeur en euros, par exemple 85,00 (CG3P, art. D. 3212-3).
cession-value-over-ceiling = { $model } : plus de 300 €, la loi ne permet pas de le céder gratuitement (CG3P, art. D. 3212-3). Retirez-le de la liste.
cession-price-missing = { $model } : donnez le prix de revente au plus, en euros (décret 2022-1413).
cession-price-no-cap = { $model } : ce type d’appareil n’a pas de prix solidaire (décret 2022-1413). Retirez-le, ou cédez sans revente.
cession-price-over-cap = { $model } : ce prix dépasse le plafond de ce type (décret 2022-1413). Baissez-le.
cession-papers = Décision et convention
cession-decision-hint = Celle qui dit que les services n’ont plus l’emploi des appareils et permet de les céder.
cession-decision-missing = Donnez le numéro de la décision ou de la délibération (60 caractères au plus) : on ne cède que ce dont il est décidé que les services n’ont plus l’emploi (CG3P, art. L. 3212-2).
cession-convention-number = N° de la convention
cession-convention-missing = Donnez le numéro de la convention (60 caractères au plus) : le bénéficiaire s’y engage (CG3P, art. L. 3212-2).
cession-convention-on = Date de la convention
cession-convention-on-wrong = Donnez la date de la convention, par exemple 05/10/2026.
cession-ceded-on = Jour de la cession
cession-ceded-on-wrong = Donnez le jour de la cession, par exemple 05/10/2026.
cession-recipient-signatory = Qui signe pour le bénéficiaire
cession-recipient-signatory-hint = Sa fonction, jamais son nom : la signature se met sur le papier.
cession-recipient-signatory-missing = Donnez la fonction de qui signe pour le bénéficiaire (200 caractères au plus).
cession-grounds-usual =
    Vu le code général de la propriété des personnes publiques, articles L. 3212-2, L. 3212-3 et D. 3212-3 ;
    Considérant que les services n’ont plus l’emploi des matériels informatiques ci-après ;
cession-warning = Après la signature, les appareils ne sont plus au propriétaire
cession-warning-help = L’acte est gardé tel quel et ne change plus. Aucun appareil de la liste ne pourra être attribué, remis ou déplacé.
cession-sign = Signer la cession
cession-act = Acte de cession (PDF)
cession-total = Valeur totale

cession-refused-proof-missing = Le justificatif manque : la catégorie du bénéficiaire doit être prouvée (CG3P, art. L. 3212-2). Joignez-le.
cession-refused-proof-not-yet = Le justificatif n’est pas encore valable le jour de la cession (CG3P, art. L. 3212-2). Attendez sa date, ou joignez le bon.
cession-refused-proof-expired = Le justificatif n’est plus valable le jour de la cession (CG3P, art. L. 3212-2). Demandez au bénéficiaire celui en cours.
cession-refused-agreement-without-end = Un agrément ESUS a une fin (code du travail, art. L. 3332-17-1). Donnez-la.
cession-refused-not-committed = Le bénéficiaire ne s’est pas engagé à n’utiliser les appareils que pour son objet et à ne pas les vendre (CG3P, art. L. 3212-2). Faites-le signer d’abord.
cession-refused-may-not-resell = Cette catégorie ne peut pas revendre : le prix solidaire est réservé aux associations d’utilité publique et d’intérêt général (CG3P, art. L. 3212-2 ; décret 2022-1413). Décochez la revente.
cession-refused-decided-later = La décision est datée d’après la cession : on décide d’abord que les services n’ont plus l’emploi des appareils (CG3P, art. L. 3212-2). Corrigez l’une des dates.
cession-refused-convention-later = La convention est datée d’après la cession : le bénéficiaire s’engage avant de recevoir (CG3P, art. L. 3212-2). Corrigez l’une des dates.
cession-refused-in-the-future = La cession est datée de demain ou après : la valeur est celle du jour de la cession (CG3P, art. D. 3212-3). Signez le jour venu.
cession-against-not-ready = Pas prêt. Avant de changer de propriétaire, ses données sont effacées et il est contrôlé (code de la consommation, art. R. 122-4). Finissez-le à l’atelier.
cession-against-promised = Attribué à une demande. Reprenez d’abord l’attribution.
cession-against-handed-over = Remis à une personne. Il faut d’abord le reprendre.
cession-against-ceded = Déjà cédé.
cession-against-gone = Parti au rebut.
cession-against-private-owner = Son propriétaire n’est pas une collectivité : cet acte ne vaut que pour les biens publics (CG3P, art. L. 3212-3).
cession-against-other-owner = Il n’a pas le même propriétaire que le premier appareil. Faites un acte par propriétaire.
cession-against-not-ours = Son lot est un prêt, un dépôt ou déjà une cession : son propriétaire ne le cède pas d’ici. Voyez le fondement juridique du lot.

done-cession-signed = La cession est signée. Son acte est gardé.

refurbished-word = reconditionné
word-title = Mention sur l’appareil
word-not-yet-untested = Une fonction n’a pas été essayée, ou ne marche pas.
word-not-yet-data = L’effacement n’est pas accepté.
word-not-yet-unchecked = Le contrôle qualité n’est pas signé.

## Réformes

reforms-title = Réformes
reforms-none = Aucune réforme
reforms-none-help = Une réforme fait sortir des appareils de l’inventaire de leur propriétaire. Elle se décide par lot.
reform-title = Réforme
reform-number = Réforme n° { $number }
reform-new = Décider une réforme
reform-new-lead = La décision et le certificat administratif sont imprimés ensemble, une fois, avec tous les champs demandés.
reform-lot = Lot
reform-lot-of = Lot { $number }, { $donor }
reform-lot-press = Voir ses appareils
reform-nothing-left = Rien à réformer dans ce lot
reform-nothing-left-help = Ses appareils sont déjà réformés, ou n’ont jamais été reçus.
reform-decision = La décision
reform-of-owner = Propriétaire : { $owner }
reform-decision-missing = Donnez le numéro de la décision de réforme (60 caractères au plus).
reform-decided-later = La décision est datée de demain ou après. Corrigez la date.
reform-reason = Motif
reform-reason-obsolete = Obsolète
reform-reason-scrap = Rebut
reform-reason-incident = Incident : vol, incendie, dégradation
reform-reason-missing = Choisissez le motif.
reform-signatory = Qui signe
reform-grounds-usual = Vu la délégation donnée à l’ordonnateur pour la mise à la réforme des biens mobiliers ;
reform-inventory = L’inventaire du propriétaire
reform-inventory-help = Téléchargez la liste, complétez-la dans un tableur, renvoyez-la ici. L’outil n’invente rien : ce qui reste vide manque.
reform-inventory-download = Télécharger la liste à compléter
reform-inventory-file = La liste complétée (CSV)
reform-inventory-file-hint = Ou votre état de l’actif, avec une colonne « N° d’inventaire ».
reform-file-no-key = Aucune colonne « Appareil » ni « N° d’inventaire » : l’outil ne sait pas à quel appareil va chaque ligne.
reform-file-line = La ligne { $line } ne se lit pas : une date, un montant, ou un appareil en double. Corrigez-la et renvoyez le fichier.
reform-column-device = Appareil
reform-accounting-number = N° comptable
reform-location = Localisation
reform-value = Valeur d’acquisition
reform-net-book = Valeur nette comptable
reform-net-book-hint = La même pour tous, par exemple 0 si tout est amorti. Vide : inconnue, et le certificat le dira.
reform-net-book-wrong = Donnez un montant en euros, par exemple 0,00, ou laissez vide.
reform-account = Compte
reform-account-hint = Demandez-le à votre service des finances.
reform-subsidies = Subventions attachées
reform-subsidies-hint = « Aucune », ou lesquelles.
reform-defaults = Pour les appareils dont la liste ne dit rien
reform-devices = Appareils à réformer
reform-no-number = sans numéro d’inventaire
reform-no-device = Cochez au moins un appareil.
reform-designation = Désignation, localisation
reform-unknown = Inconnue
reform-unknown-values = { $count ->
    [one] Inconnue pour { $count } appareil
   *[other] Inconnue pour { $count } appareils
}
reform-lacking = Rien n’est imprimé : il manque quelque chose
reform-lacking-help = Complétez la liste ou les champs communs, puis renvoyez. Choisissez de nouveau le fichier.
reform-missing-location = localisation
reform-missing-inventory-number = numéro d’inventaire
reform-missing-acquired-on = date d’acquisition
reform-missing-value = valeur d’acquisition
reform-missing-account = compte
reform-missing-subsidies = subventions attachées
reform-missing-acquired-later = acquis après la décision
reform-missing-net-over-value = valeur nette au-dessus de la valeur d’acquisition
reform-warning = Après la décision, rien ne change plus
reform-warning-help = La décision et le certificat sont gardés tels quels, avec leur empreinte dans le journal.
reform-decide = Imprimer la décision et le certificat
reform-papers = Décision et certificat (PDF)

done-reform-decided = La réforme est décidée. Ses papiers sont gardés.
