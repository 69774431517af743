/**
 * Does a site show the audit another face than its visitors? Pure. It is a question for people, never points: a page
 * of news changes by itself, so what differs is held against how much two ordinary visits differ.
 */
import type { FaceComparison } from './visit.ts';

/** One load of the home page. */
export interface Face {
  /** Visible text after hydration. */
  text: string;
  /** Absolute addresses of links. */
  links: string[];
  /** Bytes received of documents, scripts, styles, fonts and images. */
  bytes: number;
}

/** Who came: the audit's own browser, Lighthouse's emulated phone. */
export type Visitor = NonNullable<FaceComparison['visitor']>;

const NAMES: Record<Visitor, string> = { audit: 'pemeriksaan', lighthouse: 'Lighthouse' };

/** Under this share of words or links in common the two are different pages. */
const SAME_SHARE = 0.6;
/** As much less alike than two ordinary visits are among themselves. */
const BEYOND_CHANGE = 0.2;
const FEWEST_WORDS = 20;
const FEWEST_LINKS = 6;
const WEIGHT_TIMES = 1.5;
const WEIGHT_BYTES = 200_000;

/** Different words of three letters and more, numbers left out: clocks and visitor counters are no words. */
function wordsOf({ text }: Face): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
}

/** Targets without fragment and query values, which carry sessions and nonces. */
function targetsOf({ links }: Face): Set<string> {
  return new Set(
    links.flatMap((href) => {
      if (!URL.canParse(href)) return [];
      const url = new URL(href);
      return [
        `${url.host}${url.pathname.replace(/\/+$/, '')}?${[...new Set(url.searchParams.keys())].sort().join('&')}`,
      ];
    }),
  );
}

/** Things in common as a share of the larger set; two empty sets are the same. */
function sharedOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const larger = Math.max(one.size, other.size);
  if (larger === 0) return 1;
  return [...one].filter((each) => other.has(each)).length / larger;
}

const larger = (of: (face: Face) => Set<string>, one: Face, other: Face) => Math.max(of(one).size, of(other).size);

/**
 * Compares what each visitor got with what ordinary ones got.
 * @param ordinary one visit, or two: the second is how much the page changes by itself
 * @returns shares of the face that differs most; `differs` and a reason for each visitor and thing that is another
 */
export function compareFaces(
  faces: Readonly<Partial<Record<Visitor, Face>>>,
  ordinary: readonly [Face, Face?],
): FaceComparison {
  const [first, second = null] = ordinary;
  const change = {
    text: second ? sharedOf(wordsOf(first), wordsOf(second)) : 1,
    links: second ? sharedOf(targetsOf(first), targetsOf(second)) : 1,
  };
  const seen = (['audit', 'lighthouse'] as const).flatMap((visitor) => {
    const face = faces[visitor];
    if (!face) return [];
    const sameText = sharedOf(wordsOf(face), wordsOf(first));
    const sameLinks = sharedOf(targetsOf(face), targetsOf(first));
    const who = NAMES[visitor];
    const reasons: string[] = [];
    const apart = (share: number, usual: number) => share < SAME_SHARE && share < usual - BEYOND_CHANGE;
    if (apart(sameText, change.text) && larger(wordsOf, face, first) >= FEWEST_WORDS)
      reasons.push(`Teks bagi ${who} lain: hanya ${percent(sameText)} kata yang sama.`);
    if (apart(sameLinks, change.links) && larger(targetsOf, face, first) >= FEWEST_LINKS)
      reasons.push(`Tautan bagi ${who} lain: hanya ${percent(sameLinks)} yang sama.`);
    const weights = [first.bytes, ...(second ? [second.bytes] : [])];
    const [least, most] = [Math.min(...weights), Math.max(...weights)];
    const lighter = face.bytes * WEIGHT_TIMES < least && least - face.bytes > WEIGHT_BYTES;
    const heavier = face.bytes > most * WEIGHT_TIMES && face.bytes - most > WEIGHT_BYTES;
    if (lighter || heavier)
      reasons.push(`Halaman bagi ${who} jauh lebih ${lighter ? 'ringan' : 'berat'} daripada bagi pengunjung biasa.`);
    return [{ visitor, sameText, sameLinks, bytes: face.bytes, reasons }];
  });
  const [oddest] = seen.toSorted(
    (a, b) => b.reasons.length - a.reasons.length || a.sameText + a.sameLinks - (b.sameText + b.sameLinks),
  );
  const reasons = seen.flatMap((each) => each.reasons);
  return {
    differs: reasons.length > 0,
    sameText: oddest?.sameText ?? 1,
    sameLinks: oddest?.sameLinks ?? 1,
    auditBytes: oddest?.bytes ?? 0,
    ordinaryBytes: first.bytes,
    ...(oddest ? { visitor: oddest.visitor } : {}),
    reasons,
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
