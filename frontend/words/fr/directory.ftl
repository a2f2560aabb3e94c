# L’annuaire public des lieux et de ce qu’on y trouve, et sa tenue.

menu-places = Lieux
place-places = Tenir à jour ce que l’annuaire public dit de vos lieux.

directory-title = Où trouver de l’aide avec le numérique
directory-lead = Les lieux où l’on peut apprendre, se faire aider, trouver du matériel. Choisissez ce que vous cherchez, ou regardez toute la liste.
directory-theme = Ce qu’on y trouve
directory-public = Pour qui
directory-any-public = Peu importe
directory-near = Près de la commune
directory-near-hint = Son nom, ou une partie de son nom.
directory-within = À quelle distance
directory-any-distance = Peu importe
directory-within-km = à moins de { $km } km
directory-which-commune = De quelle commune s’agit-il ?
directory-commune-unknown = Nous ne connaissons pas cette commune. Vérifiez son nom, ou laissez vide pour voir tous les lieux.
directory-commune-nowhere = Nous ne savons pas où se trouve cette commune : les lieux sont rangés par leur nom.
directory-places = Lieux
directory-measured = Le plus proche de { $commune } d’abord. Les distances sont à vol d’oiseau, depuis le centre de la commune : la route est plus longue.
directory-unplaced =
    { $count ->
        [one] Un lieu ne dit pas où il se trouve : il n’est pas dans cette liste. Pour le voir, ne choisissez pas de distance.
       *[other] { $count } lieux ne disent pas où ils se trouvent : ils ne sont pas dans cette liste. Pour les voir, ne choisissez pas de distance.
    }
directory-none = Aucun lieu ne correspond
directory-none-help = Enlevez un choix, ou cherchez plus loin.
directory-distance = à { $km } km à vol d’oiseau
directory-distance-unknown = distance inconnue
directory-run-by = Organisme
directory-email = E-mail
directory-website = Site internet
directory-hours = Horaires
directory-accessibility = Accessibilité du lieu
directory-accessibility-link = Voir la fiche sur acceslibre
directory-labels = Labels et programmes
directory-label-from = depuis le { $from }
directory-label-from-until = du { $from } au { $until }
directory-services = Ce qui est proposé
directory-no-service-yet = Ce lieu n’a pas encore décrit ce qu’il propose. Appelez avant de vous déplacer.
directory-kind = Sorte d’aide
directory-conditions = Conditions
directory-fee = Prix
directory-fee-with-details = { $fee } : { $details }
directory-modes = Comment on est reçu
directory-ways = Comment demander
directory-who = Qui peut demander
directory-area = Pour les habitants
directory-area-departement = du département
directory-area-epci = de l’intercommunalité
directory-area-commune = de la commune
directory-area-france = de toute la France
directory-confirmed-on = Renseignements vérifiés par le lieu le { $date }.
directory-open-data = Ces données sont ouvertes
directory-open-structures = Structures, au format data·inclusion 1.0 (JSON)
directory-open-services = Services, au format data·inclusion 1.0 (JSON)
directory-open-mediation = Lieux de médiation numérique (CSV)

opening-monday = lundi
opening-tuesday = mardi
opening-wednesday = mercredi
opening-thursday = jeudi
opening-friday = vendredi
opening-saturday = samedi
opening-sunday = dimanche
opening-public-holidays = jours fériés
opening-school-holidays = vacances scolaires
opening-every-day = tous les jours
opening-days = { $first } à { $last }
opening-span = de { $from } à { $to }
opening-clock = { $hour } h { $minute }
opening-open = { $days } : { $hours }
opening-closed = { $days } : fermé

places-title = Lieux de l’annuaire
places-lead = Ce que l’annuaire public dit de vos lieux. Une fois par an, relisez et confirmez, ou corrigez.
places-as-public = Voir l’annuaire comme le public
places-show = Montrer
directory-show-all = Les lieux de l’annuaire
directory-show-late = Ceux à vérifier
directory-show-absent = Les sites absents de l’annuaire
places-late-count =
    { $count ->
        [one] Un lieu n’a pas été confirmé depuis un an
       *[other] { $count } lieux n’ont pas été confirmés depuis un an
    }
