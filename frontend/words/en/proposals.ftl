# The sessions proposed, and what was attended elsewhere.

proposals-title = Sessions proposed
proposals-nearest = The nearest first, from the recipient’s commune: five at most, with room.
proposals-by-date = The soonest first: the recipient’s commune, or its coordinates, are not known here. Five at most, with room.
proposals-access = Access to the place
proposals-book = Book this session
proposals-enrol-and-book = Enrol and book this session
session-language = Language
session-access = Access
session-step-free = No step to get in
session-steps = There are steps
session-choose-language = Choose a language of the list.
progress-elsewhere = Attended elsewhere, as the Coop tells
progress-elsewhere-counts = Counts
progress-elsewhere-same-day = Does not count: a session here on the same day
training-coop = Activities of the Coop
unplaced-title = Training places without coordinates
unplaced-explained = Their sessions are proposed last. Give their coordinates in the directory, or bring in those of their commune.
attestation-elsewhere = Elsewhere, as the Coop de la médiation numérique tells
copy-elsewhere = Attended elsewhere, as the Coop tells
