// A scanner at the bench, as the browser sees it: keys that come fast, from a keyboard of another layout, glued
// together, too early; and the same page without scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, PHONE, signIn, violations, visit } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';
import { noteSignals, throughFrenchKeys, wedge } from './support/scanner.mjs';

let program;
let browser;
before(async () => {
  program = await serveDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  // Fails when the journal does not explain every row.
  program?.run('journal', 'verify');
  await program?.stop();
});

test('one scan after the other, without leaving the page, on an American keyboard', async (t) => {
  const { page, type, codes } = await bench(t);
  await type(card('OUT'), 'american');
  await says(page, '#scan-mode', 'Sortir du carton');
  for (const code of codes.slice(0, 3)) {
    await type(`${program.url}/d/${code}`, 'american');
    await says(page, '#scan-tally', code);
  }
  await says(page, '.scan-said.info', 'C’était déjà fait');
  assert.equal(await page.locator('#scan-tally .scans li').count(), 3);
  // How many there are by now stays in sight, on a phone too, wherever the page is scrolled to.
  await says(page, '#scan-count', 'fait');
  await page.setViewportSize(PHONE);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const line = await page.locator('#scan-count').boundingBox();
  assert.ok(line.y >= 0 && line.y + line.height <= PHONE.height, `the count is at ${line.y} px`);
  assert.ok(await page.evaluate(() => scrollY > document.querySelector('#scan-mode').offsetTop), 'the page was scrolled past where the count stands');
  assert.equal(await page.evaluate(() => window.stillHere), true, 'the page was never loaded again');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'code', 'the field keeps the focus');
  assert.deepEqual(await violations(page), []);
});

test('the same scans through the keys of a French keyboard, Caps Lock on or off', async (t) => {
  const { page, type, codes } = await bench(t);
  for (const [code, layout, action, words] of [
    [codes[0], 'french', 'OUT', 'Sortir du carton'],
    [codes[1], 'french, locked', 'SHELF', 'Remis en rayon'],
  ]) {
    await type(card(action), layout);
    await says(page, '#scan-mode', words);
    await type(`${program.url}/d/${code}`, layout);
    await says(page, '#scan-tally', code);
  }
});

test('each scan is heard and felt, and what is refused sounds otherwise', async (t) => {
  const { page, type, codes } = await bench(t);
  await noteSignals(page);
  await page.goto('/bench/scan?mode=OUT');
  await page.waitForSelector('#code:focus');
  const signals = () => page.evaluate(() => [window.heard.splice(0), window.shaken]);
  await type(codes[0], 'american');
  await page.waitForSelector('.scan-said.info, .scan-said.good');
  const [[taken, ...more], shaken] = await signals();
  assert.ok(taken === 660 || taken === 880, `${taken} Hz`);
  assert.deepEqual([more, shaken], [[], 1]);
  await type(codes[0].replace(/.$/, (last) => (last === '2' ? '3' : '2')), 'american');
  await page.waitForSelector('.scan-said.stop');
  assert.deepEqual(await signals(), [[220, 220], 2]);

  // A page that each scan opens anew is heard as it opens.
  await page.goto('/bench');
  await page.waitForSelector('#code:focus');
  assert.deepEqual((await signals())[0], [], 'nothing was scanned');
  await Promise.all([page.waitForURL('**/bench?code=*'), type('HJ4K-7PXM', 'american')]);
  await page.waitForSelector('main [role=alert]');
  await page.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual((await signals())[0], [220, 220]);
  await page.goto('/bench?done=bench-erased');
  await page.waitForSelector('main > .done');
  await page.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual((await signals())[0], [880]);
});

test('a key without a place still carries its meaning', async (t) => {
  const { page, type, codes } = await bench(t);
  await type(card('OUT'), 'no places');
  await says(page, '#scan-mode', 'Sortir du carton');
  await type(codes[0], 'no places');
  await says(page, '#scan-tally', codes[0]);
});

test('what is typed by hand on a French keyboard is what is read', async (t) => {
  const { page, codes } = await bench(t);
  await page.goto('/bench/scan?mode=OUT');
  await page.fill('#code', codes[0].toLowerCase().replace('-', ' '));
  await page.keyboard.press('Enter');
  await says(page, '#scan-tally', codes[0]);
});

