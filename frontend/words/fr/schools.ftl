# Les établissements : inscription des enseignants, conventions, prêts à la maison, changement et fermeture.

## S’inscrire

registration-link = Enseignant en collège ? Inscrivez-vous
registration-title = S’inscrire comme enseignant
registration-lead = Avec votre adresse professionnelle et l’UAI de votre collège, vous pouvez réserver du matériel adapté tout de suite. Votre direction est prévenue.
registration-closed = L’inscription n’est pas ouverte ici
registration-closed-help = Demandez une invitation à la direction de votre établissement.
registration-email = Adresse e-mail professionnelle
registration-email-hint = Elle se termine par : { $domains }.
registration-uai = UAI
registration-uai-hint = Sept chiffres et une lettre, par exemple 0990101X. Le secrétariat le connaît.
registration-press = M’envoyer le lien
registration-other-domain = Cette adresse n’est pas une adresse professionnelle reconnue ici. Prenez celle de votre académie, ou demandez une invitation à votre direction.
registration-uai-wrong = Ce n’est pas un UAI : sept chiffres puis une lettre. Vérifiez chaque signe.
registration-uai-unknown = Aucun collège ouvert n’a cet UAI ici. Vérifiez-le, ou demandez à votre direction.
done-registration-asked = Un message vient de partir à cette adresse. Ouvrez le lien dans les deux jours. Rien reçu ? Regardez dans les indésirables.
registration-confirm-title = Terminer l’inscription
registration-confirm-lead = { $email }, au { $school }.
registration-has-account = Vous avez déjà un compte : gardez votre mot de passe.
registration-confirm-press = Terminer
registration-ended-title = Ce lien ne sert plus
registration-link-over = Il a déjà servi, il est trop ancien, ou un message plus récent l’a remplacé. Si vous êtes inscrit, connectez-vous ; sinon, recommencez.
registration-refused = La direction a mis fin à votre accès. Demandez-lui une invitation si c’est une erreur.
done-registration-confirmed = Vous êtes inscrit. Connectez-vous : vous pouvez réserver.
registration-letter-subject = Terminer votre inscription
registration-letter-what = Vous avez demandé à emprunter du matériel adapté pour { $school }. Le lien ci-dessous termine l’inscription.
registration-letter-until = Il sert une fois, jusqu’au { $until }.
registration-letter-not-asked = Ce n’était pas vous ? Ne faites rien : l’adresse est effacée.
registration-letter-link = Terminer l’inscription
registered-letter-subject = Un enseignant s’est inscrit
registered-letter-what = { $name } ({ $email }) s’est inscrit comme enseignant de votre établissement et peut réserver du matériel adapté.
registered-letter-next = Si cette personne n’enseigne pas chez vous, mettez fin à son accès : un bouton suffit.
school-letter-link = Voir mon établissement
revoked-letter-subject = Votre accès a pris fin
revoked-letter-what = La direction de { $school } a mis fin à votre accès à la bibliothèque de prêt.
revoked-letter-loans =
    { $count ->
        [0] Vous n’aviez aucune réservation à venir.
        [one] Une réservation à venir est annulée.
       *[other] { $count } réservations à venir sont annulées.
    }
revoked-letter-next = Rapportez ce qui est encore chez vous à la date prévue. C’est une erreur ? Parlez-en à la direction.
revoked-letter-link = Se connecter
mail-kind-registration-link = Lien d’inscription d’un enseignant
mail-kind-teacher-registered = Enseignant inscrit, pour la direction
mail-kind-teacher-revoked = Fin d’accès d’un enseignant
mail-kind-agreement-due = Convention à signer
mail-kind-loan-recalled = Prêt arrêté par une fermeture
mail-kind-loan-moves = Prêt qui suit un élève

## Domaines

domains-title = Adresses des enseignants
domains-lead = Qui a une adresse de ces domaines peut s’inscrire seul dans un collège connu.
domains-none = Personne ne peut s’inscrire seul
domains-none-help = Ajoutez le domaine de l’académie pour ouvrir l’inscription.
domain-name = Domaine
domain-remove = Retirer
domain-remove-of = Retirer { $domain }
domain-add = Domaine à ajouter
domain-hint = Ce qui suit le @, par exemple ac-nantes.fr. Pas celui d’une messagerie ouverte à tous.
domain-add-press = Ajouter
domain-wrong = Écrivez un domaine, par exemple ac-nantes.fr.
domain-there = Ce domaine y est déjà.
done-domain-added = Le domaine est ajouté.
done-domain-removed = Le domaine est retiré. Les personnes déjà inscrites le restent.

## Établissement

