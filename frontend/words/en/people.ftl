# Organisations, their sites, and the people who work there.

state-open = open
state-closed = closed
name-wrong = Write the name, in 200 characters at most.

organisations-title = Organisations
organisations-search = Name, UAI or SIRET
organisations-search-hint = A part of the name is enough, without accents if you like.
organisations-none = No organisation found
organisations-none-help = Try fewer letters, or add the organisation.
back-to-organisations = Back to the organisations
organisation-add = Add an organisation
organisation-add-submit = Add this organisation
organisation-details = Details
organisation-name = Name
organisation-kind = Kind of organisation
organisation-kind-missing = Choose the kind of organisation.
organisation-state = State
organisation-siret = SIRET
organisation-siret-hint = 14 digits.
organisation-uai = UAI
organisation-uai-hint = For a school: 7 digits and a letter.
organisation-epci = EPCI
organisation-epci-hint = The SIREN of the intercommunality, 9 digits. The queues of a territory go by it.
organisation-phone = Phone
organisation-people = People
organisation-people-count =
    { $count ->
        [one] { $count } person holds a role there
       *[other] { $count } people hold a role there
    }
organisation-sites = Sites
organisation-closing = Closing
organisation-close = Close this organisation
organisation-close-help = Its sites close with it. Its history stays, and you can open it again.
organisation-open = Open this organisation again
organisation-open-help = The sites stay closed: then open those that are used.
organisation-not-closed = This organisation cannot close yet
organisation-has-people =
    { $count ->
        [one] { $count } person still holds a role there. End this role first.
       *[other] { $count } people still hold a role there. End these roles first.
    }
organisation-has-devices =
    { $count ->
        [one] { $count } device is still there. Move it first.
       *[other] { $count } devices are still there. Move them first.
    }
organisation-kind-departement = Département
organisation-kind-epci = EPCI
organisation-kind-college = Collège
organisation-kind-insertion-workshop = Insertion workshop
organisation-kind-adapted-enterprise = Adapted enterprise
organisation-kind-social-service = Social service
organisation-kind-library = Library
organisation-kind-france-services = France Services
organisation-kind-association = Association
organisation-kind-partner = Partner
siret-wrong = This SIRET is not right: 14 digits are needed, check them one by one.
siret-taken = Another organisation has this SIRET already. Look for it in the list.
uai-wrong = This UAI is not right: 7 digits and the right letter are needed.
uai-taken = Another organisation has this UAI already. Look for it in the list.
epci-wrong = This code is not a SIREN: 9 digits are needed, check them one by one.
epci-outside = Your role is limited to a territory: write the code of one of your intercommunalities.
phone-wrong = This phone number cannot be read. Write it in digits.
name-taken = This name is taken. Look for it in the list, or make the name more precise.
done-organisation-added = The organisation is added. Now add its sites.
done-organisation-saved = The organisation is saved.
done-organisation-closed = The organisation is closed.
done-organisation-opened = The organisation is open again.

sites-none = No site
sites-none-help = A site is a place where devices or people are received.
site-add = Add a site
site-name = Name of the site
site-uses = What is done there
site-is-workshop = Workshop
site-is-pickup = Pick-up point
site-is-training = Training place
site-address = Address
site-address-hint = Number and street.
site-postcode = Postcode
site-city = Town
site-insee = INSEE code of the commune
site-insee-hint = 5 characters; it is not the postcode.
site-close = Close this site
site-close-help = It will not be offered any more. Its history stays, and you can open it again.
site-open = Open this site again
site-not-closed = This site cannot close yet
address-wrong = Write the address, in 200 characters at most.
postcode-wrong = A postcode has 5 digits.
city-wrong = Write the town.
insee-wrong = An INSEE code has 5 characters, for example 74010 or 2A004.
done-site-added = The site is added.
done-site-saved = The site is saved.
done-site-closed = The site is closed.
done-site-opened = The site is open again.

import-title = Import a list
import-help = A CSV file, one line per organisation. You will first see what would be added; nothing is recorded before you agree.
import-columns = Columns understood: kind, name, SIRET, UAI, EPCI, phone, site, address, postcode, city, INSEE, workshop, pick-up, training. Only the name is needed. Other columns are left out.
import-file = The file
import-file-hint = CSV, 2 MB and 5,000 lines at most.
import-kind = Kind of the organisations
import-kind-hint = For the lines that do not say it.
import-kind-missing = The file has no “kind” column: choose the kind here, then choose the file again.
import-no-file = Choose a file.
import-no-name-column = No column gives the names of the organisations. Call it “name”, then choose the file again.
import-too-long = This list is too long. Split it into several files.
import-unreadable-empty = This file is empty. Export the list again, then choose it.
import-unreadable-workbook = This file is a spreadsheet workbook. Save it as CSV, then choose the CSV file.
import-unreadable-not-text = This file is not text. Export the list as CSV, then choose it.
import-unreadable-no-header = The first line does not name the columns. Add a line of headings, then choose the file again.
import-unreadable-no-rows = This list has headings but no line. Check the export, then choose it.
import-dry-run = See what would be added
import-dry-run-title = What would be added
import-nothing-yet = Nothing is recorded yet.
import-lines = lines read
import-accepted = accepted
import-doubtful = doubtful
import-refused = refused
import-is-refused = refused
import-is-doubtful = doubtful
import-left-out = Columns left out: { $columns }.
import-told = Refused or doubtful lines
import-line = Line
import-line-number = line { $number }
import-what = Decision
import-why = Reason
import-without-doubtful = Leave the doubtful lines out too
import-without-doubtful-hint = Otherwise they are added without the doubtful value.
import-land =
    { $count ->
        [one] Add { $count } organisation
       *[other] Add { $count } organisations
    }
