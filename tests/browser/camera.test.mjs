// Scanning with a camera. Chromium's fake camera sees a video of labels that the program printed; headless on
// Linux it has no detector of its own, so what reads them is our decoder in WebAssembly.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, launchSeeing, PHONE, picture, scrollsSideways, signIn, violations, visit } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';
import { printed, printedCard, video } from './support/video.mjs';

const DECODER = /zxing|decoder\.js|camera\.js/;

let program;
let browser;
let folder;
before(async () => {
  program = await serveDemo();
  browser = await launch();
  folder = mkdtempSync(path.join(tmpdir(), 'camera-'));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  // Fails when the journal does not explain every row.
  program?.run('journal', 'verify');
  await program?.stop();
});

test('a label held before the camera asks for the check, once, with the decoder from our own address', async (t) => {
  const code = await finishedTablet(t);
  const { page, complaints, fetched } = await benchSeeing(t, [{ label: await labelOf(t, code), seconds: 2 }]);
  await page.goto('/bench/scan?mode=CHECK');
  await page.waitForLoadState('networkidle');
  assert.deepEqual(fetched.filter((url) => DECODER.test(url)), [], 'nothing of the decoder before the camera is on');
  await page.click('.camera-on');
  await says(page, '#scan-tally', code);
  await says(page, '.scan-said.good', 'Contrôle demandé');
  assert.ok(fetched.some((url) => url.endsWith('.wasm')), 'it was our decoder');
  assert.deepEqual(fetched.filter((url) => new URL(url).origin !== program.url), [], 'and from nobody else');
  assert.deepEqual(await violations(page), []);
  assert.equal(await scrollsSideways(page), false);
  if (process.env.PICTURES) await picture(page, 'camera-on');
  // The label stays in sight for longer than it takes to read it again.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  assert.equal(await page.locator('#scan-tally .scans li').count(), 1, 'a label that stays in sight is one scan');
  await page.click('.camera-off');
  assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null, 'nobody is filmed any more');
  await page.goto(`/bench/${code}`);
  await says(page, '.lead .badge', 'Au contrôle qualité');
  assert.deepEqual(complaints, []);
});

test('a card, then one device after the other, without a touch', async (t) => {
  const { page } = await signedIn(t, 'supervisor');
  const codes = (await codesOf(page, 'stage-refurbishment')).slice(0, 2);
  const cards = await page.context().request.get('/bench/cards');
  const card = printedCard(await cards.body(), 'Sortir');
  const things = [{ label: card, seconds: 2 }, { seconds: 1 }];
  for (const code of codes) things.push({ label: await labelOf(t, code), seconds: 2 }, { seconds: 1 });
  const bench = await benchSeeing(t, things);
  // Whatever comes before the card is refused: nothing of it is ready.
  await bench.page.goto('/bench/scan?mode=SHELF');
  await bench.page.click('.camera-on');
  await says(bench.page, '#scan-mode', 'Sortir du carton');
  for (const code of codes) await says(bench.page, '#scan-tally', code);
  assert.notEqual(await bench.page.evaluate(() => document.activeElement.id), 'code', 'no keyboard over the picture');
});

test('without a network the camera reads on, with the decoder that was used before', async (t) => {
  const { page: list } = await signedIn(t, 'worker');
  const code = (await codesOf(list, 'stage-received'))[0];
  const { context, page } = await benchSeeing(t, [{ label: await labelOf(t, code), seconds: 2 }]);
  await page.goto('/bench/offline');
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller);
  await page.goto('/bench');
  await page.click('.camera-on');
  await page.waitForURL(`**/bench/${code}`);
  await context.setOffline(true);
  await page.goto('/bench/offline');
  await page.check('[name=step][value=triage]');
  await page.click('.camera-on');
  await says(page, '#filled-title', code);
});

