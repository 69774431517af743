import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge } from '#app/ui/notice.tsx';
import { clock } from '../clock.ts';
import type { Missing } from '../completeness.ts';
import type { SheetView } from '../sheet-view.server.ts';
import type { SheetState } from './use-sheet.ts';

interface HeadProps {
  view: SheetView;
  sheet: SheetState;
  missing: Missing[];
  progress: { done: number; total: number };
  /** The session has ended, nothing waiting or not. */
  over: boolean;
  /** The step that is shown. */
  place: string;
}

/** Whose sheet, how far, whether all is saved, and the steps: always in sight, nothing in it moves. */
export function Head({ view, sheet, over, missing, progress, place }: HeadProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const steps = useRef<HTMLElement>(null);
  // Where the steps are wider than the screen, the one that is shown is in sight. Sideways alone: the page stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the step changes.
  useEffect(() => {
    const here = steps.current?.querySelector<HTMLElement>('[aria-current]');
    if (steps.current && here) steps.current.scrollLeft = here.offsetLeft - steps.current.clientWidth / 3;
  }, [place]);
  const lacking = new Set(missing.map((each) => each.indicator));
  return (
    <header className="desk__head">
      <div className="desk__title">
        <Link to={paths.judge()} className="desk__back">
          <span aria-hidden="true">{t('sitesSent', view.sites)}</span>
          <span className="visually-hidden">{t('sitesSentSaid', view.sites)}</span>
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
      <nav ref={steps} className="desk__nav" aria-label={t('criteria')}>
        {view.rubric.criteria.map((criterion) => {
          const judged = criterion.indicators.filter((each) => each.source === 'judge' || lacking.has(each.id));
          const done = judged.filter((each) => !lacking.has(each.id)).length;
          return (
            <a
              key={criterion.id}
              href={`#k-${criterion.id}`}
              aria-current={criterion.id === place ? 'step' : undefined}
            >
              {localized(criterion.name, locale)} <span className="number">{`${done}/${judged.length}`}</span>
            </a>
          );
        })}
        <a href="#kirim" aria-current={place === 'kirim' ? 'step' : undefined}>
          {t('finishPlace')}
        </a>
      </nav>
    </header>
  );
}

/** The sheet's save state as a whole; its place is kept. */
function SheetSave({ sheet, state, over }: Pick<HeadProps, 'sheet' | 'over'> & { state: SheetView['state'] }) {
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
