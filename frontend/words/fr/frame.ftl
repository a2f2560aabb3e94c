# L'accueil, la connexion, le menu, les rôles et les pages d'erreur.

home-title = Que faire maintenant ?
due-requests =
    { $count ->
        [one] Une demande attend votre décision ou votre réponse
       *[other] { $count } demandes attendent votre décision ou votre réponse
    }
due-own-requests =
    { $count ->
        [one] Une de vos demandes vous attend
       *[other] { $count } de vos demandes vous attendent
    }
due-prescribing =
    { $count ->
        [one] Un organisme demande à prescrire
       *[other] { $count } organismes demandent à prescrire
    }
due-checks =
    { $count ->
        [one] Un contrôle qualité attend votre signature
       *[other] { $count } contrôles qualité attendent votre signature
    }
due-sessions =
    { $count ->
        [one] Vous animez une séance aujourd’hui
       *[other] Vous animez { $count } séances aujourd’hui
    }
due-appointments =
    { $count ->
        [one] Une personne a rendez-vous ici aujourd’hui
       *[other] { $count } personnes ont rendez-vous ici aujourd’hui
    }
due-approvals =
    { $count ->
        [one] Un prêt attend votre accord
       *[other] { $count } prêts attendent votre accord
    }
due-back =
    { $count ->
        [one] Un de vos prêts est à rendre
       *[other] { $count } de vos prêts sont à rendre
    }
due-trials =
    { $count ->
        [one] Un de vos essais attend votre retour d’expérience
       *[other] { $count } de vos essais attendent votre retour d’expérience
    }
due-late =
    { $count ->
        [one] Un prêt est en retard
       *[other] { $count } prêts sont en retard
    }
due-counts =
    { $count ->
        [one] Un inventaire a des écarts à expliquer
       *[other] { $count } inventaires ont des écarts à expliquer
    }
due-rights =
    { $count ->
        [one] Une personne attend une réponse sur ses droits
       *[other] { $count } personnes attendent une réponse sur leurs droits
    }
due-mail =
    { $count ->
        [one] Un message n’est pas parti
       *[other] { $count } messages ne sont pas partis
    }
home-nothing = Votre compte est prêt, mais votre rôle n’a pas encore de page ici. Si vous attendiez autre chose, demandez au coordinateur.
menu-home = Accueil
menu-bench = Poste
menu-counter = Remise
menu-lots = Lots de collecte
menu-devices = Appareils
menu-labels = Étiquettes
menu-requests = Demandes
menu-training = Formation
menu-programmes = Programmes
menu-organisations = Organismes
menu-people = Personnes
menu-journal = Journal
menu-outbox = Messages
menu-attachments = Fichiers joints
menu-access-log = Consultations

place-bench = Scanner un appareil, le trier, l’effacer, le contrôler.
place-reception = Recevoir les appareils d’un lot en les scannant.
place-recipients = Répondre à une personne qui veut savoir, corriger ou être oubliée.
place-counter = Remettre un appareil à son bénéficiaire, ou le reprendre.
place-requests = Demander un appareil, suivre les demandes, décider.
place-training = Séances, inscriptions, présences, feux verts.
place-lots = Annoncer une collecte, la réceptionner, la clore.
place-devices = Chercher un appareil, voir où il en est et son histoire.
place-labels = Imprimer des planches d’étiquettes.
place-programmes = Les règles de chaque programme : publics, parcours, feu vert.
place-organisations = Organismes et sites, un par un ou par fichier.
place-people = Inviter, changer ou retirer des accès, donner des habilitations.
place-journal = Tout ce qui a changé, vérifiable par un tiers.
place-outbox = Messages en attente, envoyés, en échec.
place-attachments = Les fichiers joints aux appareils, à retirer s’ils montrent quelqu’un.
place-access-log = Qui a consulté les données de qui.

sign-in-title = Se connecter
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-submit = Se connecter
sign-in-forgotten = J’ai oublié mon mot de passe
sign-in-unknown = Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un nouveau mot de passe.

role-supervisor = Encadrant technique
role-worker = Salarié en insertion
role-prescriber = Prescripteur
role-teacher = Enseignant
role-trainer = Formateur numérique
role-clerk = Agent de remise
role-finance = Finances
role-auditor = Auditeur
role-store-keeper = Magasinier de l’Expérithèque
role-coordinator = Coordinateur
role-organisation-manager = Responsable d’organisme
role-it-correspondent = Correspondant informatique
role-loan-partner = Partenaire des prêts
role-data-protection-officer = Délégué à la protection des données

error-go-home = Revenir à l’accueil
error-forbidden = Cette page n’est pas pour votre rôle
error-forbidden-help = Si vous en avez besoin pour votre travail, demandez-le au coordinateur. Si vous avez plusieurs rôles, changez de rôle dans votre compte.
error-not-found = Cette page n’existe pas
error-not-found-help = L’adresse est peut-être incomplète, ou ce que vous cherchez ne vous est pas ouvert. Revenez à l’accueil, ou scannez l’étiquette de nouveau.
error-restricted = Limité à la demande de la personne
error-restricted-help = Cette personne a demandé que ses données soient conservées sans être utilisées. Rien ne peut être ouvert ni fait pour elle tant que le délégué à la protection des données n’a pas levé la limitation : demandez-lui. Rien n’a été enregistré.
error-write-id-missing = Ce formulaire est incomplet
error-write-id-missing-help = Rien n’a été enregistré. Revenez à la page, rechargez-la et envoyez-la de nouveau.
error-changed = Quelqu’un vient de modifier la même chose
error-changed-help = Rien de ce que vous venez d’envoyer n’a été enregistré. Revenez à la page pour voir où elle en est, puis recommencez s’il le faut encore.
error-too-large = Ce fichier est trop lourd
error-too-large-help = Rien n’a été enregistré. Choisissez un fichier plus petit, ou une photo de moindre qualité.
error-unreadable = Cet envoi n’a pas pu être lu
error-unreadable-help = Rien n’a été enregistré. Revenez à la page, rechargez-la et recommencez.
error-other-site = Cet envoi vient d’un autre site
error-other-site-help = Par sécurité, rien n’a été enregistré. Ouvrez la page depuis l’accueil et recommencez.
error-too-many = Trop d’essais
error-too-many-help = Par sécurité, attendez un quart d’heure avant de recommencer, ou demandez un nouveau mot de passe.
error-internal = Une panne de notre côté
error-internal-help = Rien n’a été enregistré. Recommencez dans un instant ; si cela continue, prévenez le coordinateur.

accessibility-state = Ce service vise la conformité au RGAA 4.1.2. Chaque page est contrôlée par un outil automatique à chaque version ; un audit complet des 106 critères reste à faire, le service est donc déclaré partiellement conforme.
accessibility-contact = Si vous ne parvenez pas à lire ou à utiliser une page, dites-le au coordinateur de votre département : il vous répondra et vous aidera autrement.
accessibility-remedy = Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.

menu-bench-tokens = Jetons de poste
place-bench-tokens = Autoriser le système de démarrage d’un poste à envoyer l’inventaire des machines.
