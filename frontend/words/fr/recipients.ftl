# Les bénéficiaires : ce que l'on sait d'eux, et l'oubli.

menu-recipients = Bénéficiaires
recipients-title = Trouver un bénéficiaire
recipients-help = Pour répondre à une personne qui veut savoir ce que nous gardons d’elle, ou qui demande à être oubliée. Chaque recherche est notée.
recipients-found = { $count ->
    [0] Personne à ce nom
    [one] { $count } personne à ce nom
   *[other] { $count } personnes à ce nom
 }
recipients-not-found-help = Vérifiez le nom et l’année de naissance. Une personne déjà oubliée ne peut plus être trouvée.
recipients-back = Chercher une autre personne
recipient-title = Bénéficiaire
recipient-name = Nom
recipient-family-name = Nom de famille
recipient-family-name-help = Le nom de famille, un seul des deux noms d’un nom double, ou le nom avec le prénom, dans n’importe quel ordre. Les majuscules, les accents et les traits d’union n’y changent rien. Un nom à moitié écrit ne trouve personne.
recipient-name-missing = Écrivez le nom.
recipient-birth-year = Année de naissance
recipient-birth-year-help = Quatre chiffres. Laissez vide pour un établissement, une association ou un lieu.
recipient-year-wrong = Écrivez l’année en quatre chiffres, par exemple 1984.
recipient-phone = Téléphone
recipient-email = Adresse e-mail
recipient-commune = Commune
recipient-signatory = Signataire
recipient-organisation = Suivi par
recipient-since = Connu depuis le
recipient-last-contact = Dernier contact le
recipient-requests = Ses demandes
recipient-forget = Oublier cette personne
recipient-forget-help = Le nom, les coordonnées, les besoins, les remarques et le nom des proches formés sont effacés pour toujours. Les demandes et l’histoire des appareils restent, sans nom. Les papiers signés passent aux archives restreintes : vous seul les ouvrez, pour un motif noté, et ils ne sont éliminés qu’avec le visa des archives.
recipient-forget-sure = Oui, effacer pour toujours les données de cette personne
recipient-forget-not-sure = Cochez la case pour confirmer : l’effacement ne peut pas être annulé.
recipient-is-forgotten = Cette personne est oubliée
recipient-is-forgotten-help = Ses données ont été effacées le { $date }. Il n’en reste ici que des numéros.
recipient-on-loan = Un appareil prêté est encore chez cette personne.
recipient-on-loan-help = Sans son nom, personne ne pourrait le lui redemander. Attendez le retour de l’appareil, puis recommencez.
recipient-restricted = Cette personne a demandé la limitation de ses données.
recipient-restricted-help = Elles doivent être conservées telles quelles. Si elle demande maintenant l’effacement, levez d’abord la limitation au registre des demandes, puis recommencez.
recipient-correct = Corriger ce que l’on sait
recipient-correct-help = Ce que vous enregistrez remplace ce qui était écrit, chiffré de la même façon. La correction est notée, sans les mots.
recipient-correct-save = Enregistrer la correction
recipient-correct-back = Revenir à la personne
recipient-too-long = C’est trop long. Gardez moins de 200 caractères.
recipient-request-open = Une demande est encore en cours pour cette personne.
recipient-request-open-help = Demandez au prescripteur d’annuler la demande { $reference }, puis recommencez.
done-recipient-forgotten = Les données de cette personne sont effacées.
done-recipient-corrected = Les données de cette personne sont corrigées.
