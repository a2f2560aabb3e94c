// @ts-check
// The bench without a network: a code, what is done with the device, its form; and the queue, line by line.

import { offerCamera } from "./camera-button.js";
import { readScan } from "./code.js";
import { TooLarge, counts, giveUp, isHeld, lastHere, lines, onChange, remember, retry, told, whoIsHere } from "./queue.js";
import { signal, tell } from "./tone.js";
import { keepForm, sendAll } from "./unsent.js";
import { WRITTEN_IN, Wedge } from "./wedge.js";

const SHOWN = 50;
/** Where a device is received that has no page yet: its label is in the form, not in the address. */
const RECEPTION = "/bench/reception";
/** The list is drawn again at most so often, however fast lines come and go. */
const DRAWN_EVERY_MS = 400;

const root = one("#offline", HTMLElement, document);
const language = document.documentElement.lang;

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [within]
 * @returns {T}
 */
function one(selector, type, within = root) {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`no ${selector} on this page`);
  return found;
}

/**
 * @param {string} key
 * @param {string | number} [value]
 */
function words(key, value = "") {
  return (root.dataset[key] ?? "").replace("#", typeof value === "number" ? value.toLocaleString(language) : value);
}

// The queue in sight.

let drawing = false;
let stale = false;

async function draw() {
  if (drawing) {
    stale = true;
    return;
  }
  drawing = true;
  const account = whoIsHere();
  const { mine, others } = await counts(account);
  const refused = account === undefined ? [] : await lines(account, "refused", SHOWN);
  const waiting = account === undefined ? [] : await lines(account, "waiting", SHOWN - refused.length);
  const items = [...refused, ...waiting];
  const held = await Promise.all(items.map(isHeld));
  const last = account === undefined ? await lastHere() : undefined;
  const kept = await navigator.storage?.persisted?.();
  // From here on without a pause: what stands on the page fits together.
  drawLines(items, held);
  one(".mine", HTMLElement).textContent = words("mine", mine);
  show(".waits", mine > 0).textContent = words("mine", mine);
  show(".others", others > 0).textContent = words("others", others);
  show(".more", mine > items.length).textContent = words("more", mine - items.length);
  show(".work", mine > 0);
  show(".begin", account !== undefined);
  show(".same", last !== undefined);
  show(".forgetful", mine > 0 && !kept);
  if (account === undefined) say("nobody");
  else if (mine === 0) say("empty");
  if (account !== undefined) await drawTold(account);
  setTimeout(() => {
    drawing = false;
    if (stale) {
      stale = false;
      void draw();
    }
  }, DRAWN_EVERY_MS);
}

/**
 * @param {string} selector
 * @param {boolean} visible
 */
function show(selector, visible) {
  const element = one(selector, HTMLElement);
  element.hidden = !visible;
  return element;
}

/** @param {string} key */
function say(key) {
  const state = one(".state", HTMLElement);
  if (state.textContent !== words(key)) state.textContent = words(key);
  show(".sign-in", ["nobody", "signedOut", "somebodyElse"].includes(key));
}

/** Lines whose person is asked whether they are sure. @type {Set<number>} */
const asked = new Set();

/**
 * Lines that stay keep their element, and with it the focus.
 * @param {import('./queue.js').Item[]} items
 * @param {boolean[]} held
 */
function drawLines(items, held) {
  const list = one(".queue", HTMLElement);
  /** @type {Map<string, Element>} */
  const there = new Map([...list.children].map((line) => [line.getAttribute("data-line") ?? "", line]));
  items.forEach((item, place) => {
    const key = `${item.seq} ${item.state} ${held[place]}`;
    const line = there.get(key) ?? lineOf(item, held[place] === true);
    there.delete(key);
    line.setAttribute("data-line", key);
    if (list.children[place] !== line) list.insertBefore(line, list.children[place] ?? null);
  });
  for (const line of there.values()) line.remove();
}

/**
 * @param {import('./queue.js').Item} item
 * @param {boolean} held
 */
