// The worker view as a worker in Arabic meets it: right to left, read aloud, by keyboard, with and without a network.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, PHONE, picture, scrollsSideways, signIn, violations, visit, WIDE } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';

let program;
let browser;
let folder;
before(async () => {
  program = await serveDemo();
  browser = await launch();
  folder = mkdtempSync(path.join(tmpdir(), 'photo-'));
});
after(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const RIGHT_TO_LEFT = ['ar'];
const SCREENS = [
  ['bench', () => '/bench'],
  ['triage', (codes) => `/bench/${codes.received}/tasks`],
  ['grade', (codes) => `/bench/${codes.received}/tasks?task=triage.look`],
  ['reset', (codes) => `/bench/${codes.tablet}/tasks?task=reset`],
  ['lock', (codes) => `/bench/${codes.tablet}/tasks?task=device-management`],
  ['sim', (codes) => `/bench/${codes.tablet}/tasks?task=sim`],
  ['photo', (codes) => `/bench/${codes.tablet}/tasks?task=photo`],
  ['wipe', (codes) => `/bench/${codes.laptop}/tasks?task=wipe`],
  ['log', (codes) => `/bench/${codes.laptop}/tasks?task=log`],
  ['question', (codes) => `/bench/${codes.tablet}/tasks?task=refurbishment.screen`],
  ['number', (codes) => `/bench/${codes.tablet}/tasks?task=refurbishment.battery-health`],
  ['damage', (codes) => `/bench/${codes.received}/tasks?task=triage.damage-photo`],
  ['optional', (codes) => `/bench/${codes.tablet}/tasks?task=refurbishment.accessories`],
  ['finished', (codes) => `/bench/${codes.checking}/tasks`],
];

for (const language of ['fr', 'en', 'ar']) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [WIDE, 'dark']]) {
    test(`every kind of task is accessible (${language}, ${viewport.width} px, ${colorScheme})`, async (t) => {
      const { context, page, complaints } = await visit(browser, program, { viewport, colorScheme });
      t.after(() => context.close());
      await signIn(page, program, 'worker');
      const codes = await devices(page);
      await speak(page, language);
      for (const [name, address] of SCREENS) {
        await t.test(name, async () => {
          const answer = await page.goto(address(codes));
          assert.equal(answer.status(), 200);
          assert.equal(await page.getAttribute('html', 'lang'), language);
          assert.equal(await page.getAttribute('html', 'dir'), RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr');
          const found = await violations(page);
          if (found.length || process.env.PICTURES) await picture(page, `tasks-${language}-${viewport.width}-${name}`);
          assert.deepEqual(found, []);
          assert.equal(await scrollsSideways(page), false, 'the page scrolls sideways');
          assert.deepEqual(complaints, []);
          const low = await page.$$eval('main button, main .button, main summary', (all) =>
            all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.textContent),
          );
          assert.deepEqual(low, [], 'lower than 44 px');
        });
      }
    });
  }
}

test('in Arabic what points back points to the right, and codes run left to right', async (t) => {
  const page = await worker(t, 'ar');
  const { received } = await devices(page);
  await page.goto(`/bench/${received}/tasks`);
  assert.equal(await page.$eval('.top .pointing', (icon) => getComputedStyle(icon).transform), 'matrix(-1, 0, 0, 1, 0, 0)');
  const [back, device] = await Promise.all([page.locator('.top a.button').boundingBox(), page.locator('main').boundingBox()]);
  assert.ok(back.x > device.x + device.width / 2, 'back stands at the right, where the line begins');
  const code = page.locator('.device .code');
  assert.equal(await code.textContent(), received);
  assert.equal(await code.evaluate((element) => getComputedStyle(element).direction), 'ltr');
  const icon = await page.locator('.reply .icon').first().boundingBox();
  const words = await page.locator('.reply span').first().boundingBox();
  assert.ok(icon.x > words.x, 'the icon stands before the word, at the right');
});

test('the page is read aloud in its language, and from then on each page, until the voice is turned off', async (t) => {
  const { context, page } = await visit(browser, program, { viewport: PHONE });
  t.after(() => context.close());
  await context.addInitScript(stubbedVoices, ['ar-SA', 'fr-FR']);
  await signIn(page, program, 'worker');
  await speak(page, 'ar');
  const { received } = await devices(page);
  await page.goto(`/bench/${received}/tasks`);
  assert.deepEqual(await said(page), []);
  await page.click('[data-voice=on]');
  const heard = await said(page);
  assert.equal(heard[0].words, await page.textContent('h1'));
  assert.deepEqual(new Set(heard.map((one) => one.lang)), new Set(['ar']));
  assert.ok(heard.some((one) => one.words === 'نعم'), 'the answers are read too');
  // The next page is read by itself.
  await Promise.all([page.waitForEvent('load'), page.click('.reply.good')]);
  await page.waitForFunction(() => window.heard.length > 0);
  assert.equal((await said(page))[0].words, await page.textContent('h1'));
  await page.click('[data-voice=off]');
  assert.equal(await page.isVisible('[data-voice=off]'), false);
  await page.reload();
  assert.deepEqual(await said(page), []);
});

