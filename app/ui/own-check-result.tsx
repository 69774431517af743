import type { OwnCheck, CheckResult as Result } from '#app/audit/own-check.server.ts';
import type { Change, Comparison } from '#app/audit/own-check.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { paths } from '#app/paths.ts';
import { failureSentence } from './audit-table.tsx';
import { Notice } from './notice.tsx';
import { checkedWhat } from './own-check-history.tsx';
import { signalValue } from './proposal-why.tsx';
import { TableBox } from './table-box.tsx';

/** A finished check beside what stood before it. The route links organizer.css. */
export function OwnCheckResult({
  entryId,
  check,
  result,
}: {
  entryId: string;
  check: OwnCheck;
  result: Result | null;
}) {
  const t = useText(ownCheckText);
  const a = useText(auditsText);
  const locale = useLocale();
  const { failure, outcome } = check;
  const said = failure ? failureSentence(failure.code, failure.message, locale, a) : '';
  return (
    <section className="stack" aria-labelledby="hasil">
      <h2 id="hasil">{checkedWhat(check, t('wholeSite'), locale)}</h2>
      {outcome === 'failed' ? (
        <Notice tone="danger">
          <p>{t('doneFailed', { failure: said })}</p>
        </Notice>
      ) : outcome === 'unmeasured' ? (
        <Notice tone="warning">
          <p>{t('doneUnmeasured', { failure: said })}</p>
        </Notice>
      ) : result?.comparison ? (
        <>
          <Won comparison={result.comparison} />
          {result.before?.at ? (
            <p className="muted">{t('beforeIs', { time: formatTime(result.before.at, locale) })}</p>
          ) : null}
          <SideBySide changes={result.comparison.changes} />
        </>
      ) : (
        <Notice>
          <p>{t('noBefore')}</p>
        </Notice>
      )}
      <p>
        <a className="target" href={paths.webmasterCheckReport(entryId, check.id)}>
          {t('report')}
        </a>
      </p>
    </section>
  );
}

function Won({ comparison: { won, open } }: { comparison: Comparison }) {
  const t = useText(ownCheckText);
  const locale = useLocale();
  const points = won === null ? '' : formatPoints(Math.abs(won), locale, 1);
  const way = won === null ? 'noPoints' : won >= 0.05 ? 'won' : won <= -0.05 ? 'lost' : 'same';
  return (
    <Notice tone={way === 'won' ? 'success' : way === 'lost' ? 'warning' : 'info'} title={t(way, { points })}>
      <p>{t('proposals')}</p>
      {open.length > 0 ? (
        <p>{t('openOnes', { list: open.map((name) => localized(name, locale)).join(', ') })}</p>
      ) : null}
    </Notice>
  );
}

/** Signals that came out differently. */
export function SideBySide({ changes }: { changes: readonly Change[] }) {
  const t = useText(ownCheckText);
  const why = useText(whyText);
  const locale = useLocale();
  const said = (side: Change['before'], unit: string) =>
    side === null
      ? '–'
      : side.value === null
        ? t(`outcome_${side.outcome}`)
        : signalValue(side.value, unit, locale, why);
  if (changes.length === 0) return <p className="muted">{t('nothingChanged')}</p>;
  return (
    <TableBox label={t('sideBySide')}>
      <table className="table">
        <caption className="visually-hidden">{t('sideBySide')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('colWhat')}</th>
            <th scope="col">{t('colBefore')}</th>
            <th scope="col">{t('colAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ signal, name, unit, before, after }) => (
            <tr key={signal}>
              <th scope="row">{localized(name, locale)}</th>
              <td>{said(before, unit)}</td>
              <td>{said(after, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
