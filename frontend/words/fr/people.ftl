# Les organismes, leurs sites, et les personnes qui y travaillent.

state-open = ouvert
state-closed = fermé
name-wrong = Écrivez le nom, en 200 caractères au plus.

organisations-title = Organismes
organisations-search = Nom, UAI ou SIRET
organisations-search-hint = Une partie du nom suffit, sans accents si vous voulez.
organisations-none = Aucun organisme trouvé
organisations-none-help = Essayez avec moins de lettres, ou ajoutez l’organisme.
back-to-organisations = Revenir aux organismes
organisation-add = Ajouter un organisme
organisation-add-submit = Ajouter cet organisme
organisation-details = Fiche
organisation-name = Nom
organisation-kind = Type d’organisme
organisation-kind-missing = Choisissez le type d’organisme.
organisation-state = État
organisation-siret = SIRET
organisation-siret-hint = 14 chiffres.
organisation-uai = UAI
organisation-uai-hint = Pour un établissement scolaire : 7 chiffres et une lettre.
organisation-epci = EPCI
organisation-epci-hint = Le SIREN de l’intercommunalité, 9 chiffres. Les files d’attente d’un territoire s’en servent.
organisation-phone = Téléphone
organisation-people = Personnes
organisation-people-count =
    { $count ->
        [one] { $count } personne y tient un rôle
       *[other] { $count } personnes y tiennent un rôle
    }
organisation-sites = Sites
organisation-closing = Fermeture
organisation-close = Fermer cet organisme
organisation-close-help = Ses sites ferment avec lui. Son histoire reste, et vous pourrez le rouvrir.
organisation-open = Rouvrir cet organisme
organisation-open-help = Les sites restent fermés : rouvrez ensuite ceux qui servent.
organisation-not-closed = Cet organisme ne peut pas encore fermer
organisation-has-people =
    { $count ->
        [one] { $count } personne y tient encore un rôle. Mettez d’abord fin à ce rôle.
       *[other] { $count } personnes y tiennent encore un rôle. Mettez d’abord fin à ces rôles.
    }
organisation-has-devices =
    { $count ->
        [one] { $count } appareil s’y trouve encore. Déplacez-le d’abord.
       *[other] { $count } appareils s’y trouvent encore. Déplacez-les d’abord.
    }
organisation-kind-departement = Département
organisation-kind-epci = Intercommunalité
organisation-kind-college = Collège
organisation-kind-insertion-workshop = Atelier d’insertion
organisation-kind-adapted-enterprise = Entreprise adaptée
organisation-kind-social-service = Service social
organisation-kind-library = Bibliothèque
organisation-kind-france-services = France Services
organisation-kind-association = Association
organisation-kind-partner = Partenaire
siret-wrong = Ce SIRET n’est pas bon : il faut 14 chiffres, vérifiez-les un à un.
siret-taken = Un autre organisme a déjà ce SIRET. Cherchez-le dans la liste.
uai-wrong = Cet UAI n’est pas bon : il faut 7 chiffres et la bonne lettre.
uai-taken = Un autre organisme a déjà cet UAI. Cherchez-le dans la liste.
epci-wrong = Ce code n’est pas un SIREN : il faut 9 chiffres, vérifiez-les un à un.
epci-outside = Votre rôle est limité à un territoire : écrivez le code d’une de vos intercommunalités.
phone-wrong = Ce numéro de téléphone n’est pas lisible. Écrivez-le en chiffres.
name-taken = Ce nom est déjà pris. Cherchez-le dans la liste, ou précisez le nom.
done-organisation-added = L’organisme est ajouté. Ajoutez maintenant ses sites.
done-organisation-saved = L’organisme est enregistré.
done-organisation-closed = L’organisme est fermé.
done-organisation-opened = L’organisme est rouvert.

