# The public directory of places and of what is offered there, and how it is kept.

menu-places = Places
place-places = Keep what the public directory says of your places true.

directory-title = Where to get help with digital life
directory-lead = Places where one can learn, get help, find a device. Choose what you are looking for, or read the whole list.
directory-theme = What is offered
directory-public = For whom
directory-any-public = Any
directory-near = Near the commune
directory-near-hint = Its name, or a part of it.
directory-within = How far
directory-any-distance = Any distance
directory-within-km = within { $km } km
directory-which-commune = Which commune do you mean?
directory-commune-unknown = We do not know this commune. Check its name, or leave it empty to see every place.
directory-commune-nowhere = We do not know where this commune is: the places are sorted by name.
directory-places = Places
directory-measured = The nearest to { $commune } first. Distances are as the crow flies, from the centre of the commune: the road is longer.
directory-unplaced =
    { $count ->
        [one] One place does not say where it is: it is not in this list. To see it, choose no distance.
       *[other] { $count } places do not say where they are: they are not in this list. To see them, choose no distance.
    }
directory-none = No place fits
directory-none-help = Take a choice away, or look farther.
directory-distance = { $km } km away as the crow flies
directory-distance-unknown = distance unknown
directory-run-by = Organisation
directory-email = E-mail
directory-website = Website
directory-hours = Opening hours
directory-accessibility = Accessibility of the place
directory-accessibility-link = See its page on acceslibre
directory-labels = Labels and programmes
directory-label-from = since { $from }
directory-label-from-until = from { $from } to { $until }
directory-services = What is offered here
directory-no-service-yet = This place has not described yet what it offers. Phone before you go there.
directory-kind = Kind of help
directory-conditions = Conditions
directory-fee = Price
directory-fee-with-details = { $fee }: { $details }
directory-modes = How one is received
directory-ways = How to ask
directory-who = Who may ask
directory-area = For people living in
directory-area-departement = the département
directory-area-epci = the intercommunality
directory-area-commune = the commune
directory-area-france = all of France
directory-confirmed-on = Checked by the place on { $date }.
directory-open-data = These data are open
directory-open-structures = Structures, in the data·inclusion 1.0 format (JSON)
directory-open-services = Services, in the data·inclusion 1.0 format (JSON)
directory-open-mediation = Digital-mediation places (CSV)

opening-monday = Monday
opening-tuesday = Tuesday
opening-wednesday = Wednesday
opening-thursday = Thursday
opening-friday = Friday
opening-saturday = Saturday
opening-sunday = Sunday
opening-public-holidays = public holidays
opening-school-holidays = school holidays
opening-every-day = every day
opening-days = { $first } to { $last }
opening-span = { $from } to { $to }
opening-clock = { $hour }:{ $minute }
opening-open = { $days }: { $hours }
opening-closed = { $days }: closed

places-title = Places of the directory
places-lead = What the public directory says of your places. Once a year, read it again and confirm, or correct.
places-as-public = See the directory as the public does
places-show = Show
directory-show-all = The places of the directory
directory-show-late = Those to check
directory-show-absent = The sites that are not in the directory
places-late-count =
    { $count ->
        [one] One place was not confirmed for a year
       *[other] { $count } places were not confirmed for a year
    }
places-none = No place to show
places-none-help = “The sites that are not in the directory” shows those that can be added.
places-place = Place
places-confirmed = Confirmed
places-true = Up to date
places-late = To check
places-withdrawn = Taken out
places-absent = Not in the directory

place-is-confirmed = Confirmed on { $date }
place-is-late = Nothing was confirmed since { $date }
place-is-late-help = Read what follows again. If all of it is true, press “All of it is still true”. If not, correct it and save.
place-is-withdrawn = This place is not shown to the public
place-is-withdrawn-help = It can come back into the directory: see the end of the page.
place-confirm = All of it is still true
place-as-public = See as the public does
place-absent-help = This site is not in the public directory. Fill in and save: it will be there at once.
place-keep = Save and confirm
place-no-service = Nothing is offered here yet: without that, nobody finds this place by what they look for.
place-service-add = Add what is offered
place-showing = In the directory
place-withdraw-help = The place leaves the public directory and the exports. Nothing is lost.
place-withdraw = Take out of the directory
place-show = Put back into the directory

