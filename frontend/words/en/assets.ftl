# The owner’s accounts beside the stock, the evidence folder of a lot, the reuse ratio.

menu-accounting = Owners’ accounts
place-accounting = Compare the owner’s accounts with the stock, check net book values, follow the reuse ratio.
journal-subject-asset-import = Imported accounts
event-assets-imported = Accounts of an owner imported: their file, their lines and their totals
export-list-assets = accounts compared with the stock
export-list-reuse = the reuse ratio of a year
done-accounting-imported = The accounts are imported.
done-accounting-imported-before = This file was imported before: nothing changed.
done-accounting-duration-kept = Saved.

accounting-title = Owners’ accounts
accounting-lead = What an owner’s accounts hold (état de l’actif), beside the devices of the stock, by inventory number. What was imported never changes.
accounting-new = Import accounts
accounting-none = No accounts yet
accounting-none-help = The finance service imports the owner’s, or its opening balance, as XLSX or CSV.
accounting-list = List
accounting-list-of = As of { $date }
accounting-lines = Lines
accounting-imported-on = Imported on
accounting-back = All accounts

## The columns

accounting-inventory-number = Inventory number
accounting-accounting-number = Accounting number
accounting-designation = Designation
accounting-account = Account
accounting-acquired-on = Acquisition date
accounting-value = Acquisition value
accounting-net-book = Net book value
accounting-subsidies = Subsidies attached
accounting-ignore = Do not read

## The import

accounting-import-lead = Nothing is saved before you have seen what will be taken and what is refused.
accounting-as-of = Day of the list
accounting-as-of-hint = The day of the net book values, often a 31 December.
accounting-as-of-missing = Give the day of the list, for example 31/12/2025.
accounting-as-of-to-come = This day is to come: give the day of the file’s net book values.
accounting-owner-missing = Choose the owner.
accounting-file-label = File
accounting-file-hint = XLSX or CSV, 100,000 lines at most. The first line has the names of the columns.
accounting-no-file = Choose a file.
accounting-file-again = Choose the file again: the browser does not keep it.
accounting-file-empty = This file has no line.
accounting-file-too-large = This file is too large. Cut it, or ask for the import by the command line.
accounting-file-too-many = More than { $limit } lines: ask for the import by the command line.
accounting-file-no-workbook = This is no whole XLSX workbook. Save it again, or as CSV.
accounting-file-not-text = This is neither a workbook nor a text that can be read. Save it as XLSX, or as CSV in UTF-8.
accounting-file-no-header = The first line must have the names of the columns.
accounting-file-encoding = The accents in the names of the columns are damaged: the file was read in another encoding than its own. Save it again in UTF-8, or as XLSX.
accounting-dry-run = See what would be imported
accounting-dry-run-title = Before the import
accounting-dry-run-lead = { $owner }, as of { $date }. Nothing is saved yet.
accounting-before = This file was imported before
accounting-before-link = See the imported list
accounting-taken = Taken
accounting-refused = Refused
accounting-columns = What each column means
accounting-columns-hint = Your choice is remembered for this owner’s next file.
accounting-columns-help = Correct the meaning of the columns below, then check again.
accounting-column = Column
accounting-example = Example
accounting-meaning = Meaning
accounting-column-twice = Two columns say “{ $field }”: keep one of them.
accounting-column-missing = No column says “{ $field }”: choose it.
accounting-other-columns = The file does not have these columns: choose it again.
accounting-recalculate = Check again
accounting-accept = { $count ->
    [one] Import { $count } line
   *[other] Import { $count } lines
}
accounting-another = Choose another file
accounting-refused-lines = Refused lines
accounting-refused-hint = They stay out. Correct them in the file: the corrected file is imported as a new list.
accounting-line = Line
accounting-line-number = Line { $number }
accounting-why = Why
accounting-more-refused = And { $count } more.
accounting-why-ragged = It does not have as many cells as the first line.
accounting-why-encoding = Damaged accents: “{ $typed }” was read in another encoding than its own.
accounting-why-no-number = Neither an inventory number nor an accounting number.
accounting-why-no-date = The acquisition date is missing.
accounting-why-bad-date = “{ $typed }” is no date.
accounting-why-later-date = “{ $typed }” is after the day of the list.
accounting-why-no-amount = The amount is missing.
accounting-why-bad-amount = “{ $typed }” is no amount.
accounting-why-two-readings = “{ $typed }” can be read in two ways: write the cents, for example 1219.00 or 1.22.
accounting-why-negative = “{ $typed }” is negative.
accounting-why-net-above-value = The net book value “{ $typed }” is above the acquisition value.
accounting-why-bad-account = “{ $typed }” is no account: 1 to 12 digits or letters.
accounting-why-too-long = More than 200 characters.
accounting-why-about-a-person = This text seems to be about a person: take it out of the file.
accounting-why-twice = “{ $typed }” is on line { $line } already.

