/** What a fair judge of the demo sees in each sample site, levels 1-5, by criterion. Only judged indicators use it. */
export type Quality = Record<'desain' | 'konten' | 'operabilitas' | 'integrasi', number>;

const even = (level: number): Quality => ({ desain: level, konten: level, operabilitas: level, integrasi: level });

const qualities: Record<string, Quality> = {
  diskominfo: { desain: 4.7, konten: 4.6, operabilitas: 5, integrasi: 4.8 },
  dinkes: { desain: 4.3, konten: 4.4, operabilitas: 4.5, integrasi: 4.2 },
  dukcapil: { desain: 4, konten: 4.2, operabilitas: 4.4, integrasi: 4.4 },
  bappeda: { desain: 3.6, konten: 3.8, operabilitas: 3.5, integrasi: 3 },
  rsud: { desain: 2.7, konten: 3.4, operabilitas: 3, integrasi: 3.2 },
  dispertan: { desain: 3.4, konten: 3.2, operabilitas: 3.4, integrasi: 2.4 },
  satpolpp: { desain: 2.6, konten: 2.3, operabilitas: 2.5, integrasi: 2.4 },
  'kec-lembahsari': { desain: 2.2, konten: 3, operabilitas: 2.8, integrasi: 2.8 },
  'kec-sumberagung': { desain: 3.7, konten: 3.5, operabilitas: 3.7, integrasi: 3.2 },
  'kec-wonorejo': { desain: 3, konten: 2.8, operabilitas: 2.4, integrasi: 2.6 },
  'kec-girimulyo': { desain: 3.2, konten: 3, operabilitas: 3, integrasi: 2.8 },
  bkpsdm: even(1),
};

/** A sample site's quality; a site unknown here is middling. */
export const qualityOf = (code: string): Quality => qualities[code] ?? even(3);

/** The judges' severity in the order of the demo's judges: added to what a fair judge sees. */
export const severities = [0, -0.5, 0.4, -0.2, 0.2] as const;

/** Deterministic whim of a judge about one indicator of one site, -0.35..0.35. */
export function whim(...parts: string[]): number {
  let hash = 2166136261;
  for (const char of parts.join('/')) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  return (hash / 2 ** 32) * 0.7 - 0.35;
}

/** Nearest level in half steps, 1-5. */
export const halfStep = (value: number): number => Math.min(5, Math.max(1, Math.round(value * 2) / 2));
