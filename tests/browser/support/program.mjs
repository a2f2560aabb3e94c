// The program under test: the built binary, serving a demo of its own on a free port.
import { spawn, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const binary = process.env.PASSE_RELAIS_BIN ?? path.join(target, 'debug', 'passe-relais');

const START_WITHIN_MS = 30_000;

/**
 * Seeds a demo in a temporary directory and serves it.
 *
 * `accounts` maps each role the demo prints to its first account, `{ email, password }`.
 */
export async function serveDemo() {
  const home = mkdtempSync(path.join(tmpdir(), 'passe-relais-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    PASSE_RELAIS_DATABASE_URL: `sqlite://${home}/demo.db?mode=rwc`,
    PASSE_RELAIS_FILES_DIR: path.join(home, 'files'),
    PASSE_RELAIS_MAIL_DIR: path.join(home, 'mail'),
    PASSE_RELAIS_LISTEN: `127.0.0.1:${port}`,
    PASSE_RELAIS_BASE_URL: url,
    PASSE_RELAIS_SECRET_KEY: randomBytes(32).toString('hex'),
  };
  // What it says on the way is shown only when it fails.
  const quietly = { cwd: repository, env, encoding: 'utf8', stdio: 'pipe', maxBuffer: 100_000_000 };
  const printed = execFileSync(binary, ['demo'], quietly);
  let server;
  let log = '';
  let gone;
  await start();

  async function start() {
    server = spawn(binary, ['serve'], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
    server.stdout.on('data', (text) => (log += text));
    server.stderr.on('data', (text) => (log += text));
    gone = once(server, 'exit');
    try {
      await ready(`${url}/readyz`, server);
    } catch (error) {
      await stop();
      throw new Error(`${error.message}\n${log}`);
    }
  }

  /** Ends the program as a power cut does: nothing is finished, and the address answers no more. */
  async function cut() {
    server.kill('SIGKILL');
    await gone;
  }

  /** Ends the program as a service manager does, and says how it exited. */
  async function stop() {
    server.kill('SIGTERM');
    const [code] = await gone;
    rmSync(home, { recursive: true, force: true });
    return code;
  }

  /** Runs another of the program's commands on the same installation, and gives what it prints. */
  const run = (...command) => execFileSync(binary, command, quietly);
  return { url, home, accounts: accountsIn(printed), log: () => log, run, start, cut, stop };
}

/** Reads the lines `role  e-mail  password  (role in words)` that `passe-relais demo` prints. */
function accountsIn(printed) {
  const accounts = {};
  for (const [, role, email, password] of printed.matchAll(/^(\w+)  (\S+@\S+)  (.+?)  \(.*\)$/gm)) {
    accounts[role] ??= { email, password };
  }
  if (Object.keys(accounts).length === 0) {
    throw new Error(`passe-relais demo printed no account:\n${printed}`);
  }
  return accounts;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function ready(url, server) {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`passe-relais serve exited with ${server.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('passe-relais serve was not ready in time');
}
