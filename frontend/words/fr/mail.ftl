# Les messages envoyés, et la page qui les compte.

mail-link = { $label }, si le bouton ne s’ouvre pas :
mail-automatic = Message automatique : inutile d’y répondre.
mail-outbox-title = Messages
mail-outbox-lead = Ce que l’application a écrit aux personnes, compté par sorte. Les adresses et les textes ne se lisent pas ici.
mail-counts = Messages par sorte et par état
mail-kind = Sorte
mail-kind-invitation = Invitation
mail-kind-new-role = Nouveau rôle
mail-kind-password-reset = Nouveau mot de passe
mail-kind-request-allocated = Appareil attribué à une demande
mail-kind-allocation-undone = Attribution reprise
mail-kind-request-refused = Demande refusée
mail-kind-session-cancelled = Séance annulée
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
mail-retry = Relancer l’envoi
done-mail-retried = Les messages en échec sont de nouveau en attente : ils partiront dans les secondes qui viennent.
mail-demo-title = Messages de la démonstration
mail-demo-help = Tout y est inventé, les textes peuvent donc être lus. Ceux qui permettent de se connecter n’y figurent jamais.
mail-to = Destinataire
mail-queued = Écrit le
mail-back = Retour aux messages
