import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { formatTime } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { clock } from '../clock.ts';
import { missingOf, progressOf } from '../completeness.ts';
import { PracticeBanner } from '../practice/banner.tsx';
import type { SheetView } from '../sheet-view.server.ts';
import { RenewedProposals } from '../standing/renewed.tsx';
import { Finish, Recuse } from './finish.tsx';
import { Judged } from './judged.tsx';
import { type ProposalView, Proposed } from './proposed.tsx';
import { SitePane } from './site-pane.tsx';
import { useHeartbeat } from './use-heartbeat.ts';
import { type SheetState, useSheet } from './use-sheet.ts';

/** The criterion that the audit's hints are for. */
const CONTENT = 'konten';

interface SheetProps {
  view: SheetView;
  proposals: Record<string, ProposalView>;
  /** What the audit found for judges of content, beside that criterion; null without any. */
  hints: ReactNode;
  problem: { recuse?: string; submit?: string } | undefined;
}

/** One judge's sheet of one entry: the site beside (or above) the criteria, every tap saved at once. */
export function SheetScreen({ view, proposals, hints, problem }: SheetProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const sheet = useSheet(view.judgeId, view.entry.id, view.marks);
  const over = useHeartbeat(view.judgeId, sheet.ready ? sheet.outbox.pending.length : null);
  const writable = sheet.ready && view.closed === null;
  const { criteria } = view.rubric;
  const facts = {
    category: view.entry.category,
    marks: new Map(criteria.flatMap(({ indicators }) => indicators).map(({ id }) => [id, sheet.editOf(id)] as const)),
    rulings: new Map(Object.entries(view.rulings)),
    conflicts: new Set(view.conflicts.map((conflict) => conflict.indicator)),
  };
  const missing = missingOf(view.rubric, facts);
  const progress = progressOf(view.rubric, facts);
  const lacking = new Set(missing.map((each) => each.indicator));
  return (
    <main id="isi" className="desk" tabIndex={-1}>
      <header className="desk__head">
        <div className="desk__title">
          <Link to={paths.judge()} className="desk__back">
            {t('allSites')}
          </Link>
          <h1>{view.entry.name}</h1>
          <Badge>{view.entry.category}</Badge>
        </div>
        <div className="desk__progress">
          <progress className="progress" max={progress.total} value={progress.done} aria-label={t('sheetProgress')} />
          <span className="number">{t('doneOf', progress)}</span>
          <SheetSave sheet={sheet} state={view.state} over={over} />
          {view.closed === null ? (
            <a className="button button--primary" href="#kirim">
              {t(missing.length > 0 ? 'toFinish' : 'toSubmit')}
            </a>
          ) : view.next ? (
            <ButtonLink to={paths.sheet(view.next.id)}>{t('toNext')}</ButtonLink>
          ) : null}
        </div>
        <nav className="desk__nav" aria-label={t('criteria')}>
          {criteria.map((criterion) => {
            const judged = criterion.indicators.filter((each) => each.source === 'judge' || lacking.has(each.id));
            const done = judged.filter((each) => !lacking.has(each.id)).length;
            return (
              <a key={criterion.id} href={`#k-${criterion.id}`}>
                {localized(criterion.name, locale)} <span className="number">{`${done}/${judged.length}`}</span>
              </a>
            );
          })}
        </nav>
      </header>
      <div className="desk__columns">
        <aside className="desk__site" aria-label={t('site')}>
          <SitePane view={view} name="samping" />
        </aside>
        <div className="desk__sheet">
          <details className="desk__site-fold card">
            <summary>{t('site')}</summary>
            <SitePane view={view} name="atas" />
          </details>
          <noscript>
            <Notice tone="warning">{t('needsScript')}</Notice>
          </noscript>
          {view.practice ? <PracticeBanner /> : null}
          <RenewedProposals renewed={view.renewed} />
          <Closed view={view} />
          {problem?.submit ? (
            <Notice tone="danger" live>
              {problem.submit}
            </Notice>
          ) : null}
          <Elsewhere sheet={sheet} entryId={view.entry.id} />
          {criteria.map((criterion) => (
            <section key={criterion.id} className="criterion" id={`k-${criterion.id}`} tabIndex={-1}>
              <h2>{localized(criterion.name, locale)}</h2>
              {criterion.id === CONTENT ? hints : null}
              {criterion.indicators.map((indicator) =>
                indicator.source === 'judge' ? (
                  <Judged key={indicator.id} indicator={indicator} view={view} sheet={sheet} writable={writable} />
                ) : (
                  <Proposed
                    key={indicator.id}
                    indicator={indicator}
                    proposal={proposals[indicator.id]}
                    view={view}
                    sheet={sheet}
                    writable={writable}
                  />
                ),
              )}
            </section>
          ))}
          {view.closed === null ? (
            <>
              <Finish view={view} missing={missing} unsent={sheet.outbox.pending.length} ready={sheet.ready} />
              {view.practice ? null : <Recuse judgeId={view.judgeId} problem={problem?.recuse} />}
            </>
          ) : (
            <div id="kirim">{view.next ? <NextSite next={view.next} /> : null}</div>
          )}
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {sheet.lastSaved
          ? t('savedSaid', { id: sheet.lastSaved.indicator, time: clock(sheet.lastSaved.at, locale) })
          : ''}
      </p>
    </main>
  );
}

