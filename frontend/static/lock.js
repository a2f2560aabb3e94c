// @ts-check
// The lock of a bench. A page left alone is covered, its session ended at the server, and what was being written
// stays behind the cover: the same person finds it again, another one gets the bench's first page instead.

const cover = document.getElementById("lock");
if (cover instanceof HTMLDialogElement) guard(cover);
for (const form of document.querySelectorAll("form[data-badge]")) {
  if (form instanceof HTMLFormElement) scanThenPin(form);
}

/** @param {HTMLDialogElement} cover */
function guard(cover) {
  // A little before the server does, so that nothing is sent that it would refuse.
  const idle = Math.max(Number(cover.dataset.idle) - 20, 30) * 1000;
  const form = cover.querySelector("form");
  const said = cover.querySelector("[data-said]");
  if (!form || !said) return;
  scanThenPin(form);

  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
  }
  // A browser asleep runs no timer: what counts is the time gone by when it wakes.
  setInterval(look, 5_000);
  document.addEventListener("visibilitychange", look);
  // Someone who writes for long is not idle, but the server hears nothing of it.
  let heard = Date.now();
  function look() {
    if (cover.open) return;
    if (Date.now() - touched > idle) void lock();
    else if (touched > heard && Date.now() - heard > idle / 3) {
      heard = Date.now();
      void fetch("/sign-in/badge", { redirect: "manual" });
    }
  }

  let locked = false;
  async function lock() {
    locked = true;
    cover.showModal();
    try {
      await fetch("/sign-in/lock", { method: "POST", redirect: "manual" });
    } catch {
      // Without a network the server ends the session by itself.
    }
  }

  // Escape closes no lock. The browser tells that it is closed a moment later, whoever closed it.
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("close", () => {
    if (locked) cover.showModal();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // forms.js would show the button as busy for a page that does not leave.
    event.stopPropagation();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.set(name, String(value));
    body.set("quick", "yes");
    body.set("lang", document.documentElement.lang);
    said.textContent = "";
    try {
      const response = await fetch("/sign-in/badge", { method: "POST", body });
      const answer = await response.json();
      if (answer.who === "same") {
        form.reset();
        touched = heard = Date.now();
        locked = false;
        cover.close();
      } else if (answer.who === "other") {
        location.assign("/bench");
      } else if (answer.who === "page") {
        location.assign("/sign-in/badge");
      } else {
        said.textContent = answer.say;
        form.reset();
        form.querySelector("input")?.focus();
      }
    } catch {
      // Too many tries, or no network: the whole page says which.
      location.assign("/sign-in/badge");
    }
  });
}

/**
 * The scanner ends the badge with Enter or Tab: on to the PIN.
 * @param {HTMLFormElement} form
 */
function scanThenPin(form) {
  const badge = form.querySelector("input[name=badge]");
  const pin = form.querySelector("input[name=pin]");
  if (!(badge instanceof HTMLInputElement) || !(pin instanceof HTMLInputElement)) return;
  if (!form.closest("dialog")) badge.focus();
  badge.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || badge.value === "" || pin.value !== "") return;
    event.preventDefault();
    pin.focus();
  });
}
