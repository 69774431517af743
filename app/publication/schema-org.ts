/** What search engines may know of a released result, in the words of schema.org. Pure. */
import type { PublicView } from './public-view.ts';
import type { ScorecardView } from './scorecard-view.ts';

interface Addresses {
  page: string;
  data: string;
}

/** A released contest: an open dataset anyone may recompute. */
export function datasetAbout(view: PublicView, releasedAt: Date, description: string, { page, data }: Addresses) {
  return {
    '@type': 'Dataset',
    name: view.contestName,
    description,
    url: page,
    datePublished: releasedAt.toISOString(),
    isAccessibleForFree: true,
    inLanguage: 'id',
    identifier: `sha256:${view.hash}`,
    version: view.methodVersion,
    distribution: { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: data },
  };
}

/** One entry: the agency whose site was judged, and where it stands. */
export function scorecardAbout(card: ScorecardView, title: string, { page, data }: Addresses) {
  const { entry } = card;
  return {
    '@type': 'WebPage',
    name: title,
    url: page,
    isBasedOn: data,
    about: {
      '@type': 'GovernmentOrganization',
      name: entry.name,
      ...(entry.url ? { url: entry.url } : {}),
    },
  };
}
