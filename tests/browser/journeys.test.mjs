// One device's whole life and one person's way to a device, as the people of the chain live them: in the
// browser, with scripts and without.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { asLists, launch, PHONE, signIn, visit, WIDE } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';

const PICKUP_POINT = 'Rivanche, France Services de Rivanche';
const OPEN_LOT = 'Collège Ada Lovelace';
// Tablets of that lot that nobody has received yet, by the end of their serial numbers.
const journeys = [
  { scripts: true, lastFour: '12TK', name: 'Lefèvre', signs: signOnTheScreen },
  { scripts: false, lastFour: '15TK', name: 'Renaud', signs: signOnPaper },
];

let program;
let browser;
before(async () => {
  program = await serveDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

for (const { scripts, lastFour, name, signs } of journeys) {
  const how = scripts ? 'with scripts' : 'without scripts';

  test(`a tablet goes from the lot to the shelf (${how})`, async (t) => {
    const supervisor = await open(t, 'supervisor', { scripts });
    const worker = await open(t, 'worker', { scripts, viewport: PHONE });
    // One question per page is gone through in tasks.test.mjs.
    await worker.goto('/bench');
    await asLists(worker);

    const [label] = await printLabels(supervisor);
    await receive(supervisor, lastFour, label);
    await triage(worker, label);
    await erase(worker, label);
    await refurbish(worker, label);
    await askForTheCheck(worker, label);
    await signTheCheck(supervisor, label);

    await supervisor.goto(`/devices/${label}`);
    await says(supervisor, '.badge.good', 'Prêt');
    journalIsClean();
  });

  test(`somebody asks, learns, and leaves with a device (${how})`, async (t) => {
    const prescriber = await open(t, 'prescriber', { scripts });
    const coordinator = await open(t, 'coordinator', { scripts });
    const trainer = await open(t, 'trainer', { scripts, viewport: PHONE });
    const clerk = await open(t, 'clerk', { scripts, viewport: PHONE });

    const request = await ask(prescriber, name);
    const device = await allocateTheProposedDevice(coordinator, request);
    await takeIn(clerk, device);
    await isRefusedBeforeTraining(clerk, device);

    await enrol(prescriber, request);
    const session = await recordSession(trainer);
    await addToSession(trainer, session, request);
    await markPresent(trainer, session, name);

    await findAtTheCounter(clerk, device);
    await says(clerk, '.verdict.good', 'peut être remis');
    await signs(clerk);
    await says(clerk, '.verdict.good', 'La remise est complète');
    await slipIsThere(clerk);

    await prescriber.goto(request);
    await says(prescriber, '.verdict', 'remis');
    journalIsClean();
  });
}

test('an empty frame is no signature', async (t) => {
  const clerk = await open(t, 'clerk', { scripts: true, viewport: PHONE });
  await aDeviceThatMayLeave(clerk);
  await fillTheHandover(clerk, 'screen');
  await clerk.locator('canvas').scrollIntoViewIfNeeded();
  await says(clerk, '.signature-said', 'Le cadre est vide');
  await send(clerk);
  await says(clerk, '.summary', 'Faites signer dans le cadre, ou choisissez le papier');
  assert.equal(await clerk.isChecked('[name=identity_seen][value=identity_card]'), true, 'nothing typed is lost');
});

test('what was drawn is cleared at one press', async (t) => {
  const clerk = await open(t, 'clerk', { scripts: true, viewport: PHONE });
  await aDeviceThatMayLeave(clerk);
  await draw(clerk);
  await says(clerk, '.signature-said', 'Signature prise');
  await clerk.click('.signature button');
  await says(clerk, '.signature-said', 'Le cadre est vide');
  assert.equal(await clerk.inputValue('input[name=signature]'), '');
});

test('a scanner types one code after the other, and each opens its device', async (t) => {
  const supervisor = await open(t, 'supervisor', { scripts: true });
  await supervisor.goto('/devices?stage=stage-refurbishment');
  const links = supervisor.locator('main tbody a.code');
  const codes = [await links.nth(0).innerText(), await links.nth(1).innerText()];
  for (const code of codes) {
    await supervisor.goto('/bench');
    await supervisor.waitForSelector('#code:focus');
    // A wedge scanner is a keyboard: every character at once, then Enter.
    await supervisor.keyboard.type(`${program.url}/d/${code}`);
    await Promise.all([supervisor.waitForURL(`**/bench/${code}`), supervisor.keyboard.press('Enter')]);
  }
});

test('a scan whose suffix is Tab is sent, and a misread one is said without losing it', async (t) => {
  const supervisor = await open(t, 'supervisor', { scripts: true });
  await supervisor.goto('/bench');
  await supervisor.waitForSelector('#code:focus');
  await supervisor.keyboard.type('HJ4K-7PXM');
  await Promise.all([supervisor.waitForURL('**/bench?code=*'), supervisor.keyboard.press('Tab')]);
  await says(supervisor, '.mistake', 'Un caractère n’est pas le bon');
  assert.equal(await supervisor.inputValue('#code'), 'HJ4K-7PXM');
});

// The workshop.

async function printLabels(page) {
  await page.goto('/labels');
  await page.check('[name=template][value=avery-l7160]');
  await page.fill('[name=count]', '3');
  await choose(page, 'site', 'Atelier Second Souffle');
  await send(page);
  const pdf = await download(page, '.verdict a.button');
  const text = execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });
  const codes = text.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? [];
  assert.equal(new Set(codes).size, 3, text);
  return codes;
}

