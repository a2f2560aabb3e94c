# The stock count: freeze, count, explain the gaps, close.

menu-counts = Stock count
place-counts = Count the stock by scanning, explain each gap, close with a record.
counts-title = Stock counts
counts-lead = A count freezes what is expected, then several people count by scanning. Work goes on.
counts-none = No stock count
counts-none-help = Finance opens a count when the stock is to be counted.
counts-back = All stock counts
count-heading = Stock count
count-number = Stock count no. { $number }
count-back = Back to the count
count-frozen-at = Stock frozen on
count-ended-at = Counting ended on
count-closed-at = Closed on
count-state = State
count-state-counting = Being counted
count-state-resolving = Gaps to explain
count-state-closed = Closed
count-gaps = Gaps
count-go = Count
count-go-of = Count for stock count no. { $number }
count-yes = Yes
count-all-of-them = All
count-expected = Devices expected

## Opening

count-new = Open a stock count
count-new-lead = When you open it, the tool notes each device that is expected, and where it is.
count-scope = What is counted
count-scope-help = Tick to limit. Nothing ticked: everything is counted.
count-sites = Sites
count-owners = Owners
count-kinds = Kinds of device
count-site-wrong = Choose sites of the list.
count-owner-wrong = Choose owners of the list.
count-kind-wrong = Choose kinds of the list.
count-how = How it is counted
count-blind = Blind count
count-blind-hint = Who counts sees neither what is expected nor what is still to be found.
count-second-pass = Second count by somebody else
count-second-pass-hint = Each device is scanned twice, by two different people.
count-two-people = Who explains the gaps
count-two-people-help = Above a limit, a second person signs what the first explained. Without a limit one person is enough.
count-above-euros = Two people from this value, in euros
count-above-euros-hint = Acquisition value, in whole euros. A gap of unknown value takes two people as well.
count-above-gaps = Two people above this number of gaps
count-above-gaps-hint = Then every gap takes two people.
count-number-wrong = Give a whole number, or leave it empty.
count-open-press = Freeze the stock and open
count-nothing-expected = No device is expected within these limits. Nothing is opened: widen them.
done-count-opened = The count is open, the expected stock is frozen.

## Counting

count-here = You count at: { $site }
count-here-help = Scan each device of this site, even if it seems misplaced.
count-pass-second-help = Second count: scan what somebody else has already counted.
count-scan = Scan the label of a device
count-over = The counting has ended
count-done =
    { $count ->
        [one] { $count } counted by you
       *[other] { $count } counted by you
    }
count-left-here =
    { $count ->
        [0] nothing left to find here
        [one] { $count } left to find here
       *[other] { $count } left to find here
    }
count-unlabelled-title = A device without a label
count-unlabelled-kind = What kind of device?
count-unlabelled-hint = No label, or one that cannot be read. Put the device aside: finance will see it.
count-unlabelled-press = Note a device without a label
count-kind-missing = Choose a kind of device.
count-passes = Which count?
count-pass-first = First count
count-pass-second = Second count
count-already-by = Already counted by { $who }, on { $when }
done-count-noted = Noted.
done-count-found = Counted: expected, and in its place.
done-count-found-elsewhere = Counted. The journal has it elsewhere: put it aside.
done-count-found-handed-over = Counted. The journal says somebody was given it: put it aside.
done-count-found-in-transit = Counted. The journal has it on its way: note its arrival.
done-count-found-gone = Counted. The journal says it was scrapped or ceded: put it aside.
done-count-not-expected = Counted. It is in its place, and not in the frozen stock.
done-count-unknown-label = Noted: no device bears this label. Put the thing aside.
done-count-unlabelled = Noted: a device without a label.
done-count-already = Already counted: the first line says by whom and when.
count-refused-ended = The counting has ended: this scan does not count. Tell finance, who can open it again.
count-refused-no-device = This is the label of a box, a place or a part. Scan the devices, one by one.
count-refused-same-person = You counted it in the other count. Somebody else has to count it here.

## Results

count-figures = Results
count-left =
    { $count ->
        [0] All expected devices have been scanned.
        [one] One expected device has not been scanned yet.
       *[other] { $count } expected devices have not been scanned yet.
    }
count-class = Result
count-class-found = Found as expected
count-class-found-elsewhere = Found here, expected elsewhere
count-class-found-handed-over = Found, though handed over or lent
count-class-found-in-transit = Found, though on its way
count-class-found-gone = Found, though scrapped or ceded
count-class-came-since = Came since the stock was frozen
count-class-outside-scope = In its place, outside this count
count-class-unknown-label = Unknown label
count-class-unlabelled = Without a label
count-class-one-count-only = Seen by one of the two counts
count-class-handed-over = Not seen: handed over or lent
count-class-in-transit = Not seen: on its way
count-class-moved-since = Not seen: moved since, says the journal
count-class-left-since = Not seen: scrapped or ceded since
count-class-missing = Missing
count-twice = Scanned several times
count-repeats = Scans more
count-repeated =
    { $count ->
        [one] scanned { $count } time more
       *[other] scanned { $count } times more
    }
