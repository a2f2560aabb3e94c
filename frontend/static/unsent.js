// @ts-check
// On every page: how many forms wait on this device, sending them, and keeping the next one. A form with
// `data-queue` is written on the device first, so that neither a dead network nor a closed browser loses it.

import { TooLarge, counts, filledIn, find, keep, onChange, remember, send, showing, shown, told, whoIsHere } from "./queue.js";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;

const bar = document.querySelector(".unsent");
const page = document.body.dataset;

// Who is signed in.

const known = page.account === undefined ? undefined : Number(page.account) || undefined;

async function begin() {
  if (page.account !== undefined) {
    await remember(known);
    if (known !== undefined) await shown(known, document.querySelector("main [role=alert]") !== null);
  }
  onChange(() => void count());
  await count();
  await sendAll();
}

// What waits, in sight.

async function count() {
  if (!(bar instanceof HTMLElement)) return;
  const { mine, others } = await counts(whoIsHere());
  const said = [mine > 0 ? fill(bar.dataset.mine, mine) : "", others > 0 ? fill(bar.dataset.others, others) : ""];
  const link = bar.querySelector("a");
  if (link) link.textContent = said.filter((one) => one !== "").join(" · ");
  bar.hidden = mine + others === 0;
}

/**
 * @param {string | undefined} sentence
 * @param {number} count
 */
function fill(sentence, count) {
  return (sentence ?? "").replace("#", count.toLocaleString(document.documentElement.lang));
}

// Sending: now, when the browser believes in a network again, when somebody looks, and by itself.

let pause = FIRST_PAUSE_MS;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;

/** @returns {Promise<import('./queue.js').Ended | 'nobody'>} */
export async function sendAll() {
  clearTimeout(again);
  const account = whoIsHere();
  if (account === undefined) return "nobody";
  if ((await counts(account)).mine === 0) return "done";
  document.dispatchEvent(new CustomEvent("queue-sending"));
  const ended = await send(account);
  if (ended === "unreachable" || ended === "failed") {
    clearTimeout(again);
    again = setTimeout(() => void sendAll(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  } else {
    pause = FIRST_PAUSE_MS;
  }
  document.dispatchEvent(new CustomEvent("queue-ended", { detail: ended }));
  return ended;
}

function tryNow() {
  pause = FIRST_PAUSE_MS;
  void sendAll();
}

// Keeping: the queue goes before the network, always.

/**
 * Keeps a form on this device. Says so on the page when it cannot.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {{ title: string, subject: string }} about
 * @returns {Promise<string | undefined>} its id, once the disk has it
 */
export async function keepForm(form, submitter, about) {
  // The page says whose it is; the one without a network, who was signed in last.
  const account = known ?? whoIsHere();
  if (account === undefined) return undefined;
  const id = await keep(account, await filledIn(form, submitter), about);
  // The browser may ask the person, or refuse: the offline page says which.
  void navigator.storage?.persist?.();
  return id;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function keepAndSend(form, submitter) {
  /** @type {string | undefined} */
  let id;
  try {
    id = await keepForm(form, submitter, { title: form.dataset.queue ?? "", subject: codeIn(form.action) });
  } catch (error) {
    return sayOnPage(form, error instanceof TooLarge ? words("tooLarge") : words("notKept"));
  }
  if (id === undefined || known === undefined) return submit(form, submitter);
  await sendAll();
  const item = await find(known, id);
  if (item?.state === "refused") {
    // The page itself says it best, with everything typed still in its place. The id is the same: should it
    // be accepted now, it is accepted once.
    await showing(item);
    return submit(form, submitter);
  }
  const { sent } = await told(known);
  const receipt = sent.find((line) => line.id === id);
  location.assign(item ? "/bench/offline" : (receipt?.location ?? "/bench"));
}

/**
 * Sends a form as the browser would have, with the answer that stood on the button.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
function submit(form, submitter) {
  if (submitter instanceof HTMLButtonElement && submitter.name !== "") {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = submitter.name;
    pressed.value = submitter.value;
    form.append(pressed);
  }
  form.submit();
}

/** @param {string} key */
function words(key) {
  return (bar instanceof HTMLElement ? bar.dataset[key] : undefined) ?? "";
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sentence
 */
function sayOnPage(form, sentence) {
  form.querySelector(".mistake.of-queue")?.remove();
  const said = document.createElement("p");
  said.className = "mistake of-queue";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  form.append(said);
}

/** @param {string} address */
function codeIn(address) {
  return /\/(?:bench|devices)\/([^/]{4}-[^/]{4})\//.exec(new URL(address).pathname)?.[1] ?? "";
}

// Without a secure context there is neither a worker nor a lock between tabs: the forms are sent as ever.
if (window.isSecureContext && "locks" in navigator) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.queue === undefined || event.defaultPrevented) return;
    event.preventDefault();
    void keepAndSend(form, event.submitter);
  });
  window.addEventListener("online", tryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tryNow();
  });
  // Signing out leaves the queue where it is; whoever comes next fills another one.
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.action.endsWith("/sign-out")) void remember(undefined);
  });
  void begin();
  void navigator.serviceWorker?.register("/service-worker.js");
  // The forms of the page without a network, as they are today; not at all when they have not changed.
  if (location.pathname === "/bench") void fetch("/bench/offline").catch(() => undefined);
}
