# Codes on labels
label-code-empty = Scan the label, or type the code written on it.
label-code-other-address = This QR code is not the one of a device label. Scan the label stuck on the device.
label-code-symbol = No code contains the character “{ $symbol }”. Codes have no 0, 1, A, E, I, L, O or Q: look at the label again.
label-code-length = A code has 8 characters; there are { $count } here. Look at the label again.
label-code-check = One character is wrong. Compare with the label and correct it.

# Sheets of labels
labels-title = Labels
labels-intro = Print blank labels. At reception, each is stuck on a device, then scanned.
labels-template = Format
labels-count = Number of labels
labels-skip = Labels already used on the first sheet
labels-skip-hint = To use up a sheet already begun. Leave empty for a new sheet.
labels-site = For the site
labels-make = Prepare the labels
labels-template-missing = Choose a format.
labels-count-wrong = Type a number between 1 and { $most }.
labels-skip-wrong = Type a number between 0 and { $most }: a sheet holds no more labels.
labels-site-missing = Choose the site where these labels will be used.
labels-broken = Formats that cannot be read
done-labels-made = The labels are ready.
labels-ready = To be printed
labels-ready-help = Open the file and print it at 100% (“actual size”). A .zpl file is sent to the label printer as it is.
labels-open-pdf = Open the labels
labels-batches = Sheets prepared
labels-batches-caption = The latest first; “blank” counts the labels that are on no device
labels-no-batch = No sheets yet
labels-no-batch-help = Prepare some with the form above.
labels-printed-on = Prepared on
labels-blank = Blank
labels-pdf = File
labels-batch-pdf = Sheets no. { $number }
labels-file = labels
labels-line = { $owner }. Found? Call { $phone }

# The formats
labels-formats = See the formats
labels-formats-help = Each format has a preview, a calibration sheet to set the printer, and a picture of its sheet to use up one already begun.
labels-format-use = Print in this format
labels-format-facts = Measures
labels-format-page = Page
labels-format-label = Label
labels-format-count = Labels on a page
labels-format-module = One square of the QR code
labels-format-printer = Printer
labels-format-size = { $across } × { $down } mm
labels-format-mm = { $mm } mm
labels-format-dpi = { $dpi } dots per inch
labels-preview = Preview
labels-preview-alt = The first page, with example codes
labels-preview-help = With example codes: do not print this picture.
labels-preview-zpl = Approximate preview, with an example code: the printer has letters of its own.
labels-calibration = Calibration sheet
labels-calibration-help = Print the calibration sheet once for each printer, at 100% (“actual size”): it shows the edge of each label and a square to measure.
labels-calibration-file = calibration
labels-begin = Use up a sheet already begun
labels-begin-help = Touch the first label still free, the sheet before you. The labels before it stay empty.
labels-begin-at = Begin at label
labels-too-small = Formats too small for your address
labels-too-small-help = Their QR code would be too fine to be read: each square must measure at least 0.25 mm. Ask whoever runs the program for a shorter address, or take a larger label.
labels-too-small-by = { $title }: squares of { $mm } mm

# The labels of a lot
lot-labels-go = Print labels again
lot-labels-title = Print labels again
lot-labels-lead = Each label printed again is in the history of its device. Throw the old one away: two labels of the same code never stay together.
lot-labels-none = No device of this lot bears a label
lot-labels-none-help = Labels are stuck on at reception.
lot-labels-all =
    { $count ->
        [one] Print the only label again
       *[other] Print the { $count } labels again
    }
lot-labels-some-open = Only some of them
lot-labels-some-legend = The devices whose labels are to be printed again
lot-labels-some = Print those ticked again
lot-labels-none-chosen = Tick at least one device.
lot-labels-too-many = That is too many at once: { $most } labels at most. Tick fewer.
lot-labels-earlier = Printed again before
lot-labels-of = Labels of { $date }
done-labels-reprinted = The reprint is in the history of the devices.
