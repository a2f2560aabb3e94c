// @ts-check
// The scan field of a bench: a scanner is a keyboard that types a code and ends it with Enter or Tab.
// The field keeps the focus so that hands in gloves need no mouse. Where the form says `data-continuous`
// each scan is sent without leaving the page. Without this script it is a plain form.

import { offerCamera } from "./camera-button.js";
import { readScan } from "./code.js";
import { counts, keep, whoIsHere } from "./queue.js";
import { beep, beepOnOpening, tell } from "./tone.js";
import { sendAll } from "./unsent.js";
import { Wedge } from "./wedge.js";

const ANSWER_WITHIN_MS = 10_000;
const OPEN = "OPEN";
const PARTS = ["scan-mode", "scan-count", "scan-refused", "scan-tally"];
/** Where cards say what to do with the next things; a count has none. */
const BENCH = "/bench/scan";

/** @param {HTMLElement} scan */
function watch(scan) {
  const input = scan.querySelector("input");
  const said = scan.querySelector(".scan-said");
  const form = input?.form;
  if (!input || !form || !said) return;

  const wedge = new Wedge();
  const continuous = form.hasAttribute("data-continuous");
  let busy = false;
  const camera = offerCamera(scan, {
    isBusy: () => busy,
    wait: () => say("wait", scan.dataset.busy ?? ""),
    take: (text) => {
      input.value = text;
      // Who scans is at the bench, though no finger touches it.
      input.dispatchEvent(new Event("input", { bubbles: true }));
      if (!continuous) beep("info");
      form.requestSubmit();
    },
  });
  input.focus();
  input.select();

  input.addEventListener("keydown", (event) => {
    const what = wedge.press(event, busy);
    if (what === "swallow") {
      event.preventDefault();
    } else if (what === "refused") {
      event.preventDefault();
      say("wait", scan.dataset.busy ?? "");
    } else if (what === "end" && input.value.trim() !== "") {
      event.preventDefault();
      const read = wedge.read();
      if (read) input.value = read;
      form.requestSubmit();
    } else if (what === "end" && event.key === "Enter") {
      event.preventDefault();
    }
  });

  form.addEventListener("submit", (event) => {
    if (busy) {
      event.preventDefault();
      say("wait", scan.dataset.busy ?? "");
      return;
    }
    if (continuous) {
      event.preventDefault();
      void send(form, new FormData(form));
      input.value = "";
      return;
    }
    busy = true;
    input.readOnly = true;
    said.textContent = scan.dataset.busy ?? "";
  });

  // What was scanned before may be taken back without leaving the page either.
  if (continuous) {
    document.addEventListener("submit", (event) => {
      const other = event.target;
      if (!(other instanceof HTMLFormElement) || other === form || !other.hasAttribute("data-continuous")) return;
      event.preventDefault();
      if (!busy) void send(other, new FormData(other));
    });
  }

  /**
   * @param {HTMLFormElement} sent
   * @param {FormData} fields
   */
  async function send(sent, fields) {
    busy = true;
    form?.setAttribute("aria-busy", "true");
    try {
      // What waits goes first.
      if (sent === form && fields.get("mode") !== OPEN && (await waiting()) > 0 && (await keepScan(fields))) return;
      const answer = await fetch(sent.action, {
        method: "POST",
        headers: { "x-queue": "1" },
        body: new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      if (answer.status === 401) return (sent === form && (await keepScan(fields))) || signedOut();
      const receipt = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : null;
      if (!receipt) return show(await answer.text(), answer.ok ? null : refusalWord());
      const to = new URL(receipt.location, location.href);
      if (to.pathname !== location.pathname) return void location.assign(to);
      history.replaceState(null, "", to);
      const page = await fetch(to, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null);
      if (page?.ok) show(await page.text(), receipt.said);
      // The write is committed whatever becomes of the page that shows it.
      else say("good", receipt.said);
    } catch {
      if (sent === form && (await keepScan(fields))) return;
      say("stop", scan.dataset.noNetwork ?? "");
      // Nothing typed is lost: the same form sent again is done once.
      if (sent === form && input) input.value = String(fields.get("code") ?? "");
    } finally {
      busy = false;
      form?.removeAttribute("aria-busy");
      // A phone would cover the camera's picture with its keyboard.
      if (!camera.isOn()) {
        input?.focus();
        input?.select();
      }
    }
  }

  async function waiting() {
    const here = whoIsHere();
    return here === undefined ? 0 : (await counts(here)).mine;
  }

  /**
   * Keeps a scan on this device, under the card that is on; a card scanned meanwhile is put on here. The id is
   * the one that may have been sent: recorded or not, it is recorded once.
   *
   * @param {FormData} fields
   * @returns {Promise<boolean>} whether it needs no other word
   */
  async function keepScan(fields) {
    const here = whoIsHere();
    const read = readScan(String(fields.get("code") ?? ""));
    if (here === undefined || "mistake" in read || !("locks" in navigator)) return false;
    const id = form?.elements.namedItem("write_id");
    if (!form || !(id instanceof HTMLInputElement)) return false;
    const path = new URL(form.action).pathname;
    if (path === BENCH) {
      const mode = form.elements.namedItem("mode");
      if (!(mode instanceof HTMLInputElement)) return false;
      // Without a card a scan opens the device, and its page without a network is as good.
      if ("code" in read && mode.value === OPEN) {
        location.assign(`/bench/${read.code}`);
        return true;
      }
      if ("card" in read) {
        mode.value = read.card;
        say("info", read.card);
        return true;
      }
    }
    if (!("code" in read)) return false;
    // A count asks the journal where the device was when it was seen, not when the network came back.
    if (fields.has("seen_at")) fields.set("seen_at", new Date().toISOString());
    try {
      const all = [...fields].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));
      const title = document.querySelector("#scan-mode strong")?.textContent ?? "";
      await keep(here, { path, multipart: false, fields: all, files: [] }, { title, subject: read.code });
    } catch {
      return false;
    }
    id.value = crypto.randomUUID();
    say("wait", (scan.dataset.kept ?? "").replace("#", String(await waiting())));
    void sendAll();
    return true;
  }

  function signedOut() {
    say("stop", scan.dataset.signedOut ?? "");
  }

  function refusalWord() {
    return scan.dataset.failed ?? "";
  }

  /**
   * Takes over what the server says now: the mode, what was refused, the tally, and the ids of the next forms.
   *
   * @param {string} html
   * @param {string | null} sentence
   */
  function show(html, sentence) {
    const page = new DOMParser().parseFromString(html, "text/html");
    // Taking its parts over empties the page that came.
    const isOurs = PARTS.every((id) => page.getElementById(id));
    for (const id of PARTS) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) old.replaceWith(fresh);
    }
    for (const name of ["write_id", "mode"]) {
      const fresh = page.querySelector(`form[data-continuous]:has(.scan) [name=${name}]`)?.getAttribute("value");
      const own = form?.elements.namedItem(name);
      if (fresh && own instanceof HTMLInputElement) own.value = fresh;
    }
    const refusals = [...document.querySelectorAll("#scan-refused .refusal, #scan-refused .summary li")];
    if (refusals.length > 0) {
      const words = refusals.map((refusal) => refusal.textContent?.trim()).join(" ");
      // The field says it, once: of the box above it only the way to the device stays.
      const see = document.querySelector("#scan-refused .verdict p:has(> a)");
      document.getElementById("scan-refused")?.replaceChildren(...(see ? [see] : []));
      say("stop", words);
    } else if (isOurs) {
      const tone = document.querySelector("#scan-tally [data-tone]")?.getAttribute("data-tone");
      say(tone === "info" ? "info" : "good", sentence ?? "");
    } else {
      say("stop", page.querySelector("main p")?.textContent?.trim() || refusalWord());
    }
  }

  /**
   * @param {import("./tone.js").Tone} tone
   * @param {string} words
   */
  function say(tone, words) {
    tell(scan, tone, words);
  }

  // A scan that starts while nothing else is being filled in belongs to the field.
  document.addEventListener("keydown", (event) => {
    const elsewhere = document.activeElement === document.body || document.activeElement?.id === "content";
    if (!elsewhere || event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    input.focus();
    // The field did not see this key: it was pressed before the focus came.
    if (wedge.press(event, busy) !== "key") event.preventDefault();
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

// Whoever scans looks at the device: a page that a scan opens is heard too.
if (document.querySelector("main .scan")) {
  if (document.querySelector("main [role=alert]")) beepOnOpening("stop");
  else if (document.querySelector("main > .done")) beepOnOpening("good");
}
