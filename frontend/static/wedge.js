// @ts-check
// A scanner that types. It presses the keys of an American keyboard, whatever stands on the keys of this
// computer: on a French one its 7 arrives as è. So each key is kept by its place as well as by its meaning.

/** What an American keyboard writes, by the place of the key: without and with shift. */
const PLACES = new Map([
  ..."1!2@3#4$5%6^7&8*9(0)".match(/../g)?.map((pair) => /** @type {const} */ ([`Digit${pair[0]}`, pair])) ?? [],
  ..."abcdefghijklmnopqrstuvwxyz".split("").map((letter) => /** @type {const} */ ([`Key${letter.toUpperCase()}`, letter + letter.toUpperCase()])),
  ["Minus", "-_"],
  ["Equal", "=+"],
  ["Semicolon", ";:"],
  ["Comma", ",<"],
  ["Period", ".>"],
  ["Slash", "/?"],
  ["Space", "  "],
]);

/** What the addresses and codes of labels, and the numbers of their makers, are made of. */
const IN_CODES = /^[0-9A-Za-z:/.-]+$/;

/** What keys write in, or choose by: what somebody does there is theirs, a scanner's keys included. */
export const WRITTEN_IN = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file], [type=button], [type=submit])";

/** Faster than anybody types, slower than any scanner, in milliseconds. */
const BURST = 60;
/** A key that belongs to no scan any more. */
const PAUSE = 500;

export class Wedge {
  /** @type {{ key: string, place: string, at: number }[]} */
  #keys = [];
  /** Whether the keys of a scan that came too early are being let through to nowhere. */
  #swallowing = false;
  #lastAt = -Infinity;

  /**
   * What a key means: "key" is one more character, "end" ends a scan, "swallow" belongs to a scan that was
   * refused, "refused" ends that one.
   *
   * @param {KeyboardEvent} event
   * @param {boolean} busy
   * @returns {"key" | "end" | "swallow" | "refused"}
   */
  press(event, busy) {
    const at = event.timeStamp;
    const pause = at - this.#lastAt;
    if (pause > PAUSE) this.#swallowing = false;
    if (event.key === "Shift" || event.key === "CapsLock" || event.ctrlKey || event.metaKey || event.altKey) return "key";
    // A key sent without its physical code still carries its meaning.
    const code = event.code || event.key;
    const isEnter = code === "Enter" || code === "NumpadEnter";
    // A scanner ends at once; a person who presses Tab after a while wants to go on to the next control.
    const isEnd = isEnter || (code === "Tab" && !event.shiftKey && pause < 100);
    if (busy || this.#swallowing) {
      if (code === "Tab" && !isEnd) return "key";
      this.#swallowing = !isEnd;
      this.#lastAt = at;
      this.#keys = [];
      return isEnd ? "refused" : "swallow";
    }
    if (isEnd) return "end";
    if (event.key.length !== 1 && event.key !== "Dead") {
      // Somebody corrects by hand: what is in the field counts.
      this.#keys = [];
      return "key";
    }
    if (pause > PAUSE) this.#keys = [];
    this.#lastAt = at;
    const pair = PLACES.get(event.code);
    const place = pair ? pair[event.shiftKey ? 1 : 0] : event.key;
    this.#keys.push({ key: event.key, place: place ?? event.key, at });
    return "key";
  }

  /**
   * The text a scanner meant, when it typed for another keyboard than this one; else nothing: what stands in the
   * field is right.
   */
  read() {
    const { keys, fast, foreign } = this.#taken();
    return fast && foreign ? keys.map(({ place }) => place).join("") : "";
  }

  /** The text of a scan whose keys wrote nowhere; nothing where somebody pressed them. */
  burst() {
    const { keys, fast, foreign } = this.#taken();
    return fast ? keys.map(({ key, place }) => (foreign ? place : key)).join("") : "";
  }

  #taken() {
    const keys = this.#keys;
    this.#keys = [];
    const fast = keys.length > 3 && keys.every((key, n) => n === 0 || key.at - (keys[n - 1]?.at ?? 0) < BURST);
    const written = keys.map(({ key }) => key).join("");
    const pressed = keys.map(({ place }) => place).join("");
    // Only one of the two readings holds nothing but what codes hold: Caps Lock leaves a French keyboard its digits,
    // but makes « ° » of a hyphen. Where both do, or none, a digit's key that wrote no digit, or the slash's that
    // wrote no slash, tells: nobody scans « é » or « ! ».
    const foreign =
      IN_CODES.test(written) === IN_CODES.test(pressed)
        ? keys.some(({ key, place }) => key !== place && (/\d/.test(place) || place === "/"))
        : IN_CODES.test(pressed);
    return { keys, fast, foreign };
  }
}
