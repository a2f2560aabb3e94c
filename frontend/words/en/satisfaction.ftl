# Opinions: workshop, handover, emergency kit.

opinion-ask = Ask for an opinion
opinion-lead = Four sentences, four faces. No name is asked, and the answers are not kept with the person’s file: reports give means, of five opinions or more.
opinion-back = Back
opinion-how = Choose an answer for each sentence.
opinion-nobody = Your name is not asked. Your answers are not kept with your file.
opinion-submit-alone = I have finished
opinion-submit = Save the opinion
opinion-stands = Check before you save: this opinion will not be changed any more.
opinion-sheet = Number of the sheet
opinion-sheet-hint = It is at the top of the printed sheet. Without a sheet, take a number that nobody received.
opinion-sheet-wrong = Write the number of the sheet, from 1 to { $present }.
opinion-refused-given = The opinion was given already, and is not changed any more.
opinion-refused-sheet-given = The opinion of this sheet was given already. Check its number.

opinion-code-give = Prepare a code to answer
opinion-on-phone = Answer on a phone
opinion-picture = Code to scan with a phone to give an opinion
opinion-typed-at = Or go to { $address } and type the code:
opinion-code-until = The code works once, until { $date }.
opinion-on-screen = Open on this screen
opinion-print = Print the sheet
opinion-together = Answer together, or type a sheet in
opinion-given = The opinion was given
opinion-given-help = It counts with the others. There is nothing left to do.
opinion-late-help = Nobody answered in time. A sheet that was filled in can still be typed in.

opinions-title = Opinions of the workshop
opinions-nobody = Nobody is marked as present
opinions-nobody-help = Mark who came first: there is one code for each person present.
opinions-answered = People present: { $present }. Opinions given: { $answered }.
opinions-make = Prepare a sheet for each person present
opinions-print = Print the sheets

opinion-code-title = Give an opinion with a code
opinion-code = Code
opinion-code-hint = It is on the sheet you were given. Dashes and spaces do not count.
opinion-code-submit = Go on
opinion-used-title = The opinion was given already
opinion-used-help = Thank you! This code was used. There is nothing left to do.
opinion-over-title = This code no longer works
opinion-over-help = The time to answer is over. There is nothing you need to do.
opinion-unknown-title = This code does not exist
opinion-unknown-help = Check it on the sheet: twenty digits or letters from A to F.

done-opinion-given-alone = Thank you! Your opinion is saved.
done-opinion-recorded = The opinion is saved.
done-opinion-code-made = The code is ready.
done-opinion-codes-made = The sheets are ready. Print them and give one to each person.

# The emergency kit: what it holds, who hands it over.
programme-kit = Contents of the kit
programme-kit-help = What the person receives with the device: guides, cards, cables. It is printed on the slip. Leave it empty where it is no kit.
programme-kit-fr = One thing per line, in French
programme-kit-en = The same, in the same order, in English
programme-kit-unpaired = Write as many lines in French as in English.
programme-kit-missing = Say what the kit holds: a prescriber hands over kits only.
programme-kit-none = it is no kit
programme-kit-by-prescriber = The prescriber hands the kit over
programme-kit-by-prescriber-help = For the requests of their organisation, where the pick-up point is a place of it. It takes a clearance or a waiver, as everywhere.
programme-effect-kit = Holds from the next handover on.
kit-back = Back to the request
kit-hand-over = Hand the kit over
kit-opinion = Give my opinion of the kit
kits-title = Kits handed over
kits-given = Who handed them over
kits-none = No kit was handed over yet
kits-none-help = Each handover under this programme shows here.
kits-organisation = Organisation
kits-place = Place
kits-agents = Agents
kits-count = Kits
kits-indicators = Satisfaction: see the indicators
