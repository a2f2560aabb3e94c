// @ts-check
// The camera of a scan field, fetched when it is wanted. What it reads goes the way of a scanner's codes; the
// field says what came of it.

import { ON, keep } from "./camera-button.js";
import { readScan } from "./code.js";

/** Between two looks, in milliseconds: quick for a hand, slow for a battery. */
const PACE = 150;
/** A code that was read is read again only after it was out of sight for so long. */
const OUT_OF_SIGHT = 3_000;
/** After two labels were in sight at once, nothing is read for so long: one of them may only have been missed. */
const UNSETTLED = 1_000;
const LENS = "camera-lens";

/**
 * @typedef {object} Field
 * @property {() => boolean} isBusy
 * @property {(text: string) => void} take
 * @property {() => void} wait says that the last one is still on its way
 */

export class Camera {
  #panel;
  #field;
  #view;
  #video;
  #said;
  #on;
  #torch;
  #lens;
  /** @type {MediaStream | undefined} */
  #stream;
  /** Counts the times it was switched on or off: an answer for an earlier one comes too late. */
  #turn = 0;
  #resume = false;
  /** When each code was last in sight. @type {Map<string, number>} */
  #seen = new Map();
  #severalAt = -Infinity;
  /** The code that was asked to wait. */
  #waiting = "";

