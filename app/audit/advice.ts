/** What to do first about a report: findings by points per effort, who can mend each, and the recipe that fits the site. */
import { type Mendable, mendFirst } from './mend.ts';
import type { Hosting, Maker, PlatformSeen } from './platform.ts';
import type { ReportCriterion, ReportSignal } from './report-view.ts';

/** Whose hands it takes. A letter is written to the last two. */
export const menders = ['you', 'hosting', 'diskominfo'] as const;
export type Mender = (typeof menders)[number];
export type Addressee = Exclude<Mender, 'you'>;

/** Places of a site that a recipe describes, the same for several signals. */
export const tasks = [
  'footer',
  'head',
  'sitemap',
  'feed',
  'images',
  'content',
  'layout',
  'search',
  'notFound',
  'httpLinks',
  'clean',
  'files',
  'scripts',
] as const;
export type Task = (typeof tasks)[number];
export const hostingTasks = ['certificate', 'redirect', 'headers', 'uptime', 'cache'] as const;
export type HostingTask = (typeof hostingTasks)[number];

interface Work {
  mender: Mender;
  /** 1: minutes; 2: an evening; 4: several days, or somebody else's. Points are divided by it. */
  effort: 1 | 2 | 4;
  task?: Task;
  hosting?: HostingTask;
}

const works: Record<string, Work> = {
  'lighthouse-performance': { mender: 'you', effort: 4, task: 'images', hosting: 'cache' },
  'lighthouse-accessibility': { mender: 'you', effort: 2, task: 'content' },
  'lighthouse-seo': { mender: 'you', effort: 1, task: 'head' },
  'viewport-meta': { mender: 'you', effort: 1, task: 'head' },
  'horizontal-overflow-360': { mender: 'you', effort: 2, task: 'layout' },
  'https-valid': { mender: 'hosting', effort: 2, hosting: 'certificate' },
  'https-redirect': { mender: 'hosting', effort: 1, hosting: 'redirect' },
  'security-headers': { mender: 'hosting', effort: 1, hosting: 'headers' },
  'mixed-content': { mender: 'you', effort: 2, task: 'httpLinks' },
  'injected-spam': { mender: 'diskominfo', effort: 4, task: 'clean' },
  availability: { mender: 'hosting', effort: 4, hosting: 'uptime' },
  'broken-link-share': { mender: 'you', effort: 2, task: 'content' },
  'console-errors': { mender: 'you', effort: 4, task: 'scripts' },
  'real-404': { mender: 'you', effort: 2, task: 'notFound' },
  'site-search': { mender: 'you', effort: 2, task: 'search' },
  sitemap: { mender: 'you', effort: 1, task: 'sitemap' },
  'official-domain': { mender: 'diskominfo', effort: 4 },
  'regency-links': { mender: 'you', effort: 1, task: 'footer' },
  'complaint-links': { mender: 'you', effort: 1, task: 'footer' },
  'contact-channels': { mender: 'you', effort: 1, task: 'footer' },
  'contacts-match-register': { mender: 'you', effort: 1, task: 'footer' },
  'national-links': { mender: 'you', effort: 1, task: 'footer' },
  feed: { mender: 'you', effort: 1, task: 'feed' },
  'sitemap-dated': { mender: 'you', effort: 1, task: 'sitemap' },
  'structured-data': { mender: 'you', effort: 2, task: 'head' },
  'open-data-files': { mender: 'you', effort: 2, task: 'files' },
};
/** A signal of a newer catalogue is the webmaster's until it says otherwise. */
const unknown: Work = { mender: 'you', effort: 2 };

export interface Advice extends Mendable {
  mender: Mender;
  effort: Work['effort'];
  /** What to do in this very system; null: the general advice is all there is. */
  recipe: `${Task}_${Maker}` | null;
  /** The same of the hosting. */
  hostingRecipe: `${HostingTask}_${Hosting}` | null;
}

/**
 * Everything worth mending, most points per effort first; a grave finding that awaits a person's word before all. Gains
 * are of the entry's total by the rubric's own curves. What could not be measured is not in it.
 */
export function adviceOf(
  signals: readonly ReportSignal[],
  criteria: readonly ReportCriterion[],
  platform: PlatformSeen | null,
): Advice[] {
  return mendFirst(signals, criteria)
    .map((each): Advice => {
      const { mender, effort, task, hosting } = works[each.signal.signal] ?? unknown;
      return {
        ...each,
        mender,
        effort,
        recipe: task && platform?.maker ? `${task}_${platform.maker}` : null,
        hostingRecipe: hosting && platform?.hosting ? `${hosting}_${platform.hosting}` : null,
      };
    })
    .sort((a, b) => Number(b.waiting) - Number(a.waiting) || b.gain / b.effort - a.gain / a.effort);
}

/** Signals that somebody has given work for: the test holds it against the catalogue. */
export const signalsWithWork: readonly string[] = Object.keys(works);
