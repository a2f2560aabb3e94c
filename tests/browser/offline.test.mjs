// The bench when the network is gone: the server is really stopped, the browser really killed. Nothing that
// was filled in is lost, and nothing is recorded twice.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { kill, launch, launchKept, PHONE, picture, scrollsSideways, signIn, violations, visit } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';
import { noteSignals, wedge } from './support/scanner.mjs';

const FIRST_VISIT_BYTES = 100_000;
const NEXT_VISIT_BYTES = 15_000;
const RECEIVED = '/devices?stage=stage-received';

let program;
let browser;
/** Labels of received tablets, each taken by one test; those whose locks are Android's come first. */
let tablets;
before(async () => {
  program = await serveDemo();
  browser = await launch();
  const { context, page } = await visit(browser, program);
  await signIn(page, program, 'worker');
  await page.goto(`${RECEIVED}&kind=tablet`);
  const labels = (rows) => rows.map((row) => row.querySelector('a[href^="/devices/"]').getAttribute('href').split('/').at(-1));
  tablets = [
    ...(await page.locator('main tbody tr', { hasText: 'Apple' }).evaluateAll(labels)),
    ...(await page.locator('main tbody tr', { hasNotText: 'Apple' }).evaluateAll(labels)),
  ];
  assert.ok(tablets.length >= 12, `${tablets.length} received tablets`);
  await context.close();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

test('the server stops half-way through a triage: the answers wait in sight, and leave when it is back', async (t) => {
  const page = await atTheBench(t);
  const code = tablets.pop();
  await page.goto(`/bench/${code}/triage`);
  await answerEverything(page, 'main');
  await withoutServer(async () => {
    await page.click('main form button.big');
    await page.waitForURL('**/bench/offline');
    await says(page, '.mine', '1 à envoyer');
    await says(page, '.state', 'Le serveur ne répond pas');
    // And the next device, of which this bench knows nothing but the label in hand.
    await fillOffline(page, 'triage', tablets.at(-1));
    await says(page, '.mine', '2 à envoyer');
    assert.deepEqual(await titles(page), [`Tri ${code}`, `Tri ${tablets.at(-1)}`]);
  });
  await says(page, '.state', 'Tout est envoyé');
  await says(page, '.mine', '0 à envoyer');
  assert.equal(await page.locator('.queue > li').count(), 0);
  await assertStands(page, code, 'En remise en état');
  await assertStands(page, tablets.pop(), 'En remise en état');
  assert.equal(timesInHistory(code, 'device_triaged'), 1);
  program.run('journal', 'verify');
});

test('a whole shift without a network: triage, photo, list, check asked, weight, each once and in order', async (t) => {
  const worker = await atTheBench(t);
  const supervisor = await atTheBench(t, 'supervisor');
  const [code, waste] = [tablets.pop(), tablets.pop()];
  await withoutServer(async () => {
    await worker.goto('/bench');
    for (const step of ['triage', 'erasure', 'checklist', 'check-request']) await fillOffline(worker, step, code);
    await says(worker, '.mine', '4 à envoyer');
    const [photo] = await photosKept(worker);
    assert.ok(photo > 0 && photo < 1_000_000, 'the photo is kept, made smaller');
    assert.deepEqual(await violations(worker), []);
    assert.equal(await scrollsSideways(worker), false);
    if (process.env.PICTURES) await picture(worker, 'offline-shift');
    await supervisor.goto('/bench');
    for (const step of ['triage', 'scrap']) await fillOffline(supervisor, step, waste);
    await says(supervisor, '.mine', '2 à envoyer');
  });
  for (const page of [worker, supervisor]) {
    await says(page, '.state', 'Tout est envoyé');
  }
  await assertStands(worker, code, 'Au contrôle qualité');
  await supervisor.goto(`/devices/${waste}`);
  await says(supervisor, 'main', 'Mis au rebut');
  // What was seen and weighed without a network is what is kept.
  await worker.goto(`/bench/${code}`);
  const proof = await worker.locator('main a[href^="/evidence/"]').first().getAttribute('href');
  const photo = await worker.context().request.get(proof);
  assert.equal(photo.headers()['content-type'], 'image/jpeg');
  assert.ok((await photo.body()).length > 10_000, 'the whole photo has arrived');
  assert.deepEqual(history(waste, 'device_scrapped').map((event) => JSON.parse(event.data).details.weight_grams), [480]);
  program.run('journal', 'verify');
});

test('the browser is killed and the server restarted: the line is still there, and leaves after signing in', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const code = tablets.pop();
  let { context, page } = await launchKept(folder, program);
  t.after(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  await signIn(page, program, 'worker');
  await ready(page);
  await withoutServer(async () => {
    await page.goto('/bench');
    await fillOffline(page, 'triage', code);
    await says(page, '.mine', '1 à envoyer');
    await kill(context, folder);

    ({ context, page } = await launchKept(folder, program));
    await page.goto('/bench');
    await says(page, '#offline', 'Personne n’est connecté');
    await says(page, '.others', '1 d’une autre personne');
    await page.click('.it-is-me');
    await says(page, '.mine', '1 à envoyer');
    assert.deepEqual(await titles(page), [`Tri ${code}`]);
  });
  await page.click('.again');
  await says(page, '.state', 'Votre session est finie');
  await signIn(page, program, 'worker');
  await page.goto('/bench/offline');
  await says(page, '.state', 'Tout est envoyé');
  await assertStands(page, code, 'En remise en état');
});

test('the answer is lost after it was recorded: sent again, it is one record and one receipt', async (t) => {
  const page = await atTheBench(t);
  const code = tablets.pop();
  let lost = 0;
  await page.route(`**/bench/${code}/triage`, async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    const answer = await route.fetch();
    assert.equal(answer.status(), 200);
    await route.abort('connectionreset');
  });
  await page.goto(`/bench/${code}/triage`);
  await answerEverything(page, 'main');
  await page.click('main form button.big');
  await page.waitForURL('**/bench/offline');
  await says(page, '.state', 'Tout est envoyé');
  await says(page, '.log', `Envoyé : Tri ${code}. Tri terminé`);
  assert.equal(lost, 1);
  assert.equal(timesInHistory(code, 'device_triaged'), 1);
});

test('the device is changed from elsewhere meanwhile: the line is refused, says why, and is given up in sight', async (t) => {
  const page = await atTheBench(t);
  const code = tablets.pop();
  const other = tablets.pop();
  const elsewhere = await signedIn(t, 'supervisor');
  await page.context().setOffline(true);
  await page.goto('/bench');
  await fillOffline(page, 'triage', code);
  await fillOffline(page, 'return', code);
  await fillOffline(page, 'triage', other);
  await triageAndScrap(elsewhere, code);
  await page.context().setOffline(false);
  await page.click('.again');
  await says(page, '.state', 'Des lignes ont été refusées');
  await says(page, '.mine', '2 à envoyer');
  await says(page, '.queue > li:first-child .said', 'scannez l’étiquette de nouveau');
  await says(page, '.queue > li:first-child', 'abandonnez cette ligne');
  await says(page, '.queue > li:nth-child(2)', 'Attend la ligne refusée de cet appareil');
  assert.deepEqual(await violations(page), []);
  if (process.env.PICTURES) await picture(page, 'offline-refused');

  await page.click('.queue > li:first-child .retry');
  await says(page, '.queue > li:first-child', 'Refusé');
  for (let line = 2; line > 0; line--) {
    await page.click('.queue > li:first-child .give-up');
    await page.click('.queue > li:first-child .give-up-no');
    await says(page, '.mine', `${line} à envoyer`);
    await page.click('.queue > li:first-child .give-up');
    await page.click('.queue > li:first-child .give-up-yes');
    await says(page, '.mine', `${line - 1} à envoyer`);
  }
  await says(page, '.log', `Abandonné par vous, rien n’est enregistré : Tri ${code}`);
  await page.goto('/bench/offline');
  await says(page, '.log', `Abandonné par vous, rien n’est enregistré : Reprendre à l’atelier ${code}`);
  await assertStands(page, other, 'En remise en état');
});

test('a form refused while the server answers comes back with everything typed, and leaves no line behind', async (t) => {
  const page = await atTheBench(t);
  await page.goto(`/bench/${tablets.at(-1)}/triage`);
  await page.locator('fieldset.question input').first().check();
  await Promise.all([page.waitForEvent('load'), page.click('main form button.big')]);
  await says(page, '.summary', 'Il reste quelque chose à corriger');
  assert.equal(await page.locator('fieldset.question input').first().isChecked(), true);
  await page.waitForFunction(() => document.querySelector('.unsent').hidden);
  await page.goto('/bench/offline');
  await says(page, '.mine', '0 à envoyer');
});

test('the session has ended: the line stays until the same person is back, and somebody else sees its count alone', async (t) => {
  const page = await atTheBench(t);
  const code = tablets.pop();
  await page.context().setOffline(true);
  await page.goto('/bench');
  await fillOffline(page, 'triage', code);
  await page.context().clearCookies({ name: 'session' });
  await page.context().setOffline(false);
  await page.click('.again');
  await says(page, '.state', 'Votre session est finie');
  await says(page, '.mine', '1 à envoyer');

  await signIn(page, program, 'supervisor');
  await says(page, '.unsent', '1 d’une autre personne');
  await page.goto('/bench/offline');
  await says(page, '.others', '1 d’une autre personne');
  await says(page, '.mine', '0 à envoyer');
  assert.doesNotMatch(await page.innerText('main'), new RegExp(code), 'nothing of the line is shown');
  await assertStands(page, code, 'Reçu');

  // Signing out leaves the line where it is.
  await signOut(page);
  await signIn(page, program, 'worker');
  await page.goto('/bench/offline');
  await says(page, '.state', 'Tout est envoyé');
  await assertStands(page, code, 'En remise en état');
});

test('a gateway that answers in the place of the server is not taken for it', async (t) => {
  const page = await atTheBench(t);
  const code = tablets.pop();
  const answers = [
    { status: 200, contentType: 'text/html', body: '<h1>Bienvenue sur le Wi-Fi</h1>' },
    { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' },
    { status: 302, headers: { location: '/' } },
    { status: 503, body: '' },
  ];
  let asked = 0;
  await page.route(`**/bench/${code}/triage`, (route) => {
    const answer = route.request().method() === 'POST' ? answers[asked++] : undefined;
    return answer ? route.fulfill(answer) : route.continue();
  });
  await page.goto('/bench/offline');
  await fillOffline(page, 'triage', code);
  while (asked < answers.length) {
    await says(page, '.state', 'Le serveur ne répond pas');
    await says(page, '.mine', '1 à envoyer');
    await page.click('.again');
  }
  await says(page, '.state', 'Tout est envoyé');
  await assertStands(page, code, 'En remise en état');
});

test('scans under a card wait too, on the page of scans and without it, and each is done once', async (t) => {
  const page = await atTheBench(t);
  await page.goto('/devices?stage=stage-refurbishment&kind=tablet');
  const codes = await page.$$eval('main tbody a[href^="/devices/"]', (links) => links.slice(0, 3).map((link) => link.getAttribute('href').split('/').at(-1)));
  await page.goto('/bench/scan?mode=OPEN');
  await withoutServer(async () => {
    await page.fill('#code', `${program.url.toUpperCase()}/M/RESET`);
    await page.press('#code', 'Enter');
    await says(page, '.scan-said', 'RESET');
    for (const [place, code] of codes.slice(0, 2).entries()) {
      await page.fill('#code', code);
      await page.press('#code', 'Enter');
      await says(page, '.scan-said', `ce scan est gardé sur cet appareil (${place + 1} à envoyer)`);
    }
    await says(page, '.unsent', '2 à envoyer');
    await page.click('.unsent a');
    await page.waitForSelector('#offline:not([hidden])');
    await page.fill('#code', `${program.url}/m/reset`);
    await page.press('#code', 'Enter');
    assert.equal(await page.inputValue('#card'), 'RESET');
    await page.fill('#code', codes[2]);
    await page.press('#code', 'Enter');
    await says(page, '.mine', '3 à envoyer');
  });
  await says(page, '.state', 'Tout est envoyé');
  for (const code of codes) await says(page, '.log', code);
  await says(page, '.log', 'Réinitialisation datée d’aujourd’hui');
  await page.goto('/bench/scan?mode=RESET');
  await says(page, '#scan-count', '3 faits');
});

test('a handover is not granted without a network, nor kept for later', async (t) => {
  const clerk = await signedIn(t, 'clerk');
  await ready(clerk, '/counter');
  const device = await whereOneMayBeHandedOver(clerk);
  const handing = clerk.locator(`main form[action="${device}"]`);
  assert.equal(await handing.count(), 1, 'with a network it may be handed over');
  assert.equal(await handing.getAttribute('data-queue'), null, 'and its form never waits');
  const [status, said] = await clerk.evaluate(async () => {
    const answer = await fetch('/counter/HJ4K-7PXM', { method: 'POST', headers: { 'x-queue': '1' }, body: new URLSearchParams({ write_id: 'kept-until-now' }) });
    return [answer.status, await answer.text()];
  });
  assert.equal(status, 409);
  assert.match(said, /Une remise se décide au moment où elle se fait/);
  await withoutServer(async () => {
    await clerk.goto(device);
    await says(clerk, 'main', 'Une remise ne se fait jamais sans réseau');
    assert.equal(await clerk.locator('form[action*="/counter"], [name=signed_on]').count(), 0);
    await says(clerk, '.mine', '0 à envoyer');
  });
  // And nothing of it was done meanwhile: it may still be handed over.
  await clerk.goto(device);
  assert.equal(await handing.count(), 1);
});

test('a slip in a code is told at the bench, as the server would', async (t) => {
  const page = await atTheBench(t);
  await page.goto('/bench/offline');
  const code = tablets.at(-1);
  const wrong = code.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
  for (const [typed, words] of [
    ['', 'Scannez l’étiquette'],
    ['HJ4K', 'Un code a 8 caractères'],
    ['HJ4K-7PX0', 'n’est dans aucun code'],
    [wrong, 'Un caractère n’est pas le bon'],
    ['https://ailleurs.example/', 'n’est pas celui d’une étiquette'],
  ]) {
    await page.fill('#code', typed);
    await page.press('#code', 'Enter');
    await says(page, '#code-mistake', words);
    assert.equal(await page.inputValue('#code'), typed, 'nothing typed is lost');
  }
  for (const typed of [code.toLowerCase().replace('-', ' '), `${program.url}/d/${code}`, `HTTPS://ICI.EXAMPLE/D/${code}`]) {
    await page.fill('#code', typed);
    await page.press('#code', 'Enter');
    await says(page, '#filled-title', code);
    await page.click('.leave');
  }
});

test('without a network a scanner is read whatever the keyboard and the focus, and each scan is heard', async (t) => {
  const page = await atTheBench(t, 'supervisor');
  await page.goto('/devices?stage=stage-refurbishment&kind=tablet');
  const codes = await page.$$eval('main tbody a[href^="/devices/"]', (links) => links.slice(0, 3).map((link) => link.getAttribute('href').split('/').at(-1)));
  const keys = await page.context().newCDPSession(page);
  await noteSignals(page);
  await withoutServer(async () => {
    await page.goto('/bench/offline');
    await page.check('[name=step][value=scan]');
    await page.selectOption('#card', 'OUT');
    // A choice has the focus, as after a touch with a glove.
    await page.focus('[name=step][value=scan]');
    await wedge(keys, `${program.url}/d/${codes[0]}`, 'french');
    await says(page, '.mine', '1 à envoyer');
    await says(page, '.scan-said.wait', codes[0]);
    await page.focus('#code');
    await wedge(keys, codes[1], 'french, locked');
    await says(page, '.mine', '2 à envoyer');
    await wedge(keys, codes[2], 'american', 'Tab');
    await says(page, '.mine', '3 à envoyer');
    await wedge(keys, codes[2].replace(/.$/, (last) => (last === '2' ? '3' : '2')), 'french');
    await says(page, '#code-mistake', 'Un caractère n’est pas le bon');
    assert.deepEqual(await page.evaluate(() => [window.heard, window.shaken]), [[440, 440, 440, 440, 440, 440, 220, 220], 4]);
    // The keys of a form that is open are its own.
    await page.check('[name=step][value=return]');
    await page.fill('#code', codes[0]);
    await page.press('#code', 'Enter');
    await page.fill('.here [name=reason]', '');
    await page.focus('.here [name=reason]');
    await wedge(keys, codes[1], 'american', null);
    assert.equal(await page.inputValue('.here [name=reason]'), codes[1]);
    await page.click('.leave');
    await says(page, '.mine', '3 à envoyer');
  });
  await says(page, '.state', 'Tout est envoyé');
  for (const code of codes) await says(page, '.log', code);
});

test('a device is received without a network by two scans, and what is not plain is refused with what to do', async (t) => {
  const page = await atTheBench(t);
  const label = tablets.at(-1);
  const keys = await page.context().newCDPSession(page);
  await withoutServer(async () => {
    await page.goto('/bench/offline');
    await page.check('[name=step][value=reception]');
    await page.focus('#code');
    // The label, then the number on the device: the scanner's Enter leads from one to the other, and keeps both.
    await wedge(keys, `${program.url}/d/${label}`, 'french');
    await page.waitForSelector('.here [name=mark]:focus');
    await wedge(keys, 'NOSUCH123', 'french');
    await says(page, '.mine', '1 à envoyer');
    assert.deepEqual(await titles(page), [`Réception ${label}`]);
    await page.waitForSelector('#code:focus');
    assert.deepEqual(await violations(page), []);
    assert.equal(await scrollsSideways(page), false);
    // However far the page is scrolled, the count is in sight.
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const waits = await page.locator('.waits').boundingBox();
    assert.ok(waits.y >= 0 && waits.y + waits.height <= PHONE.height, `the count is at ${waits.y} px`);
  });
  await says(page, '.state', 'Des lignes ont été refusées');
  await says(page, '.queue > li:first-child .said', 'Aucun appareil à recevoir ici');
  assert.equal(await page.getAttribute('.queue > li:first-child .see', 'href'), '/reception');
  await page.click('.queue > li:first-child .give-up');
  await page.click('.queue > li:first-child .give-up-yes');
  await says(page, '.mine', '0 à envoyer');
  await assertStands(page, label, 'Reçu');
});

test('ten thousand lines do not freeze the page', async (t) => {
  const page = await atTheBench(t);
  await page.goto('/bench/offline');
  await page.context().setOffline(true);
  await page.evaluate(fillWithLines, 10_000);
  await page.goto('/bench/offline');
  await says(page, '.mine', '10 000 à envoyer');
  assert.equal(await page.locator('.queue > li').count(), 50);
  await says(page, '.more', '9 950');
  const longest = await page.evaluate(longestPause, 3_000);
  assert.ok(longest < 250, `the page stood still for ${longest} ms`);
  await fillOffline(page, 'check-request', tablets.at(-1));
  await says(page, '.mine', '10 001 à envoyer');
});

for (const language of ['fr', 'en']) {
  test(`the page without a network is accessible at 390 px (${language})`, async (t) => {
    const { context, page, complaints } = await visit(browser, program, { language, viewport: PHONE });
    t.after(() => context.close());
    await signIn(page, program, 'worker', language);
    await ready(page);
    // The shell speaks the language of whoever works here now.
    await page.reload();
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.goto('/bench');
    await page.waitForSelector(`html[lang=${language}] #offline:not([hidden])`);
    for (const step of ['triage', 'erasure', 'checklist', 'return', 'scrap', 'reception']) {
      await page.check(`[name=step][value=${step}]`);
      await page.fill('#code', tablets.at(-1));
      await page.press('#code', 'Enter');
      await page.waitForSelector('.filled:not([hidden]) form');
      assert.deepEqual(await violations(page), [], step);
      assert.equal(await scrollsSideways(page), false, step);
      if (process.env.PICTURES) await picture(page, `offline-${language}-${step}`);
      await page.click('.leave');
    }
    assert.deepEqual(complaints.filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED')), []);
  });
}

test('the first visit of a bench is light, and the next almost nothing', async (t) => {
  const wire = await countedWire(program);
  t.after(() => wire.close());
  const { context, page } = await visit(browser, { ...program, url: wire.url }, { viewport: PHONE });
  t.after(() => context.close());
  // The cookies alone: everything else comes over the wire.
  const elsewhere = await signedIn(t, 'worker');
  await context.addCookies(await elsewhere.context().cookies());
  const visited = async () => {
    const before = wire.bytes();
    await ready(page);
    await page.waitForLoadState('networkidle');
    return wire.bytes() - before;
  };
  const [first, next] = [await visited(), await visited()];
  t.diagnostic(`first visit ${first} bytes with its worker and all it keeps, the next ${next}`);
  assert.ok(first < FIRST_VISIT_BYTES, `${first} bytes`);
  assert.ok(next < NEXT_VISIT_BYTES, `${next} bytes`);
});

// People.

async function signedIn(t, role) {
  const { context, page } = await visit(browser, program, { viewport: PHONE });
  t.after(() => context.close());
  await signIn(page, program, role);
  return page;
}

/** Somebody whose bench is ready for a network that goes. */
async function atTheBench(t, role = 'worker') {
  const page = await signedIn(t, role);
  await ready(page);
  return page;
}

async function ready(page, path = '/bench') {
  await page.goto(path);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller);
}

/** The page of a device that its beneficiary may have: the demo has somebody who has learnt and comes for a tablet. */
async function whereOneMayBeHandedOver(page) {
  await page.goto('/devices?stage=stage-ready&kind=tablet');
  for (const code of await page.locator('main tbody a.code').allInnerTexts()) {
    await page.goto(`/counter/${code}`);
    if (await page.locator('[name=signed_on]').count()) return `/counter/${code}`;
  }
  return assert.fail('no device may be handed over here');
}

async function signOut(page) {
  await page.goto('/');
  await page.locator('.top .menu-button').click();
  await Promise.all([page.waitForURL('**/sign-in'), page.click('form[action="/sign-out"] button')]);
}

async function withoutServer(work) {
  await program.cut();
  try {
    await work();
  } finally {
    await program.start();
  }
}

// What they do.

/** Chooses a step, types the label, fills in the form that opens, and keeps it. */
async function fillOffline(page, step, code) {
  await page.check(`[name=step][value=${step}]`);
  const select = { triage: '#kind', checklist: '#kind', erasure: '#system' }[step];
  if (select) await page.selectOption(select, step === 'erasure' ? 'android' : 'tablet');
  await page.waitForFunction(() => document.querySelector('.mine')?.textContent !== '');
  const before = await page.evaluate(() => `${document.querySelector('.mine').textContent}, ${document.querySelectorAll('.log li').length} gone`);
  await page.fill('#code', code);
  await page.press('#code', 'Enter');
  if (step !== 'check-request' && step !== 'arrival') {
    await page.waitForSelector('.filled:not([hidden]) .here form');
    if (step === 'triage' || step === 'checklist') await answerEverything(page, '.here');
    if (step === 'erasure') {
      for (const name of ['reset_protection', 'device_management', 'sim', 'sd']) await page.check(`.here [name=${name}] >> nth=0`);
      await page.setInputFiles('.here [name=photo]', { name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot({ scale: 'css', fullPage: true }) });
    }
    if (step === 'scrap') {
      await page.fill('.here [name=weight]', '0,48');
      await page.check('.here [name=waste_code] >> nth=0');
      await page.fill('.here [name=recipient]', 'Récup’ du Lac');
      await page.check('.here [name=data_handled]');
    }
    if (step === 'return') await page.fill('.here [name=reason]', 'Écran à revoir');
    await page.click('.here button.big');
    await page.waitForSelector('.filled', { state: 'hidden' });
  }
  // It waits, or is sent already; in both cases the page tells of a line more.
  await page.waitForFunction((before) => `${document.querySelector('.mine').textContent}, ${document.querySelectorAll('.log li').length} gone` !== before, before);
}

/** Takes the first answer, which is the good one, to every question. */
async function answerEverything(page, where) {
  for (const question of await page.locator(`${where} fieldset.question`).all()) {
    await question.locator('input[type=radio]').first().check();
  }
}

async function triageAndScrap(page, code) {
  await page.goto(`/bench/${code}/triage`);
  await answerEverything(page, 'main');
  await Promise.all([page.waitForEvent('load'), page.click('main form button.big')]);
  await page.goto(`/bench/${code}/scrap`);
  await page.check('[name=pallet][value=""]');
  await page.fill('[name=weight]', '0,48');
  await page.check('[name=waste_code] >> nth=0');
  await page.fill('[name=recipient]', 'Récup’ du Lac');
  await page.check('[name=data_handled]');
  await Promise.all([page.waitForEvent('load'), page.click('main form button.big')]);
}

// What they see.

async function says(page, where, words) {
  try {
    await page.locator(where, { hasText: words }).first().waitFor();
  } catch {
    assert.fail(`${page.url()} does not say « ${words} » in ${where}:\n${await page.innerText('main')}`);
  }
}

async function titles(page) {
  const lines = await page.locator('.queue > li').all();
  return Promise.all(lines.map(async (line) => `${await line.locator('.title').innerText()} ${await line.locator('.code').innerText()}`));
}

async function assertStands(page, code, stage) {
  await page.goto(`/bench/${code}`);
  await says(page, '.lead .badge', stage);
}

function timesInHistory(code, kind) {
  return history(code, kind).length;
}

/** The events of this kind in the journal of the device with this label. */
function history(code, kind) {
  const lines = program.run('journal', 'export').split('\n').filter((line) => line !== '');
  const events = lines.map((line) => JSON.parse(line));
  const labelled = events.find((event) => JSON.stringify(event).includes(code));
  return events.filter((event) => event.kind === kind && event.subject_id === labelled.subject_id);
}

// Inside the page.

async function photosKept(page) {
  return page.evaluate(async () => {
    const request = indexedDB.open('passe-relais-queue');
    const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const all = database.transaction('items').objectStore('items').getAll();
    const items = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
    return items.flatMap((item) => item.files.map((file) => file.blob.size));
  });
}

/** Puts so many lines into the queue as the page does. */
async function fillWithLines(count) {
  const account = Number(/here=(\d+)/.exec(document.cookie)[1]);
  const request = indexedDB.open('passe-relais-queue');
  const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const transaction = database.transaction('items', 'readwrite');
  const store = transaction.objectStore('items');
  for (let line = 0; line < count; line++) {
    const id = crypto.randomUUID();
    store.add({ id, account, path: '/bench/HJ4K-7PXM/check-request', multipart: false, fields: [['write_id', id]], files: [], title: 'Scan', subject: `L${line}`, at: new Date().toISOString(), state: line % 2 ? 'refused' : 'waiting', said: ['Non'] });
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

/** The longest time the page did nothing else, while lines are sent and drawn. */
async function longestPause(during) {
  let longest = 0;
  let last = performance.now();
  const end = last + during;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return Math.round(longest);
}

// Beside them.

/** An address that leads to the program and counts every byte it sends. */
async function countedWire({ url }) {
  const { port } = new URL(url);
  let sent = 0;
  const server = createServer((browser) => {
    const upstream = connect(Number(port), '127.0.0.1');
    upstream.on('data', (bytes) => (sent += bytes.length));
    for (const [one, other] of [[browser, upstream], [upstream, browser]]) {
      one.pipe(other);
      one.on('error', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, bytes: () => sent, close: () => server.close() };
}
