// A scanner as the browser sees it: keys that come fast, whatever stands on the keys of this computer.

/** The keys of an American keyboard: character, place, shift. */
const PLACES = new Map();
for (const [plain, shifted] of '1!2@3#4$5%6^7&8*9(0)'.match(/../g)) put(`Digit${plain}`, plain, shifted);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') put(`Key${letter.toUpperCase()}`, letter, letter.toUpperCase());
for (const [place, pair] of [['Minus', '-_'], ['Semicolon', ';:'], ['Comma', ',<'], ['Period', '.>'], ['Slash', '/?']]) put(place, pair[0], pair[1]);
function put(place, plain, shifted) {
  PLACES.set(plain, { place, shift: false });
  PLACES.set(shifted, { place, shift: true });
}

/** What stands on a French keyboard, by place: without and with shift. */
const FRENCH = {
  Digit1: '&1', Digit2: 'é2', Digit3: '"3', Digit4: "'4", Digit5: '(5', Digit6: '-6', Digit7: 'è7', Digit8: '_8',
  Digit9: 'ç9', Digit0: 'à0', Minus: ')°', KeyQ: 'aA', KeyW: 'zZ', KeyA: 'qQ', KeyZ: 'wW', Semicolon: 'mM', KeyM: ',?',
  Comma: ';.', Period: ':/', Slash: '!§',
};

function french(character, locked = false) {
  const { place, shift } = PLACES.get(character);
  const pair = FRENCH[place];
  if (pair) return pair[shift !== locked ? 1 : 0];
  return locked ? swapped(character) : character;
}

const swapped = (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());

/** What a scanner writes through the keys of a French keyboard. */
export const throughFrenchKeys = (text) => [...text].map((character) => french(character)).join('');

/** Presses what a scanner presses, as the operating system hands it to the browser under this layout. */
export async function wedge(keys, text, layout, end = 'Enter') {
  for (const character of text) {
    const { place, shift } = PLACES.get(character);
    const key = layout.startsWith('french') ? french(character, layout.endsWith('locked')) : character;
    const press = { key, text: key, code: layout === 'no places' ? '' : place, modifiers: shift ? 8 : 0 };
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press, text: undefined });
  }
  if (!end) return;
  const press = { key: end, code: end, windowsVirtualKeyCode: end === 'Enter' ? 13 : 9 };
  await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press, ...(end === 'Enter' ? { text: '\r' } : {}) });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
}

/**
 * Notes what the pages that open from now on let be heard, in hertz, and how often they shake: `window.heard` and
 * `window.shaken`.
 */
export async function noteSignals(page) {
  await page.addInitScript(() => {
    Object.assign(window, { heard: [], shaken: 0 });
    navigator.vibrate = () => {
      window.shaken += 1;
      return true;
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      window.heard.push(this.frequency.value);
      return start.apply(this, when);
    };
  });
}
