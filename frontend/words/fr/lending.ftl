# La bibliothèque de prêt : le catalogue, les prêts, le magasin.

menu-catalogue = Catalogue de prêt
menu-loans = Prêts
menu-store = Magasin
menu-lending-rules = Règles de prêt
place-catalogue = Trouver un matériel adapté, voir quand il est libre.
place-loans = Suivre les prêts : à venir, en cours, rendus.
place-store = Préparer, remettre et reprendre le matériel du jour.
place-lending-rules = Dire combien de temps et combien de prêts à la fois.

stage-on-loan = En prêt
arrival-on-loan = Il est en prêt. Le magasin le reprend sur la page du prêt : scannez-le au retour.
next-take-back-loan = Il est en prêt
next-take-back-loan-help = S’il est devant vous, contrôlez-le et enregistrez son retour.
next-loan-press = Enregistrer le retour
next-with-its-borrower = Il est en prêt
next-with-its-borrower-help = Un établissement l’a emprunté. S’il est devant vous, prévenez le magasin.

mail-kind-loan-told = Prêt annoncé au chef d’établissement
mail-kind-loan-decided = Prêt accepté, refusé ou annulé
mail-kind-loan-reminder = Rappel de fin de prêt

journal-subject-loan = Prêt
journal-subject-loan-clearance = Feu vert de prêt
event-device-joined-library = Appareil entré dans la bibliothèque de prêt
event-device-left-library = Appareil sorti de la bibliothèque de prêt
event-device-lent = Appareil parti en prêt
event-device-back-on-shelf = Appareil rendu, contrôlé, remis en rayon
event-loan-asked = Prêt demandé, en attente du chef d’établissement
event-loan-reserved = Prêt réservé
event-loan-approved = Prêt accepté par le chef d’établissement
event-loan-refused = Prêt refusé par le chef d’établissement
event-loan-cancelled = Prêt annulé
event-loan-lapsed = Réservation finie : personne n’est venu
event-loan-prepared = Matériel préparé, bordereau imprimé
event-loan-piece-changed = Exemplaire remplacé par un autre
event-loan-handed-over = Matériel remis à l’emprunteur
event-loan-extended = Prêt prolongé
event-loan-returned = Matériel rendu et contrôlé
event-loan-completed = Matériel de nouveau complet
event-loan-clearance-issued = Feu vert donné pour emprunter un matériel

## Le catalogue

catalogue-title = Catalogue de prêt
catalogue-lead = Cherchez par ce qui est difficile, ou par un mot.
catalogue-need = Ce qui est difficile
catalogue-words = Un mot
catalogue-none = Aucun matériel ne correspond
catalogue-none-help = Essayez un autre mot, ou un seul critère.
catalogue-back = Tout le catalogue
item-new = Ajouter un matériel
item-edit = Modifier la fiche
item-free-today = Libre aujourd’hui
item-free-from = Libre à partir du { $day }
item-not-free = Pas libre pour le moment
item-next-free = Libre à partir du { $day }
item-pieces-count = { $count ->
    [0] Aucun exemplaire.
    [one] Un exemplaire.
   *[other] { $count } exemplaires.
  }
item-at-store = À chercher et à rendre : { $store }.
item-borrow = Emprunter
item-cleared = Vous êtes formé à ce matériel jusqu’au { $day }
item-session-due = Réservez dès maintenant. Avant de venir le chercher, suivez la prise en main : quelques minutes.
item-session = Suivre la prise en main
item-needs = À quoi il répond
item-usage = Comment on s’en sert
item-ages-between = De { $from } à { $to } ans.
item-ages-from = À partir de { $from } ans.
item-ages-to = Jusqu’à { $to } ans.
item-accessories = Avec le matériel
item-guide = La prise en main, pas à pas
item-calendar = Disponibilité en { $month }
calendar-before = Mois précédent
calendar-after = Mois suivant
calendar-closed = fermé
calendar-taken = pris
calendar-free = { $count ->
    [one] { $count } libre
   *[other] { $count } libres
  }
