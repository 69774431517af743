export const locales = ['id', 'en'] as const;
export type Locale = (typeof locales)[number];

export interface Catalogue<K extends string = string> {
  id: Record<K, string>;
  en: Record<K, string>;
}
export type Vars = Record<string, string | number>;
export type Text<K extends string> = (key: K, vars?: Vars) => string;

/** Declares the texts of one area in both locales; the compiler refuses a key that one of them lacks. */
export function defineText<K extends string>(catalogue: Catalogue<K>): Catalogue<K> {
  return catalogue;
}

const spoken = new WeakMap<Catalogue, Partial<Record<Locale, Text<string>>>>();

/**
 * `text(catalogue, locale)('key', {n: 3})`: the text with `{n}` filled in. A name without a value stays visible. The same
 * function each time, so that what is drawn with it is not drawn anew for it.
 */
export function text<K extends string>(catalogue: Catalogue<K>, locale: Locale): Text<K> {
  const known = spoken.get(catalogue) ?? {};
  spoken.set(catalogue, known);
  known[locale] ??= (key, vars = {}) =>
    catalogue[locale][key as K].replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
  return known[locale] as Text<K>;
}

/** A rubric's text in the locale, Indonesian where there is no English. */
export function localized(value: { id: string; en?: string | undefined }, locale: Locale): string {
  return (locale === 'en' ? value.en : undefined) ?? value.id;
}
