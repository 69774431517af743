/** Which pieces of evidence are cut out of a page as a picture. Pure. */
import type { Evidence } from './audit.schema.ts';
import { furtherViolations } from './checks/reading/axe.ts';
import { runChecks } from './checks.ts';
import type { RegencyWords } from './regency.ts';
import type { Visit } from './visit.ts';

export interface WantedCrop {
  /** As in the evidence: address of the page, and what of it is pointed at (a selector, or an address it loads). */
  page: string;
  where: string;
  /** An accusation: not for judges and webmasters. */
  accuses: boolean;
}

export interface Crop extends WantedCrop {
  mime: string;
  /** CSS px. */
  width: number;
  height: number;
  data: Uint8Array;
}

/** Of one audit, of one signal, and bytes of one crop at most. */
export const CROPS = { most: 12, aSignal: 3, bytes: 12_000 } as const;

/** Findings that only a person may turn into points (docs/decisions/006). */
const ACCUSING = ['injected-spam'];

/** What the visit so far gives to cut out: evidence of all checks, and what axe-core found. */
export function evidenceToCrop(visit: Visit, words: RegencyWords): { id: string; evidence: Evidence[] }[] {
  const signals = runChecks(visit, words).map(({ id, evidence }) => ({ id, evidence }));
  return [{ id: 'axe', evidence: furtherViolations(visit, []) }, ...signals];
}

/** The first piece of every signal before anybody's second, on these pages alone, each place once. */
export function wantedCrops(
  signals: readonly { id: string; evidence: readonly Evidence[] }[],
  pages: readonly string[],
): WantedCrop[] {
  const queues = signals.map(({ id, evidence }) =>
    evidence
      .flatMap(({ url, where }) => (url && where && pages.includes(url) ? [{ page: url, where }] : []))
      .slice(0, CROPS.aSignal)
      .map((place): WantedCrop => ({ ...place, accuses: ACCUSING.includes(id) })),
  );
  const wanted = new Map<string, WantedCrop>();
  for (let nth = 0; nth < CROPS.aSignal; nth++) {
    for (const queue of queues) {
      const place = queue[nth];
      if (!place) continue;
      const key = `${place.page} ${place.where}`;
      // What accuses stays with those who decide, also when something else points there.
      const accuses = place.accuses || wanted.get(key)?.accuses === true;
      wanted.set(key, { ...place, accuses });
    }
  }
  return [...wanted.values()].slice(0, CROPS.most);
}
