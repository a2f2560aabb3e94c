# Codes on labels
label-code-empty = Scan the label, or type the code written on it.
label-code-other-address = This QR code is not the one of a device label. Scan the label stuck on the device.
label-code-symbol = No code contains the character “{ $symbol }”. Codes have no 0, 1, A, E, I, L, O or Q: look at the label again.
label-code-length = A code has 8 characters; there are { $count } here. Look at the label again.
label-code-check = One character is wrong. Compare with the label and correct it.
