models-title = Models and updates
models-lead = Until when the maker sends updates to each model. The workshop sees it before the work begins, and programmes may ask for a length of time.
models-one = Write down a model
models-model-hint = Written as on the device’s sheet; capitals and accents do not count.
models-until = Updates until
models-until-hint = A day (30/06/2027) or a month (06/2027). Leave it empty to take back a wrong date.
models-source = Source
models-source-hint = The maker’s page where you read it, such as support.google.com. Never a person’s name.
models-save = Save
models-undated = Models in stock without a date
models-devices =
    { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
models-known = Known models
models-none = No model has a date yet
models-none-help = Write down a model above, or import a list.
models-ended = Ended
models-withdrawn = date taken back
models-import = Import a list
models-list = List (CSV)
models-list-hint = Columns: type, manufacturer, model, updates until, source. One wrong line and nothing is taken: the page says which to mend. No Excel workbook: save it as CSV.
models-import-press = Import
models-list-missing = Choose a file.
models-list-columns = One of the five columns is missing: type, manufacturer, model, updates until, source.
models-list-lines = Some lines are wrong; nothing was taken. Mend them in the file and choose it again.
models-line = Line { $number }:
models-line-ragged = the number of cells is not that of the header.
models-kind-wrong = Choose tablet, phone, laptop or desktop.
models-manufacturer-wrong = Give the make.
models-model-wrong = Give the model.
models-until-wrong = Write the date as 30/06/2027, or the month as 06/2027.
models-source-wrong = Say where the date was read, in 120 signs at most.
models-source-personal = The source must not name a person: give the maker’s site.
done-model-kept = Model saved.
done-models-imported = List imported.
