bolc-title = BOLC sheets
bolc-lead = The form in which French reconditioners exchange lists of devices. Nothing in it is about people.
bolc-out = Send a sheet
bolc-computers = Computers
bolc-mobiles = Phones and tablets
bolc-no-device = No device of this lot for this sheet.
bolc-download-all =
    { $count ->
        [one] Download ({ $count } device)
       *[other] Download ({ $count } devices)
    }
bolc-download-ready =
    { $count ->
        [one] The ready ones only ({ $count } device)
       *[other] The ready ones only ({ $count } devices)
    }
bolc-in = Read a sheet
bolc-file = Sheet (XLSX or CSV)
bolc-file-hint = The XLSX workbook as it was sent, or saved as CSV. The sheet fills in what is not known: processor, memory, drives, storage, system, grade. Remarks, comments and operators are not read.
bolc-file-missing = Choose a file.
bolc-columns-missing = This file has the columns of neither BOLC sheet.
bolc-no-workbook = This file is no whole XLSX workbook. Save it again as XLSX or CSV, then choose it.
bolc-look = See what it brings
bolc-preview-title = Dry run of the sheet
bolc-nothing-yet = Nothing is recorded yet.
bolc-counts = { $filled ->
        [0] No device filled in
        [one] { $filled } device filled in
       *[other] { $filled } devices filled in
    }, { $unchanged ->
        [0] no line
        [one] { $unchanged } line
       *[other] { $unchanged } lines
    } with nothing new, { $refused ->
        [0] none refused
        [one] { $refused } refused
       *[other] { $refused } refused
    }.
bolc-findings = Refused or doubtful lines
bolc-column-line = Line
bolc-column-what = Outcome
bolc-column-why = Why
bolc-line = Line { $number }
bolc-refused = Refused
bolc-doubtful = Doubtful
bolc-apply =
    { $count ->
        [one] Fill in { $count } device
       *[other] Fill in { $count } devices
    }
bolc-nothing-to-fill = This sheet brings nothing new.
bolc-applied = The sheet was read
bolc-applied-partly = The sheet was read, but for what follows
bolc-unknown = No device of the lot bears one of these numbers.
bolc-other-device = These numbers are of two different devices.
bolc-other-sheet = This device does not go on this sheet: a tablet is no computer.
bolc-repeated = A line above is about this device already.
bolc-not-here = The device is announced and not received yet: receive it first.
bolc-ragged = The number of cells is not that of the header: nothing of this line is taken.
bolc-differs = The sheet says otherwise than the stock. The stock keeps what it knows: check on the device.
bolc-other-category = The sheet gives another category than ours. Ours stays, with its points.
bolc-doubt-ram = The memory cannot be read: 8, 8 GB or 8192 MB. It is not taken.
bolc-doubt-storage = The storage cannot be read: 32 or 32 GB. It is not taken.
bolc-doubt-drive = A drive cannot be read: HDD, SSD or NVME, with its size. It is not taken.
bolc-doubt-grade = The grade is not A, B or C. It is not taken.
bolc-doubt-hostile = A text begins like a formula, or is far too long. It is not taken.
bolc-doubt-personal = A text seems to be about a person. It is not taken.
