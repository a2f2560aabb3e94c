// @ts-check
// The scan field above a page of the bench: the next label or card is scanned without a click, whatever was pressed
// last, and the focus stays where it is. What somebody writes in a field is theirs, a scanner's keys included. Without
// this script it is a plain form.

import { WRITTEN_IN, Wedge } from "./wedge.js";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} unsent
 */
function watch(form, input, unsent) {
  const wedge = new Wedge();
  let sent = false;

  document.addEventListener(
    "keydown",
    (event) => {
      const own = document.activeElement === input;
      // A scanner pressed while a bench is locked reads a badge.
      if (event.defaultPrevented || document.querySelector("dialog[open]") || (!own && document.activeElement?.matches(WRITTEN_IN))) return;
      const what = wedge.press(event, sent);
      if (what === "key") return;
      if (what !== "end") return event.preventDefault();
      const text = own ? wedge.read() || input.value : wedge.burst();
      if (text.trim() === "") {
        if (own && event.key === "Enter") event.preventDefault();
        return;
      }
      // Else the scanner's Enter would press whatever has the focus.
      event.preventDefault();
      input.value = text;
      form.requestSubmit();
    },
    { capture: true },
  );

  form.addEventListener("submit", (event) => {
    // Pressed by a person who has read the sentence.
    const anyway = !unsent.hidden && event.submitter !== null;
    if (!anyway && hasAnswers()) {
      event.preventDefault();
      unsent.hidden = false;
      navigator.vibrate?.([120, 80, 120]);
      return;
    }
    sent = true;
  });

  window.addEventListener("pageshow", () => (sent = false));
}

/** Whether something on the page was answered and not sent, or came back with a mistake. */
function hasAnswers() {
  const controls = [...document.querySelectorAll("main form[method=post] :is(input, select, textarea)")];
  const asks = controls.some((control) => control.matches("textarea, select, input:not([type=hidden])"));
  return controls.some(isChanged) || (asks && document.querySelector("main [role=alert]") !== null);
}

/** @param {Element} control */
function isChanged(control) {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control instanceof HTMLSelectElement) {
    const before = [...control.options].map((option) => option.defaultSelected).lastIndexOf(true);
    return control.selectedIndex !== Math.max(before, 0);
  }
  if (!(control instanceof HTMLInputElement) || control.type === "hidden") return false;
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.type === "file") return (control.files?.length ?? 0) > 0;
  return control.value !== control.defaultValue;
}

const form = document.querySelector("form.next-scan");
const input = form?.querySelector("input");
const unsent = form?.querySelector(".scan-said");
if (form instanceof HTMLFormElement && input && unsent instanceof HTMLElement) watch(form, input, unsent);