  /**
   * @param {HTMLElement} panel
   * @param {Field} field
   */
  constructor(panel, field) {
    this.#panel = panel;
    this.#field = field;
    this.#view = part(panel, ".camera-view", HTMLElement);
    this.#video = part(panel, "video", HTMLVideoElement);
    this.#said = part(panel, ".camera-said", HTMLElement);
    this.#on = part(panel, ".camera-on", HTMLButtonElement);
    this.#torch = part(panel, ".camera-torch", HTMLButtonElement);
    this.#lens = part(panel, "select", HTMLSelectElement);
    part(panel, ".camera-off", HTMLButtonElement).onclick = () => {
      this.#stop();
      keep(() => sessionStorage.removeItem(ON));
      this.#on.focus();
    };
    this.#torch.onclick = () => void this.#light();
    this.#lens.onchange = () => void this.#change();
    // Nobody is filmed behind another window, nor after leaving.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.isOn) {
        this.#stop();
        this.#resume = true;
      } else if (!document.hidden && this.#resume) {
        void this.start();
      }
    });
    window.addEventListener("pagehide", () => this.#stop());
  }

  get isOn() {
    return this.#stream !== undefined;
  }

  async start() {
    this.#stop();
    const turn = ++this.#turn;
    const isLate = () => turn !== this.#turn;
    this.#on.hidden = true;
    this.#say("starting");
    let stream;
    try {
      stream = await open();
    } catch (error) {
      if (isLate()) return;
      this.#stop();
      keep(() => sessionStorage.removeItem(ON));
      return this.#say(whyNot(error));
    }
    if (isLate()) return end(stream);
    this.#stream = stream;
    keep(() => sessionStorage.setItem(ON, location.pathname));
    stream.getVideoTracks()[0]?.addEventListener("ended", () => {
      if (isLate()) return;
      this.#stop();
      this.#say("stopped");
    });
    this.#view.hidden = false;
    this.#video.srcObject = stream;
    // A phone's keyboard would cover the picture.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    try {
      const [{ decoder }] = await Promise.all([import("./decoder.js"), this.#video.play(), this.#offer(stream)]);
      const decode = await decoder();
      if (isLate()) return;
      this.#say("looking");
      this.#view.scrollIntoView({ block: "nearest" });
      await this.#look(decode, isLate);
    } catch {
      if (isLate()) return;
      this.#stop();
      this.#say("noDecoder");
    }
  }

  #stop() {
    this.#turn += 1;
    this.#resume = false;
    if (this.#stream) end(this.#stream);
    this.#stream = undefined;
    this.#video.srcObject = null;
    this.#view.hidden = true;
    this.#on.hidden = false;
    this.#seen.clear();
    this.#say("");
  }

  /**
   * Looks until it is switched off.
   * @param {import('./decoder.js').Decoder} decode
   * @param {() => boolean} isOver
   */
  async #look(decode, isOver) {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, PACE));
      if (isOver()) return;
      // A bench that has locked itself looks at nothing.
      if (document.querySelector("dialog[open]")) return this.#stop();
      if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
      const texts = await decode(this.#video);
      if (isOver()) return;
      this.#heed(new Set(texts.filter((text) => text !== "")));
    }
  }

  /**
   * Takes the one code in sight that was not there a moment ago.
   * @param {Set<string>} texts
   */
  #heed(texts) {
    const now = performance.now();
    // What a manufacturer printed beside a label is not meant.
    const labels = [...texts].filter((text) => !("mistake" in readScan(text)));
    const meant = labels.length > 0 ? labels : [...texts];
    const fresh = meant.filter((text) => now - (this.#seen.get(text) ?? -Infinity) > OUT_OF_SIGHT);
    for (const text of meant) if (!fresh.includes(text)) this.#seen.set(text, now);
    if (meant.length > 1) {
      this.#severalAt = now;
      return this.#say("several");
    }
    if (now - this.#severalAt < UNSETTLED) return;
    this.#say("looking");
    const [text] = fresh;
    if (text === undefined) return;
    if (this.#field.isBusy()) {
      if (this.#waiting !== text) this.#field.wait();
      this.#waiting = text;
      return;
    }
    this.#waiting = "";
    this.#seen.set(text, now);
    this.#field.take(text);
  }

  /**
   * The light and the lenses this camera has.
   * @param {MediaStream} stream
   */
  async #offer(stream) {
    const [track] = stream.getVideoTracks();
    const can = /** @type {{ torch?: boolean }} */ (track?.getCapabilities?.() ?? {});
    this.#torch.hidden = can.torch !== true;
    this.#torch.setAttribute("aria-pressed", "false");
    const lenses = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
    const words = (/** @type {number} */ place) => (this.#panel.dataset.lens ?? "").replace("#", String(place + 1));
    this.#lens.replaceChildren(...lenses.map(({ deviceId, label }, place) => new Option(label || words(place), deviceId)));
    this.#lens.value = track?.getSettings().deviceId ?? "";
    part(this.#panel, ".camera-lens", HTMLElement).hidden = lenses.length < 2;
  }

  async #light() {
    const lit = this.#torch.getAttribute("aria-pressed") !== "true";
    const light = /** @type {MediaTrackConstraintSet} */ (/** @type {unknown} */ ({ torch: lit }));
    try {
      await this.#stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [light] });
      this.#torch.setAttribute("aria-pressed", String(lit));
    } catch {
      this.#torch.hidden = true;
    }
  }

  async #change() {
    keep(() => localStorage.setItem(LENS, this.#lens.value));
    await this.start();
    this.#lens.focus();
  }

  /** @param {string} key */
  #say(key) {
    const words = this.#panel.dataset[key] ?? "";
    if (this.#said.textContent !== words) this.#said.textContent = words;
  }
}

/** The lens chosen before, else the one at the back. */
async function open() {
  const wanted = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const chosen = keep(() => localStorage.getItem(LENS));
  const back = { audio: false, video: { ...wanted, facingMode: { ideal: "environment" } } };
  if (!chosen) return navigator.mediaDevices.getUserMedia(back);
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...wanted, deviceId: { exact: chosen } } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") throw error;
    // It is unplugged.
    return navigator.mediaDevices.getUserMedia(back);
  }
}

/** @param {MediaStream} stream */
function end(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * The sentence that says why there is no picture.
 * @param {unknown} error
 */
function whyNot(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "taken";
}

/**
 * @template {Element} T
 * @param {HTMLElement} panel
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function part(panel, selector, type) {
  const found = panel.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`no ${selector} beside the camera`);
  return found;
}