test('without a voice for the language there is no button to listen', async (t) => {
  const { context, page } = await visit(browser, program, { viewport: PHONE });
  t.after(() => context.close());
  await context.addInitScript(stubbedVoices, ['fr-FR']);
  await signIn(page, program, 'worker');
  await speak(page, 'ar');
  assert.equal(await page.isVisible('.voice'), false);
  await speak(page, 'fr');
  assert.equal(await page.isVisible('[data-voice=on]'), true);
});

test('a tablet goes through the whole workshop by keyboard, in Arabic', async (t) => {
  const page = await worker(t, 'ar');
  const { received: code } = await devices(page);
  await page.goto(`/bench/${code}/tasks`);
  let pages = 0;
  for (; pages < 60 && !(await page.isVisible('main :text("انتهى العمل، أحسنت!")')); pages += 1) {
    if (await page.isVisible('input[capture]')) {
      const photo = path.join(folder, 'screen.png');
      writeFileSync(photo, await page.screenshot());
      await page.setInputFiles('input[capture]', photo);
    }
    if (await page.isVisible('.measured input')) await page.fill('.measured input', '87');
    const grade = page.locator('.reply[value=b]');
    await press(page, (await grade.count()) > 0 ? '.reply[value=b]' : '.reply.good, .reply[value=android]');
  }
  assert.ok(pages > 15 && pages < 60, `${pages} pages`);
  await page.goto(`/devices/${code}`);
  assert.match(await page.textContent('main'), /Au contrôle qualité/);
});

test('an answer given without a network waits, and arrives once', async (t) => {
  const page = await worker(t, 'ar');
  const { received: code } = await devices(page);
  await page.goto(`/bench/${code}/tasks`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The page without a network is kept in the language of the bench.
  await page.goto('/bench/offline');
  await page.waitForSelector('html[lang=ar][dir=rtl] #offline:not([hidden])');
  await page.goto(`/bench/${code}/tasks`);
  await program.cut();
  await page.click('.reply.good');
  await page.waitForURL('**/bench/offline');
  await page.waitForSelector('html[lang=ar] .queue > li .is-waiting');
  assert.equal(await page.locator('.queue > li').count(), 1);
  assert.deepEqual(await violations(page), []);
  assert.equal(await scrollsSideways(page), false);
  await program.start();
  await page.waitForSelector('.state:has-text("أُرسل كل شيء")');
  await page.goto(`/bench/${code}/tasks`);
  assert.equal(await page.textContent('.progress bdi'), '2 / 7');
});

test('an answer that comes too late is refused on a page that says so', async (t) => {
  const page = await worker(t, 'fr');
  const code = await first(page, 'stage=stage-refurbishment', 'ask-check');
  await page.goto(`/bench/${code}/tasks?task=refurbishment.clean`);
  const meanwhile = await page.context().newPage();
  await meanwhile.goto(`/bench/${code}/tasks`);
  await Promise.all([meanwhile.waitForEvent('load'), meanwhile.click('.reply[value=ask]')]);
  await Promise.all([page.waitForEvent('load'), page.click('.reply[value=yes]')]);
  assert.match(await page.textContent('[role=alert]'), /L’appareil a déjà avancé/);
  assert.match(await page.textContent('h1'), /C’est fini/);
});

/** A worker at the bench, on a phone. */
async function worker(t, language) {
  const { context, page } = await visit(browser, program, { viewport: PHONE });
  t.after(() => context.close());
  await signIn(page, program, 'worker');
  await speak(page, language);
  return page;
}

async function speak(page, language) {
  await page.goto('/bench');
  await Promise.all([page.waitForEvent('load'), page.click(`.languages [value=${language}]`)]);
  await page.waitForSelector(`html[lang=${language}]`);
}

/** The first of these devices that has this task to do. */
async function first(page, query, task) {
  await page.goto(`/devices?${query}`);
  const sheets = await page.$$eval('main tbody th a[href^="/devices/"]', (all) => all.map((one) => one.getAttribute('href')));
  for (const code of sheets.map((sheet) => sheet.split('/').at(-1))) {
    const answer = await page.request.get(`/bench/${code}/tasks?task=${task}`, { maxRedirects: 0 });
    if (answer.status() === 200) return code;
  }
  throw new Error(`no device of ${query} has ${task} to do`);
}

async function devices(page) {
  return {
    received: await first(page, 'stage=stage-received&kind=tablet', 'triage.look'),
    tablet: await first(page, 'stage=stage-refurbishment&kind=tablet', 'photo'),
    laptop: await first(page, 'stage=stage-refurbishment&kind=laptop', 'log'),
    checking: await first(page, 'stage=stage-quality-check', ''),
  };
}

/** Reaches what it selects by Tab, and presses Enter. */
async function press(page, selector) {
  const wanted = page.locator(selector).first();
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
  }
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

const said = (page) => page.evaluate(() => window.heard);

/** A browser with these voices that speaks to the test. */
function stubbedVoices(languages) {
  window.heard = [];
  const synthesis = new EventTarget();
  synthesis.getVoices = () => languages.map((lang) => ({ lang }));
  synthesis.speak = (utterance) => window.heard.push({ words: utterance.words, lang: utterance.lang });
  synthesis.cancel = () => (window.heard = []);
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
  window.SpeechSynthesisUtterance = class {
    constructor(words) {
      this.words = words;
    }
  };
}
