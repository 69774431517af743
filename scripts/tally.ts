/** `npm run -s tally -- FILE.json`: tallies a contest dataset (opd-contest/1), JSON on stdout. Exit 1 on a bad file. */
import { readFile } from 'node:fs/promises';
import { computeResults } from '#app/publication/compute.ts';
import { DatasetFault } from '#app/publication/faults.ts';

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(`${file}: berkas tidak dapat dibaca (${code})`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(`${file}: bukan JSON yang sah (${error instanceof Error ? error.message : String(error)})`);
  }
}

const files = process.argv.slice(2);
const [file] = files;
if (file === undefined || files.length > 1) refuse('Pemakaian: npm run -s tally -- BERKAS.json');
const document = await readJson(file);
try {
  process.stdout.write(`${JSON.stringify(computeResults(document), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof DatasetFault)) throw error;
  refuse(`${file}: ${error.message}`);
}
