## Réception : la liste d’appareils d’un donateur

# Ce que signifie une colonne
intake-list-field-serial = Numéro de série
intake-list-field-imei = IMEI
intake-list-field-manufacturer = Marque
intake-list-field-model = Modèle
intake-list-field-model-identifier = Référence du modèle
intake-list-field-device-type = Type d’appareil
intake-list-field-os = Système d’exploitation
intake-list-field-os-version = Version du système
intake-list-field-storage = Capacité de stockage
intake-list-field-processor = Processeur
intake-list-field-asset-tag = Nom ou étiquette de l’appareil
intake-list-field-inventory-number = Numéro d’inventaire
intake-list-field-acquisition-date = Date d’acquisition
intake-list-field-acquisition-value = Valeur d’acquisition
intake-list-field-school-uai = UAI de l’établissement
intake-list-field-place = Établissement ou lieu
intake-list-field-status = Statut
intake-list-field-ignore = Ne pas reprendre

# Pourquoi un fichier n’est pas lu
intake-list-unreadable-empty = Ce fichier est vide. Exportez de nouveau la liste, puis renvoyez-la.
intake-list-unreadable-too-large = Ce fichier est trop gros. Partagez la liste en plusieurs fichiers et envoyez-les l’un après l’autre.
intake-list-unreadable-workbook = Ce fichier est un classeur de tableur. Enregistrez-le au format CSV, puis envoyez le fichier CSV.
intake-list-unreadable-not-text = Ce fichier n’est pas du texte. Exportez la liste au format CSV, puis envoyez-la.
intake-list-unreadable-too-many-columns = Cette liste a plus de 200 colonnes. Ne gardez que celles qui décrivent les appareils.
intake-list-unreadable-no-header = La première ligne ne donne pas le nom des colonnes. Ajoutez une ligne de titres, puis renvoyez la liste.
intake-list-unreadable-no-rows = Cette liste a des titres mais aucun appareil. Vérifiez l’export, puis renvoyez-le.

# Pourquoi une colonne est écartée
intake-list-personal-name = d’après son nom, elle concerne des personnes.
intake-list-personal-title = elle contient des noms de personnes, comme « Mme Dupont ».
intake-list-personal-email = elle contient des adresses e-mail.
intake-list-personal-mac = elle contient des adresses de carte réseau.
intake-list-personal-phone = elle contient des numéros de téléphone.
intake-list-personal-account = elle contient des comptes d’utilisateurs.

# Pourquoi un choix de colonnes est refusé
intake-list-mapping-twice = Deux colonnes ont le même sens : { $field }. Gardez-en une seule.
intake-list-mapping-nothing-identifies = Aucune colonne ne distingue les appareils. Indiquez celle du numéro de série, de l’IMEI, du numéro d’inventaire ou de l’étiquette.
intake-list-mapping-other-columns = Ce choix de colonnes a été fait pour un autre fichier. Choisissez de nouveau le sens de chaque colonne.

