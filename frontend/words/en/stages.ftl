## The stages of a device

stage-announced = Announced
stage-not-received = Not received
stage-received = Received, in quarantine
stage-triage = In triage
stage-refurbishment = In refurbishment
stage-quality-check = In quality check
stage-ready = Ready
stage-scrapped = Scrapped