## The comparison

accounting-compared = The accounts and the stock
accounting-compared-lead = { $owner }, as of { $date }.
accounting-altered = The lines do not add up to what was imported
accounting-altered-help = Somebody touched the database. Tell who runs the installation, and verify the journal.
accounting-matched = Lines whose number a device bears
accounting-devices = Devices of the owner
accounting-file-hash = Hash of the file (SHA-256)
accounting-classes = What agrees, and what does not
accounting-class = Class
accounting-count = Count
accounting-means = What it means
accounting-class-both = On both sides
accounting-class-both-means = A device and a line of the same number, with the same acquisition value and date.
accounting-class-differs = On both sides, with a difference
accounting-class-differs-means = The same number, but the value or the date is not the same, several devices bear the number, or the device had left already.
accounting-class-theirs = Only in the list
accounting-class-theirs-means = No device of this owner bears this number with us: it never came, or its number was not typed in.
accounting-class-ours = Only in the stock
accounting-class-ours-means = The list does not have this number, or the device has none.
accounting-class-left = Left, and no longer in the list
accounting-class-left-means = Reformed or given away by the day of the list: as it should be.
accounting-closes = The first two classes and the last two together are all the devices of the owner, as the stock knows them now.
accounting-class-empty = Nothing in this class
accounting-class-empty-help = Choose another one in the table.
accounting-in-list = In the list
accounting-in-stock = In the stock
accounting-gap = Difference
accounting-gap-value = another value
accounting-gap-value-unknown = value unknown to the stock
accounting-gap-acquired = another date
accounting-gap-acquired-unknown = date unknown to the stock
accounting-gap-shared = several devices bear the number
accounting-gap-gone = reformed or given away already
accounting-absent = absent
accounting-no-number = No number
accounting-no-day = date unknown
accounting-no-value = value unknown
accounting-net-short = net { $value }
accounting-csv = Download all (CSV)
accounting-xlsx = Download all (XLSX)
accounting-events = In the journal
accounting-file = accounts
accounting-sheet = Accounts
accounting-our-number = Number in the stock
accounting-our-designation = Device
accounting-our-inventory-number = Inventory number in the stock
accounting-our-acquired-on = Acquisition date in the stock
accounting-our-value = Acquisition value in the stock

## Net book values

accounting-values = Check net book values
accounting-authority = The imported net book value is the authority. Our computation only flags a difference.
accounting-rule = A straight line, prorata temporis in real days: the day of acquisition counts, the duration goes to the same day N years later, each day weighs the same. What is written off since the beginning is rounded once to the nearest cent, half a cent upwards. For want of a day of entry into service, it begins on the acquisition date.
accounting-agree = Lines that agree to the cent
accounting-flagged = Flagged lines
accounting-unknown-duration = Lines of no known duration, not computed
accounting-sent-total = Imported net book values, of the computed lines
accounting-ours-total = Computed net book values, of the same lines
accounting-sent = Imported net value
accounting-ours = Computed net value
accounting-difference = Difference
accounting-years = Years
accounting-none-flagged = No flagged line
accounting-none-flagged-help = No computed line differs from the imported net book value.
accounting-no-durations = No duration is known for this owner.
accounting-one-line = Line
accounting-file-line = Line of the file
accounting-no-plan = No duration is known for this account
accounting-plan = Straight-line plan
accounting-plan-year = Year
accounting-annuity = Written off in the year
accounting-left-over = Left on 31 December
accounting-durations = Durations
accounting-durations-lead = The durations are those that the owner’s assembly voted, by account. The beginning of an account stands for all that begin so; the longest wins.
accounting-durations-none = No duration
accounting-durations-none-help = Without one, no net book value is computed.
accounting-duration-account-hint = An account or its beginning, for example 2183.
accounting-duration-account-wrong = Give an account: 1 to 12 digits or letters.
accounting-duration-years-hint = From 1 to 50. Leave it empty to take the account out.
accounting-duration-years-wrong = Give a number of years, from 1 to 50.
accounting-duration-keep = Save the duration

## The evidence folder of a lot