async function receive(page, lastFour, label) {
  await page.goto('/reception');
  await follow(page, `.card:has-text("${OPEN_LOT}") a.button`);
  await scan(page, 'code', lastFour);
  await says(page, 'main h2', 'Lequel est-ce ?');
  await follow(page, `.card:has-text("${lastFour}") a.button`);
  await says(page, '.verdict.good', lastFour);
  await scan(page, 'label', label);
  await says(page, '.timeline', label);
}

async function triage(page, label) {
  await openAtBench(page, label);
  await answerEverything(page);
  await send(page);
}

async function erase(page, label) {
  await openAtBench(page, label);
  await page.fill('[name=reset_on]', inParis(new Date()).date);
  for (const name of ['reset_protection', 'device_management']) await page.check(`[name=${name}] >> nth=0`);
  for (const name of ['sim', 'sd']) await page.check(`[name=${name}] >> nth=0`);
  await page.setInputFiles('[name=photo]', await photo(page));
  await send(page);
}

async function refurbish(page, label) {
  await openAtBench(page, label);
  await answerEverything(page);
  await send(page);
}

async function askForTheCheck(page, label) {
  await scanAtBench(page, label);
  await send(page, '.next form button');
  await says(page, '.next', 'contrôle');
}

async function signTheCheck(page, label) {
  await openAtBench(page, label);
  await answerEverything(page);
  await send(page, '[name=verdict][value=pass]');
}

async function openAtBench(page, label) {
  await scanAtBench(page, label);
  await follow(page, '.next a.button.big');
}

async function scanAtBench(page, label) {
  await page.goto('/bench');
  await scan(page, 'code', label);
  await page.waitForURL(`**/bench/${label}`);
}

/** Takes the first answer, which is the good one, to every question. */
async function answerEverything(page) {
  for (const question of await page.locator('fieldset.question').all()) {
    await question.locator('input[type=radio]').first().check();
  }
}

// The request and the training.

async function ask(page, name) {
  await page.goto('/requests');
  await follow(page, 'main a[href="/requests/new"]');
  await says(page, 'main', 'Attente habituelle');
  await page.check('[name=recipient_kind][value=person]');
  await page.fill('[name=name]', name);
  await page.fill('[name=given_name]', 'Jeanne');
  await page.fill('[name=birth_year]', '1957');
  await page.fill('[name=commune]', 'Rivanche');
  await page.check('[name=rule][value="3"]');
  await page.fill('[name=proof_seen_on]', inParis(new Date()).date);
  await page.check('[name=device_kind][value=tablet]');
  await choose(page, 'pickup_site', PICKUP_POINT);
  await page.check('[name=relation] >> nth=0');
  await send(page, '[name=act][value=send]');
  await page.waitForURL(/\/requests\/\d+/);
  return new URL(page.url()).pathname;
}

async function allocateTheProposedDevice(page, request) {
  await page.goto(request);
  assert.doesNotMatch(await page.innerText('main'), /Lefèvre|Renaud/, 'coordination decides without the name');
  const code = await page.inputValue('[aria-labelledby=proposal] [name=code]');
  await send(page, '[aria-labelledby=proposal] button');
  await says(page, '.verdict', 'attribué');
  return code;
}

async function enrol(page, request) {
  await page.goto(request);
  await follow(page, `a[href="${request}/training"]`);
  await page.check('[name=learner] >> nth=0');
  await send(page);
  await says(page, 'main h2', 'Séances');
}

/** A session of three hours that ended a moment ago, with its list on paper: hours count when they are over. */
async function recordSession(page) {
  const { date, time } = inParis(new Date(Date.now() - 182 * 60_000));
  await page.goto('/training');
  await follow(page, 'a[href="/training/sessions/new"]');
  await page.getByLabel('Premiers pas avec ma tablette').first().check();
  await page.getByLabel('Allumer, régler, protéger').check();
  await page.fill('[name=date]', date);
  await page.fill('[name=time]', time);
  await page.fill('[name=minutes]', '180');
  await page.fill('[name=capacity]', '6');
  await page.check('[name=held]');
  await send(page);
  await page.waitForURL(/\/training\/sessions\/\d+/);
  return new URL(page.url()).pathname.split('/').at(-1);
}

