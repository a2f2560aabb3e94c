## Kits: a piece that is made of parts

kit-title = Kit { $code }
kit-lead = What is in the kit, what is missing, and how to complete it.
kit-none = This piece has no composition
kit-none-help = Add a first part: it becomes a kit, counted each time it leaves and comes back.
kit-see = What is in the kit
kit-parts = Composition
kit-parts-of = Composition of { $code }
kit-part = Part
kit-kind = Sort
kit-expected = Expected
kit-to-do = To do
kit-labelled = Labelled
kit-counted = Small parts, counted
kit-consumable = Consumable
kit-essential = The kit is not lent without it
kit-alone = Lent alone too
kit-out = On loan
kit-out-help = The composition is changed when the kit is back.
kit-whole = The kit is complete
kit-whole-help = It may be lent.
kit-lendable = Incomplete, it may be lent
kit-lendable-help = What is missing is not essential. The borrower sees it when the kit is counted out.
kit-held-back = Incomplete, it is no longer offered
kit-held-back-help = An essential part is missing. Found or repaired: scan it. Replaced: take the old one off and add the new one. Lost and not needed: take it off the composition.
kit-part-there = There
kit-part-missing = { $count ->
    [one] Missing: { $count }
   *[other] Missing: { $count }
  }
kit-part-short = { $count ->
    [one] To buy: { $count }
   *[other] To buy: { $count }
  }
kit-missing-since = noted on { $day }
kit-refill = Found or replaced
kit-refill-of = { $part }: found or replaced
kit-remove = Take off
kit-remove-of = Take off the composition: { $part }
kit-found = Label of a part that was found
kit-found-hint = It takes its place in the kit again. If it can hold data, it goes to the workshop first.
kit-found-press = Put back into the kit
kit-found-no-part = This is not the label of a part of this kit.
kit-owed = Taken off, and still with their last borrower
kit-owed-help = Scan them below when they come back: they are then devices like any other.
kit-add-labelled = Add a labelled part
kit-add-counted = Add small parts or a consumable
kit-part-label = Label of the part
kit-part-label-hint = A ready device, kept in this store. If it has a page of its own in the catalogue, it is still lent alone.
kit-is-essential = The kit is not lent without it
kit-add-press = Add to the kit
kit-name = What is counted
kit-name-hint = For example: USB cables, ear tips, batteries.
kit-expected-label = How many there should be
kit-kind-hint = A missing consumable never makes the kit incomplete.
kit-kind-missing = Choose: small parts or consumable.
kit-name-wrong = Write a name of at most 80 letters.
kit-name-taken = The kit counts parts of this name already.
kit-expected-wrong = Write a number from 1 to 999.
kit-consumable-essential = A consumable is never essential. Untick it, or choose “small parts, counted”.
kit-is-out = The kit is on loan. Change its composition when it is back.
kit-is-a-part = This piece is a part of another kit: a kit holds no other kit.
kit-part-already = This device is a part of a kit already. Take it off that one first.
kit-part-is-a-piece = This is a whole piece of this item. Remove it from the catalogue first.
kit-part-is-a-kit = This is a kit: a kit holds no other kit.
kit-part-has-days = This part is lent alone, and it or the kit has reservations already. Add it when they are over or cancelled.
kit-labels = Labels
kit-labels-help = That of the kit and that of each part, together. The printing is noted in the history of each.
piece-of-a-kit = This device is a kit, or a part of one. Take the parts off the composition first, and wait for those that a borrower still has.
done-kit-part-added = Part added to the kit.
done-kit-part-removed = Part taken off the composition.
done-kit-part-filled = Completed.
done-kit-part-put-back = Part put back into the kit.
done-kit-part-to-workshop = Part taken back. It can hold data: send it to the workshop, then scan it here when it is ready.
done-kit-part-no-longer = Part taken back. It is no longer in the composition of the kit.

## Counting a kit

kit-count-link = Count the kit
kit-count-again = Count again
kit-count-out = The kit leaves: count it
kit-count-in = The kit is back: count it
kit-count-ended = Counted
kit-count-ended-help = You may correct and end again.
kit-left = { $count ->
    [0] All parts are scanned
    [one] { $count } part still to scan
   *[other] { $count } parts still to scan
  }
kit-scan-press = Count this part
kit-seen = There
kit-not-seen = To scan
kit-to-count = To count
kit-count-expected = There should be { $count }.
kit-count-essential = There should be { $count }. The kit is not lent without them.
kit-count-at-least = Consumable: at least { $count }.
kit-count-wrong = Write how many there are, from 0 to 999.
kit-end-help = What is not scanned, and what the count lacks, is noted as missing, in your name and on today’s date.
kit-end-press = End the count
kit-scan-the-kit = This is the label of the kit. Scan its parts here; the kit is scanned when it is handed over and taken back.
kit-scan-not-here = This part is in the workshop or on loan. It takes its place again when it is ready and in this store.
kit-scan-other-kit = This part belongs to another kit. Put it back into its own.
kit-scan-other-store = This part belongs to a kit of another store. Lay it aside and tell them.
kit-scan-lent-alone = This part is lent alone, on another loan. Scan it at the return of that loan.
kit-scan-no-part = This label is of no part of any kit. Lay the thing aside.
kit-strays = { $count ->
    [one] A part of another kit came with this one
   *[other] { $count } parts of other kits came with this one
  }
kit-strays-help = Lay it aside. It is noted: the kit that misses it will not look for it.
kit-stray-of = of kit { $kit }
done-kit-part-scanned = Part counted.
done-kit-stray-scanned = Part of another kit: lay it aside, it is taken back for its own kit.
done-kit-counted = The kit is counted.
pick-up-kit-not-counted = The parts of the kit are not counted yet.
pick-up-kit-lacks = The kit lacks an essential part. Complete it, or choose another piece.
return-kit-first = Count the kit first
return-kit-counted = The kit is counted
return-kit-not-counted = Count the parts of the kit first.
event-kit-part-added = Part added to the kit
event-kit-part-removed = Part taken off the composition of the kit
event-kit-part-missing = Something is missing in the kit
event-kit-part-found = What was missing in the kit is there

## Photos of an item of the catalogue

item-photos = Photos
item-photos-of = Photos: { $name }
item-photos-none = No photo yet
item-photos-none-help = One from the front, and one of the accessories, are often enough.
item-photo = Photo
item-photo-hint = Nobody must be recognisable on it. JPEG or PNG; where and when it was taken is erased.
item-photo-add = Add a photo
item-photo-alt-fr = What it shows, in French
item-photo-alt-en = What it shows, in English
item-photo-alt-hint = For people who do not see it. For example: the headphones, folded, in their cover.
item-photo-alt-missing = Say what the photo shows, in at most 200 letters.
item-photo-missing = Choose or take a photo.
item-photo-too-many = The item has six photos already. Remove one first.
item-photo-same = This photo is there already.
item-photo-press = Add the photo
item-photo-remove = Remove
item-photo-remove-of = Remove the photo: { $photo }
done-item-photo-added = Photo added.
done-item-photo-removed = Photo removed and erased.