function lineOf(item, held) {
  const line = document.importNode(one("#item", HTMLTemplateElement).content, true).firstElementChild;
  if (!(line instanceof HTMLElement)) throw new Error("no line to copy");
  const part = (/** @type {string} */ selector) => one(selector, HTMLElement, line);
  part(".title").textContent = item.title;
  part(".code").textContent = item.subject;
  part(".at").textContent = new Date(item.at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  part(".said").textContent = item.said.join(" ");
  const state = item.state === "refused" ? "is-refused" : held ? "is-held" : "is-waiting";
  for (const element of line.querySelectorAll(".is-refused, .is-held, .is-waiting")) {
    if (!element.classList.contains(state)) element.remove();
  }
  const see = one("a.see", HTMLAnchorElement, line);
  if (item.path === RECEPTION) {
    // The label may be on no device yet.
    see.href = "/reception";
    see.textContent = words("reception");
  } else if (item.subject) see.href = item.path.startsWith(`/bench/${item.subject}/`) ? `/bench/${item.subject}` : `/d/${item.subject}`;
  const about = `${item.title} ${item.subject}`;
  for (const control of line.querySelectorAll("a, button")) control.setAttribute("aria-label", `${control.textContent?.trim()}, ${about}`);
  if (item.state === "refused") {
    part(".retry").onclick = () => void retry(item).then(sendAll);
  } else {
    part(".retry").remove();
  }
  const sure = part(".sure");
  const askWhetherSure = (/** @type {boolean} */ ask) => {
    sure.hidden = !ask;
    part(".give-up").hidden = ask;
    if (ask) asked.add(item.seq);
    else asked.delete(item.seq);
  };
  askWhetherSure(asked.has(item.seq));
  part(".give-up").onclick = () => {
    askWhetherSure(true);
    part(".give-up-no").focus();
  };
  part(".give-up-no").onclick = () => {
    askWhetherSure(false);
    part(".give-up").focus();
  };
  // The later lines of this device are free to go.
  part(".give-up-yes").onclick = () => void giveUp(item).then(sendAll);
  return line;
}

/** @param {number} account */
async function drawTold(account) {
  const { sent, givenUp } = await told(account);
  const all = [...givenUp.map((line) => ({ line, key: "givenUp" })), ...sent.map((line) => ({ line, key: "sent" }))];
  show(".told", all.length > 0);
  const shown = all.slice(0, SHOWN).map(({ line, key }) => {
    const element = document.createElement("li");
    const at = new Date(line.at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
    element.textContent = `${at} · ${words(key, `${line.title} ${line.subject}`.trim())} ${line.said}`;
    return element;
  });
  one(".log", HTMLElement).replaceChildren(...shown);
}

document.addEventListener("queue-sending", () => say("sending"));
document.addEventListener("queue-ended", (event) => void ended(/** @type {CustomEvent} */ (event).detail));

/** @param {import('./queue.js').Ended} how */
async function ended(how) {
  const account = whoIsHere();
  if (how === "unreachable") say("unreachable");
  else if (how === "failed") say("failed");
  else if (how === "signed-out") say("signedOut");
  else if (how === "somebody-else") say("somebodyElse");
  else if (account !== undefined && (await counts(account)).mine > 0) say("refused");
  else {
    say("empty");
    const said = one(".scan-said", HTMLElement);
    said.className = "scan-said";
    said.textContent = "";
  }
}

one(".again", HTMLButtonElement).onclick = () => void sendAll();

one(".it-is-me", HTMLButtonElement).onclick = async () => {
  await remember(await lastHere());
  void draw();
  void sendAll();
};

// A device and its form.

const begin = one(".begin form", HTMLFormElement);
const field = one(".scan", HTMLElement);
const typed = one("#code", HTMLInputElement);
const wedge = new Wedge();

begin.addEventListener("change", chosen);
begin.addEventListener("submit", (event) => {
  event.preventDefault();
  void take();
});
// Wherever the focus is, a scanner's keys are for the field; but not what somebody writes elsewhere, nor while a form is
// open.
document.addEventListener(
  "keydown",
  (event) => {
    const own = document.activeElement === typed;
    const isTheirs = !own && document.activeElement?.matches(WRITTEN_IN) === true;
    const takesNone = one(".begin", HTMLElement).hidden || !one(".filled", HTMLElement).hidden;
    if (event.defaultPrevented || isTheirs || takesNone) return;
    const what = wedge.press(event, keeping);
    if (what === "key") return;
    if (what === "end") {
      const text = own ? wedge.read() || typed.value : wedge.burst();
      // Nothing was scanned: the key does what it does.
      if (text.trim() === "") return;
      typed.value = text;
      begin.requestSubmit();
    } else if (what === "refused") {
      tell(field, "wait", words("busy"));
    }
    event.preventDefault();
  },
  { capture: true },
);

// A camera reads the next label once the form of the last one is kept or left.
const camera = offerCamera(field, {
  isBusy: () => keeping || !one(".filled", HTMLElement).hidden,
  wait: () => {},
  take: (text) => {
    typed.value = text;
    begin.requestSubmit();
  },
});

function step() {
  return one("[name=step]:checked", HTMLInputElement, begin);
}

function chosen() {
  for (const field of begin.querySelectorAll("[data-for]")) {
    if (field instanceof HTMLElement) field.hidden = field.dataset.for !== step().dataset.of;
  }
}

async function take() {
  // What was typed stays, for the press that comes next.
  if (keeping) return tell(field, "wait", words("busy"));
  const mistake = one("#code-mistake", HTMLElement);
  const read = readScan(typed.value);
  mistake.textContent = "mistake" in read ? words(read.mistake, read.value) : "";
  typed.setAttribute("aria-invalid", String("mistake" in read));
  if ("mistake" in read) {
    signal("stop");
    return camera.isOn() ? undefined : typed.select();
  }
  typed.value = "";
  if ("card" in read) return putOn(read.card);
  const of = step().dataset.of;
  const kind = of && of !== "card" && of !== "reception" ? `[data-of="${one(`#${of}`, HTMLSelectElement).value}"]` : "";
  const template = one(`template[data-form="${step().value}"]${kind}`, HTMLTemplateElement);
  const form = document.importNode(template.content, true).firstElementChild;
  if (!(form instanceof HTMLFormElement)) return;
  form.action = form.action.replace("CODE", read.code);
  one("[name=write_id]", HTMLInputElement, form).value = crypto.randomUUID();
  let title = step().closest("label")?.textContent?.trim() ?? "";
  if (of === "card") {
    const card = one("#card", HTMLSelectElement);
    one("[name=mode]", HTMLInputElement, form).value = card.value;
    one("[name=code]", HTMLInputElement, form).value = read.code;
    title = card.selectedOptions[0]?.textContent ?? title;
  }
  if (of === "reception") {
    one("[name=label]", HTMLInputElement, form).value = read.code;
    one("[name=lot]", HTMLInputElement, form).value = one("#reception-lot", HTMLInputElement).value.trim();
    one("[name=kind]", HTMLInputElement, form).value = one("#reception-kind", HTMLSelectElement).value;
  }
  const about = { title, subject: read.code };
  if (template.dataset.atOnce !== undefined) return keepHere(form, null, about);
  fillIn(form, about);
}

/**
 * From here on things are scanned under this card.
 * @param {string} card
 */
function putOn(card) {
  const select = one("#card", HTMLSelectElement);
  if (![...select.options].some((option) => option.value === card)) {
    const [word, rest] = [card.split("-", 1)[0], card.slice(card.indexOf("-") + 1)];
    const title = { IN: words("cardInto", rest), RECEIVED: words("cardReceived") }[word ?? ""];
    if (!title) {
      one("#code-mistake", HTMLElement).textContent = words("cardUnknown");
      signal("stop");
      return;
    }
    select.add(new Option(title, card));
  }
  one("[name=step][value=scan]", HTMLInputElement, begin).checked = true;
  select.value = card;
  signal("info");
  chosen();
  focusTyped();
}

/**
 * @param {HTMLFormElement} form
 * @param {{ title: string, subject: string }} about
 */
function fillIn(form, about) {
  const today = form.querySelector("[type=date]");
  if (today instanceof HTMLInputElement) today.value = new Date().toLocaleDateString("sv-SE");
  if (form.dataset.complete !== undefined) {
    for (const control of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea, select")) {
      const optional = control.closest(".field")?.querySelector(".optional");
      if (!optional) control.setAttribute("required", "");
    }
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void keepHere(form, event.submitter, about);
  });
  one(".here", HTMLElement).replaceChildren(form);
  const title = one("#filled-title", HTMLElement);
  title.textContent = `${about.title}, ${about.subject}`;
  show(".filled", true);
  signal("info");
  title.focus();
  title.scrollIntoView();
  const scanned = form.querySelector("[data-scan]");
  if (scanned instanceof HTMLInputElement) takeScan(scanned, form);
}

/**
 * The next scan is for this field, and ends the form: the label and the device's number are two scans, no key between.
 * @param {HTMLInputElement} field
 * @param {HTMLFormElement} form
 */
function takeScan(field, form) {
  const own = new Wedge();
  field.addEventListener("keydown", (event) => {
    const what = own.press(event, keeping);
    if (what === "key") return;
    event.preventDefault();
    if (what !== "end") return;
    const read = own.read();
    if (read) field.value = read;
    if (field.value.trim() !== "") form.requestSubmit();
  });
  field.focus();
}

one(".leave", HTMLButtonElement).onclick = leave;

function leave() {
  show(".filled", false);
  one(".here", HTMLElement).replaceChildren();
  focusTyped();
}

/** A phone would cover the camera's picture with its keyboard. */
function focusTyped() {
  if (!camera.isOn()) typed.focus();
}

let keeping = false;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {{ title: string, subject: string }} about
 */
async function keepHere(form, submitter, about) {
  if (keeping) return;
  keeping = true;
  try {
    const id = await keepForm(form, submitter, about);
    if (id === undefined) return say("nobody");
    tell(field, "wait", words("kept", `${about.title} ${about.subject}`));
    leave();
    void sendAll();
  } catch (error) {
    tell(field, "stop", words(error instanceof TooLarge ? "tooLarge" : "notKept"));
    field.scrollIntoView();
  } finally {
    keeping = false;
  }
}

root.hidden = false;
onChange(() => void draw());
void draw();
chosen();
// Opened in place of a device's page: its code is in the address.
const code = /^\/(?:bench|counter|devices|d)\/([^/]+)/i.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("code");
if (code && "code" in readScan(code)) typed.value = code;
