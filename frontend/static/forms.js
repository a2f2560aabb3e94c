// @ts-check
// Shows that a form is on its way, so that nobody presses twice. The server answers a second press as the first anyway.

const working = document.body.dataset.working ?? "";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement) || button.classList.contains("quiet")) return;
  button.setAttribute("aria-disabled", "true");
  button.dataset.words = button.innerHTML;
  button.textContent = working;
  // When the answer is a file the page stays.
  setTimeout(restore, 10_000);
});

function restore() {
  for (const form of document.querySelectorAll("form[data-sent]")) form.removeAttribute("data-sent");
  for (const button of document.querySelectorAll("button[data-words]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.innerHTML = button.dataset.words ?? "";
    button.removeAttribute("data-words");
    button.removeAttribute("aria-disabled");
  }
}

// Coming back with the browser's arrow shows the page as it was left: let it be sent again.
window.addEventListener("pageshow", restore);
