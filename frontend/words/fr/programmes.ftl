# Les programmes et les parcours de formation.

programmes-title = Programmes
programmes-none = Aucun programme
programmes-none-help = Créez d’abord un parcours de formation, puis le programme qui s’appuie dessus.
programme-new = Nouveau programme
programme-change = Modifier
programme-save = Enregistrer
programme-back = Revenir aux programmes
programme-is-open = Ouvert aux demandes
programme-is-closed = Fermé aux nouvelles demandes
programme-name-fr = Nom en français
programme-name-en = Nom en anglais
programme-name-missing = Donnez un nom.
programme-kinds = Types d’appareil
programme-kinds-missing = Choisissez au moins un type d’appareil.
programme-rules = Publics admis
programme-rules-help = Une phrase par ligne, dans le même ordre en français et en anglais. Chaque règle garde son numéro : vous pouvez reformuler une ligne ou en ajouter, pas en retirer.
programme-rules-fr = Publics admis, en français
programme-rules-en = Publics admis, en anglais
programme-rules-missing = Écrivez au moins une règle : qui peut bénéficier du programme ?
programme-rules-unpaired = Il n’y a pas autant de lignes en anglais qu’en français. Écrivez chaque règle dans les deux langues.
programme-rules-removed = Une règle a disparu, alors que des demandes renvoient à son numéro. Remettez-la ; vous pouvez écrire « règle qui ne s’applique plus ».
programme-training = Formation
programme-pathway = Parcours de formation
programme-pathway-missing = Choisissez un parcours. S’il n’y en a pas, créez-en un d’abord.
programme-module = { $name } ({ $minutes } min)
programme-gate = Ce qui ouvre la remise
programme-gate-help = L’appareil ne part jamais sans feu vert. Dites ce qui le donne.
programme-gate-missing = Choisissez ce qui ouvre la remise.
programme-gate-enrolled = L’inscription
programme-gate-enrolled-help = La remise est possible dès que la personne est inscrite au parcours.
programme-gate-attended = La présence
programme-gate-attended-help = La remise est possible après assez de minutes de présence, ou après les modules demandés.
programme-gate-minutes = { $minutes ->
    [one] { $minutes } minute de présence
   *[other] { $minutes } minutes de présence
 }
programme-gate-hands-on = La prise en main
programme-gate-hands-on-help = Le formateur garde l’appareil et le remet à la fin de la séance, une fois la présence notée.
programme-gate-provisional = La remise provisoire
programme-gate-provisional-help = L’appareil est prêté tout de suite. Il reste définitivement si le parcours est suivi à temps ; sinon il est rappelé.
programme-gate-days = { $days ->
    [one] Remise provisoire, { $days } jour pour suivre le parcours
   *[other] Remise provisoire, { $days } jours pour suivre le parcours
 }
programme-minutes = Minutes de présence demandées
programme-minutes-help = Seulement si la présence ouvre la remise.
programme-minutes-wrong = Écrivez un nombre de minutes, par exemple 120.
programme-attendance-missing = Dites combien de minutes, ou quels modules, ouvrent la remise.
programme-modules = Modules demandés
programme-modules-elsewhere = Un des modules choisis n’est pas dans ce parcours. Choisissez des modules du même parcours.
programme-provisional-days = Jours pour suivre le parcours
programme-provisional-days-help = Seulement pour la remise provisoire.
programme-days-wrong = Écrivez un nombre de jours, par exemple 60.
programme-clearance-days = Validité du feu vert, en jours
programme-clearance-days-help = Passé ce délai sans remise, il faut un nouveau feu vert.
programme-waivers = Dérogations permises par an
programme-waivers-help = Zéro si personne ne peut être dispensé de formation.
programme-waivers-wrong = Écrivez un nombre, zéro ou plus.
programme-chain = Cadre juridique
programme-chain-question = À quel titre l’appareil est-il confié ?
programme-chain-missing = Choisissez le cadre juridique.
programme-chain-loan-for-use = Prêt à usage (le Département reste propriétaire)
programme-chain-in-kind-aid = Aide sociale en nature
programme-chain-cession-by-association = Cession par une association
programme-chain-numbered = { $chain }, délibération { $number }
programme-deliberation = Numéro de la délibération
programme-deliberation-help = Obligatoire, sauf pour un prêt à usage.
programme-deliberation-missing = Pas de cession définitive sans numéro de délibération. Écrivez-le, ou choisissez le prêt à usage.
programme-close = Fermer ce programme
programme-close-help = Plus aucune nouvelle demande ne sera possible. Les demandes déjà faites continuent.
done-programme-opened = Le programme est ouvert.
done-programme-changed = Le programme est modifié.
done-programme-closed = Le programme est fermé aux nouvelles demandes.

pathways-title = Parcours de formation
pathways-none = Aucun parcours pour le moment.
pathway-new = Nouveau parcours
pathway-save = Créer ce parcours
pathway-name-fr = Nom du parcours en français
pathway-name-en = Nom du parcours en anglais
pathway-modules = Modules, dans l’ordre
pathway-modules-help = Laissez vides ceux dont vous n’avez pas besoin.
pathway-modules-missing = Écrivez au moins un module.
pathway-module = Module { $row }
pathway-module-fr = Nom en français
pathway-module-en = Nom en anglais
pathway-module-minutes = Durée en minutes
pathway-module-theme = Thème de la Coop
pathway-module-no-theme = Aucun
pathway-module-incomplete = Le module { $row } est incomplet : il faut un nom dans les deux langues et une durée en minutes.
done-pathway-created = Le parcours est créé. Vous pouvez le choisir dans un programme.

programme-software = Logiciel demandé
programme-update-months = Mois de mises à jour après la remise
programme-update-months-help = En mois entiers du calendrier. Vide : rien n’est demandé. Un appareil que ni ce programme ni un autre programme ouvert n’accepte ne peut pas devenir prêt.
programme-update-months-wrong = Tapez un nombre de mois, de 0 à 120.
programme-update-months-asked = au moins { $months } mois de mises à jour après la remise
programme-free-software = Logiciel libre seulement
programme-free-software-help = Par exemple Linux Mint ou Debian. Le logiciel installé doit être noté à l’atelier.
programme-software-any = rien de particulier
programme-erasure = Effacement demandé
programme-erasure-question = Jusqu’où les appareils remis doivent-ils avoir été effacés ?
programme-erasure-missing = Choisissez l’effacement demandé.
programme-erasure-clear = Un effacement simple suffit (« Clear »)
programme-erasure-clear-help = Réinitialisation contrôlée, ou disque réécrit puis relu.
programme-erasure-purge = Un effacement approfondi est exigé (« Purge »)
programme-erasure-purge-help = Les appareils dont la clé de chiffrement est détruite, comme les iPad. Réécrire un disque SSD ou NVMe n’y suffit jamais.

programme-warranty = Garantie
programme-warranty-months = Mois de garantie après la remise
programme-warranty-help = Un appareil qui tombe en panne dans ce délai est échangé, sans refaire la formation. Vide : pas d’échange. La date est imprimée sur le bordereau.
programme-warranty-wrong = Tapez un nombre de mois, de 0 à 60.
programme-warranty-none = pas de garantie
programme-warranty-said = { $months ->
    [one] échange dans le mois qui suit la remise
   *[other] échange dans les { $months } mois qui suivent la remise
  }
programme-effect-warranty = Les appareils déjà remis gardent la date imprimée sur leur bordereau.
