import type { Dataset } from './dataset.schema.ts';

export type Path = readonly (string | number)[];

/** A dataset that cannot be tallied. `path` leads to the fault, e.g. `marks[3].points`. */
export class DatasetFault extends Error {
  readonly path: string;
  readonly problem: string;
  constructor(path: Path, problem: string) {
    const place = pathText(path);
    super(`${place}: ${problem}`);
    this.name = 'DatasetFault';
    this.path = place;
    this.problem = problem;
  }
}

/** `['marks', 3, 'points']` -> `marks[3].points`; the document itself is `(berkas)`. */
export function pathText(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text.replace(/^\./, '') || '(berkas)';
}

/**
 * Faults that the shape alone does not show: unknown and doubled ids, doubled marks, values off the scale,
 * weights that sum to zero.
 * @throws DatasetFault for the first one, in reading order.
 */
export function refuseFaults(data: Dataset): void {
  const { scale } = data;
  if (scale.min >= scale.max) throw new DatasetFault(['scale', 'max'], 'harus di atas scale.min');

  const criteria = unique(data.criteria, ['criteria'], 'kriteria');
  const indicators = new Map<string, number>();
  data.criteria.forEach((criterion, c) => {
    criterion.indicators.forEach((indicator, i) => {
      const path = ['criteria', c, 'indicators', i, 'id'];
      if (indicators.has(indicator.id)) throw new DatasetFault(path, `indikator ganda "${indicator.id}"`);
      indicators.set(indicator.id, indicators.size);
    });
    refuseZeroSum(criterion.indicators, ['criteria', c, 'indicators']);
  });
  refuseZeroSum(data.criteria, ['criteria']);

  const known = {
    entry: unique(data.entries, ['entries'], 'peserta'),
    judge: unique(data.judges, ['judges'], 'juri'),
    indicator: indicators,
  };
  const tieBreak = new Set<string>();
  data.method.tieBreak.forEach((criterion, i) => {
    const path = ['method', 'tieBreak', i];
    if (!criteria.has(criterion)) throw new DatasetFault(path, `kriteria "${criterion}" tidak dikenal`);
    if (tieBreak.has(criterion)) throw new DatasetFault(path, `kriteria ganda "${criterion}"`);
    tieBreak.add(criterion);
  });

  const decided = new Set<string>();
  (data.tieDecisions ?? []).forEach(({ entries }, d) => {
    entries.forEach((entry, e) => {
      const path = ['tieDecisions', d, 'entries', e];
      if (!known.entry.has(entry)) throw new DatasetFault(path, `peserta "${entry}" tidak dikenal`);
      if (decided.has(entry)) throw new DatasetFault(path, `peserta "${entry}" sudah ada dalam putusan seri`);
      decided.add(entry);
    });
  });

  refuseRows(data.assignments ?? [], 'assignments', ['entry', 'judge'], known, scale);
  refuseRows(data.marks, 'marks', ['entry', 'judge', 'indicator'], known, scale);
  refuseRows(data.measured, 'measured', ['entry', 'indicator'], known, scale);
  refuseRows(data.notApplicable ?? [], 'notApplicable', ['entry', 'indicator'], known, scale);
}

type Key = 'entry' | 'judge' | 'indicator';
type Row = Partial<Record<Key, string>> & { points?: unknown };
const words: Record<Key, string> = { entry: 'peserta', judge: 'juri', indicator: 'indikator' };

function refuseRows(
  rows: readonly Row[],
  list: string,
  keys: readonly Key[],
  known: Record<Key, ReadonlyMap<string, number>>,
  scale: Dataset['scale'],
): void {
  const seen = signatures(keys.reduce((all, key) => all * known[key].size, 1));
  const lists = keys.map((key) => ({ key, ids: known[key], size: known[key].size }));
  // Of an unknown id none is ever asked for: its row is refused before.
  const signatureOf = (row: Row) =>
    lists.reduce((signature, { key, ids, size }) => signature * size + (ids.get(row[key] ?? '') ?? 0), 0);
  // A plain loop, each id looked up once: a large contest has millions of marks.
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!row) continue;
    let signature = 0;
    for (const { key, ids, size } of lists) {
      const value = row[key] ?? '';
      const place = ids.get(value);
      if (place === undefined) throw new DatasetFault([list, i, key], `${words[key]} "${value}" tidak dikenal`);
      signature = signature * size + place;
    }
    if (!seen(signature)) {
      const first = rows.findIndex((other) => signatureOf(other) === signature);
      throw new DatasetFault([list, i], `ganda, sama dengan ${list}[${first}]`);
    }
    if (typeof row.points === 'number' && (row.points < scale.min || row.points > scale.max))
      throw new DatasetFault([list, i, 'points'], `${row.points} di luar skala ${scale.min}-${scale.max}`);
  }
}

/** More rows than this could have are remembered by those that came. */
const MOST_FLAGS = 100_000_000;

/** Says of each number below `all` whether it comes for the first time: a large contest has millions of marks. */
function signatures(all: number): (signature: number) => boolean {
  if (all <= MOST_FLAGS) {
    const flags = new Uint8Array(all);
    return (signature) => {
      const isNew = flags[signature] === 0;
      flags[signature] = 1;
      return isNew;
    };
  }
  const met = new Set<number>();
  return (signature) => met.size < met.add(signature).size;
}

function unique(rows: readonly { id: string }[], path: Path, word: string): Map<string, number> {
  const ids = new Map<string, number>();
  rows.forEach(({ id }, i) => {
    if (ids.has(id)) throw new DatasetFault([...path, i, 'id'], `${word} ganda "${id}"`);
    ids.set(id, i);
  });
  return ids;
}

function refuseZeroSum(parts: readonly { weight: number }[], path: Path): void {
  if (!parts.some((part) => part.weight > 0)) throw new DatasetFault(path, 'jumlah bobot nol');
}
