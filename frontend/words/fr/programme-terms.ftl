# Ce qu’un programme dit de plus, ce qui change d’une version à l’autre, et sa part du stock.

programme-name = Nom
programme-what = Ce qui est remis
programme-pathway-only = Une formation seule, sans appareil
programme-pathway-only-help = La demande finit par l’attestation du formateur. Rien n’est attribué ni remis.
programme-gate-pathway-only = Sans appareil, il n’y a pas de remise à ouvrir. Choisissez « La présence » : c’est ce que l’attestation demande.
programme-categories = Catégories techniques admises
programme-categories-help = Rien de coché : toutes. Sinon, un appareil sans catégorie n’est pas admis. Les écrans et les accessoires n’en ont pas et sont toujours admis.
programme-categories-any = toutes
programme-grade = Grade admis
programme-grade-any = tous
programme-grade-least = { $grade } ou mieux
programme-grade-wrong = Choisissez un grade de la liste, ou aucun.

programme-organisations = Organismes habilités
programme-organisations-all = Tous ceux qui prescrivent
programme-habilitated = Qui peut faire une demande ?
programme-habilitated-kinds = Seulement certaines sortes d’organisme
programme-habilitated-chosen = Seulement des organismes choisis
programme-habilitated-missing = Dites qui peut faire une demande.
programme-organisation-kinds = Sortes d’organisme
programme-organisation-kinds-missing = Cochez au moins une sorte d’organisme : sinon personne ne pourrait demander.
programme-organisations-chosen = Organismes choisis
programme-organisations-missing = Cochez au moins un organisme : sinon personne ne pourrait demander.
programme-organisations-nobody = Aucun organisme n’a encore de prescripteur.

programme-levels = Un parcours par niveau
programme-levels-help = Laissez tout vide si tout le monde suit le même parcours. Sinon, la demande dit le niveau de la personne, en mots simples, et elle suit le parcours de ce niveau.
programme-levels-none = le même parcours pour tous
programme-level-1 = Niveau 1 : ne se sert pas du numérique seul
programme-level-2 = Niveau 2 : débute ou se débrouille un peu
programme-level-3 = Niveau 3 : à l’aise, veut aller plus loin
programme-level-same = Le parcours du programme
programme-level-person = Niveau { $level } : { $pathway }
programme-level-aidant = Niveau { $level } : { $pathway }, suivi par la personne qui aide
programme-level-without-module = Chaque parcours doit avoir un module demandé, ou demandez un nombre de minutes : sinon un niveau ouvrirait la remise sans rien.
programme-aidants = À ces niveaux, la personne formée est celle qui aide
programme-aidants-help = La demande doit alors dire qui elle est.

programme-price = Prix demandé à la personne
programme-price-help = Vide : gratuit. Un prix solidaire ne dépasse jamais le plafond du décret 2022-1413, et quelqu’un doit avoir le droit de l’encaisser.
programme-price-for = { $kind } : prix en euros
programme-price-of = { $kind } : { $price }
programme-price-free = gratuit
programme-price-wrong = Écrivez un prix en euros, par exemple 40 ou 39,50.
programme-price-no-cap = Ce type n’est pas dans le décret 2022-1413 : il n’a pas de prix solidaire. Laissez vide.
programme-price-over-cap = Le décret 2022-1413 plafonne ce type à { $cap } €. Baissez le prix.
programme-price-loan-is-free = Un prêt à usage est gratuit par nature (code civil, article 1876). Retirez le prix, ou choisissez un autre cadre juridique.
programme-price-nobody-collects = Dites qui encaisse ce prix, ou retirez-le.
programme-price-not-its-own-goods = Une association n’encaisse que pour des biens qui sont à elle. Ici le Département reste propriétaire : une régie, un titre ou un mandat.
programme-price-not-public-money = Les biens cédés ne sont plus au Département : ni régie ni titre ne les encaissent. L’association encaisse, ou quelqu’un qu’elle mandate.
programme-price-number-missing = Écrivez le numéro de la régie, du titre ou du mandat.
programme-collector = Qui encaisse
programme-collector-nobody = Personne : c’est gratuit
programme-collector-association = L’association, pour ses propres biens
programme-collector-regie = Une régie de recettes
programme-collector-titre = Un titre de recettes
programme-collector-mandate = Un mandataire
programme-collector-number = Numéro de la régie, du titre ou du mandat
programme-collector-number-help = Pas pour une association qui vend ses propres biens.
programme-collector-numbered = { $collector }, n° { $number }
programme-text-too-long = 120 signes au plus.

