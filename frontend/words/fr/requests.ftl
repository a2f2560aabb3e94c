# Les demandes : demander, attendre, décider.

requests-title = Demandes
requests-caption = Celles qui attendent depuis le plus longtemps d’abord
requests-none = Aucune demande ici
requests-none-help = Changez le filtre pour voir les autres demandes.
requests-under-way = Toutes celles en cours
requests-back = Revenir aux demandes
request-title = Demande { $reference }
request-reference = Numéro
request-recipient = Bénéficiaire
request-programme = Programme
request-device-kind = Type d’appareil
request-device = Appareil attribué
request-pickup = Point de remise
request-pickup-code = Code de retrait
request-sent-on = Envoyée le
request-waiting = Attend
request-state = État
request-state-submitted = À décider
request-state-allocated = Appareil attribué
request-state-fulfilled = Remis
request-state-refused = Refusée
request-state-cancelled = Annulée
request-next-submitted = Un coordinateur doit maintenant décider. Le prescripteur recevra un message.
request-next-yours = C’est à vous de décider : regardez ce qui le permet, puis attribuez ou refusez plus bas.
request-next-allocated = La formation vient maintenant, puis la remise au point de remise, avec le code de retrait.
request-next-fulfilled = L’appareil est remis. Il n’y a plus rien à faire.
request-next-refused = La décision et les recours sont écrits plus bas.
request-next-cancelled = Le prescripteur a repris cette demande. Il peut en faire une nouvelle.
request-agent = { $name }, { $role }

request-new = Nouvelle demande
request-no-programme = Aucun programme n’est ouvert aux demandes
request-no-programme-help = Demandez au coordinateur quand un programme ouvrira.
request-outlooks = Tous les programmes, et l’attente habituelle
request-outlooks-help = Ces chiffres disent ce qui s’est passé ces six derniers mois. Ce n’est pas une promesse.
request-outlook = Attente habituelle : { $wait }. { $ready ->
    [0] Aucun appareil prêt
    [one] { $ready } appareil prêt
   *[other] { $ready } appareils prêts
 }, { $waiting ->
    [0] aucune demande n’attend.
    [one] { $waiting } demande attend déjà.
   *[other] { $waiting } demandes attendent déjà.
 }
request-usual-wait = Attente habituelle
request-ready = Prêts
request-ahead = Demandes qui attendent
request-wait-unknown = pas assez de demandes passées pour le dire
request-wait-same-day = le jour même
request-wait-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
 }
request-wait-weeks = { $weeks ->
    [one] { $weeks } semaine
   *[other] { $weeks } semaines
 }
request-under = Vous demandez un appareil dans le programme « { $programme } ».

request-for-whom = Pour qui
request-recipient-kind = C’est pour
request-recipient-kind-missing = Dites pour qui est l’appareil.
request-recipient-person = Une personne
request-recipient-household = Un foyer
request-recipient-establishment = Un établissement
request-recipient-association = Une association
request-recipient-place = Un lieu
request-name = Nom
request-name-help = Le nom de famille, ou le nom de la structure.
request-name-missing = Écrivez le nom.
request-given-name = Prénom
request-given-name-missing = Écrivez le prénom.
request-birth-year = Année de naissance
request-birth-year-missing = Écrivez l’année de naissance en quatre chiffres, par exemple 1984.
request-find = Déjà connue chez nous ?
request-recipient-who = Qui est-ce ?
request-recipient-who-help = Votre organisme connaît déjà ce nom et cette année de naissance.
request-recipient-other = Quelqu’un d’autre, du même nom
request-recipient-known = Votre organisme connaît déjà ce nom. Dites si c’est la même personne.
request-commune = Commune
request-commune-missing = Écrivez la commune.
request-contact = Téléphone, e-mail
request-phone = Téléphone
request-email = Adresse e-mail
request-email-wrong = Cette adresse n’est pas complète. Il y manque le signe @.
request-signatory = Signataire
request-signatory-help = Le nom de la personne qui signera.
request-signatory-missing = Écrivez le nom de la personne qui signe.
request-too-long = Un des textes est trop long. Gardez l’essentiel.

