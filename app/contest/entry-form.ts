import type { entriesText } from '#app/i18n/entries.ts';
import { readSiteUrl } from './site-url.ts';

type Words = keyof (typeof entriesText)['id'];
type Field = 'code' | 'name' | 'category' | 'url';

export interface EntryFormReading {
  /** What was typed, to be shown again. */
  values: Record<Field, string> & { outsideRanking: boolean };
  /** Null when something is wrong. */
  entry: { code: string; name: string; category: string; url: string | null; outsideRanking: boolean } | null;
  errors: Partial<Record<Field, Words>>;
}

/** Reads the form of one entry by the same rules as the import. Errors are keys of entriesText. */
export function readEntryForm(form: FormData): EntryFormReading {
  const typed = (field: Field) => String(form.get(field) ?? '').trim();
  const values = {
    code: typed('code'),
    name: typed('name'),
    category: typed('category'),
    url: typed('url'),
    outsideRanking: form.get('outsideRanking') !== null,
  };
  const errors: EntryFormReading['errors'] = {};
  const outside = (text: string, most: number) => text === '' || text.length > most;
  if (outside(values.code, 60)) errors.code = 'error_code';
  if (outside(values.name, 200)) errors.name = 'error_name';
  if (outside(values.category, 60)) errors.category = 'error_category';
  const site = readSiteUrl(values.url);
  if ('fault' in site) errors.url = `fault_${site.fault}`;
  if ('fault' in site || Object.keys(errors).length > 0) return { values, entry: null, errors };
  return { values, entry: { ...values, url: site.url }, errors };
}
