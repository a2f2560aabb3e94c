// zpl.mjs FILE WIDTH HEIGHT DOTS FOLDER: the labels of a ZPL file as pictures, label-1.png and so on, as a
// printer of so many dots to a millimetre prints them on labels of so many millimetres.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ready } from '../../frontend/node_modules/zpl-renderer-js/dist/index.esm.js';

const [file, width, height, dots, folder] = process.argv.slice(2);
const { api } = await ready;
const pictures = await api.zplToBase64MultipleAsync(
  readFileSync(file, 'utf8'),
  Number(width),
  Number(height),
  Number(dots),
);
pictures.forEach((picture, number) => {
  writeFileSync(join(folder, `label-${number + 1}.png`), Buffer.from(picture, 'base64'));
});
process.exit(0);
