// @ts-check
// The code of a device as backend/src/labels/code.rs reads it, for when there is no server to ask. A slip is
// told at the bench, not hours later.

const ALPHABET = "23456789CDFHJKMNPRTVWXY";
const LENGTH = 8;
/** @type {Record<string, string>} */
const LOOK_ALIKES = { S: "5", Z: "2", B: "8", G: "6", U: "V" };

/**
 * Why a text is no code, by the name of the sentence that says it.
 * @typedef {{ mistake: 'codeEmpty' | 'codeOtherAddress' | 'codeSymbol' | 'codeLength' | 'codeCheck', value: string }} Mistake
 */

/**
 * @param {string} typed
 * @returns {{ code: string } | Mistake}
 */
function readCode(typed) {
  const part = codePart(typed.trim());
  if (part === undefined) return { mistake: "codeOtherAddress", value: "" };
  let code = "";
  for (const symbol of part.replaceAll(/[\s\u2010-\u2015-]/g, "")) {
    const upper = symbol.toUpperCase();
    const known = LOOK_ALIKES[upper] ?? upper;
    if (!ALPHABET.includes(known)) return { mistake: "codeSymbol", value: symbol };
    code += known;
  }
  if (code === "") return { mistake: "codeEmpty", value: "" };
  if (code.length !== LENGTH) return { mistake: "codeLength", value: String(code.length) };
  // Weights 8 to 1, modulo the prime 23.
  const sum = [...code].reduce((all, symbol, place) => all + (LENGTH - place) * ALPHABET.indexOf(symbol), 0);
  if (sum % ALPHABET.length !== 0) return { mistake: "codeCheck", value: "" };
  return { code: `${code.slice(0, 4)}-${code.slice(4)}` };
}

/**
 * What one scan holds: a label, or the address of a card that says what to do with the next ones.
 * @param {string} text
 * @returns {{ code: string } | { card: string } | Mistake}
 */
export function readScan(text) {
  const card = /^https?:\/\/[^/?#]+(?:\/[^?#]*)?\/m\/([a-z]+(?:-[0-9a-z-]+)?)\/*$/i.exec(text.trim())?.[1];
  return card ? { card: card.toUpperCase() } : readCode(text);
}

/**
 * The last step of a label's address, or the text itself when it is no address.
 * @param {string} text
 * @returns {string | undefined}
 */
function codePart(text) {
  if (!text.includes("://")) return text;
  return /^https?:\/\/[^/?#]+(?:\/[^?#]*)?\/d\/([^/?#]+)\/*(?:[?#].*)?$/i.exec(text)?.[1];
}
