// What a camera sees: a printed label, held a little askew in front of it, as a video that Chromium's fake
// camera plays again and again.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_PER_SECOND = 5;
/** A bench in the shade. */
const TABLE = 120;
const TILT = (7 * Math.PI) / 180;

const DOTS_PER_INCH = 203;

/** The first page of a PDF as a printer of labels draws it, or a piece of it: 8-bit grey. */
export function printed(pdf, piece = []) {
  return pgm(execFileSync('pdftoppm', ['-r', String(DOTS_PER_INCH), '-gray', '-singlefile', ...piece, '-'], { input: pdf, maxBuffer: 50_000_000 }));
}

/** The card of a sheet of cards whose title begins with this word. */
export function printedCard(pdf, word) {
  const boxes = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8' });
  const [, left, top] = new RegExp(`xMin="([\\d.]+)" yMin="([\\d.]+)"[^>]*>${word}<`).exec(boxes);
  const dots = (points, millimetres) => String(Math.round((Number(points) / 72 + millimetres / 25.4) * DOTS_PER_INCH));
  // Its QR code stands to the left of its words.
  return printed(pdf, ['-x', dots(left, -40), '-y', dots(top, -8), '-W', dots(0, 40), '-H', dots(0, 46)]);
}

function pgm(bytes) {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64));
  return { width: Number(header[1]), height: Number(header[2]), grey: bytes.subarray(header[0].length) };
}

/**
 * A video of things held before the camera, one after the other, with an empty table between them.
 *
 * @param things `{ label, seconds }`; without a label the table is empty.
 */
export function video(file, things) {
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
  const frames = things.flatMap(({ label, seconds }) => {
    const one = Buffer.concat([Buffer.from('FRAME\n'), seen(label), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
    return Array.from({ length: Math.round(seconds * FRAMES_PER_SECOND) }, () => one);
  });
  writeFileSync(file, Buffer.concat([Buffer.from(head), ...frames]));
  return file;
}

/** The label in the middle of the picture, turned, a little blurred, over noise that is the same each time. */
function seen(label) {
  const picture = Buffer.alloc(WIDTH * HEIGHT);
  const scale = label ? Math.max(label.width / WIDTH, label.height / HEIGHT) * 1.25 : 1;
  const [sin, cos] = [Math.sin(TILT), Math.cos(TILT)];
  let random = 1;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const noise = (random % 17) - 8;
      const [right, down] = [(x - WIDTH / 2) * scale, (y - HEIGHT / 2) * scale];
      const grey = label ? at(label, right * cos + down * sin + label.width / 2, down * cos - right * sin + label.height / 2, scale) : TABLE;
      picture[y * WIDTH + x] = Math.min(235, Math.max(16, grey * 0.85 + noise));
    }
  }
  return picture;
}

/** The mean of a square of the label, as a lens sees it. */
function at(label, left, top, size) {
  const reach = Math.max(1, Math.round(size / 2));
  let sum = 0;
  let count = 0;
  for (let y = Math.round(top) - reach; y < Math.round(top) + reach; y += 1) {
    for (let x = Math.round(left) - reach; x < Math.round(left) + reach; x += 1) {
      const inside = x >= 0 && y >= 0 && x < label.width && y < label.height;
      sum += inside ? label.grey[y * label.width + x] : TABLE;
      count += 1;
    }
  }
  return sum / count;
}
