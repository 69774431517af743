import { describe, expect, test } from 'vitest';
import { signalIds } from '#app/audit/signals.ts';
import { placeInWords, rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { text } from '#app/i18n/text.ts';
import { defaultRubric } from './default.ts';
import { act } from './draft-acts.ts';
import { readFile, readNumber, withFields } from './draft-fields.ts';
import { rubricFaults } from './rubric-faults.ts';

const rubric = defaultRubric();
const place = (id: string) => {
  for (const [c, { indicators }] of rubric.criteria.entries())
    for (const [i, indicator] of indicators.entries()) if (indicator.id === id) return `criteria.${c}.indicators.${i}`;
  throw new Error(id);
};
const form = (fields: Record<string, string | string[]>) => {
  const sent = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) sent.append(name, value);
  return sent;
};
const read = (fields: Record<string, string | string[]>) => withFields(rubric, form(fields), 'id');
const indicatorOf = (document: typeof rubric | null, id: string) =>
  document?.criteria.flatMap(({ indicators }) => indicators).find((each) => each.id === id);

describe('fields of the editor', () => {
  test('a form changes what it names and nothing else', () => {
    expect(read({ revisi: '1', intent: 'simpan' }).document).toEqual(rubric);
    const { document } = read({
      'criteria.0.weight': '27,5',
      [`${place('K1')}.name.en`]: '',
      'tieBreak.desain': '0',
      'tieBreak.konten': '3',
    });
    expect(document?.tieBreak.slice(0, 2)).toEqual(['desain', 'konten']);
    expect(document?.criteria[0]?.weight).toBe(27.5);
    expect(indicatorOf(document, 'K1')?.name).toEqual({ id: indicatorOf(rubric, 'K1')?.name.id });
    expect(document?.criteria[1]).not.toEqual(rubric.criteria[1]);
    expect(indicatorOf(document, 'K2')).toEqual(indicatorOf(rubric, 'K2'));
  });

  test('points of a curve are put in order, empty ones taken off; a signal without a name goes', () => {
    const o3 = place('O3');
    const signal = indicatorOf(rubric, 'O3');
    if (signal?.source !== 'proposed') throw new Error('O3 is measured');
    const { document } = read({
      [`${o3}.signals.0.curve.0.0`]: '1',
      [`${o3}.signals.0.curve.0.1`]: '100',
      [`${o3}.signals.0.curve.1.0`]: '0,5',
      [`${o3}.signals.0.curve.1.1`]: '10',
      ...Object.fromEntries(
        signal.signals[0]?.curve.slice(2).flatMap((_, n) => [
          [`${o3}.signals.0.curve.${n + 2}.0`, ''],
          [`${o3}.signals.0.curve.${n + 2}.1`, ''],
        ]) ?? [],
      ),
      [`${o3}.signals.0.curve.9.0`]: '',
      [`${o3}.signals.0.curve.9.1`]: '',
      [`${o3}.signals.1.signal`]: '',
    });
    expect(indicatorOf(document, 'O3')).toMatchObject({
      signals: [
        {
          curve: [
            [0.5, 10],
            [1, 100],
          ],
        },
      ],
    });
  });

  test('a signal is added by the empty rows, and left empty they add none', () => {
    const o1 = place('O1');
    const empty = {
      [`${o1}.signals.1.signal`]: '',
      [`${o1}.signals.1.weight`]: '1',
      [`${o1}.signals.1.curve.0.0`]: '',
      [`${o1}.signals.1.curve.0.1`]: '',
    };
    expect(read(empty).document).toEqual(rubric);
    const { document } = read({
      ...empty,
      [`${o1}.signals.1.signal`]: 'https',
      [`${o1}.signals.1.curve.0.0`]: '0',
      [`${o1}.signals.1.curve.0.1`]: '0',
      [`${o1}.signals.1.curve.1.0`]: '1',
      [`${o1}.signals.1.curve.1.1`]: '100',
    });
    const added = indicatorOf(document, 'O1');
    expect(added?.source === 'proposed' && added.signals[1]?.signal).toBe('https');
  });

  test('tasks, categories and boxes', () => {
    const { document } = read({
      [`${place('O7')}.tasks.Kecamatan`]: 'Cari jam layanan | Find the hours\r\n\r\nAdukan jalan',
      [`${place('O7')}.tasks.*`]: '',
      [`${place('I4')}.appliesTo`]: 'Dinas, RSUD,, Dinas',
      [`${place('K1')}.appliesTo`]: ' ',
      kotak: `${place('O1')}.zeroWhen`,
    });
    expect(indicatorOf(document, 'O7')).toMatchObject({
      tasks: { Kecamatan: [{ id: 'Cari jam layanan', en: 'Find the hours' }, { id: 'Adukan jalan' }] },
    });
    expect(indicatorOf(document, 'I4')?.appliesTo).toEqual(['Dinas', 'RSUD']);
    expect(indicatorOf(document, 'K1')).toEqual(indicatorOf(rubric, 'K1'));
    expect(indicatorOf(document, 'O1')).not.toHaveProperty('zeroWhen');
  });

  test.each<[string, string]>([
    ['criteria.0.weight', 'banyak'],
    ['criteria.0.weight', '-1'],
    ['criteria.0.name.id', ' '],
    [`${place('O1')}.signals.0.curve.0.1`, '101'],
  ])('%s = %j is refused at its field, in both languages', (name, value) => {
    for (const locale of ['id', 'en'] as const) {
      const { document, errors } = withFields(rubric, form({ [name]: value }), locale);
      expect(document).toBeNull();
      expect(errors[name]).toBeTruthy();
    }
  });

  test('nothing else can be set', () => {
    const names = [
      'version',
      'criteria.0.id',
      '__proto__.x',
      'criteria.0.__proto__.x',
      `${place('O7')}.tasks.__proto__`,
    ];
    const { document } = read(Object.fromEntries(names.map((name) => [name, 'x'])));
    expect(document).toEqual(rubric);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each([
    ['12,5', 12.5],
    [' 3 ', 3],
    ['-0.5', -0.5],
    ['1e3', Number.NaN],
    ['', Number.NaN],
    ['0x10', Number.NaN],
  ])('%j is %d', (typed, value) => expect(readNumber(typed)).toBe(value));
});

describe('a file', () => {
  test('that is a rubric is taken; the faults of another are named by their place in words', () => {
    expect(readFile(JSON.stringify(rubric), 'id').document).toEqual(rubric);
    expect(readFile('{', 'id')).toEqual({ document: null, errors: { '': 'JSON' } });
    const broken = structuredClone(rubric) as unknown as { criteria: { weight: unknown }[] };
    (broken.criteria[1] as { weight: unknown }).weight = 'tiga puluh';
    const { errors } = readFile(JSON.stringify(broken), 'id');
    expect(Object.keys(errors)).toEqual(['criteria.1.weight']);
    expect(placeInWords('criteria.1.weight', text(rubricEditorText, 'id'))).toBe('kriteria ke-2 › bobot');
    expect(placeInWords('criteria.0.indicators.2.levels.4.en', text(rubricEditorText, 'en'))).toBe(
      'criterion 1 › indicator 3 › level 4 › English text',
    );
  });
});

describe('what keeps a rubric from being put in force', () => {
  const codes = (document: typeof rubric) => rubricFaults(document, signalIds).map(({ code }) => code);

  test('the default rubric has none', () => {
    expect(codes(rubric)).toEqual([]);
  });

  test.each<[string, (each: typeof rubric) => void, string]>([
    ['weights', (each) => (each.criteria[0] as { weight: number }).weight++, 'weightsSum'],
    [
      'a signal',
      (each) => {
        const own = indicatorOf(each, 'O1');
        if (own?.source === 'proposed') (own.signals[0] as { signal: string }).signal = 'ramalan';
      },
      'signalUnknown',
    ],
    [
      'a level',
      (each) => {
        const own = indicatorOf(each, 'K1');
        if (own?.source === 'judge') delete own.levels['3'];
      },
      'levels',
    ],
    ['ties', (each) => each.tieBreak.pop(), 'tieBreak'],
    ['the lowest band', (each) => each.bands.pop(), 'bands'],
    [
      'an id',
      (each) => {
        const own = indicatorOf(each, 'K2');
        if (own) own.id = 'D1';
      },
      'indicatorTwice',
    ],
    ['the scale', (each) => each.scale.points.reverse(), 'scale'],
  ])('%s', (_, spoil, code) => {
    const spoiled = defaultRubric();
    spoil(spoiled);
    expect(codes(spoiled)).toEqual([code]);
  });

  test('weights that only binary fractions keep from 100 are 100', () => {
    const thirds = defaultRubric();
    [33.3, 33.3, 33.3, 0.1].forEach((weight, c) => {
      (thirds.criteria[c] as { weight: number }).weight = weight;
    });
    expect(codes(thirds)).toEqual([]);
  });
});

describe('parts added and taken off', () => {
  test('whatever is added can be put in force; ids are free ones', () => {
    const added = ['tambah-kriteria', 'tambah-indikator.0.judge', 'tambah-indikator.2.proposed'].reduce(
      (document, name) => act(document, name) ?? document,
      rubric,
    );
    expect(added.criteria).toHaveLength(5);
    expect(added.tieBreak).toHaveLength(5);
    expect(rubricFaults(added, signalIds).map(({ code }) => code)).toEqual(['weightsSum']);
  });

  test('the last of its kind stays, and so does the first document', () => {
    const before = structuredClone(rubric);
    const less = act(rubric, 'hapus-kriteria.0');
    expect(less?.tieBreak).not.toContain('desain');
    expect(rubric).toEqual(before);
    const only = { ...rubric, criteria: rubric.criteria.slice(0, 1) };
    expect(act(only, 'hapus-kriteria.0')).toBeNull();
    expect(act(rubric, 'hapus-indikator.0.99')).toBeNull();
    for (const name of ['hapus-kriteria.9', 'hapus-kriteria.', 'lain', 'hapus-indikator.x.0'])
      expect(act(rubric, name)).toBeNull();
  });
});