day-mon = lun.
day-tue = mar.
day-wed = mer.
day-thu = jeu.
day-fri = ven.
day-sat = sam.
day-sun = dim.
item-pieces = Les exemplaires
item-piece = Exemplaire
item-no-pieces = Aucun exemplaire
item-no-pieces-help = Scannez un appareil prêt du magasin pour en faire un exemplaire.
piece-scan = Étiquette de l’appareil
piece-scan-hint = Un appareil prêt, rangé dans ce magasin et promis à personne.
piece-add = Ajouter l’exemplaire
piece-remove = Retirer
piece-remove-of = Retirer l’exemplaire { $code }
piece-on-the-shelf = En rayon
piece-in-workshop = À l’atelier ou en route
piece-incomplete = Incomplet
piece-not-at-the-store = Aucun appareil de ce magasin ne porte cette étiquette. Vérifiez le code, ou enregistrez d’abord son arrivée.
piece-already-one = C’est déjà un exemplaire du catalogue.
piece-not-ready = Cet appareil n’est pas prêt : il passe d’abord par l’atelier.
piece-promised = Cet appareil est attribué à une demande : il ne peut pas être prêté.
piece-has-a-loan = Cet exemplaire a un prêt en cours ou à venir. Changez l’exemplaire du prêt, ou annulez-le, avant de le retirer.
done-piece-added = Exemplaire ajouté.
done-piece-removed = Exemplaire retiré : c’est de nouveau un appareil comme un autre.
done-item-made = Fiche ajoutée. Scannez maintenant ses exemplaires.
done-item-changed = Fiche modifiée.
item-name-fr = Nom, en français
item-name-en = Nom, en anglais
item-needs-hint = Ce qui est difficile, jamais un diagnostic.
item-purpose-fr = À quoi il sert, en français
item-purpose-en = À quoi il sert, en anglais
item-usage-fr = Comment on s’en sert, en français
item-usage-en = Comment on s’en sert, en anglais
item-guide-fr = Prise en main, en français
item-guide-en = Prise en main, en anglais
item-guide-hint = Une étape par ligne : chacune sera confirmée avant l’emprunt.
item-accessories-fr = Accessoires, en français
item-accessories-en = Accessoires, en anglais
item-line-hint = Un accessoire par ligne.
item-age-from = Âge le plus bas
item-age-to = Âge le plus haut
item-synonyms = Autres mots pour le trouver
item-synonyms-hint = Par exemple : stylo scanner, lecture, OCR.
item-needs-cleaning = À nettoyer à chaque retour
item-needs-cleaning-hint = Il touche les oreilles ou la bouche.
item-has-battery = A une batterie
item-has-battery-hint = Sa charge est vérifiée au retour.
item-save = Enregistrer la fiche
item-text-missing = Écrivez ce texte : les deux langues s’affichent.
item-text-too-long = Ce texte est trop long.
item-ages-turned = L’âge le plus haut est au-dessous de l’âge le plus bas.
item-age-wrong = Écrivez un âge en chiffres, de 0 à 99, ou rien.
item-needs-missing = Cochez au moins ce qui est difficile.
item-name-taken = Une fiche porte déjà ce nom.
item-back = Retour au matériel

## La prise en main

session-title = Prise en main : { $item }
session-lead = Lisez chaque étape, essayez-la avec le matériel ou sa notice, puis cochez-la.
loan-session-steps = Les étapes
session-steps-hint = Une étape pas claire ? Demandez au magasin avant de cocher.
session-steps-missing = Il reste une étape à faire : cochez-les toutes.
session-guide-changed = La prise en main vient de changer. Lisez-la et cochez de nouveau ses étapes.
session-press = J’ai fait toutes les étapes
done-session-done = C’est noté : vous pouvez venir chercher ce matériel.

## Réserver

reserve-title = Emprunter : { $item }
loan-from = Du
loan-until = Au
loan-longest = { $days } jours au plus.
loan-for-pupil = C’est pour un élève
loan-for-pupil-hint = Un code est créé ; vous seul notez à qui il correspond. N’écrivez jamais son nom ici.
reserve-approval = Le chef d’établissement donne son accord avant la préparation.
reserve-no-approval = Votre réservation est confirmée tout de suite. Le chef d’établissement en est informé.
reserve-press = Réserver
reserve-none-free = Rien n’est libre à ces dates
reserve-none-free-help = Quelqu’un a réservé avant vous, ou le matériel est en préparation. Choisissez d’autres dates.
reserve-see-calendar = Voir le calendrier
reserve-too-many = { $count ->
    [one] Vous avez déjà un prêt en cours, le nombre permis
   *[other] Vous avez déjà { $count } prêts en cours, le nombre permis
  }
