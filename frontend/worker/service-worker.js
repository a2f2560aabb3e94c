// @ts-check
// Opens the bench when there is no network. It keeps the shell and, from its first use on, the decoder of the
// camera; nothing else: no page about anybody, no form, no answer. The queue is not its business; a page sends it.

const worker = /** @type {ServiceWorkerGlobalScope & { shell: { version: string, files: string[], decoder: string[] } }} */ (/** @type {unknown} */ (self));
const CACHE = `shell-${worker.shell.version}`;
const PAGE = "/bench/offline";
/** How long a page of the bench or the counter may take before the one that is here is shown instead. */
const PATIENCE_MS = 8_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(fetchShell().then(() => worker.skipWaiting()));
});

async function fetchShell() {
  const files = [...worker.shell.files, PAGE];
  // A bench that scans with its camera does so after an update too, though the network is gone by then.
  if (await hasDecoder()) files.push(...worker.shell.decoder);
  await (await caches.open(CACHE)).addAll(files);
}

/** Whether the decoder of this version or of one before is kept here. */
async function hasDecoder() {
  const program = worker.shell.decoder.at(-1)?.split("/").at(-1) ?? "";
  const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().some(({ url }) => url.endsWith(`/${program}`));
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => worker.clients.claim()));
});

async function dropOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("shell-") && name !== CACHE).map((name) => caches.delete(name)));
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname === PAGE) event.respondWith(freshShell(request));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (worker.shell.files.includes(pathname)) event.respondWith(file(request));
  else if (worker.shell.decoder.includes(pathname)) event.respondWith(keptOnceUsed(request));
});

/** @param {Request} request */
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** @param {Request} request */
async function keptOnceUsed(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) await (await caches.open(CACHE)).put(request, fetched.clone());
  return fetched;
}

async function keptShell() {
  return caches.match(PAGE, { ignoreSearch: true, ignoreVary: true });
}

/**
 * The offline page as the server has it, and from then on here.
 * @param {Request} request
 */
async function freshShell(request) {
  const kept = await keptShell();
  const fetched = fetch(request).then(async (response) => {
    if (response.ok) await (await caches.open(CACHE)).put(PAGE, response.clone());
    return response.ok || !kept ? response : kept;
  });
  return kept ? within(fetched.catch(() => kept), kept) : fetched;
}

/**
 * A page of the server, else the bench without a network.
 * @param {Request} request
 * @param {string} pathname
 */
async function page(request, pathname) {
  const kept = await keptShell();
  if (!kept) return fetch(request);
  const fetched = fetch(request)
    // A gateway whose server is away.
    .then((response) => ([502, 503, 504].includes(response.status) ? kept : response))
    .catch(() => kept);
  return /^\/(bench|counter|d|D)(\/|$)/.test(pathname) ? within(fetched, kept) : fetched;
}

/**
 * @param {Promise<Response>} fetched
 * @param {Response} kept
 * @returns {Promise<Response>}
 */
function within(fetched, kept) {
  const late = new Promise((/** @type {(response: Response) => void} */ resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([fetched, late]);
}
