// @ts-check
// What is said of a scan, to whoever looks at the device and not at the screen: a colour, an icon and words, a sound
// and a shake.

/** @typedef {"good" | "info" | "wait" | "stop"} Tone */

/** @type {AudioContext | undefined} */
let audio;

/**
 * One line, one sound, one shake per scan.
 *
 * @param {HTMLElement} scan the field, with its line and its icons
 * @param {Tone} tone
 * @param {string} words
 */
export function tell(scan, tone, words) {
  const said = scan.querySelector(".scan-said");
  if (!said) return;
  const icon = scan.querySelector(`template[data-tone=${tone}]`);
  said.className = `scan-said ${tone}`;
  const line = document.createElement("span");
  line.textContent = words;
  said.replaceChildren(...(icon instanceof HTMLTemplateElement ? [icon.content.cloneNode(true)] : []), line);
  signal(tone);
}

/** @param {Tone} tone */
export function signal(tone) {
  beep(tone);
  navigator.vibrate?.(tone === "good" ? 60 : [120, 80, 120]);
}

/** @param {Tone} tone */
export function beep(tone) {
  try {
    audio ??= new AudioContext();
    const [pitch, times] = { good: [880, 1], info: [660, 1], wait: [440, 2], stop: [220, 2] }[tone] ?? [440, 1];
    for (let time = 0; time < times; time += 1) {
      const [sound, loudness] = [audio.createOscillator(), audio.createGain()];
      const begin = audio.currentTime + time * 0.2;
      sound.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.2, begin);
      loudness.gain.exponentialRampToValueAtTime(0.001, begin + 0.15);
      sound.connect(loudness).connect(audio.destination);
      sound.start(begin);
      sound.stop(begin + 0.16);
    }
  } catch {
    // A bench without loudspeaker still has colour, icon and word.
  }
}

/**
 * What a page that has just opened says of the scan that led to it.
 *
 * @param {Tone} tone
 */
export function beepOnOpening(tone) {
  beep(tone);
  // Where a browser lets no page be heard before it is touched, nothing is to be heard later of what is past.
  setTimeout(() => {
    if (audio?.state !== "suspended") return;
    void audio.close();
    audio = undefined;
  }, 500);
}
