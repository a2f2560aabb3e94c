# Ce qu’une demande dit de la situation et du niveau, et ce qui est répondu avant l’envoi.

eligibility-not-said = Choisissez d’abord la règle que la personne remplit
eligibility-not-said-next = Nous vous dirons aussitôt si elle peut recevoir un appareil de ce programme.
eligibility-not-met = Ce programme n’est pas pour cette personne
eligibility-not-met-next = Aucune de ses règles n’est remplie : la demande serait refusée, elle n’est pas envoyée. Voyez les autres programmes, ou parlez-en au coordinateur.
eligibility-proof-to-see = Cette personne peut recevoir un appareil, une fois le justificatif vu
eligibility-proof-to-see-next = Prochaine étape : regardez le justificatif, écrivez le jour, puis envoyez la demande.
eligibility-training-not-said-next = Nous vous dirons aussitôt si elle peut suivre cette formation.
eligibility-training-proof-to-see = Cette personne peut suivre cette formation, une fois le justificatif vu
eligibility-training-met = Cette personne peut suivre cette formation
eligibility-training-met-next = Prochaine étape : envoyez la demande, puis inscrivez la personne à une séance.
eligibility-met = Cette personne peut recevoir un appareil de ce programme
eligibility-met-next = Prochaine étape : envoyez la demande. Un coordinateur décidera, puis viendra la formation.
request-rule-none = Aucune de ces règles
request-check = Vérifier avant d’envoyer
request-next-session = Prochaine séance avec de la place : { $moment }, { $site }, { $city }. { $left ->
    [one] Il reste { $left } place.
   *[other] Il reste { $left } places.
 }
request-no-session = Aucune séance avec de la place n’est encore prévue pour ce programme.
request-expect = { $kind } : attente habituelle { $wait }. { $ready ->
    [0] Aucun appareil prêt.
    [one] { $ready } appareil prêt.
   *[other] { $ready } appareils prêts.
 }

asking-circumstances = Connexion, déplacement, langue
asking-circumstances-help = C’est chiffré avec les besoins. Cela sert à choisir la séance et le point de remise.
asking-connectivity = Connexion à internet
asking-connectivity-has = La personne en a une
asking-connectivity-needs = Elle en a besoin
asking-connectivity-not-needed = Elle n’en a pas besoin
asking-mobility = Déplacement
asking-mobility-travels = Peut se déplacer
asking-mobility-near-home = A besoin que ce soit près de chez elle
asking-mobility-at-home = A besoin que ce soit à domicile
asking-language = Langue parlée le mieux
asking-interpreter = Il faut un interprète
asking-interpreter-needed = Interprète
asking-yes = Oui
asking-placement = Niveau, en six questions
asking-placement-help = À poser en parlant, ou à remplir sur papier. Ce n’est pas un examen : la réponse choisit la formation.
asking-placement-paper = Imprimer les questions (PDF)
asking-placement-incomplete = Répondez à toutes les questions du niveau, ou à aucune.
asking-placement-changed = Les questions du niveau viennent de changer. Rechargez la page et répondez de nouveau.
asking-level = Niveau
asking-level-assisted = Avec quelqu’un : un proche ou un professionnel fait avec la personne, et se forme
asking-level-beginner = Débutant à intermédiaire
asking-level-independent = Avance sans aide