menu-school = Mon établissement
place-school = Signer la convention, voir les enseignants qui empruntent.
menu-schools = Établissements
place-schools = Voir quels collèges ont signé leur convention.
school-title = Mon établissement
school-none = Cette page sert aux collèges
school-none-help = Votre organisme n’en est pas un : rien à signer ici.
school-name = Établissement
school-agreement = Convention de l’année
school-teachers = Enseignants qui peuvent emprunter
school-teachers-lead = Ils réservent seuls ; vous recevez un message à chaque réservation. Mettre fin à un accès annule les réservations qui ne sont pas encore retirées.
school-no-teacher = Aucun enseignant
school-no-teacher-help = Ils s’inscrivent seuls avec leur adresse professionnelle et l’UAI, ou vous les invitez.
teacher-since = Depuis le
teacher-by-themselves = Inscrit seul
teacher-revoke = Mettre fin à l’accès
teacher-revoke-of = Mettre fin à l’accès de { $name }
done-teacher-revoked = L’accès est terminé, et ses réservations à venir sont annulées.
schools-title = Établissements
schools-lead = Conventions de l’année scolaire { $year }.
schools-required = Sans convention de l’année, un collège réserve, mais ne retire rien.
schools-not-required = La convention n’est pas exigée pour retirer du matériel.
schools-empty = Aucun collège
schools-empty-help = Ajoutez les collèges parmi les organismes.
schools-back = Retour aux établissements
school-back = Retour à l’établissement

## Convention annuelle

agreement-stands = Convention signée
agreement-stands-help = Le matériel peut être retiré.
agreement-missing = Convention à signer
agreement-missing-help = Les enseignants peuvent réserver ; le magasin ne remet rien avant la signature.
agreement-not-asked = Convention non exigée
agreement-not-asked-help = Vous pouvez la signer ; le matériel se retire aussi sans elle.
agreement-of = Du { $from } au { $until }
agreement-signed-on = signée le { $day },
agreement-on-paper = sur papier
agreement-on-screen = à l’écran
agreement-sign-for = Signer pour { $year }
agreement-print = Imprimer la convention
agreement-screen-help = Lisez la convention, puis signez dans le cadre. Elle est gardée telle que vous l’avez signée.
agreement-signature-frame = Signature de la direction
agreement-screen-press = Signer
agreement-day = Signée sur papier le
agreement-day-wrong = Donnez le jour de la signature : pas plus tard qu’aujourd’hui, et pas avant le printemps qui précède l’année scolaire.
agreement-file = Papier signé
agreement-file-hint = PDF, JPEG ou PNG, 10 Mo au plus.
agreement-file-missing = Choisissez le papier signé, en PDF ou en photo.
agreement-paper-press = Garder le papier signé
done-agreement-signed = La convention est gardée : le matériel peut être retiré.
agreement-letter-subject = Convention de prêt à signer
agreement-letter-what = L’année scolaire { $year } a commencé, et la convention de prêt de votre établissement n’est pas signée.
agreement-letter-next = Les réservations continuent, mais le magasin ne remet rien avant la signature. Elle se fait à l’écran, en une minute.
pick-up-no-agreement = Le collège n’a pas de convention pour cette année : sa direction la signe à l’écran depuis « Mon établissement », ou joignez le papier signé depuis « Établissements ».
clauses-title = Convention : exigence et clauses
clauses-lead = Ce que dit la convention annuelle, et celle des familles, sur l’assurance et le vol. Ce qui est déjà signé ne change pas.
clauses-required = Exiger la convention de l’année avant tout retrait
clauses-required-hint = Les réservations restent possibles sans elle.
clauses-hint = Un paragraphe par ligne. Vide : la convention n’en dit rien.
clauses-insurance-fr = Assurance, en français
clauses-insurance-en = Assurance, en anglais
clauses-theft-fr = Vol, perte et casse, en français
clauses-theft-en = Vol, perte et casse, en anglais
clauses-press = Enregistrer
clause-too-long = Ce texte est trop long : 4 000 caractères au plus.
clause-in-both = Écrivez cette clause dans les deux langues, ou dans aucune.
done-clauses-changed = C’est enregistré pour les prochaines conventions.

## À la maison

loan-at-home = Va à la maison
loan-at-home-box = L’élève emporte le matériel chez lui
loan-at-home-box-hint = Sa famille signe une convention avant le retrait ; le collège la garde.
loan-home-press = L’élève l’emporte chez lui
done-loan-goes-home = C’est noté. Imprimez la convention et faites-la signer par la famille avant le retrait.
family-owed = La famille doit signer
family-owed-help = Imprimez la convention : noms, adresses et signatures s’écrivent à la main. Le collège la garde ; ici, on note seulement le jour.
family-print = Imprimer la convention
family-print-two = Imprimer pour deux domiciles
family-day = Signée par la famille le
family-day-wrong = Donnez le jour de la signature : entre la demande de prêt et aujourd’hui.
family-press = Signée, gardée au collège
family-signed-on = Convention signée le { $day }, gardée au collège
done-loan-family-signed = C’est noté : signée, gardée au collège.
pick-up-family-not-signed = Le matériel va à la maison et la famille n’a pas signé : le collège fait signer la convention, puis note le jour sur la page du prêt.
event-loan-goes-home = L’élève l’emporte chez lui
event-loan-family-signed = Convention de la famille signée, gardée au collège

