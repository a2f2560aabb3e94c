# Programmes and training pathways.

programmes-title = Programmes
programmes-none = No programme
programmes-none-help = First create a training pathway, then the programme that relies on it.
programme-new = New programme
programme-change = Change
programme-save = Save
programme-back = Back to the programmes
programme-is-open = Open to requests
programme-is-closed = Closed to new requests
programme-name-fr = Name in French
programme-name-en = Name in English
programme-name-missing = Give a name.
programme-kinds = Kinds of device
programme-kinds-missing = Choose at least one kind of device.
programme-rules = Who it is for
programme-rules-help = One sentence per line, in the same order in French and in English. Each rule keeps its number: you can reword a line or add one, not remove one.
programme-rules-fr = Who it is for, in French
programme-rules-en = Who it is for, in English
programme-rules-missing = Write at least one rule: who can benefit from the programme?
programme-rules-unpaired = There are not as many lines in English as in French. Write each rule in both languages.
programme-rules-removed = A rule is gone, but requests refer to its number. Put it back; you can write “rule that no longer applies”.
programme-training = Training
programme-pathway = Training pathway
programme-pathway-missing = Choose a pathway. If there is none, create one first.
programme-module = { $name } ({ $minutes } min)
programme-gate = What opens the handover
programme-gate-help = A device never leaves without clearance. Say what gives it.
programme-gate-missing = Choose what opens the handover.
programme-gate-enrolled = Enrolment
programme-gate-enrolled-help = The handover is possible as soon as the person is enrolled in the pathway.
programme-gate-attended = Attendance
programme-gate-attended-help = The handover is possible after enough minutes of attendance, or after the modules asked for.
programme-gate-minutes = { $minutes ->
    [one] { $minutes } minute of attendance
   *[other] { $minutes } minutes of attendance
 }
programme-gate-hands-on = Hands-on session
programme-gate-hands-on-help = The trainer keeps the device and hands it over at the end of the session, once attendance is recorded.
programme-gate-provisional = Provisional handover
programme-gate-provisional-help = The device is lent right away. It stays for good if the pathway is followed in time; otherwise it is called back.
programme-gate-days = { $days ->
    [one] Provisional handover, { $days } day to follow the pathway
   *[other] Provisional handover, { $days } days to follow the pathway
 }
programme-minutes = Minutes of attendance asked for
programme-minutes-help = Only if attendance opens the handover.
programme-minutes-wrong = Write a number of minutes, for example 120.
programme-attendance-missing = Say how many minutes, or which modules, open the handover.
programme-modules = Modules asked for
programme-modules-elsewhere = One of the modules chosen is not in this pathway. Choose modules of the same pathway.
programme-provisional-days = Days to follow the pathway
programme-provisional-days-help = Only for a provisional handover.
programme-days-wrong = Write a number of days, for example 60.
programme-clearance-days = Validity of a clearance, in days
programme-clearance-days-help = After that without a handover, a new clearance is needed.
programme-waivers = Waivers allowed per year
programme-waivers-help = Zero if nobody can be exempted from training.
programme-waivers-wrong = Write a number, zero or more.
programme-chain = Legal ground
programme-chain-question = On what ground is the device entrusted?
programme-chain-missing = Choose the legal ground.
programme-chain-loan-for-use = Loan for use (the département stays the owner)
programme-chain-in-kind-aid = Social aid in kind
programme-chain-cession-by-association = Cession by an association
programme-chain-numbered = { $chain }, deliberation { $number }
programme-deliberation = Number of the deliberation
programme-deliberation-help = Required, except for a loan for use.
programme-deliberation-missing = No definitive cession without a deliberation number. Write it, or choose the loan for use.
programme-close = Close this programme
programme-close-help = No new request will be possible. Requests already made go on.
done-programme-opened = The programme is open.
done-programme-changed = The programme is changed.
done-programme-closed = The programme is closed to new requests.

pathways-title = Training pathways
pathways-none = No pathway yet.
pathway-new = New pathway
pathway-save = Create this pathway
pathway-name-fr = Name of the pathway in French
pathway-name-en = Name of the pathway in English
pathway-modules = Modules, in order
pathway-modules-help = Leave empty those you do not need.
pathway-modules-missing = Write at least one module.
pathway-module = Module { $row }
pathway-module-fr = Name in French
pathway-module-en = Name in English
pathway-module-theme = Theme of the Coop
pathway-module-no-theme = None
pathway-module-minutes = Length in minutes
pathway-module-incomplete = Module { $row } is incomplete: it needs a name in both languages and a length in minutes.
done-pathway-created = The pathway is created. You can choose it in a programme.

programme-software = Software asked for
programme-update-months = Months of updates after the handover
programme-update-months-help = In whole months of the calendar. Empty: nothing is asked. A device that neither this programme nor another open one would take cannot become ready.
programme-update-months-wrong = Type a number of months, from 0 to 120.
programme-update-months-asked = at least { $months } months of updates after the handover
programme-free-software = Free software only
programme-free-software-help = Such as Linux Mint or Debian. The installed software has to be recorded at the workshop.
programme-software-any = nothing in particular
programme-erasure = Erasure asked for
programme-erasure-question = How deeply must the devices handed over have been erased?
programme-erasure-missing = Choose the erasure asked for.
programme-erasure-clear = A simple erasure is enough (“Clear”)
programme-erasure-clear-help = A controlled reset, or a drive overwritten and read back.
programme-erasure-purge = A deep erasure is required (“Purge”)
programme-erasure-purge-help = Devices whose encryption key is destroyed, such as iPads. Overwriting an SSD or NVMe drive never reaches it.

programme-warranty = Warranty
programme-warranty-months = Months of warranty after the handover
programme-warranty-help = A device that fails within this time is exchanged, without another training. Empty: no exchange. The date is printed on the slip.
programme-warranty-wrong = Type a number of months, from 0 to 60.
programme-warranty-none = no warranty
programme-warranty-said = { $months ->
    [one] exchanged within a month of the handover
   *[other] exchanged within { $months } months of the handover
  }
programme-effect-warranty = Devices handed over already keep the date printed on their slip.