/** The sheet's save state as a whole; its place is kept. `over`: the session has ended, nothing waiting or not. */
function SheetSave({ sheet, state, over }: { sheet: SheetState; state: SheetView['state']; over: boolean }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const { pending, offlineSince, signedOut, unkept } = sheet.outbox;
  if (signedOut || over) {
    return (
      <a className="desk__save" data-state="waiting" href={paths.signIn()}>
        {t('signedOut', { n: pending.length })}
      </a>
    );
  }
  const said =
    pending.length === 0
      ? t(state === 'submitted' ? 'submitted' : 'allSaved')
      : unkept > 0
        ? t('unkept', { n: unkept })
        : offlineSince
          ? t('unsent', { n: pending.length, time: clock(offlineSince, locale) })
          : t('sendingN', { n: pending.length });
  return (
    <span className="desk__save" data-state={pending.length > 0 && (unkept > 0 || offlineSince) ? 'waiting' : 'saved'}>
      {said}
    </span>
  );
}

function Closed({ view }: { view: SheetView }) {
  const t = useText(judgingText);
  const locale = useLocale();
  if (view.closed === null) return null;
  if (view.closed === 'submitted') {
    return (
      <Notice
        tone="success"
        live
        title={t('submittedTitle', { time: view.submittedAt ? formatTime(view.submittedAt, locale) : '' })}
      >
        <p>{t('submittedLead')}</p>
        {view.next ? <NextSite next={view.next} /> : <p>{t('noNext')}</p>}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t('readOnly')}>
      {t(`refused_${view.closed}`)}
    </Notice>
  );
}

function NextSite({ next }: { next: { id: string; name: string } }) {
  const t = useText(judgingText);
  return (
    <div>
      <ButtonLink to={paths.sheet(next.id)} kind="primary">
        {t('nextSite', { name: next.name })}
      </ButtonLink>
    </div>
  );
}

/** Edits of other sheets that the server refused: said here too, since nobody may ever open that sheet again. */
function Elsewhere({ sheet, entryId }: { sheet: SheetState; entryId: string }) {
  const t = useText(judgingText);
  const others = sheet.outbox.refused.filter(({ edit }) => edit.entryId !== entryId);
  if (others.length === 0) return null;
  return (
    <Notice tone="danger" title={t('refusedElsewhere')} live>
      <ul>
        {others.map(({ edit, reason }) => (
          <li key={edit.clientId}>
            {edit.indicator}: {reason}{' '}
            <button type="button" className="button" onClick={() => sheet.discard(edit.clientId)}>
              {t('discard')}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
