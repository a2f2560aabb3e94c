// Every page of the route table is accessible: in French on a wide light screen, in English on a dark phone.
//
// pages.json names each GET route (tests/repository.rs keeps the list complete), who opens it and how:
//   as        the role of the demo's account that signs in; left out for somebody unknown
//   from      a page on which the first link to the route is followed
//   at        the address itself, when no page links to it (a mailed link, say)
//   download  the content type, for what is not a page
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, PHONE, picture, scrollsSideways, signIn, violations, visit, WIDE } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';

const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));
const appearances = [
  { language: 'fr', colorScheme: 'light', viewport: WIDE },
  { language: 'en', colorScheme: 'dark', viewport: PHONE },
];

let program;
let browser;
before(async () => {
  program = await serveDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  assert.equal(await program?.stop(), 0, 'SIGTERM ends the program in good order');
});

for (const appearance of appearances) {
  // One sign-in per role: the pages only read.
  for (const [role, entries] of byRole()) {
    const where = `${appearance.language}, ${appearance.colorScheme}, ${appearance.viewport.width} px`;
    test(`pages open to ${role ?? 'anybody'} (${where})`, async (t) => {
      const { context, page, complaints } = await visit(browser, program, appearance);
      if (role) await signIn(page, program, role, appearance.language);
      for (const entry of entries) {
        await t.test(entry.route, async () => {
          complaints.length = 0;
          const address = await addressOf(entry, page);
          if (entry.download) return assertDownload(context, address, entry.download);
          const answer = await page.goto(address);
          assert.ok(answer.status() < 400 || entry.at, `${address} answered ${answer.status()}`);
          assert.equal(new URL(page.url()).pathname, new URL(address, program.url).pathname, 'it is another page');
          assert.equal(await page.getAttribute('html', 'lang'), appearance.language);
          const found = await violations(page);
          if (found.length) await picture(page, `${appearance.language}-${entry.route}`);
          assert.deepEqual(found, []);
          assert.equal(await scrollsSideways(page), false, 'the page scrolls sideways');
          if (answer.ok()) assert.deepEqual(complaints, []);
        });
      }
      await context.close();
    });
  }
}

function byRole() {
  const roles = new Map();
  for (const entry of pages) roles.set(entry.as, [...(roles.get(entry.as) ?? []), entry]);
  return roles;
}

async function addressOf({ route, at, from }, page) {
  if (at) return at;
  if (!from) return route;
  const pattern = new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
  await page.goto(from);
  const links = await page.$$eval('[href], [src]', (elements) =>
    elements.map((element) => element.getAttribute('href') ?? element.getAttribute('src')),
  );
  const link = links.find((href) => pattern.test(new URL(href, page.url()).pathname));
  assert.ok(link, `${from} has no link to ${route}`);
  return link;
}

async function assertDownload(context, address, type) {
  const answer = await context.request.get(address);
  assert.equal(answer.status(), 200, `${address} answered ${answer.status()}`);
  assert.ok(answer.headers()['content-type'].startsWith(type), answer.headers()['content-type']);
}
