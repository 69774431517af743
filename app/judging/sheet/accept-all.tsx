import { useEffect, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { anchorOf } from '#app/paths.ts';
import type { ProposedIndicator } from '#app/rubric/rubric.schema.ts';
import type { SheetView } from '../sheet-view.server.ts';
import type { ProposalView } from './proposed.tsx';
import type { SheetState } from './use-sheet.ts';

/** Those of `ids` whose proposal has been in sight once, whole. */
function useSeen(ids: string): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        const shown = entries.filter((each) => each.isIntersecting);
        for (const { target } of shown) watch.unobserve(target);
        const found = shown.flatMap(({ target }) => target.closest<HTMLElement>('.indicator')?.id ?? []);
        if (found.length > 0) setSeen((held) => new Set([...held, ...found]));
      },
      { threshold: 1 },
    );
    for (const id of ids.split(' ')) {
      const figure = id && document.getElementById(id)?.querySelector('.proposal__figure');
      if (figure) watch.observe(figure);
    }
    return () => watch.disconnect();
  }, [ids]);
  return seen;
}

interface AcceptProps {
  view: SheetView;
  sheet: SheetState;
  indicators: ProposedIndicator[];
  proposals: Record<string, ProposalView>;
  writable: boolean;
}

/** Accepts every proposal of a criterion at once, after each has been in sight. */
export function AcceptAll({ view, sheet, indicators, proposals, writable }: AcceptProps) {
  const t = useText(judgingText);
  const open = indicators.flatMap(({ id }) => {
    const points = proposals[id]?.points ?? null;
    const ruling = view.rulings[id];
    const decided = ruling !== undefined && ruling.kind !== 'applicable';
    return points === null || decided || sheet.editOf(id).notApplicable ? [] : { id, points };
  });
  const left = open.filter(({ id, points }) => {
    const { level, accepted } = sheet.editOf(id);
    const reported = view.reports[id]?.resolution === null;
    return level === null && accepted !== points && !reported;
  });
  const seen = useSeen(open.map(({ id }) => anchorOf(id)).join(' '));
  const unseen = left.filter(({ id }) => !seen.has(anchorOf(id))).length;
  if (open.length === 0) return null;
  return (
    <section className="card accept" aria-label={t('acceptTitle')}>
      <p>{t('acceptDone', { done: open.length - left.length, total: open.length })}</p>
      <p className="muted small">{t('acceptLead')}</p>
      {view.closed === null ? (
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={!writable || left.length === 0 || unseen > 0}
            onClick={() => {
              for (const { id, points } of left) sheet.tap(id, { accepted: points });
            }}
          >
            {t('acceptAll', { n: left.length })}
          </button>
          <span className="muted small">{unseen > 0 ? t('acceptUnseen', { n: unseen }) : ''}</span>
        </div>
      ) : null}
    </section>
  );
}
