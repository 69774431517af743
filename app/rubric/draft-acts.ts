/** Criteria and indicators added to a draft and taken from it. Pure: a new document each time. */
import type { Criterion, Indicator, RubricDocument } from './rubric.schema.ts';

/**
 * As the buttons of the editor name them: `tambah-indikator.0.judge`, `hapus-indikator.0.3`.
 * @param used codes of indicators that a new one must not have, beside those in the document
 */
export function act(
  document: RubricDocument,
  name: string,
  used: ReadonlySet<string> = new Set(),
): RubricDocument | null {
  const [what, criterion = '', which = ''] = name.split('.');
  const c = Number(criterion);
  const { criteria } = document;
  const own = criteria[c];
  if (what === 'tambah-kriteria') return withCriteria(document, [...criteria, newCriterion(document, used)]);
  if (!own || !/^\d+$/.test(criterion)) return null;
  if (what === 'hapus-kriteria' && criteria.length > 1)
    return withCriteria(
      document,
      criteria.filter((_, i) => i !== c),
    );
  const change = (indicators: Indicator[]) =>
    withCriteria(
      document,
      criteria.map((each, i) => (i === c ? { ...each, indicators } : each)),
    );
  if (what === 'tambah-indikator') return change([...own.indicators, newIndicator(document, own, which, used)]);
  if (what === 'hapus-indikator' && own.indicators.length > 1 && own.indicators[Number(which)])
    return change(own.indicators.filter((_, i) => i !== Number(which)));
  return null;
}

/** Ties are broken by the criteria there are, new ones last. */
function withCriteria(document: RubricDocument, criteria: Criterion[]): RubricDocument {
  const ids = criteria.map(({ id }) => id);
  const kept = document.tieBreak.filter((id) => ids.includes(id));
  return { ...document, criteria, tieBreak: [...kept, ...ids.filter((id) => !kept.includes(id))] };
}

const free = (taken: readonly string[], make: (n: number) => string): string => {
  for (let n = 1; ; n += 1) if (!taken.includes(make(n))) return make(n);
};

function newCriterion(document: RubricDocument, used: ReadonlySet<string>): Criterion {
  const taken = document.criteria.map(({ id }) => id);
  const id = free(taken, (n) => `kriteria-${n}`);
  const criterion: Criterion = { id, weight: 1, name: { id: 'Kriteria baru', en: 'New criterion' }, indicators: [] };
  return { ...criterion, indicators: [newIndicator(document, criterion, 'judge', used)] };
}

function newIndicator(document: RubricDocument, own: Criterion, source: string, used: ReadonlySet<string>): Indicator {
  const taken = [...used, ...document.criteria.flatMap((each) => each.indicators.map(({ id }) => id))];
  const letter = own.indicators[0]?.id[0] ?? 'X';
  const base = {
    id: free(taken, (n) => `${letter}${n}`),
    weight: 1,
    name: { id: 'Indikator baru', en: 'New indicator' },
    description: { id: 'Yang dinilai.', en: 'What is scored.' },
  };
  if (source !== 'judge')
    return {
      ...base,
      source: 'proposed',
      signals: [
        {
          signal: 'lighthouse-performance',
          weight: 1,
          curve: [
            [0, 0],
            [1, 100],
          ],
        },
      ],
    };
  const levels = Object.fromEntries(
    Array.from({ length: document.scale.levels }, (_, n) => [
      String(n + 1),
      { id: `Tingkat ${n + 1}`, en: `Level ${n + 1}` },
    ]),
  );
  return { ...base, source: 'judge', levels };
}
