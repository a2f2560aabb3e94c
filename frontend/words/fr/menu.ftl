# Les groupes du menu, pour les rôles qui ont beaucoup de pages.

menu-group-requests = Demandes
menu-group-training = Formation
menu-group-stock = Stock
menu-group-workshop = Atelier
menu-group-lending = Prêt
menu-group-figures = Chiffres et preuves
menu-group-personal = Données personnelles
menu-group-settings = Réglages
