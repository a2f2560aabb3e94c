# Ce qui part avec une remise, ce qui se signe ensemble, la garantie et l’échange.

handing-warranty = échangé s’il tombe en panne, jusqu’au { $date }
handing-papers = Papiers de cette remise
handing-exchange = En échange d’un appareil en panne
handing-exchange-help = La formation est faite : un nouveau feu vert a été donné pour cet échange. Rien n’est à payer.
handing-look-again = Corrigez ce qui est dit en haut de la page, puis recommencez : rien n’est parti du stock.
handing-also = Remettre aussi, avec une seule signature
handing-also-help = Ces appareils attendent ici la même personne ou la même structure. Tout est remis, ou rien.
handing-also-apart = À signer à part : autre propriétaire ou autre cadre juridique
handing-also-not-yet = Pas encore : ouvrez-le pour voir ce qui manque
handing-also-changed = L’un de ces appareils ne peut plus être remis avec les autres. Regardez la liste et recommencez.
handing-supplies = Accessoires qui partent avec { $code }
handing-supplies-help = Ce que vous cochez sort du stock d’ici et s’imprime sur le bordereau.
handing-supply-left = reste { $count }
handing-supply-apart = Un accessoire est coché pour un appareil qui ne part pas maintenant. Cochez aussi l’appareil, ou décochez l’accessoire.
handing-supply-gone = Il n’y a plus assez en stock : { $kind }. Décochez-le ou corrigez le stock. Rien n’a été remis.

paper-handover-slip = bordereau signé
paper-loan-agreement = convention de prêt à usage
paper-aid-mention = mention de l’aide en nature et de sa délibération
paper-cession-act = acte de cession

handover-supplies = Parti avec
handover-replaces = En échange de
handover-with = Signé avec

return-supplies = Accessoires à reprendre
return-fault = Ce qui ne va pas
return-fault-help = À dire pour un échange. L’atelier le lira.
return-choose-fault = Dites ce qui ne va pas.
return-exchange-explained = « Il est échangé » : la demande de la personne attend un autre appareil, à sa place dans la file et sans refaire la formation. La personne et son prescripteur sont prévenus.
return-not-exchanged = Cet appareil n’est plus sous garantie, ou devait revenir : choisissez une autre raison.
return-exchange-limited = Aucun échange ne s’ouvre pour cette personne : ses données sont limitées ou effacées. Choisissez une autre raison, et adressez-la au délégué à la protection des données.
return-exchange-at-counter = L’échange se demande au point de remise, ou auprès du formateur. Choisissez une autre raison.
return-warranty = échangé s’il est en panne, jusqu’au { $date }
return-warranty-none = ce programme n’en donne pas : pas d’échange ; le prescripteur peut faire une nouvelle demande
return-warranty-over = finie le { $date } : pas d’échange ; le prescripteur peut faire une nouvelle demande
return-warranty-due-back = le prêt provisoire devait revenir le { $date } : pas d’échange
return-next = Ce qui se passe maintenant : dites-le à la personne
return-next-waits = Sa demande { $reference } attend un autre appareil. Elle n’a ni demande ni formation à refaire.
return-next-by-email = Elle reçoit un e-mail aujourd’hui, puis un autre avec son rendez-vous.
return-next-by-letter = Elle recevra une lettre avec son rendez-vous.
return-next-by-call = On l’appellera pour son rendez-vous.
return-next-phone = Une question : { $phone }.
done-device-exchanged = Le retour est enregistré, et l’échange est demandé.

fault-does-not-start = Il ne s’allume pas
fault-screen = L’écran
fault-battery = La batterie ou la charge
fault-touch-or-keyboard = Le tactile ou le clavier
fault-sound-or-camera = Le son ou la caméra
fault-network = Le Wi-Fi ou le réseau
fault-software = Le logiciel : bloqué, très lent
fault-other = Autre chose

request-exchange = Échange
request-exchange-help = L’appareil remis est tombé en panne sous garantie. La formation est faite ; la demande garde sa place.
mail-kind-exchange-opened = Appareil en panne : échange demandé
exchange-letter-greeting = Bonjour,
exchange-letter-subject = Demande { $reference } : un échange est en cours
exchange-letter-prescriber = L’appareil de la demande { $reference } est tombé en panne sous garantie. Il a été rendu.
exchange-letter-prescriber-next = Vous n’avez rien à faire : la demande attend un autre appareil, à sa place. La formation n’est pas à refaire. Vous serez prévenu quand un appareil est attribué.
exchange-letter-person = Vous avez rendu votre appareil en panne. Il est sous garantie : il sera échangé (demande { $reference }).
exchange-letter-person-next = Vous n’avez rien à faire. Un autre message vous donnera un rendez-vous ici : { $site }. Vous n’avez pas de formation à refaire.
exchange-letter-call = Une question : appelez le { $phone }.
exchange-letter-link = Voir la demande
