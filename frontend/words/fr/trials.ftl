# Les essais : ce que disent les établissements, qui les suit, ce qui a marché.

menu-trials = Essais
place-trials = Suivre les essais de matériel adapté et dire ce qu’ils ont donné.
event-loan-feedback-given = Retour d’essai donné
event-loan-feedback-corrected = Retour d’essai corrigé
event-loan-partner-named = Partenaire désigné pour suivre l’essai
event-loan-partner-removed = Partenaire retiré de l’essai

## La liste

trials-title = Essais
trials-none = Aucun essai
trials-none-help = Un essai apparaît ici quand le matériel est remis. Un partenaire voit ceux où il est désigné.
trials-asked = Votre retour est attendu
trials-asked-help = Trois minutes, sur un téléphone si vous voulez.
trials-back = Tous les essais
trials-figures = Ce qui a marché, par besoin
trials-figures-help = Essais terminés de tout le département. Les petits nombres ne sont pas donnés : personne ne doit pouvoir être reconnu.
trials-figures-none = Aucun essai terminé
trials-figures-none-help = Les nombres viennent des retours de fin d’essai.
trial-few = moins de { $count }
trial-item = Matériel

## Un essai

trial = Essai
trial-see = Voir l’essai
trial-see-loan = Voir le prêt
trial-report = Compte rendu (PDF)
trial-nothing-told = L’établissement n’a encore rien dit de cet essai.
trial-mid = Mi-parcours
trial-end = Fin de l’essai
trial-asked = Retour attendu
trial-owed = Retour dû
trial-tell-mid = Dire où en est l’essai
trial-tell-end = Dire ce que l’essai a donné
trial-correct-mid = Corriger le retour de mi-parcours
trial-correct-end = Corriger le retour de fin
done-trial-told = Votre retour est enregistré. Merci.

## Les partenaires

trial-partners = Qui suit cet essai
trial-partners-help = Un partenaire désigné ici voit cet essai et son compte rendu, par code de l’élève. Il ne voit ni votre nom, ni les autres prêts.
trial-partner = Partenaire
trial-partner-kind = Il suit l’essai pour
trial-partner-press = Désigner ce partenaire
trial-partner-remove-press = Retirer { $name }
trial-partner-gone = Une personne qui n’a plus de compte
trial-partner-missing = Choisissez un partenaire.
trial-partner-kind-missing = Dites pour qui ce partenaire suit l’essai.
done-trial-partner-named = Le partenaire peut suivre cet essai.
done-trial-partner-removed = Le partenaire ne suit plus cet essai.
trial-partner-dsden = la DSDEN
trial-partner-mdph = la MDPH
trial-partner-therapist = les soins (ergothérapeute…)
trial-partner-pas = le pôle d’appui à la scolarité (PAS)

## Le retour

trial-form-lead = Ne nommez pas l’élève.
trial-form-press = Enregistrer mon retour
trial-form-back = Revenir à l’essai
trial-answer-missing = Choisissez une réponse.
trial-tick-one = Cochez au moins une réponse.
trial-frequency = Le matériel a servi
trial-frequency-help = S’il n’a jamais servi, laissez les questions d’usage vides.
trial-never = Jamais
trial-sometimes = Quelques fois
trial-weekly = Chaque semaine
trial-daily = Chaque jour ou presque
trial-activities = Pour quoi faire
trial-obstacles = Ce qui a gêné
trial-autonomy-before = Sans le matériel, l’élève fait
trial-autonomy-after = Avec le matériel, l’élève fait
trial-autonomy-1 = Rien sans aide
trial-autonomy-2 = Avec beaucoup d’aide
trial-autonomy-3 = Avec un peu d’aide
trial-autonomy-4 = Presque seul
trial-autonomy-5 = Seul
trial-voice = L’élève dit du matériel
trial-voice-help = Montrez les visages à l’élève : c’est lui qui choisit.
trial-voice-1 = Je n’en veux pas
trial-voice-2 = Je n’aime pas trop
trial-voice-3 = Ça va
trial-voice-4 = J’aime bien
trial-voice-5 = J’aime beaucoup
trial-voice-none = L’élève ne dit rien
trial-effort = Pour l’enseignant, c’est
trial-effort-1 = Aucun effort
trial-effort-2 = Peu d’effort
trial-effort-3 = Un effort acceptable
trial-effort-4 = Beaucoup d’effort
trial-effort-5 = Trop d’effort
trial-advice = Le conseillez-vous à un collègue ?
trial-advice-yes = Oui
trial-advice-with-help = Oui, avec de l’aide au début
trial-advice-no = Non
trial-outcome = L’essai est
trial-conclusive = Concluant
trial-not-conclusive = Non concluant
trial-unused = Matériel inutilisé
trial-outcome-was-used = Vous dites plus haut que le matériel a servi : corrigez l’une des deux réponses.
trial-outcome-was-not-used = Vous dites plus haut que le matériel n’a jamais servi : corrigez l’une des deux réponses.
trial-leads-to = La suite
trial-leads-to-help = Si l’essai est concluant.
trial-leads-mdph = Un dossier à la MDPH
trial-leads-pas = Une attribution par le PAS
trial-leads-purchase = Un achat par l’établissement
trial-reasons = Les raisons
trial-reasons-help = Si l’essai n’est pas concluant, ou si le matériel n’a pas servi.
trial-words = Quelques mots
trial-words-help = Ni nom, ni diagnostic. Seul votre établissement les lit ; ils sont effacés au bout d’un an.
trial-words-school-only = Seul votre établissement lit ces mots.
trial-refused-over = Le temps pour donner ce retour, ou pour le corriger, est passé. Ce que vous avez écrit est encore ci-dessous : copiez-le si vous voulez le garder, ou parlez-en au magasin.
trial-refused-changed = Quelqu’un de votre établissement a donné ce retour, ou le prêt a changé, pendant que vous écriviez. Ce que vous avez écrit est encore ci-dessous : relisez, puis envoyez de nouveau.
trial-words-too-long = 600 caractères au plus.
trial-words-diagnosis = Cela ressemble à un diagnostic. Dites plutôt ce que l’élève fait avec le matériel.
trial-words-name = Cela ressemble au nom de quelqu’un. Écrivez plutôt « l’élève ».
trial-words-keep = Garder ces mots tels quels
trial-words-keep-help = Si ce n’est ni un nom, ni un diagnostic.
