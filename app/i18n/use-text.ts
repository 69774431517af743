import { useRouteLoaderData } from '@remix-run/react';
import { type Catalogue, type Locale, type Text, text } from './text.ts';

interface RootData {
  locale: Locale;
}

/** Locale of the page, from the root loader. */
export function useLocale(): Locale {
  return (useRouteLoaderData('root') as RootData | undefined)?.locale ?? 'id';
}

/** Texts of one area in the page's locale. */
export function useText<K extends string>(catalogue: Catalogue<K>): Text<K> {
  return text(catalogue, useLocale());
}
