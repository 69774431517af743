import { type ReactNode, useMemo } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Notice } from '#app/ui/notice.tsx';
import { clock } from '../clock.ts';
import { missingOf, progressOf } from '../completeness.ts';
import { SHEET_NOTE } from '../mark.ts';
import { PracticeBanner } from '../practice/banner.tsx';
import type { SheetView } from '../sheet-view.server.ts';
import { RenewedProposals } from '../standing/renewed.tsx';
import { AcceptAll } from './accept-all.tsx';
import { Closed, NextSite, RefusedElsewhere } from './closed.tsx';
import { Finish, Recuse } from './finish.tsx';
import { Head } from './head.tsx';
import { Judged } from './judged.tsx';
import { type ProposalView, Proposed } from './proposed.tsx';
import { SheetNote } from './sheet-note.tsx';
import { SitePane } from './site-pane.tsx';
import { type Step, Steps } from './steps.tsx';
import { markProps, useActs } from './use-acts.ts';
import { useHeartbeat } from './use-heartbeat.ts';
import { usePlace } from './use-place.ts';
import { useSheet } from './use-sheet.ts';

/** The criterion that the audit's hints are for. */
const CONTENT = 'konten';
/** The indicator that test messages are evidence for. */
const RESPONSE = 'I7';
/** The last step: the note on the whole, what is missing, submitting. */
const FINISH = 'kirim';

interface SheetProps {
  view: SheetView;
  proposals: Record<string, ProposalView>;
  /** What the audit found for judges of content, beside that criterion; null without any. */
  hints: ReactNode;
  /** Evidence of how complaint channels answer, for the criterion that has the indicator. */
  responses?: ReactNode;
  problem: { recuse?: string; submit?: string } | undefined;
}

/** Where the sheet was left: the criterion written last, else the first. */
function firstPlace({ last, rubric }: SheetView): string {
  if (last === SHEET_NOTE) return FINISH;
  const { criteria } = rubric;
  const left = criteria.find((criterion) => criterion.indicators.some((each) => each.id === last));
  return (left ?? criteria[0])?.id ?? FINISH;
}

/** One judge's sheet of one entry: the site beside it, one criterion at a time, every tap saved at once. */
export function SheetScreen({ view, proposals, hints, responses, problem }: SheetProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const sheet = useSheet(view.judgeId, view.entry.id, view.marks, view.rubric.version);
  const over = useHeartbeat(view.judgeId, sheet.ready ? sheet.outbox.pending.length : null);
  const acts = useActs(sheet);
  const writable = sheet.ready && view.closed === null;
  const { criteria } = view.rubric;
  const steps = useMemo(
    (): Step[] => [
      ...criteria.map(({ id, name }) => ({ place: id, href: `#k-${id}`, name: localized(name, locale) })),
      { place: FINISH, href: `#${FINISH}`, name: t('finishPlace') },
    ],
    [criteria, locale, t],
  );
  const { place, onClick } = usePlace(
    view.entry.id,
    steps.map((step) => step.place),
    problem ? FINISH : firstPlace(view),
  );
  const facts = {
    category: view.entry.category,
    marks: new Map(criteria.flatMap(({ indicators }) => indicators).map(({ id }) => [id, sheet.editOf(id)] as const)),
    rulings: new Map(Object.entries(view.rulings)),
    conflicts: new Set(view.conflicts.map((conflict) => conflict.indicator)),
    asked: new Set(Object.keys(view.asked)),
  };
  const missing = missingOf(view.rubric, facts);
  const common = { view, acts, writable };
  // What no tap changes is not drawn anew with each.
  const site = useMemo(() => <SitePane view={view} name="samping" />, [view]);
  const below = useMemo(() => <Steps view={view} steps={steps} place={place} />, [view, steps, place]);
  const { lastSaved } = sheet;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: links are pressed in it, by whatever means.
    <main id="isi" className="desk" tabIndex={-1} onClick={onClick}>
      <Head
        view={view}
        sheet={sheet}
        over={over}
        missing={missing}
        progress={progressOf(view.rubric, facts)}
        place={place}
      />
      <div className="desk__columns">
        <aside className="desk__site" aria-label={t('site')}>
          {site}
        </aside>
        <div className="desk__sheet">
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
          <RefusedElsewhere sheet={sheet} entryId={view.entry.id} shown={facts.marks} />
          {criteria.map((criterion) => (
            <section
              key={criterion.id}
              className="criterion"
              id={`k-${criterion.id}`}
              data-place={criterion.id}
              hidden={place !== criterion.id}
              aria-labelledby={`j-${criterion.id}`}
              tabIndex={-1}
            >
              <h2 id={`j-${criterion.id}`}>{localized(criterion.name, locale)}</h2>
              {criterion.id === CONTENT ? hints : null}
              {criterion.indicators.some(({ id }) => id === RESPONSE) ? responses : null}
              {criterion.indicators.map((indicator) => {
                const mark = markProps(sheet, indicator.id);
                return indicator.source === 'judge' ? (
                  <Judged key={indicator.id} indicator={indicator} mark={mark} {...common} />
                ) : (
                  <Proposed
                    key={indicator.id}
                    indicator={indicator}
                    proposal={proposals[indicator.id]}
                    mark={mark}
                    {...common}
                  />
                );
              })}
              <AcceptAll
                view={view}
                sheet={sheet}
                indicators={criterion.indicators.filter((each) => each.source === 'proposed')}
                proposals={proposals}
                writable={writable}
              />
            </section>
          ))}
          <div className="criterion" data-place={FINISH} hidden={place !== FINISH}>
            <SheetNote mark={markProps(sheet, SHEET_NOTE)} {...common} />
            {view.closed === null ? (
              <>
                <Finish view={view} missing={missing} unsent={sheet.outbox.pending.length} ready={sheet.ready} />
                {view.practice ? null : <Recuse judgeId={view.judgeId} problem={problem?.recuse} />}
              </>
            ) : (
              <div id={FINISH}>{view.next ? <NextSite next={view.next} /> : null}</div>
            )}
          </div>
          {below}
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {lastSaved
          ? t('savedSaid', {
              id: lastSaved.indicator === SHEET_NOTE ? t('sheetNote') : lastSaved.indicator,
              time: clock(lastSaved.at, locale),
            })
          : ''}
      </p>
    </main>
  );
}
