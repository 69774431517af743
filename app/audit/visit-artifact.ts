/** A visit as it is kept: gzipped JSON, pictures and speed runs apart. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { redact } from './private-notices.ts';
import type { Visit } from './visit.ts';

/** Rises when what an older make stored can no longer be read as a Visit. */
const VERSION = 1;

/** Packs a visit for storing. Pictures and Lighthouse runs are stored elsewhere and left out. */
export function packVisit(visit: Visit): Buffer {
  // A national identity number is never stored; a visit of an older make may not have been sealed.
  const kept = redact({ ...visit, screenshots: [], screens: [], lighthouse: [] });
  return gzipSync(JSON.stringify({ version: VERSION, visit: kept }));
}

/** Reads a stored visit. @throws Error when another make stored it in a form that this one does not know */
export function unpackVisit(data: Uint8Array): Visit {
  const stored = JSON.parse(gunzipSync(data).toString('utf8')) as { version?: unknown; visit?: Visit };
  if (stored.version !== VERSION || !stored.visit || !Array.isArray(stored.visit.pages))
    throw new Error(`rekaman kunjungan berversi ${String(stored.version)} tidak dapat dibaca lagi`);
  return stored.visit;
}
