# La réception faite sans réseau : ce qui se scanne, et pourquoi une ligne est refusée.

reception-kept-lot = Numéro du lot
reception-kept-lot-hint = Il est sur la page « Réception ». Sans lui, seul un numéro entier est reconnu ; les 4 derniers caractères ne suffisent pas.
reception-kept-mark = Numéro de série, IMEI, numéro d’inventaire, ou ses 4 derniers caractères
reception-kept-mark-hint = Scannez-le sur l’appareil, ou tapez-le. Aucun nom de personne.
reception-kept-submit = Recevoir
reception-kept-go = Ouvrir la réception
reception-kept-mark-short = Il faut au moins 4 caractères du numéro de l’appareil.
reception-kept-no-lot = Aucun lot à recevoir ici n’a ce numéro. Abandonnez cette ligne, puis refaites-la avec le bon numéro.
reception-kept-unknown = Aucun appareil à recevoir ici ne porte ce numéro, ou il faut aussi le numéro du lot. Ouvrez la réception et scannez l’appareil, puis abandonnez cette ligne.
reception-kept-several = Plusieurs appareils portent ce numéro ou finissent ainsi. Ouvrez la réception, dites lequel c’est, puis abandonnez cette ligne.
reception-kept-other-kind = Un seul appareil du lot finit ainsi, mais ce n’est pas le type que vous avez vu. Ouvrez la réception et scannez le numéro entier, puis abandonnez cette ligne.
reception-kept-taken = Cet appareil a été reçu par quelqu’un d’autre entre-temps, avec une autre étiquette. Mettez-le de côté et appelez votre encadrant, puis abandonnez cette ligne.
reception-kept-done = Cet appareil est déjà reçu avec cette étiquette : il n’y a rien à refaire. Abandonnez cette ligne.