request-why = Pourquoi
request-rule = Public du programme
request-rule-help = La règle remplie. Elle est chiffrée et n’apparaît dans aucune liste.
request-rule-missing = Choisissez la règle que la personne remplit.
request-proof-date = Justificatif vu le
request-proof-help = Regardez le justificatif, ne le copiez pas.
request-proof-date-wrong = Écrivez le jour où vous avez vu le justificatif. Il ne peut pas être à venir.
request-needs = Besoins pour se servir de l’appareil
request-needs-which = Ce qui est difficile sans aide
request-needs-help = Un besoin, jamais un diagnostic. Ne cochez que ce qui aide à choisir l’appareil.
request-need-read = Lire
request-need-write = Écrire
request-need-hear = Entendre
request-need-see = Voir
request-need-speak = Parler
request-need-find-ones-way = Se repérer
request-need-move = Bouger, tenir l’appareil
request-need-concentrate = Se concentrer
request-need-remember = Se souvenir
request-need-understand-french = Comprendre le français

request-what = Quel appareil
request-device-kind-missing = Choisissez un type d’appareil de ce programme.
request-pickup-missing = Choisissez le point de remise.
request-training = Qui sera formé
request-relation = La formation est pour
request-relation-usual = La personne elle-même, ou le signataire pour un établissement, une association ou un lieu.
request-relation-other = C’est quelqu’un d’autre qui se formera
request-relation-missing = Dites qui sera formé.
request-learner-name = Nom de la personne formée
request-learner-name-missing = Écrivez le nom de la personne qui sera formée.
request-learner = { $name } · { $relation }
request-trained = Sera formé
request-send = Envoyer la demande
done-request-submitted = La demande est envoyée. Vous recevrez un message quand elle sera décidée.

request-reveal = Montrer ce qui permet de décider
request-reveal-help = La règle remplie et les besoins sont protégés. Les ouvrir est noté à votre nom.
request-what-decides = Ce qui permet de décider
request-rule-met = Règle { $number } remplie : { $rule }
request-proof-seen = Justificatif vu le { $date } par { $by }.
request-needs-are = Besoins :
request-needs-none = Aucun besoin particulier.

request-decide = Décider
request-decision = Décision
request-decided-by = Décision prise par { $agent }. Un outil de tri propose ; une personne décide.
request-proposal = Appareil proposé
request-proposal-why = Pourquoi celui-ci :
request-proposal-help = L’outil propose, vous décidez.
request-allocate = Attribuer cet appareil
request-no-device-help = La demande garde sa place dans la file.
request-no-device-here-help = La demande garde sa place dans la file. La coordination du département peut en attribuer un d’ailleurs.
request-other-device = Un autre appareil
request-code = Code de l’étiquette
request-code-unknown = Aucun appareil ne porte ce code. Relisez l’étiquette.
request-allocate-code = Attribuer l’appareil de ce code
request-refuse = Refuser la demande
request-reason = Motif du refus
request-reason-help = Le motif est écrit au prescripteur, avec les recours.
request-reason-missing = Choisissez le motif.
request-remark = Explication
request-remark-help = Pour le prescripteur, sur cette page seulement. Rien sur la santé.
request-refusal-conditions-not-met = Les conditions du programme ne sont pas remplies
request-refusal-proof-missing = Il manque un justificatif
request-refusal-already-equipped = Un appareil a déjà été remis
request-refusal-outside-territory = Le domicile n’est pas dans le territoire du programme
request-refusal-no-suitable-device = Aucun appareil du programme ne convient
request-refusal-asked-twice = La même demande existe déjà
request-undo = Reprendre l’attribution
request-undo-help = L’appareil redevient libre, le feu vert tombe et la demande attend de nouveau, à sa place.
request-cancel = Annuler cette demande
request-cancel-help = La demande s’arrête. Si un appareil était attribué, il redevient libre.
request-already-asked = La demande { $reference } attend déjà le même appareil pour cette personne
request-already-asked-help = Rien n’a été enregistré. Suivez cette demande, ou annulez-la avant d’en faire une autre.
request-not-now = Cette demande n’en est plus là
request-not-now-help = Rien n’a été enregistré. Voyez ci-dessous où elle en est maintenant.
request-device-not-ready = Cet appareil n’est pas prêt
request-device-other-kind = Cet appareil n’est pas du type demandé
request-device-outside = Cet appareil n’est pas sur un site de votre territoire
request-device-promised = Cet appareil est déjà attribué à une autre demande
request-device-handed-over = Cet appareil est déjà remis à quelqu’un
request-just-taken = Quelqu’un vient de changer ou d’attribuer cet appareil
request-choose-another = Rien n’a été enregistré. Choisissez l’appareil proposé maintenant, ou le code d’un autre.
done-request-allocated = L’appareil est attribué. Le prescripteur est prévenu.
done-request-undone = L’attribution est reprise. Le prescripteur est prévenu.
done-request-refused = La demande est refusée. Le prescripteur est prévenu.
done-request-cancelled = La demande est annulée.

