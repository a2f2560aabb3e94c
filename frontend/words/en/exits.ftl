# How things leave: waste pallets, free cessions, reforms.

menu-pallets = Waste pallets
menu-exits = Reforms and cessions
place-pallets = Load a pallet, weigh it, send it off with its slip.
place-exits = Decide a reform or a free cession, read the papers again.

stage-ceded = Given away
next-ceded = It was given away
next-ceded-help = This device belongs to another organisation. If it is in front of you, tell your supervisor.

## Pallets

pallets-title = Waste pallets
pallets-lead = What is scrapped waits on a pallet. The pallet leaves weighed, with its slip, and never changes again.
pallets-none = No pallet
pallets-none-help = A workshop supervisor opens a pallet when a device is to be thrown away.
pallets-back = All pallets
pallet = Pallet
pallet-number = Pallet no. { $number }
pallet-state = State
pallet-open = Open
pallet-left = Left
pallet-devices = Devices
pallet-weight = Weight
pallet-kilograms = { $kilograms } kg
pallet-recipient = Recipient
pallet-recipient-siret = SIRET of the recipient
pallet-siret-wrong = Give the SIRET of the recipient: 14 digits, on their contract or slip.
pallet-transporter = Transporter
pallet-transporter-hint = Who drives. If the recipient comes themselves, repeat their name.
pallet-transporter-missing = Give the name of the transporter (200 characters at most).
pallet-transporter-siret = SIRET of the transporter
pallet-open-title = Open a pallet
pallet-code-hint = Everything on the pallet leaves under this code.
pallet-open-press = Open the pallet
pallet-no-site = Your account belongs to no site: ask the coordinator to choose one.
pallet-load = Load the pallet
pallet-scan = Scan the label of the device
pallet-scan-hint = It leaves the stock and goes onto this pallet. You may take it off as long as the pallet has not left.
pallet-scan-press = Put on the pallet
pallet-data-hint = Tick it for devices without an accepted erasure. The slip will tell the recipient.
pallet-depart = Weigh and send off
pallet-site = Where it is
pallet-refused-stage = A device at this stage does not go onto a pallet, or is on one already. Scan it at the bench to see where it stands.
pallet-site-left = Where it left from
pallet-hazardous = Hazardous
pallet-hazardous-yes = Yes
pallet-hazardous-no = No
pallet-treatment = Treatment
pallet-treatment-hint = The code on the form, for example R 12
pallet-treatment-wrong = There is no such code: R 1 to R 13, or D 1 to D 15. Leave it empty if you do not know it.
pallet-departed-on = Day it left
pallet-date-wrong = Give the day it left.
pallet-date-out-of-range = The pallet can have left neither before it was opened nor after today.
pallet-slip = Pallet slip (PDF)
pallet-list = List of devices (spreadsheet)
pallet-what-is-on-it = On the pallet
pallet-empty = Nothing yet
pallet-empty-help = Scan a first device.
pallet-take-off = Take off
pallet-take-off-of = Take off the pallet: { $code }
pallet-weight-kilograms = Total weight in kilograms
pallet-weight-hint = For example 182.5
pallet-weight-wrong = Give the weight of the pallet in kilograms, for example 182.5.
pallet-slip-hint = BSD-20261121-ABC123DEF on Trackdéchets, or the number of the recipient’s own slip.
pallet-slip-wrong = This number is not right. A Trackdéchets number is BSD, the date in eight digits, then nine letters or digits.
pallet-empty-departure = Nothing is on the pallet: scan the devices first.
pallet-depart-warning = Once it has left, nothing changes any more
pallet-depart-warning-help = Check the weight and the number of the form before you send this.
pallet-depart-press = It has left
pallet-back = Back to the pallet
exit-paper-hash = Hash of the paper (SHA-256)

scrap-where = Where does it go?
scrap-onto-pallet = Onto pallet no. { $number }
scrap-alone = It leaves by itself
scrap-alone-hint = Weighed apart, with a form of its own.
bench-blocked-pallet-not-here = Nothing goes onto this pallet: it has left, it stands at another site, or the device is not at your bench. Check the label and the pallet.

done-pallet-opened = Pallet opened. Scan what goes onto it.
done-pallet-device-on = The device is on the pallet.
done-pallet-device-off = The device is off the pallet. It goes back to triage.
done-pallet-departed = The pallet has left. Its slip is kept.
done-bench-put-on-pallet = The device is on the pallet.

