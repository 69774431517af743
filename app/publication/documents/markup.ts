/** HTML of a document, put together from text that is escaped unless it is markup already. */

const symbol = Symbol('markup');
/** Markup that may be printed as it is. */
export interface Markup {
  readonly [symbol]: string;
}
type Part = Markup | string | number | null | undefined | false | readonly Part[];

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapedText = (text: string) => text.replace(/[&<>"']/g, (sign) => escaped[sign] ?? sign);

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapedText(String(part));
  if (symbol in part) return part[symbol];
  return part.map(textOf).join('');
}

/** Template whose values are escaped; markup, lists of it, and nothing (null, undefined, false) go in as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { [symbol]: strings.reduce((all, text, i) => all + text + (i < parts.length ? textOf(parts[i]) : ''), '') };
}

/** Markup as a string, to be handed to a browser. */
export const written = (markup: Markup): string => markup[symbol];

/** Text that is markup already: our own style sheets and pictures, never anything a person typed. */
export const trusted = (text: string): Markup => ({ [symbol]: text });