request-history = Histoire de la demande

request-letter-greeting = Bonjour,
request-letter-allocated-subject = Demande { $reference } : un appareil est attribué
request-letter-allocated = Un appareil est attribué à votre demande { $reference }.
request-letter-allocated-next = À vous d’agir : inscrivez la personne à la formation. La remise se fera ensuite à { $site }, { $city }, avec le code de retrait que vous trouverez sur la page de la demande.
request-letter-undone-subject = Demande { $reference } : l’attribution est reprise
request-letter-undone = L’appareil attribué à votre demande { $reference } a été repris. La demande attend de nouveau, à sa place dans la file. Vous n’avez rien à faire.
request-letter-refused-subject = Demande { $reference } : décision de refus
request-letter-refused = Votre demande { $reference } est refusée.
request-letter-reason = Motif : { $reason }.
request-letter-decided-by = Un outil de tri a aidé à préparer cette décision en proposant un appareil. C’est un agent nommé qui a décidé : { $name }, { $role }, { $organisation }.
request-letter-link = Voir la demande
request-remedy-informal = Recours gracieux : dans les deux mois qui suivent cette décision, la personne concernée peut écrire au président du conseil départemental pour demander un nouvel examen. Sans réponse au bout de deux mois, ce recours est rejeté.
request-remedy-court = Recours contentieux : dans les deux mois qui suivent cette décision, ou le rejet du recours gracieux, elle peut saisir le tribunal administratif, par courrier ou sur www.telerecours.fr.
request-see-training = Inscrire et suivre la formation
request-see-waiver = Accorder une dérogation à la formation

request-device-erased-too-lightly = Cet appareil n’a pas été effacé aussi profondément que le programme le demande

request-training-alone = Formation seule, sans appareil
request-training-alone-help = Rien n’est remis : la demande finit par l’attestation du formateur.
request-training-alone-decide = Aucun appareil à attribuer : inscription et séances se suivent depuis la formation. Vous pouvez refuser.
request-place = Lieu le plus proche
request-level = Où en est la personne ?
request-level-help = Demandez-lui, simplement ; ou répondez plus haut aux questions du niveau, qui la placent. La réponse est protégée ; elle choisit le parcours.
request-level-1 = Elle ne se sert pas du numérique seule
request-level-2 = Elle débute, ou se débrouille un peu
request-level-3 = Elle est à l’aise et veut aller plus loin
request-level-missing = Dites où en est la personne.
request-level-aidant = À ce niveau, c’est la personne qui aide qui est formée : dites qui elle est.
request-placed-at = Niveau { $level } sur 3.
request-version = Règles du programme
request-programme-gone = Ce programme ne prend plus de demandes. La page vous en propose un autre : relisez ses règles avant d’envoyer.
request-next-training = Le prescripteur inscrit la personne et réserve ses séances. L’attestation du formateur termine la demande.
request-next-attested = Le parcours est attesté. Il n’y a plus rien à faire.
request-not-habilitated = Votre organisme ne peut pas demander sous ce programme
request-not-habilitated-help = Rien n’a été enregistré. Choisissez un autre programme, ou parlez-en au coordinateur.
request-held-kept-aside = { $kept ->
    [0] Il ne reste rien de libre : ce qui vient est gardé pour d’autres programmes
    [one] L’appareil prêt est gardé de côté pour un autre programme
   *[other] Les { $kept } appareils prêts sont gardés de côté pour d’autres programmes
 }
request-held-over-share = Ce programme a déjà sa part de l’année ({ $share } %), et d’autres attendent la leur
request-held-help = Rien n’a été enregistré. La fiche du programme montre les chiffres du jour ; la règle se change dans le programme.
request-device-none-asked = Cette demande est pour une formation seule, sans appareil
request-device-grade-too-low = Cet appareil est d’un grade que le programme n’admet pas
request-device-other-category = Cet appareil n’est pas d’une catégorie technique que le programme admet
