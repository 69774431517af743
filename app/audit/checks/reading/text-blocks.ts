import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

export interface TextBlock {
  /** Tag name of the block's element; `title` and `meta` are not on the page itself. */
  where: string;
  text: string;
}

const SILENT = new Set(['script', 'style', 'svg']);
const INLINE = new Set(['a', 'abbr', 'b', 'em', 'font', 'i', 'mark', 'small', 'span', 'strong', 'sub', 'sup', 'u']);
const MAX_BLOCKS = 20_000;

/** Texts of a parsed document by block element, with title and meta descriptions; scripts and styles left out. */
export function textBlocks(document: Tree.Document): TextBlock[] {
  const blocks: TextBlock[] = [];
  // An explicit stack: pages nested ten thousand deep exist.
  const stack: { node: Tree.Node; block: TextBlock }[] = [{ node: document, block: { where: 'html', text: '' } }];
  while (stack.length > 0 && blocks.length < MAX_BLOCKS) {
    const item = stack.pop();
    if (!item) break;
    let { block } = item;
    const { node } = item;
    if ('value' in node && node.nodeName === '#text') block.text += node.value;
    if ('tagName' in node) {
      if (SILENT.has(node.tagName)) continue;
      if (node.tagName === 'meta') blocks.push({ where: 'meta', text: descriptionOf(node) });
      if (!INLINE.has(node.tagName)) {
        block = { where: node.tagName, text: '' };
        blocks.push(block);
      }
    }
    const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : [];
    for (const child of children.toReversed()) stack.push({ node: child, block });
  }
  return blocks.filter((block) => block.text.trim() !== '');
}

function descriptionOf(node: Tree.Element): string {
  const attribute = (name: string) => node.attrs.find((attr) => attr.name === name)?.value ?? '';
  return /^(description|keywords|og:title|og:description)$/i.test(attribute('name') || attribute('property'))
    ? attribute('content')
    : '';
}
