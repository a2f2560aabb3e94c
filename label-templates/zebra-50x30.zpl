// title-fr: Étiquette 50 × 30 mm (Zebra et autres, ZPL, 203 dpi)
// title-en: 50 × 30 mm label (Zebra and others, ZPL, 203 dpi)
// page-mm: 50 x 30
// label-mm: 50 x 30
// labels: 1 x 1
// qr-mm: 23.5
// printer-dpi: 203
// address: capitals
^XA
^CI28
^PW400
^LL240
^LH0,0
^FO8,12^A0N,46,42^FB384,1,0,C^FD{code}^FS
^FO0,52{qr}^FS
^FO192,74^A0N,25,25^FB198,5,4,L^FD{line}^FS
^XZ