reserve-too-many-help = Rendez un matériel ou annulez une réservation, puis recommencez.
loan-day-missing = Choisissez une date.
loan-ends-before-it-starts = La fin est avant le début.
loan-in-the-past = Cette date est passée.
loan-too-long = C’est plus long que la durée permise.
loan-too-far = C’est trop loin dans l’avenir.
loan-starts-while-closed = Le magasin est fermé ce jour-là : choisissez un autre jour pour venir chercher le matériel.
loan-ends-while-closed = Le magasin est fermé ce jour-là : choisissez un autre jour pour rapporter le matériel.
done-loan-reserved = C’est réservé.
done-loan-asked = C’est demandé. Ces dates vous sont gardées ; le chef d’établissement donne son accord.

## Les prêts

loan = Prêt
loan-number = Prêt n° { $number }
loan-state = État
loan-borrower = Emprunteur
loan-school = Établissement
loan-store = Magasin
loan-requested = Attend l’accord du chef d’établissement
loan-reserved = Réservé
loan-prepared = Prêt à être remis
loan-out = Emprunté
loan-late = En retard
loan-returned = Rendu
loan-cancelled = Annulé
loan-refused = Refusé
loan-yes = Oui
loan-no = Non
loans-title = Prêts
loans-all = Voir aussi les prêts terminés
loans-under-way = Seulement ceux en cours
loans-none = Aucun prêt
loans-none-help = Le matériel se choisit dans le catalogue.
loans-back = Tous les prêts
loan-back = Retour au prêt
loan-see-item = Voir la fiche du matériel
loan-slip = Bordereau
loan-pupil-code = Code de l’élève
loan-pupil-code-help = L’établissement seul note à qui ce code correspond.
loan-cleared-until = Formé jusqu’au
loan-back-on = Rendu le
loan-completed-on = Complété le { $day }
loan-history = Historique
loan-to-be-cleared = Prise en main à faire avant de venir chercher le matériel
loan-to-be-cleared-help = Sans elle, le magasin ne peut pas remettre le matériel.
loan-clear-press = Je l’ai vu s’en servir : donner le feu vert
loan-own-referent = Personne ne se donne le feu vert à soi-même : demandez à un autre référent.
loan-your-say = Votre accord
loan-approve-press = Accepter le prêt
loan-refuse-press = Refuser le prêt
loan-at-the-store = Au magasin
loan-prepare-help = Réunissez l’exemplaire et ses accessoires, puis imprimez le bordereau.
loan-prepare-press = C’est préparé : établir le bordereau
loan-complete-help = Quelque chose manquait au retour. L’exemplaire n’est plus proposé tant qu’il est incomplet.
loan-complete-press = Il est de nouveau complet
loan-piece-away = L’exemplaire réservé n’est pas en rayon
loan-piece-away-help = Il est à l’atelier, en prêt ou parti. Choisissez un autre exemplaire, ou attendez son retour.
loan-piece-incomplete = Il manque quelque chose à cet exemplaire depuis son dernier retour. Complétez-le, dans « Rendus incomplets » de la page Magasin, ou prenez un autre exemplaire.
loan-change-piece = Prendre un autre exemplaire
loan-change-piece-press = Changer d’exemplaire
loan-other-piece = { $code }, { $device }
loan-choose-a-piece = Choisissez un exemplaire libre, en rayon.
loan-piece-taken = Cet exemplaire vient d’être réservé par quelqu’un d’autre. Choisissez-en un autre.
loan-extend-press = Prolonger jusqu’au { $day }
extension-never = Les prêts ne se prolongent pas.
extension-already = Ce prêt a déjà été prolongé une fois.
extension-late = La date de retour est passée : rapportez le matériel, ou appelez le magasin.
extension-awaited = Quelqu’un d’autre a réservé ce matériel juste après vous.
extension-not-out = Seul un matériel emprunté se prolonge.
loan-cancel-press = Annuler ce prêt
done-loan-approved = Prêt accepté.
done-loan-refused = Prêt refusé ; les dates sont de nouveau libres.
done-loan-cancelled = Prêt annulé ; les dates sont de nouveau libres.
done-loan-extended = Prêt prolongé.
done-loan-cleared = Feu vert donné.
done-loan-prepared = Matériel préparé : imprimez le bordereau et faites-le signer à la remise.
done-loan-piece-changed = Exemplaire changé.
done-loan-handed-over = Matériel remis.
done-loan-back-on-shelf = Retour enregistré : l’exemplaire est remis en rayon.
done-loan-back-to-workshop = Retour enregistré : l’appareil est en quarantaine. Envoyez-le à l’atelier, qui l’efface ou le répare et le fait contrôler.
done-loan-completed = C’est noté : l’exemplaire peut être prêté.