count-is-gap = Gap
count-counters = Who counted
count-counter =
    { $count ->
        [one] { $name }: { $count } scan
       *[other] { $name }: { $count } scans
    }
count-counters-none = Nobody has scanned yet.
count-lines = See each line
count-lines-title = Lines of stock count no. { $number }
count-lines-gaps = All gaps
count-lines-twice = Scanned several times
count-lines-none = No line
count-lines-none-help = Choose another result.
count-line = Line
count-line-title = Line { $number }
count-expected-at = Expected at
count-found-at = Found at
count-scanned = Scanned
count-by-whom-when = { $who }, on { $when }
count-export = Download the lines (CSV)
count-export-file = stock-count
count-record = Record (PDF)
count-record-file = stock-count-record
count-record-hash = Hash of the record

## Ending, explaining, closing

count-next-counting = People are counting
count-next-counting-help = Several people can count at once, also without a network. Devices may move: the journal follows them.
count-end = End the counting
count-end-help = Wait until each phone has sent its scans. After that nobody counts any more, and the gaps are known.
count-next-resolving = Explain the gaps
count-reasons-open =
    { $count ->
        [0] Each gap has its reason.
        [one] One gap waits for its reason.
       *[other] { $count } gaps wait for their reason.
    }
count-signatures-open =
    { $count ->
        [0] No signature is awaited.
        [one] One signature is awaited.
       *[other] { $count } signatures are awaited.
    }
count-see-gaps = See the gaps
count-gaps-back = All gaps
count-close = Close the count
count-close-help = The record is made once. After that nothing of this count changes any more.
count-reopen = Go on counting
count-reopen-help = As long as no gap is explained. The scans stay.
count-to-resolve = To explain
count-to-sign = To sign
count-resolve = Why this gap?
count-resolve-help = The reason does not change afterwards. The stock is not altered: correct it where the device is put away, scanned or scrapped.
count-resolve-two = A second person will sign this reason.
count-resolve-press = Record the reason
count-reason = Reason
count-reason-missing = Choose a reason.
count-reason-moved-unrecorded = Moved without being scanned
count-reason-given-unrecorded = Handed over, lent or returned without being scanned
count-reason-scrapped-unrecorded = Scrapped or ceded without being recorded
count-reason-found-later = Found after the counting
count-reason-label-fault = Label lost, unreadable or put on by mistake
count-reason-not-in-stock = Not part of the stock
count-reason-counting-mistake = Mistake in counting
count-reason-stolen = Stolen
count-reason-lost = Lost
count-reason-unexplained = Unexplained
count-words = Details
count-words-hint = What was checked, and where. These words are kept encrypted and can be erased.
count-words-too-long = 1,000 characters at most.
count-moves = Moved without being seen
count-moves-help = The journal moved it while people counted, but nobody read its label, handed it over or scanned it: it is still to be found.
count-words-erased = Erased
count-proof = Proof
count-proof-hint = A PDF or a photo: complaint, slip, statement.
count-proof-download = Download the proof
count-proof-file = stock-count-proof
count-resolved-by = Explained by
count-signed-by = Signed by
count-sign = Sign as second person
count-sign-help = Read the reason and the proof. You sign that you have checked them.
count-sign-press = Sign this reason
count-sign-waits = Somebody else of finance has to sign.
done-count-ended = The counting has ended, the gaps are known.
done-count-reopened = The counting goes on.
done-count-closed = The count is closed, its record is made.
done-count-gap-resolved = The reason is recorded.
done-count-gap-signed = The reason is signed.
count-stays-not-ended = The counting has not ended.
count-stays-resolved = A gap is explained already: read it again.
count-stays-not-resolved = This gap has no reason yet.
count-stays-own = You gave this reason: somebody else has to sign it.
count-stays-signed = This reason is signed already.
count-stays-gaps = Some gaps still wait for their reason.
count-stays-signatures = Some reasons still wait for a second signature.
count-stays-closed = This count is closed: nothing of it changes any more.
count-stays-busy = Somebody acted on this count at the same moment. See how far it is, then try again if need be.

journal-subject-stock-count = Stock count
event-count-opened = Stock count opened
event-count-frozen = Expected stock frozen
event-count-ended = Counting ended, scans sealed
event-count-reopened = Counting goes on
event-count-gap-resolved = Gap explained
event-count-gap-signed = Reason of a gap signed
event-count-closed = Stock count closed, record made
