## Importing a list of items of the catalogue

items-import-help = A CSV file, one line for each item. You first see what would be added; nothing is written before you agree. Items that are there already do not change.
items-import-columns = Columns that are known: each field of an item, by its name on screen or in short: name_fr, name_en, needs, purpose_fr, purpose_en, usage_fr, usage_en, guide_fr, guide_en, accessories_fr, accessories_en, age_from, age_to, synonyms, needs_cleaning, has_battery. Other columns are left aside.
items-import-cells = In a cell, one step or one accessory per line. What is hard is written as on the form, several with a bar ( | ) between them. Cleaning and battery: yes or no.
items-import-file-hint = CSV, at most 2 MB and 1,000 lines.
items-import-no-name-column = No column gives the names of the items. Call it “name_fr”, then choose the file again.
items-import-needs-missing = Say at least one thing that is hard.
items-import-need-unknown = “{ $typed }” is not in the list of what is hard. Write it as on the form; never a diagnosis.
items-import-flag-wrong = “{ $typed }” is neither yes nor no.
items-import-told = Lines left aside
items-import-land =
    { $count ->
        [one] Add { $count } item
       *[other] Add { $count } items
    }
done-items-imported = The items of the list are added. Scan their pieces on the page of each.