## Le magasin

store-title = Le magasin aujourd’hui
store-back = Retour au magasin
store-no-site = Vous n’êtes rattaché à aucun magasin.
store-no-site-help = Demandez au coordinateur de dire à quel site vous travaillez.
store-more = Il y en a plus que ces listes n’en montrent : ce qui attend depuis le plus longtemps vient d’abord.
store-nothing = Rien.
store-next = À faire
store-late = En retard ({ $count })
store-expected = Attendus aujourd’hui ({ $count })
store-to-hand-over = À remettre ({ $count })
store-to-prepare = À préparer ({ $count })
store-incomplete = Rendus incomplets ({ $count })
store-press-return = Reprendre
store-press-pick-up = Remettre
store-press-prepare = Préparer
store-press-complete = Compléter
pick-up-title = Remettre le matériel
pick-up-may = Le matériel peut être remis
pick-up-may-help = À { $borrower }, jusqu’au { $day }.
pick-up-may-not = Le matériel ne peut pas être remis
pick-up-not-prepared = Ce prêt n’est pas préparé, ou il est terminé.
pick-up-too-early = Le prêt n’a pas commencé : attendez son premier jour, ou l’emprunteur annule et réserve d’autres dates.
pick-up-too-late = Le dernier jour de ce prêt est passé : faites une nouvelle réservation.
pick-up-other-piece = Ce n’est pas l’exemplaire de ce prêt. Cherchez l’étiquette indiquée, ou changez d’exemplaire sur la page du prêt.
pick-up-piece-not-here = L’exemplaire n’est pas en rayon : changez d’exemplaire sur la page du prêt.
pick-up-not-cleared = L’emprunteur n’est pas formé à ce matériel : il suit la prise en main sur son téléphone, ou un référent le voit faire et donne le feu vert.
pick-up-signed = Le bordereau est signé
pick-up-signed-hint = Le magasin en garde un exemplaire, l’emprunteur l’autre.
pick-up-not-signed = Faites signer le bordereau avant de remettre le matériel.
pick-up-scan = Étiquette de l’exemplaire
pick-up-press = Remettre
loan-return-title = Reprendre le matériel
return-holds-data = Il peut garder des données : il part à l’atelier pour être effacé et contrôlé
return-complete = Tous les accessoires sont là
return-complete-hint = Incomplet ? Enregistrez quand même le retour : l’exemplaire attend d’être complété.
return-condition = État
return-cleaned = Nettoyé
return-charged = La batterie tient la charge
piece-good = Bon
piece-worn = Usé, mais il sert encore
piece-damaged = Abîmé : à l’atelier
return-answer-missing = Répondez à cette question.
return-other-piece = Ce n’est pas l’exemplaire de ce prêt. Scannez-le depuis la page de l’appareil : elle mène au bon prêt.
return-press = Enregistrer le retour
closures-title = Jours de fermeture
closures-lead = Ces jours-là, rien n’est cherché ni rapporté. Les samedis et dimanches sont toujours fermés.
closures-none = Aucune fermeture prévue
closures-none-help = Ajoutez les vacances scolaires et les ponts.
closure-label = Motif
closure-label-hint = Par exemple : vacances de Noël.
closure-label-missing = Dites pourquoi, en 80 lettres au plus.
store-closure-from = Premier jour
closure-until = Dernier jour
closure-too-long = Une fermeture dure cent jours au plus : faites-en deux.
store-closure-add = Ajouter une fermeture
closure-remove = Retirer
closure-remove-of = Retirer la fermeture : { $label }
done-store-closure-added = Fermeture ajoutée.
done-closure-removed = Fermeture retirée.

