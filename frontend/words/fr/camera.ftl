# Scanner avec un appareil photo : dans la page, ou par une photo que le serveur lit.

camera-on = Scanner avec l’appareil photo
camera-off = Éteindre l’appareil photo
camera-picture = Image de l’appareil photo
camera-torch = Lampe
camera-lens = Objectif
camera-lens-number = Objectif { $number }
camera-starting = L’appareil photo s’allume…
camera-looking = Montrez une étiquette à l’appareil photo.
camera-several = Plusieurs étiquettes sont en vue : montrez-en une seule.
camera-denied = L’appareil photo est refusé à ce site. Autorisez-le dans les réglages du navigateur, ou scannez autrement.
camera-none = Aucun appareil photo n’a été trouvé. Scannez autrement, ou tapez le code.
camera-taken = L’appareil photo ne répond pas : une autre application s’en sert peut-être. Fermez-la, puis recommencez.
camera-no-decoder = Le lecteur de codes n’a pas pu être chargé. Vérifiez le réseau, puis recommencez.
camera-stopped = L’appareil photo s’est arrêté. Rallumez-le pour continuer.

label-photo = Envoyer une photo de l’étiquette
label-photo-file = Photo de l’étiquette
label-photo-hint = JPEG ou PNG. Une seule étiquette, nette et de près. La photo n’est pas gardée.
label-photo-read = Lire cette photo
label-photo-missing = Prenez ou choisissez une photo.
label-photo-no-code = Aucun code n’a été trouvé sur cette photo. Reprenez-la de plus près, bien nette et sans reflet.
label-photo-several = Cette photo montre plusieurs étiquettes. Reprenez-la avec une seule.
label-photo-foreign = Le code de cette photo n’est pas celui d’une de nos étiquettes. Photographiez l’étiquette de l’appareil.
