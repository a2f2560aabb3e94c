# What goes with a handover, what is signed for at once, warranty and exchange.

handing-warranty = exchanged if it fails, until { $date }
handing-papers = Papers of this handover
handing-exchange = In exchange for a device that failed
handing-exchange-help = The training was done: a new clearance was given for this exchange. There is nothing to pay.
handing-look-again = Correct what is said at the top of the page, then try again: nothing left the stock.
handing-also = Hand over as well, under one signature
handing-also-help = These devices wait here for the same person or organisation. All are handed over, or none.
handing-also-apart = To be signed for apart: another owner or another legal ground
handing-also-not-yet = Not yet: open it to see what is missing
handing-also-changed = One of these devices can no longer be handed over with the others. Look at the list and try again.
handing-supplies = Accessories that go with { $code }
handing-supplies-help = What you tick leaves the stock here and is printed on the slip.
handing-supply-left = { $count } left
handing-supply-apart = An accessory is ticked for a device that does not leave now. Tick the device too, or untick the accessory.
handing-supply-gone = There is not enough in stock: { $kind }. Untick it or correct the stock. Nothing was handed over.

paper-handover-slip = signed slip
paper-loan-agreement = agreement of loan for use
paper-aid-mention = mention of the aid in kind and its decision
paper-cession-act = act of cession

handover-supplies = Went with it
handover-replaces = In exchange for
handover-with = Signed for with

return-supplies = Accessories to take back
return-fault = What is wrong
return-fault-help = To be said for an exchange. The workshop will read it.
return-choose-fault = Say what is wrong.
return-exchange-explained = “It is exchanged”: the person’s request waits for another device, at its place in the queue and without another training. The person and their prescriber are told.
return-not-exchanged = This device is no longer under warranty, or had to come back: choose another reason.
return-exchange-limited = No exchange is opened for this person: their data is limited or erased. Choose another reason, and send them to the data protection officer.
return-exchange-at-counter = An exchange is asked for at the pick-up point, or with the trainer. Choose another reason.
return-warranty = exchanged if it has failed, until { $date }
return-warranty-none = this programme gives none: no exchange; the prescriber can make a new request
return-warranty-over = over since { $date }: no exchange; the prescriber can make a new request
return-warranty-due-back = the provisional loan had to come back on { $date }: no exchange
return-next = What happens now: tell the person
return-next-waits = Their request { $reference } waits for another device. They have neither a request nor a training to do again.
return-next-by-email = They get an e-mail today, then another with their appointment.
return-next-by-letter = They will get a letter with their appointment.
return-next-by-call = They will be called about their appointment.
return-next-phone = A question: { $phone }.
done-device-exchanged = The return is recorded, and the exchange is asked for.

fault-does-not-start = It does not start
fault-screen = The screen
fault-battery = The battery or charging
fault-touch-or-keyboard = Touch or keyboard
fault-sound-or-camera = Sound or camera
fault-network = Wi-Fi or network
fault-software = Software: stuck, very slow
fault-other = Something else

request-exchange = Exchange
request-exchange-help = The device handed over failed under warranty. The training was done; the request keeps its place.
mail-kind-exchange-opened = Device failed: exchange asked for
exchange-letter-greeting = Hello,
exchange-letter-subject = Request { $reference }: an exchange is under way
exchange-letter-prescriber = The device of request { $reference } failed under warranty. It was given back.
exchange-letter-prescriber-next = There is nothing for you to do: the request waits for another device, at its place. No training has to be done again. You will be told when a device is allocated.
exchange-letter-person = You gave back your device, which had failed. It is under warranty: it will be exchanged (request { $reference }).
exchange-letter-person-next = There is nothing for you to do. Another message will give you an appointment here: { $site }. You have no training to do again.
exchange-letter-call = A question: call { $phone }.
exchange-letter-link = See the request
