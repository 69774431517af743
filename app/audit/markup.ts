/** HTML as sent, parsed as browsers do, in bounded time. Pure. */
import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

/** Elements in one another; browsers keep 512 and lay the rest side by side. */
const MAX_DEPTH = 1_000;

class TooDeep extends Error {}

/**
 * The document of a page. Elements nested without end make a parser's work grow with the square of the page and our
 * own recursions overflow: past the limit the rest of the page is left out.
 */
export function parseMarkup(html: string): DefaultTreeAdapterTypes.Document {
  const document = defaultTreeAdapter.createDocument();
  let depth = 0;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createDocument: () => document,
    onItemPush() {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TooDeep();
    },
    onItemPop() {
      depth -= 1;
    },
  };
  try {
    return parse<DefaultTreeAdapterMap>(html, { treeAdapter });
  } catch (error) {
    if (error instanceof TooDeep) return document;
    throw error;
  }
}
