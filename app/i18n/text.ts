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

/** `text(catalogue, locale)('key', {n: 3})`: the text with `{n}` filled in. A name without a value stays visible. */
export function text<K extends string>(catalogue: Catalogue<K>, locale: Locale): Text<K> {
  return (key, vars = {}) =>
    catalogue[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
}

/** A rubric's text in the locale, Indonesian where there is no English. */
export function localized(value: { id: string; en?: string | undefined }, locale: Locale): string {
  return (locale === 'en' ? value.en : undefined) ?? value.id;
}
