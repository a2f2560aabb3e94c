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
labels-ready-help = Open the PDF and print it at 100% (“actual size”).
labels-open-pdf = Open the PDF
labels-batches = Sheets prepared
labels-batches-caption = The latest first; “blank” counts the labels that are on no device
labels-no-batch = No sheets yet
labels-no-batch-help = Prepare some with the form above.
labels-printed-on = Prepared on
labels-blank = Blank
labels-pdf = PDF
labels-batch-pdf = Sheets no. { $number }
labels-file = labels
labels-line = { $owner }. Found? Call { $phone }