test('where the browser has a detector of its own, that one reads, and one thing at a time', async (t) => {
  const { page, complaints, fetched } = await stubbed(t);
  const codes = (await codesOf(page, 'stage-refurbishment')).slice(0, 3);
  await page.goto('/bench/scan?mode=OUT');
  await page.click('.camera-on');
  await says(page, '.camera-said', 'Montrez une étiquette');
  await see(page, `${program.url}/d/${codes[0]}`, 'https://fabricant.example/serial/1');
  await says(page, '#scan-tally', codes[0]);
  await see(page, `${program.url}/d/${codes[1]}`, `${program.url}/d/${codes[2]}`);
  await says(page, '.camera-said', 'Plusieurs étiquettes');
  assert.equal(await page.locator('#scan-tally .scans li').count(), 1, 'nobody guesses which of two was meant');

  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route('**/bench/scan', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await see(page, codes[1]);
  await page.waitForSelector('form[aria-busy=true]');
  await see(page, codes[2]);
  await says(page, '.scan-said.wait', 'Un instant');
  letGo();
  // What had to wait is still in sight, and is read now.
  for (const code of codes.slice(1)) await says(page, '#scan-tally', code);
  assert.equal(await page.locator('#scan-tally .scans li').count(), 3);

  await see(page, 'https://fabricant.example/serial/1');
  await says(page, '.scan-said.stop', 'n’est pas celui d’une étiquette');
  assert.deepEqual(fetched.filter((url) => url.includes('zxing')), []);
  assert.deepEqual(complaints.filter((said) => !/status of 422/.test(said)), []);
});

test('a detector that turns out to be missing is replaced by ours', async (t) => {
  const { page: list } = await signedIn(t, 'supervisor');
  const [code] = await codesOf(list, 'stage-refurbishment');
  const { page } = await benchSeeing(t, [{ label: await labelOf(t, code), seconds: 2 }]);
  await page.addInitScript(() => {
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => {
        throw new DOMException('Barcode detection service unavailable.', 'NotSupportedError');
      };
    };
  });
  await page.goto('/bench/scan?mode=OUT');
  await page.click('.camera-on');
  await says(page, '#scan-tally', code);
});

test('the light and the lens are offered where there are any, and the lens is remembered', async (t) => {
  const { page } = await stubbed(t, { lenses: ['dos', 'grand angle'], torch: true });
  await page.goto('/bench/scan');
  await page.click('.camera-on');
  await page.click('.camera-torch');
  await page.waitForSelector('.camera-torch[aria-pressed=true]');
  assert.deepEqual(await page.evaluate(() => window.asked.at(-1)), { torch: true });
  await page.selectOption('.camera-lens select', { label: 'grand angle' });
  await page.waitForFunction(() => window.asked.at(-1).deviceId?.exact === 'grand angle');
  await page.reload();
  await page.waitForFunction(() => window.asked.at(-1)?.deviceId?.exact === 'grand angle');
  assert.deepEqual(await violations(page), []);
  assert.equal(await scrollsSideways(page), false);
});

test('on a page that each scan leaves, the camera is on again when one comes back, until it is switched off', async (t) => {
  const { page } = await stubbed(t);
  const [code] = await codesOf(page, 'stage-refurbishment');
  await page.goto('/bench');
  await page.click('.camera-on');
  await says(page, '.camera-said', 'Montrez une étiquette');
  await see(page, `${program.url}/d/${code}`);
  await page.waitForURL(`**/bench/${code}`);
  await page.goto('/devices');
  await page.waitForSelector('.camera-on');
  assert.equal(await page.locator('.camera-view').isVisible(), false, 'not on another page');
  await page.goto('/bench');
  await says(page, '.camera-said', 'Montrez une étiquette');
  await page.click('.camera-off');
  await page.reload();
  await page.waitForSelector('.camera-on');
  assert.equal(await page.locator('.camera-view').isVisible(), false);
});

for (const [what, error, words] of [
  ['refused', 'NotAllowedError', 'refusé à ce site'],
  ['missing', 'NotFoundError', 'Aucun appareil photo'],
  ['taken by another application', 'NotReadableError', 'une autre application'],
]) {
  test(`a camera that is ${what} is said in words, and the field still scans`, async (t) => {
    const { page } = await stubbed(t, { error });
    const [code] = await codesOf(page, 'stage-refurbishment');
    await page.goto('/bench/scan?mode=OUT');
    await page.click('.camera-on');
    await says(page, '.camera-said', words);
    assert.ok(await page.locator('.camera-on').isVisible(), 'to try again');
    await page.fill('#code', code);
    await page.press('#code', 'Enter');
    await says(page, '#scan-tally', code);
  });
}

test('where no camera can work, no button promises one', async (t) => {
  const { page } = await signedIn(t, 'supervisor');
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await page.goto('/bench/scan');
  assert.equal(await page.locator('.camera-on').isVisible(), false);
});

test('without scripts a photo of the label does what the label typed would do, under the card that is on', async (t) => {
  const { page } = await signedIn(t, 'supervisor', { javaScriptEnabled: false });
  const [code] = await codesOf(page, 'stage-refurbishment');
  const buffer = await photoOf(t, code);
  for (const [at, there] of [['/bench/scan?mode=OUT', '/bench/scan'], ['/bench', `/bench/${code}`]]) {
    await page.goto(at);
    assert.equal(await page.locator('.camera-on').isVisible(), false);
    await page.click('.label-photo summary');
    await page.setInputFiles('[name=photo]', { name: 'etiquette.png', mimeType: 'image/png', buffer });
    await page.click('.label-photo button');
    assert.ok(new URL(page.url()).pathname.startsWith(there), page.url());
    await says(page, 'main', code);
  }
});

// People.

