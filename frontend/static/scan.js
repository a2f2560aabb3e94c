// @ts-check
// The scan field of a bench: a scanner is a keyboard that types a code and ends it with Enter or Tab.
// The field keeps the focus so that hands in gloves need no mouse. Without this script it is a plain form.

/** @param {HTMLElement} scan */
function watch(scan) {
  const input = scan.querySelector("input");
  const said = scan.querySelector(".scan-said");
  const form = input?.form;
  if (!input || !form || !said) return;

  let busy = false;
  let typedAt = 0;
  input.focus();
  input.select();

  input.addEventListener("input", () => {
    typedAt = performance.now();
  });

  input.addEventListener("keydown", (event) => {
    // A key sent without its physical code still carries its meaning.
    const key = event.code || event.key;
    // A scanner ends at once; a person who presses Tab after a while wants to go on to the next control.
    const scanned = performance.now() - typedAt < 100;
    const ends = key === "Enter" || key === "NumpadEnter" || (key === "Tab" && !event.shiftKey && scanned);
    if (!ends || input.value.trim() === "") return;
    event.preventDefault();
    if (!busy) form.requestSubmit();
  });

  form.addEventListener("submit", (event) => {
    if (busy) {
      event.preventDefault();
      return;
    }
    busy = true;
    input.readOnly = true;
    said.textContent = scan.dataset.busy ?? "";
  });

  // A scan that starts while nothing else is being filled in belongs to the field.
  document.addEventListener("keydown", (event) => {
    const elsewhere = document.activeElement === document.body || document.activeElement?.id === "content";
    if (!elsewhere || busy || event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    input.focus();
  });

  window.addEventListener("pageshow", () => {
    busy = false;
    input.readOnly = false;
    said.textContent = "";
  });
}

for (const scan of document.querySelectorAll(".scan")) {
  if (scan instanceof HTMLElement) watch(scan);
}
