/** Tabs of pages that have been read, kept until nothing else is being read: then each is pictured, and closed. */
import type { Page } from 'puppeteer';
import { evidenceToCrop, type WantedCrop, wantedCrops } from './crops.ts';
import { cropPage } from './probes/crop.ts';
import { inTime } from './probes/in-time.ts';
import { inTurn } from './probes/in-turn.ts';
import { portray, type Sitter } from './probes/portrait.ts';
import { closeTab, layOutFor } from './probes/tab.ts';
import type { Screen } from './screens.ts';
import type { Surroundings } from './surroundings.ts';
import type { Visit } from './visit.ts';

/** No page is pictured any more once this share of the visit's deadline has passed. */
const TIME_FOR_PICTURES = 0.5;
/** Laying a page out for a desktop. */
const PATIENCE_MS = 5_000;

interface Waiting extends Sitter {
  /**
   * What the tab shows. both: a page read as a phone, to be pictured as phone and desktop. desktop: to be pictured as such.
   * pictured: a phone's page that has been, and stays for what is cut out of it.
   */
  as: 'both' | 'desktop' | 'pictured';
}

export interface Album {
  /** Takes a tab over. */
  add(sitter: Waiting): void;
  /**
   * Pictures the pages, the most needed first, as one visitor in turn with everything else that goes to their server, and
   * cuts out what the evidence so far points at. Never throws; what there is no time for is left out.
   */
  develop(around: Surroundings, visit: Visit): Promise<void>;
}

export function createAlbum(): Album {
  const waiting: Waiting[] = [];
  return {
    add: (sitter) => void waiting.push(sitter),
    async develop(around, visit) {
      const sitters = waiting.splice(0).toSorted((a, b) => a.place - b.place);
      const open = new Set<Page>(sitters.map(({ page }) => page));
      const all = async () => {
        const phones = sitters.filter((each) => each.as !== 'desktop').map(({ url }) => url);
        const wanted = wantedCrops(evidenceToCrop(visit, around.words), phones);
        for (const sitter of sitters) {
          if (around.spent() > TIME_FOR_PICTURES) return;
          await develop(sitter, wanted, visit).catch(() => {});
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

async function develop(sitter: Waiting, wanted: readonly WantedCrop[], visit: Visit): Promise<void> {
  const { page, url, as } = sitter;
  const keep = (screen: Screen) => void visit.screens?.push(screen);
  if (as === 'desktop') return portray(sitter, 'desktop', keep);
  if (as === 'both') await portray(sitter, 'phone', keep);
  const own = wanted.filter((place) => place.page === url);
  await cropPage(page, own, (crop) => void visit.crops?.push(crop));
  if (as === 'pictured') return;
  await inTime(layOutFor(page, 'desktop'), PATIENCE_MS);
  await portray(sitter, 'desktop', keep);
}
