# The frame of every page, and the words all pages share.

product-name = Passe-Relais
product-tagline = One device, one label, one history
skip-to-content = Skip to the content
menu = Menu
menu-close = Close the menu
change-membership = Change role
sign-out = Sign out
language-switch = Lire cette page en français
accessibility-statement = Accessibility
demo-banner = Demonstration: everything you see is invented.

errors-title = Something is left to correct
error-prefix = Error:
optional = optional
any-of-them = All
any-of-them-feminine = All
choose-one = Choose…
search-submit = Search
filter-submit = Filter
nothing-recorded = Nothing was recorded
text-about-a-person = This text seems to be about a person: a name, a phone number, an e-mail address or an account. It would enter the journal, where nothing is erased. Write only what describes the thing.
scan-busy = One moment, the previous code is being sent.
scan-submit = Find this code
signature-area = Signature frame: sign with a finger, a stylus or the mouse
signature-clear = Clear the signature
signature-empty = The frame is empty.
signature-drawn = Signature taken.
signature-on-paper = To sign on paper, print the slip, then attach a photo of the signed paper.
working = Sending…

next-page = Next
first-page = Back to the start

date-and-time = { $date } at { $time }
waiting-today = since today
waiting-days =
    { $days ->
        [one] for { $days } day
       *[other] for { $days } days
    }
waiting-weeks =
    { $weeks ->
        [one] for { $weeks } week
       *[other] for { $weeks } weeks
    }
waiting-months =
    { $months ->
        [one] for { $months } month
       *[other] for { $months } months
    }
download-xlsx = The same as a workbook (XLSX)
download-json = The same for a program (JSON)