event-device-put-on-pallet = Device scrapped onto a pallet
event-device-taken-off-pallet = Device taken off the pallet, back at triage
event-device-ceded = Device given to an organisation
event-device-reformed = Device reformed by its owner
event-pallet-opened = Waste pallet opened
event-pallet-departed = Waste pallet left, weighed
event-cession-signed = Free cession signed
event-reform-decided = Reform decided
journal-subject-cession = Free cession
journal-subject-reform = Reform
journal-subject-waste-pallet = Waste pallet

## Reforms and cessions

exits-title = Reforms and cessions
exits-lead = The decisions that take a device out of its owner’s inventory, or give it to an organisation.
exits-back = All reforms and cessions
exit-owner = Owner
exit-decision-number = Number of the decision
exit-decided-on = Date of the decision
exit-decided-on-wrong = Give the date of the decision, for example 05/10/2026.
exit-signatory-name = Who signed the decision: first name and name
exit-signatory-name-hint = Who has the power to, or the delegation; never you, who record it. The name is on the papers and does not enter the journal.
exit-signatory-name-missing = Give the first name and name of who signed the decision (200 characters at most).
exit-signatory-is-you = You cannot record a decision that you signed: ask a colleague to.
exit-signatory = Their function
exit-signatory-missing = Give the function of who signed the decision (200 characters at most).
exit-signatory-hint = For example: vice-president, by delegation.
exit-grounds = Words of law, printed at the top
exit-grounds-hint = A proposal. Correct them with your legal service: they are printed as they stand.
exit-grounds-missing = Write the words of law (3,000 characters at most).

## Cessions

cessions-title = Free cessions
cessions-none = No cession
cessions-none-help = A cession gives ready devices to an association or a social enterprise that the law names.
cession-title = Free cession
cession-new = Give devices away
cession-new-lead = To an organisation only. What goes to a person goes through a request, a training and a handover.
cession-to = Free cession to { $recipient }
cession-step-devices = The devices
cession-codes = Labels, one a line
cession-codes-hint = Scan them one after the other into this field.
cession-codes-press = Find these devices
cession-too-many = At most { $limit } devices in one act. Make several.
cession-unknown = These lines are the label of no device
cession-unknown-help = Correct them or take them out, then search again.
cession-not-all = Some devices of the list may not be given
cession-wanted =
    { $count ->
        [one] { $count } device on the list
       *[other] { $count } devices on the list
    }
