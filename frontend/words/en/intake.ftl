# Collection lots: the list
menu-reception = Reception
lots-title = Collection lots
lots-new = Announce a lot
lots-filter = State of the lots
lots-every-state = All
lots-none = No lot here
lots-none-help = Announce a lot from the donor’s device list.
lots-back = Back to the lots
lot-title = Lot no. { $lot }
lot-number = Lot
lot-state = State
lot-state-announced = Announced
lot-state-being-received = Being received
lot-state-closed = Closed
lot-announced = Announced
lot-seen = Announced and seen
lot-awaited = Announced, not yet seen
lot-not-received = Announced, never seen (settled with the sender)
lot-not-announced = Seen, not announced
lot-facts = The lot
lot-donor = Donor
lot-donor-hint = The organisation that sends the devices.
lot-donor-missing = Choose the donor. If it is not in the list, add it to the organisations first.
lot-owner = Owner
lot-owner-hint = The organisation that owns the devices.
lot-owner-missing = Choose who owns the devices.
lot-basis = Legal basis
lot-basis-refurbishing-service = Refurbishing service: the owner stays the same
lot-basis-cession = Cession: the devices change owner
lot-basis-loan-for-use = Loan for use
lot-basis-deposit = Deposit: custody only
lot-legal-basis-missing = Choose the legal basis.
lot-reform-reference = Number of the reform decision
lot-reform-reference-hint = If there is one.
lot-site = Workshop
lot-site-missing = Choose the workshop that will receive the lot.
lot-transport-holder = Who answers for the transport
lot-transport-holder-hint = The name of an organisation, not of a person.
lot-boxes-announced = Boxes announced
lot-boxes-received = Boxes received
lot-boxes-wrong = Write the number of boxes in figures, from 0 to 9999.
lot-source = Origin of the list
lot-source-hint = For example “the county’s Intune”. The meaning of the columns is remembered for the next list of the same origin.
lot-source-missing = Say where the list comes from.
lot-text-too-long = This text is longer than { $limit } characters. Shorten it.
lot-created = Announced on
lot-received-at = Reception begun on
lot-closed-at = Closed on
lot-receive-late = Receive a late device
lot-see-gaps = See the gaps
lot-go-closing = Settle the gaps and close
lot-receipt = Receipt for the donor (PDF)
lot-outcome = Outcome statement for the donor (PDF)

# Announcing a lot
lot-new-title = Announce a lot
lot-new-lead = Nothing is stored before you agree: you will see first what the list says.
lot-list = Device list
lot-list-hint = A CSV file exported from your management tool. Columns about people are taken out as it is read; the file is never kept.
lot-list-missing = Choose the file of the list.
lot-list-again = Choose the file again: your browser does not keep it.
lot-list-too-long = This list has more than { $limit } lines. Split it, or ask the operator to import it from the command line.
lot-new-submit = Read the list
done-lot-announced = The lot is announced.

