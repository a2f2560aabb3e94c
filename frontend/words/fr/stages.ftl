## Les étapes d’un appareil

stage-announced = Annoncé
stage-not-received = Non reçu
stage-received = Reçu, en quarantaine
stage-triage = Au tri
stage-refurbishment = En remise en état
stage-quality-check = Au contrôle qualité
stage-ready = Prêt
stage-scrapped = Mis au rebut
