/**
 * `npm run -s verify -- FILE.json [--hash HEX]`: recomputes a released dataset and says of each figure whether it holds.
 * Exit 1 when any doesn't, or on a bad file.
 */
import { parseArgs } from 'node:util';
import { DatasetFault } from '#app/publication/faults.ts';
import { type Figure, verifyDataset } from '#app/publication/verify.ts';
import { readJson, refuse } from './read-dataset.ts';

const USAGE = 'Pemakaian: npm run -s verify -- BERKAS.json [--hash SIDIK-JARI]';

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { hash: { type: 'string' } } });
  } catch {
    return refuse(USAGE);
  }
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

function lineOf({ path, given, found, holds }: Figure): string {
  return holds
    ? `cocok        ${path} = ${shown(given)}`
    : `TIDAK COCOK  ${path}: tertulis ${shown(given)}, hasil hitung ulang ${shown(found)}`;
}

const { values, positionals } = readArguments();
const [file] = positionals;
if (file === undefined || positionals.length > 1) refuse(USAGE);
const document = await readJson(file);
try {
  const { figures, methods } = verifyDataset(document, values.hash);
  const wrong = figures.filter(({ holds }) => !holds);
  const lines = figures.map(lineOf);
  if (methods.given !== null && methods.given !== methods.found)
    lines.push(`Berkas dihitung dengan metode ${methods.given}, pemeriksaan ini dengan ${methods.found}.`);
  if (values.hash === undefined)
    lines.push('Bandingkan juga sidik jari dengan yang tercetak pada berita acara: --hash SIDIK-JARI.');
  lines.push(
    wrong.length === 0
      ? `Semua ${figures.length} angka cocok.`
      : `${wrong.length} dari ${figures.length} angka tidak cocok:`,
    ...wrong.map(lineOf),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof DatasetFault)) throw error;
  refuse(`${file}: ${error.message}`);
}
