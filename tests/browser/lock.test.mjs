// The lock of a bench, as people meet it: a page left alone is covered, its session is over, and what was being
// written waits for who wrote it. The browser's clock is turned on by hand; the server's goes as it goes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { asLists, launch, PHONE, picture, scrollsSideways, signIn, violations, visit } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';

const PIN = '7294';
const OTHER_PIN = '8305';

let program;
let browser;
/** Two workers of the bench's site: `{ name, badge }`. */
let [amina, second] = [];
let overseer;
before(async () => {
  program = await serveDemo();
  browser = await launch();
  ({ page: overseer } = await visit(browser, program));
  await signIn(overseer, program, 'supervisor');
  await overseer.goto('/team');
  const workers = overseer.locator('main tbody tr', { hasText: 'Salarié' }).locator('th a');
  const people = await workers.evaluateAll((links) => links.map((link) => ({ name: link.textContent.trim(), page: link.getAttribute('href') })));
  assert.ok(people.length >= 2, `${people.length} workers`);
  amina = await withBadge(people[0]);
  second = await withBadge(people[1]);
  for (const [person, pin] of [[amina, PIN], [second, OTHER_PIN]]) await choosePin(person, pin);
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

test('a page left alone is covered, its session is over, and the same badge finds it as it was', async (t) => {
  const { context, page, complaints } = await atTheBench(t, amina, PIN);
  const code = await toTriage(page);
  await page.goto(`/bench/${code}/triage`);
  await page.locator('fieldset.question input[type=radio]').first().check();
  await page.clock.fastForward('06:00');
  await page.waitForSelector('#lock[open]');
  await says(page, '#lock', amina.name);
  await ends(context);
  assert.deepEqual(await violations(page), []);
  assert.equal(await scrollsSideways(page), false);
  if (process.env.PICTURES) await picture(page, 'lock');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#lock').evaluate((cover) => cover.open), 'no key opens it');
  await page.locator('main button.big').click({ timeout: 500 }).then(
    () => assert.fail('what lies under the cover was pressed'),
    () => {},
  );

  await open(page, amina.badge, '1111');
  await says(page, '#lock [data-said]', 'code');
  assert.ok(await page.locator('#lock').evaluate((cover) => cover.open), 'a wrong code opens nothing');
  await open(page, amina.badge, PIN);
  await page.waitForSelector('#lock:not([open])', { state: 'attached' });
  assert.ok(await page.locator('fieldset.question input[type=radio]').first().isChecked(), 'what was answered is still there');
  for (const question of await page.locator('fieldset.question').all()) await question.locator('input[type=radio]').first().check();
  await page.click('main form button.big');
  await says(page, 'main > .done', 'Tri terminé');
  assert.equal(new URL(page.url()).pathname, `/bench/${code}`);
  await says(page, '.lead .badge', 'En remise en état');
  assert.equal((await context.request.get('/bench', { maxRedirects: 0 })).status(), 200, 'the session is there again');
  assert.deepEqual(complaints.filter((said) => !/status of 4\d\d/.test(said)), []);
});

test('another badge gets the first page of the bench, and nothing of what was being written', async (t) => {
  const { page } = await atTheBench(t, amina, PIN);
  const code = await toTriage(page);
  await page.goto(`/bench/${code}/triage`);
  await page.locator('fieldset.question input[type=radio]').first().check();
  await page.clock.fastForward('06:00');
  await page.waitForSelector('#lock[open]');
  await open(page, second.badge, OTHER_PIN);
  await page.waitForURL((url) => url.pathname === '/bench');
  await says(page, '.at-bench', second.name);
  await page.goto(`/bench/${code}/triage`);
  assert.equal(await page.locator('fieldset.question input[type=radio]:checked').count(), 0);
});

test('hands at work keep the bench open, and the server hears of them', async (t) => {
  const { context, page } = await atTheBench(t, amina, PIN);
  let heard = 0;
  page.on('request', (request) => (heard += new URL(request.url()).pathname === '/sign-in/badge' ? 1 : 0));
  for (let minute = 0; minute < 4; minute += 1) {
    await page.clock.fastForward('03:00');
    await page.mouse.click(5, 5);
    await page.clock.runFor('00:06');
  }
  assert.equal(await page.locator('#lock').evaluate((cover) => cover.open), false);
  assert.ok(heard > 0, 'a page that is only written on says so to the server');
  assert.equal((await context.request.get('/bench', { maxRedirects: 0 })).status(), 200);
});

test('the lock closes the camera', async (t) => {
  const { context, page } = await atTheBench(t, amina, PIN);
  await context.addInitScript(() => {
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => [];
    };
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d').fillRect(0, 0, 1, 1);
      return (window.camera = canvas.captureStream(10));
    };
  });
  await page.goto('/bench/scan');
  await page.click('.camera-on');
  await says(page, '.camera-said', 'Montrez une étiquette');
  await page.clock.fastForward('06:00');
  await page.waitForSelector('#lock[open]');
  await page.clock.runFor('00:02');
  await page.waitForFunction(() => window.camera.getTracks().every((track) => track.readyState === 'ended'));
});

