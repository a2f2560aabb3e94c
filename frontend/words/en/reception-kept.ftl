# Reception without a network: what is scanned, and why a line is refused.

reception-kept-lot = Number of the lot
reception-kept-lot-hint = It is on the page “Reception”. Without it only a whole number is known; the last 4 characters are not enough.
reception-kept-mark = Serial number, IMEI, inventory number, or its last 4 characters
reception-kept-mark-hint = Scan it on the device, or type it. No name of a person.
reception-kept-submit = Receive
reception-kept-go = Open the reception
reception-kept-mark-short = At least 4 characters of the device’s number are needed.
reception-kept-no-lot = No lot to receive here has this number. Give this line up, then do it again with the right number.
reception-kept-unknown = No device to receive here bears this number, or the number of the lot is needed too. Open the reception and scan the device, then give this line up.
reception-kept-several = Several devices bear this number or end like this. Open the reception, say which it is, then give this line up.
reception-kept-other-kind = One device of the lot ends like this, but it is not of the kind you saw. Open the reception and scan the whole number, then give this line up.
reception-kept-taken = Somebody else received this device in the meantime, with another label. Put it aside and call your supervisor, then give this line up.
reception-kept-done = This device is received with this label already: there is nothing to do again. Give this line up.