folder-title = Evidence folder
folder-of-lot = Evidence folder of lot { $number }
folder-lead = Why the devices left the inventory, what became of each, what it weighed, and the proofs. Nobody is named.
folder-print = Print the folder
folder-file = evidence-folder-lot
folder-donor = Donor
folder-workshop = Workshop
folder-basis = Legal ground
folder-reform-reference = Reform reference at the announcement
folder-announced-on = Announced on
folder-received-on = Received on
folder-closed-on = Closed on
folder-not-yet = not yet
folder-devices = Devices
folder-outcomes = What became of them
folder-outcome = Outcome
folder-outcome-awaited = Announced, not there yet
folder-outcome-never-came = Never received
folder-outcome-in-workshop = At the workshop
folder-outcome-ready = Ready
folder-outcome-handed-over = Handed over to a recipient
folder-outcome-lent = On loan
folder-outcome-ceded = Given away by an act
folder-outcome-scrapped = Scrapped
folder-proofs = The proofs
folder-proof = Proofs
folder-reformed = On the certificate of a reform
folder-erased = Accepted erasure, one proof at least
folder-certified = Certificate of erasure
folder-checked = Quality check passed
folder-of-devices = { $count } of { $of }
folder-proof-erased = erasure accepted
folder-proof-certified = certificate of erasure
folder-proof-checked = check passed
folder-proof-none = none
folder-weights = The weights
folder-weighed-alone = { $count ->
    [one] { $count } device weighed alone: { $weight }.
   *[other] { $count } devices weighed one by one: { $weight }.
}
folder-weighed-pallet = Pallet { $number }: { $weight } in all, and { $count } of its { $of } devices are of this lot. Their share is not weighed.
folder-weighed-nothing = Nothing of this lot was weighed.
folder-reforms = Reforms
folder-cessions = Cessions
folder-pallets = Waste pallets
folder-recipient = Recipient of the cession
folder-pallet-number = Pallet
folder-departed-on = Left on
folder-waste = Code and slip
folder-none = None.
folder-lines = Devices of the lot
folder-no-lines = No device
folder-no-lines-help = This lot has no device yet.
folder-by-cession = by act { $number }
folder-by-pallet = on pallet { $number }
folder-masked = Names are masked: signatories, waste recipients and people stand on the acts and handovers alone.
folder-part = Devices { $from } to { $to } of { $of }.
folder-next-part = The rest is at this address: { $address }

## The reuse ratio

reuse-title = Reuse ratio (REEN)
reuse-lead = Of the reformed devices that were in stock on 1 January, the share that was reused in the year.
reuse-year = Year
reuse-press = See the ratio
reuse-of = { $owner }, { $year }
reuse-ratio = Ratio
reuse-numerator = Reused, proven
reuse-denominator = Reformed, in stock on 1 January
reuse-target = Target
reuse-reached = Target reached
reuse-missed = Target missed
reuse-not-yet = Not reached yet: the year is not over
reuse-nothing = No ratio: nothing reformed was in stock on 1 January
reuse-parts = What counts, and what does not
reuse-part = Part
reuse-part-reused = Reused in the year
reuse-part-waiting = Reformed, not reused by an act in the year
reuse-part-too-old = Left out: more than 10 years old at the reform
reuse-part-out-of-scope = Left out: accessories
reuse-within = { $count ->
    [one] { $count } other device was reformed and given away within the year: it was not reformed on 1 January, and does not count here.
   *[other] { $count } other devices were reformed and given away within the year: they were not reformed on 1 January, and do not count here.
}
reuse-none = No device
reuse-none-help = Choose another part in the table.
reuse-nobody = No owner
reuse-nobody-help = No organisation owns a device here yet.
reuse-reform = Reform
reuse-cession = Cession
reuse-act = Act
reuse-export = Download the list (CSV)
reuse-file = reuse-ratio
reuse-method = Method
reuse-method-ratio = Ratio = reused ÷ reformed and in stock on 1 January at 0:00, both without what is left out; rounded down to a tenth. What was lent or handed over that day is not in stock.
reuse-method-proof = Reused: given away in the year by an act whose recipient commits to reuse. A direct handover to a person is not counted: its place in the ratio is still to be confirmed.
reuse-method-out = Left out: more than 10 years old at the reform. The decree also leaves out classified media and what is under security obligations: they are not marked here, take them out yourself. Accessories are left out: their category is not confirmed.
reuse-method-law = Decree 2023-266 of 12 April 2023 (article 16 of the REEN law), screens and small IT and telecommunications equipment: 25 % in 2023, 35 % in 2024, 50 % from 2025 on. Read in public sources; your legal service confirms the text in force.