test('two scans that ran together are refused in words, and split at their end when it comes', async (t) => {
  const { page, type, codes } = await bench(t);
  await page.goto('/bench/scan?mode=OUT');
  await type(codes[0] + codes[1], 'american');
  await says(page, '.scan-said.stop', 'Deux scans se sont collés');
  assert.equal(await page.locator('#scan-refused .summary').count(), 0, 'the field says it, and nothing else does');
  await type(codes[0], 'american', 'Tab');
  await says(page, '#scan-tally', codes[0]);
});

test('a scan that comes while the last one is on its way is refused whole', async (t) => {
  const { page, type, codes } = await bench(t);
  await page.goto('/bench/scan?mode=OUT');
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route('**/bench/scan', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await type(codes[0], 'american');
  await type(codes[1], 'american');
  await says(page, '.scan-said.wait', 'Un instant');
  // The first half comes too early, the second after the answer: no half of it is read.
  await type(codes[2].slice(0, 4), 'american', null);
  letGo();
  await says(page, '#scan-tally', codes[0]);
  await type(codes[2].slice(4), 'american');
  await says(page, '.scan-said.wait', 'Un instant');
  await page.unroute('**/bench/scan');
  await type(codes[1], 'american');
  await says(page, '#scan-tally', codes[1]);
  assert.equal(await page.locator('#scan-tally .scans li').count(), 2);
});

test('a refused scan is said once, in the field, and the way to the device stays', async (t) => {
  const { page, type } = await bench(t);
  const received = await firstCode(page, 'stage-received');
  await page.goto('/bench/scan?mode=CHECK');
  await page.waitForSelector('#code:focus');
  await type(`${program.url}/d/${received}`, 'american');
  await page.locator('.scan-said.stop span').waitFor();
  const words = await page.locator('.scan-said.stop span').innerText();
  assert.notEqual(words.trim(), '');
  assert.equal(await page.locator('#scan-refused').getByText(words).count(), 0);
  assert.equal(await page.locator('#scan-refused .refusal').count(), 0);
  assert.equal(await page.locator(`#scan-refused a[href="/d/${received}"]`).count(), 1);
  assert.deepEqual(await violations(page), []);
});

test('a device goes into a box, and the last scan is taken back on the page', async (t) => {
  const { page, type, ready } = await bench(t);
  const box = await aBox(page);
  await page.goto(`/bench/scan?mode=IN-${box}`);
  await type(ready, 'french');
  await says(page, '#scan-tally', 'Rangé');
  await says(page, '.scan-said.good', 'Rangé');
  await page.click('form[action="/bench/scan/undo"] button');
  await says(page, '#scan-tally', 'Annulé');
  await says(page, '.scan-said', 'Le dernier scan est annulé');
});

test('on a page of one device the next one is scanned without a click, on either keyboard, whatever was pressed last', async (t) => {
  const { page, type, codes } = await bench(t);
  for (const layout of ['american', 'french', 'french, locked']) {
    await page.goto(`/bench/${codes[0]}`);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'the page keeps its own focus');
    await opens(page, `/bench/${codes[1]}`, () => type(`${program.url}/d/${codes[1]}`, layout));
    // A link has the focus: the scanner's Enter must not follow it.
    await page.focus('main a[href^="/bench/"]');
    await opens(page, `/bench/${codes[2]}`, () => type(`${program.url}/d/${codes[2]}`, layout, 'Tab'));
  }
  // An answer has it.
  await page.goto(`/bench/${codes[0]}/checklist`);
  await page.focus('fieldset.question input');
  await opens(page, `/bench/${codes[1]}`, () => type(`${program.url}/d/${codes[1]}`, 'french'));
  await opens(page, '/bench/scan?mode=OUT', () => type(card('OUT'), 'american'));
});

test('a scan takes no focus from a field that somebody writes in', async (t) => {
  const { page, type, codes } = await bench(t);
  await page.goto(`/bench/${codes[0]}/scrap`);
  await page.check('[name=pallet][value=""]');
  await page.click('[name=weight]');
  await type(codes[1], 'american', null);
  assert.equal(await page.inputValue('[name=weight]'), codes[1], 'it is that field’s');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'weight');
  assert.equal(await page.inputValue('#next-code'), '');
  assert.equal(new URL(page.url()).pathname, `/bench/${codes[0]}/scrap`);
});

