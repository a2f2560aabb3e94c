# L’accès des logiciels : ses jetons, ce qu’on lui refuse.
journal-subject-api-token = Jeton d’accès
event-api-token-made = Jeton d’accès créé pour un logiciel
event-api-token-revoked = Jeton d’accès d’un logiciel révoqué

api-token-title = Accès des logiciels
api-token-lead = Un jeton permet à un logiciel de lire, en JSON, les appareils, les prêts et les demandes que vous voyez. Il agit en votre nom, ne montre jamais personne, et cesse de servir quand vous quittez votre poste.
api-token-link = Accès des logiciels
api-token-description = Description pour l’intégrateur (OpenAPI)
api-token-fresh = Copiez ce jeton maintenant
api-token-fresh-help = Il ne sera plus montré. S’il est perdu, révoquez-le et créez-en un autre. Ne l’envoyez pas par courriel.
api-token-how = Pour l’essayer :
api-token-none = Aucun jeton
api-token-none-help = Créez-en un par logiciel : vous pourrez révoquer l’un sans arrêter les autres.
api-token-name = Nom
api-token-name-hint = À quoi il sert, sans nom de personne. Par exemple : tableau de bord de l’observatoire.
api-token-name-wrong = Donnez un nom de 60 caractères au plus.
api-token-name-person = Ce nom semble parler d’une personne. Dites à quoi sert le jeton.
api-token-scopes = Ce qu’il permet
api-token-scopes-missing = Choisissez au moins une permission.
api-scope-devices = Lire les appareils
api-scope-devices-hint = Étiquette, modèle, étape, site. Pas qui a l’appareil.
api-scope-loans = Lire les prêts
api-scope-loans-hint = Objet, établissement, dates, retour. Ni emprunteur, ni code d’élève.
api-scope-requests = Lire les demandes
api-scope-requests-hint = Référence, programme, état, attente, point de remise. Rien sur la personne.
api-scope-models = Dire la fin des mises à jour d’un modèle
api-scope-models-hint = Seulement si vous coordonnez tout le département.
api-token-days = Durée
api-token-days-hint = Ensuite, il en faut un autre : personne ne se souvient longtemps à quoi sert un jeton.
api-token-days-missing = Choisissez une durée.
api-token-days-choice = { $days } jours
api-token-giver = Créé par
api-token-state = État
api-token-live = En service
api-token-until = jusqu’au { $day }
api-token-expired = Expiré
api-token-revoked = Révoqué
api-token-orphaned = Sans effet : la personne n’a plus accès
api-token-used = Dernier usage
api-token-unused = Pas depuis 30 jours
api-token-calls =
    { $count ->
        [one] { $count } appel en 30 jours
       *[other] { $count } appels en 30 jours
    }
api-token-action = Action
api-token-revoke = Révoquer
api-token-new = Nouveau jeton
api-token-make = Créer le jeton
done-api-token-made = Le jeton est créé. Il n’a été montré qu’une fois.
done-api-token-revoked = Le jeton est révoqué. Le logiciel qui l’utilisait n’a plus accès.

# Ce qu’un logiciel lit quand il est refusé.
api-parameter-unknown = Cette valeur n’est pas connue. La description OpenAPI donne celles qui le sont.
api-limit-wrong = Demandez de 1 à 200 lignes.
error-api-unreadable = Appel illisible
error-api-unreadable-help = Un paramètre, l’adresse ou le corps ne suit pas la description OpenAPI. Rien n’a été enregistré.
error-api-key = Clé d’idempotence absente
error-api-key-help = Envoyez un en-tête Idempotency-Key de 8 à 64 caractères sans espace, nouveau pour chaque écriture. Rien n’a été enregistré.
error-api-token = Jeton absent ou inconnu
error-api-token-help = Envoyez l’en-tête Authorization: Bearer avec un jeton créé sur la page « Accès des logiciels ».
error-api-token-expired = Jeton expiré
error-api-token-expired-help = Demandez-en un autre au coordinateur qui l’a créé.
error-api-token-revoked = Jeton révoqué
error-api-token-revoked-help = Demandez-en un autre au coordinateur, et sachez pourquoi celui-ci a été révoqué.
error-api-token-orphaned = Jeton sans effet
error-api-token-orphaned-help = La personne au nom de qui il agissait n’a plus accès. Demandez un autre jeton à un coordinateur.
error-api-forbidden = Appel non permis
error-api-forbidden-help = La personne au nom de qui le jeton agit ne peut pas le faire elle-même. Rien n’a été enregistré.
error-api-scope = Permission absente du jeton
error-api-scope-help = L’en-tête WWW-Authenticate dit laquelle il faut. Demandez un jeton qui la porte.
error-api-not-found = Introuvable
error-api-not-found-help = Cela n’existe pas, ou la personne au nom de qui le jeton agit ne le voit pas.
error-api-method = Méthode inconnue ici
error-api-method-help = La description OpenAPI dit ce que chaque adresse accepte.
error-api-changed = Modifié entre-temps
error-api-changed-help = Quelqu’un vient de modifier la même chose. Rien n’a été enregistré : relisez, puis recommencez.
error-api-too-large = Corps trop long
error-api-too-large-help = Rien n’a été enregistré. Envoyez un corps plus court.
error-api-fields = Valeurs refusées
error-api-fields-help = Chaque erreur est dite avec son champ. Rien n’a été enregistré.
error-api-key-reused = Clé déjà employée pour un autre corps
error-api-key-reused-help = Une clé d’idempotence vaut pour une seule écriture. Rien n’a été enregistré : recommencez avec une nouvelle clé.
error-api-too-many = Trop d’appels
error-api-too-many-help = Attendez le nombre de secondes que dit l’en-tête Retry-After.
error-api-internal = Panne de notre côté
error-api-internal-help = Rien n’a été enregistré. Recommencez dans un instant, avec la même clé d’idempotence ; si cela continue, prévenez le coordinateur.
