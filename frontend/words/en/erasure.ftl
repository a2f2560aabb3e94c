## Erasure: the verdict on an nwipe log

erasure-accepted = Erasure accepted
erasure-refused = Erasure refused
erasure-unverified = Erasure not verified

erasure-level-clear = Simple erasure (“Clear” in NIST SP 800-88)
erasure-level-purge = Thorough erasure (“Purge” in NIST SP 800-88)

erasure-drive-hdd = Hard disk
erasure-drive-ssd = SSD
erasure-drive-nvme = NVMe drive
erasure-drive-unknown = Drive of unknown type

erasure-not-a-wipe-log = This file is not a log of nwipe or ShredOS. Attach the .log file written during the erasure.
erasure-log-too-large = This log is too large to be read. Attach the log of this erasure alone.
erasure-host-serial-mismatch = This log comes from another computer: its serial number is not that of the device. Attach the log of this device.
erasure-wipe-failed = The erasure failed. Do it again; if it fails again, take the drive out and destroy it.
erasure-wipe-aborted = The erasure was stopped before its end. Do it again and let it finish.
erasure-nothing-overwritten = The drive was read but not erased. Choose a method that erases, then start again.
erasure-write-errors = The drive had write errors: data may be left on it. Take the drive out and destroy it.
erasure-verification-errors = Reading back found data that should have been erased. Do it again; if it happens again, take the drive out and destroy it.
erasure-bytes-incomplete = The drive was not erased as a whole. Do the erasure again.
erasure-hidden-sectors = A hidden area of the drive was not erased. Remove that area (HPA/DCO), then do the erasure again.
erasure-overwrite-on-flash = Overwriting an SSD or NVMe drive is not enough here. Use the drive’s own secure erase, or destroy it.
erasure-drive-not-wiped = A drive of this computer was not erased. Erase it too, then attach the whole log.
erasure-not-finished = The log stops before the end of the erasure. Do the erasure again and attach the whole log.
erasure-verification-off = Verification was off: nothing proves that the drive is empty. Do it again with verification (verify = last).
erasure-verification-missing = The log does not show that the drive was read back. Do it again with verification (verify = last).
erasure-bytes-unknown = The log does not say how many bytes were erased. Attach the whole log, or do the erasure again.
erasure-host-serial-missing = The log does not say which computer it comes from. Do it again from ShredOS, on the computer itself.
erasure-serial-masked = The drive’s serial number is masked (XXXX): this log cannot be linked to any drive. Do it again without the “quiet” option (-q).
erasure-serial-unreadable = The drive’s serial number cannot be read. Connect the drive directly, without a USB adapter, then do it again.
erasure-serial-missing = The drive’s serial number is missing. Connect the drive directly, without a USB adapter, then do it again.

## Erasure: the reset of a tablet or phone

erasure-reset-date-missing = The date of the reset is missing. Reset the device, then note the day.
erasure-reset-before-reception = The reset is older than the arrival of the device. Reset it again.
erasure-reset-in-the-future = The date of the reset is in the future. Correct the date.
erasure-setup-screen-photo-missing = The photo of the start screen is missing. Take it after the reset.
erasure-activation-lock-on = Activation Lock is on. Ask the previous owner to remove the device from their Apple account.
erasure-activation-lock-unchecked = Activation Lock was not checked. Connect the device to Wi-Fi: no account must be asked for.
erasure-reset-protection-on = Google’s protection (FRP) is on. Ask the previous owner to remove their account, then reset.
erasure-reset-protection-unchecked = Google’s protection (FRP) was not checked. Connect the device to Wi-Fi: the previous account must not be asked for.
erasure-device-management-on = The device is still managed remotely (MDM). Ask the donor to remove it from their management.
erasure-device-management-unchecked = Remote management (MDM) was not checked. Connect the device to Wi-Fi: no organisation must be shown.
erasure-sim-unchecked = The SIM slot was not checked. Take the card out, or note that there is no slot.
erasure-sd-unchecked = The memory card slot was not checked. Take the card out, or note that there is no slot.

os-family-apple = iPad or iPhone
os-family-android = Android
os-family-chrome-os = ChromeOS
os-family-windows = Windows
os-family-other = Another system

## Look

grade-a = A: looks very good
grade-a-description = No mark seen from 30 cm, screen on.
grade-b = B: looks good
grade-b-description = Small scratches or light wear. Nothing hinders reading.
grade-c = C: looks worn
grade-c-description = Scratches or marks plainly seen. Everything works, nothing cuts.
grade-scrap = Scrap
grade-scrap-description = Broken, dangerous or impossible to unlock. Goes to recycling.

## Steps of the workshop

step-triage = Triage
step-refurbishment = Refurbishment
step-quality-check = Quality check

## Device types

device-type-headset = Headset
device-type-slant-desk = Slant desk
device-type-keyboard = Keyboard
device-type-pointing-device = Mouse or other pointer
device-type-microphone = Microphone
device-type-charger = Charger
device-type-timer = Visual timer
device-type-scanner-pen = Scanner pen or mouse
device-type-voice-recorder = Voice recorder
device-type-braille-notetaker = Braille note-taker
device-type-electronic-magnifier = Electronic magnifier
device-type-mobile-router = 4G or 5G router

# Each drive.

drive-accepted = Erasure accepted
drive-unverified = Not verified
drive-failed = Failed
drive-aborted = Stopped before the end
drive-unlinkable = Cannot be tied to the device
drive-without-proof = No erasure
erasure-some-drives = A drive is not erased
drives-title = Drives
drives-caption = The drives of the device and what is proven of each
drive-column-drive = Drive
drive-column-serial = Serial number
drive-column-verdict = Erasure
drive-column-line = The log line that decides
drive-size = { $gigabytes } GB
drive-line = line { $number }
