# Mon compte, mes rôles, mes mots de passe, et les messages qui en parlent.

account-link = Mon compte
account-title = Mon compte
account-about = Qui je suis
account-name = Prénom et nom
account-name-wrong = Écrivez votre nom, en 120 caractères au plus.
account-language = Langue des écrans et des messages
account-language-missing = Choisissez une langue.
account-bench-language = Langue de la vue pas à pas
account-bench-language-hint = Au poste seulement : une question par page. Les autres pages gardent la langue ci-dessus.
account-bench-language-same = Comme les autres pages
account-save = Enregistrer
account-memberships = Mes rôles
account-current = rôle actuel
account-change-password = Changer de mot de passe
account-sessions = Où je suis connecté
account-sessions-help = Si vous ne reconnaissez pas une connexion, déconnectez-la et changez de mot de passe.
account-sessions-count =
    { $count ->
        [one] { $count } connexion ouverte.
       *[other] { $count } connexions ouvertes.
    }
account-session-since = Connecté depuis
account-session-until = Jusqu’au
account-session-which = Action
account-session-this = cette connexion
account-session-end = Déconnecter
account-session-end-this = Déconnecter la connexion ouverte le { $when }
account-sign-out-everywhere = Me déconnecter partout
done-account-saved = C’est enregistré.
done-session-ended = Cette connexion est fermée.
done-signed-out-everywhere = Vous êtes déconnecté partout.

memberships-title = Changer de rôle
memberships-legend = Quel rôle prenez-vous maintenant ?
memberships-help = Le menu et ce que vous voyez dépendent du rôle.
memberships-choose = Choisissez un rôle.
memberships-submit = Prendre ce rôle
done-membership-changed = Vous avez changé de rôle.

email-wrong = Écrivez une adresse e-mail complète, par exemple prenom.nom@exemple.fr.
password-current = Mot de passe actuel
password-current-wrong = Ce n’est pas votre mot de passe actuel. Si vous l’avez oublié, déconnectez-vous et demandez un nouveau mot de passe.
password-new = Nouveau mot de passe
password-hint = Au moins { $shortest } caractères. Une phrase courte se retient bien.
password-too-short = Ce mot de passe est trop court : il faut au moins { $shortest } caractères.
password-is-address = Ce mot de passe est votre adresse e-mail : choisissez-en un que personne ne devine.
password-change-effect = Vos autres connexions seront fermées ; celle-ci reste ouverte.
done-password-changed = Votre mot de passe est changé. Vos autres connexions sont fermées.
done-password-set = Votre mot de passe est enregistré. Connectez-vous.

password-reset-title = Demander un nouveau mot de passe
password-reset-help = Écrivez votre adresse : nous vous envoyons un lien pour choisir un nouveau mot de passe.
password-reset-submit = M’envoyer le lien
back-to-sign-in = Revenir à la connexion
done-password-reset-asked = Si un compte a cette adresse, un message vient de partir avec un lien, valable une heure. Rien reçu ? Regardez dans les indésirables, ou demandez au coordinateur.

set-password-invitation-title = Bienvenue : choisissez votre mot de passe
set-password-reset-title = Choisissez un nouveau mot de passe
set-password-for = Pour le compte { $email }.
set-password-submit = Enregistrer ce mot de passe
link-used-title = Ce lien a déjà servi
link-used-help = Connectez-vous avec le mot de passe que vous avez choisi. Si vous l’avez oublié, demandez-en un nouveau depuis la page de connexion.
link-expired-title = Ce lien n’est plus valable
link-expired-invitation-help = Il a dépassé sa date, ou un lien plus récent l’a remplacé. Prenez le message le plus récent, ou demandez à la personne qui vous a invité de renvoyer l’invitation.
link-expired-reset-help = Il a dépassé son heure, ou un lien plus récent l’a remplacé. Prenez le message le plus récent, ou demandez un nouveau lien.
link-unknown-title = Ce lien n’est pas bon
link-unknown-help = Il est peut-être incomplet. Recopiez-le en entier depuis le message, ou connectez-vous.

letter-hello = Bonjour { $name },
letter-invitation-subject = Votre invitation sur Passe-Relais
letter-invitation-what = Un rôle vous est ouvert sur Passe-Relais : { $role }, { $organisation }.
letter-invitation-do = Pour commencer, choisissez votre mot de passe avec ce lien :
letter-invitation-button = Choisir mon mot de passe
letter-invitation-not-asked = Si ce rôle n’est pas le vôtre, ne faites rien et prévenez le coordinateur de votre département.
letter-link-until = Ce lien sert une seule fois, jusqu’au { $until }.
letter-role-subject = Un nouveau rôle sur Passe-Relais
letter-role-what = Un rôle de plus vous est ouvert sur Passe-Relais : { $role }, { $organisation }.
letter-role-do = Connectez-vous comme d’habitude, puis choisissez ce rôle avec « Changer de rôle ».
letter-reset-subject = Votre nouveau mot de passe sur Passe-Relais
letter-reset-what = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour ce compte. Pour le choisir, suivez ce lien :
letter-reset-button = Choisir un nouveau mot de passe
letter-reset-not-asked = Si vous n’avez rien demandé, ne faites rien : votre mot de passe actuel reste valable.
