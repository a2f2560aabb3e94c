# L’attribution : ce que l’outil propose, pourquoi, et jusqu’à quand un appareil est gardé.

menu-allocation = Attribution
place-allocation = Voir quel appareil prêt va à quelle demande, et décider pour plusieurs à la fois.

allocation-title = Attribution
allocation-intro = L’outil rapproche les demandes en attente et les appareils prêts. Qui attend depuis le plus longtemps passe d’abord, et le plus de demandes possible sont servies. Rien n’est attribué avant que vous confirmiez.
allocation-limited = Vous voyez les demandes de votre territoire et les appareils de ses sites. La coordination du département peut attribuer un appareil d’ailleurs.
allocation-proposed = { $count ->
    [0] Aucune demande n’a d’appareil proposé
    [one] { $count } demande a un appareil proposé
   *[other] { $count } demandes ont un appareil proposé
 }
allocation-none = Rien à attribuer pour le moment
allocation-none-help = Il n’y a pas de demande en attente pour laquelle un appareil soit prêt.
allocation-caption = Appareils proposés, les demandes qui attendent depuis le plus longtemps d’abord
allocation-decide = Décider
allocation-tick = Attribuer
allocation-request = Demande
allocation-why = Pourquoi celui-ci
allocation-grade = Grade { $grade }
allocation-confirm = Attribuer les lignes cochées
allocation-confirm-all = { $count ->
    [one] Attribuer la ligne de cette page
   *[other] Attribuer les { $count } lignes de cette page
 }
allocation-nothing-ticked = Cochez au moins une ligne, ou attribuez toutes celles de la page.
done-allocation-confirmed = Les appareils confirmés sont attribués. Les prescripteurs sont prévenus.
allocation-made = { $count ->
    [0] Aucun appareil n’a été attribué.
    [one] { $count } appareil est attribué ; son prescripteur est prévenu.
   *[other] { $count } appareils sont attribués ; leurs prescripteurs sont prévenus.
 }
allocation-missed = { $count ->
    [one] { $count } demande n’a pas reçu son appareil
   *[other] { $count } demandes n’ont pas reçu leur appareil
 }
allocation-missed-decided = Quelqu’un vient de décider cette demande ou de la changer.
allocation-missed-taken = Quelqu’un vient d’attribuer ou de changer l’appareil proposé.
allocation-missed-unsuitable = L’appareil proposé ne convient plus.
allocation-missed-held = La part du stock de ce programme est atteinte, ou ce qui est prêt est gardé pour d’autres.
allocation-missed-help = Les propositions ci-dessous sont à jour.

allocation-same-kind = C’est le type d’appareil demandé.
allocation-admitted = Sa catégorie technique, { $category }, est admise par le programme.
allocation-purged = Il est effacé en profondeur, comme le programme le demande.
allocation-free-software = Il a un logiciel libre, comme le programme le demande.
allocation-updates = Il reçoit des mises à jour pendant au moins { $months ->
    [one] { $months } mois
   *[other] { $months } mois
 } encore, comme le programme le demande.
allocation-at-pickup = Il est déjà au point de remise.
allocation-near = Il est dans la même intercommunalité que le point de remise.
allocation-from-elsewhere = Il vient d’ailleurs : s’il y en a de plus proches, ils vont à d’autres demandes.
allocation-ready-since = Il est prêt depuis le { $date }.

allocation-without = Demandes sans appareil
allocation-without-caption = Les demandes qui attendent depuis le plus longtemps d’abord
allocation-why-none = Pourquoi aucun
allocation-none-of-kind = Aucun appareil de ce type n’est prêt et libre.
allocation-none-of-kind-here = Aucun appareil de ce type n’est prêt et libre dans votre territoire.
allocation-none-meets = { $ready ->
    [one] Le seul appareil prêt de ce type n’est pas comme le programme le demande
   *[other] Aucun des { $ready } appareils prêts de ce type n’est comme le programme le demande
 } ; le plus souvent : { $most }.