test('answers that are not sent yet are not left behind by a scan, nor sent by its Enter', async (t) => {
  const { page, type, codes } = await bench(t);
  await page.goto('/bench');
  const check = await page.locator('main tbody a[href$="/quality-check"]').first().getAttribute('href');
  const code = check.split('/').at(-2);
  await page.goto(check);
  for (const question of await page.locator('fieldset.question').all()) await question.locator('input[type=radio]').first().check();
  // The focus is on the last answer, and the next button signs the check.
  await type(`${program.url}/d/${codes[0]}`, 'american');
  await says(page, '.next-scan .scan-said', 'ne sont pas envoyées');
  assert.equal(new URL(page.url()).pathname, `/bench/${code}/quality-check`);
  assert.equal(await page.inputValue('#next-code'), `${program.url}/d/${codes[0]}`);
  assert.equal(await page.locator('fieldset.question').first().locator('input').first().isChecked(), true);
  assert.deepEqual(await violations(page), []);
  // A second scan says it again; a person who presses the button has read it.
  await type(codes[1], 'american');
  assert.equal(new URL(page.url()).pathname, `/bench/${code}/quality-check`);
  await opens(page, `/bench/${codes[1]}`, () => page.click('.next-scan button'));
  await page.goto(`/bench/${code}`);
  await says(page, '.lead .badge', 'Au contrôle qualité');
});

test('step by step the next device is scanned too', async (t) => {
  const { context, page } = await visit(browser, program, { viewport: PHONE });
  t.after(() => context.close());
  await signIn(page, program, 'worker');
  const codes = await codesOf(page, 'stage-refurbishment');
  await page.goto(`/bench/${codes[0]}/tasks`);
  const keys = await context.newCDPSession(page);
  await opens(page, `/bench/${codes[1]}/tasks`, () => wedge(keys, `${program.url}/d/${codes[1]}`, 'french'));
});

test('the next device without scripts', async (t) => {
  const { context, page } = await visit(browser, program, { viewport: PHONE, javaScriptEnabled: false });
  t.after(() => context.close());
  await signIn(page, program, 'supervisor');
  const codes = await codesOf(page, 'stage-refurbishment');
  await page.goto(`/bench/${codes[0]}/checklist`);
  await page.fill('#next-code', throughFrenchKeys(`${program.url}/d/${codes[1]}`));
  await opens(page, `/bench/${codes[1]}`, () => page.click('.next-scan button'));
});

test('the same without scripts', async (t) => {
  const { context, page } = await visit(browser, program, { viewport: PHONE, javaScriptEnabled: false });
  t.after(() => context.close());
  await signIn(page, program, 'supervisor');
  const ready = await firstCode(page, 'stage-ready');
  const box = await aBox(page);
  await page.goto(`/m/IN-${box}`);
  // What a French computer makes of the scanner's keys.
  await page.fill('#code', throughFrenchKeys(`${program.url}/d/${ready}`));
  await page.click('form[action="/bench/scan"] button');
  await says(page, '#scan-tally', ready);
  await says(page, '#scan-tally', 'Rangé');
  await page.click('form[action="/bench/scan/undo"] button');
  await says(page, '#scan-tally', 'Annulé');
});

async function bench(t) {
  const { context, page, complaints } = await visit(browser, program);
  t.after(() => context.close());
  await signIn(page, program, 'supervisor');
  const codes = await codesOf(page, 'stage-refurbishment');
  const ready = await firstCode(page, 'stage-ready');
  await page.goto('/bench/scan');
  await page.waitForSelector('#code:focus');
  await page.evaluate(() => (window.stillHere = true));
  const keys = await context.newCDPSession(page);
  return { page, codes, ready, complaints, type: (...what) => wedge(keys, ...what) };
}

const card = (action) => `${program.url.toUpperCase()}/M/${action}`;

async function codesOf(page, stage) {
  await page.goto(`/devices?stage=${stage}`);
  return page.locator('main tbody a.code').allInnerTexts();
}

async function firstCode(page, stage) {
  return (await codesOf(page, stage))[0];
}

/** Does this, and is on that page after. */
async function opens(page, address, act) {
  await Promise.all([page.waitForURL(`${program.url}${address}`), act()]);
}

let boxes = 0;
async function aBox(page) {
  await page.goto('/boxes');
  boxes += 1;
  await page.fill('[name=name]', `Carton d'essai ${boxes}`);
  await Promise.all([page.waitForURL(/done=container-made/), page.click('form[action="/boxes"] button:last-of-type')]);
  return new URL(page.url()).pathname.split('/').at(-1);
}

async function says(page, selector, words) {
  await page.locator(selector).filter({ hasText: words }).first().waitFor({ timeout: 10_000 });
}