cession-may-be-given = May it be given?
cession-may-yes = Yes
cession-may-no = No
cession-step-act = The act
cession-recipient = Recipient
cession-recipient-name = Name of the organisation
cession-recipient-hint = A legal person. Neither a person nor a member of staff can be a recipient here.
cession-recipient-missing = Give the name of the organisation (200 characters at most): the law lets it be given to a legal person that it names only (CG3P, art. L. 3212-2).
cession-number = SIRET or RNA number
cession-number-hint = 14 digits, or W and 9 digits for an association
cession-number-wrong = This number is neither a SIRET nor an RNA number. It is on the statutes or the receipt of the prefecture.
cession-category = Category of the recipient
cession-category-hint = Those that the law names (CG3P, art. L. 3212-2 and L. 3212-3). Each has its proof.
cession-category-missing = Choose the category of the recipient: the law says who may be given (CG3P, art. L. 3212-2).
cession-parents-association = Parents’ association
cession-tutoring-association = Association for school support
cession-public-utility = Association of public utility
cession-esus = Reuse body with an ESUS agreement
cession-general-interest = Association of general interest that equips, trains and accompanies people in precarious situations
cession-students-association = Students’ association
cession-charity = Charity that redistributes for nothing
cession-proof = Proof
cession-proof-statutes = Statutes and receipt of the declaration
cession-proof-decree = Decree that recognises its public utility
cession-proof-agreement = ESUS agreement: number, beginning and end
cession-proof-general-interest = Statutes whose object is to equip, train and accompany, and proof of the general interest
cession-proof-charity = Statutes and proof that it falls under article 238 bis, 1, b of the tax code
cession-proof-reference = Reference of the proof
cession-proof-reference-hint = Number of the agreement, date of the decree, date of the statutes…
cession-proof-reference-missing = Give the reference of the proof (200 characters at most): the category has to be proven (CG3P, art. L. 3212-2).
cession-proof-from = Valid from
cession-proof-from-wrong = Give the day from which the proof is valid, for example 05/10/2026.
cession-proof-until = Valid until
cession-proof-until-wrong = The day until which the proof is valid cannot be read: write it like 05/10/2026, or leave it empty.
cession-proof-until-hint = Needed for an ESUS agreement.
cession-proof-file = The proof
cession-proof-file-hint = PDF or photo
cession-committed = The recipient commits in writing to use the devices for its object only, and not to sell them
cession-committed-hint = Without this commitment there is no free cession (CG3P, art. L. 3212-2).
cession-resells = The recipient may sell them on at a solidarity price
cession-resells-hint = For associations of public utility and of general interest only. The ESUS agreement alone is not enough.
cession-resale = Sale
cession-resells-said = Allowed at a solidarity price, up to the list
cession-no-resale-said = Excluded
cession-values = Values
cession-values-hint = Estimated market value on the day of the cession, per device: at most €300 (CG3P, art. D. 3212-3). The price counts only where a sale is allowed.
cession-value = Value per device
cession-value-of = Value of one { $model }, in euros
cession-price = Price at most
cession-price-of = Highest price of one { $model }, in euros
cession-price-cap = Cap: { $cap }
cession-price-none = No solidarity price
cession-value-method = How the value was estimated
cession-value-method-hint = For example: prices on three second-hand sites, on 5 October 2026.
cession-value-method-missing = Say how the value was estimated (3,000 characters at most): the law caps it at €300 (CG3P, art. D. 3212-3).
cession-value-missing = { $model }: give the value in euros, for example 85.00 (CG3P, art. D. 3212-3).
cession-value-over-ceiling = { $model }: over €300, the law does not let it be given away (CG3P, art. D. 3212-3). Take it off the list.
cession-price-missing = { $model }: give the highest price, in euros (decree 2022-1413).
cession-price-no-cap = { $model }: this type of device has no solidarity price (decree 2022-1413). Take it out, or give without a sale.
cession-price-over-cap = { $model }: this price is over the cap of this type (decree 2022-1413). Lower it.
cession-papers = Decision and agreement
cession-decision-hint = The one that says that the services no longer need the devices, and that they may be given.
cession-decision-missing = Give the number of the decision (60 characters at most): only what the services are decided to need no longer may be given (CG3P, art. L. 3212-2).
cession-convention-number = Number of the agreement
cession-convention-missing = Give the number of the agreement (60 characters at most): the recipient commits in it (CG3P, art. L. 3212-2).
cession-convention-on = Date of the agreement
cession-convention-on-wrong = Give the date of the agreement, for example 05/10/2026.
cession-ceded-on = Day of the cession
cession-ceded-on-wrong = Give the day of the cession, for example 05/10/2026.
cession-recipient-signatory = Who signs for the recipient
cession-recipient-signatory-hint = Their function, never their name: the signature goes on the paper.
cession-recipient-signatory-missing = Give the function of who signs for the recipient (200 characters at most).
cession-grounds-usual =
    Considering the code of public property (CG3P), articles L. 3212-2, L. 3212-3 and D. 3212-3;
    Considering that the services no longer need the computer equipment below;
cession-warning = Once signed, the devices are no longer the owner’s
cession-warning-help = The act is kept as it is and never changes. No device of the list can be allocated, handed over or moved any more.
cession-sign = Sign the cession
cession-act = Act of cession (PDF)
cession-total = Total value

cession-refused-proof-missing = The proof is missing: the category of the recipient has to be proven (CG3P, art. L. 3212-2). Attach it.
cession-refused-proof-not-yet = The proof is not valid yet on the day of the cession (CG3P, art. L. 3212-2). Wait for its date, or attach the right one.
cession-refused-proof-expired = The proof is no longer valid on the day of the cession (CG3P, art. L. 3212-2). Ask the recipient for the current one.
cession-refused-agreement-without-end = An ESUS agreement has an end (labour code, art. L. 3332-17-1). Give it.
cession-refused-not-committed = The recipient has not committed to use the devices for its object only and not to sell them (CG3P, art. L. 3212-2). Have it signed first.
cession-refused-may-not-resell = This category may not sell on: the solidarity price is for associations of public utility and of general interest (CG3P, art. L. 3212-2; decree 2022-1413). Untick the sale.
cession-refused-decided-later = The decision is dated after the cession: that the services no longer need the devices is decided first (CG3P, art. L. 3212-2). Correct one of the dates.
cession-refused-convention-later = The agreement is dated after the cession: the recipient commits before it receives (CG3P, art. L. 3212-2). Correct one of the dates.
cession-refused-in-the-future = The cession is dated tomorrow or later: the value is that of the day of the cession (CG3P, art. D. 3212-3). Sign when the day has come.
cession-against-not-ready = Not ready. Before it changes owner its data are erased and it is checked (consumer code, art. R. 122-4). Finish it in the workshop.
cession-against-promised = Allocated to a request. Take the allocation back first.
cession-against-handed-over = Handed over to a person. It has to come back first.
cession-against-ceded = Given away already.
cession-against-gone = Left as waste.
cession-against-private-owner = Its owner is no public authority: this act is for public property only (CG3P, art. L. 3212-3).
cession-against-other-owner = It has not the same owner as the first device. Make one act per owner.
cession-against-not-ours = Its lot is a loan, a deposit or a cession already: its owner does not give it from here. See the legal basis of the lot.

