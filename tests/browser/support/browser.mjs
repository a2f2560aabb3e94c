// Headless Chromium, people signed in with it, and the check that a page is accessible.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

// The packages are those of frontend/package-lock.json: there is no second lock file for the tests.
const frontend = createRequire(new URL('../../../frontend/package.json', import.meta.url));
const { chromium } = frontend('playwright-core');
const axe = readFileSync(frontend.resolve('axe-core/axe.min.js'), 'utf8');

const artifacts = fileURLToPath(new URL('../artifacts', import.meta.url));

export const PHONE = { width: 390, height: 844 };
export const WIDE = { width: 1280, height: 900 };

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4'];

const OPTIONS = () => ({
  executablePath: process.env.CHROMIUM ?? installedChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

export function launch() {
  return chromium.launch(OPTIONS());
}

/** A browser whose camera sees this video again and again, and that may use it without asking. */
export function launchSeeing(file) {
  const { args, ...options } = OPTIONS();
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
  return chromium.launch({ ...options, args: [...args, ...camera] });
}

/** A browser that keeps what it is given in that folder, as one on a bench does. */
export async function launchKept(folder, program, viewport = PHONE) {
  const context = await chromium.launchPersistentContext(folder, {
    ...OPTIONS(),
    baseURL: program.url,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport,
  });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Ends such a browser as a dead battery does. The lock in its folder is called by its process. */
export async function kill(context, folder) {
  const pid = Number(readlinkSync(path.join(folder, 'SingletonLock')).split('-').at(-1));
  const closed = new Promise((resolve) => context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
}

function installedChromium() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not under this name.
    }
  }
  throw new Error('No Chromium on this machine: install it, or say where it is in CHROMIUM.');
}

/**
 * A browser window at the program's address. Whatever the page complains about on its console, a script
 * or style that the content security policy stopped included, is in `complaints`.
 */
export async function visit(browser, program, { language = 'fr', viewport = WIDE, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: program.url,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport,
    ...more,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page, complaints };
}

/** Signs in through the form as the demo's account of that role, and has the screens in that language. */
export async function signIn(page, program, role, language = 'fr') {
  const account = program.accounts[role];
  assert.ok(account, `the demo has no account for ${role}, only ${Object.keys(program.accounts)}`);
  await page.goto('/sign-in');
  await page.fill('[name=email]', account.email);
  await page.fill('[name=password]', account.password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.press('[name=password]', 'Enter')]);
  // An account's own language goes before the browser's.
  if ((await page.getAttribute('html', 'lang')) !== language) {
    const other = page.locator(`form[action="/language"] button[value="${language}"]`);
    // On a phone it is behind the menu's button.
    if (!(await other.isVisible())) await page.locator('.top .menu-button').click();
    await other.click();
    await page.waitForSelector(`html[lang="${language}"]`);
  }
}

/** Every violation of the rules on the page as it stands, in lines a developer can act on. */
export async function violations(page) {
  // Playwright evaluates through the DevTools protocol: the page's security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: { type: 'tag', values: tags } }), RULES);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.html.slice(0, 200)}`),
  );
}

/** WCAG 1.4.10: on a phone a page scrolls down, never sideways. */
export async function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/**
 * What a finger would miss: everything on the page to be pressed that is lower than 44 px or narrower than 24 px, each
 * with its size. As in WCAG 2.5.8, a link inside a sentence is as large as its line; what comes with a label is as
 * large as that, and a link laid over its whole card as large as the card.
 */
export async function smallTargets(page) {
  return page.evaluate(() => {
    const pressed = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button]';
    const seen = (element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
      element.getBoundingClientRect().width > 1;
    const inline = (element) => getComputedStyle(element).display === 'inline';

    /** What is said around a link on its own lines: neither what else is pressed nor what stands apart, like a badge. */
    const wordsAround = (link) => {
      let block = link.parentElement;
      while (inline(block)) block = block.parentElement;
      const said = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        const apart = node.nodeType !== Node.ELEMENT_NODE || node.matches(pressed) || !inline(node);
        return apart ? '' : [...node.childNodes].map(said).join(' ');
      };
      return [...block.childNodes].map(said).join(' ');
    };
    const inSentence = (element) => element.matches('a') && /\p{L}{2}/u.test(wordsAround(element));

    const size = (element) => {
      const own = element.getBoundingClientRect();
      const over = element.matches('a') && getComputedStyle(element, '::after').position === 'absolute';
      const others = over ? [element.offsetParent] : [...(element.labels ?? [])];
      const boxes = [own, ...others.filter(Boolean).map((other) => other.getBoundingClientRect())];
      return { width: Math.max(...boxes.map((box) => box.width)), height: Math.max(...boxes.map((box) => box.height)) };
    };

    return [...document.querySelectorAll(pressed)].filter(seen).flatMap((element) => {
      const { width, height } = size(element);
      // Half a pixel is lost between the screen's and the page's.
      if ((height >= 43.5 && width >= 24) || inSentence(element)) return [];
      const said = (element.innerText || element.getAttribute('aria-label') || element.name || '').trim();
      return [`${element.localName} "${said.slice(0, 60)}" is ${Math.round(width)} by ${Math.round(height)} px`];
    });
  });
}

/** Keeps a picture of the page in tests/browser/artifacts, for whoever looks at a failure. */
export async function picture(page, name) {
  const file = artifact(name, 'png');
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

/** Keeps a PDF, to be looked at. */
export function paper(bytes, name) {
  writeFileSync(artifact(name, 'pdf'), bytes);
}

function artifact(name, ending) {
  mkdirSync(artifacts, { recursive: true });
  return path.join(artifacts, `${name.replaceAll(/[^\w-]+/g, '_')}.${ending}`);
}

/** A worker's bench shows lists from here on, where it showed one question at a time. */
export async function asLists(page) {
  const lists = page.locator('[name=view][value=list]');
  if (await lists.count()) await Promise.all([page.waitForEvent('load'), lists.click()]);
}
