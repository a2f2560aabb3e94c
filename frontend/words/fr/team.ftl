## Qui est au poste : badges, postes, équipe, habilitations

badge-sign-in-title = Votre badge
badge-scan = Scannez votre badge
badge-scan-hint = Placez le curseur ici, puis passez le badge devant le lecteur.
badge-pin = Votre code
badge-pin-hint = Les 4 à 6 chiffres que vous avez choisis. Nouveau badge : laissez vide.
badge-submit = Prendre le poste
badge-languages = Langue de cette page
badge-or-password = Se connecter avec une adresse e-mail
badge-unknown = Ce badge n’ouvre pas ce poste. Scannez-le de nouveau ; si rien ne change, demandez à votre encadrant.
badge-pin-missing = Tapez votre code.
badge-pin-wrong =
    { $left ->
        [one] Ce n’est pas votre code. Il reste { $left } essai.
       *[other] Ce n’est pas votre code. Il reste { $left } essais.
    }
badge-locked = Ce badge est bloqué après 5 codes faux. Votre encadrant peut le débloquer.
badge-first-use-over = Ce badge n’a pas servi dans les 7 jours. Demandez à votre encadrant de l’imprimer de nouveau.
pin-choose-title = Choisissez votre code
pin-choose-help = C’est la première fois que ce badge sert. Choisissez un code que vous seul connaissez.
pin-new = Nouveau code
pin-hint = 4 à 6 chiffres. Pas de suite, pas de date de naissance.
pin-again = Le même code, encore une fois
pin-submit = Garder ce code
pin-not-digits = Un code a 4 à 6 chiffres, sans lettre ni espace.
pin-one-digit = Un seul chiffre répété se devine tout de suite. Choisissez un autre code.
pin-in-a-row = Des chiffres qui se suivent se devinent tout de suite. Choisissez un autre code.
pin-repeated = Des chiffres répétés se devinent vite. Choisissez un autre code.
pin-year = Une année se devine vite. Choisissez un autre code.
pin-not-the-same = Les deux codes ne sont pas les mêmes. Tapez-les de nouveau.
bench-change-person = Changer de personne
lock-title = Poste verrouillé
lock-help = Ce que { $name } était en train d’écrire est gardé : il suffit de scanner le même badge.

menu-team = Équipe
place-team = Badges, postes et habilitations de votre atelier.
team-title = Équipe de l’atelier
team-nobody = Personne ne travaille encore ici
team-nobody-help = Le coordinateur invite les personnes et leur donne votre atelier.
team-no-workshop = Votre rôle n’est attaché à aucun atelier. Demandez au coordinateur de vous en donner un.
back-to-team = Revenir à l’équipe

benches-title = Postes
benches-help = Sur un poste enregistré, on se connecte avec un badge et un code. Le poste ne sert qu’au travail d’atelier.
benches-none = Aucun poste enregistré
benches-none-help = Allez au poste, connectez-vous dans son navigateur, puis enregistrez-le ici.
bench-name = Nom du poste
bench-name-hint = Par exemple « Poste 3 ».
bench-name-wrong = Donnez un nom au poste (40 caractères au plus).
bench-name-taken = Un autre poste de l’atelier porte ce nom. Choisissez-en un autre.
bench-enrolled-on = Enregistré le
bench-idle = Verrouillage après
bench-idle-hint = Minutes sans rien faire, de 1 à 60.
bench-idle-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
bench-idle-wrong = Donnez un nombre de minutes, de 1 à 60.
bench-is-this = ce navigateur
bench-enrol-title = Enregistrer ce navigateur
bench-enrol-help = Ce navigateur devient un poste de : { $workshop }. Faites-le sur l’appareil qui reste à l’atelier, puis déconnectez-vous.
bench-enrol-again = Ce navigateur est déjà « { $name } ». L’enregistrer de nouveau remplace ce poste.
bench-enrol = Enregistrer ce poste
bench-revoke-title = Retrait
bench-revoke = Retirer ce poste
done-bench-enrolled = Ce navigateur est un poste. Déconnectez-vous : il demandera un badge.
done-bench-revoked = Le poste est retiré : son navigateur redemande une connexion normale.

