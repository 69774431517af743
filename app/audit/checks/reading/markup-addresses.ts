import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { parseMarkup } from '../../markup.ts';

const MAX = 2_000;
/** Elements and the attribute in which each names an address. */
const CARRIERS: Record<string, string> = { a: 'href', area: 'href', link: 'href', script: 'src', iframe: 'src' };

/** Every address that HTML names, in links and in what no visitor sees. Relative ones are left out: they are its own. */
export function markupAddresses(html: string): { address: string; where: string }[] {
  const found: { address: string; where: string }[] = [];
  // An explicit stack: pages nested ten thousand deep exist.
  const stack: Tree.Node[] = [parseMarkup(html)];
  while (stack.length > 0 && found.length < MAX) {
    const node = stack.pop();
    if (!node) break;
    if ('tagName' in node) {
      const attribute = (name: string) => node.attrs.find((attr) => attr.name === name)?.value ?? '';
      const carrier = CARRIERS[node.tagName];
      const refresh = node.tagName === 'meta' ? /url\s*=\s*['"]?([^'"]+)/i.exec(attribute('content'))?.[1] : undefined;
      const address = carrier ? attribute(carrier) : refresh;
      const where = node.tagName === 'link' ? `link[rel=${attribute('rel')}]` : node.tagName;
      if (address && /^(https?:)?\/\//i.test(address))
        found.push({ address: address.replace(/^\/\//, 'https://').trim(), where });
    }
    const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : [];
    stack.push(...children.toReversed());
  }
  return found;
}
