# Scanner à la suite, cartes d’action, cartons et emplacements.

scan-title = Scanner à la suite
scan-label = Scannez une étiquette ou une carte
scan-hint = Ou tapez le code, puis Entrée.
scan-continuous-link = Scanner à la suite
scan-refused = Rien n’a été fait
scan-see = Voir cet appareil
scan-refused-inside = L’appareil { $code }, dans ce carton, le retient ici :
scan-none = Rien n’a encore été scanné.
scan-tally = Vos scans
scan-count-done =
    { $count ->
        [one] { $count } fait
       *[other] { $count } faits
    }
scan-count-refused =
    { $count ->
        [one] { $count } refusé
       *[other] { $count } refusés
    }
scan-result-done = Fait
scan-result-same = Déjà fait
scan-result-refused = Refusé
scan-result-undone = Annulé
scan-undo = Annuler le dernier scan
scan-modes = Changer d’action
scan-modes-hint = Scannez une carte d’action, ou choisissez ici.
scan-print-cards = Imprimer les cartes
scan-cards-title = Cartes d’action
scan-cards-file = cartes-action
scan-no-network = Pas de réponse du serveur : ce scan n’est pas envoyé. Vérifiez le réseau, puis scannez de nouveau.
scan-signed-out = Votre session est terminée. Reconnectez-vous : ce scan n’est pas envoyé.
scan-failed = Ce scan n’a pas pu être enregistré. Scannez de nouveau.

scan-mode-open = Ouvrir l’action suivante
scan-mode-receive = Reçu ici
scan-mode-check = Prêt pour le contrôle qualité
scan-mode-reset = Réinitialisation faite
scan-mode-shelf = Remis en rayon
scan-mode-out = Sortir du carton
scan-mode-into = Ranger dans { $name }
scan-mode-send = Part avec le transfert { $name }
scan-help-open = Chaque appareil scanné s’ouvre sur ce qu’il y a à faire.
scan-help-receive = Scannez ce qui arrive sur votre site : un appareil, ou un carton avec tout ce qu’il contient.
scan-help-check = Scannez les appareils dont le travail est terminé. S’il manque quelque chose, on vous le dit.
scan-help-reset = Scannez les tablettes et téléphones réinitialisés aujourd’hui. La photo et les verrous restent à noter.
scan-help-shelf = Scannez les appareils prêts qui retournent en rayon.
scan-help-out = Scannez ce qui sort de son carton ou de son emplacement.
scan-help-into = Scannez ce que vous rangez dans { $name }.
scan-help-send = Scannez ce qui part : chaque appareil quitte son carton.

done-scan-mode = Carte lue.
done-scan-undone = Le dernier scan est annulé.
done-scan-received = Arrivé ici.
done-scan-check-asked = Contrôle demandé : une autre personne va le faire.
done-scan-reset-noted = Réinitialisation datée d’aujourd’hui. La photo de l’écran et les verrous restent à noter.
done-scan-taken-out = Sorti de son carton ou de son emplacement.
done-scan-stowed = Rangé.
done-scan-box-moved = Carton déplacé, avec ce qu’il contient.
done-scan-box-received = Carton arrivé ici, avec ce qu’il contient.
done-scan-sent = Scanné au départ : il est en route.
done-scan-same = C’était déjà fait : rien n’a changé.

scan-unread = Ce n’est pas un code d’étiquette.
scan-glued = Deux scans se sont collés : aucun n’est pris. Scannez de nouveau, un à la fois.
scan-card-unknown = Cette carte n’est pas connue ici. Imprimez les cartes de votre atelier.