badge-title = Badge
badge-none = pas de badge
badge-new = code à choisir
badge-works = en service
badge-is-locked = bloqué
badge-printed-on = imprimé le { $date }
badge-locked-since = depuis le { $when }
badge-help = Le badge porte un code QR et un prénom, rien d’autre. La personne choisit son code à la première utilisation, dans les 7 jours. La carte se télécharge ; rechargez ensuite cette page.
badge-print = Imprimer un badge
badge-print-again = Imprimer un autre badge
badge-revoke = Retirer le badge
badge-unlock = Débloquer le badge
done-badge-printed = Un badge a déjà été imprimé par cet envoi. S’il est perdu, imprimez-en un autre : l’ancien ne marchera plus.
done-badge-revoked = Le badge est retiré.
done-badge-unlocked = Le badge est débloqué : 5 essais de nouveau.

habilitation-electrical-repair = Réparation électrique
habilitation-none = aucune
habilitation-over-since = terminée le { $date }
habilitation-ending = finit le { $date }
habilitation-holds-until = jusqu’au { $date }
habilitation-dates = du { $from } au { $until }
habilitation-ground = Obtenue
habilitation-ground-pathway = par le parcours
habilitation-ground-direct = directement, par le coordinateur
habilitation-ground-earlier = avant le suivi des parcours
habilitations-past = Habilitations données
habilitations-direct-help = L’encadrant la donne quand le parcours est suivi. Ici, vous la donnez sans le parcours : la raison est gardée.
habilitation-reason = Raison
habilitation-reason-hint = Par exemple : diplôme d’électronique vu le 3 mars. N’écrivez rien sur la santé.
habilitation-reason-missing = Écrivez pourquoi, en 500 caractères au plus.
habilitation-grant-directly = Habiliter sans le parcours
habilitation-not-for-role = Ce rôle ne demande pas cette habilitation.
habilitation-oneself = On ne s’habilite pas soi-même : demandez à un autre encadrant de l’atelier, ou au coordinateur.
habilitation-no-pathway = Aucun parcours ne mène encore à cette habilitation. Le coordinateur en choisit un, ou la donne directement.
habilitation-not-earned = Il manque un module, ou il a été suivi il y a trop longtemps. Réservez une séance.
habilitation-nothing-new = La formation suivie ne donne pas plus que l’habilitation en cours.
habilitation-is-earned = Parcours « { $pathway } » suivi : l’encadrant peut donner l’habilitation.
habilitation-missing-modules =
    { $count ->
        [one] Il manque un module du parcours « { $pathway } » : { $modules }.
       *[other] Il manque { $count } modules du parcours « { $pathway } » : { $modules }.
    }
habilitation-next-session = Prochaine séance : { $when }, { $place }. L’encadrant réserve la place.
habilitation-session-booked = Place réservée : { $when }, { $place }.
habilitation-no-session = Aucune séance n’est encore prévue : demandez au formateur.

lacking-title = Il vous faut l’habilitation « { $act } »
lacking-nobody = Dans votre atelier, personne n’est habilité aujourd’hui. Prévenez votre encadrant.
lacking-ask-supervisor = Demandez à votre encadrant qui peut le faire.

plan-title = Parcours des habilitations
plan-help = Pour chaque habilitation, le parcours à suivre et la durée pendant laquelle une séance compte.
plan-none = aucun parcours
plan-lasts = Durée
plan-months =
    { $months ->
        [one] { $months } mois
       *[other] { $months } mois
    }
plan-lasts-months = Durée, en mois
plan-lasts-hint = De 1 à 120. Passé ce temps, le module est à suivre de nouveau.
plan-change = Choisir un parcours
plan-pathway-hint = Tous ses modules sont demandés.
plan-pathway-missing = Choisissez un parcours.
plan-months-wrong = Donnez un nombre de mois, de 1 à 120.
plan-submit = Enregistrer
plan-new-pathway = Créer un parcours
done-habilitation-rule-saved = Le parcours de l’habilitation est enregistré.

staff-attendance-title = Présence des équipes d’atelier
staff-attendance-nobody = Personne d’un atelier n’est inscrit
staff-attendance-nobody-help = L’encadrant réserve les places depuis la page de la personne.
staff-attendance-back = Revenir à la séance
staff-already-booked = Cette personne a déjà une place dans cette séance.
staff-habilitation-rests = Une habilitation repose sur cette présence : elle ne se corrige plus. Si elle est fausse, dites-le au coordinateur, qui met fin à l’habilitation.
staff-book-title = Réserver une séance
staff-no-session = Aucune séance à venir n’a de place pour ces parcours. Demandez à un formateur d’en prévoir une.