## Changement d’établissement

move-title = L’élève change de collège
move-lead = Le matériel peut suivre l’élève. Un enseignant du nouveau collège reprend le prêt ; jusque-là, il reste à votre nom.
move-uai = UAI du nouveau collège
move-press = Proposer le prêt à ce collège
move-same-school = C’est déjà le collège de ce prêt.
move-link = L’élève change de collège
move-proposed = Proposé à { $school }
move-proposed-help = Le prêt reste ici jusqu’à ce qu’un enseignant de ce collège le reprenne.
move-withdraw-press = Retirer la proposition
done-loan-move-proposed = Le nouveau collège est prévenu.
done-loan-move-withdrawn = La proposition est retirée.
moves-title = Prêts qui arrivent avec un élève
moves-lead = Un élève arrive dans votre collège avec du matériel prêté. L’enseignant qui l’accueille reprend le prêt à son nom.
moves-none = Aucun prêt n’arrive
moves-none-help = Quand un collège propose un prêt au vôtre, il apparaît ici.
move-loan = Prêt
move-from = Vient de
move-take-press = Reprendre ce prêt
move-not-out = Ce prêt n’est plus en cours.
move-lost = Ce matériel est déclaré perdu, volé ou cassé : il reste au nom de qui l’avait.
move-not-cleared = Suivez d’abord la prise en main de ce matériel.
move-no-agreement = Votre collège n’a pas signé sa convention de l’année : votre direction la signe depuis « Mon établissement ».
move-too-many = Vous avez déjà autant de prêts que la règle le permet : rapportez-en un, ou un collègue reprend celui-ci.
move-school-closes = Votre collège ferme avant la fin de ce prêt.
done-loan-taken-on = Le prêt est à votre nom. S’il va à la maison, la famille signe de nouveau avec votre collège.
moves-letter-subject = Un élève arrive avec du matériel prêté
moves-letter-what = Un élève de { $school } vient chez vous avec « { $item } ». Ce collège vous propose de reprendre le prêt.
moves-letter-next = L’enseignant qui accueille l’élève le reprend à son nom.
moves-letter-link = Voir les prêts qui arrivent
moved-letter-subject = Un prêt continue ailleurs
moved-letter-what = { $school } a repris le prêt « { $item } » : vous n’avez plus rien à rendre.
moved-letter-link = Voir mes prêts
event-loan-moved = Repris par le nouveau collège de l’élève

## Fermeture

school-closing-link = Ce collège va fermer
school-closing-title = { $school } : fermeture
school-closing-what = Ce qui se passera
school-closing-reserved =
    { $count ->
        [0] Aucune réservation en cours.
        [one] Une réservation en cours : annulée si elle finit après la fermeture.
       *[other] { $count } réservations en cours : annulées si elles finissent après la fermeture.
    }
school-closing-out =
    { $count ->
        [0] Aucun matériel n’est sorti.
        [one] Un matériel est sorti : à rendre au plus tard le jour de la fermeture.
       *[other] { $count } matériels sont sortis : à rendre au plus tard le jour de la fermeture.
    }
school-closing-agreement = La convention prend fin ce jour-là.
school-closing-teachers = Les enseignants gardent leur accès pour rendre et donner leur avis ; mettez-y fin quand tout est rentré.
school-closing-day = Dernier jour
school-closing-day-wrong = Donnez un jour à venir, ou aujourd’hui.
school-closing-press = Annoncer la fermeture
done-school-closing-announced = La fermeture est annoncée, et les emprunteurs sont prévenus.
school-closes-on = Ce collège ferme le { $day }
school-closes-on-help = Aucun prêt ne dure plus longtemps, et rien n’est plus à signer.
reserve-school-closes = Votre collège ferme le { $day }.
reserve-school-closes-help = Choisissez des jours qui finissent avant.
extension-school-closes = Le collège ferme avant : le prêt ne peut pas être prolongé.
recalled-letter-subject = Un prêt s’arrête avec la fermeture du collège
recalled-letter-what = Le collège ferme le { $day } : le prêt « { $item } » ne dure pas plus longtemps.
recalled-letter-next = S’il n’a pas commencé, il est annulé. Sinon, rapportez le matériel au plus tard ce jour-là.
event-loan-recalled = À rendre plus tôt : le collège ferme

## Calendrier

bank-title = Calendrier de tout le magasin
bank-lead = Combien d’exemplaires de chaque matériel sont libres chaque jour. Un trait : le magasin est fermé. Ouvrez un matériel pour voir chaque exemplaire.
bank-none = Aucun matériel
bank-none-help = Ajoutez des fiches et des exemplaires au catalogue.
bank-away = Ne se prête pas maintenant
bank-past = passé
bank-back = Retour à tout le magasin
