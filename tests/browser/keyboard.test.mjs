// Without a mouse, and enlarged four times: nothing is out of reach.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, picture, scrollsSideways, signIn, visit } from './support/browser.mjs';
import { serveDemo } from './support/program.mjs';

/** What 1280 pixels leave at 400 % (WCAG 1.4.10). */
const ENLARGED = { width: 320, height: 256 };
const MAIN_PAGES = {
  coordinator: ['/', '/requests', '/lots', '/lots/6', '/devices', '/programmes', '/organisations', '/people', '/outbox'],
  supervisor: ['/', '/bench', '/labels', '/reception', '/lots/6/reception'],
  worker: ['/', '/bench', '/devices'],
  prescriber: ['/', '/requests', '/requests/new', '/training'],
  trainer: ['/', '/training', '/training/sessions/new', '/counter'],
  clerk: ['/', '/counter', '/devices', '/handovers/1'],
  auditor: ['/', '/journal', '/devices'],
  data_protection_officer: ['/', '/recipients', '/access-log', '/rights', '/retention'],
};

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

test('from the sign-in to a printed sheet of labels with the keyboard alone', async (t) => {
  const { context, page } = await visit(browser, program);
  t.after(() => context.close());
  const { email, password } = program.accounts.supervisor;

  await page.goto('/sign-in');
  await tabTo(page, '[name=email]');
  await page.keyboard.type(email);
  await tabTo(page, '[name=password]');
  await page.keyboard.type(password);
  await pressed(page, 'Enter');

  // The groups of the menu open by the keyboard; what lies in a closed one is no stop on the way.
  await tabTo(page, 'nav summary:has(+ ul a[href="/labels"])');
  await page.keyboard.press('Enter');
  await tabTo(page, 'nav a[href="/labels"]');
  await pressed(page, 'Enter');

  await tabTo(page, '[name=template]');
  await page.keyboard.press('Space');
  await tabTo(page, '[name=count]');
  await page.keyboard.type('1');
  await tabTo(page, 'main form button');
  await pressed(page, 'Enter');
  await tabTo(page, '.verdict.good a.button');
});

test('the first Tab of a page leads over the menu to its content', async (t) => {
  const { context, page } = await visit(browser, program);
  t.after(() => context.close());
  await signIn(page, program, 'coordinator');
  await page.goto('/requests');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
  await assertFocusShows(page);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#content:focus');
});

for (const [role, addresses] of Object.entries(MAIN_PAGES)) {
  test(`at 400 % the pages of a ${role} scroll down, never sideways`, async (t) => {
    const { context, page } = await visit(browser, program, { viewport: ENLARGED });
    t.after(() => context.close());
    await signIn(page, program, role);
    for (const address of addresses) {
      const answer = await page.goto(address);
      assert.equal(answer.status(), 200, address);
      const sideways = await scrollsSideways(page);
      if (sideways) await picture(page, `enlarged-${address}`);
      assert.equal(sideways, false, `${address} scrolls sideways`);
    }
  });
}

/** Presses Tab until that element has the focus, and sees that every stop on the way shows it. */
async function tabTo(page, selector) {
  for (let stops = 0; stops < 60; stops++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
    await assertFocusShows(page);
  }
  assert.fail(`${page.url()}: Tab does not reach ${selector}`);
}

async function assertFocusShows(page) {
  const { told, shows } = await page.evaluate(() => {
    const element = document.activeElement;
    // At the end of the page the focus goes to the browser's own controls.
    if (!element || element === document.body) return { told: '', shows: true };
    const box = element.getBoundingClientRect();
    // A radio button shows it on the whole line of its choice.
    const outlined = [element, element.closest('label')].some((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    return { told: element.outerHTML.slice(0, 120), shows: outlined && box.width > 0 && box.height > 0 };
  });
  assert.ok(shows, `${page.url()}: the focus cannot be seen on ${told}`);
}

async function pressed(page, key) {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}
