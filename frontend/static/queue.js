// @ts-check
// What was filled in at a bench and is not known to be recorded yet: kept on this device, in order, one line
// per form, until a receipt names it. Lines belong to an account; nobody else sees or sends them.

/**
 * A form as it was sent.
 * @typedef {{ path: string, multipart: boolean, fields: [string, string][], files: { field: string, name: string, blob: Blob }[] }} Filled
 */
/**
 * A line of the queue. `shown`: its refusal is being shown on the form's own page.
 * @typedef {Filled & { seq: number, id: string, account: number, subject: string, title: string, at: string, state: 'waiting' | 'refused' | 'shown', said: string[] }} Item
 */
/**
 * What became of a line.
 * @typedef {{ id: string, account: number, title: string, subject: string, at: string, said: string, location: string }} Told
 */
/** Why sending stopped. @typedef {'done' | 'unreachable' | 'failed' | 'signed-out' | 'somebody-else'} Ended */

const NAME = "passe-relais-queue";
/** A photo is made smaller before; what is still larger than this does not wait here. */
const LARGEST_FILE = 8_000_000;
const PHOTO_SIDE = 1600;
const ANSWER_WITHIN_MS = 30_000;
const SENT_SHOWN = 20;
const TOLD_EVERY_MS = 150;

export class TooLarge extends Error {}

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const items = request.result.createObjectStore("items", { keyPath: "seq", autoIncrement: true });
      items.createIndex("account", "account");
      items.createIndex("state", ["account", "state"]);
      items.createIndex("subject", ["account", "state", "subject"]);
      items.createIndex("id", ["account", "id"], { unique: true });
      for (const store of ["sent", "given-up"]) request.result.createObjectStore(store, { autoIncrement: true });
      request.result.createObjectStore("memory");
    };
    request.onsuccess = () => {
      // Another tab runs a newer version and needs the database to itself.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Writes, and is done when the disk has it: a line is said to be kept only then.
 * @param {string[]} stores
 * @param {(transaction: IDBTransaction) => void} change
 * @returns {Promise<void>}
 */
async function write(stores, change) {
  const transaction = (await database()).transaction(stores, "readwrite", { durability: "strict" });
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error);
  });
  change(transaction);
  await finished;
  changed();
}

/** @param {string} store */
async function reading(store) {
  return (await database()).transaction(store).objectStore(store);
}

// Every page of ours that is open hears of a change.
const telling = new BroadcastChannel(NAME);
/** @type {(() => void)[]} */
const listeners = [];
const changed = () => {
  telling.postMessage("");
  for (const listener of listeners) listener();
};
telling.onmessage = () => {
  for (const listener of listeners) listener();
};

/**
 * Calls when something changed, and not for each of a thousand lines.
 * @param {() => void} listener
 */
export function onChange(listener) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  listeners.push(() => {
    due ??= setTimeout(() => {
      due = undefined;
      listener();
    }, TOLD_EVERY_MS);
  });
}

// Whose queue it is.

const HERE = "here";

/**
 * Remembers who is signed in, for the page that opens without a network; nobody, with `undefined`. A cookie
 * that ends as the session's does: whoever opens the browser next is not taken for them.
 * @param {number | undefined} account
 */
export async function remember(account) {
  document.cookie = `${HERE}=${account ?? ""}; path=/; SameSite=Lax${account === undefined ? "; Max-Age=0" : ""}`;
  if ((await lastHere()) === account) return;
  await write(["memory"], (transaction) => {
    transaction.objectStore("memory").put(account, HERE);
  });
}

