# Hours per person and day, and skills practised.

menu-hours = Hours
place-hours = Note hours and skills practised, if your workshop has decided to.

hours-title = Hours and skills
hours-lead = The hours of each day and the skills practised, for your declarations and reviews. They serve neither to compare nor to rank.
hours-note-title = Note a day
hours-person = Person
hours-person-number = Person’s number
hours-day = Day
hours-hours = Hours
hours-hours-hint = In quarters of an hour, 12 at most: 7, or 6.5, or 6:30.
hours-skills = Skills practised that day
hours-note-press = Note
hours-replace = Replace what is noted for that day
hours-nobody = No worker in your organisation
hours-nobody-help = Hours are noted for the workers of the workshop. Ask the coordinator to invite them.
hours-month-title = The month
hours-month = Month
hours-total = Hours of the workshop
hours-people = People
hours-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
hours-too-few = A total is shown from { $fewest } people in the month: below, it would be about each of them.
hours-duration = { $hours } h { $minutes }
hours-export = Download the month
hours-file = hours
hours-kept = Each day is erased by itself 13 months after its date.
hours-since = Your workshop has kept hours since { $date }. Informed before:
hours-off-title = Stop keeping hours
hours-off-sure = Stop, and erase all hours noted
hours-off-press = Stop and erase
hours-off-unsure = Tick the box to stop: all hours will be erased.

hours-off-lead = Your workshop keeps no hours. It is a choice: nothing else in the work asks for them.
hours-what-is-kept = What would be kept: per person and day, a number of hours and the skills practised.
hours-what-never = What never is: the time of each act, the time per device, a comparison, a ranking.
hours-who-sees = Who sees them: the supervisors and the manager of your organisation, nobody else. Neither the département nor another workshop.
hours-on-title = Keep hours
hours-on-lead = Inform first, in this order, and note when. Without these three dates nothing begins.
hours-representatives = Staff representatives (CSE)
hours-representatives-hint = Informed and consulted before any monitoring of work (French labour code, L. 2312-38).
hours-people-informed = The people themselves
hours-people-hint = They know what is noted, why, who sees it and for how long (L. 1222-4, GDPR art. 13).
hours-officer = Data protection officer
hours-officer-hint = Your own: they enter this processing in your register.
hours-informed-missing = Type the day when the information was given; not a day to come.
hours-on-press = Begin to keep hours

hours-person-missing = Choose the person.
hours-day-wrong = Type a day of the past or today, of less than 13 months ago.
hours-hours-wrong = Type quarters of an hour, from 0.25 to 12 hours: 7, or 6.5, or 6:30.
hours-noted-already = A time is noted for this person and day already. Tick to replace it.
done-hours-noted = Day noted.
done-hours-on = Your workshop keeps hours.
done-hours-off = Your workshop keeps no hours any more: they are erased.