allocation-all-go-to-others = { $suitable ->
    [one] Le seul appareil qui convient va à une demande qui attend depuis plus longtemps.
   *[other] Les { $suitable } appareils qui conviennent vont à des demandes qui attendent depuis plus longtemps.
 }
allocation-lack-grade = grade que le programme n’admet pas
allocation-lack-category = catégorie technique que le programme n’admet pas
allocation-lack-erasure = effacement trop léger
allocation-lack-software-unsaid = logiciel installé pas noté
allocation-lack-free-software = logiciel qui n’est pas libre
allocation-lack-updates-unsaid = fin des mises à jour inconnue
allocation-lack-updates = mises à jour qui s’arrêtent trop tôt
allocation-count-others = { $count ->
    [one] { $count } demande : les appareils qui conviennent vont à des demandes qui attendent depuis plus longtemps.
   *[other] { $count } demandes : les appareils qui conviennent vont à des demandes qui attendent depuis plus longtemps.
 }
allocation-count-kind = { $count ->
    [one] { $count } demande : aucun appareil de ce type n’est prêt.
   *[other] { $count } demandes : aucun appareil de ce type n’est prêt.
 }
allocation-count-meets = { $count ->
    [one] { $count } demande : aucun appareil prêt n’est comme le programme le demande.
   *[other] { $count } demandes : aucun appareil prêt n’est comme le programme le demande.
 }
allocation-held-back = { $why }.
allocation-count-held = { $count ->
    [one] { $count } demande : la part du stock prévue par les programmes la retient.
   *[other] { $count } demandes : la part du stock prévue par les programmes les retient.
 }
allocation-more = { $count ->
    [one] Encore { $count } demande sans appareil :
   *[other] Encore { $count } demandes sans appareil :
 }

allocation-ending = Promesses qui se terminent bientôt
allocation-ending-help = Personne n’est inscrit à une séance et il n’y a pas de feu vert : après ce jour, l’appareil redevient libre, la demande attend de nouveau à sa place et le prescripteur est prévenu.
allocation-ending-caption = Dans les sept jours, la première à se terminer d’abord
request-promised-until = Appareil gardé jusqu’au
request-substitute = Remplacer l’appareil
request-substitute-help = Un autre appareil prend la place de celui-ci, qui redevient libre. Le code de retrait ne change pas. Si le modèle est un autre, le feu vert est redonné dès que la formation le permet ; une dérogation est à accorder de nouveau.
request-substitute-by-this = Remplacer par celui-ci
request-substitute-code = Remplacer par l’appareil de ce code
request-no-other-device-help = La demande garde l’appareil qu’elle a.
request-same-device = C’est l’appareil que cette demande a déjà
done-request-substituted = L’appareil est remplacé. Le prescripteur est prévenu.

allocation-letter-until = L’appareil vous est gardé jusqu’au { $date }, et plus longtemps si la personne a une place en formation ou son feu vert. Après, il pourra aller à quelqu’un d’autre.
allocation-letter-substituted-subject = Demande { $reference } : un autre appareil est attribué
allocation-letter-substituted = Un autre appareil est attribué à votre demande { $reference }, à la place du premier. La remise se fera à { $site }, { $city }, et le code de retrait ne change pas.
allocation-letter-substituted-next = La page de formation de la demande dit s’il manque quelque chose pour la remise.
allocation-letter-lapsed-subject = Demande { $reference } : l’appareil n’est plus gardé
allocation-letter-lapsed = L’appareil de votre demande { $reference } était gardé jusqu’au { $date }. Ce jour est passé sans place en formation ni feu vert : l’appareil redevient libre. C’est une échéance automatique, personne n’a décidé contre votre demande.
allocation-letter-lapsed-next = À vous d’agir : la demande attend de nouveau, à sa place dans la file. Si la personne n’a plus besoin de l’appareil, annulez la demande. Si elle a été empêchée, dites-le au coordinateur.