# Ce qui est constaté sur une ligne
intake-list-finding-ragged-row = Cette ligne n’a pas autant de colonnes que les titres : rien n’en est gardé. Mettez entre guillemets les textes qui contiennent le séparateur.
intake-list-finding-formula-cell = Une case commence comme une formule : « { $typed } ». Remplacez-la par sa valeur.
intake-list-finding-cell-too-long = Une case dépasse 200 caractères : « { $typed }… ». Raccourcissez-la, ou fermez le guillemet oublié.
intake-list-finding-status-not-collectable = Le statut « { $typed } » n’est pas parmi ceux à collecter. Cochez ce statut, ou laissez l’appareil à son propriétaire.
intake-list-finding-duplicate-in-file = Le numéro de série « { $typed } » est déjà, pour cette marque, à la ligne { $line }. Gardez la bonne ligne.
intake-list-finding-duplicate-in-stock = Le numéro « { $typed } » est déjà dans le stock. Retrouvez cet appareil au lieu de l’importer.
intake-list-finding-nothing-identifies = Ni numéro de série, ni IMEI, ni numéro d’inventaire, ni étiquette : l’appareil ne pourrait pas être reconnu. Donnez-en un, ou recevez l’appareil sans annonce.
intake-list-finding-unknown-type = Le type d’appareil n’est pas reconnu : « { $typed } ». Choisissez le type par défaut du lot.
intake-list-finding-missing-serial = Le numéro de série manque. L’appareil sera reconnu par ses autres numéros ; relevez son numéro de série à la réception.
intake-list-finding-placeholder-serial = « { $typed } » n’est pas un vrai numéro de série et n’est pas gardé. Relevez le numéro à la réception.
intake-list-finding-missing-model = Le modèle manque. Complétez-le à la réception.
intake-list-finding-imei-malformed = « { $typed } » n’est pas un IMEI, qui compte 15 chiffres. Il n’est pas gardé ; relevez-le à la réception.
intake-list-finding-imei-wrong-key = La clé de l’IMEI « { $typed } » est fausse : un chiffre a été mal saisi. Il n’est pas gardé ; relevez-le à la réception.
intake-list-finding-imeisv = « { $typed } » est un IMEI suivi d’une version de logiciel (16 chiffres). Il n’est pas gardé ; relevez l’IMEI à la réception.
intake-list-finding-bad-uai = « { $typed } » n’est pas un UAI. Il n’est pas gardé ; vérifiez les 7 chiffres et la lettre.
intake-list-finding-unknown-school = L’établissement { $typed } n’est pas connu ici. Ajoutez-le aux organismes, ou vérifiez son UAI.
intake-list-finding-bad-date = La date d’acquisition « { $typed } » n’est pas lisible et n’est pas gardée. Écrivez-la comme 02/09/2019 ou 2019-09-02.
intake-list-finding-future-date = La date d’acquisition « { $typed } » est dans l’avenir et n’est pas gardée. Vérifiez-la.
intake-list-finding-bad-value = La valeur d’acquisition « { $typed } » n’est pas lisible et n’est pas gardée. Écrivez-la comme 219,50.
intake-list-finding-bad-storage = La capacité « { $typed } » n’est pas lisible et n’est pas gardée. Écrivez-la comme 32 Go.
intake-list-finding-imei-completed = L’IMEI « { $typed } » n’avait que 14 chiffres : sa clé a été calculée. Rien à faire.
intake-list-finding-type-assumed = Le type d’appareil n’est pas reconnu : « { $typed } ». Le type par défaut du lot est retenu ; vérifiez-le à la réception.

# Le nom court de chaque constat
intake-list-kind-ragged-row = Nombre de colonnes différent des titres
intake-list-kind-formula-cell = Formule dans une case
intake-list-kind-cell-too-long = Case trop longue
intake-list-kind-status-not-collectable = Statut à ne pas collecter
intake-list-kind-duplicate-in-file = Doublon dans la liste
intake-list-kind-duplicate-in-stock = Déjà dans le stock
intake-list-kind-nothing-identifies = Rien pour reconnaître l’appareil
intake-list-kind-unknown-type = Type d’appareil inconnu
intake-list-kind-missing-serial = Numéro de série manquant
intake-list-kind-placeholder-serial = Faux numéro de série
intake-list-kind-missing-model = Modèle manquant
intake-list-kind-imei-malformed = IMEI mal formé
intake-list-kind-imei-wrong-key = IMEI dont la clé est fausse
intake-list-kind-imeisv = IMEI à 16 chiffres
intake-list-kind-bad-uai = UAI mal formé
intake-list-kind-unknown-school = Établissement inconnu ici
intake-list-kind-bad-date = Date illisible
intake-list-kind-future-date = Date dans l’avenir
intake-list-kind-bad-value = Valeur illisible
intake-list-kind-bad-storage = Capacité illisible
intake-list-kind-imei-completed = IMEI complété de sa clé
intake-list-kind-type-assumed = Type d’appareil supposé
