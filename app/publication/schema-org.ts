/** What search engines may know of a released result, in the words of schema.org. Pure. */
import type { PublicView } from './public-view.ts';
import type { ScorecardView } from './scorecard-view.ts';

interface Addresses {
  page: string;
  data: string;
}

/** Which results a page shows: their number, when they became public, and when the first of the contest did. */
interface Version {
  number: number;
  releasedAt: Date;
  firstReleasedAt: Date;
}

const datesOf = ({ number, releasedAt, firstReleasedAt }: Version) => ({
  version: String(number),
  datePublished: firstReleasedAt.toISOString(),
  dateModified: releasedAt.toISOString(),
});

/** A released contest: an open dataset anyone may recompute. */
export function datasetAbout(view: PublicView, version: Version, description: string, { page, data }: Addresses) {
  return {
    '@type': 'Dataset',
    name: view.contestName,
    description,
    url: page,
    ...datesOf(version),
    isAccessibleForFree: true,
    inLanguage: 'id',
    identifier: `sha256:${view.hash}`,
    measurementTechnique: view.methodVersion,
    distribution: { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: data },
  };
}

/** One entry: the agency whose site was judged, and where it stands. */
export function scorecardAbout(card: ScorecardView, version: Version, title: string, { page, data }: Addresses) {
  const { entry } = card;
  return {
    '@type': 'WebPage',
    name: title,
    url: page,
    ...datesOf(version),
    isBasedOn: data,
    about: {
      '@type': 'GovernmentOrganization',
      name: entry.name,
      ...(entry.url ? { url: entry.url } : {}),
    },
  };
}
