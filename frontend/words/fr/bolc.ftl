bolc-title = Fiches BOLC
bolc-lead = La forme dans laquelle les reconditionneurs français s’échangent des listes d’appareils. Rien n’y parle de personnes.
bolc-out = Envoyer une fiche
bolc-computers = Ordinateurs
bolc-mobiles = Téléphones et tablettes
bolc-no-device = Aucun appareil de ce lot pour cette fiche.
bolc-download-all =
    { $count ->
        [one] Télécharger ({ $count } appareil)
       *[other] Télécharger ({ $count } appareils)
    }
bolc-download-ready =
    { $count ->
        [one] Seulement les prêts ({ $count } appareil)
       *[other] Seulement les prêts ({ $count } appareils)
    }
bolc-in = Reprendre une fiche
bolc-file = Fiche (XLSX ou CSV)
bolc-file-hint = Le classeur XLSX tel qu’il a été envoyé, ou enregistré en CSV. La fiche complète ce qui n’est pas connu : processeur, mémoire, disques, stockage, système, grade. Les remarques, commentaires et opérateurs ne sont pas lus.
bolc-file-missing = Choisissez un fichier.
bolc-columns-missing = Ce fichier n’a les colonnes d’aucune des deux fiches BOLC.
bolc-no-workbook = Ce fichier n’est pas un classeur XLSX entier. Enregistrez-le de nouveau en XLSX ou en CSV, puis choisissez-le.
bolc-look = Voir ce qu’elle apporte
bolc-preview-title = Essai à blanc de la fiche
bolc-nothing-yet = Rien n’est encore enregistré.
bolc-counts = { $filled ->
        [0] Aucun appareil complété
        [one] { $filled } appareil complété
       *[other] { $filled } appareils complétés
    }, { $unchanged ->
        [0] aucune ligne
        [one] { $unchanged } ligne
       *[other] { $unchanged } lignes
    } sans rien de nouveau, { $refused ->
        [0] aucune refusée
        [one] { $refused } refusée
       *[other] { $refused } refusées
    }.
bolc-findings = Lignes refusées ou douteuses
bolc-column-line = Ligne
bolc-column-what = Suite
bolc-column-why = Pourquoi
bolc-line = Ligne { $number }
bolc-refused = Refusée
bolc-doubtful = Douteuse
bolc-apply =
    { $count ->
        [one] Compléter { $count } appareil
       *[other] Compléter { $count } appareils
    }
bolc-nothing-to-fill = Cette fiche n’apporte rien de nouveau.
bolc-applied = La fiche est reprise
bolc-applied-partly = La fiche est reprise, sauf ce qui suit
bolc-unknown = Aucun appareil du lot ne porte un de ces numéros.
bolc-other-device = Ces numéros sont de deux appareils différents.
bolc-other-sheet = Cet appareil ne va pas sur cette fiche : une tablette n’est pas un ordinateur.
bolc-repeated = Une ligne plus haut parle déjà de cet appareil.
bolc-not-here = L’appareil est annoncé, pas encore reçu : recevez-le d’abord.
bolc-ragged = Le nombre de cellules n’est pas celui de l’en-tête : rien n’est pris de cette ligne.
bolc-differs = La fiche dit autre chose que le stock. Le stock garde ce qu’il sait : vérifiez sur l’appareil.
bolc-other-category = La fiche donne une autre catégorie que la nôtre. La nôtre reste, avec ses points.
bolc-doubt-ram = La mémoire n’est pas lisible : 8, 8 Go ou 8192 Mo. Elle n’est pas prise.
bolc-doubt-storage = Le stockage n’est pas lisible : 32 ou 32 Go. Il n’est pas pris.
bolc-doubt-drive = Un disque n’est pas lisible : HDD, SSD ou NVME, avec sa taille. Il n’est pas pris.
bolc-doubt-grade = Le grade n’est pas A, B ou C. Il n’est pas pris.
bolc-doubt-hostile = Un texte commence comme une formule, ou est bien trop long. Il n’est pas pris.
bolc-doubt-personal = Un texte semble parler d’une personne. Il n’est pas pris.
