// @ts-check
// On a wide screen an open group of the menu lies over the page: it closes by Escape, and when somebody goes elsewhere.
// Without this file it closes as it opened, by its own word.

const wide = window.matchMedia("(min-width: 62rem)");

function openGroup() {
  const group = wide.matches ? document.querySelector("header nav details[open]") : null;
  return group instanceof HTMLDetailsElement ? group : undefined;
}

/** @param {Event} event */
function closeUnlessWithin(event) {
  const group = openGroup();
  if (group && event.target instanceof Node && !group.contains(event.target)) group.open = false;
}

document.addEventListener("click", closeUnlessWithin);
document.addEventListener("focusin", closeUnlessWithin);
document.addEventListener("keydown", (event) => {
  const group = openGroup();
  if (event.key !== "Escape" || !group) return;
  // The focus would be lost with what it stands on.
  if (group.contains(document.activeElement)) group.querySelector("summary")?.focus();
  group.open = false;
});
// Who comes back with the browser's arrow finds the page, not the menu over it.
window.addEventListener("pagehide", () => {
  const group = openGroup();
  if (group) group.open = false;
});