sites-none = Aucun site
sites-none-help = Un site est un lieu où l’on reçoit des appareils ou des personnes.
site-add = Ajouter un site
site-name = Nom du site
site-uses = Ce qu’on y fait
site-is-workshop = Atelier
site-is-pickup = Point de remise
site-is-training = Lieu de formation
site-address = Adresse
site-address-hint = Numéro et rue.
site-postcode = Code postal
site-city = Commune
site-insee = Code INSEE de la commune
site-insee-hint = 5 caractères ; ce n’est pas le code postal.
site-close = Fermer ce site
site-close-help = Il ne sera plus proposé. Son histoire reste, et vous pourrez le rouvrir.
site-open = Rouvrir ce site
site-not-closed = Ce site ne peut pas encore fermer
address-wrong = Écrivez l’adresse, en 200 caractères au plus.
postcode-wrong = Un code postal a 5 chiffres.
city-wrong = Écrivez la commune.
insee-wrong = Un code INSEE a 5 caractères, par exemple 74010 ou 2A004.
done-site-added = Le site est ajouté.
done-site-saved = Le site est enregistré.
done-site-closed = Le site est fermé.
done-site-opened = Le site est rouvert.

import-title = Importer une liste
import-help = Un fichier CSV, une ligne par organisme. Vous verrez d’abord ce qui serait ajouté ; rien n’est enregistré avant votre accord.
import-columns = Colonnes reconnues : type, nom, SIRET, UAI, EPCI, téléphone, site, adresse, code postal, commune, code INSEE, atelier, remise, formation. Seul le nom est nécessaire. Les autres colonnes sont laissées de côté.
import-file = Le fichier
import-file-hint = CSV, 2 Mo et 5 000 lignes au plus.
import-kind = Type des organismes
import-kind-hint = Pour les lignes qui ne le disent pas.
import-kind-missing = Le fichier n’a pas de colonne « type » : choisissez le type ici, puis choisissez de nouveau le fichier.
import-no-file = Choisissez un fichier.
import-no-name-column = Aucune colonne ne donne le nom des organismes. Nommez-la « nom », puis choisissez de nouveau le fichier.
import-too-long = Cette liste est trop longue. Partagez-la en plusieurs fichiers.
import-unreadable-empty = Ce fichier est vide. Exportez de nouveau la liste, puis choisissez-la.
import-unreadable-workbook = Ce fichier est un classeur de tableur. Enregistrez-le au format CSV, puis choisissez le fichier CSV.
import-unreadable-not-text = Ce fichier n’est pas du texte. Exportez la liste au format CSV, puis choisissez-la.
import-unreadable-no-header = La première ligne ne donne pas le nom des colonnes. Ajoutez une ligne de titres, puis choisissez de nouveau le fichier.
import-unreadable-no-rows = Cette liste a des titres mais aucune ligne. Vérifiez l’export, puis choisissez-le.
import-dry-run = Voir ce qui serait ajouté
import-dry-run-title = Ce qui serait ajouté
import-nothing-yet = Rien n’est encore enregistré.
import-lines = lignes lues
import-accepted = acceptées
import-doubtful = douteuses
import-refused = refusées
import-is-refused = refusée
import-is-doubtful = douteuse
import-left-out = Colonnes laissées de côté : { $columns }.
import-told = Lignes refusées ou douteuses
import-line = Ligne
import-line-number = ligne { $number }
import-what = Décision
import-why = Raison
import-without-doubtful = Laisser aussi les lignes douteuses de côté
import-without-doubtful-hint = Sinon elles sont ajoutées sans la valeur douteuse.
import-land =
    { $count ->
        [one] Ajouter { $count } organisme
       *[other] Ajouter { $count } organismes
    }
import-none-accepted = Aucune ligne ne peut être ajoutée. Corrigez le fichier, puis choisissez-le de nouveau.
import-another = Choisir un autre fichier
import-finding-ragged = La ligne n’a pas autant de cellules que les titres.
import-finding-formula = « { $typed } » commence comme une formule de tableur.
import-finding-too-long = Une cellule a plus de 200 caractères : « { $typed } »…
import-finding-no-name = Le nom manque.
import-finding-no-kind = Le type d’organisme manque.
import-finding-unknown-kind = « { $typed } » n’est pas un type d’organisme connu.
import-finding-outside-territory = L’EPCI « { $typed } » n’est pas de votre territoire.
import-finding-twice-in-file = « { $typed } » est déjà à la ligne { $line }.
import-finding-known = « { $typed } » est déjà dans les organismes.
import-finding-bad-siret = Le SIRET « { $typed } » n’est pas bon : il est laissé vide.
import-finding-bad-uai = L’UAI « { $typed } » n’est pas bon : il est laissé vide.
import-finding-bad-epci = L’EPCI « { $typed } » n’est pas un SIREN : il est laissé vide.
import-finding-bad-phone = Le téléphone « { $typed } » n’est pas lisible : il est laissé vide.
import-finding-bad-postcode = Le code postal « { $typed } » n’est pas bon : il est laissé vide.
import-finding-bad-insee = Le code INSEE « { $typed } » n’est pas bon : il est laissé vide.
import-finding-bad-flag = « { $typed } » n’est ni oui ni non : la réponse est non.
done-organisations-imported = Les organismes de la liste sont ajoutés.