programme-stock = Part du stock
programme-stock-help = Pour chacun des types d’appareil du programme. Vide : pas de règle.
programme-stock-share = Part, en pour cent
programme-stock-share-help = Des appareils remis dans l’année civile, tous programmes ensemble. Au-delà, la demande d’un autre programme, s’il n’a pas eu sa part, passe d’abord.
programme-stock-share-wrong = Écrivez un nombre de 1 à 100.
programme-stock-share-said = { $share } % des appareils remis dans l’année
programme-stock-reserve = Réserve, en appareils
programme-stock-reserve-help = Autant d’appareils prêts gardés de côté pour ce programme.
programme-stock-reserve-said = { $reserve ->
    [one] { $reserve } appareil gardé de côté
   *[other] { $reserve } appareils gardés de côté
 }
programme-stock-minimum = Seuil d’alerte, en appareils
programme-stock-minimum-help = En dessous, la fiche du programme le signale. Rien n’est bloqué.
programme-stock-minimum-said = { $minimum ->
    [one] alerte à moins de { $minimum } appareil prêt
   *[other] alerte à moins de { $minimum } appareils prêts
 }
programme-stock-count-wrong = Écrivez un nombre d’appareils, à partir de 1.
programme-stock-none = pas de règle
programme-stock-today = Le stock aujourd’hui
programme-stock-today-help = « Gardés de côté » : ce qui reste de la réserve, une fois retiré ce qui est déjà attribué à ce programme.
programme-stock-kind = Type
programme-stock-free = Prêts, libres
programme-stock-kept = Gardés de côté
programme-stock-promised = Attribués, pas encore remis
programme-stock-handed = Remis cette année
programme-stock-handed-of = { $handed } sur { $all }
programme-stock-so-far = Part jusqu’ici
programme-stock-percent = { $percent } %
programme-stock-percent-of = { $percent }, pour { $share } % prévus
programme-stock-nothing-yet = rien encore
programme-stock-alert = Alerte
programme-stock-low = Sous le seuil
programme-stock-fine = Pas d’alerte

programme-around = Avec l’appareil ou la formation
programme-connectivity = Connexion internet
programme-connectivity-none = Aucune
programme-connectivity-offered = Proposée
programme-connectivity-included = Comprise
programme-connectivity-missing = Dites si une connexion est proposée.
programme-funding = Financement
programme-funding-help = Le nom du fonds ou de la convention. Les euros ne sont pas suivis ici.
programme-funding-none = non précisé

programme-sheet = Fiche, stock et versions
programme-papers = Papiers de ce cadre juridique
programme-paper-loan = Bon de remise signé, qui dit le prêt à usage (imprimé ici).
programme-paper-condition = État de l’appareil à la remise et au retour (tenu ici).
programme-paper-deliberation = Délibération du Département (son numéro est dans le programme).
programme-paper-aid-rules = Règlement de l’aide, voté (à garder hors de l’outil).
programme-paper-aid-decision = Décision d’attribution à la personne (la décision est tenue ici ; le courrier reste à envoyer).
programme-paper-convention = Convention entre le Département et l’association (à garder hors de l’outil).
programme-paper-cession-act = Acte de cession à l’association (imprimé depuis « Réformes et cessions »).
programme-paper-eligibility = Preuve que l’association est de celles que la loi nomme (gardée avec l’acte).
programme-paper-slip = Bon de remise signé par la personne (imprimé ici).

programme-template = Modèle
programme-template-help = Tout se change avant d’enregistrer. Les durées, les jours et les parts sont des propositions.
programme-template-pathways = Ce modèle s’appuie sur des parcours qui n’existent pas encore :
programme-template-create = Créer ces parcours
programme-from-template = Nouveau programme d’après un modèle
programme-from-template-help = Le formulaire s’ouvre rempli. Rien n’est enregistré avant votre accord.
done-pathways-created = Les parcours du modèle sont créés. Le formulaire est complet.