/** @returns {number | undefined} */
export function whoIsHere() {
  const here = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${HERE}=`));
  return Number(here?.slice(HERE.length + 1)) || undefined;
}

/**
 * Who was signed in when the browser was closed, and had not signed out.
 * @returns {Promise<number | undefined>}
 */
export async function lastHere() {
  return result((await reading("memory")).get(HERE));
}

// Filling.

/**
 * Reads a form as it would be sent, its photos made smaller.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 * @returns {Promise<Filled>}
 */
export async function filledIn(form, submitter) {
  /** @type {Filled} */
  const filled = { path: new URL(form.action).pathname, multipart: form.enctype === "multipart/form-data", fields: [], files: [] };
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string") {
      filled.fields.push([name, value]);
    } else if (value.size > 0) {
      const blob = await smaller(value);
      if (blob.size > LARGEST_FILE) throw new TooLarge();
      filled.files.push({ field: name, name: value.name, blob });
    }
  }
  return filled;
}

/**
 * A photo as large as the server keeps it; whatever is no picture, as it is.
 * @param {File} file
 * @returns {Promise<Blob>}
 */
async function smaller(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

/** @param {Filled} filled */
export function writeId(filled) {
  return filled.fields.find(([name]) => name === "write_id")?.[1] ?? "";
}

/**
 * Puts a form at the end of the queue. Sent twice as it is, it stays one line; sent again with other
 * answers, after the browser's arrow back, it is another form.
 * @param {number} account
 * @param {Filled} filled
 * @param {{ title: string, subject: string }} about
 * @returns {Promise<string>} its id
 */
export async function keep(account, filled, about) {
  let id = writeId(filled);
  const waiting = await find(account, id);
  if (waiting && waiting.path === filled.path && JSON.stringify(waiting.fields) === JSON.stringify(filled.fields)) return id;
  if (waiting || id === "") {
    id = crypto.randomUUID();
    filled.fields = [...filled.fields.filter(([name]) => name !== "write_id"), ["write_id", id]];
  }
  const item = { ...filled, ...about, id, account, at: new Date().toISOString(), state: "waiting", said: [] };
  await write(["items"], (transaction) => {
    transaction.objectStore("items").add(item);
  });
  return id;
}

// Looking.

/**
 * @param {number} account
 * @param {string} id
 * @returns {Promise<Item | undefined>}
 */
export async function find(account, id) {
  return result((await reading("items")).index("id").get([account, id]));
}

/**
 * How many lines are this account's and how many somebody else's. Counted by index: ten thousand are no more work.
 * @param {number | undefined} account
 */
export async function counts(account) {
  const items = await reading("items");
  const all = result(items.count());
  const mine = account === undefined ? Promise.resolve(0) : result(items.index("account").count(account));
  return { mine: await mine, others: (await all) - (await mine) };
}

/**
 * The first lines in that state, in order.
 * @param {number} account
 * @param {Item['state']} state
 * @param {number} limit
 * @returns {Promise<Item[]>}
 */
export async function lines(account, state, limit) {
  // To a database, a limit of none is no limit.
  if (limit <= 0) return [];
  return result((await reading("items")).index("state").getAll([account, state], limit));
}

/**
 * What was sent lately and what was given up, the latest first.
 * @param {number} account
 * @returns {Promise<{ sent: Told[], givenUp: Told[] }>}
 */
export async function told(account) {
  const own = async (/** @type {string} */ store) => {
    /** @type {Told[]} */
    const all = await result((await reading(store)).getAll());
    return all.filter((line) => line.account === account).reverse();
  };
  return { sent: await own("sent"), givenUp: await own("given-up") };
}

// Sending.

/**
 * Sends the account's lines in order, one at a time, in one tab at a time, until none is left or something
 * stops it. A line leaves on its receipt only. A refused one stays, and holds back the later lines about the
 * same device; the others go on.
 * @param {number} account
 * @returns {Promise<Ended>}
 */
export function send(account) {
  return navigator.locks.request(NAME, async () => {
    let after = 0;
    for (;;) {
      const item = await next(account, after);
      if (!item) return "done";
      after = item.seq;
      const answer = await post(item);
      if (answer.ended) return answer.ended;
      if (answer.receipt) {
        await leave(item, "sent", answer.receipt);
      } else {
        await put({ ...item, state: "refused", said: answer.refused ?? [] });
      }
    }
  });
}

/**
 * Whether a refused line about the same device stands before this one.
 * @param {IDBObjectStore} items
 * @param {Item} item
 */
function refusedBefore(items, item) {
  return items.index("subject").count(item.subject === "" ? [] : [item.account, "refused", item.subject]);
}

/** @param {Item} item */
export async function isHeld(item) {
  return item.state === "waiting" && (await result(refusedBefore(await reading("items"), item))) > 0;
}

/**
 * The first line after that one which may go.
 * @param {number} account
 * @param {number} after
 * @returns {Promise<Item | undefined>}
 */
async function next(account, after) {
  const items = await reading("items");
  const waiting = items.index("state").openCursor([account, "waiting"]);
  return new Promise((resolve, reject) => {
    waiting.onerror = () => reject(waiting.error);
    waiting.onsuccess = () => {
      const cursor = waiting.result;
      if (!cursor) return resolve(undefined);
      if (Number(cursor.primaryKey) <= after) return cursor.continuePrimaryKey([account, "waiting"], after + 1);
      const refused = refusedBefore(items, cursor.value);
      refused.onerror = () => reject(refused.error);
      refused.onsuccess = () => (refused.result > 0 ? cursor.continue() : resolve(cursor.value));
    };
  });
}

/**
 * @param {Item} item
 * @returns {Promise<{ receipt?: { said: string, location: string }, refused?: string[], ended?: Exclude<Ended, 'done'> }>}
 */
async function post(item) {
  const kept = `${item.account}:${item.id}`;
  try {
    const response = await fetch(item.path, {
      method: "POST",
      body: bodyOf(item),
      headers: { "x-queue": "1", "x-kept": kept },
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    // Whoever answers without these words is not our server: a gateway, the Wi-Fi of a hotel.
    if (response.headers.get("x-kept") !== kept) return { ended: "unreachable" };
    if (response.status === 401) {
      const { somebody_else: other } = await response.json();
      return { ended: other ? "somebody-else" : "signed-out" };
    }
    if (response.ok) {
      const receipt = await response.json();
      return receipt.id === item.id ? { receipt } : { ended: "failed" };
    }
    const forNow = response.status === 408 || response.status === 429 || response.status >= 500;
    return forNow ? { ended: "failed" } : { refused: refusalIn(await response.text()) };
  } catch {
    return { ended: "unreachable" };
  }
}

/** @param {Item} item */
function bodyOf(item) {
  if (!item.multipart) return new URLSearchParams(item.fields);
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  for (const { field, name, blob } of item.files) body.append(field, blob, name);
  return body;
}

/**
 * The sentences of a refusal: what the page that was answered says aloud.
 * @param {string} html
 */
function refusalIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const alert = page.querySelector("main [role=alert]");
  const sentences = alert ? alert.querySelectorAll("h2, p, li") : page.querySelectorAll("main h1, main h1 + p");
  return [...sentences].map((sentence) => (sentence.textContent ?? "").trim().replaceAll(/\s+/g, " ")).filter((said) => said !== "");
}

/**
 * Takes a line out of the queue, and writes down in the same step what became of it.
 * @param {Item} item
 * @param {'sent' | 'given-up'} where
 * @param {{ said: string, location: string }} how
 */
async function leave({ seq, id, account, title, subject }, where, { said, location }) {
  const line = { id, account, title, subject, at: new Date().toISOString(), said, location };
  await write(["items", where], (transaction) => {
    transaction.objectStore("items").delete(seq);
    const store = transaction.objectStore(where);
    const added = store.add(line);
    // What was given up stays on the screen for good; what was sent is in the journal.
    if (where === "sent") added.onsuccess = () => store.delete(IDBKeyRange.upperBound(Number(added.result) - SENT_SHOWN));
  });
}

/** @param {Item} item */
async function put(item) {
  await write(["items"], (transaction) => {
    transaction.objectStore("items").put(item);
  });
}

// Deciding, line by line.

/** @param {Item} item */
export function retry(item) {
  return put({ ...item, state: "waiting", said: [] });
}

/** @param {Item} item */
export function giveUp(item) {
  return navigator.locks.request(NAME, () => leave(item, "given-up", { said: item.said.join(" "), location: "" }));
}

/**
 * The refusal is about to be shown on the form's own page.
 * @param {Item} item
 */
export function showing(item) {
  return put({ ...item, state: "shown" });
}

/**
 * A page has come: was it the refusal that was asked for? If so the person has it before them, with all they
 * had typed; if not, the line goes back into the queue.
 * @param {number} account
 * @param {boolean} refusalInSight
 */
export async function shown(account, refusalInSight) {
  for (const item of await lines(account, "shown", 100)) {
    if (refusalInSight) {
      await write(["items"], (transaction) => {
        transaction.objectStore("items").delete(item.seq);
      });
    } else {
      await retry(item);
    }
  }
}
