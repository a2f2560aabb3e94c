## Les malles : un exemplaire fait de plusieurs pièces

kit-title = Malle { $code }
kit-lead = Ce que contient la malle, ce qui manque, et comment la compléter.
kit-none = Cet exemplaire n’a pas de composition
kit-none-help = Ajoutez une première pièce : il devient une malle, comptée à chaque départ et à chaque retour.
kit-see = La composition de la malle
kit-parts = Composition
kit-parts-of = Composition de { $code }
kit-part = Pièce
kit-kind = Sorte
kit-expected = Prévu
kit-to-do = À faire
kit-labelled = Étiquetée
kit-counted = Petites pièces comptées
kit-consumable = Consommable
kit-essential = Indispensable au prêt
kit-alone = Prêtée seule aussi
kit-out = En prêt
kit-out-help = La composition se change quand la malle est revenue.
kit-whole = La malle est complète
kit-whole-help = Elle peut être prêtée.
kit-lendable = Incomplète, elle peut être prêtée
kit-lendable-help = Ce qui manque n’est pas indispensable. L’emprunteur le voit au comptage de départ.
kit-held-back = Incomplète, elle n’est plus proposée
kit-held-back-help = Une pièce indispensable manque. Retrouvée ou réparée : scannez-la. Remplacée : retirez l’ancienne et ajoutez la nouvelle. Perdue et pas nécessaire : retirez-la de la composition.
kit-part-there = Là
kit-part-missing = { $count ->
    [one] Manque : { $count }
   *[other] Manquent : { $count }
  }
kit-part-short = { $count ->
    [one] À racheter : { $count }
   *[other] À racheter : { $count }
  }
kit-missing-since = noté le { $day }
kit-refill = Retrouvé ou remplacé
kit-refill-of = { $part } : retrouvé ou remplacé
kit-remove = Retirer
kit-remove-of = Retirer de la composition : { $part }
kit-found = Étiquette d’une pièce retrouvée
kit-found-hint = Elle reprend sa place dans la malle. Si elle peut garder des données, elle passe d’abord par l’atelier.
kit-found-press = Remettre dans la malle
kit-found-no-part = Cette étiquette n’est pas celle d’une pièce de cette malle.
kit-owed = Retirées, et encore chez leur dernier emprunteur
kit-owed-help = Scannez-les ci-dessous quand elles reviennent : elles sont alors des appareils comme les autres.
kit-add-labelled = Ajouter une pièce étiquetée
kit-add-counted = Ajouter de petites pièces ou un consommable
kit-part-label = Étiquette de la pièce
kit-part-label-hint = Un appareil prêt, rangé dans ce magasin. S’il a déjà sa fiche au catalogue, il reste prêtable seul.
kit-is-essential = Sans elle, la malle n’est pas prêtée
kit-add-press = Ajouter à la malle
kit-name = Ce qui est compté
kit-name-hint = Par exemple : câbles USB, embouts, piles.
kit-expected-label = Combien il doit y en avoir
kit-kind-hint = Un consommable manquant ne rend jamais la malle incomplète.
kit-kind-missing = Choisissez : petites pièces ou consommable.
kit-name-wrong = Écrivez un nom, de 80 lettres au plus.
kit-name-taken = La malle compte déjà des pièces de ce nom.
kit-expected-wrong = Écrivez un nombre de 1 à 999.
kit-consumable-essential = Un consommable n’est jamais indispensable. Décochez, ou choisissez « petites pièces comptées ».
kit-is-out = La malle est en prêt. Changez sa composition quand elle est revenue.
kit-is-a-part = Cet exemplaire est une pièce d’une autre malle : une malle n’en contient pas d’autre.
kit-part-already = Cet appareil est déjà une pièce d’une malle. Retirez-le d’abord de celle-là.
kit-part-is-a-piece = C’est un exemplaire entier de cette fiche. Retirez-le du catalogue d’abord.
kit-part-is-a-kit = C’est une malle : une malle n’en contient pas d’autre.
kit-part-has-days = Cette pièce est prêtable seule, et elle ou la malle a déjà des réservations. Ajoutez-la quand elles sont finies ou annulées.
kit-labels = Étiquettes
kit-labels-help = Celle de la malle et celle de chaque pièce, ensemble. L’impression est notée dans l’historique de chacune.
piece-of-a-kit = Cet appareil est une malle ou une pièce de malle. Retirez d’abord les pièces de la composition, et attendez celles qui sont encore chez un emprunteur.
done-kit-part-added = Pièce ajoutée à la malle.
done-kit-part-removed = Pièce retirée de la composition.
done-kit-part-filled = Complété.
done-kit-part-put-back = Pièce remise dans la malle.
done-kit-part-to-workshop = Pièce reprise. Elle peut garder des données : envoyez-la à l’atelier, puis scannez-la ici quand elle est prête.
done-kit-part-no-longer = Pièce reprise. Elle n’est plus dans la composition de la malle.