/** Somebody who came without a place, by the number of their request. */
async function addToSession(page, session, request) {
  await page.goto(`/training/sessions/${session}`);
  await page.fill('[name=reference]', request.split('/').at(-1));
  await send(page, 'form[action$="/place"] button');
  await says(page, 'main section.card', 'Place réservée');
}

async function markPresent(page, session, name) {
  await page.goto(`/training/sessions/${session}`);
  await says(page, 'main section.card', name);
  await send(page, '[name=came][value=yes]');
  await says(page, '.badge.good', 'Présent');
}

// The counter.

async function takeIn(page, device) {
  await page.goto(`/d/${device}`);
  await send(page);
}

async function isRefusedBeforeTraining(page, device) {
  await findAtTheCounter(page, device);
  await says(page, '.verdict.stop', 'ne peut pas être remis');
  await says(page, '.verdict.stop', 'n’est pas inscrite au parcours');
  await says(page, '.verdict.stop', 'réservez une place en séance');
  assert.equal(await page.locator('[name=signed_on]').count(), 0, 'there is nothing to hand over with');
}

async function findAtTheCounter(page, device) {
  await page.goto('/counter');
  await scan(page, 'code', device);
  await page.waitForURL(`**/counter/${device}`);
}

/** The demo has somebody who has learnt and may come for the tablet. */
async function aDeviceThatMayLeave(page) {
  await page.goto('/devices?stage=stage-ready&kind=tablet');
  for (const device of await page.locator('main tbody a.code').allInnerTexts()) {
    await page.goto(`/counter/${device}`);
    if (await page.locator('[name=signed_on]').count()) return;
  }
  assert.fail('no device may be handed over here');
}

async function fillTheHandover(page, signedOn) {
  await page.check('[name=received_by][value=recipient]');
  await page.check('[name=identity_seen][value=identity_card]');
  await page.check(`[name=signed_on][value=${signedOn}]`);
}

async function signOnTheScreen(page) {
  await fillTheHandover(page, 'screen');
  await draw(page);
  await says(page, '.signature-said', 'Signature prise');
  await send(page);
}

async function signOnPaper(page) {
  assert.equal(await page.locator('.signature-frame').isVisible(), false, 'no frame to sign in without scripts');
  await fillTheHandover(page, 'paper');
  await send(page);
  await says(page, '.verdict.wait', 'Il manque le bordereau signé');
  await slipIsThere(page);
  await page.setInputFiles('[name=photo]', await photo(page));
  await send(page);
}

async function draw(page) {
  const canvas = page.locator('.signature canvas');
  await canvas.scrollIntoViewIfNeeded();
  const frame = await canvas.boundingBox();
  await page.mouse.move(frame.x + 20, frame.y + frame.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) {
    await page.mouse.move(frame.x + 20 + step * 8, frame.y + frame.height / 2 + (step % 5) * 8);
  }
  await page.mouse.up();
}

async function slipIsThere(page) {
  const slip = await download(page, 'main a[href$="/slip"]');
  assert.equal(slip.subarray(0, 5).toString(), '%PDF-');
}

// What every step does.

async function open(t, role, { scripts, viewport = WIDE }) {
  const { context, page, complaints } = await visit(browser, program, { viewport, javaScriptEnabled: scripts });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints.filter((said) => !/status of (409|422)/.test(said)), []);
  });
  await signIn(page, program, role);
  return page;
}

async function scan(page, field, code) {
  await page.fill(`#${field}`, code);
  await Promise.all([page.waitForEvent('load'), page.press(`#${field}`, 'Enter')]);
}

/** Presses the button of the page's one form, or another; whatever the answer, it is a page. */
async function send(page, button = 'main form[method=post] button:not([type=button])') {
  await Promise.all([page.waitForEvent('load'), page.locator(button).last().click()]);
}

async function follow(page, link) {
  await Promise.all([page.waitForEvent('load'), page.locator(link).first().click()]);
}

async function choose(page, field, label) {
  await page.selectOption(`[name=${field}]`, { label });
}

async function says(page, where, words) {
  try {
    await page.locator(where, { hasText: words }).first().waitFor();
  } catch {
    assert.fail(`${page.url()} does not say « ${words} » in ${where}:\n${await page.innerText('main')}`);
  }
}

async function download(page, link) {
  const answer = await page.context().request.get(await page.locator(link).first().getAttribute('href'));
  assert.equal(answer.status(), 200);
  return answer.body();
}

/** A photo such as a phone takes: here, of the page itself. */
async function photo(page) {
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) };
}

/** The date and the time that a clock on the wall shows. */
function inParis(moment) {
  const [date, time] = moment.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).split(' ');
  return { date, time: time.slice(0, 5) };
}

function journalIsClean() {
  program.run('journal', 'verify');
}
