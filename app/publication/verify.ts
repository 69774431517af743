import { computeResults } from './compute.ts';

/** One figure of a released file, and whether it comes out again. */
export interface Figure {
  /** E.g. `entries.dinas-a.total`. */
  path: string;
  given: unknown;
  /** What the recomputation gives. */
  found: unknown;
  holds: boolean;
}

/** Least digits of a hash that tells one file from another. */
const SHORTEST_HASH = 16;

export interface Verification {
  figures: Figure[];
  /** Of the method that the file was made with and the one that recomputed it. */
  methods: { given: string | null; found: string };
}

/**
 * Recomputes a released dataset and compares every figure in its `results`, its `hash`, and the hash printed in the
 * minutes (`printed`, 16 hex digits or more). A forged file that is consistent in itself fails only at the last.
 * @throws DatasetFault when the document is not a sound dataset
 */
export function verifyDataset(document: unknown, printed?: string): Verification {
  const found = computeResults(document);
  const { results: given, hash } = Object(document) as { results?: unknown; hash?: unknown };
  const figures: Figure[] = [];
  const { methodVersion, ...rest } = Object(given) as Record<string, unknown>;
  if (typeof given !== 'object' || given === null) {
    figures.push({ path: 'results', given: null, found: 'ada', holds: false });
  } else {
    for (const key of ['entries', 'inputHash']) if (!(key in rest)) rest[key] = null;
    for (const [key, value] of Object.entries(rest)) compare(key, value, Object(found)[key], figures);
  }
  if (hash !== undefined) compare('hash', hash, found.inputHash, figures);
  if (printed !== undefined) {
    const wanted = printed
      .trim()
      .toLowerCase()
      .replace(/[\s.…-]/g, '');
    const holds = wanted.length >= SHORTEST_HASH && found.inputHash.startsWith(wanted);
    figures.push({ path: '--hash', given: printed, found: found.inputHash, holds });
  }
  return {
    figures,
    methods: { given: typeof methodVersion === 'string' ? methodVersion : null, found: found.methodVersion },
  };
}

/** Sums in another order differ by less. */
const SAME = 1e-9;

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a));
  return a === b;
}

/** Every figure that is given, down to single values; lists of things with an id are matched by it. */
function compare(path: string, given: unknown, found: unknown, figures: Figure[]): void {
  const parts = partsOf(given);
  const others = partsOf(found);
  if (!parts || !others) {
    figures.push({ path, given, found, holds: !parts && !others && isSame(given ?? null, found ?? null) });
    return;
  }
  for (const [key, value] of parts) compare(`${path}.${key}`, value, others.get(key), figures);
  // Left out of a list, nobody would miss it; keys that a later method added are no fault of an older file.
  if (!Array.isArray(given)) return;
  for (const [key, value] of others) {
    if (!parts.has(key)) figures.push({ path: `${path}.${key}`, given: null, found: value, holds: false });
  }
  if (hasIds(given) && hasIds(found)) compare(`${path}.(urutan)`, order(given), order(found), figures);
}

const order = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join(' ');

function partsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    const byPlace = new Map(value.map((each: unknown, at) => [String(at), each]));
    if (!hasIds(value)) return byPlace;
    const byId = new Map<string, unknown>(value.map((each) => [each.id, each]));
    // Two with one id: only one of them would be looked at.
    return byId.size === value.length ? byId : byPlace;
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function hasIds(value: unknown): value is { id: string }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (each: unknown) => typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string',
    )
  );
}
