import type { LighthouseSummary } from '#app/audit/audit.schema.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { TableBox } from './table-box.tsx';

const rows = [
  ['performance', 'lhPerformance'],
  ['accessibility', 'lhAccessibility'],
  ['best-practices', 'lhBestPractices'],
  ['seo', 'lhSeo'],
] as const;

/** Median and every run of the four Lighthouse categories, 0-100. */
export function LighthouseTable({ summary }: { summary: LighthouseSummary }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const said = (score: number | null) => formatPoints(score === null ? null : score * 100, locale, 0);
  return (
    <section className="stack">
      <div>
        <h2>{t('lighthouse')}</h2>
        <p className="muted">{t('lighthouseLead', { n: summary.performance.runs.length })}</p>
      </div>
      <TableBox label={t('lighthouse')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('category')}</th>
              <th scope="col" className="number">
                {t('median')}
              </th>
              <th scope="col" className="number">
                {t('runsHead')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, name]) => (
              <tr key={key}>
                <th scope="row">{t(name)}</th>
                <td className="number">
                  <strong>{said(summary[key].median)}</strong>
                </td>
                <td className="number muted">{summary[key].runs.map(said).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
