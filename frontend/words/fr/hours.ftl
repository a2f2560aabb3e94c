# Heures par personne et par jour, et compétences exercées.

menu-hours = Heures
place-hours = Noter les heures et les compétences exercées, si votre atelier l’a décidé.

hours-title = Heures et compétences
hours-lead = Les heures de chaque jour et les compétences exercées, pour vos déclarations et vos bilans. Elles ne servent ni à comparer, ni à classer.
hours-note-title = Noter une journée
hours-person = Personne
hours-person-number = N° de la personne
hours-day = Jour
hours-hours = Heures
hours-hours-hint = Par quarts d’heure, 12 au plus : 7, ou 6,5, ou 6:30.
hours-skills = Compétences exercées ce jour
hours-note-press = Noter
hours-replace = Remplacer ce qui est noté pour ce jour
hours-nobody = Aucun salarié dans votre organisme
hours-nobody-help = Les heures se notent pour les salariés de l’atelier. Demandez au coordinateur de les inviter.
hours-month-title = Le mois
hours-month = Mois
hours-total = Heures de l’atelier
hours-people = Personnes
hours-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
hours-too-few = Un total se montre à partir de { $fewest } personnes dans le mois : en dessous, il parlerait de chacune.
hours-duration = { $hours } h { $minutes }
hours-export = Télécharger le mois
hours-file = heures
hours-kept = Chaque journée est effacée d’elle-même 13 mois après sa date.
hours-since = Votre atelier tient des heures depuis le { $date }. Ont été informés avant :
hours-off-title = Ne plus tenir d’heures
hours-off-sure = Arrêter, et effacer toutes les heures notées
hours-off-press = Arrêter et effacer
hours-off-unsure = Cochez la case pour arrêter : toutes les heures seront effacées.

hours-off-lead = Votre atelier ne tient pas d’heures. C’est un choix : rien ne les demande pour le reste du travail.
hours-what-is-kept = Ce qui serait gardé : par personne et par jour, un nombre d’heures et les compétences exercées.
hours-what-never = Ce qui ne l’est jamais : l’heure de chaque geste, le temps par appareil, une comparaison, un classement.
hours-who-sees = Qui les voit : les encadrants et le responsable de votre organisme, personne d’autre. Ni le département, ni un autre atelier.
hours-on-title = Tenir des heures
hours-on-lead = Informez d’abord, dans cet ordre, et notez quand. Sans ces trois dates, rien ne commence.
hours-representatives = Représentants du personnel (CSE)
hours-representatives-hint = Informés et consultés avant tout suivi du travail (code du travail, L. 2312-38).
hours-people-informed = Les personnes elles-mêmes
hours-people-hint = Elles savent ce qui est noté, pourquoi, qui le voit et combien de temps (L. 1222-4, RGPD art. 13).
hours-officer = Délégué à la protection des données
hours-officer-hint = Le vôtre : il inscrit ce traitement à votre registre.
hours-informed-missing = Écrivez le jour où l’information a été donnée ; pas un jour à venir.
hours-on-press = Commencer à tenir des heures

hours-person-missing = Choisissez la personne.
hours-day-wrong = Écrivez un jour passé ou aujourd’hui, de moins de 13 mois.
hours-hours-wrong = Écrivez des quarts d’heure, de 0,25 à 12 heures : 7, ou 6,5, ou 6:30.
hours-noted-already = Une durée est déjà notée pour cette personne ce jour-là. Cochez pour la remplacer.
done-hours-noted = Journée notée.
done-hours-on = Votre atelier tient des heures.
done-hours-off = Votre atelier ne tient plus d’heures : elles sont effacées.