directory-presentation = Presentation
directory-presentation-hint = In one or two sentences, 280 characters at most. Never the name of a person.
directory-presentation-wrong = Present the place, in 280 characters at most.
directory-insee-hint = 5 characters; it is not the postcode. Without it and without coordinates, the place is not found by distance.
directory-contact-hint = A phone or an e-mail at least.
directory-contact-missing = Give a phone or an e-mail: without them nobody can reach this place.
directory-email-hint = The address of the place, never that of a person.
directory-email-wrong = This e-mail address is not complete.
directory-web-hint = The whole address, beginning with https://
directory-web-wrong = Write the whole address, such as https://www.exemple.fr
directory-hours-hint = For example: mo-fr 9:00-12:00, 14:00-17:30; sa 9:00-12:00; ph off. As in OpenStreetMap, or with French days.
directory-hours-wrong = These hours cannot be read. Write days and then hours, separated by semicolons: mo-fr 9:00-12:00, 14:00-17:30; sa off.
directory-hours-kept = The public reads:
directory-accessibility-hint = The address of the place’s page on acceslibre.beta.gouv.fr.
directory-latitude = Latitude
directory-longitude = Longitude
directory-position-hint = In degrees, such as 45.8992. Both or neither.
directory-position-wrong = Give latitude and longitude in degrees, such as 45.8992 and 6.1294, or leave both empty.
directory-text-personal = This text seems to be about a person, or to give a phone or an e-mail. It would be public: take it out. The place’s phone and e-mail have fields of their own.

label-add = Add a label
label-which = Label or programme
label-from = From
label-until = Until
label-add-press = Add the label
label-keep = Save the date
label-remove = It was a mistake: remove
label-held = Held
label-coming = To come
label-ended = Ended
directory-day-wrong = Write the day, such as 01/03/2026.
directory-until-before-from = The last day comes before the first.
directory-choose-one = Choose one.
directory-choose-some = Tick one box at least.

service-lead = One entry per kind of help. This is what the public looks for; the national directories take it over.
service-name = Name of what is offered
service-name-hint = For example: First steps with a computer.
directory-service-name-wrong = Give a name of 3 to 150 characters.
service-description = Description
service-description-hint = Short sentences and plain words: what one does, for how long, what to bring. Ideally 200 to 2,000 characters.
directory-description-wrong = Describe it in 50 characters at least, 2,000 at most.
service-description-short =
    { $count ->
        [one] One more character, and the description will be well rated by the national directories
       *[other] { $count } more characters, and the description will be well rated by the national directories
    }
service-publics-hint = If everybody may come, tick “Everybody” alone.
directory-everybody-alone = “Everybody” is ticked alone: it includes all the others.
service-publics-details = More about the public
service-conditions-hint = For example: bring an identity card.
service-fee-details = More about the price
service-fee-details-hint = Needed if it is paid: how much, and for whom it is cheaper.
directory-fee-details-missing = It is paid: say how much.
directory-details-wrong = 280 characters at most, without a person’s name, a phone or an e-mail.
directory-way-without-phone = The place has no phone: add it to its page, or do not tick “Phone”.
directory-way-without-email = The place has no e-mail: add it to its page, or do not tick “Write an e-mail”.
directory-way-without-link = Give the address of the web page, or do not tick “Use a web page”.
service-link = Web page to ask or to book
service-keep = Save
service-removal = It is no longer offered
service-removal-help = The entry leaves the public directory and the exports.
service-remove = Remove this entry

communes-title = Communes and travel times
communes-lead = What it takes to say distances in the directory, and which communes are far from every place. These lists do not come with the tool: import yours.
communes-count =
    { $count ->
        [one] One commune, { $placed } with its coordinates
       *[other] { $count } communes, { $placed } with their coordinates
    }
