# The groups of the menu, for roles with many pages.

menu-group-requests = Requests
menu-group-training = Training
menu-group-stock = Stock
menu-group-workshop = Workshop
menu-group-lending = Lending
menu-group-figures = Figures and proof
menu-group-personal = Personal data
menu-group-settings = Settings
