/** Tabs of pages that have been read, kept until nothing else is being read: then each is pictured, and closed. */
import type { Page } from 'puppeteer';
import { inTurn } from './probes/in-turn.ts';
import { portray, portrayBoth, type Sitter } from './probes/portrait.ts';
import { closeTab } from './probes/tab.ts';
import type { Screen } from './screens.ts';
import type { Surroundings } from './surroundings.ts';

/** No page is pictured any more once this share of the visit's deadline has passed. */
const TIME_FOR_PICTURES = 0.5;

interface Waiting extends Sitter {
  /** What the tab shows: a page read as a phone is pictured as both. */
  as: 'desktop' | 'both';
}

export interface Album {
  /** Takes a tab over. */
  add(sitter: Waiting): void;
  /**
   * Pictures the pages, the most needed first, as one visitor in turn with everything else that goes to their server.
   * Never throws; what there is no time for is left out.
   */
  develop(around: Surroundings, keep: (screen: Screen) => void): Promise<void>;
}

export function createAlbum(): Album {
  const waiting: Waiting[] = [];
  return {
    add: (sitter) => void waiting.push(sitter),
    async develop(around, keep) {
      const sitters = waiting.splice(0).toSorted((a, b) => a.place - b.place);
      const open = new Set<Page>(sitters.map(({ page }) => page));
      const all = async () => {
        for (const sitter of sitters) {
          if (around.spent() > TIME_FOR_PICTURES) return;
          if (sitter.as === 'both') await portrayBoth(sitter, keep);
          else await portray(sitter, 'desktop', keep);
          open.delete(sitter.page);
          void closeTab(sitter.page);
        }
      };
      const [first] = sitters;
      if (first) await inTurn(around.manner, first.url, all).catch(() => {});
      await Promise.all([...open].map(closeTab));
    },
  };
}