programme-preview = Voir ce qui change
programme-confirm = Confirmer ces changements
programme-confirm-help = Si vous changez encore quelque chose au formulaire, les changements vous sont montrés de nouveau.
programme-to-confirm = Aller à la confirmation, en bas de la page
programme-what-changes = Ce qui change
programme-nothing-changes = Rien ne change : le formulaire dit déjà ce que dit le programme.
programme-change-what = Quoi
programme-change-before = Avant
programme-change-after = Après
programme-change-effect = Pour ce qui est en cours
programme-overtaken = Quelqu’un a changé ce programme entre-temps
programme-overtaken-help = Rien n’est enregistré. Voici ce que votre formulaire changerait maintenant.
programme-under-way = En cours sous ce programme : { $waiting ->
    [one] { $waiting } demande en attente
   *[other] { $waiting } demandes en attente
 }, { $promised ->
    [one] { $promised } appareil attribué et pas encore remis
   *[other] { $promised } appareils attribués et pas encore remis
 }, { $cleared ->
    [one] { $cleared } feu vert donné
   *[other] { $cleared } feux verts donnés
 }.
programme-under-way-kinds = { $count ->
    [one] { $count } demande en cours est pour un type qui n’est plus proposé.
   *[other] { $count } demandes en cours sont pour un type qui n’est plus proposé.
 }
programme-under-way-organisations = { $count ->
    [one] { $count } demande en cours vient d’un organisme qui n’est plus habilité.
   *[other] { $count } demandes en cours viennent d’organismes qui ne sont plus habilités.
 }
programme-under-way-categories = { $count ->
    [one] { $count } appareil attribué n’est pas d’une catégorie admise : reprenez l’attribution.
   *[other] { $count } appareils attribués ne sont pas d’une catégorie admise : reprenez les attributions.
 }
programme-effect-name = Les demandes en cours portent le nouveau nom.
programme-effect-kinds = Une demande déjà envoyée garde le type demandé et peut encore être servie.
programme-effect-publics = Les demandes renvoient au numéro de la règle, qui reste le même.
programme-effect-organisations = Les demandes déjà envoyées continuent ; les prochaines sont vérifiées.
programme-effect-pathway = Qui est déjà inscrit garde l’ancien parcours, jusqu’à ce que son inscription soit retirée et refaite.
programme-effect-levels = Une demande déjà envoyée garde le parcours qu’elle a reçu.
programme-effect-gate = Les feux verts déjà donnés restent. Toute autre demande en cours suit la nouvelle condition.
programme-effect-clearance-days = Les feux verts déjà donnés gardent leur date de fin.
programme-effect-waivers = Le nouveau plafond compte tout de suite, avec les dérogations déjà accordées cette année.
programme-effect-chain = Les prochaines remises se font sous le nouveau cadre, demandes en cours comprises. Les remises faites gardent le leur.
programme-effect-price = Le nouveau prix vaut pour tout ce qui n’est pas encore remis.
programme-effect-device = Vérifié de nouveau à la remise : un appareil déjà attribué qui ne convient plus y sera refusé.
programme-effect-stock = Compte dès la prochaine attribution. Rien de ce qui est attribué n’est repris.
programme-effect-none = Aucune demande en cours n’en dépend.

programme-versions = Versions
programme-versions-help = Chaque version enregistrée reste telle quelle. Une demande et un feu vert gardent celle sous laquelle ils ont été décidés.
programme-versions-none = Ce programme date d’avant la tenue des versions. La première sera gardée à son prochain changement ; le journal dit le reste.
programme-version = Version { $number }
programme-version-in-force = en vigueur
programme-version-former = remplacée
programme-version-saved = Enregistrée le { $date } par { $name }.
programme-version-earlier = Ce que disait le programme avant que ses versions soient tenues, gardé le { $date }.
programme-version-changed = Ce que cette version a changé
programme-version-back = Revenir à la fiche du programme
