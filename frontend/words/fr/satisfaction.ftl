# Avis : atelier, remise, kit d’urgence.

opinion-ask = Demander un avis
opinion-lead = Quatre phrases, quatre visages. Le nom n’est pas demandé, et les réponses ne sont pas gardées avec le dossier de la personne : les bilans donnent des moyennes, à partir de cinq avis.
opinion-back = Retour
opinion-how = Choisissez une réponse pour chaque phrase.
opinion-nobody = Votre nom n’est pas demandé. Vos réponses ne sont pas gardées avec votre dossier.
opinion-submit-alone = J’ai fini
opinion-submit = Enregistrer l’avis
opinion-stands = Vérifiez avant d’enregistrer : cet avis ne changera plus.
opinion-sheet = Numéro de la feuille
opinion-sheet-hint = Il est en haut de la feuille imprimée. Sans feuille, prenez un numéro que personne n’a reçu.
opinion-sheet-wrong = Écrivez le numéro de la feuille, de 1 à { $present }.
opinion-refused-given = L’avis est déjà donné, et ne change plus.
opinion-refused-sheet-given = L’avis de cette feuille est déjà donné. Vérifiez son numéro.

opinion-code-give = Préparer un code pour répondre
opinion-on-phone = Répondre sur un téléphone
opinion-picture = Code à scanner avec un téléphone pour donner son avis
opinion-typed-at = Ou allez à { $address } et écrivez le code :
opinion-code-until = Le code sert une fois, jusqu’au { $date }.
opinion-on-screen = Ouvrir sur cet écran
opinion-print = Imprimer la feuille
opinion-together = Répondre ensemble, ou saisir une feuille
opinion-given = L’avis est donné
opinion-given-help = Il est compté avec les autres. Il n’y a plus rien à faire.
opinion-late-help = Personne n’a répondu à temps. Vous pouvez encore saisir une feuille remplie.

opinions-title = Avis sur l’atelier
opinions-nobody = Personne n’est noté présent
opinions-nobody-help = Notez d’abord les présences : il y a un code par personne présente.
opinions-answered = Personnes présentes : { $present }. Avis donnés : { $answered }.
opinions-make = Préparer une feuille par personne présente
opinions-print = Imprimer les feuilles

opinion-code-title = Donner son avis avec un code
opinion-code = Code
opinion-code-hint = Il est sur la feuille qu’on vous a donnée. Les tirets et les espaces ne comptent pas.
opinion-code-submit = Continuer
opinion-used-title = L’avis est déjà donné
opinion-used-help = Merci ! Ce code a servi. Vous n’avez plus rien à faire.
opinion-over-title = Ce code ne sert plus
opinion-over-help = Le temps pour répondre est passé. Vous n’avez rien à faire.
opinion-unknown-title = Ce code n’existe pas
opinion-unknown-help = Vérifiez-le sur la feuille : vingt chiffres ou lettres de A à F.

done-opinion-given-alone = Merci ! Votre avis est enregistré.
done-opinion-recorded = L’avis est enregistré.
done-opinion-code-made = Le code est prêt.
done-opinion-codes-made = Les feuilles sont prêtes. Imprimez-les et donnez-en une à chaque personne.

# Le kit d’urgence : ce qu’il contient, qui le remet.
programme-kit = Contenu du kit
programme-kit-help = Ce que la personne reçoit avec l’appareil : guides, cartes, câbles. C’est imprimé sur le bordereau. Laissez vide si ce n’est pas un kit.
programme-kit-fr = Une chose par ligne, en français
programme-kit-en = Les mêmes, dans le même ordre, en anglais
programme-kit-unpaired = Écrivez autant de lignes en français qu’en anglais.
programme-kit-missing = Dites ce que le kit contient : le prescripteur ne remet que des kits.
programme-kit-none = ce n’est pas un kit
programme-kit-by-prescriber = Le prescripteur remet le kit lui-même
programme-kit-by-prescriber-help = Pour les demandes de son organisme, quand le lieu de retrait est à son organisme. Il faut un feu vert ou une dérogation, comme partout.
programme-effect-kit = Vaut dès la prochaine remise.
kit-back = Retour à la demande
kit-hand-over = Remettre le kit
kit-opinion = Donner mon avis sur le kit
kits-title = Kits remis
kits-given = Qui les a remis
kits-none = Aucun kit n’est encore remis
kits-none-help = Chaque remise sous ce programme paraît ici.
kits-organisation = Organisme
kits-place = Lieu
kits-agents = Agents
kits-count = Kits
kits-indicators = Satisfaction : voir les indicateurs
