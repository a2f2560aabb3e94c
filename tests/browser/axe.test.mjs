// Every page of the route table is accessible: in French on a wide light screen, in English on a dark phone.
//
// pages.json names each GET route (tests/repository.rs keeps the list complete), who opens it and how:
//   as        the role of the demo's account that signs in; left out for somebody unknown
//   from      a page with a link to the route; or that page and what is pressed, one after the other, until
//             the page is the route's or links to it
//   device    a list of devices, the first of which gives {code}
//   press     what is pressed on the page of `from` to be sent to the route, once `choose`, a list there,
//             has its first choice
//   mailed    the account that was sent a link to the route
//   at        the address itself, when none of these leads to it
//   enrolled  the browser is a bench of the demo's workshop, nobody signed in
//   download  the content type, for what is not a page
//   status    what it answers somebody who has no token for it
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { launch, paper, PHONE, picture, scrollsSideways, signIn, smallTargets, violations, visit, WIDE } from './support/browser.mjs';
import { mailedLink } from './support/mail.mjs';
import { serveDemo } from './support/program.mjs';

const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));
const appearances = [
  { language: 'fr', colorScheme: 'light', viewport: WIDE },
  { language: 'en', colorScheme: 'dark', viewport: PHONE },
];

const NEWCOMER = 'nouvelle@demo.example';
const FORGETFUL = 'encadrant@demo.example';
const TEACHER = 'nouvelle.enseignante@ac-haute-bise.example';

let program;
let browser;
/** The coordinator's page, who sees every device. */
let overseer;
before(async () => {
  program = await serveDemo();
  browser = await launch();
  overseer = (await visit(browser, program)).page;
  await sendLinks(overseer);
});
after(async () => {
  await browser?.close();
  assert.equal(await program?.stop(), 0, 'SIGTERM ends the program in good order');
});

for (const appearance of appearances) {
  const where = `${appearance.language}, ${appearance.colorScheme}, ${appearance.viewport.width} px`;
  // A page keeps one core busy, and the pages only read: two roles at once. But one language after the other, which is
  // the account's, not the window's.
  describe(`every page (${where})`, { concurrency: 2 }, () => {
    // One sign-in per role.
    for (const [role, entries] of byRole()) {
      test(`pages open to ${role ?? 'anybody'} (${where})`, async (t) => {
        const { context, page, complaints } = await visit(browser, program, appearance);
        if (role) await signIn(page, program, role, appearance.language);
        for (const entry of entries) {
          await t.test(entry.route, async () => {
            if (entry.enrolled) await becomeBench(context, page, appearance.language);
            const address = await addressOf(entry, page);
            complaints.length = 0;
            if (entry.download) return assertDownload(context, address, entry.download, `${appearance.language}-${entry.route}`, entry.status);
            const answer = await page.goto(address);
            assert.equal(answer.status(), 200, `${address} answered ${answer.status()}`);
            assert.equal(new URL(page.url()).pathname, new URL(address, program.url).pathname, 'it is another page');
            assert.equal(await page.getAttribute('html', 'lang'), appearance.language);
            const found = await violations(page);
            if (found.length || process.env.PICTURES) await picture(page, `${appearance.language}-${entry.route}`);
            assert.deepEqual(found, []);
            assert.equal(await scrollsSideways(page), false, 'the page scrolls sideways');
            if (appearance.viewport === PHONE) assert.deepEqual(await smallTargets(page), [], 'too small for a finger');
            if (appearance.viewport === WIDE) await assertFits(page, PHONE);
            assert.deepEqual(complaints, []);
          });
        }
        await context.close();
      });
    }
  });
}

/** The words of this language fit a screen of this size too. */
async function assertFits(page, viewport) {
  await page.setViewportSize(viewport);
  const sideways = await scrollsSideways(page);
  await page.setViewportSize(WIDE);
  assert.equal(sideways, false, `the page scrolls sideways at ${viewport.width} px`);
}

function byRole() {
  const roles = new Map();
  for (const entry of pages) roles.set(entry.as, [...(roles.get(entry.as) ?? []), entry]);
  return roles;
}

/** Has a teacher register, one account invited, and another sent a link to reset its password. */
async function sendLinks(page) {
  await page.goto('/registration');
  await page.fill('[name=email]', TEACHER);
  await page.fill('[name=name]', 'Inès Nouvelle');
  await page.fill('[name=uai]', '0990141R');
  await page.click('main form button');
  await page.waitForURL(/done=/);
  await page.goto('/password-reset');
  await page.fill('[name=email]', FORGETFUL);
  await page.click('main form button');
  await signIn(page, program, 'coordinator');
  await page.goto('/people/invite');
  await page.selectOption('[name=organisation]', { index: 1 });
  await page.click('main form button');
  await page.fill('[name=email]', NEWCOMER);
  await page.fill('[name=name]', 'Nora Nouvelle');
  await page.selectOption('[name=role]', 'coordinator');
  await page.check('[name=language] >> nth=0');
  await page.click('main form button');
  await page.waitForURL(/done=/);
}

/** Has the supervisor enrol the browser as a bench, and sign out. */
async function becomeBench(context, page, language) {
  await signIn(page, program, 'supervisor', language);
  await page.goto('/team/benches');
  await page.fill('[name=name]', `Poste ${language}`);
  await page.click('form[action="/team/benches"] button');
  await page.waitForURL(/done=/);
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.addCookies(cookies.filter((cookie) => cookie.name !== 'session'));
}

async function addressOf(entry, page) {
  const pattern = new RegExp(`^${entry.route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
  const leadsThere = (address) => pattern.test(new URL(address, page.url()).pathname);
  if (entry.at) return entry.at;
  if (entry.mailed) return mailedLink(program, entry.mailed, leadsThere);
  if (entry.device) return entry.route.replace('{code}', await firstDevice(entry.device, entry.as ? page : overseer));
  if (!entry.from) return entry.route;

  const [first, ...pressed] = [entry.from].flat();
  await page.goto(first);
  for (const selector of pressed) {
    await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
  }
  if (entry.choose) await page.selectOption(entry.choose, { index: 1 });
  if (entry.press) {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => leadsThere(response.url())),
      page.locator(entry.press).first().click(),
    ]);
    return answer.url();
  }
  if (pressed.length > 0 && leadsThere(page.url())) return page.url();
  const links = await page.$$eval('[href], [src]', (elements) =>
    elements.map((element) => element.getAttribute('href') ?? element.getAttribute('src')),
  );
  const link = links.find(leadsThere);
  assert.ok(link, `${page.url()} has no link to ${entry.route}`);
  return link;
}

async function firstDevice(list, page) {
  await page.goto(list);
  const sheet = await page.locator('main tbody a[href^="/devices/"]').first().getAttribute('href');
  return sheet.split('/').at(-1);
}

async function assertDownload(context, address, type, name, status = 200) {
  const answer = await context.request.get(address);
  assert.equal(answer.status(), status, `${address} answered ${answer.status()}`);
  assert.ok(answer.headers()['content-type'].startsWith(type), answer.headers()['content-type']);
  if (process.env.PICTURES && type === 'application/pdf') paper(await answer.body(), name);
}
