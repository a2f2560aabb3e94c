# Les messages envoyés, et la page qui les compte.

mail-link = { $label }, si le bouton ne s’ouvre pas :
mail-automatic = Message automatique : inutile d’y répondre.
mail-outbox-title = Messages
mail-outbox-lead = Ce que l’application a écrit aux personnes, compté par sorte. Les adresses et les textes ne se lisent pas ici.
mail-outbox-departement = Ces nombres sont ceux de tout le département : un message ne dit pas de quel territoire il est.
mail-counts = Messages par sorte et par état
mail-kind = Sorte
mail-kind-invitation = Invitation
mail-kind-new-role = Nouveau rôle
mail-kind-password-reset = Nouveau mot de passe
mail-kind-request-allocated = Appareil attribué à une demande
mail-kind-allocation-undone = Attribution reprise
mail-kind-request-refused = Demande refusée
mail-kind-session-cancelled = Séance annulée
mail-kind-handover-recalled = Prêt provisoire à faire revenir
mail-kind-retention-announced = Effacements à venir
mail-kind-appointment-booked = Rendez-vous pris
mail-kind-appointment-reminder = Rappel d’un rendez-vous
mail-kind-appointment-cancelled = Rendez-vous annulé
mail-kind-appointment-missed = Rendez-vous manqué
mail-kind-places-to-confirm = Lieux à vérifier dans l’annuaire
mail-kind-checkpoint-written = Points de contrôle du journal
mail-waiting = En attente
mail-sent = Envoyés
mail-failed = En échec
mail-next = Prochain envoi prévu le { $moment }.
mail-none = Aucun message pour l’instant
mail-none-help = Une invitation ou la réponse à une demande apparaîtra ici dès son écriture.
mail-failed-title =
    { $count ->
        [one] { $count } message n’a pas pu partir
       *[other] { $count } messages n’ont pas pu partir
    }
mail-failed-help = Chacun a été essayé neuf fois, sur plus d’un jour. Faites vérifier le serveur de messagerie (commande « passe-relais check »), puis relancez l’envoi.
mail-failed-line = { $kind } : { $count }.
mail-failed-until = Texte gardé jusqu’au { $moment }.
mail-failed-erased =
    { $count ->
        [one] { $count } message en échec n’a plus de texte : il ne peut plus partir. Prévenez la personne autrement.
       *[other] { $count } messages en échec n’ont plus de texte : ils ne peuvent plus partir. Prévenez les personnes autrement.
    }
mail-kept = Le texte d’un message envoyé est effacé aussitôt, sauf dans la démonstration. Celui d’un message en échec l’est trente jours après son écriture, ou dès que le lien qu’il porte ne sert plus. Restent la sorte, l’état, la cause et les nombres.
mail-fault-erased = Son texte n’était plus là.
mail-fault-not-opened = Le texte n’a pas pu être déchiffré : la clé secrète a changé.
mail-fault-address = L’adresse du destinataire ou celle de l’expéditeur n’en est pas une.
mail-fault-format = Le message n’a pas pu être mis en forme.
mail-fault-folder = Le dossier des messages n’a pas pu être écrit.
mail-fault-refused = Le serveur de messagerie a refusé.
mail-fault-unreachable = Le serveur de messagerie n’a pas répondu.
mail-retry = Relancer l’envoi
done-mail-retried = Les messages en échec sont de nouveau en attente : ils partiront dans les secondes qui viennent.
mail-demo-title = Messages de la démonstration
mail-demo-help = Tout y est inventé, les textes peuvent donc être lus. Ceux qui permettent de se connecter n’y figurent jamais.
mail-to = Destinataire
mail-queued = Écrit le
mail-attached = Pièce jointe
mail-back = Retour aux messages
