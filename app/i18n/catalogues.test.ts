import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Catalogue, locales } from './text.ts';

const modules = import.meta.glob<Record<string, unknown>>('./*.ts', { eager: true });
const isCatalogue = (value: unknown): value is Catalogue =>
  typeof value === 'object' && value !== null && locales.every((locale) => locale in value);
const catalogues = Object.entries(modules)
  .filter(([path]) => !path.includes('.test.'))
  .flatMap(([path, module]) =>
    Object.entries(module).flatMap(([name, value]) =>
      isCatalogue(value) ? [{ name: `${path} ${name}`, catalogue: value }] : [],
    ),
  );
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

test('the catalogues are found', () => {
  expect(catalogues.map((each) => each.name)).toContain('./shell.ts shellText');
  expect(catalogues.length).toBeGreaterThan(5);
});

describe.each(catalogues)('$name', ({ catalogue }) => {
  test('both locales say the same things', () => {
    expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.id).sort());
  });

  test('nothing is left empty, and both fill in the same placeholders', () => {
    for (const [key, text] of Object.entries(catalogue.id)) {
      const english = catalogue.en[key] ?? '';
      expect(text.trim(), `id ${key}`).not.toBe('');
      expect(english.trim(), `en ${key}`).not.toBe('');
      expect(placeholders(english), key).toEqual(placeholders(text));
    }
  });
});

/** Words between tags or in attributes that people read, found in the source: `<p>Simpan</p>`, `label="Simpan"`. */
function hardCoded(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const between = [...code.matchAll(/(?<![=-])>([^<>{}]*\p{L}{2,}[^<>{}]*)(?=<\/|\{|\s<[A-Za-z])/gu)]
    .map((match) => match[1]?.trim() ?? '')
    // Type parameters and comparisons are no words: they hold brackets, dots or signs of code.
    .filter((words) => !/[();=|&?]|=>/.test(words));
  const attributes = [
    ...code.matchAll(/\s(?:aria-label|title|label|hint|lead|placeholder|alt)="([^"]*\p{L}{2,}[^"]*)"/gu),
  ];
  return [...between, ...attributes.map((match) => match[1] ?? '')];
}

test('the scan sees words in tags and attributes and leaves code alone', () => {
  expect(hardCoded('<p>Simpan nilai</p>')).toEqual(['Simpan nilai']);
  expect(hardCoded('<p>Halo {name}</p>')).toEqual(['Halo']);
  expect(hardCoded('<Field label="Nama" name="x" />')).toEqual(['Nama']);
  expect(hardCoded('<p>{t("save")} <b>{n}</b></p>\nconst a: Map<string, X> = f<T>(b);')).toEqual([]);
});

/** Column names of the import file are the same in every language. */
const sameEverywhere = new Set(['kode', 'nama', 'kategori', 'url']);
const screens = ['app/routes', 'app/ui'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `${folder}/${file}`),
);

test.each(screens)('%s has no words of its own', (file) => {
  expect(hardCoded(readFileSync(file, 'utf8')).filter((words) => !sameEverywhere.has(words))).toEqual([]);
});