places-none = Aucun lieu à montrer
places-none-help = « Les sites absents de l’annuaire » montre ceux qu’on peut y ajouter.
places-place = Lieu
places-confirmed = Confirmé
places-true = À jour
places-late = À vérifier
places-withdrawn = Retiré
places-absent = Pas dans l’annuaire

place-is-confirmed = Confirmé le { $date }
place-is-late = Plus rien n’a été confirmé depuis le { $date }
place-is-late-help = Relisez ce qui suit. Si tout est vrai, appuyez sur « Tout est toujours vrai ». Sinon, corrigez et enregistrez.
place-is-withdrawn = Ce lieu n’est pas montré au public
place-is-withdrawn-help = Il peut revenir dans l’annuaire : voyez en bas de la page.
place-confirm = Tout est toujours vrai
place-as-public = Voir comme le public
place-absent-help = Ce site n’est pas dans l’annuaire public. Remplissez et enregistrez : il y sera aussitôt.
place-keep = Enregistrer et confirmer
place-no-service = Rien n’est encore proposé ici : sans cela, personne ne trouve ce lieu par ce qu’il cherche.
place-service-add = Ajouter ce qui est proposé
place-showing = Dans l’annuaire
place-withdraw-help = Le lieu disparaît de l’annuaire public et des exports. Rien n’est perdu.
place-withdraw = Retirer de l’annuaire
place-show = Remettre dans l’annuaire

directory-presentation = Présentation
directory-presentation-hint = En une ou deux phrases, 280 caractères au plus. Jamais le nom d’une personne.
directory-presentation-wrong = Présentez le lieu, en 280 caractères au plus.
directory-insee-hint = 5 caractères ; ce n’est pas le code postal. Sans lui ni coordonnées, le lieu n’est pas trouvé par la distance.
directory-contact-hint = Un téléphone ou un e-mail au moins.
directory-contact-missing = Donnez un téléphone ou un e-mail : sans eux, personne ne peut joindre ce lieu.
directory-email-hint = L’adresse du lieu, jamais celle d’une personne.
directory-email-wrong = Cette adresse e-mail n’est pas complète.
directory-web-hint = L’adresse complète, qui commence par https://
directory-web-wrong = Écrivez l’adresse complète, comme https://www.exemple.fr
directory-hours-hint = Par exemple : lu-ve 9h-12h, 14h-17h30 ; sa 9h-12h ; jf fermé. Ou comme dans OpenStreetMap : Mo-Fr 09:00-12:00; PH off.
directory-hours-wrong = Ces horaires ne se lisent pas. Écrivez les jours puis les heures, et séparez par un point-virgule : lu-ve 9h-12h, 14h-17h30 ; sa fermé.
directory-hours-kept = Le public lit :
directory-accessibility-hint = L’adresse de la fiche du lieu sur acceslibre.beta.gouv.fr.
directory-latitude = Latitude
directory-longitude = Longitude
directory-position-hint = En degrés, comme 45,8992. Les deux ou aucune.
directory-position-wrong = Donnez la latitude et la longitude en degrés, comme 45,8992 et 6,1294, ou laissez les deux vides.
directory-text-personal = Ce texte semble parler d’une personne, ou donner un téléphone ou un e-mail. Il serait public : enlevez-le. Le téléphone et l’e-mail du lieu ont leur propre champ.

label-add = Ajouter un label
label-which = Label ou programme
label-from = Depuis le
label-until = Jusqu’au
label-add-press = Ajouter le label
label-keep = Enregistrer la date
label-remove = C’était une erreur : retirer
label-held = En cours
label-coming = À venir
label-ended = Terminé
directory-day-wrong = Écrivez le jour, comme 01/03/2026.
directory-until-before-from = Le dernier jour vient avant le premier.
directory-choose-one = Choisissez.
directory-choose-some = Cochez au moins une case.

