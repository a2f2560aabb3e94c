# Recipients: what is known of them, and forgetting.

menu-recipients = Recipients
recipients-title = Find a recipient
recipients-help = To answer a person who wants to know what we keep about them, or who asks to be forgotten. Every search is noted.
recipients-found = { $count ->
    [0] Nobody of that name
    [one] { $count } person of that name
   *[other] { $count } people of that name
 }
recipients-not-found-help = Check the name and the year of birth. A person already forgotten can no longer be found.
recipients-back = Look for another person
recipient-title = Recipient
recipient-name = Name
recipient-family-name = Family name
recipient-family-name-help = The family name, one half of a double name, or the name with the given name, in any order. Capitals, accents and hyphens make no difference. A name half written finds nobody.
recipient-name-missing = Write the name.
recipient-birth-year = Year of birth
recipient-birth-year-help = Four digits. Leave empty for an establishment, an association or a place.
recipient-year-wrong = Write the year in four digits, for example 1984.
recipient-phone = Phone
recipient-email = E-mail address
recipient-commune = Commune
recipient-signatory = Signatory
recipient-organisation = Followed by
recipient-since = Known since
recipient-last-contact = Last contact on
recipient-requests = Their requests
recipient-forget = Forget this person
recipient-forget-help = The name, contact details, needs, remarks and the names of the people trained with them are erased for good. The requests and the history of the devices stay, without a name. Signed papers go to the restricted archive: only you open them, for a noted reason, and they are eliminated only with a visa of the archives.
recipient-forget-sure = Yes, erase this person’s data for good
recipient-forget-not-sure = Tick the box to confirm: the erasure cannot be undone.
recipient-is-forgotten = This person is forgotten
recipient-is-forgotten-help = Their data was erased on { $date }. Only numbers are left here.
recipient-on-loan = A device on loan is still with this person.
recipient-on-loan-help = Without their name, nobody could ask for it back. Wait for the device to return, then try again.
recipient-restricted = This person asked that their data be restricted.
recipient-restricted-help = It has to be kept as it is. If they now ask for erasure, lift the restriction in the register of requests first, then try again.
recipient-correct = Correct what is known
recipient-correct-help = What you save takes the place of what was written, encrypted the same way. The correction is noted, without the words.
recipient-correct-save = Save the correction
recipient-correct-back = Back to the person
recipient-too-long = This is too long. Keep it under 200 characters.
recipient-request-open = A request is still open for this person.
recipient-request-open-help = Ask the prescriber to cancel request { $reference }, then try again.
done-recipient-forgotten = This person’s data is erased.
done-recipient-corrected = This person’s data is corrected.
