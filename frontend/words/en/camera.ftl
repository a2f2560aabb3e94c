# Scanning with a camera: in the page, or by a photo that the server reads.

camera-on = Scan with the camera
camera-off = Switch the camera off
camera-picture = What the camera sees
camera-torch = Light
camera-lens = Lens
camera-lens-number = Lens { $number }
camera-starting = The camera is starting…
camera-looking = Show a label to the camera.
camera-several = Several labels are in sight: show only one.
camera-denied = This site may not use the camera. Allow it in the browser’s settings, or scan in another way.
camera-none = No camera was found. Scan in another way, or type the code.
camera-taken = The camera does not answer: another application may be using it. Close it, then try again.
camera-no-decoder = The code reader could not be loaded. Check the network, then try again.
camera-stopped = The camera has stopped. Switch it on again to go on.

label-photo = Send a photo of the label
label-photo-file = Photo of the label
label-photo-hint = JPEG or PNG. One label only, sharp and close. The photo is not kept.
label-photo-read = Read this photo
label-photo-missing = Take or choose a photo.
label-photo-no-code = No code was found in this photo. Take it again from closer, sharp and without glare.
label-photo-several = This photo shows several labels. Take it again with only one.
label-photo-foreign = The code in this photo is not one of our labels. Take a photo of the device’s label.
