import { lighthousePages, medianScore } from './reading/lighthouse-pages.ts';
import { type Check, figure, measured, unmeasured } from './reading/result.ts';

const ID = 'lighthouse-seo';

/** The home page's SEO score, median over its runs. */
export const check: Check = (visit) => {
  const [home] = lighthousePages(visit);
  const score = home ? medianScore(home, 'seo') : null;
  if (!home || score === null) return unmeasured(ID, 'Lighthouse tidak memberi nilai SEO untuk halaman depan.');
  const run = home.runs.find((candidate) => candidate.scores.seo !== null);
  return measured(ID, score, [
    { url: home.url, text: `Nilai SEO ${figure(score * 100)}.` },
    ...(run?.seoFindings ?? []).map((finding) => ({
      url: home.url,
      where: finding.id,
      text: finding.text ? `${finding.title}: ${finding.text}` : finding.title,
    })),
  ]);
};