times-count =
    { $count ->
        [one] One travel time
       *[other] { $count } travel times
    }
communes-import = Import communes
communes-file = List of communes (CSV)
communes-file-hint = Columns: code, nom, epci, latitude, longitude. For communes that are known, code, latitude and longitude are enough. An empty cell changes nothing.
communes-dry-run = See what would change
times-import = Import travel times
times-file = Travel times (CSV)
times-file-hint = Columns: from, to (INSEE codes), minutes. Import the communes first.
communes-no-file = Choose a file.
communes-list-columns = A column “code” is needed, and with it “nom”, or “latitude” and “longitude”.
times-list-columns = Three columns are needed: “from”, “to” and “minutes”.
communes-lines-wrong = Some lines are wrong; nothing was taken. Correct them in the file and choose it again.
communes-line-ragged = the number of cells is not that of the header.
communes-code-wrong = “{ $typed }” is not an INSEE code of a commune.
communes-code-twice = commune { $typed } stands higher up in the file already.
communes-name-wrong = the name of commune { $typed } is too long.
communes-name-missing = commune { $typed } is not known: give its name.
communes-epci-wrong = “{ $typed }” is not the SIREN of an intercommunality.
communes-position-wrong = the coordinates of { $typed } cannot be read: two numbers in degrees, or two empty cells.
times-commune-unknown = commune { $typed } is not known: import it first.
times-minutes-wrong = “{ $typed }” is not a number of minutes, from 0 to 1,440.
times-way-twice = this way to { $typed } stands higher up in the file already, with another time.
communes-would = What the list of communes would change
times-would = What the table of travel times would change
communes-added =
    { $count ->
        [one] One new line
       *[other] { $count } new lines
    }
communes-changed =
    { $count ->
        [one] One changed line
       *[other] { $count } changed lines
    }
communes-same =
    { $count ->
        [one] One line known already
       *[other] { $count } lines known already
    }
communes-land = Save

uncovered-title = Communes far from every place
uncovered-lead = The communes from where no place of the directory is reached in { $minutes } minutes, by the table of travel times. A commune that has a place is not among them.
uncovered-minutes = In how many minutes
uncovered-minutes-wrong = Write a number of minutes, from 0 to 1440.
uncovered-no-table = No travel times yet
uncovered-no-table-help = The tool guesses no minutes from a distance. Import a table: a coordinator of the whole département can, on the page “Communes and travel times”.
uncovered-unknown =
    { $count ->
        [one] One commune without a place is not in the table: nothing is known of it.
       *[other] { $count } communes without a place are not in the table: nothing is known of them.
    }
uncovered-without-commune =
    { $count ->
        [one] One place does not say its commune: it counts for none.
       *[other] { $count } places do not say their commune: they count for none.
    }
uncovered-none = Every commune of the table has a place near enough
uncovered-none-help = Try fewer minutes.
uncovered-nearest = The nearest place
uncovered-nearest-minutes =
    { $minutes ->
        [one] one minute away
       *[other] { $minutes } minutes away
    }
uncovered-nearest-none = none in the table

place-letter-greeting = Hello,
place-letter-subject = The directory of places: is what it says of you still true?
place-letter-due =
    { $count ->
        [one] More than a year ago what the public directory says of this place was confirmed: { $places }.
       *[other] More than a year ago what the public directory says of these places was confirmed: { $places }.
    }
place-letter-next = It is your turn: read the address, the phone, the opening hours and what is offered. If all of it is true, one button is enough; if not, correct it. People rely on it to travel there.
place-letter-link = Check my places

done-place-kept = Saved and confirmed: the public directory is up to date.
done-place-confirmed = Confirmed for a year.
done-place-withdrawn = The place is no longer in the public directory.
done-place-shown = The place is in the public directory again.
done-place-label-added = Label added.
done-place-label-kept = Date of the label saved.
done-place-label-removed = Label removed.
done-place-service-added = Entry added to the directory.
done-place-service-kept = Entry saved.
done-place-service-removed = Entry removed from the directory.
done-communes-kept = Communes saved.
done-times-kept = Travel times saved.