done-cession-signed = The cession is signed. Its act is kept.

refurbished-word = refurbished
word-title = What it may be called
word-not-yet-untested = A function was not tested, or does not work.
word-not-yet-data = The erasure is not accepted.
word-not-yet-unchecked = The quality check is not signed.

## Reforms

reforms-title = Reforms
reforms-none = No reform
reforms-none-help = A reform takes devices out of their owner’s inventory. It is decided lot by lot.
reform-title = Reform
reform-number = Reform no. { $number }
reform-new = Decide a reform
reform-new-lead = The decision and the administrative certificate are printed together, once, with every field that is asked for.
reform-lot = Lot
reform-lot-of = Lot { $number }, { $donor }
reform-lot-press = See its devices
reform-nothing-left = Nothing to reform in this lot
reform-nothing-left-help = Its devices are reformed already, or never came.
reform-decision = The decision
reform-of-owner = Owner: { $owner }
reform-decision-missing = Give the number of the decision of reform (60 characters at most).
reform-decided-later = The decision is dated tomorrow or later. Correct the date.
reform-reason = Reason
reform-reason-obsolete = Obsolete
reform-reason-scrap = Scrap
reform-reason-incident = Incident: theft, fire, damage
reform-reason-missing = Choose the reason.
reform-signatory = Who signs
reform-grounds-usual = Considering the delegation given to the authorising officer for the reform of movable goods;
reform-inventory = The owner’s inventory
reform-inventory-help = Download the list, complete it in a spreadsheet, send it back here. Nothing is made up: what stays empty is missing.
reform-inventory-download = Download the list to complete
reform-inventory-file = The completed list (CSV)
reform-inventory-file-hint = Or your own statement of assets, with a column “Inventory number”.
reform-file-no-key = Neither a column “Device” nor “Inventory number”: nobody can tell which device a line is about.
reform-file-line = Line { $line } cannot be read: a date, an amount, or a device that stands twice. Correct it and send the file again.
reform-column-device = Device
reform-accounting-number = Accounting number
reform-location = Location
reform-value = Acquisition value
reform-net-book = Net book value
reform-net-book-hint = The same for all, for example 0 when everything is depreciated. Empty: unknown, and the certificate will say so.
reform-net-book-wrong = Give an amount in euros, for example 0.00, or leave it empty.
reform-account = Account
reform-account-hint = Ask your finance service.
reform-subsidies = Subsidies
reform-subsidies-hint = “None”, or which.
reform-defaults = For the devices of which the list says nothing
reform-devices = Devices to reform
reform-no-number = without an inventory number
reform-no-device = Tick at least one device.
reform-designation = Designation, location
reform-unknown = Unknown
reform-unknown-values = { $count ->
    [one] Unknown for { $count } device
   *[other] Unknown for { $count } devices
}
reform-lacking = Nothing is printed: something is missing
reform-lacking-help = Complete the list or the common fields, then send again. Choose the file anew.
reform-missing-location = location
reform-missing-inventory-number = inventory number
reform-missing-acquired-on = date of acquisition
reform-missing-value = acquisition value
reform-missing-account = account
reform-missing-subsidies = subsidies
reform-missing-acquired-later = acquired after the decision
reform-missing-net-over-value = net value above the acquisition value
reform-warning = Once decided, nothing changes any more
reform-warning-help = The decision and the certificate are kept as they are, with their hash in the journal.
reform-decide = Print the decision and the certificate
reform-papers = Decision and certificate (PDF)

done-reform-decided = The reform is decided. Its papers are kept.