import-none-accepted = No line can be added. Correct the file, then choose it again.
import-another = Choose another file
import-finding-ragged = The line has not as many cells as the headings.
import-finding-formula = “{ $typed }” begins like a spreadsheet formula.
import-finding-too-long = A cell has more than 200 characters: “{ $typed }”…
import-finding-no-name = The name is missing.
import-finding-no-kind = The kind of organisation is missing.
import-finding-unknown-kind = “{ $typed }” is not a kind of organisation we know.
import-finding-outside-territory = The EPCI “{ $typed }” is not in your territory.
import-finding-twice-in-file = “{ $typed }” is on line { $line } already.
import-finding-known = “{ $typed }” is among the organisations already.
import-finding-bad-siret = The SIRET “{ $typed }” is not right: it is left empty.
import-finding-bad-uai = The UAI “{ $typed }” is not right: it is left empty.
import-finding-bad-epci = The EPCI “{ $typed }” is not a SIREN: it is left empty.
import-finding-bad-phone = The phone number “{ $typed }” cannot be read: it is left empty.
import-finding-bad-postcode = The postcode “{ $typed }” is not right: it is left empty.
import-finding-bad-insee = The INSEE code “{ $typed }” is not right: it is left empty.
import-finding-bad-flag = “{ $typed }” is neither yes nor no: the answer is no.
done-organisations-imported = The organisations of the list are added.

people-title = People
people-search = Name or e-mail address
people-name = Name
people-role = Role
people-organisation = Organisation
people-site = Site
people-state = State
people-none = Nobody found
people-none-help = Try fewer letters, or invite the person.
back-to-people = Back to the people
person-active = active
person-invited = invited, has not come yet
person-disabled = account blocked
person-left = is no longer there
person-since = Since
person-until = Until
person-account-title = Account
person-disable = Block this account
person-disable-help = The person is signed out everywhere and can no longer sign in, in any role.
person-enable = Unblock this account
person-enable-help = The person will be able to sign in again.
done-account-disabled = The account is blocked.
done-account-enabled = The account is unblocked.

invite-title = Invite a person
invite-where = A role at: { $organisation }.
invite-site-hint = The workshop, pick-up point or training place where the person works.
invite-site-missing = For this role, choose the site where the person works. If it is missing, the coordinator can add it.
invite-site-wrong = Choose a site of this organisation.
invite-role-missing = Choose a role that you may give.
invite-language = Language of the messages
invite-submit = Send the invitation
invite-continue = Continue
invite-already-there = This person holds this role in this organisation already.
invite-disabled = This person’s account is blocked. Ask the coordinator of the département to unblock it.
done-person-invited = The person is invited: a message is on its way.
invitation-title = Invitation
invitation-help = The person has not chosen a password yet. A new link replaces the old one.
invitation-resend = Send the invitation again
done-invitation-resent = A new invitation is on its way.
membership-end-title = End of the role
membership-end-help = The person loses this role at once; their sessions under it are closed. Their history stays.
membership-end = End this role
done-membership-ended = The role has ended.

territories-title = Territory
territories-codes = EPCI codes
territories-hint = One SIREN of an intercommunality a line. Without any code the role covers the whole département.
territories-unknown = { $count ->
    [one] No organisation and no site lies in intercommunality { $codes }
   *[other] No organisation and no site lies in intercommunalities { $codes }
  }
territories-unknown-help = This role sees nothing there. Check the number, or give it to the organisations and sites that lie there.
territories-submit = Save the territory
territories-wrong = “{ $typed }” is not a SIREN: 9 digits are needed, check them one by one.
territories-beyond = Your role is limited: you can give only your own intercommunalities.
done-territories-saved = The territory is saved.

habilitations-title = Habilitations
habilitations-help = Erasing a device, opening it for a repair and signing a quality check each need a current habilitation.
habilitation-act = For
habilitation-from = From
habilitation-until = Until
habilitation-until-hint = This day is included.
habilitation-erasure = Erasure
habilitation-quality-check = Quality checks
habilitation-holds = in force
habilitation-over = over
habilitation-grant = Grant
habilitation-end = End the habilitation “{ $act }”
habilitation-act-missing = Choose what the person may do.
habilitation-date-wrong = Write a complete date.
habilitation-not-yet = A habilitation begins today at the latest.
habilitation-already-over = This date is past: choose one to come.
done-habilitation-granted = The habilitation is recorded.
done-habilitation-ended = The habilitation has ended.
