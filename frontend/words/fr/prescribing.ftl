# L’habilitation d’un organisme à envoyer des demandes.

menu-prescribing = Habilitation
place-prescribing = Savoir si votre organisme peut envoyer des demandes, et le demander.

prescribing-title = Habilitation de votre organisme
prescribing-of = Habilitation : { $organisation }
prescribing-link = Habilitation à envoyer des demandes
prescribing-queue-title = Habilitations à décider
prescribing-queue-lead = Les organismes qui demandent à envoyer des demandes, puis ceux qui ne le peuvent pas.
prescribing-queue-none = Aucune habilitation n’attend
prescribing-queue-none-help = Celle d’un organisme se trouve aussi sur sa page.
prescribing-state-none = Pas encore demandée
prescribing-state-asked = Demandée, à décider
prescribing-state-validated = Habilité
prescribing-state-refused = Refusée
prescribing-state-suspended = Suspendue
prescribing-since = Depuis le
prescribing-since-date = Depuis le { $date }.
prescribing-open = Demandes en cours
prescribing-open-count = { $count ->
    [0] Aucune demande de cet organisme n’est en cours.
    [one] { $count } demande de cet organisme est en cours.
   *[other] { $count } demandes de cet organisme sont en cours.
 }
prescribing-limit = Demandes en cours au plus
prescribing-limit-field = Nombre de demandes en cours au plus
prescribing-limit-help = Laissez vide pour ne pas limiter. Les demandes déjà en cours continuent.
prescribing-limit-wrong = Écrivez un nombre entre 1 et 100 000, ou rien.
prescribing-limit-save = Enregistrer ce nombre
prescribing-history = Ce qui a été décidé
prescribing-ask = Demander l’habilitation
prescribing-ask-help = Un coordinateur décidera, et vous recevrez un message.
prescribing-may-send = Les prescripteurs de cet organisme peuvent envoyer des demandes.
prescribing-validate = Habiliter cet organisme
prescribing-validate-help = Ses prescripteurs pourront envoyer des demandes. Les responsables sont prévenus par message.
prescribing-refuse = Refuser l’habilitation
prescribing-suspend = Suspendre l’habilitation
prescribing-suspend-help = L’organisme n’enverra plus de nouvelle demande. Celles qui sont en cours continuent.
prescribing-reactivate = Rendre l’habilitation
prescribing-reactivate-help = Ses prescripteurs pourront de nouveau envoyer des demandes.
prescribing-act-missing = Choisissez ce que vous décidez.
prescribing-reason = Motif
prescribing-reason-help = Le motif est écrit à l’organisme.
prescribing-reason-missing = Choisissez le motif.
prescribing-reason-no-agreement = Aucune convention n’est signée
prescribing-reason-outside-the-scheme = L’organisme n’est pas dans le dispositif
prescribing-reason-not-reachable = Personne ne répond dans cet organisme
prescribing-reason-proofs-not-seen = Des justificatifs n’ont pas été vus
prescribing-reason-data-not-protected = Les données des personnes n’ont pas été protégées
prescribing-reason-own-wish = L’organisme l’a souhaité
prescribing-not-now = Cette habilitation n’en est plus là
prescribing-not-now-help = Rien n’a été enregistré. Voyez ci-dessous où elle en est maintenant.

prescribing-not-asked = Votre organisme n’est pas encore habilité à envoyer des demandes
prescribing-not-asked-help = Rien n’est envoyé. Le responsable de l’organisme peut demander l’habilitation : menu « Habilitation ».
prescribing-not-decided = L’habilitation de votre organisme est demandée, pas encore décidée
prescribing-not-decided-help = Rien n’est envoyé. Un coordinateur décidera ; le responsable de l’organisme recevra un message.
prescribing-refused = L’habilitation de votre organisme est refusée
prescribing-refused-help = Rien n’est envoyé. Le motif est sur la page « Habilitation » du responsable, qui peut la demander de nouveau.
prescribing-suspended = L’habilitation de votre organisme est suspendue
prescribing-suspended-help = Aucune nouvelle demande n’est envoyée. Celles qui sont en cours continuent. Le responsable de l’organisme peut en parler au coordinateur.
prescribing-at-limit = { $limit ->
    [one] Votre organisme ne peut avoir que { $limit } demande en cours à la fois
   *[other] Votre organisme ne peut avoir que { $limit } demandes en cours à la fois
 }
prescribing-at-limit-help = Rien n’est envoyé. Attendez qu’une demande finisse, annulez celle qui ne sert plus, ou demandez au coordinateur de relever ce nombre.

prescribing-letter-subject = Habilitation de { $organisation }
prescribing-letter-asked = { $organisation } demande à être habilité pour envoyer des demandes.
prescribing-letter-asked-next = À vous d’agir : habilitez cet organisme, ou refusez avec un motif.
prescribing-letter-validated = { $organisation } est habilité à envoyer des demandes.
prescribing-letter-may-send = Ses prescripteurs peuvent envoyer des demandes.
prescribing-letter-refused = L’habilitation de { $organisation } est refusée.
prescribing-letter-ask-again = Quand le motif n’est plus vrai, le responsable de l’organisme peut la demander de nouveau.
prescribing-letter-suspended = L’habilitation de { $organisation } est suspendue.
prescribing-letter-go-on = Aucune nouvelle demande ne peut être envoyée. Celles qui sont en cours continuent. Parlez-en au coordinateur.
prescribing-letter-reactivated = L’habilitation de { $organisation } est rendue.
prescribing-letter-link = Voir l’habilitation

done-prescribing-asked = L’habilitation est demandée. Vous recevrez un message quand elle sera décidée.
done-prescribing-decided = C’est enregistré. L’organisme est prévenu quand son habilitation change.

mail-kind-prescribing = Habilitation d’un organisme
journal-subject-prescribing = Habilitation
event-prescribing-asked = Habilitation demandée
event-prescribing-validated = Organisme habilité à envoyer des demandes
event-prescribing-refused = Habilitation refusée
event-prescribing-suspended = Habilitation suspendue
event-prescribing-reactivated = Habilitation rendue
event-prescribing-limited = Nombre de demandes en cours fixé
