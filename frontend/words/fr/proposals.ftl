# Les séances proposées, et ce qui a été suivi ailleurs.

proposals-title = Séances proposées
proposals-nearest = Les plus proches d’abord, depuis la commune du bénéficiaire : cinq au plus, avec de la place.
proposals-by-date = Les plus tôt d’abord : la commune du bénéficiaire, ou ses coordonnées, ne sont pas connues ici. Cinq au plus, avec de la place.
proposals-access = Accès au lieu
proposals-book = Réserver cette séance
proposals-enrol-and-book = Inscrire et réserver cette séance
session-language = Langue
session-access = Accès
session-step-free = On entre sans marche
session-steps = Il y a des marches
session-choose-language = Choisissez une langue de la liste.
progress-elsewhere = Suivi ailleurs, selon la Coop
progress-elsewhere-counts = Compte
progress-elsewhere-same-day = Ne compte pas : séance ici le même jour
training-coop = Activités de la Coop
unplaced-title = Lieux de formation sans coordonnées
unplaced-explained = Leurs séances sont proposées en dernier. Donnez leurs coordonnées dans l’annuaire, ou importez celles de leur commune.
attestation-elsewhere = Ailleurs, selon la Coop de la médiation numérique
copy-elsewhere = Suivi ailleurs, selon la Coop
