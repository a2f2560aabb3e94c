# Le cadre de chaque page, et les mots que toutes les pages partagent.

product-name = Passe-Relais
product-tagline = Un appareil, une étiquette, une histoire
skip-to-content = Aller au contenu
menu = Menu
menu-close = Fermer le menu
change-membership = Changer de rôle
sign-out = Se déconnecter
language-switch = Read this page in English
accessibility-statement = Accessibilité
demo-banner = Démonstration : tout ce que vous voyez est inventé.

errors-title = Il reste quelque chose à corriger
error-prefix = Erreur :
optional = facultatif
any-of-them = Tous
any-of-them-feminine = Toutes
choose-one = Choisissez…
search-submit = Chercher
filter-submit = Filtrer
nothing-recorded = Rien n’a été enregistré
text-about-a-person = Ce texte semble parler d’une personne : un nom, un téléphone, une adresse e-mail ou un compte. Il entrerait dans le journal, d’où rien ne s’efface. Écrivez seulement ce qui décrit la chose.
scan-busy = Un instant, le code précédent est en cours d’envoi.
scan-submit = Chercher ce code
signature-area = Cadre de signature : signez avec le doigt, le stylet ou la souris
signature-clear = Effacer la signature
signature-empty = Le cadre est vide.
signature-drawn = Signature prise.
signature-on-paper = Pour signer sur papier, imprimez le bordereau, puis joignez la photo du papier signé.
working = Envoi en cours…

next-page = Suivants
first-page = Revenir au début

date-and-time = { $date } à { $time }
waiting-today = depuis aujourd’hui
waiting-days =
    { $days ->
        [one] depuis { $days } jour
       *[other] depuis { $days } jours
    }
waiting-weeks =
    { $weeks ->
        [one] depuis { $weeks } semaine
       *[other] depuis { $weeks } semaines
    }
waiting-months = depuis { $months } mois
download-xlsx = Le même en classeur (XLSX)
download-json = Le même pour un programme (JSON)