people-title = Personnes
people-search = Nom ou adresse e-mail
people-name = Nom
people-role = Rôle
people-organisation = Organisme
people-site = Site
people-state = État
people-none = Aucune personne trouvée
people-none-help = Essayez avec moins de lettres, ou invitez la personne.
back-to-people = Revenir aux personnes
person-active = actif
person-invited = invité, pas encore venu
person-disabled = compte bloqué
person-left = n’est plus là
person-since = Depuis le
person-until = Jusqu’au
person-account-title = Compte
person-disable = Bloquer ce compte
person-disable-help = La personne est déconnectée partout et ne peut plus se connecter, dans aucun rôle.
person-enable = Débloquer ce compte
person-enable-help = La personne pourra de nouveau se connecter.
done-account-disabled = Le compte est bloqué.
done-account-enabled = Le compte est débloqué.

invite-title = Inviter une personne
invite-where = Un rôle à : { $organisation }.
invite-site-hint = L’atelier, le point de remise ou le lieu de formation où la personne travaille.
invite-site-missing = Pour ce rôle, choisissez le site où la personne travaille. S’il manque, le coordinateur peut l’ajouter.
invite-site-wrong = Choisissez un site de cet organisme.
invite-role-missing = Choisissez un rôle que vous pouvez donner.
invite-language = Langue des messages
invite-submit = Envoyer l’invitation
invite-continue = Continuer
invite-already-there = Cette personne tient déjà ce rôle dans cet organisme.
invite-disabled = Le compte de cette personne est bloqué. Demandez au coordinateur du département de le débloquer.
done-person-invited = La personne est invitée : un message part à son adresse.
invitation-title = Invitation
invitation-help = La personne n’a pas encore choisi son mot de passe. Un nouveau lien remplace l’ancien.
invitation-resend = Renvoyer l’invitation
done-invitation-resent = Une nouvelle invitation part à son adresse.
membership-end-title = Fin du rôle
membership-end-help = La personne perd ce rôle tout de suite ; ses connexions dans ce rôle sont fermées. Son histoire reste.
membership-end = Mettre fin à ce rôle
done-membership-ended = Le rôle a pris fin.

territories-title = Territoire
territories-codes = Codes EPCI
territories-hint = Un SIREN d’intercommunalité par ligne. Sans aucun code, le rôle vaut pour tout le département.
territories-unknown = { $count ->
    [one] Aucun organisme ni site n’est dans l’intercommunalité { $codes }
   *[other] Aucun organisme ni site n’est dans les intercommunalités { $codes }
  }
territories-unknown-help = Ce rôle n’y voit rien. Vérifiez le numéro, ou indiquez-le sur les organismes et les sites qui y sont.
territories-submit = Enregistrer le territoire
territories-wrong = « { $typed } » n’est pas un SIREN : il faut 9 chiffres, vérifiez-les un à un.
territories-beyond = Votre rôle est limité : vous ne pouvez donner que vos propres intercommunalités.
done-territories-saved = Le territoire est enregistré.

habilitations-title = Habilitations
habilitations-help = Effacer un appareil, l’ouvrir pour le réparer et signer un contrôle qualité demandent chacun une habilitation en cours.
habilitation-act = Pour
habilitation-from = Du
habilitation-until = Au
habilitation-until-hint = Ce jour est compris.
habilitation-erasure = Effacement
habilitation-quality-check = Contrôle qualité
habilitation-holds = en cours
habilitation-over = terminée
habilitation-grant = Habiliter
habilitation-end = Mettre fin à l’habilitation « { $act } »
habilitation-act-missing = Choisissez ce que la personne peut faire.
habilitation-date-wrong = Écrivez une date complète.
habilitation-not-yet = Une habilitation commence aujourd’hui au plus tard.
habilitation-already-over = Cette date est passée : choisissez-en une à venir.
done-habilitation-granted = L’habilitation est enregistrée.
done-habilitation-ended = L’habilitation a pris fin.
