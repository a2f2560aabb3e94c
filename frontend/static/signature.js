// @ts-check
// A frame to sign in with a finger, a stylus or a mouse. Without this script the page offers to sign on paper.

import SignaturePad from "./signature_pad.js";

/** @param {HTMLElement} field */
function open(field) {
  const frame = field.querySelector(".signature-frame");
  const canvas = field.querySelector("canvas");
  const drawing = field.querySelector("input");
  const said = field.querySelector(".signature-said");
  const clear = field.querySelector("button");
  if (!(frame instanceof HTMLElement) || !canvas || !drawing || !said || !clear) return;

  frame.hidden = false;
  // Black on white whatever the theme: the drawing goes onto paper.
  const pad = new SignaturePad(canvas, { penColor: "#000", backgroundColor: "#fff" });

  const tell = () => {
    drawing.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
    said.textContent = (pad.isEmpty() ? field.dataset.empty : field.dataset.drawn) ?? "";
  };
  // Turning a phone resizes the frame and would blur or lose the strokes.
  const fit = () => {
    const strokes = pad.toData();
    const ratio = Math.max(window.devicePixelRatio, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d")?.scale(ratio, ratio);
    pad.clear();
    pad.fromData(strokes);
    tell();
  };

  pad.addEventListener("endStroke", tell);
  clear.addEventListener("click", () => {
    pad.clear();
    tell();
  });
  new ResizeObserver(fit).observe(canvas);
}

for (const field of document.querySelectorAll(".signature")) {
  if (field instanceof HTMLElement) open(field);
}
