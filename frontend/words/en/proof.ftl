# What the proof says: keys, checkpoints that are mailed, exported lists, sealed days of looks.

event-export-begun = Export begun
event-export-ended = Export brought to its end
event-looks-sealed = A day of looks at people’s data sealed: their number and a hash, nobody is named
event-with-list = { $sentence }: { $list }
event-with-rows = { $rows ->
    [0] { $sentence }: no row
    [one] { $sentence }: { $rows } row
   *[other] { $sentence }: { $rows } rows
}
export-list-stock = the stock
export-list-journal = the whole journal
export-list-bolc-sheet = a BOLC sheet of a lot
export-list-locked-devices = the blocked devices of a lot
export-list-reform-inventory = the list of a lot to reform
export-list-pallet = the devices of a pallet
export-list-hours = the hours of a month
export-list-count-lines = the lines of a stock count
export-list-passes = the ledger of passes
export-list-indicators = the indicators of a programme
export-list-stock-at = the stock at a date
export-list-stock-movements = the movements of the stock
journal-subject-access-seal = Day of looks
journal-subject-list-export = Exported list

proof-key = Key that signs the journal
proof-key-help = Note this fingerprint elsewhere than here. An export or a checkpoint signed by another key is not of this journal.
proof-public-key = Public key
proof-letter-subject = Checkpoint of the journal, { $date }
proof-letter-what = The journal of Passe-Relais was verified whole, and nothing is wrong. Here is its checkpoint of { $date }: { $subjects } chains, { $events } events.
proof-letter-keep = Keep this message. Nobody, not even the administrator of the database, can change any more what comes before this date without this message contradicting it.
proof-letter-hash = Hash of the checkpoint: { $hash }
proof-letter-key = Key that signed it: { $key }
proof-letter-line = Here it is as it stands in every export of the journal:
proof-letter-compare = To compare an export with this message: passe-relais journal verify FILE --checkpoint { $hash }