service-lead = Une fiche par aide. C’est ce que le public cherche ; les annuaires nationaux la reprennent.
service-name = Nom de ce qui est proposé
service-name-hint = Par exemple : Ateliers pour débuter avec l’ordinateur.
directory-service-name-wrong = Donnez un nom de 3 à 150 caractères.
service-description = Description
service-description-hint = Des phrases courtes et des mots simples : ce qu’on y fait, combien de temps, ce qu’il faut apporter. Idéalement de 200 à 2 000 caractères.
directory-description-wrong = Décrivez en 50 caractères au moins, 2 000 au plus.
service-description-short =
    { $count ->
        [one] Encore un caractère, et la description sera bien notée dans les annuaires nationaux
       *[other] Encore { $count } caractères, et la description sera bien notée dans les annuaires nationaux
    }
service-publics-hint = Si tout le monde peut venir, cochez seulement « Tout public ».
directory-everybody-alone = « Tout public » se coche seul : il comprend tous les autres.
service-publics-details = Précisions sur le public
service-conditions-hint = Par exemple : apporter une pièce d’identité.
service-fee-details = Précisions sur le prix
service-fee-details-hint = Nécessaires si c’est payant : combien, et pour qui c’est moins cher.
directory-fee-details-missing = C’est payant : dites combien.
directory-details-wrong = 280 caractères au plus, sans nom de personne, téléphone ni e-mail.
directory-way-without-phone = Le lieu n’a pas de téléphone : ajoutez-le à sa fiche, ou ne cochez pas « Téléphoner ».
directory-way-without-email = Le lieu n’a pas d’e-mail : ajoutez-le à sa fiche, ou ne cochez pas « Écrire un e-mail ».
directory-way-without-link = Donnez l’adresse de la page internet, ou ne cochez pas « Passer par une page internet ».
service-link = Page internet pour demander ou prendre rendez-vous
service-keep = Enregistrer
service-removal = Ce n’est plus proposé
service-removal-help = La fiche disparaît de l’annuaire public et des exports.
service-remove = Retirer cette fiche

communes-title = Communes et temps de trajet
communes-lead = De quoi dire les distances dans l’annuaire, et quelles communes sont loin de tout lieu. Ces listes ne sont pas livrées avec l’outil : importez les vôtres.
communes-count =
    { $count ->
        [one] Une commune, { $placed } avec ses coordonnées
       *[other] { $count } communes, { $placed } avec leurs coordonnées
    }
times-count =
    { $count ->
        [one] Un temps de trajet
       *[other] { $count } temps de trajet
    }
communes-import = Importer des communes
communes-file = Liste des communes (CSV)
communes-file-hint = Colonnes : code, nom, epci, latitude, longitude. Pour des communes déjà connues, code, latitude et longitude suffisent. Une cellule vide ne change rien.
communes-dry-run = Voir ce qui changerait
times-import = Importer des temps de trajet
times-file = Temps de trajet (CSV)
times-file-hint = Colonnes : from, to (codes INSEE), minutes. Importez d’abord les communes.
communes-no-file = Choisissez un fichier.
communes-list-columns = Il faut une colonne « code », et avec elle « nom », ou « latitude » et « longitude ».
times-list-columns = Il faut trois colonnes : « from », « to » et « minutes ».
communes-lines-wrong = Des lignes sont fausses ; rien n’a été pris. Corrigez-les dans le fichier et choisissez-le de nouveau.
communes-line-ragged = le nombre de cellules n’est pas celui de l’en-tête.
communes-code-wrong = « { $typed } » n’est pas un code INSEE de commune.
communes-code-twice = la commune { $typed } est déjà plus haut dans le fichier.
communes-name-wrong = le nom de la commune { $typed } est trop long.
communes-name-missing = la commune { $typed } n’est pas connue : donnez son nom.
communes-epci-wrong = « { $typed } » n’est pas le SIREN d’une intercommunalité.
communes-position-wrong = les coordonnées de { $typed } ne se lisent pas : deux nombres en degrés, ou deux cellules vides.
times-commune-unknown = la commune { $typed } n’est pas connue : importez-la d’abord.
times-minutes-wrong = « { $typed } » n’est pas un nombre de minutes, de 0 à 1 440.
times-way-twice = ce trajet vers { $typed } est déjà plus haut dans le fichier, avec un autre temps.
communes-would = Ce que la liste des communes changerait
times-would = Ce que la table des trajets changerait
communes-added =
    { $count ->
        [one] Une ligne nouvelle
       *[other] { $count } lignes nouvelles
    }