// People and their badges.

/** Has the supervisor print a badge, and reads it as a scanner does. */
async function withBadge({ name, page }) {
  await overseer.goto(page);
  const [download] = await Promise.all([
    overseer.waitForEvent('download'),
    overseer.locator(`form[action="${page}/badge"] button`).click(),
  ]);
  const folder = mkdtempSync(path.join(tmpdir(), 'badge-'));
  try {
    writeFileSync(path.join(folder, 'badge.pdf'), readFileSync(await download.path()));
    execFileSync('pdftoppm', ['-r', '300', '-gray', '-png', '-singlefile', 'badge.pdf', 'badge'], { cwd: folder });
    const badge = execFileSync('zbarimg', ['--quiet', '--nodbus', '--raw', 'badge.png'], { cwd: folder, encoding: 'utf8' }).trim();
    return { name, badge };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A browser that the supervisor has enrolled as a bench, with nobody at it. */
async function enrolled(t) {
  const { context, page, complaints } = await visit(browser, program, { viewport: PHONE });
  t?.after(() => context.close());
  await signIn(page, program, 'supervisor');
  await page.goto('/team/benches');
  await page.fill('[name=name]', `Poste ${Math.random().toString(36).slice(2, 8)}`);
  await page.click('form[action="/team/benches"] button');
  await page.waitForURL(/done=/);
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.addCookies(cookies.filter((cookie) => cookie.name !== 'session'));
  return { context, page, complaints };
}

/** The first use of a badge. */
async function choosePin({ badge }, pin) {
  const { context, page } = await enrolled();
  await page.goto('/sign-in/badge');
  await page.fill('[name=badge]', badge);
  await page.click('main form button.big');
  await page.fill('[name=new_pin]', pin);
  await page.fill('[name=again]', pin);
  await page.click('main form button.big');
  await page.waitForURL((url) => url.pathname === '/bench');
  await context.close();
}

async function atTheBench(t, { badge }, pin) {
  const bench = await enrolled(t);
  await bench.page.clock.install();
  await bench.page.goto('/sign-in/badge');
  await bench.page.fill('main [name=badge]', badge);
  // The scanner ends with Enter, which leads to the code.
  await bench.page.press('main [name=badge]', 'Enter');
  assert.equal(await bench.page.evaluate(() => document.activeElement.name), 'pin');
  await bench.page.keyboard.type(pin);
  await bench.page.keyboard.press('Enter');
  await bench.page.waitForURL((url) => url.pathname === '/bench');
  return bench;
}

async function open(page, badge, pin) {
  await page.fill('#lock-badge', badge);
  await page.fill('#lock-pin', pin);
  await page.click('#lock button');
}

async function toTriage(page) {
  await page.goto('/bench');
  await asLists(page);
  const link = page.locator('main tbody a[href$="/triage"]').first();
  return (await link.getAttribute('href')).split('/').at(-2);
}

/** The server lets nobody in any more with what this browser holds. */
async function ends(context) {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await context.request.get('/bench', { maxRedirects: 0 });
    if (answer.status() === 303) return assert.match(answer.headers().location, /^\/sign-in/);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('the session outlives the lock');
}

async function says(page, selector, words) {
  await page.locator(selector).filter({ hasText: words }).first().waitFor({ timeout: 20_000 });
}
