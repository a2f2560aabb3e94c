## Effacement : le verdict sur un journal nwipe

erasure-accepted = Effacement accepté
erasure-refused = Effacement refusé
erasure-unverified = Effacement non vérifié

erasure-level-clear = Effacement simple (« Clear » au sens du NIST SP 800-88)
erasure-level-purge = Effacement approfondi (« Purge » au sens du NIST SP 800-88)

erasure-drive-hdd = Disque dur
erasure-drive-ssd = Disque SSD
erasure-drive-nvme = Disque NVMe
erasure-drive-unknown = Disque de type inconnu

erasure-not-a-wipe-log = Ce fichier n’est pas un journal de nwipe ou de ShredOS. Joignez le fichier .log écrit pendant l’effacement.
erasure-log-too-large = Ce journal est trop gros pour être lu. Joignez le journal de ce seul effacement.
erasure-host-serial-mismatch = Ce journal vient d’un autre ordinateur : son numéro de série n’est pas celui de l’appareil. Joignez le journal de cet appareil.
erasure-wipe-failed = L’effacement a échoué. Recommencez-le ; s’il échoue encore, retirez le disque et détruisez-le.
erasure-wipe-aborted = L’effacement a été arrêté avant la fin. Recommencez-le et laissez-le finir.
erasure-nothing-overwritten = Le disque a été relu mais pas effacé. Choisissez une méthode d’effacement, puis recommencez.
erasure-write-errors = Le disque a eu des erreurs d’écriture : des données peuvent y rester. Retirez le disque et détruisez-le.
erasure-verification-errors = La relecture a trouvé des données qui auraient dû être effacées. Recommencez ; si cela se reproduit, retirez le disque et détruisez-le.
erasure-bytes-incomplete = Le disque n’a pas été effacé en entier. Recommencez l’effacement.
erasure-hidden-sectors = Une zone cachée du disque n’a pas été effacée. Supprimez cette zone (HPA/DCO), puis recommencez l’effacement.
erasure-overwrite-on-flash = Réécrire un disque SSD ou NVMe ne suffit pas ici. Utilisez l’effacement sécurisé du disque, ou détruisez-le.
erasure-drive-not-wiped = Un disque de cet ordinateur n’a pas été effacé. Effacez-le aussi, puis joignez le journal complet.
erasure-not-finished = Le journal s’arrête avant la fin de l’effacement. Recommencez l’effacement et joignez le journal complet.
erasure-verification-off = La vérification était désactivée : rien ne prouve que le disque est vide. Recommencez avec la vérification (verify = last).
erasure-verification-missing = Le journal ne montre pas que le disque a été relu. Recommencez avec la vérification (verify = last).
erasure-bytes-unknown = Le journal ne dit pas combien d’octets ont été effacés. Joignez le journal complet, ou recommencez l’effacement.
erasure-host-serial-missing = Le journal ne dit pas de quel ordinateur il vient. Recommencez depuis ShredOS, sur l’ordinateur lui-même.
erasure-serial-masked = Le numéro de série du disque est masqué (XXXX) : ce journal ne peut être relié à aucun disque. Recommencez sans l’option « quiet » (-q).
erasure-serial-unreadable = Le numéro de série du disque est illisible. Branchez le disque directement, sans adaptateur USB, puis recommencez.
erasure-serial-missing = Le numéro de série du disque manque. Branchez le disque directement, sans adaptateur USB, puis recommencez.

## Effacement : la réinitialisation d’une tablette ou d’un téléphone

erasure-reset-date-missing = La date de la réinitialisation manque. Réinitialisez l’appareil, puis notez le jour.
erasure-reset-before-reception = La réinitialisation est plus ancienne que l’arrivée de l’appareil. Réinitialisez-le de nouveau.
erasure-reset-in-the-future = La date de la réinitialisation est dans le futur. Corrigez la date.
erasure-setup-screen-photo-missing = La photo de l’écran de démarrage manque. Prenez-la après la réinitialisation.
erasure-activation-lock-on = Le verrouillage d’activation est actif. Demandez à l’ancien propriétaire de retirer l’appareil de son compte Apple.
erasure-activation-lock-unchecked = Le verrouillage d’activation n’a pas été contrôlé. Connectez l’appareil au Wi-Fi : aucun compte ne doit être demandé.
erasure-reset-protection-on = La protection Google (FRP) est active. Demandez à l’ancien propriétaire de retirer son compte, puis réinitialisez.
erasure-reset-protection-unchecked = La protection Google (FRP) n’a pas été contrôlée. Connectez l’appareil au Wi-Fi : l’ancien compte ne doit pas être demandé.
erasure-device-management-on = L’appareil est encore géré à distance (MDM). Demandez au donateur de le retirer de sa gestion.
erasure-device-management-unchecked = La gestion à distance (MDM) n’a pas été contrôlée. Connectez l’appareil au Wi-Fi : aucun organisme ne doit s’afficher.
erasure-sim-unchecked = L’emplacement de la carte SIM n’a pas été contrôlé. Retirez la carte, ou notez qu’il n’y a pas d’emplacement.
erasure-sd-unchecked = L’emplacement de la carte mémoire n’a pas été contrôlé. Retirez la carte, ou notez qu’il n’y a pas d’emplacement.

os-family-apple = iPad ou iPhone
os-family-android = Android
os-family-chrome-os = ChromeOS
os-family-windows = Windows
os-family-other = Autre système

## Aspect

grade-a = A : très bon aspect
grade-a-description = Aucune marque visible à 30 cm, écran allumé.
grade-b = B : bon aspect
grade-b-description = Petites rayures ou usure légère. Rien ne gêne la lecture.
grade-c = C : aspect usé
grade-c-description = Rayures ou marques bien visibles. Tout fonctionne, rien ne coupe.
grade-scrap = Rebut
grade-scrap-description = Cassé, dangereux ou impossible à débloquer. Part au recyclage.

## Étapes de l’atelier

step-triage = Tri
step-refurbishment = Remise en état
step-quality-check = Contrôle qualité

## Types d’appareils

device-type-headset = Casque
device-type-slant-desk = Pupitre incliné
device-type-keyboard = Clavier
device-type-pointing-device = Souris ou autre pointeur
device-type-microphone = Micro
device-type-charger = Chargeur
device-type-timer = Minuteur visuel
device-type-scanner-pen = Stylo ou souris scanner
device-type-voice-recorder = Dictaphone
device-type-braille-notetaker = Bloc-notes braille
device-type-electronic-magnifier = Loupe électronique
device-type-mobile-router = Routeur 4G ou 5G

# Chaque disque.

drive-accepted = Effacement accepté
drive-unverified = Non vérifié
drive-failed = Échec
drive-aborted = Arrêté avant la fin
drive-unlinkable = Impossible à relier à l’appareil
drive-without-proof = Aucun effacement
erasure-some-drives = Un disque n’est pas effacé
drives-title = Disques
drives-caption = Les disques de l’appareil et ce qui est prouvé de chacun
drive-column-drive = Disque
drive-column-serial = Numéro de série
drive-column-verdict = Effacement
drive-column-line = Ligne du journal qui décide
drive-size = { $gigabytes } Go
drive-line = ligne { $number }