async function signedIn(t, role, more = {}) {
  const { context, page, complaints } = await visit(browser, program, { viewport: PHONE, ...more });
  t.after(() => context.close());
  await signIn(page, program, role);
  return { context, page, complaints };
}

let videos = 0;
/** Somebody on a phone whose camera sees these things. */
async function benchSeeing(t, things) {
  videos += 1;
  const seeing = await launchSeeing(video(path.join(folder, `${videos}.y4m`), things));
  t.after(() => seeing.close());
  const { context, page, complaints } = await visit(seeing, program, { viewport: PHONE });
  await signIn(page, program, 'supervisor');
  const fetched = [];
  context.on('request', (request) => fetched.push(request.url()));
  return { context, page, complaints, fetched };
}

/** A browser with a camera and a detector of our making: `see` says what is before it. */
async function stubbed(t, { error, lenses = ['dos'], torch = false } = {}) {
  const { context, page, complaints } = await signedIn(t, 'supervisor');
  await page.addInitScript(pretend, { error, lenses, torch });
  const fetched = [];
  context.on('request', (request) => fetched.push(request.url()));
  return { context, page, complaints, fetched };
}

function pretend({ error, lenses, torch }) {
  window.inSight = [];
  window.asked = [];
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code'];
    detect = async () => window.inSight.map((rawValue) => ({ rawValue }));
  };
  const media = navigator.mediaDevices;
  media.enumerateDevices = async () => lenses.map((label) => ({ kind: 'videoinput', deviceId: label, label }));
  media.getUserMedia = async ({ video: wanted }) => {
    window.asked.push(wanted);
    if (error) throw new DOMException('', error);
    const canvas = document.createElement('canvas');
    const drawn = canvas.getContext('2d');
    setInterval(() => drawn.fillRect(0, 0, 1, 1), 100);
    const stream = canvas.captureStream(10);
    const [track] = stream.getVideoTracks();
    track.getCapabilities = () => ({ torch });
    track.getSettings = () => ({ deviceId: wanted.deviceId?.exact ?? lenses[0] });
    track.applyConstraints = async ({ advanced: [one] }) => void window.asked.push(one);
    return stream;
  };
}

async function see(page, ...texts) {
  await page.evaluate((inSight) => (window.inSight = inSight), texts);
}

// What is on the bench.

/** A tablet on which everything is done but the check asked for. */
async function finishedTablet(t) {
  const { page } = await signedIn(t, 'worker');
  await page.goto('/devices?stage=stage-received&kind=tablet');
  const row = page.locator('main tbody tr', { hasNotText: 'Apple' }).first();
  const code = (await row.locator('a[href^="/devices/"]').getAttribute('href')).split('/').at(-1);
  await page.goto(`/bench/${code}/triage`);
  await answerEverything(page);
  await page.goto(`/bench/${code}/erasure?os=android`);
  await page.fill('[name=reset_on]', new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }));
  for (const name of ['reset_protection', 'device_management', 'sim', 'sd']) await page.check(`[name=${name}] >> nth=0`);
  await page.setInputFiles('[name=photo]', { name: 'ecran.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await send(page);
  await page.goto(`/bench/${code}/checklist`);
  await answerEverything(page);
  return code;
}

/** Takes the first answer, which is the good one, to every question. */
async function answerEverything(page) {
  for (const question of await page.locator('main fieldset.question').all()) {
    await question.locator('input[type=radio]').first().check();
  }
  await send(page);
}

async function send(page) {
  const before = page.url();
  await page.click('main form button.big');
  await page.waitForURL((url) => url.href !== before);
}

async function codesOf(page, stage) {
  await page.goto(`/devices?stage=${stage}`);
  return page.locator('main tbody a.code').allInnerTexts();
}

/** The device's label as it comes out of the printer. */
async function labelOf(t, code) {
  return printed(await labelPdf(t, code));
}

async function labelPdf(t, code) {
  const { context, page } = await signedIn(t, 'supervisor');
  await page.goto(`/devices/${code}`);
  const form = 'form[action$="/label"]';
  await page.selectOption(`${form} select`, 'brother-29x90');
  const [answer] = await Promise.all([
    page.waitForResponse((response) => /\/label\/\d+$/.test(new URL(response.url()).pathname)),
    page.locator(`${form} button`).first().click(),
  ]);
  const pdf = await context.request.get(answer.url());
  return pdf.body();
}

/** The same, as a picture that is sent. */
async function photoOf(t, code) {
  return execFileSync('pdftoppm', ['-r', '203', '-png', '-singlefile', '-'], { input: await labelPdf(t, code), maxBuffer: 10_000_000 });
}

async function says(page, selector, words) {
  try {
    await page.locator(selector).filter({ hasText: words }).first().waitFor({ timeout: 20_000 });
  } catch {
    assert.fail(`${page.url()} does not say « ${words} » in ${selector}:\n${await page.innerText('main')}`);
  }
}
