// The letters the program has sent: without a mail server they are files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SENT_WITHIN_MS = 30_000;

/** The link in a letter to that address, once the letter is there. */
export async function mailedLink(program, to, wanted) {
  const deadline = Date.now() + SENT_WITHIN_MS;
  for (;;) {
    const links = letters(path.join(program.home, 'mail'))
      .filter((letter) => letter.includes(to))
      .flatMap((letter) => letter.match(/https?:\/\/[^\s"<>]+/g) ?? []);
    const link = links.find(wanted);
    if (link) return link;
    if (Date.now() > deadline) throw new Error(`no letter to ${to} has such a link, only ${links}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function letters(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => readable(readFileSync(path.join(folder, name), 'utf8')));
}

/** Undoes the quoted-printable of the parts. */
function readable(letter) {
  return letter.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, byte) => String.fromCharCode(parseInt(byte, 16)));
}