## Compter une malle

kit-count-link = Compter la malle
kit-count-again = Recompter
kit-count-out = La malle part : la compter
kit-count-in = La malle revient : la compter
kit-count-ended = Comptée
kit-count-ended-help = Vous pouvez corriger et terminer de nouveau.
kit-left = { $count ->
    [0] Toutes les pièces sont scannées
    [one] Encore { $count } pièce à scanner
   *[other] Encore { $count } pièces à scanner
  }
kit-scan-press = Compter cette pièce
kit-seen = Là
kit-not-seen = À scanner
kit-to-count = À compter
kit-count-expected = Il doit y en avoir { $count }.
kit-count-essential = Il doit y en avoir { $count }. Indispensables au prêt.
kit-count-at-least = Consommable : au moins { $count }.
kit-count-wrong = Écrivez combien il y en a, de 0 à 999.
kit-end-help = Ce qui n’est pas scanné, et ce qui manque au compte, est noté manquant, à votre nom et à la date du jour.
kit-end-press = Terminer le comptage
kit-scan-the-kit = C’est l’étiquette de la malle. Scannez ici ses pièces ; la malle se scanne à la remise et au retour.
kit-scan-not-here = Cette pièce est à l’atelier ou en prêt. Elle reprend sa place quand elle est prête et dans ce magasin.
kit-scan-other-kit = Cette pièce est d’une autre malle. Remettez-la dans la sienne.
kit-scan-other-store = Cette pièce est d’une malle d’un autre magasin. Mettez-la de côté et prévenez-le.
kit-scan-lent-alone = Cette pièce est prêtée seule, sur un autre prêt. Scannez-la au retour de ce prêt-là.
kit-scan-no-part = Cette étiquette n’est celle d’aucune pièce de malle. Mettez l’objet de côté.
kit-strays = { $count ->
    [one] Une pièce d’une autre malle est venue avec celle-ci
   *[other] { $count } pièces d’autres malles sont venues avec celle-ci
  }
kit-strays-help = Mettez de côté. C’est noté : la malle qui l’attend ne la cherchera pas.
kit-stray-of = de la malle { $kit }
done-kit-part-scanned = Pièce comptée.
done-kit-stray-scanned = Pièce d’une autre malle : mettez-la de côté, elle est reprise pour sa malle.
done-kit-counted = La malle est comptée.
pick-up-kit-not-counted = Les pièces de la malle ne sont pas encore comptées.
pick-up-kit-lacks = Il manque à la malle une pièce indispensable. Complétez-la, ou choisissez un autre exemplaire.
return-kit-first = Comptez d’abord la malle
return-kit-counted = La malle est comptée
return-kit-not-counted = Comptez d’abord les pièces de la malle.
event-kit-part-added = Pièce ajoutée à la malle
event-kit-part-removed = Pièce retirée de la composition de la malle
event-kit-part-missing = Il manque quelque chose à la malle
event-kit-part-found = Ce qui manquait à la malle est là

## Photos d’une fiche du catalogue

item-photos = Photos
item-photos-of = Photos : { $name }
item-photos-none = Pas encore de photo
item-photos-none-help = Une photo de face, et une des accessoires, suffisent souvent.
item-photo = Photo
item-photo-hint = Personne ne doit y être reconnaissable. JPEG ou PNG ; le lieu et l’heure de la prise sont effacés.
item-photo-add = Ajouter une photo
item-photo-alt-fr = Ce qu’elle montre, en français
item-photo-alt-en = Ce qu’elle montre, en anglais
item-photo-alt-hint = Pour les personnes qui ne la voient pas. Par exemple : le casque, l’arceau replié, dans sa housse.
item-photo-alt-missing = Dites ce que la photo montre, en 200 lettres au plus.
item-photo-missing = Choisissez ou prenez une photo.
item-photo-too-many = La fiche a déjà six photos. Retirez-en une d’abord.
item-photo-same = Cette photo est déjà sur la fiche.
item-photo-press = Ajouter la photo
item-photo-remove = Retirer
item-photo-remove-of = Retirer la photo : { $photo }
done-item-photo-added = Photo ajoutée.
done-item-photo-removed = Photo retirée et effacée.
