import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Letters gathered before they are hashed. */
const PIECE = 1 << 20;

/**
 * SHA-256, 64 hex digits, over the RFC 8785 (JSON Canonicalization Scheme) form of a JSON value in UTF-8. The elements
 * of a document's lists are hashed as they are written: a large contest is longer than a string can be.
 */
export function hashOf(value: unknown): string {
  const hash = createHash('sha256');
  let gathered = '';
  const write = (text: string) => {
    gathered += text;
    if (gathered.length < PIECE) return;
    hash.update(gathered, 'utf8');
    gathered = '';
  };
  writeCanonical(value, write, 2);
  return hash.update(gathered, 'utf8').digest('hex');
}

/** @param depth levels of objects and lists that are written piece by piece */
function writeCanonical(value: unknown, write: (text: string) => void, depth: number): void {
  if (depth > 0 && Array.isArray(value)) {
    write('[');
    value.forEach((each: unknown, i) => {
      if (i > 0) write(',');
      writeCanonical(each, write, depth - 1);
    });
    write(']');
    return;
  }
  if (depth > 0 && isPlain(value)) {
    write('{');
    // RFC 8785, 3.2.3: by UTF-16 code units, which is how JavaScript compares strings.
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    keys.sort().forEach((key, i) => {
      write(`${i > 0 ? ',' : ''}${JSON.stringify(key)}:`);
      writeCanonical(value[key], write, depth - 1);
    });
    write('}');
    return;
  }
  const text = (isPlain(value) ? flatRow(value) : null) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  write(text);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);
}

/** Keys of the last row as they came, and before which text each value is written, in canonical order. */
let shape: { keys: string[]; order: { key: string; before: string }[] } = { keys: [], order: [] };

/** Texts that were written lately: the ids of a large contest come back in every mark. */
const quoted = new Map<string, string | null>();
const MOST_QUOTED = 100_000;

/** A text as JSON.stringify writes it; null for halves of surrogate pairs. */
function quote(text: string): string | null {
  const known = quoted.get(text);
  if (known !== undefined) return known;
  if (quoted.size >= MOST_QUOTED) quoted.clear();
  const written = text.isWellFormed() ? JSON.stringify(text) : null;
  quoted.set(text, written);
  return written;
}

/**
 * Canonical form of an object of texts and numbers; null for any other. JSON.stringify and String write them as RFC 8785 does
 * (3.2.2), but for halves of surrogate pairs. Of a contest's million marks each is such a row.
 */
function flatRow(row: Record<string, unknown>): string | null {
  const keys = Object.keys(row);
  if (keys.length === 0) return null;
  if (keys.length !== shape.keys.length || keys.some((key, i) => key !== shape.keys[i])) {
    const sorted = [...keys].sort();
    const before = (key: string, i: number) => `${i === 0 ? '{' : ','}${JSON.stringify(key)}:`;
    if (!keys.every((key) => key.isWellFormed())) return null;
    shape = { keys, order: sorted.map((key, i) => ({ key, before: before(key, i) })) };
  }
  let text = '';
  for (const { key, before } of shape.order) {
    const value = row[key];
    const written = typeof value === 'string' ? quote(value) : Number.isFinite(value) ? String(value) : null;
    if (written === null) return null;
    text += before + written;
  }
  return `${text}}`;
}