scan-refused-elsewhere = Rien dans votre atelier ne porte ce code. Vérifiez l’étiquette ; si elle est juste, montrez l’objet à votre encadrant.
scan-refused-blank-label = Cette étiquette n’est encore sur aucun appareil : réceptionnez d’abord l’appareil.
scan-refused-other-card = Cette carte est celle d’un autre atelier. Prenez la carte « Reçu ici » de votre site.
scan-refused-not-for-you = Une arrivée d’un autre site se note par un encadrant. Demandez-le-lui.
scan-refused-leaves-elsewhere = Ce transfert part d’un autre atelier : c’est là-bas que ses appareils sont scannés au départ.
scan-refused-departure-not-for-you = Un départ vers un autre atelier se note par un encadrant. Demandez-le-lui.
scan-refused-no-site = Votre rôle n’est rattaché à aucun site. Demandez au coordinateur de le choisir.
scan-refused-devices-only = Cette action se fait appareil par appareil : scannez l’étiquette d’un appareil.
scan-refused-box-in-box = Un carton ne va pas dans un carton. Scannez la carte d’un emplacement, puis ce carton.
scan-refused-place-stays = Un emplacement ne se déplace pas. Pour y ranger quelque chose, scannez sa carte « Ranger dans ».
scan-refused-with-recipient = Cet appareil est chez son bénéficiaire. S’il est dans vos mains, reprenez-le au point de remise.
scan-refused-other-site = Cet appareil n’est pas noté sur ce site. S’il est là, scannez d’abord la carte « Reçu ici », puis l’appareil.
scan-refused-box-elsewhere = Ce carton est sur un autre site, ou irait sur un autre site. C’est à l’arrivée, là-bas, qu’on le note : avec la carte « Reçu ici », puis le carton.
scan-refused-not-ready = Cet appareil n’est pas prêt. Scannez-le sans carte pour voir ce qu’il lui manque.
scan-refused-not-in-work = Cet appareil n’est pas en remise en état. Scannez-le sans carte pour voir où il en est.
scan-refused-by-log = Un ordinateur ne se réinitialise pas : effacez ses disques avec nwipe ou ShredOS, puis joignez le journal.
scan-refused-nothing-to-erase = Ce type d’appareil ne garde aucune donnée : il n’y a rien à réinitialiser.

undo-refused-nothing = Il n’y a rien à annuler.
undo-refused-not-last = Vous avez scanné autre chose depuis, ou déjà annulé ce scan. Rien n’est annulé : regardez la liste, qui est à jour.
undo-refused-arrived = Autre chose a été noté depuis cette arrivée : elle ne s’annule plus. Si l’objet repart, l’autre site le scannera à son arrivée.
undo-refused-on-its-way = Autre chose a été noté depuis ce départ : il ne s’annule plus. Si l’appareil est resté ici, scannez la carte « Reçu ici », puis l’appareil : il revient.
undo-refused-checker = Autre chose a été noté depuis cette demande de contrôle : elle ne s’annule plus. Demandez à un encadrant de renvoyer l’appareil en remise en état, avec la raison.
undo-refused-said = Autre chose a été noté sur l’appareil depuis : la date de réinitialisation reste dans son histoire. Notez l’effacement avec la bonne date : c’est lui qui compte.
undo-refused-changed = Quelqu’un a agi sur cet objet depuis. Scannez-le sans carte pour voir où il en est.

menu-boxes = Cartons
place-boxes = Voir ce que contient chaque carton et chaque emplacement.
containers-title = Cartons et emplacements
containers-lead = Chacun a son étiquette. Ce qui change de site sort de son carton.
containers-none = Ni carton ni emplacement pour l’instant
containers-none-help = Un encadrant ou un magasinier peut en créer.
container-name = Nom
container-name-hint = Ce qui est écrit sur l’étiquette, par exemple « Carton 12 » ou « Étagère 3 ».
container-kind = Type
container-box = Carton
container-place = Emplacement
container-where = Où
container-site = Site
container-stands-in = Emplacement du carton
container-content = Contenu
container-devices =
    { $count ->
        [0] aucun appareil
        [one] { $count } appareil
       *[other] { $count } appareils
    }
container-boxes =
    { $count ->
        [one] { $count } carton
       *[other] { $count } cartons
    }
container-make-title = Créer un carton ou un emplacement
container-make = Créer
container-kind-missing = Choisissez : carton ou emplacement.
container-name-missing = Donnez un nom.
container-name-long = Ce nom est trop long pour une étiquette : { $limit } caractères au plus.
container-name-taken = Ce site a déjà un carton ou un emplacement de ce nom. Donnez-en un autre.
container-site-missing = Choisissez le site.
done-container-made = C’est créé. Imprimez l’étiquette et collez-la.
container-scan-into = Scanner ce qu’on y range
container-boxes-here = Cartons ici
container-devices-here = Appareils dedans
container-empty = Aucun appareil
container-empty-help = Scannez la carte ou l’étiquette, puis les appareils à ranger.
container-more = Seuls les 200 premiers sont montrés.
container-label = Imprimer l’étiquette
next-scan-label = Scanner l’appareil suivant
next-scan-open = Ouvrir
next-scan-unsent = Des réponses de cette page ne sont pas envoyées. Envoyez-les d’abord ; ou appuyez sur « Ouvrir » pour les laisser.
