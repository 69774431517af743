/** The recipes a report's reader needs, in one language: all of them would be more than the page. */
import { hostingRecipesText } from '../i18n/hosting-recipes.ts';
import { recipesText } from '../i18n/recipes.ts';
import { type Locale, text } from '../i18n/text.ts';
import { adviceOf } from './advice.ts';
import type { FullReport } from './report-view.ts';

/** By signal: what to do in the system the site is made with, and at its hosting; null where only general advice holds. */
export type Steps = Record<string, { maker: string | null; hosting: string | null }>;

export function stepsOf({ signals, criteria, platform }: FullReport, locale: Locale): Steps {
  const [maker, hosting] = [text(recipesText, locale), text(hostingRecipesText, locale)];
  return Object.fromEntries(
    adviceOf(signals, criteria, platform).map(({ signal, recipe, hostingRecipe }) => [
      signal.signal,
      { maker: recipe && maker(recipe), hosting: hostingRecipe && hosting(hostingRecipe) },
    ]),
  );
}
