import { type Addressee, type Advice, adviceOf } from '#app/audit/advice.ts';
import type { FullReport, ReportSignal } from '#app/audit/report-view.ts';
import { snippetFor } from '#app/audit/snippets.ts';
import type { Steps } from '#app/audit/steps.server.ts';
import { adviceText } from '#app/i18n/advice.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { paths } from '#app/paths.ts';
import { failureSentence } from './audit-table.tsx';
import { EvidenceList } from './evidence.tsx';
import { Badge, Notice } from './notice.tsx';
import { signalValue } from './proposal-why.tsx';

/** Pieces of evidence shown of one finding: a page of a hundred broken links helps nobody. */
const SHOWN = 5;

interface ListProps {
  report: FullReport;
  /** Recipes that fit the site, by signal. */
  steps: Steps;
  /** What the webmaster can do about one signal, e.g. have it checked again. */
  act?: ((signal: ReportSignal) => React.ReactNode) | undefined;
}

/** The webmaster's to-do list, most points per effort first. The route links organizer.css, why.css and opd.css. */
export function AdviceList({ report, steps, act }: ListProps) {
  const t = useText(adviceText);
  const a = useText(auditsText);
  if (report.outcome === 'failed') return <Down report={report} />;
  const list = adviceOf(report.signals, report.criteria, report.platform);
  const maker = report.platform?.maker;
  return (
    <section className="stack" aria-labelledby="perbaiki">
      <div>
        <h2 id="perbaiki">
          {t('first')} {list.length > 0 ? `(${list.length})` : null}
        </h2>
        {list.length > 0 ? (
          <>
            <p className="muted measure">{t('firstLead')}</p>
            <p className="muted measure">{maker ? t('madeWith', { maker: t(`maker_${maker}`) }) : t('madeUnknown')}</p>
          </>
        ) : null}
        {report.signals.some(({ outcome }) => outcome === 'unmeasured') ? (
          <p className="muted measure">{t('unmeasuredNote')}</p>
        ) : null}
      </div>
      {list.length === 0 ? (
        <Notice tone="success">
          <p>{a('toMendNone')}</p>
        </Notice>
      ) : (
        <ol className="findings findings--numbered">
          {list.map((advice) => (
            <Item
              key={advice.signal.signal}
              advice={advice}
              report={report}
              steps={steps[advice.signal.signal]}
              act={act}
            />
          ))}
        </ol>
      )}
      <Letters report={report} to={(['hosting', 'diskominfo'] as const).filter((to) => isAsked(list, to))} />
    </section>
  );
}

function isAsked(list: readonly Advice[], to: Addressee): boolean {
  return list.some(({ mender }) => mender === to);
}

function Letters({ report, to }: { report: FullReport; to: readonly Addressee[] }) {
  const t = useText(adviceText);
  if (to.length === 0) return null;
  return (
    <section className="card no-print" aria-labelledby="surat">
      <h3 id="surat">{t('letters')}</h3>
      <div className="row">
        {to.map((each) => (
          <a key={each} className="button" href={paths.webmasterLetter(report.entryId, each)}>
            {t(`letterTo_${each}`)}
          </a>
        ))}
      </div>
    </section>
  );
}

function Down({ report }: { report: FullReport }) {
  const t = useText(adviceText);
  const a = useText(auditsText);
  const locale = useLocale();
  const { failure } = report;
  return (
    <section className="stack" aria-labelledby="perbaiki">
      <h2 id="perbaiki">{t('first')}</h2>
      <ol className="findings findings--numbered">
        <li className="finding">
          <h3>{t('downTitle')}</h3>
          {failure ? <p>{failureSentence(failure.code, failure.message, locale, a)}</p> : null}
          <p>{t('downWhy')}</p>
          <p className="muted">{a('toMendDown')}</p>
        </li>
      </ol>
      <Letters report={report} to={['hosting']} />
    </section>
  );
}

interface ItemProps {
  advice: Advice;
  report: FullReport;
  steps: Steps[string] | undefined;
  act: ListProps['act'];
}

function Item({ advice, report, steps, act }: ItemProps) {
  const t = useText(adviceText);
  const a = useText(auditsText);
  const why = useText(whyText);
  const locale = useLocale();
  const { signal, gain, waiting, mender, effort } = advice;
  const { platform, entryName, finalUrl, url } = report;
  const citizens = `why_${signal.signal}`;
  const snippet = snippetFor(signal.signal, {
    name: entryName,
    url: finalUrl ?? url,
    hosting: platform?.hosting ?? null,
  });
  return (
    <li className="finding" id={signal.signal}>
      <div className="finding__head">
        <h3>{localized(signal.name, locale)}</h3>
        {waiting ? (
          <Badge tone="danger">{a('gainWaiting')}</Badge>
        ) : gain >= 0.05 ? (
          <strong className="finding__gain">{a('gain', { points: formatPoints(gain, locale, 1) })}</strong>
        ) : (
          <span className="small muted">{a('gainNone')}</span>
        )}
      </div>
      <p className="small muted">
        {t('whoMends')}: <strong>{t(`mender_${mender}`)}</strong> · {t('effort')}: {t(`effort_${effort}`)}
      </p>
      <p className="measure">
        {signal.value === null || signal.unit === '0 or 1' ? null : (
          <strong>
            {a('now')}: {signalValue(signal.value, signal.unit, locale, why)}.{' '}
          </strong>
        )}
        {localized(signal.explanation, locale)}
      </p>
      {isWhy(citizens) ? (
        <p className="measure">
          <strong>{t('whyCitizens')}:</strong> {t(citizens)}
        </p>
      ) : null}
      <div className="finding__advice measure">
        <p>
          <strong>{a('advice')}:</strong> {localized(signal.advice, locale)}
        </p>
        {steps?.maker && platform?.maker ? (
          <p>
            <strong>{t('recipe', { maker: t(`maker_${platform.maker}`) })}:</strong> {steps.maker}
          </p>
        ) : null}
        {steps?.hosting ? (
          <p>
            <strong>{t('hostingRecipe')}:</strong> {steps.hosting}
          </p>
        ) : null}
        {snippet ? (
          <div>
            <p className="small">{t('snippet')}:</p>
            <pre className="snippet">
              <code>{snippet}</code>
            </pre>
          </div>
        ) : null}
      </div>
      {signal.evidence.length > 0 ? (
        <details>
          <summary>
            {a('evidence')} ({signal.evidence.length})
          </summary>
          <EvidenceList items={signal.evidence.slice(0, SHOWN)} />
          {signal.evidence.length > SHOWN ? (
            <p className="small muted">{t('moreEvidence', { n: signal.evidence.length - SHOWN })}</p>
          ) : null}
        </details>
      ) : null}
      {act?.(signal)}
    </li>
  );
}

const isWhy = (key: string): key is keyof typeof adviceText.id & `why_${string}` => key in adviceText.id;
