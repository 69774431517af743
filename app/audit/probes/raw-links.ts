/** Links in the HTML as sent. Pure. */
import { parseMarkup } from '../markup.ts';
import type { LinkRecord } from '../visit.ts';

const MAX_LINKS = 500;
const ADDRESS: Record<string, string> = { a: 'href', area: 'href', iframe: 'src', form: 'action' };

/** Addresses of anchors, frames and forms in the HTML as sent that the finished document no longer has. */
export function rawLinks(html: string, base: string, present: readonly LinkRecord[]): LinkRecord[] {
  const known = new Set(present.map(({ href }) => href));
  const found: LinkRecord[] = [];
  const visit = (node: object) => {
    if ('tagName' in node && typeof node.tagName === 'string' && 'attrs' in node && Array.isArray(node.attrs)) {
      const name = ADDRESS[node.tagName];
      const raw: unknown = node.attrs.find((attribute) => name !== undefined && attribute.name === name)?.value;
      if (typeof raw === 'string' && URL.canParse(raw, base) && found.length < MAX_LINKS) {
        const href = new URL(raw, base).href;
        if (!known.has(href)) {
          known.add(href);
          found.push({ href, text: '', kind: 'raw', visible: false, selector: node.tagName, rel: null });
        }
      }
    }
    if ('content' in node && typeof node.content === 'object' && node.content !== null) visit(node.content);
    if ('childNodes' in node && Array.isArray(node.childNodes)) node.childNodes.forEach(visit);
  };
  visit(parseMarkup(html));
  return found;
}