communes-changed =
    { $count ->
        [one] Une ligne changée
       *[other] { $count } lignes changées
    }
communes-same =
    { $count ->
        [one] Une ligne déjà connue
       *[other] { $count } lignes déjà connues
    }
communes-land = Enregistrer

uncovered-title = Communes loin de tout lieu
uncovered-lead = Les communes d’où l’on n’atteint aucun lieu de l’annuaire en { $minutes } minutes, d’après la table des temps de trajet. Une commune qui a un lieu n’y est pas.
uncovered-minutes = En combien de minutes
uncovered-minutes-wrong = Écrivez un nombre de minutes, de 0 à 1440.
uncovered-no-table = Pas encore de temps de trajet
uncovered-no-table-help = L’outil ne devine pas de minutes à partir d’une distance. Importez une table : un coordinateur de tout le département le peut, sur la page « Communes et temps de trajet ».
uncovered-unknown =
    { $count ->
        [one] Une commune sans lieu n’est pas dans la table : on n’en sait rien.
       *[other] { $count } communes sans lieu ne sont pas dans la table : on n’en sait rien.
    }
uncovered-without-commune =
    { $count ->
        [one] Un lieu ne dit pas sa commune : il ne compte pour aucune.
       *[other] { $count } lieux ne disent pas leur commune : ils ne comptent pour aucune.
    }
uncovered-none = Toutes les communes de la table ont un lieu assez près
uncovered-none-help = Essayez moins de minutes.
uncovered-nearest = Le lieu le plus proche
uncovered-nearest-minutes =
    { $minutes ->
        [one] à une minute
       *[other] à { $minutes } minutes
    }
uncovered-nearest-none = aucun dans la table

place-letter-greeting = Bonjour,
place-letter-subject = L’annuaire des lieux : vos renseignements sont-ils toujours vrais ?
place-letter-due =
    { $count ->
        [one] Il y a plus d’un an que ce que l’annuaire public dit de ce lieu a été confirmé : { $places }.
       *[other] Il y a plus d’un an que ce que l’annuaire public dit de ces lieux a été confirmé : { $places }.
    }
place-letter-next = À vous d’agir : relisez l’adresse, le téléphone, les horaires et ce qui est proposé. Si tout est vrai, un seul bouton suffit ; sinon, corrigez. Des personnes s’y fient pour se déplacer.
place-letter-link = Vérifier mes lieux

done-place-kept = Enregistré et confirmé : l’annuaire public est à jour.
done-place-confirmed = Confirmé pour un an.
done-place-withdrawn = Le lieu n’est plus dans l’annuaire public.
done-place-shown = Le lieu est de nouveau dans l’annuaire public.
done-place-label-added = Label ajouté.
done-place-label-kept = Date du label enregistrée.
done-place-label-removed = Label retiré.
done-place-service-added = Fiche ajoutée à l’annuaire.
done-place-service-kept = Fiche enregistrée.
done-place-service-removed = Fiche retirée de l’annuaire.
done-communes-kept = Communes enregistrées.
done-times-kept = Temps de trajet enregistrés.
