# Who looked at whose data.

access-lead = Every look at a recipient’s data, kept for twelve months. People are numbers here, never names.
access-recipient = Recipient’s number
access-recipient-unreadable = A recipient’s number is made of digits only, for example 12.
access-none = No look
access-none-help = Take the filter off to see all looks that are kept.
access-latest = Latest looks
access-when = When
access-who = Who
access-what = What
access-whose = Data of
access-person = Recipient { $number }
access-viewed = Saw the sheet
access-searched = Found by a search
access-recorded = Recorded or changed
access-printed = Printed or copied
