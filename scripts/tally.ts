/** `npm run -s tally -- FILE.json`: tallies a contest dataset (opd-contest/1), JSON on stdout. Exit 1 on a bad file. */
import { computeResults } from '#app/publication/compute.ts';
import { DatasetFault } from '#app/publication/faults.ts';
import { readJson, refuse } from './read-dataset.ts';

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