## Les règles

terms-title = Règles de prêt
terms-lead = Elles valent pour les réservations à venir ; ce qui est réservé le reste.
terms-longest = Durée la plus longue, en jours
terms-ahead = Réserver au plus tôt, en jours d’avance
terms-at-once = Prêts en même temps par personne
terms-extension = Prolongation, en jours
terms-extension-hint = 0 : les prêts ne se prolongent pas. Jamais quand quelqu’un attend.
terms-buffer = Jours d’ouverture entre deux prêts
terms-buffer-hint = Transport, nettoyage, charge.
terms-erasing = Jours d’ouverture entre deux prêts d’un appareil qui garde des données
terms-erasing-hint = Il est effacé et contrôlé à l’atelier.
terms-approval = Le chef d’établissement donne son accord
terms-approval-hint = Sinon, il est seulement informé.
terms-clearance = Validité de la prise en main, en jours
terms-remind = Rappel avant la fin, en jours
terms-number-wrong = Écrivez un nombre de jours ou de prêts, { $most } au plus.
terms-press = Enregistrer les règles
done-lending-rules-changed = Règles enregistrées.

## Les lettres

loan-letter-greeting = Bonjour,
loan-letter-link = Voir le prêt
loan-letter-told-subject = Un matériel adapté a été réservé par votre établissement
loan-letter-told = { $borrower } a réservé : { $item }, du { $from } au { $until }.
loan-letter-told-next = Vous n’avez rien à faire. Vous pouvez annuler ce prêt depuis sa page.
loan-letter-asked-subject = Un prêt attend votre accord
loan-letter-asked = { $borrower } souhaite emprunter : { $item }, du { $from } au { $until }.
loan-letter-asked-next = Acceptez ou refusez depuis la page du prêt.
loan-letter-approved-subject = Votre prêt est accepté
loan-letter-approved = Le prêt de { $item }, du { $from } au { $until }, est accepté par votre chef d’établissement.
loan-letter-refused-subject = Votre prêt est refusé
loan-letter-refused = Le prêt de { $item }, du { $from } au { $until }, n’est pas accepté par votre chef d’établissement. Parlez-en ensemble.
loan-letter-unfetched-subject = Votre réservation a pris fin
loan-letter-unfetched = Personne n’est venu chercher { $item }, réservé du { $from } au { $until }. Il est gardé quelques jours d’ouverture ; il est maintenant libre pour d’autres.
loan-letter-unfetched-next = S’il vous le faut encore, réservez-le de nouveau dans le catalogue.
loan-letter-cancelled-subject = Votre prêt est annulé
loan-letter-cancelled = Le prêt de { $item }, du { $from } au { $until }, est annulé.
loan-letter-before-subject = Un matériel emprunté est à rendre bientôt
loan-letter-before = { $item }, emprunté depuis le { $from }, est à rendre le { $until }.
loan-letter-last-day-subject = Un matériel emprunté est à rendre aujourd’hui
loan-letter-last-day = { $item }, emprunté depuis le { $from }, est à rendre aujourd’hui, le { $until }.
loan-letter-late-subject = Un matériel emprunté aurait dû être rendu
loan-letter-late = { $item }, emprunté depuis le { $from }, était à rendre le { $until }. Quelqu’un d’autre l’attend peut-être.
loan-letter-very-late-subject = Un matériel emprunté a plus d’une semaine de retard
loan-letter-very-late = { $item }, emprunté depuis le { $from }, était à rendre le { $until }.
loan-letter-back = Pour le rapporter, ou si quelque chose manque, contactez le magasin : un matériel incomplet se rend aussi.
