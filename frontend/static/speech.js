// @ts-check
// The worker view read aloud by the browser's own voice. The buttons stay hidden where the browser has no voice
// for the page's language; once somebody listens, each page is read as it opens, until they turn it off. That
// is remembered for the browser's session only.

const KEY = "worker-voice";
const box = document.querySelector(".voice");
const on = box?.querySelector("[data-voice=on]");
const off = box?.querySelector("[data-voice=off]");

if (box instanceof HTMLElement && on instanceof HTMLButtonElement && off instanceof HTMLButtonElement && "speechSynthesis" in window) {
  begin(box, on, off);
}

/**
 * @param {HTMLElement} box
 * @param {HTMLButtonElement} on
 * @param {HTMLButtonElement} off
 */
function begin(box, on, off) {
  let read = false;

  /** @param {boolean} wanted */
  function remember(wanted) {
    if (wanted) sessionStorage.setItem(KEY, "on");
    else sessionStorage.removeItem(KEY);
    off.hidden = !wanted;
  }

  /** Voices may come some time after the page. */
  function look() {
    if (!hasVoice(document.documentElement.lang)) return;
    box.hidden = false;
    const wanted = sessionStorage.getItem(KEY) === "on";
    off.hidden = !wanted;
    if (wanted && !read) {
      read = true;
      speak();
    }
  }

  on.addEventListener("click", () => {
    remember(true);
    read = true;
    speak();
  });
  off.addEventListener("click", () => {
    remember(false);
    speechSynthesis.cancel();
    on.focus();
  });
  speechSynthesis.addEventListener("voiceschanged", look);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  look();
}

/** @param {string} language */
function hasVoice(language) {
  return speechSynthesis.getVoices().some((voice) => base(voice.lang) === base(language));
}

/** @param {string} language */
function base(language) {
  return language.toLowerCase().split(/[-_]/)[0];
}

/** What is to be read, in its order, each in its own language, then the answers. */
function speak() {
  speechSynthesis.cancel();
  for (const element of document.querySelectorAll("main [data-speak], main .reply")) {
    const words = (element.textContent ?? "").trim().replaceAll(/\s+/g, " ");
    const language = element.closest("[lang]")?.getAttribute("lang") ?? "";
    if (words === "" || !hasVoice(language)) continue;
    const said = new SpeechSynthesisUtterance(words);
    said.lang = language;
    said.rate = 0.9;
    speechSynthesis.speak(said);
  }
}
