## Intake: a donor’s device list

# What a column means
intake-list-field-serial = Serial number
intake-list-field-imei = IMEI
intake-list-field-manufacturer = Make
intake-list-field-model = Model
intake-list-field-model-identifier = Model code
intake-list-field-device-type = Device type
intake-list-field-os = Operating system
intake-list-field-os-version = System version
intake-list-field-storage = Storage capacity
intake-list-field-processor = Processor
intake-list-field-asset-tag = Device name or asset tag
intake-list-field-inventory-number = Inventory number
intake-list-field-acquisition-date = Acquisition date
intake-list-field-acquisition-value = Acquisition value
intake-list-field-school-uai = School’s UAI
intake-list-field-place = School or place
intake-list-field-status = Status
intake-list-field-ignore = Leave out

# Why a file is not read
intake-list-unreadable-empty = This file is empty. Export the list again, then send it again.
intake-list-unreadable-too-large = This file is too large. Split the list into several files and send them one after the other.
intake-list-unreadable-workbook = This file is a spreadsheet workbook. Save it as CSV, then send the CSV file.
intake-list-unreadable-not-text = This file is not text. Export the list as CSV, then send it.
intake-list-unreadable-too-many-columns = This list has more than 200 columns. Keep only those that describe the devices.
intake-list-unreadable-no-header = The first line does not name the columns. Add a line of headings, then send the list again.
intake-list-unreadable-no-rows = This list has headings but no device. Check the export, then send it again.

# Why a column is dropped
intake-list-personal-name = by its name, it is about people.
intake-list-personal-title = it holds names of people, such as “Mme Dupont”.
intake-list-personal-email = it holds e-mail addresses.
intake-list-personal-mac = it holds network card addresses.
intake-list-personal-phone = it holds phone numbers.
intake-list-personal-account = it holds user accounts.

# Why a choice of columns is refused
intake-list-mapping-twice = Two columns have the same meaning: { $field }. Keep only one.
intake-list-mapping-nothing-identifies = No column tells the devices apart. Say which one is the serial number, the IMEI, the inventory number or the asset tag.
intake-list-mapping-other-columns = This choice of columns was made for another file. Choose again what each column means.

# What is found on a line
intake-list-finding-ragged-row = This line has not as many columns as the headings: nothing of it is kept. Put texts that contain the separator between quotes.
intake-list-finding-formula-cell = A cell begins like a formula: “{ $typed }”. Replace it with its value.
intake-list-finding-cell-too-long = A cell is longer than 200 characters: “{ $typed }…”. Shorten it, or close the forgotten quote.
intake-list-finding-status-not-collectable = The status “{ $typed }” is not among those to collect. Tick this status, or leave the device with its owner.
intake-list-finding-duplicate-in-file = The serial number “{ $typed }” already stands, for this make, on line { $line }. Keep the right line.
intake-list-finding-duplicate-in-stock = The number “{ $typed }” is already in the stock. Find that device instead of importing it.
intake-list-finding-nothing-identifies = No serial number, IMEI, inventory number or asset tag: the device could not be recognised. Give one, or receive the device unannounced.
intake-list-finding-unknown-type = The device type is not recognised: “{ $typed }”. Choose the lot’s default type.
intake-list-finding-missing-serial = The serial number is missing. The device will be recognised by its other numbers; note its serial number at reception.
intake-list-finding-placeholder-serial = “{ $typed }” is no real serial number and is not kept. Note the number at reception.
intake-list-finding-missing-model = The model is missing. Fill it in at reception.
intake-list-finding-imei-malformed = “{ $typed }” is not an IMEI, which has 15 digits. It is not kept; note it at reception.
intake-list-finding-imei-wrong-key = The key of the IMEI “{ $typed }” is wrong: a digit was mistyped. It is not kept; note it at reception.
intake-list-finding-imeisv = “{ $typed }” is an IMEI followed by a software version (16 digits). It is not kept; note the IMEI at reception.
intake-list-finding-bad-uai = “{ $typed }” is not a UAI. It is not kept; check the 7 digits and the letter.
intake-list-finding-unknown-school = The school { $typed } is not known here. Add it to the organisations, or check its UAI.
intake-list-finding-bad-date = The acquisition date “{ $typed }” cannot be read and is not kept. Write it as 02/09/2019 or 2019-09-02.
intake-list-finding-future-date = The acquisition date “{ $typed }” is in the future and is not kept. Check it.
intake-list-finding-bad-value = The acquisition value “{ $typed }” cannot be read and is not kept. Write it as 219,50.
intake-list-finding-bad-storage = The capacity “{ $typed }” cannot be read and is not kept. Write it as 32 GB.
intake-list-finding-imei-completed = The IMEI “{ $typed }” had only 14 digits: its key was computed. Nothing to do.
intake-list-finding-type-assumed = The device type is not recognised: “{ $typed }”. The lot’s default type is taken; check it at reception.

# The short name of each finding
intake-list-kind-ragged-row = Not as many columns as the headings
intake-list-kind-formula-cell = Formula in a cell
intake-list-kind-cell-too-long = Cell too long
intake-list-kind-status-not-collectable = Status not to be collected
intake-list-kind-duplicate-in-file = Duplicate in the list
intake-list-kind-duplicate-in-stock = Already in the stock
intake-list-kind-nothing-identifies = Nothing to recognise the device by
intake-list-kind-unknown-type = Unknown device type
intake-list-kind-missing-serial = Serial number missing
intake-list-kind-placeholder-serial = Placeholder serial number
intake-list-kind-missing-model = Model missing
intake-list-kind-imei-malformed = Malformed IMEI
intake-list-kind-imei-wrong-key = IMEI with a wrong key
intake-list-kind-imeisv = IMEI of 16 digits
intake-list-kind-bad-uai = Malformed UAI
intake-list-kind-unknown-school = School not known here
intake-list-kind-bad-date = Unreadable date
intake-list-kind-future-date = Date in the future
intake-list-kind-bad-value = Unreadable value
intake-list-kind-bad-storage = Unreadable capacity
intake-list-kind-imei-completed = IMEI completed with its key
intake-list-kind-type-assumed = Device type assumed
