# Supplies: chargers, cables, covers, counted per site; and the charger of a device.

menu-supplies = Supplies
place-supplies = Count chargers, cables and covers, and see what will run short.

supplies-title = Supplies
supplies-lead = Chargers, cables, covers: how many there are at each site, and what will run short.
supplies-site = Site
supplies-caption = Supplies of { $site }
supplies-low =
    { $count ->
        [one] One supply is below its minimum
       *[other] { $count } supplies are below their minimum
    }
supplies-no-site = Your organisation has no open site
supplies-no-site-help = Supplies are counted per site. Ask the coordinator to open one.
supply-kind = Supply
supply-quantity = In stock
supply-minimum = Minimum
supply-level = State
supply-of-minimum = { $quantity } for a minimum of { $minimum }
supply-level-unwatched = No minimum
supply-level-enough = Enough
supply-level-low = Below the minimum
supply-level-empty = None left

supply-receive = Some arrive
supply-pieces = Number of pieces
supply-receive-press = Add to the stock
supply-count = Count the shelf
supply-counted = Counted on the shelf
supply-count-hint = What is missing is noted as lost or broken, what is too many as found again.
supply-count-press = Note the count
supply-use = Give with a device
supply-code = The device’s code
supply-use-hint = Scan the label of a device of this site. One piece leaves the stock.
supply-use-press = Take one out
supply-watch = Be told in time
supply-watch-hint = Below it, this page and the home page say so. 0: do not tell.
supply-watch-press = Keep this minimum
supply-send = Send to another site
supply-to = To
supply-send-press = Send
supply-ledger = Latest movements
supply-ledger-none = No movement
supply-ledger-none-help = Note what arrives, or count what is on the shelf.
supply-when = When
supply-what = What
supply-change = Movement
supply-after = In stock after
supply-was-received = Arrived
supply-was-used = Given with the device
supply-was-missing = Missing at the count: lost or broken
supply-was-found = Found again at the count
supply-was-right = Count was right
supply-was-sent = Sent to { $site }
supply-has-arrived = Received from { $site }

supply-pieces-wrong = Type a whole number of at least 1.
supply-count-wrong = Type a whole number, 0 included.
supply-device-not-here = No device of this site bears this code. Check the label.
supply-site-missing = Choose the site that receives them.
supply-not-enough = There are not enough at this site. Count the shelf, or have some sent.
supply-changed = The stock changed while you were counting. Look at the new number, then count again.
supply-refused-help = The page shows the stock as it is now.
done-supply-noted = Noted.

charger-title = Charger
charger-question = Does a charger go with this device?
charger-hint = The sheet, the handover page and the slip will say so.
charger-came-with = Yes, the one it came with
charger-from-stock = Yes, one { $kind } from the stock
charger-left = { $count } in stock here: one will leave it
charger-choose-none = No, it leaves without a charger
charger-with = With charger
charger-with-kind = With { $kind }
charger-without = Without charger
charger-gone = There is no such charger left in stock. Choose another, or “without a charger”.