# Reviewing the list
review-title = Review the list
review-lead = Nothing is stored yet. Correct what needs it, recalculate, then accept.
review-refused-help = The counts below were just made again. Read them, then decide.
review-mapping-help = The counts below do not follow your choice of columns. Correct it, then recalculate.
review-rows = lines read
review-accepted = Accepted
review-refused = Refused
review-refused-lines = Refused
review-doubtful = Accepted, to be checked
review-reading = Read as { $encoding }, columns separated by { $delimiter }.
review-emptied = { $cells } cells about people, in other columns, were emptied.
lot-delimiter-semicolon = semicolons
lot-delimiter-comma = commas
lot-delimiter-tab = tabs
lot-delimiter-bar = vertical bars
review-dropped = Columns taken out
review-columns = What the columns say
review-column = Column
review-example = Example
review-meaning = Meaning
review-statuses = Which statuses may be collected?
review-no-status = Without status
review-devices =
    { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
review-default-type = Type of the devices whose line does not tell it
review-default-type-hint = Without a choice, these lines are refused.
review-no-default-type = None
review-findings = What was found
review-finding = Finding
review-lines = Lines
review-decision = Decision
review-severity-refused = Lines refused
review-severity-information = For information
review-refuse-kind = Refuse these lines
review-recalculate = Recalculate
review-accept =
    { $count ->
        [one] Accept { $count } device
       *[other] Accept { $count } devices
    }
review-every-line = Lines refused, then lines to be checked
review-line = Line
review-line-number = Line { $line }
review-why = Why
review-more = And { $count } more lines. The counts by finding, above, include them.
lot-refused-nothing-accepted = No line can be accepted: the lot was not made.
lot-refused-already-in-stock = A device of this list just came into the stock: nothing was stored.

# Reception
receptions-title = Lots to receive
receptions-none = No lot to receive
receptions-none-help = The coordinator or your supervisor announces the lots.
reception-title = Reception of lot no. { $lot }
reception-go = Receive the devices
reception-tally = { $seen } of { $announced } received
reception-tally-more = (and { $count } not announced)
reception-scan = Scan a code of the device
reception-scan-hint = Serial number, IMEI, asset tag or inventory number. Or type the last 4 characters.
reception-announced = Announced device
reception-label = Scan a new label
reception-label-hint = Stick the label on the device, then scan it.
reception-label-submit = Receive with this label
reception-another = It is not this device
reception-pick = Which one is it? Code read: { $code }
reception-this-one = It is this one
reception-pick-more = And { $count } more. Type more characters to see fewer.
reception-blank-label = This is a new label
reception-blank-label-help = Scan a code of the device first. The label comes after.
reception-already = This device is already received
reception-already-help = Nothing to do: go on to the next. If it has no label, call your supervisor.
reception-other-lot = This device is of lot no. { $lot }
reception-other-lot-help = Put it aside and call your supervisor: it is received with the other lot.
reception-unknown = This device is not announced
reception-scan-again = Scan another code
reception-unknown-help = Scan another code of the device. If none is known, describe it here.
reception-found = Seen, not announced
reception-found-kind = Device type
reception-found-manufacturer = Make
reception-found-model = Model
reception-found-serial = Serial number
reception-found-serial-hint = The code that was read. Empty the field if it is not the serial number.
reception-found-submit = Receive this device
lot-found-kind-missing = Choose the type of the device.
lot-found-manufacturer-missing = Write the make.
lot-found-model-missing = Write the model.
lot-found-serial-placeholder = This is not a real serial number. Leave the field empty.
reception-latest = Latest devices received
reception-back-to-lot = Back to the lot
reception-back = Back to the lots to receive
reception-closed = This lot is closed
reception-closed-help = An announced device that comes late can still be received here. A device that was not announced goes into another lot.
lot-closed-unknown-code = No late device of this lot bears this code. The lot is closed: put the device aside and call your supervisor.
lot-refused-label-unknown = This label was not printed here. Take a label from a sheet of the workshop.
lot-refused-label-taken = This label is already on another device. Take a new one.
lot-refused-device-taken = Somebody just received this device or took this label. Look at the list of the latest received, then go on.
lot-refused-device-known = A device of this make already has this serial number in the stock. Check the number, or call your supervisor.
lot-refused-closed = This lot is already closed.
lot-refused-unseen = Announced devices are neither seen nor settled with the sender. Settle them first, below.
done-lot-device-received = Device received. Next one!
done-lot-device-found = Unannounced device received. Next one!

# Closing
closing-title = Gaps of lot no. { $lot }
closing-awaited = Announced, not seen: { $count }
closing-awaited-none = Every announced device is seen or settled.
closing-awaited-help = Call the sender. Tick those that will not come.
closing-awaited-caption = Announced, not seen
closing-settle = Settled
closing-not-received = Will not come
closing-device = Device
closing-serial = Serial no.
closing-tag = Asset tag
closing-inventory = Inventory no.
closing-label = Label
closing-more = And { $count } more.
closing-settle-ticked = Settle the ticked devices
closing-settle-all =
    { $count ->
        [one] Settle { $count } device: it will not come
       *[other] Settle all { $count } devices: they will not come
    }
lot-none-ticked = Tick at least one device.
closing-not-announced = Seen, not announced: { $count }
closing-not-announced-help = Tell the sender about them: the receipt names them.
closing-settled = Never received, settled with the sender: { $count }
closing-close = Close the lot
closing-submit = Close the lot
done-lot-unseen-closed = Settled with the sender.
done-lot-closed = The lot is closed. The receipt is ready for the donor.

lot-locks = Blocked devices
